"""Headlines in Title Case and in CAPITALS: engines read them as names, so they get them as sentences.

What is a name is told by the rest of the article: a word that stands there in lower case is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SENTENCE_START = re.compile(r"(?:\A|[.!?…:]\s+|[\"“«‘¿¡(\[]\s*|\n\s*)\Z")
# Languages that capitalise nouns, or have no case: their headlines stay as they are.
AS_THEY_ARE = frozenset(["de", "lb", "zh", "ja", "ko", "ar", "he", "fa", "hi", "th", "ka"])
# With fewer words than this an article says too little about which words are names.
_ENOUGH_WORDS = 30
_TITLE_SHARE = 0.7
_LONG_WORD = 4


@dataclass(frozen=True)
class Habits:
    """How an article writes its words inside sentences: by case-folded word the usual form, and how many it has."""

    forms: dict[str, str]
    words: int


def habits(texts: Iterable[str]) -> Habits:
    """The habits of an article's paragraphs. Texts in capitals or Title Case teach nothing and are passed over."""
    seen: dict[str, Counter[str]] = {}
    total = 0
    for text in texts:
        words = list(_WORD.finditer(text))
        if is_shouted(text) or is_title_case(text):
            continue
        total += len(words)
        for word in words:
            first = SENTENCE_START.search(text, max(0, word.start() - 4), word.start()) is not None
            if not first or word[0].islower():
                seen.setdefault(word[0].casefold(), Counter())[word[0]] += 1
    forms = {key: max(counts.items(), key=lambda item: (item[1], item[0]))[0] for key, counts in seen.items()}
    return Habits(forms, total)


def is_shouted(text: str) -> bool:
    """Whether all of several words are capitals."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 8 and len(_WORD.findall(text)) > 1 and not any(c.islower() for c in letters)


def is_title_case(text: str) -> bool:
    """Whether most longer words begin with a capital, as in English headlines."""
    long = [w for w in _WORD.findall(text)[1:] if len(w) >= _LONG_WORD]
    return len(long) >= 2 and sum(w[0].isupper() for w in long) >= _TITLE_SHARE * len(long)


def as_sentence(headline: str, language: str, known: Habits) -> str:
    """`headline` in the case of a sentence, of the same length, where it is in Title Case or capitals and the article
    tells names from words; else as it is."""
    shouted = is_shouted(headline)
    if language in AS_THEY_ARE or known.words < _ENOUGH_WORDS or not (shouted or is_title_case(headline)):
        return headline

    def put(match: re.Match[str]) -> str:
        word = match[0]
        form = known.forms.get(word.casefold(), "")
        if len(form) != len(word):
            form = word if word.isupper() and not shouted and len(word) > 1 else word.lower()
        if not headline[: match.start()].strip("\"“«‘¿¡([ '"):
            form = form[0].upper() + form[1:]
        return form if len(form) == len(word) else word

    return _WORD.sub(put, headline)
