"""Rules on the shape of a text: marks, brackets, endings, length, repetition, what was left untranslated."""

from __future__ import annotations

import pytest

from bylingual.checks import Context, run
from bylingual.facts.quotes import quotations
from bylingual.model import Severity, Unit

ERROR, WARNING = Severity.ERROR, Severity.WARNING


def found(rule: str, source: str, target: str, locale: str = "es", role: str = "body", language: str = "en") -> str:
    """The severity of a rule's findings, "" for none."""
    findings = [f for f in run(Unit(role, source, target), Context(language, locale)) if f.rule == rule]
    return ", ".join(f.severity for f in findings)


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("“We will stay,” she said.", "«Nos quedaremos», dijo.", "es"),
        ('"We will stay," she said.', "« Nous resterons », a-t-elle dit.", "fr"),
        ('"We will stay," she said.', "„Wir bleiben“, sagte sie.", "de"),
        ('"We will stay," she said.', "»Wir bleiben«, sagte sie.", "de"),
        ('"We will stay," she said.', "「我们会留下」，她说。", "zh"),
        ('"We will stay," she said.', "—Nos quedaremos —dijo.", "es"),
        ("“He called it ‘a gift’,” she said.", "«Lo llamó “un regalo”», dijo.", "es"),
        ("“The paragraph goes on", "«El párrafo sigue", "es"),
        ("and it ends here.”", "y aquí termina.»", "es"),
        ('A 27" screen', 'Una pantalla de 27"', "es"),
        ("It’s the neighbours’ house", "Es la casa de los vecinos", "es"),
        ("The water rose", 'L"eau est montée', "fr"),
        ('"Stay," he wrote.', '"Reste"a-t-il écrit.', "fr"),
    ],
)
def test_quotations_that_are_right(source: str, target: str, locale: str) -> None:
    """Every language has marks of its own; a quotation may go on in the next paragraph."""
    assert found("quotes", source, target, locale) == ""


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ('She said "stay" to us.', 'Nos dijo "quedaos a todos.', "error"),
        ('She said "stay" to us.', "Nos dijo «quedaos a todos.", "error"),
        ('She said "stay" to us.', "Nos dijo quedaos» a todos.", "error"),
        ('"We will stay in the town," she said.', "Nos quedaremos en el pueblo, dijo.", "error"),
        ('"We will stay," she said.', '"Nos quedaremos, dijo.', "warning"),
        ('The film "Blue Hour" won.', "La película Hora azul ganó.", "warning"),
        ('"Go," he said. "Now."', "«Vete, ahora», dijo.", "warning"),
    ],
)
def test_quotations_that_are_wrong(source: str, target: str, severity: str) -> None:
    """Marks without their other half, quotations without marks, quotations that were merged."""
    assert found("quotes", source, target) == severity


def test_marks_take_turns_where_nothing_tells() -> None:
    """A straight mark opens or closes by its neighbours."""
    assert quotations('"One" and "two"').texts == ("One", "two")
    assert quotations("„Eins, »zwei«, drei“").texts == ("zwei", "Eins, »zwei«, drei")
    assert quotations('Start " and').unclosed == (6,)


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("The mayor (left) spoke", "El alcalde (izquierda) habló", ""),
        ("The mayor (left) spoke", "市长（左）讲话", ""),
        ("a) one b) two", "a) uno b) dos", ""),
        ("one, two", "1) uno, 2) dos", ""),
        ("Good :)", "Bien :)", ""),
        ("He wrote :( again", "Escribió :( otra vez", ""),
        ("The mayor (left) spoke", "El alcalde (izquierda habló", "error"),
        ("The mayor [sic] spoke", "El alcalde sic] habló", "error"),
        ("open (", "abierto (", ""),
    ],
)
def test_brackets(source: str, target: str, severity: str) -> None:
    """Counting letters and smileys are no brackets; what the source does may stay."""
    assert found("brackets", source, target) == severity


@pytest.mark.parametrize(
    ("source", "target", "locale", "severity"),
    [
        ("The town council met.", "El concejo se reunió.", "es", ""),
        ("The town council met.", "议会开会了。", "zh", ""),
        ("The town council met.", "परिषद की बैठक हुई।", "hi", ""),
        ("The town council met.", "สภาเมืองประชุม", "th", ""),
        ("Did the council meet?", "هل اجتمع المجلس؟", "ar", ""),
        ("Did the council meet?", "Συνεδρίασε το συμβούλιο;", "el", ""),
        ("Did the council meet?", "議会は開かれたか。", "ja", ""),
        ("Did the council meet?", "¿Se reunió el concejo?", "es", ""),
        ("“The council met.”", "«El concejo se reunió».", "es", ""),
        ("Council meets", "El concejo se reúne.", "es", ""),
        ("The town council met.", "El concejo se reunió", "es", "warning"),
        ("Did the council meet?", "El concejo se reunió.", "es", "warning"),
        ("The council met there.", "¿Se reunió allí el concejo?", "es", "warning"),
        ("Did the council meet?", "Se reunió el concejo?", "es", "warning"),
        ("What the council said:", "Lo que dijo el concejo.", "es", "warning"),
    ],
)
def test_endings(source: str, target: str, locale: str, severity: str) -> None:
    """The mark at the end, as each language writes it."""
    assert found("ending", source, target, locale) == severity


