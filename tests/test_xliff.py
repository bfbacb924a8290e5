"""Units out to translators' tools and back: nothing changes by itself, nobody's text is lost, nothing broken comes in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from translate.storage.xliff import Xliff1File
from translate.storage.xliff2 import Xliff2File

from bylingual import po
from bylingual.checks import Context
from bylingual.errors import InterchangeError
from bylingual.inline import codes, parse
from bylingual.interchange import FORMATS
from bylingual.interchange.codes import source_pieces, target_pieces
from bylingual.interchange.units import Document, Item, Progress, Returned, blank, unit_id
from bylingual.model import Catalog, State, Unit, stamp
from bylingual.pipeline.export_units import item_of
from bylingual.pipeline.import_units import Incoming, Options, Report
from bylingual.pipeline.markup import Markup
from bylingual.project import Project
from ferry import ARTICLE, DONE, EMPTY, LEAD, MACHINE, NAMES, STALE, SYNTAXES, TEXTS, catalog, put, units
from poedit import Poedit, virtual_screen

Run = Callable[..., Result]
GOLDEN = Path(__file__).parent / "data" / "interchange"
# The schemas that OASIS published, as Debian packages them.
SCHEMAS = Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas")


@pytest.fixture
def ferry(project: Project, bylingual: Run) -> Project:
    """A project with one Markdown article whose units have every state."""
    (project.root / "articles" / "ferry.md").write_text(ARTICLE, encoding="utf-8")
    bylingual("translate", "--from", "en", "--engine", "none")
    put(
        headline={"target": "El **ferry** se queda", "fuzzy": True, "comments": ("Luis: checked",)},
        lead={"target": MACHINE, "fuzzy": True, "stamp": stamp("body", LEAD, MACHINE), "notes": ("risk: high (unknown word: bell)", "argos en_es 1.9")},
        stale={"target": "El capitán escribió 12 cartas al alcalde del valle.", "fuzzy": True, "previous": STALE.replace("13", "12"),
                   "previous_context": "body", "notes": ("source changed: 12 → 13", "suggestion: El capitán escribió 13 cartas.")},
        done={"target": "Todas fueron contestadas."},
    )  # fmt: skip
    return project


def translate(path: Path, source: str, target: str, state: str = "translated") -> None:
    """As a translator's tool does in XLIFF 2: other text, other state. `source` begins the source's XML."""
    text = path.read_text(encoding="utf-8")
    segment = rf"<segment [^>]*>\n(<source>{re.escape(source)}.*?</source>\n)(?:<target>.*?</target>\n)?"
    new, count = re.subn(
        segment, lambda m: f'<segment state="{state}">\n{m[1]}<target>{target}</target>\n', text, flags=re.DOTALL
    )
    assert count == 1
    path.write_text(new, encoding="utf-8")


def line_of(path: Path, text: str) -> int:
    """The line of the unit with this text in a file."""
    before = path.read_text(encoding="utf-8").partition(text)[0]
    return before.rpartition("<unit ")[0].count("\n") + 1


class Local(etree.Resolver):
    """The schema of `xml:` attributes from beside the others, never from the network."""

    def resolve(self, system_url: str, public_id: str, context: object) -> object:
        return self.resolve_filename(str(SCHEMAS / "xml.xsd"), context) if system_url.endswith("xml.xsd") else None  # type: ignore[arg-type]


@cache
def schema(form: str) -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Local())
    name = "xliff-core-1.2-strict.xsd" if form == "xliff12" else "xliff-core-2.0.xsd"
    return etree.XMLSchema(etree.parse(str(SCHEMAS / name), parser))


@pytest.mark.parametrize("form", FORMATS)
def test_export_is_as_people_expect_it(ferry: Project, bylingual: Run, form: str) -> None:
    """The golden file, the same bytes again; the schema of OASIS holds."""
    before = catalog().read_bytes()
    bylingual("export", "--output", "out.xlf", "--format", form)
    bylingual("export", "--output", "out.xlf", "--format", form)
    assert catalog().read_bytes() == before
    golden = GOLDEN / f"{form}.xlf"
    assert Path("out.xlf").read_text(encoding="utf-8") == golden.read_text(encoding="utf-8")
    schema(form).assertValid(etree.parse("out.xlf"))


@pytest.mark.parametrize("form", FORMATS)
def test_other_libraries_read_and_write_the_file(ferry: Project, bylingual: Run, form: str) -> None:
    """translate-toolkit, which Weblate and Virtaal work on XLIFF with: what it changes, and only that, comes in."""
    bylingual("export", "--output", "out.xlf", "--format", form)
    store = (Xliff1File if form == "xliff12" else Xliff2File).parsestring(Path("out.xlf").read_bytes())
    assert [str(u.target or "")[:9] for u in store.units] == ["El ferry ", "El concej", "El capitá", "", "Todas fue"]
    empty = store.units[3]
    empty.target = "Nadie vino al muelle."
    empty.markfuzzy(False)
    empty.markapproved()
    Path("back.xlf").write_bytes(bytes(store))
    before = units()
    result = bylingual("import", "back.xlf", "--approve")
    assert "1 translation taken into 1 catalog, 4 unchanged, 0 empty\n1 unit approved" in result.output
    after = units()
    assert (after.pop("empty").target, before.pop("empty").target) == ("Nadie vino al muelle.", "")
    assert after == before


@pytest.mark.parametrize("form", ["xliff20", "xliff12"])
def test_poedit_reads_and_writes_the_file(ferry: Project, bylingual: Run, form: str, tmp_path: Path) -> None:
    """The program itself: opened and saved, the file has not changed a byte; what is typed comes in."""
    path = Path("out.xlf").absolute()
    bylingual("export", "--output", "out.xlf", "--format", form)
    before = path.read_bytes()
    with virtual_screen() as screen:
        with Poedit(path, tmp_path / "home", screen):
            pass
        assert path.read_bytes() == before
        put(headline={"fuzzy": False}, lead={"fuzzy": False}, stale={"fuzzy": False})
        bylingual("export", "--output", "out.xlf", "--format", form, "--open", "--overwrite")  # one unit is left
        with Poedit(path, tmp_path / "home", screen) as poedit:
            poedit.retype("Nadie vino.")
            poedit.save()
    assert "1 translation taken into 1 catalog, 0 unchanged" in bylingual("import", "out.xlf").output
    assert (units()["empty"].target, units()["empty"].state) == ("Nadie vino.", State.NEEDS_REVIEW)


@pytest.mark.parametrize("form", FORMATS)
def test_an_unchanged_file_changes_nothing(ferry: Project, bylingual: Run, form: str) -> None:
    """Not even with --approve and --overwrite: what the export itself wrote is nobody's word."""
    before = catalog().read_bytes()
    bylingual("export", "--output", "out.xlf", "--format", form)
    for options in ((), ("--approve",), ("--overwrite", "--approve")):
        assert (
            "0 translations taken into 0 catalogs, 4 unchanged, 1 empty"
            in bylingual("import", "out.xlf", *options).output
        )
    assert catalog().read_bytes() == before
    put(done={"fuzzy": True})  # somebody doubts it meanwhile
    bylingual("import", "out.xlf", "--approve")
    assert units()["done"].state is State.NEEDS_REVIEW


