"""Rules on what a text states beside its numbers: money, percentages, dates, times, addresses, markup, terms, characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylingual.checks import Context, run
from bylingual.facts.dates import named_months
from bylingual.facts.money import amounts
from bylingual.glossary import Term
from bylingual.model import Unit


def found(rule: str, source: str, target: str, locale: str = "es", **context: object) -> str:
    """The severity of a rule's findings, "" for none."""
    known = Context("en", locale, **context)  # type: ignore[arg-type]
    return ", ".join(f.severity for f in run(Unit("body", source, target), known) if f.rule == rule)


@pytest.mark.parametrize(
    ("source", "target", "locale", "severity"),
    [
        ("It cost $5 million.", "Costó 5 millones de dólares.", "es", ""),
        ("It cost $5 million.", "Costó 5 millones de pesos.", "es", ""),
        ("It cost £20.", "Es kostete 20 Pfund.", "de", ""),
        ("It cost 20 euros (£17).", "Costó 20 euros (17 libras).", "es", ""),
        ("It cost 7 Swiss francs.", "Costó 7 francos suizos.", "es", ""),
        ("It cost 7 Swiss francs.", "Es kostete 7 Franken.", "de", ""),
        ("It cost 300 rubles.", "Это стоило 300 рублей.", "ru", ""),
        ("It cost 5 million yen.", "500万円かかった。", "ja", ""),
        ("He lost 20 pounds.", "Perdió 9 kilos.", "es", ""),
        ("Five new schools cost €3m.", "Cinco escuelas nuevas costaron 3 millones de euros.", "es", ""),
        ("It cost €5 million.", "Costó 5 millones de dólares.", "es", "error"),
        ("It cost $5 million.", "Es kostete 5 Millionen Euro.", "de", "error"),
        ("It cost 300 rubles.", "Это стоило 300 евро.", "ru", "error"),
        ("It cost €5 million.", "Costó 5 millones.", "es", "warning"),
    ],
)
def test_money(source: str, target: str, locale: str, severity: str) -> None:
    """Signs and words for currencies are CLDR's; `$` is any dollar or peso."""
    assert found("money", source, target, locale) == severity


def test_amounts() -> None:
    """Codes, signs and words, on either side of the number."""
    found = amounts("EUR 5, 6 USD, £7, 8 złotych", "pl")
    assert [sorted(a.currencies)[-1] for a in found] == ["EUR", "USD", "GBP", "PLN"]


@pytest.mark.parametrize(
    ("source", "target", "locale", "severity"),
    [
        ("It rose 5 %.", "Subió un 5 por ciento.", "es", ""),
        ("It rose 5 percent.", "Es stieg um 5 Prozent.", "de", ""),
        ("a 5 % rise", "ein 5-prozentiger Anstieg", "de", ""),
        ("It rose 5%.", "上升了5％。", "zh", ""),
        ("It rose 5%.", "Nousi 5 prosenttia.", "fi", ""),
        ("It rose 5%.", "Subió 5.", "es", "warning"),
        ("Up 5% and 6%", "Sube 5% y 6", "es", "warning"),
    ],
)
def test_percentages(source: str, target: str, locale: str, severity: str) -> None:
    """A sign or a word, as the language has it."""
    assert found("percent", source, target, locale) == severity


@pytest.mark.parametrize(
    ("source", "target", "locale", "severity"),
    [
        ("on 3 May 2026", "el 3 de mayo de 2026", "es", ""),
        ("on 3 May 2026", "am 3.5.2026", "de", ""),
        ("He may march in August.", "Puede que desfile en agosto.", "es", ""),
        ("on Tuesday", "am Dienstag", "de", ""),
        ("on Tuesday", "ayer", "es", ""),
        ("on 3 May 2026", "el 3 de junio de 2026", "es", "error"),
        ("on Tuesday", "el jueves", "es", "error"),
        ("on Sunday night", "in der Nacht zum Montag", "de", ""),
        ("on Tuesday", "tiistaina", "fi", ""),
    ],
)
def test_dates(source: str, target: str, locale: str, severity: str) -> None:
    """Months and weekdays in words, months also in digits."""
    assert found("dates", source, target, locale) == severity


