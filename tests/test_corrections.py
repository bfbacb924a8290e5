"""Corrections that editors make again and again become proposals for the glossary."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from bylingual import po
from bylingual.corrections import Corrected, Proposal, proposals
from bylingual.project import Project

THREE = [
    Corrected("The council met.", "El consejo se reunió.", "El concejo se reunió."),
    Corrected("Nobody told the council.", "Nadie dijo al consejo.", "Nadie se lo dijo al concejo."),
    Corrected("The council paid for it.", "El consejo pagó por ello.", "El concejo pagó todo ello."),
]


def test_three_times_is_a_proposal() -> None:
    """With the source's word that goes with it; twice is chance."""
    other = Corrected("The ferry sank.", "El transbordador se hundió.", "La barca se hundió.")
    assert proposals([*THREE, other]) == [Proposal("council", "concejo", "consejo", 3)]
    assert proposals([*THREE[:2], other, other]) == []


def test_what_goes_with_no_word_is_left_out() -> None:
    """A word that editors change for reasons of their own."""
    units = [
        Corrected(f"{word} fell.", f"{other} cayó.", f"{other} se desplomó.")
        for word, other in (("Snow", "Nieve"), ("Rain", "Lluvia"), ("Night", "Noche"), ("Hail", "Granizo"))
    ]
    assert [p.source for p in proposals(units)] == ["fell"]
    assert (
        proposals(
            [Corrected(u.source.replace("fell", w), u.machine, u.human) for u, w in zip(units, "abcd", strict=True)]
        )
        == []
    )


@pytest.fixture
def story(project: Project) -> Path:
    """An article whose every paragraph has the council in it."""
    (project.root / "articles" / "a.txt").write_text(
        "The council met on Monday.\n\nNobody told the council about it.\n\nThe council paid for the bridge.\n",
        encoding="utf-8",
    )
    return project.catalog_path("a", "es")


def correct(path: Path) -> None:
    """As an editor does in a text editor."""
    text = path.read_text(encoding="utf-8").replace("consejo", "concejo").replace("#, fuzzy\n", "")
    path.write_text(text, encoding="utf-8")


def test_suggest_prints_lines_for_the_glossary(story: Path, project: Project, bylingual: Callable[..., Result]) -> None:
    """Which then are in it: the machine follows them, and they are not proposed again."""
    bylingual("translate", "--from", "en", "--to", "es", "--engine", "apertium")
    assert "consejo" in story.read_text(encoding="utf-8")
    correct(story)
    before = story.read_bytes()
    result = bylingual("glossary", "suggest")
    assert result.stdout == "source,target,locale,note\ncouncil,concejo,es,machine: consejo; 3 units\n"
    assert "1 proposal from 3 approved units" in result.stderr
    found = json.loads(bylingual("glossary", "suggest", "--json").stdout)
    assert found["proposals"] == [
        {"locale": "es", "source": "council", "target": "concejo", "machine": "consejo", "units": 3}
    ]
    assert story.read_bytes() == before
    (project.root / "translations" / "glossary.csv").write_text(result.stdout, encoding="utf-8")
    assert bylingual("glossary", "suggest").stdout == ""
    story.unlink()
    bylingual("translate", "--from", "en", "--to", "es", "--engine", "apertium")
    units = po.read(story.read_bytes()).units
    assert all("concejo" in u.target for u in units)
    assert all("glossary: council → concejo" in u.notes for u in units)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"source,target\ncouncil,\n", "glossary.csv:2: no target"),
        (b"source,target\nc\xe9,x\n", "glossary.csv:2: not UTF-8"),
        (b"word,target\n", "glossary.csv:1: the first line does not name a column"),
    ],
)
def test_a_bad_glossary_stops_the_run(
    data: bytes, problem: str, story: Path, project: Project, bylingual: Callable[..., Result]
) -> None:
    """With file and line, before anything is written."""
    file = project.root / "translations" / "glossary.csv"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)
    assert problem in bylingual("translate", "--from", "en", "--engine", "none", code=2).stderr
    assert not story.exists()


@pytest.mark.parametrize(("file", "problem"), [("terms.csv", "no such file"), ("../terms.csv", "outside the project")])
def test_a_glossary_that_is_not_there(
    file: str, problem: str, story: Path, project: Project, bylingual: Callable[..., Result]
) -> None:
    """Is an error where it was named."""
    config = project.root / "bylingual.toml"
    config.write_text(config.read_text(encoding="utf-8") + f'\n[glossary]\nfile = "{file}"\n', encoding="utf-8")
    assert problem in bylingual("translate", "--from", "en", "--engine", "none", code=2).stderr


def test_typography_follows_the_configuration(project: Project, bylingual: Callable[..., Result]) -> None:
    """The locale's quotation marks, unless they are switched off."""
    (project.root / "articles" / "a.txt").write_text('"The bridge is closed," the mayor said.\n', encoding="utf-8")
    config = project.root / "bylingual.toml"
    plain = config.read_text(encoding="utf-8")
    path = project.catalog_path("a", "es")
    for table, marks in (("", "«»"), ("\n[typography]\nquotes = false\n", '"')):
        config.write_text(plain + table, encoding="utf-8")
        bylingual("translate", "--from", "en", "--to", "es", "--engine", "apertium", "--refresh")
        target = po.read(path.read_bytes()).units[0].target
        assert set(marks) <= set(target), target
