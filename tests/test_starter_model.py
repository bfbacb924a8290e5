"""The starter model that `make setup` installs: a whole package in a small distribution, which copies what it must."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tools.docs.pages import ROOT

from bylingual.checks import Context, run
from bylingual.checks.names import lost
from bylingual.engines.masks import SIGNS
from bylingual.model import Unit
from bylingual.packages.installed import Package, shipped
from bylingual.pipeline.plan import Planner, Text

NAME = "bylingual-starter-en-es"
FOLDER = ROOT / "distributions" / "starter-en-es"
LARGEST = 14_000_000
# Written for this test; names and numbers that no model has seen.
NEWS = [
    "The council of Brackwater will spend 14.7 million dollars on a new bridge, Mayor Ilsa Tremmond said on Friday.",
    "Police arrested 23 people in Velmora after the match between Dorvane and Kessing.",
    "Harlan Quistberg, who has led the company since 2009, will leave on 30 June.",
    "The storm left 48,500 homes without power, and 312 schools stayed closed.",
    "“We lost 65 percent of our customers,” said Odalie Brennick, who runs a shop in Tarnwick.",
    "The court ordered Fennimore to pay $2.3 million to the families.",
    "Unemployment rose to 8.4 percent in March, from 7.9 percent a year ago.",
    "About 1,200 workers at the Corrigane plant have been on strike since January 17.",
    "The museum paid 940,000 euros for a painting by Vasco Ellerdine.",
    "Zandora beat Pellworth 4-1 in front of 31,000 people.",
]


@pytest.fixture(autouse=True)
def _wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests look away from it unless they say so."""
    monkeypatch.delenv("BYLINGUAL_STARTER")


@pytest.fixture
def package() -> Package:
    (found,) = [package for package in shipped() if package.distribution == NAME]
    return found


@pytest.fixture
def planner() -> Iterator[Planner]:
    planner = Planner(["argos"])
    yield planner
    planner.close()


def test_it_is_whole_and_small(package: Package) -> None:
    """A starter model, with its licence and the signs it was taught."""
    assert (package.pair, package.problem, package.starter) == (("en", "es"), "", True)
    assert package.size <= LARGEST
    vocabulary = json.loads((package.path / "model" / "shared_vocabulary.json").read_text(encoding="utf-8"))
    assert set(SIGNS) <= set(vocabulary)
    readme = (package.path / "README.md").read_text(encoding="utf-8")
    assert readme == (FOLDER / "README.md").read_text(encoding="utf-8")
    assert "CC BY-SA 4.0" in readme


def test_its_distribution_has_all_of_it(tmp_path: Path, package: Package) -> None:
    """Built as a wheel, as `pip install` does."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=FOLDER, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    files = {str(file.relative_to(package.path.parent)) for file in package.path.rglob("*") if file.is_file()}
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        assert {f"bylingual_starter_en_es/{file}" for file in files} <= names
        (about,) = (name for name in names if name.endswith("METADATA"))
        assert "License-Expression: CC-BY-SA-4.0" in archive.read(about).decode()


def test_names_and_numbers_are_copied(planner: Planner) -> None:
    """All of them, in sentences as newspapers have them."""
    route = planner.route("en", "es")
    made = [t.text for t in planner.translate(route, [Text(source, "body") for source in NEWS], "en", "es")]
    context = Context("en", "es")
    for source, text in zip(NEWS, made, strict=True):
        assert not [f for f in run(Unit("body", source, text), context) if f.rule == "numbers"], text
        assert lost(source, text, "en", "es") == [], text


def test_it_speaks_spanish(planner: Planner) -> None:
    """Simple sentences, word by word as a person would."""
    route = planner.route("en", "es")
    texts = ["The library is open every day except Monday.", "He lives in a big house."]
    made = [t.text for t in planner.translate(route, [Text(source, "body") for source in texts], "en", "es")]
    assert "biblioteca" in made[0]
    assert "lunes" in made[0]
    assert "vive en una" in made[1]
    assert "casa" in made[1]
