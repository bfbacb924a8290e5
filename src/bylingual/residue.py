"""Sentences of the source that a translation still has: what a tool leaves that fills gaps with the source."""

from __future__ import annotations

import re

from .keys import comparison_key, width_units
from .locales import spaced
from .segment import sentences

# Fewer words may be the same in both languages: names, titles, addresses.
_WORDS = 4
_LOWER_WORD = re.compile(r"\b[^\W\d_A-Z]{2,}\b")
# In width units, where words are not separated by spaces.
_WIDTH = 16


def left_sentence(source: str, target: str, language: str) -> str:
    """The first sentence of `source` (without markup, in `language`) that stands word for word in `target`, "" if none
    does. Sentences of fewer than four words in lower case do not count."""
    text = comparison_key(target)
    for sentence in sentences(source, language):
        if _is_sentence(sentence.text, language) and comparison_key(sentence.text) in text:
            return sentence.text
    return ""


def _is_sentence(text: str, language: str) -> bool:
    return len(_LOWER_WORD.findall(text)) >= _WORDS if spaced(language) else width_units(text) >= _WIDTH