def test_full_stop_in_a_headline() -> None:
    """Headlines have none."""
    assert found("ending", "Council meets today", "El concejo se reúne hoy.", role="headline") == "warning"


LONG = "The council of the small town met on a rainy evening to talk about the old bridge and its long repair."
LANGO = "El concejo del pueblo se reunió una tarde de lluvia para hablar del viejo puente y de su larga reparación."


@pytest.mark.parametrize(
    ("source", "target", "locale", "severity"),
    [
        (LONG, LANGO, "es", ""),
        (LONG, LANGO[:60], "es", "warning"),
        (LONG, LANGO[:40], "es", "error"),
        (LONG, LANGO * 3, "es", "warning"),
        (LONG, "小镇议会在一个雨夜开会，讨论老桥及其漫长的维修工程。", "zh", ""),
        (LONG, "小镇议会在一个雨夜开会", "zh", "error"),
        (LONG, LANGO[:60], "", ""),
        ("Short text", "Uno", "es", ""),
    ],
)
def test_truncation(source: str, target: str, locale: str, severity: str) -> None:
    """Length is judged by what is usual for the two languages; of others only the absurd is said."""
    assert found("truncation", source, target, locale) == severity


@pytest.mark.parametrize(
    ("source", "target", "locale", "severity"),
    [
        ("The bridge is old.", "El puente es es viejo.", "es", "warning"),
        ("The bridge is old.", "El puente viejo es, el puente viejo es.", "es", "warning"),
        ("The bridge is old.", "El puente es viejo es viejo es viejo.", "es", "error"),
        ("The bridge is old.", "El puente, puente, puente, puente.", "es", "error"),
        ("Ha ha ha ha, he said.", "Ja ja ja ja, dijo.", "es", ""),
        ("It is very, very old.", "Es muy, muy viejo.", "es", ""),
        ("We met in Bora Bora.", "Nos vimos en Bora Bora.", "es", ""),
        ("Those who came were those.", "Die, die die Brücke sahen.", "de", ""),
        ("We saw ourselves.", "Nous nous sommes vus.", "fr", ""),
    ],
)
def test_repetition(source: str, target: str, locale: str, severity: str) -> None:
    """Doubled words and loops, where the source and the language have none."""
    assert found("repeated", source, target, locale) == severity


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("The mayor left the town hall early.", "The mayor left the town hall early.", "error"),
        ("Council Meets On The Bridge And In The Town", "Council Meets On The Bridge And In The Town", "error"),
        ("Radio free", "radio FREE", "warning"),
        ("Sophisticated System", "Sophisticated System", "warning"),
        ("Ana Gómez", "Ana Gómez", ""),
        ("NATO", "NATO", ""),
        ("1998–2004", "1998–2004", ""),
    ],
)
def test_unchanged(source: str, target: str, severity: str) -> None:
    """A sentence left as it is is an error; a name may well be the same."""
    assert found("unchanged", source, target) == severity


@pytest.mark.parametrize(
    ("source", "target", "locale", "severity"),
    [
        ("The bridge of the town was closed for a year.", "El puente of the town was cerrado un año.", "es", "warning"),
        (
            "The bridge of the old town was closed for a whole year.",
            "El puente of the old town was closed for a año.",
            "es",
            "error",
        ),
        ("The bridge was closed for a year.", "Den bridge wurde for a year closed, and that was it", "de", "error"),
        ("The bridge was closed.", "Мост was closed вчера.", "ru", "warning"),
        ("Мост закрыли вчера.", "The мост was closed yesterday.", "en", "warning"),
        ("She sang “Way out of the Blue” to us.", "Nos cantó “Way out of the Blue”.", "es", ""),
        ("He works for Bank of America.", "Trabaja para Bank of America.", "es", ""),
        ("He works for Google in Kyiv.", "Он работает в Google в Киеве.", "ru", ""),
    ],
)
def test_residue(source: str, target: str, locale: str, severity: str) -> None:
    """Passages that stayed in the source's language or script; names and titles are none."""
    language = "ru" if source.startswith("М") else "en"
    assert found("residue", source, target, locale, language=language) == severity
