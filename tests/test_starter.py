"""Packages in Python distributions, and starter models: called what they are everywhere, gone where a better one is."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from bylingual import po
from bylingual.engines import argos
from bylingual.model import Role, State, Translation
from bylingual.packages import installed as module
from bylingual.packages.installed import installed, shipped, usable
from bylingual.project import Project
from bylingual.risk import risk_level, risk_note
from conftest import DATA

Run = Callable[..., Result]
NAME = "newsroom-starter"
EN_ES = ("en", "es")
BETTER = "bylingual models install en es"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on Python's path with an installed distribution that holds a starter model, as pip leaves it."""
    folder = tmp_path / "site"
    package = folder / "newsroom_starter" / "translate-en_es-0_1"
    shutil.copytree(DATA / "argos" / "translate-en_es-1_0", package)
    table = json.loads((package / "metadata.json").read_text(encoding="utf-8"))
    table |= {"package_version": "0.1", "starter": True}
    (package / "metadata.json").write_text(json.dumps(table), encoding="utf-8")
    (package.parent / "__init__.py").touch()
    about = folder / "newsroom_starter-0.1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.4\nName: {NAME}\nVersion: 0.1\n", encoding="utf-8")
    (about / "entry_points.txt").write_text("[bylingual.packages]\nen_es = newsroom_starter\n", encoding="utf-8")
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setattr(module, "entry_points", lambda group: [p for p in entry_points(group=group) if is_ours(p)])
    return package


def is_ours(point: EntryPoint) -> bool:
    """Whether an entry point is the fixture's, not that of a starter model which is installed."""
    return point.dist is not None and point.dist.name == NAME


@pytest.fixture(autouse=True)
def packages(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Starter models are wanted; Argos' folder is there and empty."""
    monkeypatch.delenv("BYLINGUAL_STARTER")
    monkeypatch.setenv("PATH", "/nowhere")  # no Apertium
    folder = tmp_path / "argos"
    folder.mkdir()
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(folder))
    return folder


def official(folder: Path) -> None:
    """Another package for the pair, of an older version."""
    shutil.copytree(DATA / "argos" / "translate-en_es-1_0", folder / "translate-en_es-0_0_1")
    file = folder / "translate-en_es-0_0_1" / "metadata.json"
    table = json.loads(file.read_text(encoding="utf-8")) | {"package_version": "0.0.1"}
    file.write_text(json.dumps(table), encoding="utf-8")


def test_found_by_its_distribution() -> None:
    """As a package like any other, whole."""
    (package,) = shipped()
    assert (package.pair, package.problem, package.distribution, package.starter) == (EN_ES, "", NAME, True)
    assert installed() == []
    assert argos.open_engine().pairs() == {EN_ES: f"argos starter model en_es {package.version}"}