def test_translations_come_in_for_review(ferry: Project, bylingual: Run) -> None:
    """As a person's texts, whatever the file calls them; a second import changes nothing."""
    bylingual("export", "--output", "out.xlf")
    out = Path("out.xlf")
    translate(out, "Nobody came", "Nadie vino al muelle.", "reviewed")
    lead = re.sub(
        r"^El concejo", "La junta", re.search(r"<target>(El concejo.*?)</target>", out.read_text(encoding="utf-8"))[1]
    )  # type: ignore[index]
    translate(out, "The council", lead)
    result = bylingual("import", "out.xlf")
    assert "2 translations taken into 1 catalog, 3 unchanged, 0 empty\n1 unit called reviewed there" in result.output
    found = units()
    assert (found["empty"].target, found["empty"].state) == ("Nadie vino al muelle.", State.NEEDS_REVIEW)
    assert found["lead"].target == MACHINE.replace("El concejo", "La junta")
    assert (found["lead"].notes, found["lead"].stamp, found["lead"].is_machine_text) == (
        ("imported from out.xlf",),
        "",
        False,
    )
    before = catalog().read_bytes()
    bylingual("import", "out.xlf")
    bylingual("translate", "--from", "en", "--refresh")
    assert units()["lead"] == found["lead"]
    assert catalog().read_bytes() == before


