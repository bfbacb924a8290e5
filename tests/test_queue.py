"""The queue: what a person should look at first when there is little time."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from bylingual.model import Finding, Severity, Unit
from bylingual.priority import waiting
from bylingual.project import Project

HIGH, LOW = ("risk: high (number 12 missing)",), ("risk: low",)


def unit(
    context: str, line: int, *, notes: tuple[str, ...] = LOW, target: str = "x", fuzzy: bool = True, **more: str
) -> Unit:
    return Unit(context, f"Source of line {line}.", target, fuzzy=fuzzy, notes=notes, line=line, **more)  # type: ignore[arg-type]


def order(units: list[Unit], findings: list[Finding] | None = None) -> list[int]:
    return [t.unit.line for t in sorted(waiting(units, findings or []), key=lambda t: -t.urgency)]


def test_place_risk_and_findings() -> None:
    """The headline before the lead before a paragraph; high risk before low; what is wrong before what may be."""
    units = [unit("headline", 1), unit("body", 2), unit("body", 3), unit("body", 4, notes=HIGH), unit("body", 5)]
    assert order(units) == [1, 4, 2, 3, 5]
    error = Finding("numbers", Severity.ERROR, "43 is missing", line=5)
    warning = Finding("names", Severity.WARNING, "Lund", line=3)
    assert order(units, [error, warning]) == [1, 4, 2, 5, 3]
    stale = unit("body", 6, previous="the old source")
    assert order([*units, stale])[0] == 6


def test_who_is_done_does_not_wait() -> None:
    """Approved units only where something is wrong with them, obsolete ones never."""
    units = [unit("body", 1, fuzzy=False), unit("body", 2, fuzzy=False), unit("body", 3, obsolete=True)]  # type: ignore[arg-type]
    assert order(units) == []
    assert order(units, [Finding("numbers", Severity.ERROR, "43 is missing", line=2)]) == [2]


@given(
    st.lists(st.tuples(st.sampled_from(["headline", "body", "quote", "x", ""]), st.text(max_size=30), st.booleans()))
)
def test_any_catalog_can_be_queued(entries: list[tuple[str, str, bool]]) -> None:
    """Every unit that is not done is in it once, and takes some time."""
    units = [Unit(role, f"{n} {text}", text, fuzzy=fuzzy, line=n) for n, (role, text, fuzzy) in enumerate(entries, 1)]
    tasks = waiting(units, [])
    assert [t.unit for t in tasks] == [u for u in units if u.state != "approved"]
    assert all(t.seconds > 0 and t.urgency > 0 for t in tasks)


@pytest.fixture
def catalog(project: Project, story: Path, bylingual: Callable[..., Result]) -> Path:
    """The story, translated by machine."""
    bylingual("translate", "--from", "en", "--engine", "apertium")
    return project.catalog_path("story", "es")


def test_the_queue_names_file_and_line(catalog: Path, project: Project, bylingual: Callable[..., Result]) -> None:
    """The headline first, each entry with what it is and why; as much as the time allows."""
    out = bylingual("status", "--queue", "1h").stdout
    first = out.splitlines()[:4]
    line = next(
        n for n, text in enumerate(catalog.read_text(encoding="utf-8").splitlines(), 1) if "River ferry" in text
    )
    assert first[0] == f"  1  translations/es/story.po:{line}  headline, needs-review"
    assert first[1].strip().startswith("risk: medium (headline")
    assert first[2].strip() == "River ferry: why it stopped"
    total = out.splitlines()[-1]
    assert total.startswith("4 of 4 units that wait, about ")
    assert bylingual("status", "--queue", "1").stdout.splitlines()[-1].startswith("1 of 4 units")
    found = json.loads(bylingual("status", "--queue", "1h30m", "--json").stdout)["queue"]
    assert [entry["role"] for entry in found] == ["headline", "deck", "body", "body"]
    assert "no time" in bylingual("status", "--queue", "soon", code=2).stderr
    bylingual("approve", "translations")
    assert bylingual("status", "--queue", "1h").stdout == "Nothing waits.\n"
