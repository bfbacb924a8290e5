"""A target that is its source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..keys import comparison_key
from ..model import Severity, Unit
from .base import Context, Issue

NAME = "unchanged"
LEVELS = {
    Severity.ERROR: "the translation is the source text, which has four ordinary words or more",
    Severity.WARNING: "the translation is the source text, which has fewer",
}
WHY = "Readers would get the source language under the name of theirs."
REMEDY = "Translate it. Names and words that are the same in both languages may stay: dismiss the finding."

_LOWER_WORD = re.compile(r"\b[^\W\d_A-Z]{2,}\b")
_SENTENCE_WORDS = 4


def check(unit: Unit, context: Context) -> Iterator[Issue]:
    """An error for a sentence, a warning for a few words, which may be the same in both languages."""
    if not unit.target.strip() or comparison_key(unit.source) != comparison_key(unit.target):
        return
    words = len(_LOWER_WORD.findall(unit.source))
    if words >= _SENTENCE_WORDS:
        yield Issue(Severity.ERROR, "the translation is the source text: translate it")
    elif words:
        yield Issue(Severity.WARNING, "the translation is the source text: fine for names, else translate it")
