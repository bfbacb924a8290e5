"""Words that stand there twice, and loops, in which an engine repeats itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..locales import language_of
from ..loops import repeated
from ..model import Severity, Unit
from .base import Context, Issue, prose

NAME = "repeated"
LEVELS = {
    Severity.ERROR: "a word, a phrase or a run of letters stands three times in a row, and not so in the source",
    Severity.WARNING: "a word or a phrase stands twice in a row, or a phrase of four words three times",
}
WHY = "Engines that lose their way say the same again and again; doubled words are the commonest slip of the keyboard."
REMEDY = "Take the repetition out. Dismiss it where the language doubles the word."

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_DOUBLED = re.compile(r"\b([^\W\d_]+(?:['’][^\W\d_]+)*)\s+\1\b", re.IGNORECASE)
_PHRASES = range(2, 9)
_LONG, _OFTEN = 4, 3
# Words that may follow themselves: pronouns, relative pronouns before articles.
_DOUBLES = {
    "de": "die der das den dem sie",
    "en": "had that",
    "es": "que muy",
    "fr": "nous vous",
    "it": "che",
    "nl": "die dat zij haar",
    "pt": "que se",
    "sv": "det den",
}


def check(unit: Unit, context: Context) -> Iterator[Issue]:
    """The issues of `unit`."""
    source, target = prose(unit.source), prose(unit.target)
    doubles = _DOUBLES.get(language_of(context.target), "").split()
    phrase = repeated(target)
    if phrase in doubles and len(re.findall(rf"\b{phrase}\b", target, re.IGNORECASE)) == _OFTEN:
        phrase = ""  # `Die, die die Brücke sahen`
    if phrase and not repeated(source):
        yield Issue(Severity.ERROR, f"“{phrase}” again and again: take the repetition out")
    elif (phrase := _twice(target, language_of(context.target))) and not _twice(source, language_of(context.source)):
        yield Issue(Severity.WARNING, f"“{phrase}” twice in a row: take one out")
    elif (phrase := _often(target)) and not _often(source):
        yield Issue(Severity.WARNING, f"“{phrase}” {_OFTEN} times: is that the source's?")


def _twice(text: str, language: str) -> str:
    """A word or phrase that stands twice in a row, "" for none. A comma between two words is taken as meant."""
    for found in _DOUBLED.finditer(text):
        if found[1].casefold() not in _DOUBLES.get(language, "").split():
            return found[1]
    words = [w.casefold() for w in _WORD.findall(text)]
    for size in _PHRASES:
        run = 0
        for i in range(size, len(words)):
            run = run + 1 if words[i] == words[i - size] else 0
            if run == size and not words[i].isdigit():
                return " ".join(words[i - size + 1 : i + 1])
    return ""


def _often(text: str) -> str:
    words = [w.casefold() for w in _WORD.findall(text)]
    counts = Counter(zip(*(words[i:] for i in range(_LONG)), strict=False))
    return next((" ".join(phrase) for phrase, count in counts.items() if count >= _OFTEN), "")
