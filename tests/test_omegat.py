"""OmegaT itself, without its window: export → OmegaT → import. Debian's package, as `make system` installs it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import Result

from bylingual import po
from bylingual.interchange import tmx
from bylingual.interchange.xml_records import escaped
from bylingual.model import State, stamp
from bylingual.project import Project
from ferry import DONE, EMPTY, HEADLINE, LEAD, STALE, catalog, put, units

Run = Callable[..., Result]
NOTE = "Her note to the valley"
ANSWER = "She told the council about it on Monday. Nobody asked why."
APPROVED = (
    "Según `ferry.txt`, el concejo mantiene el [viejo *ferry*](https://valley.example/ferry) y su <b>campana</b>."
)


def omegat(folder: Path, *options: str) -> str:
    """Run OmegaT on a project and return its log."""
    command = ["omegat", str(folder), f"--config-dir={folder.parent / 'omegat-config'}", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert "Finished" in done.stdout, done.stdout + done.stderr
    return done.stdout


def segments(folder: Path) -> list[str]:
    """What OmegaT shows translators, from its own list of untranslated segments."""
    listed = folder.parent / "segments.tmx"
    omegat(
        folder,
        "--mode=console-createpseudotranslatetmx",
        f"--pseudotranslatetmx={listed}",
        "--pseudotranslatetype=equal",
    )
    return [record.segments[0].text for record in tmx.read(listed, "segments.tmx")]


def work(folder: Path, translations: Mapping[str, str]) -> None:
    """What a translator leaves in the project's own memory, and *Create Translated Documents*."""
    pairs = "".join(
        f'<tu><tuv lang="en"><seg>{escaped(source)}</seg></tuv><tuv lang="es"><seg>{escaped(target)}</seg></tuv></tu>'
        for source, target in translations.items()
    )
    header = '<header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext" creationtoolversion="3" segtype="paragraph" srclang="en"/>'
    text = f'<?xml version="1.0" encoding="UTF-8"?><tmx version="1.1">{header}<body>{pairs}</body></tmx>'
    (folder / "omegat" / "project_save.tmx").write_text(text, encoding="utf-8")
    omegat(folder, "--mode=console-translate")


@pytest.fixture
def ferry(project: Project, bylingual: Run) -> Project:
    """Two articles, one below a folder; a unit is approved, one is a machine's, one stale, the others empty."""
    (project.root / "articles" / "desk").mkdir()
    (project.root / "articles" / "ferry.md").write_text(
        f"# {HEADLINE}\n\n{LEAD}\n\n{STALE}\n\n{EMPTY}\n\n{DONE}\n", encoding="utf-8"
    )
    (project.root / "articles" / "desk" / "note.txt").write_text(f"{NOTE}\n\n{ANSWER}\n", encoding="utf-8")
    bylingual("translate", "--from", "en", "--engine", "none")
    machine = "Todas contestadas."
    put(
        lead={"target": APPROVED},
        done={"target": machine, "fuzzy": True, "stamp": stamp("body", DONE, machine)},
        stale={"target": "El capitán escribió 12 cartas.", "fuzzy": True, "previous": STALE.replace("13", "12")},
    )
    return project


