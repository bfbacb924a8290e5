"""Percentages that are no percentages any more."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts.percent import percentages
from ..model import Severity, Unit
from .base import Context, Issue, prose

NAME = "percent"
LEVELS = {
    Severity.WARNING: "the source speaks of per cent, and the translation does nowhere, or of one percentage less"
}
WHY = "“Rose by 5” is another thing than “rose by 5 %”."
REMEDY = "Put the sign or the word in. Dismiss it where the translation says a half, a quarter, twice."


def check(unit: Unit, context: Context) -> Iterator[Issue]:
    """The issues of `unit`."""
    wanted = percentages(prose(unit.source), context.source)
    found = percentages(prose(unit.target), context.target)
    if 0 <= found < wanted:
        yield Issue(
            Severity.WARNING,
            f"{wanted} percentage{'s' if wanted > 1 else ''} in the source, {found or 'none'} here: put the sign in",
        )
