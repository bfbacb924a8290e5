"""Rules: what they find and what they let pass."""

from __future__ import annotations

from bylingual.checks import Context, run
from bylingual.model import Severity, Unit


def found(source: str, target: str, **more: object) -> list[tuple[str, Severity]]:
    unit = Unit("body", source, target, **more)  # type: ignore[arg-type]
    return [(f.rule, f.severity) for f in run(unit, Context("en", "es"))]


def test_unchanged() -> None:
    """A sentence left in the source language is an error; a name may well be the same."""
    text = "The mayor left the town hall early."
    assert found(text, text) == [("unchanged", Severity.ERROR)]
    assert found("Radio free", "radio FREE") == [("unchanged", Severity.WARNING)]
    assert found("Ana Gómez", "Ana Gómez") == []


def test_empty() -> None:
    """One finding, and no other rule looks at it."""
    assert found("It cost 43 euros", " ") == [("empty", Severity.WARNING)]


def test_dismissing() -> None:
    """A person's `# bylingual: ignore …` silences the rules it names."""
    assert found("43 people", "34 personas", comments=("bylingual: ignore numbers, unchanged",)) == []
    assert found("43 people", "34 personas", comments=("bylingual: ignore unchanged",)) != []
