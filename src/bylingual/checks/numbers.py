"""Numbers that differ between source and target.

Digit grouping and decimal marks may differ, digits may not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..model import Severity, Unit
from .base import Context, Issue

NAME = "numbers"
LEVELS = {
    Severity.ERROR: "another number stands in place of one, or one is gone that is too large to be written as a word",
    Severity.WARNING: "a number up to 20 is gone and may stand there as a word, or the translation has one more",
}
WHY = "A wrong number reads as well as the right one; only a look at the source shows it."
REMEDY = "Put the source's number in; digits may be grouped as the language does. Dismiss it for a number in words."

_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f' ’]\d{3}(?!\d))*(?:[.,:]\d+)*")
_RUN = re.compile(r"\d+")
_AFTERNOON = re.compile(r"\b(1[0-2]|[1-9])(?:[:.](\d\d))?\s?p\.?\s?m\b", re.IGNORECASE)
# Up to here newsrooms spell numbers out; a missing one may stand there as a word.
_SPELLED_UP_TO = 20


def numbers(text: str) -> list[str]:
    """The numbers of `text` as they stand there, afternoon hours in the 24-hour clock."""
    text = _AFTERNOON.sub(lambda m: f"{int(m[1]) % 12 + 12}" + (f":{m[2]}" if m[2] else ""), text)
    return _NUMBER.findall(text)


def missing_numbers(source: str, target: str) -> list[str]:
    """Numbers of `source` that `target` has in no spelling of the same digits."""
    missing, _ = _difference(source, target)
    return missing


def _difference(source: str, target: str) -> tuple[list[str], list[str]]:
    """Numbers of the source that are not in the target, and the other way round.

    Whole numbers are compared first, then what is left run by run: `21 h 40` is `21.40`, `2026-05-03` is `3/5/2026`.
    """
    missing, surplus = _unmatched(numbers(source), numbers(target))
    return _unmatched([r for n in missing for r in _RUN.findall(n)], [r for n in surplus for r in _RUN.findall(n)])


def _unmatched(wanted: list[str], found: list[str]) -> tuple[list[str], list[str]]:
    left = Counter(map(_digits, found))
    missing = []
    for number in wanted:
        if left[_digits(number)]:
            left[_digits(number)] -= 1
        else:
            missing.append(number)
    surplus = []
    for number in found:
        if left[_digits(number)]:
            left[_digits(number)] -= 1
            surplus.append(number)
    return missing, surplus


def _digits(number: str) -> str:
    """The digits alone, as integers of any script; `1,400`, `1.400` and `1 400` are the same."""
    return "".join(str(int(c)) for c in number if c.isdigit()).lstrip("0") or "0"


def check(unit: Unit, context: Context) -> Iterator[Issue]:
    """An error where another number stands instead or a large one is gone; a warning where a word may stand for it."""
    missing, surplus = _difference(unit.source, unit.target)
    if missing and surplus:
        yield Issue(
            Severity.ERROR,
            f"{', '.join(missing)} became {', '.join(surplus)}: correct the number in the translation",
        )
    elif missing:
        spelled = all(len(_digits(n)) <= 2 and int(_digits(n)) <= _SPELLED_UP_TO for n in missing)
        yield Issue(
            Severity.WARNING if spelled else Severity.ERROR,
            f"{', '.join(missing)} is missing: put the number in"
            + (", unless it is written as a word" if spelled else ""),
        )
    elif surplus:
        yield Issue(Severity.WARNING, f"{', '.join(surplus)} is not in the source: check where it comes from")
