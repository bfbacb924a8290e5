"""Months and weekdays that are others in the translation."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts import cldr
from ..facts.dates import named_months, named_weekdays, numeric_months
from ..model import Severity, Unit
from .base import Context, Issue, prose

NAME = "dates"
LEVELS = {
    Severity.ERROR: "the source names a month or a weekday, and the translation another one",
}
WHY = "Engines mistake one month for the next; who plans by the paper comes on the wrong day."
REMEDY = (
    "Write the source's date; the next day's name passes, as languages call a night by either day. Dismiss it where "
    "the translation reckons from another day."
)


def check(unit: Unit, context: Context) -> Iterator[Issue]:
    """The issues of `unit`."""
    source, target = prose(unit.source), prose(unit.target)
    for name, named in (("month", named_months), ("weekday", named_weekdays)):
        names = cldr.months if name == "month" else cldr.weekdays
        if not (names(context.source) and names(context.target)):
            continue
        wanted, found = named(source, context.source), named(target, context.target)
        gone, come = wanted.keys() - found.keys(), found.keys() - wanted.keys()
        if name == "month":
            gone, come = gone - numeric_months(target), come - numeric_months(source)
        if gone and come:
            if name == "weekday" and all((b - a) % 7 == 1 for a in gone for b in come):
                continue  # the night from Sunday to Monday has two names
            yield Issue(Severity.ERROR, f"{wanted[min(gone)]} became {found[min(come)]}: correct the {name}")
