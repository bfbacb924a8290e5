"""Names: kept, spelled as the language does, or lost."""

from __future__ import annotations

import pytest

from bylingual.checks import Context, run
from bylingual.facts.names import capitalised, is_kept, sound
from bylingual.model import Unit


def found(source: str, target: str, locale: str = "es", language: str = "en", units: tuple[Unit, ...] = ()) -> str:
    """The severity of the rule's findings, "" for none."""
    context = Context(language, locale, units=units)
    return ", ".join(f.severity for f in run(Unit("body", source, target), context) if f.rule == "names")


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("The talks with Amara Okonjo went on.", "Las conversaciones con Amara Okonjo siguieron.", "es"),
        ("The talks in Germany went on.", "Las conversaciones en Alemania siguieron.", "es"),
        ("The talks with the German union went on.", "Las conversaciones con el sindicato alemán siguieron.", "es"),
        ("They met in Cologne and Prague.", "Se reunieron en Colonia y Praga.", "es"),
        ("They met in Munich on Tuesday.", "Am Dienstag trafen sie sich in München.", "de"),
        ("They met the Prime Minister on Monday.", "Se reunieron el lunes con el primer ministro.", "es"),
        ("They met Volodymyr Tymoshenko.", "Sie trafen Wolodymyr Timoschenko.", "de"),
        ("The book by Gaddafi was read.", "On a lu le livre de Kadhafi.", "fr"),
        ("The streets of New York were wet.", "Las calles de Nueva York estaban mojadas.", "es"),
        ("The Vienna-based Harrer laughed.", "Die in Wien lebende Harrer lachte.", "de"),
        ("We saw Harrer’s dog.", "Vimos el perro de Harrer.", "es"),
        ("We saw Harrer's dog.", "Wir sahen Harrers Hund.", "de"),
        ("Council Opens The Harrer Bridge", "El concejo abre el puente", "es"),
        ("We saw Harrer.", "Мы видели Харрера.", "ru"),
        ("We saw Harrer.", "我们看到了哈勒。", "zh"),
        ("Wir sahen den alten Harrer.", "We saw old Miller.", "en"),
        ("The mayor left.", "La alcaldesa se fue con Marta.", "es"),
        ("She took vitamin C. Shopping was hard.", "Tomaba vitamina C. Fue difícil comprar en Madrid.", "es"),
        ("He saw World War I. Farming was hard.", "Vio la Primera Guerra. Fue difícil en Madrid.", "es"),
    ],
)
def test_same(source: str, target: str, locale: str) -> None:
    """Places, peoples and offices have names in every language; what cannot be compared passes."""
    language = "de" if source.startswith("Wir") else "en"
    assert found(source, target, locale, language) == ""


@pytest.mark.parametrize(
    ("source", "target", "locale", "severity"),
    [
        ("They met Amara Okonjo there.", "Allí vieron a Amara Ferreira.", "es", "error"),
        ("They met Amara Okonjo there.", "Sie trafen dort Amara Ferreira.", "de", "error"),
        ("They met Amara Okonjo there.", "Ils y ont vu Amara Ferreira.", "fr", "error"),
        ("They met Okonjo there.", "Allí vieron a Ferreira.", "es", "warning"),
        ("They met Okonjo there.", "Ferreira fue vista allí.", "es", "warning"),
        ("They met in Germany.", "Se reunieron en Suiza.", "es", "warning"),
        ("Vieron a Okonjo ayer.", "They saw Ferreira there.", "en", "warning"),
        ("In the end Mr. Okonjo left.", "Al final se fue el Sr. Ferreira.", "es", "warning"),
        ("In the end Peter A. Okonjo left.", "Al final se fue Peter A. Ferreira.", "es", "warning"),
    ],
)
def test_different(source: str, target: str, locale: str, severity: str) -> None:
    """A name that is gone where another one stands; beside a name that is kept it is an error."""
    assert found(source, target, locale, "es" if locale == "en" else "en") == severity


def test_spelled_in_two_ways() -> None:
    """A name is spelled in the same way throughout an article."""
    units = tuple(
        Unit("body", f"Text {n} on Tymoshenko now.", f"Texto {n} sobre {name} ahora.")
        for n, name in enumerate(["Timoshenko", "Timoshenko", "Tymoschenko"])
    )
    assert [found(u.source, u.target, units=units) for u in units] == ["", "", "warning"]


def test_what_is_a_name() -> None:
    """Words with a capital inside sentences; in Title Case only what English does not write."""
    assert [n.word for n in capitalised("The dog of Amara Okonjo’s barked.", "en")] == ["The", "Amara", "Okonjo"]
    assert [n.word for n in capitalised("Council Meets Agnès Varda Today", "en")] == ["Agnès"]
    assert capitalised("THE COUNCIL MEETS TODAY", "en") == ()
    assert sound("Tymoshenko") == sound("Timoschenko") == sound("Tymošenko")


@pytest.mark.parametrize(
    ("word", "behind", "kept"),
    [
        ("Zyxwold", "", True),
        ("Francesca", "Zyxwold", True),  # not of France
        ("Francesca", "", False),
        ("Portugal", "", True),
        ("Korea", "", False),
        ("Turkey", "", False),
        ("Serbs", "", False),
        ("Russia-Ukraine", "", False),
        ("Austria-Hungary", "", False),
        ("Turkish", "Zyxwold", False),
        ("Canada", "", False),
        ("Vienna", "", False),
        ("Swedish", "", False),
        ("Londoners", "", False),
        ("Bank", "", False),
        ("Paul", "", False),  # Pablo, if he is a saint
        ("Paul", "Zyxwold", True),
        ("Paul", "Street", False),
        ("Vienna", "Zyxwold", False),
    ],
)
def test_what_is_kept(word: str, behind: str, kept: bool) -> None:
    """Names that Spanish writes as they are, first names before surnames among them."""
    assert is_kept(word, "en", "es", behind) is kept
