"""What doctor says, as a whole where it is the same on every machine, and that its commands are the ones that help."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from bylingual.project import Project
from conftest import DATA
from models_server import archive

Run = Callable[..., Result]
ENGLISH = (
    "The mayor closed the old bridge\n\nThe council said on Monday that the bridge would not open again before the end "
    "of the year, and nobody in the town knows who will pay for the repairs."
)


@pytest.fixture(autouse=True)
def packages(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Argos' folder with the small packages, in the folder that is told here."""
    folder = tmp_path_factory.mktemp("argos") / "packages"
    shutil.copytree(DATA / "argos", folder, ignore=shutil.ignore_patterns("*.py", "*.tsv"))
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(folder))
    return folder


@pytest.fixture
def alone(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No other programs: neither Apertium nor gettext."""
    monkeypatch.setenv("PATH", str(tmp_path_factory.mktemp("empty")))


def configure(project: Project, text: str, *, article: str = ENGLISH) -> None:
    (project.root / "bylingual.toml").write_text(text, encoding="utf-8")
    if article:
        (project.root / "articles" / "a.txt").write_text(article, encoding="utf-8")


def stable(text: str, project: Project, folder: Path) -> str:
    """Without versions, this machine's folders, and the extras that are there."""
    text = re.sub(r"^  bylingual\[.*\n", "", text, flags=re.M)
    text = re.sub(r"^  gettext.*", lambda line: re.sub(r"(?<=\S) {2,}", "  ", line[0]), text, flags=re.M)
    text = text.replace(str(project.root), "PROJECT").replace(str(folder), "PACKAGES")
    return re.sub(r"\b(bylingual|Python|argostranslate|ctranslate2|sentencepiece) \d[\w.+]*", r"\1 N", text)


MISSING = """\
bylingual N, Python N
configuration: PROJECT/bylingual.toml

argos: argostranslate N, ctranslate2 N, sentencepiece N
  en → es  (argos en_es 1.0)
  es → fr  (argos es_fr 1.0)

apertium: not installed
  Apertium is not installed

packages in PACKAGES
  translate-en_es-1_0  complete
  translate-es_fr-1_0  complete

needed by the configuration
  en → es  argos en_es 1.0
  en → fr  argos en_es 1.0 + es_fr 1.0
  en → ca  no engine translates en to ca

for some people
  gettext  not installed: apt-get install gettext  msgfmt, msgmerge and their kin, for editors

1 thing to mend
  - no engine translates en to ca
      bylingual models install en ca
      or: apt-get install apertium-eng-cat

worth knowing
  - apertium: Apertium is not installed
      apt-get install apertium apertium-eng-spa
"""
FINE = """\
bylingual N, Python N
configuration: PROJECT/bylingual.toml

argos: argostranslate N, ctranslate2 N, sentencepiece N
  en → es  (argos en_es 1.0)
  es → fr  (argos es_fr 1.0)

apertium: not installed (not configured)
  Apertium is not installed

packages in PACKAGES
  translate-en_es-1_0  complete
  translate-es_fr-1_0  complete

needed by the configuration
  en → es  argos en_es 1.0

for some people
  gettext  not installed: apt-get install gettext  msgfmt, msgmerge and their kin, for editors
"""
OUTSIDE = """\
bylingual N, Python N
configuration: none here or above; `bylingual init` starts a project

argos: argostranslate N, ctranslate2 N, sentencepiece N
  no language pair is installed

apertium: not installed
  Apertium is not installed

for some people
  gettext  not installed: apt-get install gettext  msgfmt, msgmerge and their kin, for editors

worth knowing
  - argos: no language pair is installed
      bylingual models install en es
  - apertium: Apertium is not installed
      apt-get install apertium apertium-eng-spa
"""


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize(
    ("config", "code", "text"),
    [
        ('targets = ["es", "fr", "ca"]', 1, MISSING),
        ('targets = ["es"]\nengines = ["argos"]\nsource = "en"', 0, FINE),
        ("", 0, OUTSIDE),
    ],
)
def test_what_it_says(project: Project, bylingual: Run, packages: Path, config: str, code: int, text: str) -> None:
    """Three machines: a target without engine; all well; nothing there at all."""
    if config:
        configure(project, config)
    else:
        (project.root / "bylingual.toml").unlink()
        shutil.rmtree(packages)
    assert stable(bylingual("doctor", code=code).output, project, packages) == text


def report(bylingual: Run, code: int = 0) -> Any:
    return json.loads(bylingual("doctor", "--json", code=code).output)


def test_json_says_the_same(project: Project, bylingual: Run) -> None:
    """With Apertium on this machine."""
    configure(project, 'targets = ["es", "pt_BR", "fr"]\nengines = ["apertium", "argos"]')
    said = report(bylingual)
    assert [(n["source"], n["target"], n["label"]) for n in said["needs"]] == [
        ("en", "es", "apertium eng-spa"),
        ("en", "pt_BR", "apertium eng-spa + es-pt_BR"),
        ("en", "fr", "apertium eng-spa + es-fr"),
    ]
    assert said["troubles"] == []
    assert {p["name"]: bool(p["version"]) for p in said["parts"]}["gettext"]


def test_its_commands_mend(project: Project, bylingual: Run, packages: Path, tmp_path: Path) -> None:
    """What it says of a missing, a broken and a half package is what helps, run as it stands there."""
    configure(project, 'targets = ["fr"]\nengines = ["argos"]')
    index = tmp_path / "index.json"
    entries = []
    for pair in ("en_es", "es_fr"):
        archive(tmp_path / f"{pair}.argosmodel", pair)
        source, target = pair.split("_")
        entries.append(
            {"from_code": source, "to_code": target, "package_version": "1.0", "links": [f"{pair}.argosmodel"]}
        )
    index.write_text(json.dumps(entries), encoding="utf-8")

    def mend(said: Any) -> None:
        for trouble in said["troubles"]:
            assert trouble["remedies"][0].startswith("bylingual models install")
            bylingual(*trouble["remedies"][0].split()[1:], "--index", index.as_uri())

    (packages / "translate-es_fr-1_0" / "model" / "model.bin").unlink()
    said = report(bylingual, code=1)
    assert [(t["problem"], t["remedies"], t["blocks"]) for t in said["troubles"]] == [
        ("no engine translates en to fr", ["bylingual models install en fr"], True),
        ("the package translate-es_fr-1_0 is incomplete: no model/model.bin", ["bylingual models install --force es fr"], False),
    ]  # fmt: skip
    mend({"troubles": said["troubles"][1:]})
    assert report(bylingual)["troubles"] == []
    (packages / "translate-en_es-1_0" / "model" / "model.bin").write_bytes(b"no model")
    said = report(bylingual, code=1)
    assert "cannot be loaded" in said["needs"][0]["problem"]
    mend(said)
    assert report(bylingual)["troubles"] == []


@pytest.mark.parametrize(
    ("config", "problem", "remedy"),
    [
        ("targets = [", "bylingual.toml:1: not TOML", ""),
        ('tragets = ["es"]', "unknown key tragets", "targets"),
        ('targets = ["es"]\narticles = "incoming"', "no articles folder incoming/", "mkdir -p PROJECT/incoming"),
        ('targets = ["es"]\noutput = "articles/a.txt/dist"', "articles/a.txt is no folder", "mv PROJECT/articles/a.txt PROJECT/articles/a.txt.bak"),
        ('targets = ["en_GB"]', "no engine translates en to en_GB", "bylingual translate --engine none"),
    ],
)  # fmt: skip
def test_what_cannot_work(project: Project, bylingual: Run, config: str, problem: str, remedy: str) -> None:
    """A configuration that cannot be read, folders that are missing or none, a variant of the same language."""
    configure(project, config)
    (trouble,) = [t for t in report(bylingual, code=1)["troubles"] if t["blocks"]]
    assert problem in trouble["problem"]
    assert remedy.replace("PROJECT", str(project.root)) in "".join(trouble["remedies"])
    assert problem in bylingual("doctor", code=1).output


def test_sources(project: Project, bylingual: Run) -> None:
    """The configured one, the possible ones, those that the articles are in, those that people said."""

    def directions(config: str) -> list[tuple[str, str]]:
        configure(project, 'targets = ["es", "fr"]\nengines = ["argos"]\n' + config)
        result = json.loads(bylingual_any("doctor", "--json").output)
        return [(n["source"], n["target"]) for n in result["needs"]]

    def bylingual_any(*args: str) -> Result:
        try:
            return bylingual(*args)
        except AssertionError:
            return bylingual(*args, code=1)

    assert directions("") == [("en", "es"), ("en", "fr")]
    assert directions('source = "es"') == [("es", "fr")]
    assert directions('[detect]\ncandidates = ["de", "en"]') == [
        ("de", "es"), ("de", "fr"), ("en", "es"), ("en", "fr")
    ]  # fmt: skip
    (project.root / "articles" / "a.txt").unlink()
    configure(project, 'targets = ["es"]', article="")
    assert "nothing: no articles whose language is known" in bylingual("doctor").output
    configure(project, "", article="")
    assert "nothing: no targets" in bylingual("doctor").output
    configure(project, 'targets = ["es"]\nsource = "es"', article="")
    assert "nothing: targets are the sources" in bylingual("doctor").output


def test_nothing_is_written(project: Project, bylingual: Run) -> None:
    """No cache, no catalog."""
    configure(project, 'targets = ["es"]')
    bylingual("doctor")
    assert sorted(p.name for p in project.root.iterdir()) == ["articles", "bylingual.toml"]


def test_what_a_killed_command_left_is_named(project: Project, bylingual: Run) -> None:
    """Beside catalogs, once nobody can be writing it any more; hidden files of other programs are theirs."""
    configure(project, 'targets = ["es"]\n')
    folder = project.translations_dir / "es"
    folder.mkdir(parents=True, exist_ok=True)
    names = (".a.po.k3f_x9ab.tmp", ".b.po.k3f_x9ab.tmp", ".a.po.swp", ".notes.tmp")
    for name in names:
        (folder / name).write_bytes(b"")
        os.utime(folder / name, (0, 0))
    (folder / names[1]).touch()
    said = bylingual("doctor").output
    assert "translations/es/.a.po.k3f_x9ab.tmp is left from a command that was killed" in said
    assert not any(name in said for name in names[1:])
