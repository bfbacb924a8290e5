"""Months and weekdays that a text names. Names are CLDR's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from ..locales import language_of
from .cldr import months, weekdays

_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[./-]\s?(\d{1,2})(?:[./-]\s?(?:\d{4}|\d{2}))?(?!\d)|\d{4}-(\d\d)-(\d\d)")
# Names of months that are other words as well count beside a number, or behind a word for a point in time.
_AMBIGUOUS = {"en": {"may", "march", "august"}, "fr": {"mars"}, "it": {"marzo"}, "de": {"august"}, "pt": {"abril"}}
_BESIDE = re.compile(
    r"(?:\d\S{0,3}(?: of| de| d'| di)?|\b(?:in|of|since|until|by|from|last|next|this|early|late|mid|en|de|depuis|fin|"
    r"début|a|di|dal|im|em)) (?=\Z)|\A(?: |, )?\d",
    re.IGNORECASE,
)


@lru_cache(maxsize=256)
def named_months(text: str, locale: str) -> Mapping[int, str]:
    """The months, 1 to 12, that `text` names in words, and how."""
    return _named(text, months(locale), locale, _AMBIGUOUS.get(language_of(locale), set()))


@lru_cache(maxsize=256)
def named_weekdays(text: str, locale: str) -> Mapping[int, str]:
    """The weekdays, 0 (Monday) to 6, that `text` names, and how."""
    return _named(text, weekdays(locale), locale, set())


def numeric_months(text: str) -> frozenset[int]:
    """The months that dates in digits may mean: `3/5/2026`, `3.5.`."""
    return frozenset(int(part) for m in _NUMERIC.finditer(text) for part in m.groups() if part and 1 <= int(part) <= 12)


def _named(text: str, names: Mapping[str, int], locale: str, ambiguous: set[str]) -> dict[int, str]:
    found: dict[int, str] = {}
    pattern = _pattern(tuple(names))
    if pattern is None:
        return found
    capital = language_of(locale) in ("en", "de")
    for match in pattern.finditer(text):
        word = match[0].casefold()
        if capital and not match[0][0].isupper():
            continue
        if word in ambiguous and not (
            _BESIDE.search(text[max(0, match.start() - 14) : match.start()])
            or _BESIDE.match(text[match.end() : match.end() + 4])
        ):
            continue
        found.setdefault(names[word], match[0])
    return found


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    if not names:
        return None
    listed = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    edges = ("", "") if not names[0].isascii() and len(names[0]) < 4 else (r"(?<!\w)", r"(?!\w)")
    return re.compile(f"{edges[0]}(?:{listed}){edges[1]}", re.IGNORECASE)
