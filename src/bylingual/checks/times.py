"""Times of day that are others in the translation."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts.numbers import afternoon_hours, knows_afternoon, numbers
from ..model import Severity, Unit
from .base import Context, Issue, prose

NAME = "times"
LEVELS = {
    Severity.WARNING: "an hour of the afternoon stands there without anything that says so: `9 p.m.` as `a las 9`"
}
WHY = "Nine in the evening is not nine in the morning; English's “p.m.” has to become something."
REMEDY = "Count to 24, or say that it is the afternoon or the evening, as the language does."


def check(unit: Unit, context: Context) -> Iterator[Issue]:
    """The issues of `unit`."""
    if not (knows_afternoon(context.source) and knows_afternoon(context.target)):
        return
    target = prose(unit.target)
    said = afternoon_hours(target, context.target)
    values = {n.runs[0] if n.runs else n.value for n in numbers(target, context.target)}
    for hour in afternoon_hours(prose(unit.source), context.source):
        if hour in values and hour not in said and hour + 12 not in values:
            yield Issue(Severity.WARNING, f"{hour} p.m. is only {hour} here: say that it is the afternoon")
            return
