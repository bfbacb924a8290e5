"""Comparison keys: the form in which two texts are the same text to a reader."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF])
_QUOTES = str.maketrans(
    {**dict.fromkeys("‘’‚‛′`´", "'"), **dict.fromkeys("“”„‟″«»", '"'), **dict.fromkeys("‐‑‒–—―", "-")}
)
_COMBINING = re.compile(f"[{''.join(c for c in map(chr, range(0x300, 0x1100)) if unicodedata.combining(c))}]")
_WHITE = re.compile(r"\s+")


def comparison_key(text: str) -> str:
    """`text` in NFKC, without soft hyphens and zero-width characters, white space collapsed, quotes and dashes
    unified, case folded. For comparing only, never stored."""
    text = unicodedata.normalize("NFKC", text).translate(_INVISIBLE).translate(_QUOTES)
    return _WHITE.sub(" ", text).strip().casefold()


def width_units(text: str) -> int:
    """Length of `text` in narrow character cells: wide and full-width (CJK) characters count twice.

    Source: Unicode Standard Annex 11, East Asian Width.
    """
    highest = max(text, default="")
    if highest < "\u0300":  # no combining and no wide characters
        return len(text)
    if highest < "\u1100":  # no wide ones
        return len(text) - len(_COMBINING.findall(text))
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text if not unicodedata.combining(c))
