"""A target that is its source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..facts.function_words import function_words
from ..facts.names import is_common
from ..keys import comparison_key
from ..locales import language_of
from ..model import Role, Severity, Unit
from .base import Context, Issue, prose

NAME = "unchanged"
LEVELS = {
    Severity.ERROR: "the translation is the source text, which has four ordinary words or more",
    Severity.WARNING: "the translation is the source text, which has fewer",
}
WHY = "Readers would get the source language under the name of theirs."
REMEDY = "Translate it. Names and words that are the same in both languages may stay: dismiss the finding."

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_WORDS = 4
_TITLES = frozenset([Role.HEADLINE, Role.DECK, Role.HEADING])  # in Title Case no word looks ordinary
_SIGNS = 12  # of a script without capitals, where words cannot be counted


def check(unit: Unit, context: Context) -> Iterator[Issue]:
    """The issues of `unit`."""
    if comparison_key(unit.source) != comparison_key(unit.target) or _same_language(context):
        return
    text = prose(unit.source)
    words = [w for w in _WORD.findall(text) if len(w) > 1]
    known = function_words(context.source)
    if unit.context in _TITLES and len(words) >= _SENTENCE_WORDS and any(w.casefold() in known for w in words):
        yield Issue(Severity.ERROR, "the translation is the source text: translate it")
        return
    ordinary = sum(not w[0].isupper() or w.casefold() in known for w in words)
    if ordinary >= _SENTENCE_WORDS or sum(c.isalpha() and not c.isupper() and not c.islower() for c in text) >= _SIGNS:
        yield Issue(Severity.ERROR, "the translation is the source text: translate it")
    elif words and (ordinary or not _is_name(words, context)):
        yield Issue(Severity.WARNING, "the translation is the source text: fine for names, else translate it")


def _is_name(words: list[str], context: Context) -> bool:
    """Whether words with capitals are certainly a name: an acronym, or with letters that their language lacks."""
    acronym = len(words) == 1 and words[0].isupper()
    foreign = language_of(context.source) == "en" and any(not w.isascii() for w in words)
    return acronym or (foreign and not any(is_common(w, context.source) for w in words))


def _same_language(context: Context) -> bool:
    return bool(context.source) and language_of(context.source) == language_of(context.target)
