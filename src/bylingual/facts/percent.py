"""Percentages: signs and words for a hundredth. Source: CLDR's unit `concentr-percent`, and general knowledge."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from ..locales import language_of
from .cldr import locale_data

_SIGNS = r"[%٪﹪％]"
# Words that CLDR does not have: other spellings, inflections, compounds.
_WORDS = {
    "ca": "per cent|percentatge|percentual",
    "de": r"prozent\w*|\w*prozentig\w*|v\.\s?h\.",
    "en": r"per ?cent|percentages?|percentile|pct",
    "es": r"por ciento|por cien|porcentajes?|porcentual\w*",
    "fr": r"pour ?cents?|pourcentages?",
    "gl": r"por cento|porcentaxes?",
    "it": r"per ?cento|percentual\w*|punt[oi] percentual\w*",
    "nl": r"procent\w*|percent\w*",
    "pt": r"por cento|percentage[nm]s?|porcentage[nm]s?|percentua\w*",
    "ru": r"процент\w*",
    "uk": r"відсот\w*|процент\w*",
}


def percentages(text: str, locale: str) -> int:
    """How many percentages a text has: signs and words, -1 for a language whose words are not known."""
    pattern = _pattern(locale)
    return -1 if pattern is None else len(pattern.findall(text))


@cache
def _pattern(locale: str) -> re.Pattern[str] | None:
    data: Any = locale_data(locale)
    if data is None:
        return None
    found = {_WORDS[language_of(locale)]} if language_of(locale) in _WORDS else set()
    units = data._data["unit_patterns"].get("concentr-percent") or {}
    for length in ("long", "short"):
        for form in (units.get(length) or {}).values():
            word = str(form).replace("{0}", "").strip(" \xa0\u202f")
            if word and word[0].isalpha():
                found.add(re.escape(word))
    return re.compile("|".join([_SIGNS, *(f"(?<!\\w)(?:{w})(?!\\w)" for w in sorted(found))]), re.IGNORECASE)
