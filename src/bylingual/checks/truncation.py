"""A translation that breaks off, or runs on: far shorter or longer than its source lets expect."""

from __future__ import annotations

from collections.abc import Iterator

from ..keys import width_units
from ..locales import language_of
from ..model import Severity, Unit
from .base import Context, Issue, shown

NAME = "truncation"
LEVELS = {
    Severity.ERROR: "the translation is less than half as long as texts of its languages usually are",
    Severity.WARNING: "it is less than three fifths, or more than twice as long",
}
WHY = "A text that breaks off reads well up to its last word; what is missing is missing without a trace."
REMEDY = (
    "Compare the end of both texts and translate what is missing. Dismiss it where the translation is free on purpose."
)

# How wide the same news text is in other languages, in narrow cells (`width_units`), where English has 1. Spanish,
# French and German as measured by benchmarks/accuracy_checks.py's development half, the others from general knowledge.
_WIDTH = {
    "ar": 0.85, "bg": 1.05, "ca": 1.1, "cs": 0.98, "da": 1.03, "de": 1.13, "el": 1.12, "en": 1.0, "es": 1.1, "et": 0.95,
    "eu": 1.05, "fa": 0.9, "fi": 1.02, "fr": 1.13, "gl": 1.08, "he": 0.75, "hr": 1.0, "hu": 1.05, "id": 1.07,
    "it": 1.1, "ja": 0.95, "ko": 0.9, "lt": 1.0, "lv": 1.0, "nb": 1.0, "nl": 1.1, "no": 1.0, "pl": 1.05, "pt": 1.06,
    "ro": 1.1, "ru": 1.05, "sk": 1.0, "sl": 1.0, "sr": 1.0, "sv": 1.0, "th": 0.9, "tr": 1.0, "uk": 1.0, "vi": 1.1,
    "zh": 0.68,
}  # fmt: skip
_FROM = 48  # a source of fewer cells may become anything
_SHORT, _VERY_SHORT, _LONG = 0.58, 0.45, 2.2
# Of unknown languages only the absurd is said.
_UNKNOWN = (0.35, 0.25, 4.0)


def check(unit: Unit, context: Context) -> Iterator[Issue]:
    """The issues of `unit`."""
    wide, found = width_units(shown(unit.source)), width_units(shown(unit.target))
    if wide < _FROM:
        return
    short, very_short, long = _SHORT, _VERY_SHORT, _LONG
    source, target = _WIDTH.get(language_of(context.source)), _WIDTH.get(language_of(context.target))
    if source is None or target is None:
        source = target = 1.0
        short, very_short, long = _UNKNOWN
    ratio = found / (wide * target / source)
    if ratio < short:
        yield Issue(
            Severity.ERROR if ratio < very_short else Severity.WARNING,
            f"only {ratio:.0%} as long as usual for this source: is something missing?",
        )
    elif ratio > long:
        yield Issue(Severity.WARNING, f"{ratio:.1f} times as long as usual for this source: is something added?")
