"""What CLDR knows of a locale's numbers, months and money, as small tables. Source: Babel's copy of CLDR.

Every table is empty for "" and for what CLDR does not list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError

from ..locales import language_of

_PLACEHOLDER = re.compile(r"0+")


@cache
def locale_data(locale: str) -> Locale | None:
    """CLDR's entry of an on-disk locale."""
    try:
        return Locale.parse(locale) if locale else None
    except (UnknownLocaleError, ValueError):
        return None


@cache
def decimal_mark(locale: str) -> str:
    """The decimal mark between Latin digits, "" where unknown."""
    data = locale_data(locale)
    if data is None:
        return ""
    symbols: Any = data.number_symbols
    return str(symbols.get("latn", symbols).get("decimal", "."))


@cache
def scales(locale: str) -> Mapping[str, Decimal]:
    """Words behind a number that multiply it, case-folded: `million`, `mil millones`, `Mrd.`, `万`."""
    data = locale_data(locale)
    known = _COLLOQUIAL.get(language_of(locale), {})
    found = {word: Decimal(10) ** power for power, words in known.items() for word in words.split(", ")}
    formats: Any = data.compact_decimal_formats if data else {}
    for length in ("short", "long"):
        for by_size in formats.get(length, {}).values():
            for size, pattern in by_size.items():
                text = str(getattr(pattern, "pattern", pattern)).replace("'", "")
                zeros = _PLACEHOLDER.search(text)
                word = " ".join(_PLACEHOLDER.sub("", text).replace("\xa0", " ").split()).casefold().rstrip(".")
                if zeros and word and word != "mil m":
                    found[word] = Decimal(size) / 10 ** (len(zeros[0]) - 1)
    return found


# Words and abbreviations that newspapers use besides CLDR's, by their power of ten; from general knowledge.
_COLLOQUIAL: dict[str, dict[int, str]] = {
    "de": {2: "hundert", 3: "tsd", 6: "mill", 9: "mrd"},
    "en": {2: "hundred", 3: "thousand", 6: "m, mn, mln", 9: "bn", 12: "tn, trn"},
    "es": {6: "millón, mill, mm", 9: "miles de millones, millardo, millardos"},
    "fr": {6: "mio", 9: "mrd, mds"},
    "it": {3: "mille", 6: "mln", 9: "mld"},
    "nl": {6: "mln", 9: "mld"},
    "pl": {3: "tys", 6: "mln", 9: "mld"},
    "pt": {6: "mi, milhão", 9: "bi, bilhão, mil milhões, milhares de milhões"},
}


@cache
def months(locale: str) -> Mapping[str, int]:
    """Names of months, case-folded, to 1-12; written out only, in every form that stands in dates or alone."""
    data = locale_data(locale)
    if data is None:
        return {}
    forms: Any = data.months
    return {
        name.casefold(): number
        for form in ("format", "stand-alone")
        for number, name in forms[form]["wide"].items()
        if not name[0].isdigit()
    }


@cache
def weekdays(locale: str) -> Mapping[str, int]:
    """Names of weekdays, case-folded, to 0-6 (Monday is 0); written out only."""
    data = locale_data(locale)
    if data is None:
        return {}
    forms: Any = data.days
    return {
        name.casefold(): number for form in ("format", "stand-alone") for number, name in forms[form]["wide"].items()
    }
