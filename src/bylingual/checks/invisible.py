"""Characters that nobody sees or that no text should hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ..facts.scripts import scripts_of
from ..model import Severity, Unit
from .base import Context, Issue

NAME = "invisible"
LEVELS = {
    Severity.ERROR: "a control character, a character that stands for unreadable bytes, or text that was read in the "
    "wrong encoding (`Ã©` for `é`)",
    Severity.WARNING: "an invisible character that the source has not: zero-width or directional marks, soft hyphens, "
    "private characters, letters of two scripts in one word",
}
WHY = "Nobody sees them, and they break searches, links, line ends and the reader's screen."
REMEDY = "Type the word again. Joiners in Arabic, Persian and Indian scripts, and no-break spaces, are left alone."

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ufffe\uffff\ufdd0-\ufdef]")
_HIDDEN = re.compile("[\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ue000-\uf8ff]")
# UTF-8 that was read as Windows-1252: letters with accents, and quotation marks.
_MOJIBAKE = re.compile(r"Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[™œ\u009d“”¦˜]|Â[«»¿¡°]")
_WORD = re.compile(r"[^\W\d_]+")
_DIRECTIONAL = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = frozenset(["ARABIC", "HEBREW"])


def check(unit: Unit, context: Context) -> Iterator[Issue]:
    """The issues of `unit`."""
    source, target = unit.source, unit.target
    if (found := _CONTROL.search(target)) and found[0] not in source:
        yield Issue(Severity.ERROR, f"{_named(found[0])} in the text: remove it")
    if (found := _MOJIBAKE.search(target)) and found[0] not in source:
        yield Issue(Severity.ERROR, f"“{found[0]}” is text in the wrong encoding: type the word again")
    turned = _RIGHT_TO_LEFT & (scripts_of(context.target) | scripts_of(context.source))
    for found in _HIDDEN.finditer(target):
        if found[0] not in source and not (turned and _DIRECTIONAL.match(found[0])):
            yield Issue(Severity.WARNING, f"{_named(found[0])} in the text, invisible to readers: remove it")
            break
    for word in _WORD.findall(target):
        if not word.isascii() and word not in source and (scripts := _mixed(word)):
            yield Issue(Severity.WARNING, f"“{word}” has letters that look alike in {scripts}: type it again")
            break


def _named(character: str) -> str:
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}{f' {name.lower()}' if name else ''}"


# Scripts with letters that look alike.
_ALIKE = ("LATIN", "CYRILLIC", "GREEK")


def _mixed(word: str) -> str:
    found = {unicodedata.name(c, "").partition(" ")[0] for c in word} & set(_ALIKE)
    return " and ".join(s.capitalize() for s in sorted(found)) if len(found) > 1 else ""
