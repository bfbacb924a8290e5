"""Rules: what they find and what they let pass."""

from __future__ import annotations

import pytest

from bylingual.checks import Context, run
from bylingual.model import Severity, Unit


def found(source: str, target: str, **more: object) -> list[tuple[str, Severity]]:
    unit = Unit("body", source, target, **more)  # type: ignore[arg-type]
    return [(f.rule, f.severity) for f in run(unit, Context("en", "es"))]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("1.5 million people", "1,5 millones de personas"),
        ("It cost £1,400.", "Costó 1.400 libras."),
        ("It cost 12,500 euros.", "Costó 12 500 euros."),
        ("It left at 21 h 40.", "Salió a las 21.40."),
        ("It left at 9:40 pm.", "Salió a las 21.40."),
        ("On 2026-05-03", "El 3/5/2026"),
        ("the 15th of May", "el 15 de mayo"),
        ("No numbers at all", "Ningún número"),
    ],
)
def test_numbers_that_are_the_same(source: str, target: str) -> None:
    """Digit grouping, decimal marks and clocks differ between languages."""
    assert found(source, target) == []


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("43 people left", "34 personas se fueron", Severity.ERROR),
        ("He was born in 1986.", "Nació entonces.", Severity.ERROR),
        ("5 officers were hurt", "cinco agentes resultaron heridos", Severity.WARNING),
        ("People left", "40 personas se fueron", Severity.WARNING),
        ("between 3 and 3 million", "entre 3 millones", Severity.WARNING),
    ],
)
def test_numbers_that_are_not(source: str, target: str, severity: Severity) -> None:
    """Another number is an error, a word instead of a small one a warning."""
    assert found(source, target) == [("numbers", severity)]


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
