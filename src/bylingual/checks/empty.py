"""A target with nothing in it."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Severity, Unit
from .base import Context, Issue

NAME = "empty"
LEVELS = {Severity.WARNING: "the entry has no translation"}
WHY = "Nothing ships for the unit until there is a text; by default the whole bundle waits."
REMEDY = "Write a translation, or run `bylingual translate`."


def check(unit: Unit, context: Context) -> Iterator[Issue]:
    """A warning for a missing translation: nothing can ship until there is one."""
    if not unit.target.strip():
        yield Issue(Severity.WARNING, "no translation yet: write one, or run bylingual translate")
