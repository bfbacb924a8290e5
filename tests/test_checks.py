"""Rules: what they find and what they let pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylingual.checks import RULES, Context, run
from bylingual.model import Severity, Unit


def found(source: str, target: str, **more: object) -> list[tuple[str, Severity]]:
    unit = Unit("body", source, target, **more)  # type: ignore[arg-type]
    return [(f.rule, f.severity) for f in run(unit, Context("en", "es"))]


def test_empty() -> None:
    """One finding, and no other rule looks at it."""
    assert found("It cost 43 euros", " ") == [("empty", Severity.WARNING)]


def test_dismissing() -> None:
    """A person's `# bylingual: ignore …` silences the rules it names."""
    assert found("43 people", "34 personas", comments=("bylingual: ignore numbers, unchanged",)) == []
    assert found("43 people", "34 personas", comments=("bylingual: ignore unchanged",)) != []


def test_rules_can_be_switched_and_graded() -> None:
    """By the configuration: off, or another level for all that a rule finds."""
    unit = Unit("body", "43 people", "34 personas")
    levels = [
        [f.severity for f in run(unit, Context("en", "es", grades=grades))]
        for grades in ({}, {"numbers": "off"}, {"numbers": "warning"}, {"ending": "off"})
    ]
    assert levels == [[Severity.ERROR], [], [Severity.WARNING], [Severity.ERROR]]


LOCALES = st.sampled_from(
    ["", "en", "es", "fr", "de", "pt_BR", "it", "ru", "zh", "ja", "ar", "he", "hi", "th", "el", "tlh"]
)
# Letters of many scripts, and much of what rules look at.
TEXTS = st.text() | st.text(
    st.sampled_from(list("no not 12.,:%$€()[]{}\"'“”«»„’*_`<>/@#&?!¿¡…—\n\u00a0\u202f\u200b\u200fабв中文あア한ئا"))
)


@given(TEXTS, TEXTS, LOCALES, LOCALES)
def test_rules_never_raise(source: str, target: str, language: str, locale: str) -> None:
    """Whatever stands in a PO file is checked."""
    for finding in run(Unit("body", source, target), Context(language, locale)):
        assert finding.message


@given(TEXTS, LOCALES)
def test_the_same_text_differs_in_nothing(text: str, locale: str) -> None:
    """A text as its own translation into its own language has no finding that compares."""
    assert {f.rule for f in run(Unit("body", text, text), Context(locale, locale))} <= {"empty", "ending", "unchanged"}


def test_every_rule_says_what_it_is() -> None:
    """docs/rules.md is made of these."""
    for rule in RULES:
        assert rule.__doc__
        assert rule.__name__.rpartition(".")[2] == rule.NAME
        assert rule.LEVELS
        assert rule.WHY.endswith(".")
        assert rule.REMEDY.endswith(".")


@pytest.mark.parametrize(
    "piece", ["a", "a ", "1,", "1 ", '"', "(", "*a", "n'a b c d ", "Aa ", "a-", "@a.", " ", "5 % ", "$5 million "]
)
def test_long_texts_take_no_ages(piece: str) -> None:
    """No rule looks at the same place again and again: a long text of anything is checked (the suite would stand still)."""
    text = piece * (20000 // len(piece))
    for locale in ("fr", "zh"):
        list(run(Unit("body", text, text + "x"), Context("en", locale)))
