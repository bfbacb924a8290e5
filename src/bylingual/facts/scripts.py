"""Scripts that languages are written in, by the first word of their letters' names in Unicode."""

from __future__ import annotations

import unicodedata
from functools import cache

from ..locales import language_of

# Languages of Latin script are not listed.
_SCRIPTS = {
    "am": "ETHIOPIC", "ar": "ARABIC", "be": "CYRILLIC", "bg": "CYRILLIC", "bn": "BENGALI", "el": "GREEK",
    "fa": "ARABIC", "gu": "GUJARATI", "he": "HEBREW", "hi": "DEVANAGARI", "hy": "ARMENIAN",
    "ja": "CJK HIRAGANA KATAKANA", "ka": "GEORGIAN", "kk": "CYRILLIC", "km": "KHMER", "kn": "KANNADA",
    "ko": "HANGUL CJK", "ky": "CYRILLIC",
    "lo": "LAO",
    "mk": "CYRILLIC", "ml": "MALAYALAM", "mn": "CYRILLIC", "mr": "DEVANAGARI", "my": "MYANMAR", "ne": "DEVANAGARI",
    "pa": "GURMUKHI", "ru": "CYRILLIC", "ta": "TAMIL", "te": "TELUGU", "th": "THAI", "uk": "CYRILLIC", "ur": "ARABIC",
    "zh": "CJK",
}  # fmt: skip


@cache
def scripts_of(locale: str) -> frozenset[str]:
    """The scripts of a locale's language."""
    if locale.endswith("_Latn"):
        return frozenset(["LATIN"])
    return frozenset(_SCRIPTS.get(language_of(locale), "LATIN").split())


def script_of(letter: str) -> str:
    """The script of one letter."""
    return unicodedata.name(letter, "").partition(" ")[0]
