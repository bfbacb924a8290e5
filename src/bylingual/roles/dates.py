"""R12: lines that say when a text was published or changed, how old it is and how long it takes to read."""

from __future__ import annotations

import re

from .._date_tables import AGES, JOINTS, MONTHS, READING, STAMPS, WEEKDAYS
from ..keys import width_units
from ..model import Disposition, Role
from .draft import Draft

_WIDEST = 90
_NUMERIC = re.compile(
    r"\d{4}\s?[-./年년]\s?\d{1,2}\s?[-./月월]\s?\d{1,2}\s?[日일]?(?!\d)|(?<!\d)\d{1,2}\s?[-./]\s?\d{1,2}\s?[-./]\s?\d{4}(?!\d)|(?<![\d.])\d{1,2}[-./]\d{1,2}[-./]\d{2}(?![\d.])"
    r"|\d{1,2}月\s?\d{1,2}日|\d{1,2}월\s?\d{1,2}일|(?<![\d/])\d{1,2}/\d{1,2}(?![\d/])"
)
_TIME = re.compile(r"(?<!\d)\d{1,2}\s?[:.hH時时点點시]\s?\d{2}(?:[:分분]\d{0,2})?(?!\d)|\d{1,2}[h時时点點시](?!\w)")
_AGE = re.compile(rf"(?:{AGES}\s)?\d{{1,3}}\s?\S{{1,12}}(?:\s?{AGES})?.{{0,8}}", re.IGNORECASE)
_AGE_WORD = re.compile(rf"(?:\A|[\s\d\w]){AGES}", re.IGNORECASE)
_READING = re.compile(rf"(?:\W*(?:{READING})\W*)", re.IGNORECASE)
_WORD = re.compile(r"[^\s\d.,:;!?()（）|/／•·–—„“”\"«»]+(?:\.[^\W\d_]+)*")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20|21)\d{2}(?!\d)|(?<!\d)(?:14|13|25)\d{2}(?!\d)|[٠-٩۰-۹०-९]{4}")
_SHORT_YEAR = re.compile(r"(?<![\d.])\d{1,2}\.\d{1,2}\.\d{2}(?!\d)")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_VIETNAMESE = re.compile(r"tháng \d{1,2}")
_NUMBERED = re.compile(r"№|\b(?:nr|no|núm|num|n[.º°])\.?\s?\d|第\s?\d+", re.IGNORECASE)
_STAMPS = re.compile(rf"\W*(?:{'|'.join(sorted(map(re.escape, STAMPS), key=len, reverse=True))})(?!\w)", re.IGNORECASE)
# How many letters a date line can have besides its date: alone, with the number of an issue, behind "Updated".
_MORE = (12, 30, 40)


def find_dates(draft: Draft) -> None:
    """R12 on every part."""
    for part in draft.parts:
        if part.is_free and is_date(part.text):
            part.become(Role.META, Disposition.KEEP, "R12 date line")


def is_date(text: str) -> bool:
    """Whether a text is a date line ("Updated 3 May 2024") or says how long it takes to read ("3 min read")."""
    if not any(c.isdigit() for c in text) or width_units(text) > _WIDEST:
        return False
    if _READING.fullmatch(text) or (width_units(text) <= 25 and _AGE.fullmatch(text) and _AGE_WORD.search(text)):
        return True
    left = _TIME.sub(" ", _NUMERIC.sub(" ", text))
    words = [w.casefold().strip(".") for w in _WORD.findall(left)]
    has_month = any(w in MONTHS for w in words) or bool(_VIETNAMESE.search(left))
    is_full = _YEAR.search(text) or _TIME.search(text) or any(w in WEEKDAYS for w in words)
    by_name = has_month and _DAY.search(text) and is_full
    if not (_NUMERIC.search(text) or by_name):
        return False
    if words and not has_month and _SHORT_YEAR.search(text) and not _TIME.search(text) and not _STAMPS.match(left):
        return False  # the number of a version
    stamp = _STAMPS.match(left)
    others = [w for w in words if w not in MONTHS and w not in WEEKDAYS and w not in JOINTS]
    letters = sum(map(len, others))
    if stamp:
        letters -= sum(c.isalpha() for c in stamp[0])
    if text.endswith((".", "。")) and letters > 0:
        return False
    return letters <= _MORE[2 if stamp else 1 if _NUMBERED.search(text) else 0]
