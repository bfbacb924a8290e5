"""The translation memory: what people approved is offered again, in the same words or similar ones, for review."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from bylingual import po
from bylingual.cache import FOLDER
from bylingual.memory import Approved, exact, similar
from bylingual.memory_index import NAME, MemoryIndex
from bylingual.model import State, Unit
from bylingual.project import Project

Run = Callable[..., Result]
LEAD = "The council of the valley voted on Monday to keep the old ferry until the spring."
LIKE = "The council of the valley voted on Tuesday to keep the old ferry until the spring."
OURS = "El concejo del valle votó el lunes mantener el viejo transbordador hasta la primavera."


def units(project: Project, name: str) -> dict[str, Unit]:
    """The units of a Spanish catalog by source."""
    path = project.root / "translations" / "es" / f"{name}.po"
    return {u.source: u for u in po.read(path.read_bytes(), str(path)).units}


def approve(project: Project, name: str, source: str, target: str) -> None:
    """As an editor does: other words, no flag."""
    path = project.root / "translations" / "es" / f"{name}.po"
    catalog = po.read(path.read_bytes(), str(path))
    edited = [replace(u, target=target, fuzzy=False) if u.source == source else u for u in catalog.units]
    path.write_text(po.write(replace(catalog, units=tuple(edited))), encoding="utf-8")


@pytest.fixture
def approved(project: Project, bylingual: Run) -> Project:
    """A project with one article whose body an editor approved in words of her own."""
    (project.root / "articles" / "first.txt").write_text(f"The ferry stays for now\n\n{LEAD}\n", encoding="utf-8")
    bylingual("translate", "--from", "en")
    approve(project, "first", LEAD, OURS)
    return project


def test_the_same_text_is_filled_for_review(approved: Project, bylingual: Run) -> None:
    """With its origin; never approved by itself, and still the machine's to change."""
    (approved.root / "articles" / "second.txt").write_text(f"Once more the ferry\n\n{LEAD}\n", encoding="utf-8")
    bylingual("translate", "--from", "en")
    unit = units(approved, "second")[LEAD]
    assert (unit.target, unit.state) == (OURS, State.NEEDS_REVIEW)
    assert unit.notes == ("risk: low (approved for the same text)", "memory: translations/es/first.po")
    assert unit.is_machine_text
    before = (approved.root / "translations" / "es" / "second.po").read_bytes()
    bylingual("translate", "--from", "en")
    bylingual("translate", "--from", "en", "--refresh")
    assert (approved.root / "translations" / "es" / "second.po").read_bytes() == before


def test_a_similar_text_is_a_suggestion(approved: Project, bylingual: Run) -> None:
    """Beside the machine's own text, saying how alike and where."""
    (approved.root / "articles" / "second.txt").write_text(f"Once more the ferry\n\n{LIKE}\n", encoding="utf-8")
    bylingual("translate", "--from", "en")
    unit = units(approved, "second")[LIKE]
    assert unit.target != OURS
    assert unit.notes[-2:] == ("similar: 96 % like a text approved in translations/es/first.po", f"suggestion: {OURS}")
    bylingual("approve", "translations/es/second.po")
    assert not any(n.startswith(("similar", "suggestion")) for n in units(approved, "second")[LIKE].notes)


def test_only_what_people_approved_counts(project: Project, bylingual: Run) -> None:
    """A machine's text that waits for review teaches nothing; neither does another role or another language."""
    (project.root / "articles" / "first.txt").write_text(f"The ferry stays for now\n\n{LEAD}\n", encoding="utf-8")
    (project.root / "articles" / "second.txt").write_text(f"Once more the ferry\n\n{LEAD}\n", encoding="utf-8")
    bylingual("translate", "--from", "en")
    assert "memory" not in str(units(project, "second")[LEAD].notes)
    approve(project, "first", "The ferry stays for now", "El ferry se queda")
    (project.root / "articles" / "third.txt").write_text(
        f"Something else entirely today\n\nThe ferry stays for now\n\n{LEAD}\n", encoding="utf-8"
    )
    bylingual("translate", "--from", "en")
    assert units(project, "third")["The ferry stays for now"].target != "El ferry se queda"


def test_the_index_follows_the_catalogs(approved: Project, bylingual: Run) -> None:
    """A corrected text, a deleted catalog, a deleted or broken index: the memory is what the PO files are now."""
    other = OURS.replace("lunes", "lunes pasado")
    articles = approved.root / "articles"

    def add(name: str) -> Unit:
        (articles / f"{name}.txt").write_text(f"A ferry story numbered {name}\n\n{LEAD}\n", encoding="utf-8")
        bylingual("translate", "--from", "en", f"articles/{name}.txt")
        return units(approved, name)[LEAD]

    assert add("two").target == OURS
    approve(approved, "first", LEAD, other)
    assert add("three").target == other
    (approved.root / FOLDER / NAME).write_bytes(b"no database at all, but some text")
    assert add("four").target == other
    (approved.root / "translations" / "es" / "first.po").unlink()
    (articles / "first.txt").unlink()
    assert not any(n.startswith("memory") for n in add("five").notes)


def test_extracting_for_people_uses_no_memory(approved: Project, bylingual: Run) -> None:
    """`--engine none` only extracts."""
    (approved.root / "articles" / "second.txt").write_text(f"Once more the ferry\n\n{LEAD}\n", encoding="utf-8")
    bylingual("translate", "--from", "en", "--engine", "none")
    assert units(approved, "second")[LEAD].state is State.UNTRANSLATED


def test_the_target_approved_most_often_wins() -> None:
    """Then the first catalog's."""
    pairs = [Approved("body", "a", "x", "1"), Approved("body", "a", "y", "2"), Approved("body", "a", "y", "3")]
    found = exact(pairs)
    assert found
    assert (found.pair.target, found.pair.origin) == ("y", "2")
    assert exact(reversed(pairs)) == found
    assert exact([]) is None


@given(st.text(), st.lists(st.text(), max_size=5))
def test_similar_is_never_the_same_nor_far(source: str, others: list[str]) -> None:
    """What is offered is at least 85 % alike, and never called the same."""
    found = similar("body", source, [Approved("body", other, "t", "o") for other in [*others, source + "!"]])
    assert found is None or 85 <= found.likeness <= 99


def test_an_index_that_cannot_be_written_is_kept_in_memory(tmp_path: Path) -> None:
    """Nothing fails."""
    (tmp_path / FOLDER).write_text("a file", encoding="utf-8")
    index = MemoryIndex(tmp_path, lambda file, locale: [("en", Approved("body", LEAD, OURS, "a.po"))])
    (tmp_path / "a.po").write_text("x", encoding="utf-8")
    index.refresh("es", [tmp_path / "a.po"])
    found, like = index.exact("es", "en", "body", LEAD), index.similar("es", "en", "body", LIKE)
    assert found
    assert like
    assert (found.pair.target, like.likeness) == (OURS, 96)
    assert index.exact("fr", "en", "body", LEAD) is None
    index.close()
