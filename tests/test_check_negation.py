"""Negation: what says no in both languages, and what does not."""

from __future__ import annotations

import pytest

from bylingual.checks import Context, run
from bylingual.facts.negation import negation
from bylingual.model import Unit


def found(source: str, target: str, locale: str, language: str = "en") -> str:
    findings = [f for f in run(Unit("body", source, target), Context(language, locale)) if f.rule == "negation"]
    return ", ".join(f.severity for f in findings)


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("He was not charged.", "No fue acusado.", "es"),
        ("He was never charged.", "Nunca fue acusado.", "es"),
        ("She said nothing.", "No dijo nada.", "es"),
        ("Nobody came.", "Nadie vino.", "es"),
        ("She did not pay and did not come.", "Ni pagó ni vino, no quiso.", "es"),
        ("He wasn’t charged.", "Il n’a pas été inculpé.", "fr"),
        ("Nobody saw him.", "Personne ne l’a vu.", "fr"),
        ("He no longer works there.", "Il n’y travaille plus.", "fr"),
        ("He could not answer.", "Il n’a pu répondre.", "fr"),
        ("There was no water.", "Es gab kein Wasser.", "de"),
        ("He did not come.", "Er ist nicht gekommen.", "de"),
        ("He did not come.", "Não veio.", "pt"),
        ("He did not come.", "Non è venuto.", "it"),
        ("He did not come.", "Он не пришёл.", "ru"),
        ("She did not do it.", "Fue incapaz de hacerlo.", "es"),
        ("She failed to do it.", "No lo hizo.", "es"),
        ("Not until Monday did they pay.", "Pagaron el lunes.", "es"),
        ("However, they paid.", "Sin embargo, pagaron.", "es"),
        ("Not only the mayor paid.", "También pagó el alcalde.", "es"),
        ("Not only the mayor paid.", "No solo pagó el alcalde.", "es"),
        ("He did not come.", "Han kom.", "xx"),
    ],
)
def test_same(source: str, target: str, locale: str) -> None:
    """Languages say no in many ways; set phrases and unknown languages pass."""
    assert found(source, target, locale) == ""


@pytest.mark.parametrize(
    ("source", "target", "locale", "severity"),
    [
        ("He was not charged.", "Fue acusado.", "es", "error"),
        ("He was not charged.", "Il a été inculpé.", "fr", "error"),
        ("He was not charged.", "Er wurde angeklagt.", "de", "error"),
        ("He was not charged.", "Foi acusado.", "pt", "error"),
        ("No fue acusado.", "He was charged.", "en", "error"),
        ("She said nothing.", "Dijo nada.", "es", "error"),
        ("There was no water.", "Había agua.", "es", "warning"),
        ("They do not pay, and we do not know why.", "No pagan, y sabemos por qué.", "es", "warning"),
        ("Not only the mayor paid.", "Solo pagó el alcalde.", "es", "warning"),
        ("The mayor came.", "El alcalde no vino.", "es", "warning"),
        ("The mayor came.", "Le maire n’est pas venu.", "fr", "warning"),
    ],
)
def test_different(source: str, target: str, locale: str, severity: str) -> None:
    """A lost negation is an error where a verb is negated; one too few, or one added, is worth a look."""
    assert found(source, target, locale, "es" if locale == "en" else "en") == severity


def test_clauses() -> None:
    """Negative words of one clause are one negation."""
    spanish = negation("No dijo nada a nadie, y nunca volvió.", "es")
    assert spanish is not None
    assert spanish.times == 2
    assert negation("whatever", "tlh") is None