def test_the_round_trip(ferry: Project, bylingual: Run) -> None:
    """What is approved is filled in and changes nothing; what the translator did comes in for review, codes and all;
    what she left is left; nobody's text is replaced."""
    glossary = (
        "source,target,locale,note,do not translate\nferry,ferry,,the boat,\nValley Post,,,,yes\nmayor,maire,fr,,\n"
    )
    Path("translations/glossary.csv").write_text(glossary, encoding="utf-8")
    bylingual("export", "--format", "omegat", "--output", "omegat")
    folder = ferry.root / "omegat"
    terms = (folder / "glossary" / "glossary.utf8").read_text(encoding="utf-8")
    assert terms == "ferry\tferry\tthe boat\nValley Post\tValley Post\tnot translated\n"
    shown = segments(folder)
    assert sorted(s for s in shown if "<" not in s) == sorted([STALE, EMPTY, DONE, NOTE, ANSWER])
    assert "The <g0>ferry</g0> stays" in shown
    work(
        folder,
        {
            "The <g0>ferry</g0> stays": "El <g0>ferry</g0> se queda",
            STALE: "El capitán escribió 13 cartas al alcalde.",
            DONE: "Las contestaron todas.",
            ANSWER: "Se lo contó al concejo el lunes. Nadie preguntó por qué.",
        },
    )
    result = bylingual("import", "omegat/target", code=1)
    assert "3 translations taken into 2 catalogs, 1 unchanged, 2 empty" in result.output
    assert "conflict: a person wrote another text: 'El capitán escribió 12 cartas.' stays" in result.output
    found = units()
    assert (found["headline"].target, found["headline"].state) == ("El **ferry** se queda", State.NEEDS_REVIEW)
    assert (found["lead"].target, found["lead"].state) == (APPROVED, State.APPROVED)
    assert (found["done"].target, found["done"].is_machine_text) == ("Las contestaron todas.", False)
    assert (found["empty"].state, found["stale"].state) == (State.UNTRANSLATED, State.STALE)
    assert "Se lo contó" in Path("translations/es/desk/note.po").read_text(encoding="utf-8")
    before = catalog().read_bytes()
    bylingual("import", "omegat/target", code=1)
    assert catalog().read_bytes() == before
    bylingual("import", "omegat/target", "--overwrite")
    assert (units()["stale"].target, units()["stale"].state) == (
        "El capitán escribió 13 cartas al alcalde.",
        State.NEEDS_REVIEW,
    )


def test_two_languages_in_one_unit_are_refused(ferry: Project, bylingual: Run) -> None:
    """Where somebody switches on segmentation by sentence, OmegaT fills half-done units with the source."""
    bylingual("export", "--format", "omegat", "--output", "omegat")
    folder = ferry.root / "omegat"
    settings = folder / "omegat.project"
    settings.write_text(
        re.sub("(<sentence_seg>)false", r"\1true", settings.read_text(encoding="utf-8")), encoding="utf-8"
    )
    work(folder, {EMPTY.partition(". ")[0] + ".": "Nadie vino al muelle el lunes."})
    result = bylingual("import", "omegat/target", code=1)
    line = (
        Path("omegat/target/ferry.xlf")
        .read_text(encoding="utf-8")
        .partition("Nadie vino")[0]
        .rpartition("<trans-unit")[0]
        .count("\n")
        + 1
    )
    assert (
        f"omegat/target/ferry.xlf:{line}: refused: has a sentence of its source: 'The boat was tied up there all the same.'"
        in result.output
    )
    assert units()["empty"].target == ""


def test_omegat_reads_our_memory_and_we_read_its(ferry: Project, bylingual: Run) -> None:
    """TMX in both directions; a catalog that is opened in place loses what is fuzzy, and approves nothing."""
    (ferry.root / "articles" / "plain.txt").write_text(f"Something else entirely today\n\n{ANSWER}\n", encoding="utf-8")
    bylingual("translate", "--from", "en", "--engine", "none")
    path = Path("translations/es/plain.po")
    ours = "Se lo contó al concejo el lunes. Nadie preguntó por qué."
    path.write_text(
        path.read_text(encoding="utf-8").replace(f'msgid "{ANSWER}"\nmsgstr ""', f'msgid "{ANSWER}"\nmsgstr "{ours}"'),
        encoding="utf-8",
    )
    bylingual("export", "--format", "omegat", "--output", "omegat", "articles/desk")
    folder = ferry.root / "omegat"
    (folder / "tm" / "auto" / "approved.tmx").unlink()
    bylingual("memory", "export", "--output", "omegat/tm/auto/news.tmx")
    (folder / "source" / "ferry.po").write_bytes(catalog().read_bytes())
    work(folder, {NOTE: "Su nota al valle"})
    opened = {u.source: u for u in po.read((folder / "target" / "ferry.po").read_bytes()).units}
    assert (opened[STALE].target, opened[DONE].target, opened[LEAD].state) == ("", "", State.APPROVED)
    assert ours in (folder / "target" / "desk" / "note.xlf").read_text(encoding="utf-8")
    bylingual("memory", "import", "omegat/omegat-omegat.tmx")
    kept = Path("translations/memory/omegat-omegat.tmx").read_text(encoding="utf-8")
    assert "<seg>Su nota al valle</seg>" in kept
