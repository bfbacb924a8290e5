"""Quotation marks without their other half, and quotations that are gone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..facts.quotes import Quotations, quotations, single_quotations, without_single_quotations
from ..model import Severity, Unit
from .base import Context, Issue, shown

NAME = "quotes"
LEVELS = {
    Severity.ERROR: "a quotation mark in the text has no other half, or somebody's words stand in no quotation marks",
    Severity.WARNING: "the translation has fewer quotations than the source, or one that begins or ends with the "
    "text has no other half there",
}
WHY = "Readers must see where somebody's words begin and end; without the marks the paper says them itself."
REMEDY = (
    "Put the marks where the source has them, in the form that the language uses: `“…”`, `«…»` and `„…“` are the same."
)

# Somebody's words, not a title: so many words, of them so many with a small letter.
_SPEECH_WORDS, _SMALL_WORDS = 5, 3
# A single mark that opens at the text's begin, or closes at its end: a quotation over several paragraphs.
_GOES_ON_SINGLE = re.compile(r"\A\s*['‘](?=\w)|(?<=[.,!?…])['’]\s*\Z")
# Dialogue without quotation marks: a dash opens it.
_DASH = re.compile(r"(?:\A|\n|\s)[—–](?=\w)|\A[—–]\s")


def check(unit: Unit, context: Context) -> Iterator[Issue]:
    """The issues of `unit`."""
    source, target = shown(unit.source), shown(unit.target)
    wanted, found = quotations(source), quotations(target)
    lonely = found.unclosed or found.unopened
    if lonely and not wanted.marks and _GOES_ON_SINGLE.search(without_single_quotations(source)):
        return  # British papers: ‘ opens, and closes in another paragraph
    going_on = _goes_on(target, found)
    if lonely and going_on != _goes_on(source, wanted):
        what = "opens and does not close" if found.unclosed else "closes and does not open"
        level = Severity.ERROR if going_on == "no" else Severity.WARNING
        yield Issue(level, f"a quotation {what}: “{_around(target, lonely[0])}”")
    elif not lonely:
        yield from _missing(wanted, target, len(found.texts) + single_quotations(target))


def _missing(wanted: Quotations, target: str, quoted: int) -> Iterator[Issue]:
    if len(wanted.texts) <= quoted or _DASH.search(target):
        return
    longest = max(wanted.texts, key=len)
    words = longest.split()
    is_speech = len(words) >= _SPEECH_WORDS and sum(w[0].islower() for w in words) >= _SMALL_WORDS
    if is_speech and not quoted:
        yield Issue(Severity.ERROR, f"a quotation is not marked as one: “{_short(longest)}”")
    else:
        many = f"{len(wanted.texts)} quotation{'s' if len(wanted.texts) > 1 else ''}"
        yield Issue(Severity.WARNING, f"{many} in the source, {quoted} here: compare their marks")


def _goes_on(text: str, found: Quotations) -> str:
    """How a text is part of a longer quotation, whose other mark may stand in another paragraph: "begins", "ends", "no"
    for a mark inside the text, "" where all marks pair."""
    if found.unclosed and not text[: found.unclosed[0]].strip():
        return "begins"
    if found.unopened and not text[found.unopened[-1] + 1 :].strip(" .,;:!?…)"):
        return "ends"
    return "" if not (found.unclosed or found.unopened) else "no"


def _around(text: str, at: int) -> str:
    return " ".join(text[max(0, at - 15) : at + 25].split())


def _short(text: str, length: int = 50) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
