"""The mark that a text ends with."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ..locales import language_of
from ..model import Role, Severity, Unit
from .base import Context, Issue, shown

NAME = "ending"
LEVELS = {
    Severity.WARNING: "a sentence has lost its final mark, a question is none any more or has become one, a colon is "
    "gone, a headline has a full stop that its source has not, or a Spanish question does not open with ¿",
}
WHY = "A text that ends without its mark may have been cut off; a question that is none says something else."
REMEDY = "End the text as its source ends, with the mark of the target's language (`。`, `؟`, `।` are as good)."

_STOPS = ".。．｡।։؛።៕။…‥។"
_QUESTIONS = "?？؟⁇⸮՞፧"
_EXCLAMATIONS = "!！՜"
_COLONS = ":：፡"
# Languages that need no mark for a question, or end sentences without marks.
_NO_QUESTION_MARK = frozenset(["ja", "th", "lo", "my", "km", "bo", "ko"])
_NO_FINAL_MARK = frozenset(["th", "lo", "km", "bo"])
_OPENED = {"?": "¿", "!": "¡"}
_TITLES = frozenset([Role.HEADLINE, Role.KICKER, Role.HEADING])
# Shorter texts are labels, numbers and names: their marks are a matter of taste.
_WORDS = 3


def check(unit: Unit, context: Context) -> Iterator[Issue]:
    """The issues of `unit`."""
    source, target = shown(unit.source), shown(unit.target)
    wanted, found = _ending(source, context.source), _ending(target, context.target)
    language = language_of(context.target)
    if wanted == found or len(source.split()) < _WORDS:
        pass
    elif wanted and not found:
        if language not in _NO_FINAL_MARK:
            yield Issue(Severity.WARNING, f"no final mark, the source ends with “{_mark(source)}”: is the text whole?")
    elif "?" in (wanted, found) and language not in _NO_QUESTION_MARK:
        if not (wanted == ":" or found == ":"):
            what = "the question is none any more" if wanted == "?" else "this has become a question"
            yield Issue(Severity.WARNING, f"{what}: check the final mark")
    elif found == "." and not wanted and unit.context in _TITLES:
        yield Issue(Severity.WARNING, "a full stop where the source has none: take it out of a headline")
    elif wanted == ":" and found == ".":
        yield Issue(Severity.WARNING, "the source ends with a colon: check that what follows still fits")
    if language == "es":
        for mark, opening in _OPENED.items():
            if target.rstrip("\"”»') ").endswith(mark) and opening not in target:
                yield Issue(Severity.WARNING, f"{opening} is missing where the sentence with {mark} begins")


def _ending(text: str, locale: str) -> str:
    """The kind of mark that a text ends with: one of `.?!:`, "," for other punctuation, "" for none."""
    mark = _mark(text)
    if not mark:
        return ""
    if mark in _QUESTIONS or (mark == ";" and language_of(locale) == "el"):
        return "?"
    if mark in _EXCLAMATIONS:
        return "!"
    if mark in _STOPS:
        return "."
    if mark in _COLONS:
        return ":"
    return ","


# What may stand behind the last mark: closing quotes and brackets, signs of markup, invisible characters.
_AROUND = frozenset("\u200b\u200c\u200d\u200e\u200f\"'“”„«»‹›’‘)]}）」』*_")


def _mark(text: str) -> str:
    """The last punctuation mark, before closing quotes and brackets; "" where a word is last."""
    end = len(text)
    while end and (text[end - 1].isspace() or text[end - 1] in _AROUND):
        end -= 1
    last = text[end - 1 : end]
    return last if last and unicodedata.category(last)[0] == "P" and last not in "%‰&@#§/" else ""
