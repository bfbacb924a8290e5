"""The same source, translated in two ways."""

from __future__ import annotations

from collections.abc import Iterator

from ..keys import comparison_key
from ..model import Severity, Unit
from .base import Context, Issue

NAME = "inconsistent"
LEVELS = {Severity.WARNING: "the same text stands elsewhere in the catalog with another translation"}
WHY = "A quotation, a label or a heading that returns should return in the same words."
REMEDY = "Choose one of the translations for all. Dismiss it where the place asks for another one."

# In other roles, so short a text may be another thing: a headline's word, a label.
_WORDS = 3
_SHOWN = 60


def check(unit: Unit, context: Context) -> Iterator[Issue]:
    """The issues of `unit`."""
    if not context.units:
        return
    others = context.once(NAME, lambda: _by_source(context)).get(_key(unit.source), [])
    mine = _key(unit.target)
    for other in others:
        same_place = other.context == unit.context or len(unit.source.split()) >= _WORDS
        if other.key != unit.key and same_place and _key(other.target) != mine:
            text = " ".join(other.target.split())
            where = f" in line {other.line}" if other.line else ""
            short = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
            yield Issue(Severity.WARNING, f"the same source is “{short}”{where}: choose one")
            return


def _by_source(context: Context) -> dict[str, list[Unit]]:
    """The units with a target by what their sources say; a list for each that stands there more than once."""
    found: dict[str, list[Unit]] = {}
    for unit in context.units:
        if not unit.obsolete and unit.target.strip():
            found.setdefault(_key(unit.source), []).append(unit)
    return found


def _key(text: str) -> str:
    return comparison_key(text).rstrip(".:;,!?… ")
