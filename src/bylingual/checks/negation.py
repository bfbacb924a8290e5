"""Negation that is lost or added."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts.negation import negation
from ..locales import language_of
from ..model import Severity, Unit
from .base import Context, Issue, prose

NAME = "negation"
LEVELS = {
    Severity.ERROR: "a source of up to 30 words negates a verb (`not`, `never`) and nothing in the translation says no",
    Severity.WARNING: "the source has another negation and the translation none, or fewer; or a short translation says "
    "no and nothing in its source does",
}
WHY = "“Was not charged” that becomes “was charged” is fluent, plausible and the opposite of what happened."
REMEDY = (
    "Say no where the source does. Dismiss it where the translation says it in other words (“failed to” for “did "
    "not”). Languages that the rule does not know pass."
)

# Words; longer texts say no in many ways, and are put in other words.
_SHORT, _LONG = 14, 30


def check(unit: Unit, context: Context) -> Iterator[Issue]:
    """The issues of `unit`."""
    if language_of(context.source) == language_of(context.target):
        return
    source, target = prose(unit.source), prose(unit.target)
    wanted, found = negation(source, context.source), negation(target, context.target)
    if wanted is None or found is None:
        return
    if wanted.times and not found.times and not found.not_only and found.hints <= wanted.hints:
        level = Severity.ERROR if wanted.verbal and len(source.split()) <= _LONG else Severity.WARNING
        yield Issue(level, f"“{wanted.words[0]}” has no match: the translation says the opposite")
    elif wanted.times > found.times + found.not_only > 0 and found.hints <= wanted.hints:
        yield Issue(
            Severity.WARNING, f"{wanted.times} negations in the source, {found.times} here ({', '.join(wanted.words)})"
        )
    elif wanted.not_only > found.not_only and found.only > wanted.only and found.times <= wanted.times:
        yield Issue(Severity.WARNING, "“not only” has become “only”")
    elif (
        found.verbal
        and not (wanted.times or wanted.not_only or wanted.hints or wanted.vague)
        and len(source.split()) <= _SHORT
    ):
        yield Issue(Severity.WARNING, f"“{found.words[0]}” is not in the source: may the translation say no?")
