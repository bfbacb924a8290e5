"""Spaces that are missing, doubled or in the wrong place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..locales import language_of, spaced
from ..model import Severity, Unit
from .base import Context, Issue, prose

NAME = "spacing"
LEVELS = {
    Severity.WARNING: "two spaces in a row, a space before a comma or full stop or inside brackets, none between "
    "sentences, or white space at an end where the source has none",
}
WHY = "Readers see it at once, and lines break in front of the comma."
REMEDY = "Set the spaces as the language does; French spaces before `; : ! ?` are right."

_DOUBLE = re.compile(r"(?<=\S)(?: {2,}|[ \u00a0\u202f]{3,})(?=\S)")
_BEFORE = re.compile(r"\w(\s+[,.])(?=\s|\Z)")
_BEFORE_HIGH = re.compile(r"\w([ \t]+[;:!?])(?=\s|\Z)")
_INSIDE = re.compile(r"(?:\(\s+(?=\w)|(?<=\w)\s+\))")
_BETWEEN = re.compile(r"[^\W\d_]([^\W\d_])([.!?])([^\W\d_])([^\W\d_])")
# Languages that set a space before ; : ! ?
_HIGH = frozenset(["fr", "br"])


def check(unit: Unit, context: Context) -> Iterator[Issue]:
    """The issues of `unit`."""
    if not context.target or not spaced(context.target):
        return
    source, target = prose(unit.source), prose(unit.target)
    problem = next((text for text in _problems(target, context.target) if text), "")
    if problem and not any(_problems(source, context.source)):
        yield Issue(Severity.WARNING, problem)
    for strip, end in ((str.lstrip, "beginning"), (str.rstrip, "end")):
        if strip(unit.source) == unit.source and strip(unit.target) != unit.target:
            yield Issue(Severity.WARNING, f"white space at the {end}: take it out")


def _problems(text: str, locale: str) -> Iterator[str]:
    if _DOUBLE.search(text):
        yield "two spaces in a row: take one out"
    if found := _BEFORE.search(text):
        yield f"a space before “{found[1].strip()}”: take it out"
    if language_of(locale) not in _HIGH and (found := _BEFORE_HIGH.search(text)):
        yield f"a space before “{found[1].strip()}”: take it out"
    if _INSIDE.search(text):
        yield "a space inside brackets: take it out"
    for found in _BETWEEN.finditer(text):
        if found[1].islower() and found[3].isupper() and found[4].islower():  # `EE.UU.`, `bbc.co` are no sentences
            yield f"no space in “{found[0]}”: put one in"
