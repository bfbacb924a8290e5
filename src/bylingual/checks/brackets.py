"""Brackets without their other half."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..model import Severity, Unit
from .base import Context, Issue, shown

NAME = "brackets"
LEVELS = {Severity.ERROR: "a bracket opens and does not close, or closes and does not open, and not so in the source"}
WHY = "A remark in brackets that does not end swallows the rest of the sentence."
REMEDY = "Put the other half in, or take this one out."

_PAIRS = ("()", "[]", "{}", "（）", "【】", "〔〕")
_CLOSING = {pair[1]: pair[0] for pair in _PAIRS}
_OPENING = {pair[0] for pair in _PAIRS}
# `a)`, `2)` count something.
_COUNTED = re.compile(r"(?:\s|\A)\w{1,3}\Z")
_SMILE = re.compile(r"(?:(?<=\s)|\A)[:;=8][-']?[()\[\]](?=\s|\Z|[.,;:!?])")


def check(unit: Unit, context: Context) -> Iterator[Issue]:
    """The issues of `unit`."""
    lonely = _lonely(shown(unit.target))
    for bracket in lonely - _lonely(shown(unit.source)):
        what = "does not close" if bracket in _OPENING else "does not open"
        yield Issue(Severity.ERROR, f"the bracket {bracket} {what}: put its other half in")


def _lonely(text: str) -> Counter[str]:
    """Brackets without their other half. Full-width and other forms of a bracket are one kind."""
    opened: list[str] = []
    lonely: Counter[str] = Counter()
    text = _SMILE.sub("", text)
    for at, c in enumerate(text):
        if c in _OPENING:
            opened.append(c)
        elif c in _CLOSING:
            if _CLOSING[c] in opened:
                while (last := opened.pop()) != _CLOSING[c]:
                    lonely[last] += 1
            elif c != ")" or not _COUNTED.search(text[max(0, at - 4) : at]):
                lonely[c] += 1
    lonely.update(opened)
    return lonely
