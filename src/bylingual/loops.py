"""What an engine does when it loses its way: it repeats itself, copies the source, or writes far too much or little."""

from __future__ import annotations

import re

from .keys import comparison_key

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LOWER_WORD = re.compile(r"\b[^\W\d_A-Z]{2,}\b")
_LONGEST_PHRASE = 8
_TIMES = 3
_COPIED_WORDS = 4
# Characters of a target per character of its source; short texts may do as they like. Measured spread of human news
# translations between European languages is 0.6 to 1.8; CJK is a third as long.
_RATIO = (0.2, 4.0)
_RATIO_FROM = 40


def repeated(text: str) -> str:
    """A phrase of up to 8 words, or letters of a word, that stands three times or more in a row; "" for none."""
    words = [w.casefold() for w in _WORD.findall(text)]
    for size in range(1, _LONGEST_PHRASE + 1):
        run = 0
        for i in range(size, len(words)):
            run = run + 1 if words[i] == words[i - size] else 0
            if run >= size * (_TIMES - 1):
                return " ".join(words[i - size + 1 : i + 1])
    found = re.search(r"([^\W\d_]{2,6}?)\1{4,}", text)
    return found[1] if found else ""


def carries_over(source: str, target: str) -> bool:
    """Whether half of a text's words in lower case, and not just a few, stand in its translation as they are: as in one
    that broke off, or in one between languages that are close."""
    words = _LOWER_WORD.findall(source)
    have = set(_LOWER_WORD.findall(target))
    return len(words) >= _COPIED_WORDS and 2 * sum(word in have for word in words) >= len(words)


def astray(source: str, target: str) -> str:
    """Why a machine's target cannot be a translation of its source, in words; "" if it can."""
    if not target.strip():
        return "the engine gave no text"
    if (phrase := repeated(target)) and not repeated(source):
        return f"the engine repeated itself: “{phrase}”"
    ratio = len(target) / max(len(source), 1)
    if max(len(source), len(target)) >= _RATIO_FROM and not _RATIO[0] <= ratio <= _RATIO[1]:
        return "the engine’s text is absurdly " + ("short" if ratio < 1 else "long")
    if len(_LOWER_WORD.findall(source)) >= _COPIED_WORDS and comparison_key(source) == comparison_key(target):
        return "the engine copied the source"
    return ""
