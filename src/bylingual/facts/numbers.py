"""Numbers of a text as values: digit groups, decimal marks and words such as `million` read as the locale does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from ..locales import language_of
from . import cldr

_TOKEN = re.compile(r"(?<!\d)\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}(?!\d))+(?:[.,٫]\d+)?(?!\d)|\d+(?:[.,'’٫٬]\d+)*")
_SEPARATOR = re.compile(r"\D")
_RUN = re.compile(r"\d{1,25}")
_AFTER = 32  # characters in which a word that belongs to a number begins and ends
_LONGEST = 25  # digits that decimal arithmetic keeps; longer runs are no quantities and are compared in pieces


@dataclass(frozen=True)
class Number:
    """A number in a text: how and where it stands, its value, and what else the same signs may mean.

    `bare` is the value without a scale word; `runs` are its runs of digits where it may be a time, a date or a
    version (`21.40`).
    """

    text: str
    start: int
    end: int
    value: Decimal
    bare: Decimal
    others: frozenset[Decimal] = frozenset()
    runs: tuple[Decimal, ...] = ()

    @property
    def is_scaled(self) -> bool:
        """Whether a word such as `million` belongs to it."""
        return self.value != self.bare


@lru_cache(maxsize=256)
def numbers(text: str, locale: str) -> tuple[Number, ...]:
    """The numbers of `text` in order. Digits of all scripts; number words are not read."""
    found: list[Number] = []
    for match in _TOKEN.finditer(text):
        found += _readings(match, locale)
    return tuple(_with_ranges([_in_context(n, text, locale) for n in found], text))


def _readings(match: re.Match[str], locale: str) -> list[Number]:
    token = match[0]
    parts = _SEPARATOR.split(token)
    seps = _SEPARATOR.findall(token)
    if not seps or len(token) > _LONGEST:
        return _apart(match)
    decimal = cldr.decimal_mark(locale)
    sep = seps[-1]
    grouped = _is_grouped(parts) and len(set(map(_kind, seps))) == 1
    fraction = len(seps) == 1 or (_is_grouped(parts[:-1]) and len(set(map(_kind, seps[:-1]))) == 1)
    fraction = fraction and _kind(sep) in ".," and (len(seps) == 1 or _kind(seps[0]) != _kind(sep))
    as_group = _value("".join(parts)) if grouped else None
    as_fraction = _value("".join(parts[:-1]) + "." + parts[-1]) if fraction else None
    if as_group is None and as_fraction is None:
        return _apart(match)
    if as_group is not None and as_fraction is not None:
        first = as_fraction if decimal == _kind(sep) else as_group
        if not decimal:
            first = as_group if sep == "," else as_fraction
        others = {as_group, as_fraction} - {first}
    else:
        value = as_group if as_group is not None else as_fraction
        assert value is not None  # noqa: S101 - one of both is a number; mypy is told  # nosec B101
        first, others = value, set()
    runs = tuple(_value(p) for p in parts) if as_fraction is not None and len(parts) == 2 else ()
    return [Number(token, match.start(), match.end(), first, first, frozenset(others), runs)]


def _kind(separator: str) -> str:
    """The separator as ASCII writes it."""
    return {"٫": ".", "٬": ",", "’": "'"}.get(separator, " " if separator.isspace() else separator)


def _is_grouped(parts: Sequence[str]) -> bool:
    """Whether runs of digits are groups of thousands, or of lakhs as in India."""
    if len(parts) == 1:
        return True
    *middle, last = parts[1:]
    head = parts[0]
    return (
        len(last) == 3
        and 1 <= len(head) <= 3
        and head.lstrip("0") != ""
        and (all(len(p) == 3 for p in middle) or all(len(p) == 2 for p in middle))
    )


def _whole(digits: str, start: int) -> Number:
    value = _value(digits)
    return Number(digits, start, start + len(digits), value, value)


def _apart(match: re.Match[str]) -> list[Number]:
    """Each run of digits as a number of its own: `15.5.2026`."""
    return [_whole(m[0], match.start() + m.start()) for m in _RUN.finditer(match[0])]


def _value(digits: str) -> Decimal:
    """The value of digits of any script, with `.` as the decimal mark."""
    return Decimal("".join(c if c == "." else str(int(c)) for c in digits))


# Behind a number: the afternoon. From general knowledge.
_AFTERNOON = {
    "en": r"p\.?\s?m\b|in the (?:afternoon|evening)|at night",
    "es": r"p\.?\s?m\b|de la (?:tarde|noche)",
    "fr": r"(?:h(?:eures?)?\s)?(?:du soir|de l[’']après-midi)",
    "de": r"uhr (?:abends|nachmittags|am (?:abend|nachmittag))",
    "pt": r"(?:h(?:oras)?\s)?da (?:tarde|noite)",
    "it": r"(?:del pomeriggio|di sera)",
    "ca": r"(?:de la tarda|del vespre|de la nit)",
    "gl": r"da (?:tarde|noite)",
    "nl": r"uur (?:'s (?:middags|avonds))",
}
_MINUTES = r"(?:\s?(?:[:.h]|uhr)\s?\d\d(?!\d))?\s?"
# Before or behind a number: a decade, of which the century may be left out.
_DECADE_AFTER = re.compile(r"['’]?s\b|er\b|er-|-(?:е|х|ті|ych|те)\b", re.IGNORECASE)
_DECADE_BEFORE = re.compile(r"\b(?:años|anys|anos|années|anni|jaren|lata|роки|годы)\s(?:los\s)?['’]?\Z", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"(?:['’]|\d{4}\s?[/–-]\s?)\Z")


@cache
def _afternoon(locale: str) -> re.Pattern[str] | None:
    words = _AFTERNOON.get(language_of(locale))
    return re.compile(_MINUTES + f"(?:{words})", re.IGNORECASE) if words else None


@cache
def _scale(locale: str) -> re.Pattern[str] | None:
    words = sorted(cldr.scales(locale), key=len, reverse=True)
    if not words:
        return None
    edge = "|".join(re.escape(w).replace(r"\ ", r"[\s\u00a0]") + (r"(?!\w)" if w[-1].isascii() else "") for w in words)
    return re.compile(rf"[\s\u00a0\u202f-]?({edge})", re.IGNORECASE)


def _in_context(number: Number, text: str, locale: str) -> Number:
    """A number with what the words around it make of it."""
    before, after = text[max(0, number.start - 12) : number.start], text[number.end : number.end + _AFTER]
    value, end, others = number.value, number.end, set(number.others)
    scale = _scale(locale)
    if scale and (found := scale.match(after)):
        word = " ".join(found[1].casefold().split())
        factor = cldr.scales(locale).get(word, Decimal(1))
        others = {v * factor for v in others}
        if len(word) == 1 and word.isascii():  # `5m` may be five metres
            others.add(value)
        value, end = value * factor, number.end + found.end()
    afternoon = _afternoon(locale)
    runs = () if end > number.end else number.runs
    hour = runs[0] if runs else number.value
    if 1 <= hour <= 12 and hour % 1 == 0 and afternoon and afternoon.match(after):
        others.add(hour % 12 + 12)
        runs = runs and (hour % 12 + 12, *runs[1:])
    if number.value % 1 == 0:
        whole = int(number.value)
        if whole % 10 == 0 and (_DECADE_AFTER.match(after) or _DECADE_BEFORE.search(before)):
            others |= _other_decades(whole)
        if 0 <= whole < 100 and _SHORT_YEAR.search(before):
            others |= {Decimal(1900 + whole), Decimal(2000 + whole)}
    shown = text[number.start : end]
    return Number(shown, number.start, end, value, number.value, frozenset(others - {value}), runs)


def _other_decades(year: int) -> set[Decimal]:
    if 1000 <= year < 2100:
        return {Decimal(year % 100)}
    return {Decimal(century + year) for century in (1800, 1900, 2000)} if 0 <= year < 100 else set()


def _with_ranges(found: list[Number], text: str) -> Iterable[Number]:
    """`5 to 6 million`: the first number may be millions as well."""
    for i, number in enumerate(found):
        after = found[i + 1] if i + 1 < len(found) else None
        if after is not None and after.is_scaled and not number.is_scaled:
            between = text[number.end : after.start]
            if len(between) <= 6 and not re.search(r"[.;:!?]", between):
                scaled = number.value * after.value / after.bare
                number = Number(
                    number.text, number.start, number.end, number.value, number.bare, number.others | {scaled}
                )
        yield number


def knows_afternoon(locale: str) -> bool:
    """Whether it is known how a locale's language says that an hour is one of the afternoon."""
    return language_of(locale) in _AFTERNOON


def afternoon_hours(text: str, locale: str) -> frozenset[int]:
    """The hours, 1 to 11, of which `text` says that they are of the afternoon."""
    pattern = _afternoon(locale)
    found = set()
    for match in _TOKEN.finditer(text) if pattern else ():
        hour = match[0].partition(".")[0].partition(",")[0]
        if (
            pattern
            and len(hour) <= 2
            and 1 <= int(hour) <= 11
            and pattern.match(text[match.end() : match.end() + _AFTER])
        ):
            found.add(int(hour))
    return frozenset(found)
