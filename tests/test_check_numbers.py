"""Numbers: what is the same number in two languages, and what is not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylingual.checks import Context, run
from bylingual.checks.numbers import missing_numbers
from bylingual.facts.numbers import numbers
from bylingual.model import Severity, Unit


def found(source: str, target: str, locale: str = "es", language: str = "en") -> list[tuple[str, Severity]]:
    unit = Unit("body", source, target)
    return [(f.rule, f.severity) for f in run(unit, Context(language, locale)) if f.rule == "numbers"]


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("1.5 million people", "1,5 millones de personas", "es"),
        ("1.5 billion people", "1.500 millones de personas", "es"),
        ("1.5 billion people", "1,5 mil millones de personas", "es"),
        ("between 5 and 6 billion dollars", "entre 5.000 y 6.000 millones de dólares", "es"),
        ("$3bn in debt", "3 Mrd. Dollar Schulden", "de"),
        ("a 40-million-euro plan", "ein 40-Millionen-Euro-Plan", "de"),
        ("12,500 homes", "12.500 casas", "es"),
        ("12,500 homes", "12 500 casas", "es"),
        ("12,500 homes", "12\u202f500 logements", "fr"),
        ("12,500 homes", "12’500 Wohnungen", "de_CH"),
        ("12,500 homes", "12,500 casas", "es_MX"),
        ("150 thousand homes", "15万套住房", "zh"),
        ("1,50,000 voters", "150.000 votantes", "es"),
        ("The 1990s were loud", "Los años 90 fueron ruidosos", "es"),
        ("The 1990s were loud", "Die 90er Jahre waren laut", "de"),
        ("in the 21st century", "en el siglo XXI", "es"),
        ("It left at 9:40 pm.", "Salió a las 21.40.", "es"),
        ("It left at 9:40 pm.", "Il est parti à 21 h 40.", "fr"),
        ("It left at 9 p.m.", "Salió a las 9 de la noche.", "es"),
        ("It left at 21:00.", "Er fuhr um 9 Uhr abends ab.", "de"),
        ("It left at 5 a.m.", "Il est parti à 5h00.", "fr"),
        ("On May 3, 2026", "El 3/5/2026", "es"),
        ("On 2026-05-03", "Am 3.5.2026", "de"),
        ("43 left", "٤٣ غادروا", "ar"),
        ("Covid-19 and the G20", "La covid-19 y el G-20", "es"),
        ("See https://example.org/2024/43 now", "Véase https://example.org/2024/43 ya", "es"),
        ("seven years", "7 ans", "fr"),
        ("the forty-six-year-old candidate", "der 46-jährige Kandidat", "de"),
        ("the 3rd round", "die dritte Runde", "de"),
        ("No numbers at all", "Ningún número", "es"),
    ],
)
def test_same(source: str, target: str, locale: str) -> None:
    """Groups, decimal marks, scale words, clocks and calendars differ between languages."""
    assert found(source, target, locale) == []


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("43 people left", "34 personas se fueron", "es"),
        ("4.5 million", "4 millones", "es"),
        ("It rose 1.5 per cent", "Subió un 15 por ciento", "es"),
        ("1.5 billion", "1,5 billones", "es"),
        ("100 million euros", "100 euros", "es"),
        ("It lasted 75 minutes.", "Duró bastante.", "es"),
        ("It left at 9:40 pm.", "Salió a las 21.45.", "es"),
        ("It rose 43.7 per cent", "Subió un 37,43 por ciento", "es"),
        ("It rose 43.7 per cent", "Subió un 7,43 por ciento", "es"),
    ],
)
def test_different(source: str, target: str, locale: str) -> None:
    """Another number, also by its scale, or a large one that is gone, is an error."""
    assert found(source, target, locale) == [("numbers", Severity.ERROR)]


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("5 officers were hurt", "cinco agentes resultaron heridos", "es"),
        ("43 officers were hurt", "cuarenta y tres agentes resultaron heridos", "es"),
        ("2 million people", "zwei Millionen Menschen", "de"),
        ("It lasted 2 years", "Duró bastante", "es"),
        ("He was born in 1986.", "Nació entonces.", "es"),
        ("People left", "40 personas se fueron", "es"),
        ("1,400 homes", "1,400 casas", "es"),
    ],
)
def test_worth_a_look(source: str, target: str, locale: str) -> None:
    """A word on one side, a small number left out, one that came from nowhere, marks of the wrong language."""
    assert found(source, target, locale) == [("numbers", Severity.WARNING)]


def test_unknown_languages() -> None:
    """Without a locale both conventions hold, and no scale word is read on one side only."""
    assert missing_numbers("1.5 million", "1,5 millones") == []
    assert found("1.5 million and 1,400", "1,5 millones y 1.400", "") == []
    assert found("5 million", "5 millones", "es", "") == []


@pytest.mark.parametrize(
    ("text", "locale", "values"),
    [
        ("1,234,567.5", "en", ["1234567.5"]),
        ("1.234.567,5", "de", ["1234567.5"]),
        ("1.234", "en", ["1.234"]),
        ("1.234", "es", ["1234"]),
        ("2011 300 personnes", "fr", ["2011", "300"]),
        ("3.5.2026", "de", ["3", "5", "2026"]),
        ("12億5000万円", "ja", ["1200000000", "50000000"]),
        ("1 ½", "en", ["1"]),
        ("9" * 30, "en", ["9" * 25, "9" * 5]),
    ],
)
def test_values(text: str, locale: str, values: list[str]) -> None:
    """Numbers are read as their locale writes them."""
    assert [n.value for n in numbers(text, locale)] == [Decimal(v) for v in values]


@given(st.text(), st.sampled_from(["en", "es", "fr", "de", "ru", "zh", "ja", "ar", "hi", ""]))
def test_any_text_has_the_numbers_of_itself(text: str, locale: str) -> None:
    """A text compared with itself lacks nothing, whatever it is."""
    assert missing_numbers(text, text, locale, locale) == []
    assert all(text[n.start : n.end] == n.text for n in numbers(text, locale))