def test_months_that_are_words() -> None:
    """`may` is a month where a number or a preposition stands beside it."""
    assert named_months("They may come in May.", "en") == {5: "May"}
    assert named_months("May we come?", "en") == {}
    assert named_months("2026年5月3日", "ja") == {}


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("It left at 9 p.m.", "Salió a las 21.00.", ""),
        ("It left at 9 p.m.", "Salió a las 9 de la noche.", ""),
        ("It left at 9.40 pm", "Salió a las 9.40 p. m.", ""),
        ("It left at 9 a.m.", "Salió a las 9.", ""),
        ("It left at 9 p.m.", "Salió a las 9.", "warning"),
    ],
)
def test_times(source: str, target: str, severity: str) -> None:
    """The afternoon is said, or counted to 24."""
    assert found("times", source, target) == severity


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("See https://example.org/a.", "Véase https://example.org/a.", ""),
        ("Write to a.b@example.org", "Escriba a a.b@example.org", ""),
        ("@ferry says #Storm", "@ferry dice #Storm", ""),
        ("See https://example.org/a.", "Véase https://example.org/b.", "error"),
        ("Write to a.b@example.org", "Escriba a ab@example.org", "error"),
        ("@ferry says #Storm", "@ferry dice #Tormenta", "warning"),
        ("See there.", "Véase www.example.org", "warning"),
    ],
)
def test_addresses(source: str, target: str, severity: str) -> None:
    """What leads somewhere stays as it is."""
    assert found("addresses", source, target) == severity


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("The **old** bridge", "El puente **viejo**", ""),
        ("The **old** bridge", "El puente __viejo__", ""),
        ("See [the page](a.html).", "Véase [la página](a.html).", ""),
        ('See <a href="a.html">it</a>.', 'Véase <a href="a.html">esto</a>.', ""),
        ("2 * 3 * 4", "2 * 3 * 4", ""),
        ("See [the page](a.html).", "Véase la página.", "error"),
        ("See [the page](a.html).", "Véase [la página](b.html).", "error, warning"),
        ("See ![](a.png) here.", "Véase aquí.", "error"),
        ("The **old** bridge", "El puente viejo", "warning"),
        ("The old bridge", "El puente <b>viejo</b>", "warning"),
    ],
)
def test_markup(source: str, target: str, severity: str) -> None:
    """Codes are neither lost nor invented; codes that look alike are the same."""
    assert found("markup", source, target) == severity


TERMS = (Term("ferry", "transbordador"), Term("Blue Line", "Blue Line", keep=True), Term("quay", "Kai", locale="de"))


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("Two ferry lines", "Dos líneas de transbordadores", ""),
        ("The Blue Line", "La Blue Line", ""),
        ("The quay", "El muelle", ""),
        ("The ferry", "El barco", "warning"),
        ("The ferry and the ferry", "El barco y el barco", "warning"),
        ("The Blue Line", "La Línea Azul", "error"),
    ],
)
def test_glossary(source: str, target: str, severity: str) -> None:
    """Terms in any inflection; what is never translated stands as it is."""
    assert found("glossary", source, target, terms=TERMS) == severity


def test_one_source_in_two_ways() -> None:
    """The same text has the same translation, but for a short one in another role."""
    units = (
        Unit("body", "The ferry is late.", "El ferri llega tarde.", line=3),
        Unit("quote", "The ferry is late", "El transbordador va con retraso", line=7),
        Unit("headline", "Late", "Tarde"),
        Unit("body", "Late", "Con retraso"),
    )
    context = Context("en", "es", units=units)
    messages = [[f.message for f in run(u, context) if f.rule == "inconsistent"] for u in units]
    assert messages == [
        ["the same source is “El transbordador va con retraso” in line 7: choose one"],
        ["the same source is “El ferri llega tarde.” in line 3: choose one"],
        [],
        [],
    ]


@pytest.mark.parametrize(
    ("target", "locale", "severity"),
    [
        ("Un puente viejo.", "es", ""),
        ("Un  puente viejo.", "es", "warning"),
        ("Un puente viejo .", "es", "warning"),
        ("Un puente ( viejo).", "es", "warning"),
        ("Un puente.Viejo.", "es", "warning"),
        (" Un puente viejo.", "es", "warning"),
        ("Un puente de EE.UU. viejo.", "es", ""),
        ("Un puente, example.org, viejo.", "es", ""),
        ("Le pont est vieux ?", "fr", ""),
        ("Die Brücke ist alt ?", "de", "warning"),
        ("旧桥 很 旧 。", "zh", ""),
    ],
)
def test_spaces(target: str, locale: str, severity: str) -> None:
    """As the language sets them."""
    assert found("spacing", "An old bridge.", target, locale) == severity


@pytest.mark.parametrize(
    ("target", "locale", "severity"),
    [
        ("El puente viejo", "es", ""),
        ("El puente\u00a0viejo", "es", ""),
        ("El puente\x07 viejo", "es", "error"),
        ("El pue\ufffdnte", "es", "error"),
        ("El puente estÃ¡ cerrado", "es", "error"),
        ("São Paulo, Århus", "es", ""),
        ("El puen\u200bte", "es", "warning"),
        ("El \u202epuente\u202c", "es", "warning"),
        ("الجسر\u200f القديم", "ar", ""),
        ("می\u200cروم", "fa", ""),
        ("El puеnte", "es", "warning"),
    ],
)
def test_characters_nobody_sees(target: str, locale: str, severity: str) -> None:
    """Control characters, wrong encodings, hidden marks, letters of another alphabet (a Cyrillic е)."""
    assert found("invisible", "The old bridge", target, locale) == severity


@given(st.text(st.sampled_from(list("a.*_~`[]()<>!&;:/\\\"'@# \n")), max_size=60))
def test_no_markup_is_lost_in_the_text_itself(text: str) -> None:
    """Whatever it is made of."""
    for rule in ("markup", "addresses", "spacing", "invisible"):
        assert found(rule, text, text) == ""
