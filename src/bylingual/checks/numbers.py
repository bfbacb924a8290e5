"""Numbers that differ between source and target.

Values are compared, in whatever way a locale writes them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..facts import cldr
from ..facts.numbers import Number, numbers
from ..facts.spelled import is_spelled, roman
from ..model import Severity, Unit
from .base import Context, Issue, prose

NAME = "numbers"
LEVELS = {
    Severity.ERROR: "another number stands in place of one, or one is gone that is too large to be left unsaid",
    Severity.WARNING: "a number of the source is written as a word, one up to 20 or a year is gone, there is one more, "
    "or its marks make readers of its language read a thousand times more or less",
}
WHY = "A wrong number reads as well as the right one; only a look at the source shows it."
REMEDY = (
    "Put the source's number in, written as the language does: `1.5 million` is `1,5 millones`, `9:40 p.m.` is "
    "`21.40`. Dismiss it for a number in words or one that was converted."
)

# Up to here a sentence can do without the number: both, twice, a dozen, one of them.
_LARGEST_IMPLIED = 20
_YEARS = range(1900, 2101)
_ORDINAL = re.compile(r"(?:st|nd|rd|th|[ºª°]|ers?|res?|e|ème|\.[ºª])(?!\w)")


@dataclass(frozen=True)
class Difference:
    """Numbers of the source without their like in the target, numbers of the target without theirs, and numbers that
    the target's locale reads as a thousand times more or less than the source has."""

    missing: list[Number]
    surplus: list[Number]
    misread: list[Number]


def missing_numbers(source: str, target: str, source_locale: str = "", target_locale: str = "") -> list[str]:
    """Numbers of `source` that `target` has in no spelling."""
    return [n.text for n in difference(source, target, source_locale, target_locale).missing]


def difference(source: str, target: str, source_locale: str, target_locale: str) -> Difference:
    """How the numbers of two texts differ. Where a locale's number words are not known, no text's are read."""
    if not (cldr.scales(source_locale) and cldr.scales(target_locale)):
        source_locale = target_locale = ""
    missing, surplus, _ = _unmatched(
        numbers(source, source_locale), numbers(target, target_locale), lambda a, b: a.value == b.value
    )
    missing, surplus, alike = _unmatched(missing, surplus, lambda a, b: a.value in b.others or b.value in a.others)
    if missing or surplus:
        missing, surplus = _unmatched_runs(missing, surplus)
    return Difference(
        _unexplained(missing, target, target_locale),
        _unexplained(surplus, source, source_locale),
        [
            b
            for a, b in alike
            if target_locale and not a.others & b.others and a.value in (b.value * 1000, b.value / 1000)
        ],
    )


def _unmatched(
    wanted: Sequence[Number], found: Sequence[Number], same: Callable[[Number, Number], bool]
) -> tuple[list[Number], list[Number], list[tuple[Number, Number]]]:
    """What is left on both sides when each number takes the first that is the same, and the pairs."""
    left = list(found)
    lost, pairs = [], []
    for number in wanted:
        at = next((i for i, other in enumerate(left) if same(number, other)), None)
        if at is None:
            lost.append(number)
        else:
            pairs.append((number, left.pop(at)))
    return lost, left, pairs


def _unmatched_runs(missing: Sequence[Number], surplus: Sequence[Number]) -> tuple[list[Number], list[Number]]:
    """What is left when times and versions are compared run by run: `21.40` is `21 h 40`."""
    left = list(surplus)
    lost = []
    at = 0
    while at < len(missing):
        number = missing[at]
        for other in left:
            if number.runs and number.runs == other.runs:
                left.remove(other)
                break
            if other.runs and _follow(other.runs, missing[at:]):
                left.remove(other)
                at += len(other.runs) - 1
                break
        else:
            start = next((i for i in range(len(left)) if number.runs and _follow(number.runs, left[i:])), None)
            if start is None:
                lost.append(number)
            else:
                del left[start : start + len(number.runs)]
        at += 1
    # `5 Uhr` is `5:00`: noughts left over say nothing
    return [n for n in lost if n.text != "00"], [n for n in left if n.text != "00"]


def _follow(runs: Sequence[Decimal], found: Sequence[Number]) -> bool:
    """Whether the first numbers of a list are these."""
    return len(found) >= len(runs) and all(
        run == n.value or run in n.others for run, n in zip(runs, found[: len(runs)], strict=True)
    )


def _unexplained(left: Sequence[Number], other: str, locale: str) -> list[Number]:
    """Numbers without those that the other text has as Roman figures or as the name of a month."""
    figures = roman(other)
    names = cldr.months(locale)
    present = {Decimal(names[w]) for w in other.casefold().replace(".", " ").replace(",", " ").split() if w in names}
    return [n for n in left if n.value not in figures and n.value not in present]


def check(unit: Unit, context: Context) -> Iterator[Issue]:
    """The issues of `unit`."""
    source, target = prose(unit.source), prose(unit.target)
    found = difference(source, target, context.source, context.target)
    missing, surplus = found.missing, found.surplus
    spelled = [n for n in missing if is_spelled(n.bare, target, context.target)]
    written = [n for n in surplus if is_spelled(n.bare, source, context.source)]
    missing = [n for n in missing if n not in spelled]
    surplus = [n for n in surplus if n not in written]
    # `3rd` is `tercera`, `seven years` are `7 ans`: languages differ in which numbers they spell
    spelled = [n for n in spelled if not _ORDINAL.match(source, n.end)]
    if missing and surplus:
        yield Issue(
            Severity.ERROR,
            f"{_shown(missing)} became {_shown(surplus)}: correct the number in the translation",
        )
    elif missing:
        implied = all(n.value <= _LARGEST_IMPLIED or n.value in _YEARS for n in missing)
        yield Issue(
            Severity.WARNING if implied else Severity.ERROR,
            f"{_shown(missing)} is missing: put the number in" + (", unless the sentence says it" if implied else ""),
        )
    elif surplus:
        yield Issue(Severity.WARNING, f"{_shown(surplus)} is not in the source: check where it comes from")
    if found.misread:
        yield Issue(
            Severity.WARNING,
            f"{_shown(found.misread)} is a thousand times more or less to readers of {context.target}: use the marks "
            "of the language",
        )
    if spelled:
        yield Issue(Severity.WARNING, f"{_shown(spelled)} is written as a word: check that it is the same number")


def _shown(found: Sequence[Number]) -> str:
    return ", ".join(dict.fromkeys(n.text.strip() for n in found))
