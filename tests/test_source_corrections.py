"""A correction of the source travels to every language: named, first in every list, held back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from bylingual.change import describe_change, is_correction, without_facts
from bylingual.merge import merge
from bylingual.model import Role, State, Unit
from bylingual.pipeline.review import Desk
from bylingual.project import Project, load
from test_journey import edit, units

Run = Callable[..., Result]

STORY = (
    "# Flood: 43 homes lost\n\nThe mayor said on Monday that 43 families had left the valley since the flood of early spring.\n\n"
    "The captain of the ferry wrote a long letter about the engine of his boat and the state of the quay.\n"
)
LOCALES = ("es", "pt", "ca")


@pytest.fixture
def paper(project: Project, bylingual: Run) -> Project:
    """Two articles in three locales: approved in Spanish, edited and unread in Portuguese, the machine's in Catalan."""
    (project.root / "bylingual.toml").write_text(f"targets = {json.dumps(LOCALES)}\n", encoding="utf-8")
    (project.articles_dir / "flood.md").write_text(STORY, encoding="utf-8")
    other = STORY.replace("43", "many").replace("Flood", "Fire")
    (project.articles_dir / "a.md").write_text(other.replace("flood", "fire"), encoding="utf-8")
    bylingual("translate", "--from", "en")
    bylingual("approve", "translations/es")
    catalog = project.catalog_path("flood", "pt")
    for role in ("headline", "body"):
        edit(catalog, role, "Um texto de alguém com 43.")
    return load(project.root)


def correct(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def test_in_every_language(paper: Project, bylingual: Run) -> None:
    """The approved, the edited and the machine's text; the short headline too."""
    bylingual("compile", "--to", "es")
    assert (paper.root / "dist/es/flood").exists()
    correct(paper.articles_dir / "flood.md", ("43", "53"))
    bylingual("translate")
    for locale in LOCALES:
        headline, first, second = units(paper, "flood", locale)
        for unit in (headline, first):
            assert unit.notes[0] == "source changed: 43 → 53", (locale, unit)
            assert unit.state is (State.NEEDS_REVIEW if locale == "ca" else State.STALE)
        assert not is_correction(second.notes)
    listed = [
        line.split()[0]
        for line in bylingual("status").stdout.splitlines()
        if line.split()[1:2] in ([x] for x in LOCALES)
    ]
    assert listed[:3] == ["flood"] * 3
    queue = json.loads(bylingual("status", "--queue", "8h", "--json").stdout)["queue"]
    assert [q["article"] for q in queue[:6]] == ["flood"] * 6
    assert "source changed: 43 → 53" in bylingual("status", "--queue", "8h").stdout
    for locale in LOCALES:
        rows = [r for r in Desk(paper).page(locale, "flood").rows if r.unit]
        assert [r.unit.context for r in sorted(rows, key=lambda r: -r.urgency)[:2] if r.unit] == ["headline", "body"]
    held = {
        h["locale"]: h for h in json.loads(bylingual("compile", "--json").stdout)["held"] if h["article"] == "flood"
    }
    assert set(held) == set(LOCALES)
    assert [u["state"] for u in held["es"]["units"]] == ["stale", "stale"]
    assert not (paper.root / "dist/es/flood").exists()
    assert (paper.root / "dist/es/a").exists()
    bylingual("approve", "--stale", "translations/es/flood.po")
    assert not any(is_correction(u.notes) for u in units(paper, "flood", "es"))


def test_before_anybody_translates(paper: Project, bylingual: Run) -> None:
    """The gate lays the new article over the catalogs itself."""
    correct(paper.articles_dir / "flood.md", ("43 families", "53 families"))
    held = {
        h["locale"]: h for h in json.loads(bylingual("compile", "--json").stdout)["held"] if h["article"] == "flood"
    }
    assert [u["state"] for u in held["es"]["units"]] == ["stale"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("On Monday they left.", "On Tuesday they left.", "Monday → Tuesday"),
        ("Monday is the day.", "Friday is the day.", "Monday → Friday"),
        ("Salieron el lunes 3 de marzo.", "Salieron el martes 4 de marzo.", "3 → 4; lunes → martes"),
        ("They did agree to it.", "They did not agree to it.", "not added"),
        ("They met Ruiz there.", "They met Vega there.", "Ruiz → Vega"),
        ("A grey boat sails.", "A blue boat sails.", "wording"),
    ],
)
def test_what_changed(old: str, new: str, said: str) -> None:
    """Numbers first, then dates, negation, names; anything else is wording."""
    assert describe_change(old, new) == f"source changed: {said}"
    assert is_correction([f"source changed: {said}"]) == (said != "wording")


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("43 dead", "53 dead", True),
        ("Rain in Rome", "Rain in Spain", False),
        ("Vote on Monday", "Vote on Friday", True),
        ("Council Closes Ferry Service", "Council Opens Bridge Road", False),
        ("43", "53", False),
    ],
)
def test_a_short_text_is_known_by_the_rest(old: str, new: str, same: bool) -> None:
    """But not if that is a name."""
    assert (without_facts(old) == without_facts(new) != "") == same
    unit = Unit(Role.HEADLINE, old, "de alguien")
    (made,) = merge([unit], [(Role.HEADLINE, new)]).live
    assert (made.state is State.STALE) == same


WORDS = st.lists(
    st.sampled_from(["the", "mayor", "said", "homes", "were", "lost", "near", "farms"]), min_size=2, max_size=30
)


@given(WORDS, st.integers(2, 99_999), st.integers(2, 99_999), st.data())
def test_no_changed_number_goes_unnoticed(words: list[str], one: int, other: int, data: st.DataObject) -> None:
    """Wherever it stands, however short the text: a person's target turns stale and says what changed."""
    if one == other:
        return
    at = data.draw(st.integers(0, len(words)))
    old, new = (" ".join([*words[:at], str(n), *words[at:]]) for n in (one, other))
    (made,) = merge([Unit(Role.BODY, old, "texto")], [(Role.BODY, new)]).live
    assert (made.state, made.notes[0]) == (State.STALE, f"source changed: {one} → {other}")