@pytest.mark.parametrize("value", ["0", "no", "off", "false"])
def test_can_be_passed_over(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the environment."""
    monkeypatch.setenv("BYLINGUAL_STARTER", value)
    assert shipped() == []
    assert argos.open_engine().pairs() == {}


def test_any_other_package_wins(packages: Path) -> None:
    """Whatever its version; a broken one does not."""
    official(packages)
    assert argos.open_engine().pairs() == {EN_ES: "argos en_es 0.0.1"}
    both = [*installed(), *shipped()]
    assert usable(both)[EN_ES] == usable(both[::-1])[EN_ES] == both[0]
    (packages / "translate-en_es-0_0_1" / "model" / "model.bin").unlink()
    assert "starter model" in argos.open_engine().pairs()[EN_ES]


def test_a_copy_in_argos_folder_is_still_one(packages: Path) -> None:
    """It says itself what it is."""
    (package,) = shipped()
    shutil.copytree(package.path, packages / package.path.name)
    assert argos.open_engine().pairs() == {EN_ES: f"argos starter model en_es {package.version}"}


def test_risk_is_never_low() -> None:
    """Medium at least, with the reason; what is high stays high."""
    source = "The council met on Monday to talk about the bridge."
    good = Translation("El consejo se reunió el lunes para hablar del puente.")
    assert risk_note(Role.BODY, source, good, "argos en_es 1.9") == "risk: low"
    assert risk_note(Role.BODY, source, good, "argos starter model en_es 0.1") == "risk: medium (starter model)"
    assert risk_level((risk_note(Role.BODY, "It has 40 rooms.", good, "argos starter model en_es 0.1"),)) == "high"


def translated(project: Project, bylingual: Run) -> Path:
    bylingual("translate", code=0)
    return project.catalog_path("story", "es")


def test_every_unit_says_so(project: Project, bylingual: Run, story: Path) -> None:
    """Its risk, the engine, and the command that installs a better one; a bundle names the engine alone."""
    units = po.read(translated(project, bylingual).read_bytes()).units
    made = [u for u in units if u.state is State.NEEDS_REVIEW]
    assert len(made) >= 4
    for unit in made:
        assert risk_level(unit.notes) in ("medium", "high")
        assert "starter model" in unit.notes[0]
        assert re.fullmatch(rf"argos starter model en_es [\d.]+ \(better: {BETTER}\)", unit.notes[1])
    bylingual("compile", "--draft")
    article = json.loads((project.root / "dist-draft/es/story/article.json").read_text(encoding="utf-8"))
    (package,) = shipped()
    assert article["provenance"]["engines"] == [f"argos starter model en_es {package.version}"]


def test_correcting_and_a_change_leave_nothing_of_it(project: Project, bylingual: Run, story: Path) -> None:
    """A person's text does not say that a model wrote it, nor how to install a better one."""
    path = translated(project, bylingual)
    text = re.sub(r'(msgctxt "deck"\nmsgid .*\nmsgstr) ".*"', r'\1 "De una persona"', path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    story.write_text(story.read_text(encoding="utf-8").replace("early spring", "late spring"), encoding="utf-8")
    bylingual("translate")
    (deck,) = [u for u in po.read(path.read_bytes()).units if u.context == "deck"]
    assert deck.target == "De una persona"
    assert not [n for n in deck.notes if "starter" in n or "better" in n]


def test_a_better_one_replaces_what_nobody_touched(
    project: Project, bylingual: Run, story: Path, packages: Path
) -> None:
    """With --refresh; the notes are the better one's then."""
    path = translated(project, bylingual)
    official(packages)
    bylingual("translate")
    assert "starter model" in path.read_text(encoding="utf-8")
    bylingual("translate", "--refresh")
    text = path.read_text(encoding="utf-8")
    assert "starter model" not in text
    assert "argos en_es 0.0.1" in text


def test_status_says_so(project: Project, bylingual: Run, story: Path) -> None:
    """How many units, and what to do; nothing once they are approved."""
    translated(project, bylingual)
    lines = bylingual("status").output.splitlines()
    at = lines.index("starter model: it wrote 4 unreviewed units. Better, then anew where nobody corrected:")
    assert lines[at + 1] == f"  {BETTER} && bylingual translate --refresh"
    (catalog,) = json.loads(bylingual("status", "--json").output)["catalogs"]
    assert (catalog["starter"], catalog["better"]) == (4, BETTER)
    bylingual("approve", "translations")
    assert "starter" not in bylingual("status").output
    (catalog,) = json.loads(bylingual("status", "--json").output)["catalogs"]
    assert (catalog["starter"], catalog["better"]) == (0, "")


def test_doctor_says_so(project: Project, bylingual: Run, story: Path) -> None:
    """In the engine's pairs, in what the configuration needs, and with the command."""
    text = bylingual("doctor").output
    assert "  en → es  (argos starter model en_es" in text
    assert f"  - en → es is translated by the starter model; a better one:\n      {BETTER}\n" in text
    troubles: Any = json.loads(bylingual("doctor", "--json").output)["troubles"]
    assert [t["blocks"] for t in troubles if "starter" in t["problem"]] == [False]


def test_models_say_so(bylingual: Run) -> None:
    """The list shows it; removing tells how."""
    (row,) = [line for line in bylingual("models", "list").output.splitlines() if line.startswith("en→es")]
    assert "starter model" in row
    (package,) = json.loads(bylingual("models", "list", "--json").output)["packages"]
    assert (package["starter"], package["distribution"]) == (True, NAME)
    assert f"pip uninstall {NAME}" in bylingual("models", "remove", "en", "es", code=1).stderr
    assert len(shipped()) == 1


def test_a_broken_one_is_named(project: Project, bylingual: Run, story: Path, site: Path) -> None:
    """With the command that mends it, and without its pair."""
    (site / "model" / "model.bin").unlink()
    text = bylingual("doctor", code=1).output
    assert f"{site.name} of {NAME} is incomplete: no model/model.bin" in text
    assert f"pip install --force-reinstall {NAME}" in text
    assert "en → es  (" not in text


def test_a_distribution_that_is_half_gone(site: Path) -> None:
    """Its entry point names a module that is not there: no package, no error."""
    shutil.rmtree(site.parent)
    assert shipped() == []


def test_one_that_is_no_starter(site: Path) -> None:
    """Is a package like those in Argos' folder."""
    table = json.loads((site / "metadata.json").read_text(encoding="utf-8"))
    del table["starter"]
    (site / "metadata.json").write_text(json.dumps(table), encoding="utf-8")
    assert argos.open_engine().pairs() == {EN_ES: "argos en_es 0.1"}