def test_approval_is_a_persons_word(ferry: Project, bylingual: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--approve` approves what the file calls reviewed or final, stale texts that were read too; the environment
    cannot say it."""
    bylingual("export", "--output", "out.xlf")
    out = Path("out.xlf")
    translate(out, "The captain", "El capitán escribió 13 cartas al alcalde del valle.", "final")
    translate(out, "Nobody came", "Nadie vino al muelle.")
    translate(out, "The <pc", 'El <pc id="1">ferry</pc> se queda', "reviewed")
    with monkeypatch.context() as m:
        m.setenv("BYLINGUAL_IMPORT_APPROVE", "1")
        assert "Say it on the command line" in bylingual("import", "out.xlf", code=2).stderr
    result = bylingual("import", "out.xlf", "--approve", code=1)
    assert f"out.xlf:{line_of(out, 'The captain')}: conflict: a person wrote another text" in result.output
    assert "1 unit approved" in result.output
    assert {name: u.state for name, u in units().items()} == {
        "headline": State.APPROVED,
        "lead": State.NEEDS_REVIEW,
        "stale": State.STALE,
        "empty": State.NEEDS_REVIEW,
        "done": State.APPROVED,
    }
    bylingual("import", "out.xlf", "--approve", "--overwrite")
    stale = units()["stale"]
    assert (stale.state, stale.target, stale.previous) == (
        State.APPROVED,
        "El capitán escribió 13 cartas al alcalde del valle.",
        None,
    )


def test_a_stale_text_is_not_approved_as_it_was(ferry: Project, bylingual: Run) -> None:
    """Tools call everything final that they write."""
    bylingual("export", "--output", "out.xlf")
    out = Path("out.xlf")
    translate(out, "The captain", units()["stale"].target, "final")
    before = catalog().read_bytes()
    line = line_of(out, "The captain")
    assert (
        f"out.xlf:{line}: skipped: its source changed, its text came back as it was"
        in bylingual("import", "out.xlf", "--approve", code=1).output
    )
    assert "1 unit called reviewed there" in bylingual("import", "out.xlf").output
    assert catalog().read_bytes() == before


def test_nobodys_text_is_replaced_unseen(ferry: Project, bylingual: Run) -> None:
    """Approved or not: the conflict is named with the line in the file, `--overwrite` takes it, for review."""
    bylingual("export", "--output", "out.xlf")
    translate(Path("out.xlf"), "All of them", "Se contestaron todas.", "final")
    before = catalog().read_bytes()
    result = bylingual("import", "out.xlf", code=1)
    assert (
        f"out.xlf:{line_of(Path('out.xlf'), 'All of them')}: conflict: a person wrote another text: 'Todas fueron"
        in result.output
    )
    assert catalog().read_bytes() == before
    bylingual("import", "out.xlf", "--overwrite")
    assert (units()["done"].target, units()["done"].state) == ("Se contestaron todas.", State.NEEDS_REVIEW)


REFUSED = {
    "empty": (
        ("Nobody came to the quay on Monday. El barco estaba atado.", "has a sentence of its source: 'Nobody came to the quay on Monday.'"),
        ("Nadie vino. The boat was tied up there all the same.", "has a sentence of its source: 'The boat was"),
        ('Nadie <pc id="1">vino</pc>.', "has an inline code that its source does not have"),
        ("Nadie *vino*.", "its inline codes do not fit: with *, *"),
        ('Nadie vino<cp hex="0001"/>.', "has a control character"),
        ("Nadie vino\ufdd0.", "has a control character"),
    ),
    "lead": (
        ("El concejo mantiene el ferry.", "its inline codes do not fit: without ["),
        ('El <ph id="4"/> <pc id="1">viejo <pc id="2">ferry</pc></pc>', "its inline codes do not fit: without <b>, </b>"),
        ('El <ph id="4"/> <ph id="4"/> <pc id="1">a <pc id="2">b</pc></pc> <pc id="3">c</pc>', "do not fit: with `ferry.txt`"),
        ('<sc id="1"/>El <sc id="2"/><ec startRef="1"/><ec startRef="2"/><pc id="3">c</pc><ph id="4"/>', "inline codes do not fit"),
        ('<ph id="9"/>', "has an inline code that its source does not have"),
        ('<ph id="x"/>', "has an inline code that its source does not have"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "target", "why"), [(n, *r) for n, rows in REFUSED.items() for r in rows])
def test_what_cannot_be_right_is_refused(ferry: Project, bylingual: Run, name: str, target: str, why: str) -> None:
    """With file and line; the others are taken."""
    bylingual("export", "--output", "out.xlf")
    out = Path("out.xlf")
    translate(out, NAMES[name][:11], target)
    other = {"empty": "The council", "lead": "Nobody came"}[name]
    good = {
        "empty": '<pc id="1">El <pc id="2">ferry</pc></pc>, <pc id="3">c</pc>, <ph id="4"/>',
        "lead": "Nadie vino.",
    }[name]
    translate(out, other, good)
    result = bylingual("import", "out.xlf", code=1)
    assert f"out.xlf:{line_of(out, NAMES[name][:11])}: refused: " in result.output
    assert why in result.output
    assert "1 translation taken" in result.output


def test_a_text_left_in_its_language_is_no_translation(ferry: Project, bylingual: Run) -> None:
    """Untouched: empty. Called translated: a few words may be the same, a sentence may not."""
    bylingual("export", "--output", "out.xlf")
    out = Path("out.xlf")
    translate(out, "Nobody came", EMPTY, "initial")
    assert "4 unchanged, 1 empty" in bylingual("import", "out.xlf").output
    translate(out, "Nobody came", EMPTY)
    assert "refused: has a sentence of its source" in bylingual("import", "out.xlf", code=1).output
    assert units()["empty"].target == ""


def test_codes_may_move(ferry: Project, bylingual: Run) -> None:
    """Into another order, written as halves, cut into segments."""
    bylingual("export", "--output", "out.xlf")
    moved = '<ph id="4"/> dijo: el <pc id="3">campana</pc> del <sc id="1"/>viejo <pc id="2">ferry</pc><ec startRef="1"/> queda.'
    translate(Path("out.xlf"), "The council", moved)
    bylingual("import", "out.xlf")
    assert (
        units()["lead"].target
        == "`ferry.txt` dijo: el <b>campana</b> del [viejo *ferry*](https://valley.example/ferry) queda."
    )


def test_tools_may_cut_units_into_segments(ferry: Project, bylingual: Run) -> None:
    """They come together again, in the order of the target; a unit half done is not done."""
    bylingual("export", "--output", "out.xlf")
    out = Path("out.xlf")
    whole = f'<segment state="initial">\n<source>{EMPTY}</source>\n</segment>'
    cut = (
        '<segment state="{}"><source>Nobody came to the quay on Monday.</source><target order="3">Nadie vino el lunes.</target></segment>'
        "<ignorable><source> </source></ignorable>"
        '<segment state="final"><source>The boat was tied up there all the same.</source>{}</segment>'
    )
    text = out.read_text(encoding="utf-8")
    assert whole in text
    out.write_text(text.replace(whole, cut.format("final", "")), encoding="utf-8")
    assert "4 unchanged, 1 empty" in bylingual("import", "out.xlf").output
    second = '<target order="1">El <mrk id="m1" type="term">barco</mrk> seguía atado.</target>'
    out.write_text(text.replace(whole, cut.format("translated", second)), encoding="utf-8")
    schema("xliff").assertValid(etree.parse("out.xlf"))
    bylingual("import", "out.xlf", "--approve")
    assert (units()["empty"].target, units()["empty"].state) == (
        "El barco seguía atado. Nadie vino el lunes.",
        State.NEEDS_REVIEW,
    )


def test_a_changed_source_is_skipped(ferry: Project, bylingual: Run) -> None:
    """By its id, by its text, by its codes; so is a catalog that is gone, or in another language."""
    bylingual("export", "--output", "out.xlf")
    out = Path("out.xlf")
    translate(out, "Nobody came", "Nadie vino.")
    line = line_of(out, "Nobody came")
    (ferry.root / "articles" / "ferry.md").write_text(ARTICLE.replace("on Monday", "on Tuesday"), encoding="utf-8")
    bylingual("translate", "--from", "en", "--engine", "none")
    assert (
        f"out.xlf:{line}: skipped: its source is no longer in the catalog"
        in bylingual("import", "out.xlf", code=1).output
    )
    bylingual("export", "--output", "out.xlf", "--overwrite")
    text = out.read_text(encoding="utf-8")
    for old, new in (
        ("on Tuesday", "on Friday"),
        ("<source>The <pc ", "<source>The  <pc "),
        ('">ferry</pc>', '"/>ferry'.replace("/>", ">") + "</pc>!"),
    ):
        assert old in text
        out.write_text(text.replace(old, new, 1), encoding="utf-8")
        assert "skipped: its source is not the one in the catalog" in bylingual("import", "out.xlf", code=1).output
    out.write_text(text.replace('trgLang="es"', 'trgLang="fr"'), encoding="utf-8")
    assert (
        "skipped: in fr, but translations/es/ferry.po is in es (5 units)"
        in bylingual("import", "out.xlf", code=1).output
    )
    out.write_text(text.replace('trgLang="es"', 'trgLang="es-ES"'), encoding="utf-8")
    bylingual("import", "out.xlf")
    out.write_text(text.replace("es/ferry.po", "es/../../../../etc/passwd"), encoding="utf-8")
    assert "skipped: no catalog translations/es/../../../../etc/passwd" in bylingual("import", "out.xlf", code=1).output
    (ferry.root / "articles" / "ferry.md").unlink()
    out.write_text(text, encoding="utf-8")
    assert "translations/es/ferry.po: its article is gone" in bylingual("import", "out.xlf", code=1).stderr
    assert "its article is gone" in bylingual("export", "--output", "new.xlf", code=1).stderr


def test_folders_and_what_is_in_the_way(ferry: Project, bylingual: Run) -> None:
    """A file for each article; one that a translator changed is not replaced; a folder comes back whole."""
    (ferry.root / "articles" / "desk").mkdir()
    (ferry.root / "articles" / "desk" / "note.txt").write_text("The ferry again\n\nNobody came.\n", encoding="utf-8")
    bylingual("translate", "--from", "en", "--engine", "none")
    assert "7 units in 2 files: out" in bylingual("export", "--output", "out").output
    note = Path("out/desk/note.xlf")
    translate(note, "Nobody came", "Nadie vino.")
    before = note.read_bytes()
    result = bylingual("export", "--output", "out", code=1)
    assert "out/desk/note.xlf: is there with other content" in result.stderr
    assert note.read_bytes() == before
    assert "1 translation taken into 1 catalog" in bylingual("import", "out").output
    assert "3 units in 1 file" not in bylingual("export", "--output", "open", "--open", "articles/desk").output
    bylingual("export", "--output", "out", "--overwrite")
    assert "Nadie vino" in note.read_text(encoding="utf-8")


def test_open_units_only(ferry: Project, bylingual: Run) -> None:
    """Approved ones stay at home."""
    assert "4 units in 1 file" in bylingual("export", "--output", "out.xlf", "--open").output
    assert DONE not in Path("out.xlf").read_text(encoding="utf-8")


def test_what_one_file_cannot_hold(ferry: Project, bylingual: Run) -> None:
    """Two source languages, no catalog, several locales: said, with what to do."""
    (ferry.root / "articles" / "nota.txt").write_text(
        "Le bac est toujours là\n\nPersonne n’est venu.\n", encoding="utf-8"
    )
    bylingual("translate", "articles/nota.txt", "--from", "fr", "--engine", "none")
    assert (
        "articles in en and fr: a file has one source language"
        in bylingual("export", "--output", "out.xlf", code=2).stderr
    )
    bylingual("export", "--output", "out.xlf", "articles/ferry.md")
    assert "no catalog in de here" in bylingual("export", "--to", "de", "--output", "out.xlf", code=2).stderr
    (ferry.root / "bylingual.toml").write_text('targets = ["es", "de"]\n', encoding="utf-8")
    assert "which locale?" in bylingual("export", "--output", "out.xlf", code=2).stderr


def test_characters_that_xml_does_not_have(project: Project, bylingual: Run) -> None:
    """XLIFF 2 has an element for them; XLIFF 1.2 leaves the unit out and says so."""
    (project.root / "articles" / "a.txt").write_text("The ferry again\n\nNobody\x0c came\x1b.\n", encoding="utf-8")
    bylingual("translate", "--from", "en", "--engine", "none")
    bylingual("export", "--output", "out.xlf")
    text = Path("out.xlf").read_text(encoding="utf-8")
    assert '<cp hex="001B"/>' in text
    schema("xliff").assertValid(etree.parse("out.xlf"))
    translate(Path("out.xlf"), "Nobody", 'Nadie<cp hex="001B"/>.')
    bylingual("import", "out.xlf")
    result = bylingual("export", "--output", "out12.xlf", "--format", "xliff12")
    assert "left out: a control character that XLIFF 1.2 cannot hold" in result.stderr


BAD = {
    "<html/>": "bad.xlf:1: not XLIFF 1.2 or 2: it begins with <html>",
    '<xliff version="3.0"/>': "bad.xlf:1: not XLIFF 1.2 or 2",
    '<!DOCTYPE xliff [<!ENTITY a "b">]>\n<xliff version="1.2"/>': "bad.xlf:1: declares an entity, a",
    '<xliff version="1.2">\n<file><trans-unit id="u"/></file></xliff>': "bad.xlf:2: a trans-unit without a source",
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1">\n<file><unit id="u"/></file></xliff>': "bad.xlf:2: a unit without a segment",
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1"><file><unit id="u"><segment/></unit></file></xliff>': "bad.xlf:1: a segment without a source",
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1"><file><unit id="u"><segment>\n<source><cp hex="D800"/></source></segment></unit></file></xliff>': "bad.xlf:2: a cp that is no character",
    '<xliff version="1.2"><file>': "bad.xlf:1: not well-formed XML: no element found",
}


@pytest.mark.parametrize("text", BAD, ids=BAD.values())
def test_bad_files_are_named_with_their_line(ferry: Project, bylingual: Run, text: str) -> None:
    """And the good ones beside them are taken."""
    before = catalog().read_bytes()
    bylingual("export", "--output", "good.xlf")
    Path("bad.xlf").write_text(text, encoding="utf-8")
    result = bylingual("import", "bad.xlf", "good.xlf", code=1)
    assert BAD[text] in result.stderr
    assert "4 unchanged" in result.output
    assert catalog().read_bytes() == before


@pytest.mark.parametrize("form", ["xliff", "xliff12"])
@given(
    st.lists(
        st.tuples(TEXTS, TEXTS, SYNTAXES, st.sampled_from(["", "machine", "stale", "approved"]), TEXTS), min_size=1
    )
)
def test_what_is_written_reads_back(tmp_path: Path, form: str, texts: list[tuple[str, str, str, str, str]]) -> None:
    """Every unit, its codes, white space and control characters; the schema holds."""
    module = FORMATS[form]
    items = []
    for number, (source, target, syntax, marker, note) in enumerate(texts):
        pieces = source_pieces(source, syntax)
        progress = {"": Progress.INITIAL, "approved": Progress.FINAL}.get(marker, Progress.TRANSLATED)
        notes = (("comment", note),) if note else ()
        item = Item(
            f"u{number}",
            "body",
            pieces,
            target_pieces(target, pieces, syntax) if marker else (),
            progress,
            marker,
            notes,
        )
        if module.writable(item):
            items.append(item)
    path = tmp_path / "a.xlf"
    path.write_text(
        "".join(module.write([Document("a", "a.po", "a.md", "en", "pt_BR", tuple(items))])),
        encoding="utf-8",
        newline="",
    )
    back = list(module.read(path, "a"))
    assert [(b.id, b.source, b.original, b.locale) for b in back] == [
        (i.id, blank(i.source), "a.po", "pt-BR") for i in items
    ]
    assert [b.target or () for b in back] == [blank(i.target) for i in items]
    for b, item in zip(back, items, strict=True):
        if item.target:
            assert (b.progress, b.is_ours) == (item.progress, True)
    if items:
        schema(form).assertValid(etree.parse(str(path)))


STATES = st.sampled_from(["untranslated", "machine", "needs-review", "stale", "approved", "obsolete"])
CATALOGS = st.lists(
    st.tuples(st.sampled_from(["headline", "body", ""]), TEXTS, TEXTS, SYNTAXES, STATES),
    max_size=5,
    unique_by=lambda row: row[:2],
)


def made(rows: list[tuple[str, str, str, str, str]]) -> tuple[tuple[Unit, ...], Markup]:
    """Units in all states, and how their texts are written."""
    found = []
    for role, source, target, _, state in rows:
        unit = Unit(role or None, source, target)
        fuzzy = state in ("machine", "needs-review", "stale")
        unit = replace(
            unit, fuzzy=fuzzy, obsolete=state == "obsolete", target="" if state == "untranslated" else target
        )
        if state == "stale":
            unit = replace(unit, previous=source + "!")
        if state == "machine":
            unit = replace(unit, stamp=stamp(unit.context, source, target), notes=("risk: low",))
        found.append(unit)
    syntaxes = {u.key: row[3] for u, row in zip(found, rows, strict=True)}
    return tuple(found), Markup(syntaxes)


def exchanged(units: tuple[Unit, ...], markup: Markup, form: str, path: Path) -> list[Returned]:
    """The units as a file holds them that was written to `path` and read again."""
    context = Context("en", "es")
    items = [item_of(u, markup, context) for u in units if not u.obsolete]
    items = [item for item in items if FORMATS[form].writable(item)]
    text = "".join(FORMATS[form].write([Document("a", "a.po", "a.md", "en", "es", tuple(items))]))
    path.write_bytes(text.encode())
    return list(FORMATS[form].read(path, "a"))


@pytest.mark.parametrize("form", ["xliff", "xliff12"])
@given(CATALOGS, st.booleans(), st.booleans())
def test_out_and_back_is_the_same_catalog(tmp_path: Path, form: str, rows: Any, overwrite: bool, approve: bool) -> None:
    """Whatever the units, their codes and states, and whatever the import may do."""
    units, markup = made(rows)
    returned = exchanged(units, markup, form, tmp_path / "a.xlf")
    report = Report()
    options = Options(overwrite, approve)
    assert tuple(Incoming(Catalog({}, units), markup, "en", options, report, "a").with_all(returned)) == units
    assert (report.taken, report.approved, report.reviewed) == (0, 0, 0)
    assert not (report.conflicts or report.refused or report.skipped)


@given(CATALOGS, st.lists(TEXTS, min_size=5, max_size=5), st.sampled_from(Progress), st.booleans())
def test_whatever_comes_back(tmp_path: Path, rows: Any, texts: list[str], progress: Progress, approve: bool) -> None:
    """People's texts stay, only `--approve` approves, only what a file calls reviewed; codes are those of the source,
    or of the text there was; the catalog can be read again."""
    units, markup = made(rows)
    returned = []
    for back, text in zip(exchanged(units, markup, "xliff", tmp_path / "a.xlf"), texts, strict=False):
        unit = next(u for u in units if not u.obsolete and unit_id(*u.key) == back.id)
        syntax = markup.syntaxes[unit.key]
        target = blank(target_pieces(text, source_pieces(unit.source, syntax), syntax))
        returned.append(replace(back, target=target, progress=progress, is_ours=False))
    options = Options(approve=approve)
    new = Incoming(Catalog({}, units), markup, "en", options, Report(), "a").with_all(returned)
    for before, after in zip(units, new, strict=True):
        assert before.is_machine_text or after.target == before.target
        assert (
            after.state is not State.APPROVED
            or before.state is State.APPROVED
            or (approve and progress >= Progress.REVIEWED)
        )
        if after.target != before.target:
            syntax = markup.syntaxes[before.key]
            found = codes(parse(after.target, syntax))
            assert found in (codes(parse(before.source, syntax)), codes(parse(before.target, syntax)))
            assert (
                po.read(po.write(Catalog({"Language": "es"}, (replace(after, source="a"),))).encode()).units[0].target
                == after.target
            )


@given(
    st.binary(max_size=200)
    | TEXTS.map(
        lambda t: (
            f'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1"><file><unit><segment><source>{t}</source></segment></unit></file></xliff>'.encode()
        )
    )
)
def test_no_file_breaks_the_reader(tmp_path: Path, data: bytes) -> None:
    """It is read, or refused as the user's affair."""
    path = tmp_path / "a.xlf"
    path.write_bytes(data)
    for module in FORMATS.values():
        try:
            list(module.read(path, "a"))
        except InterchangeError as error:
            assert error.path == "a"
