"""Typography of machine text: the locale's marks, and nothing but marks and spaces changed."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bylingual import inline
from bylingual.checks.numbers import missing_numbers
from bylingual.typography import Typography, typeset

ALL = Typography()
TEXTS = st.lists(
    st.sampled_from(
        ["“", "”", '"', "«", "»", "no", "yes", "1,400", "3.5 %", "$2.50", "https://x.org/1,400", ":", "!", "?", ";", " ", ", ",
         "**", "`1,400`", "(", ")", "3.11", "12:30"]
    ),
    max_size=14,
).map("".join)  # fmt: skip


def setting(text: str, locale: str, source: str = "", syntax: str = inline.PLAIN, wanted: Typography = ALL) -> str:
    """As a translation from English."""
    return typeset(text, syntax, source or text, "en", locale, wanted)


@pytest.mark.parametrize(
    ("text", "locale", "result"),
    [
        ('El alcalde dijo "no" y se fue.', "es", "El alcalde dijo «no» y se fue."),
        ("El alcalde dijo “no” y se fue.", "es_MX", "El alcalde dijo “no” y se fue."),
        ('Le maire a dit "non" !', "fr", "Le maire a dit «\u00a0non\u00a0»\u202f!"),
        ("Qui ? Le maire : « non »; bon", "fr", "Qui\u202f? Le maire\u00a0: «\u00a0non\u00a0»\u202f; bon"),
        ("Der “Brief” kam.", "de", "Der „Brief“ kam."),
        ("Un 3.5 % de 1,400,000 casas, $2.50", "es", "Un 3,5 % de 1.400.000 casas, $2,50"),
        ("Sur 1,400 maisons", "fr", "Sur 1\u202f400 maisons"),
        ("Python 3.11 a las 12:30, capítulo 4.2", "es", "Python 3.11 a las 12:30, capítulo 4.2"),
        ("1.5 millones", "es", "1,5 millones"),
        ('Una comilla " suelta', "es", 'Una comilla " suelta'),
        ('Un tubo de 5" y otro de 6"', "es", 'Un tubo de 5" y otro de 6"'),
        ("It is 1,400 “now”", "en", "It is 1,400 “now”"),
        ("https://x.org/?a:b;c 12:30", "fr", "https://x.org/?a:b;c 12:30"),
    ],
)
def test_examples(text: str, locale: str, result: str) -> None:
    """What a copy editor of the locale would do, and set again the same."""
    assert setting(text, locale) == result
    assert typeset(result, inline.PLAIN, text, "en", locale, ALL) == result


def test_codes_are_not_touched() -> None:
    """Marks pair across codes; what codes hold stays."""
    assert setting('El **"puente"** `a, "b" 1,400` de 1,400 m', "es", syntax=inline.MARKDOWN) == (
        'El **«puente»** `a, "b" 1,400` de 1.400 m'
    )
    assert setting('dijo "<a href="x">no</a>"', "es", syntax=inline.HTML) == 'dijo «<a href="x">no</a>»'


def test_numbers_that_the_source_lacks_stay() -> None:
    """A number the engine made up is not made to look right."""
    assert setting("unas 2,400 casas", "es", source="some 1,400 houses") == "unas 2,400 casas"


@pytest.mark.parametrize("name", ["quotes", "numbers", "spacing"])
def test_each_can_be_switched_off(name: str) -> None:
    """Only what is wanted."""
    text = 'Il y a 1,400 "amis" !'
    full, less = setting(text, "fr"), setting(text, "fr", wanted=Typography(**{name: False}))
    assert full != less
    assert setting(text, "fr", wanted=Typography(False, False, False)) == text


@pytest.mark.parametrize(
    ("text", "locale", "set_text"),
    [
        ("“No vamos,” dijo.", "es", "«No vamos», dijo."),
        ('"No vamos ," dijo.', "es", "«No vamos», dijo."),
        ("“Nous partons,” a-t-il dit.", "fr", "«\u00a0Nous partons\u00a0», a-t-il dit."),
        ("“Wir gehen,” sagte er.", "de", "„Wir gehen“, sagte er."),
        ("“We go,” he said.", "en", "“We go,” he said."),
    ],
)
def test_a_comma_stands_behind_the_quotation(text: str, locale: str, set_text: str) -> None:
    """Outside of English; an engine's space before it goes."""
    assert setting(text, locale) == set_text


@example("“, , “", "es")
@example("“**“**", "fr")
@given(TEXTS, st.sampled_from(["es", "fr", "de", "pt_BR", "es_MX", "en", "ja", "nl"]))
def test_letters_digits_and_codes_stay(text: str, locale: str) -> None:
    """Only marks and spaces change, whatever the text; a second time nothing does."""
    again = setting(text, locale, syntax=inline.MARKDOWN)
    assert re.sub(r"\W", "", again) == re.sub(r"\W", "", text)
    assert inline.codes(inline.parse(again, inline.MARKDOWN)) == inline.codes(inline.parse(text, inline.MARKDOWN))
    assert not missing_numbers(text, again)
    assert typeset(again, inline.MARKDOWN, text, "en", locale, ALL) == again
