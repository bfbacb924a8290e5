"""Inline markup: links, images, emphasis and other codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..inline import Kind
from ..model import Severity, Unit
from .base import Context, Issue, parts

NAME = "markup"
LEVELS = {
    Severity.ERROR: "a link, an image, a footnote or a template of the source is not in the translation",
    Severity.WARNING: "emphasis or another tag is lost, or the translation has markup that its source has not",
}
WHY = "A lost link is lost for the reader; markup that does not close shows its signs in the middle of a sentence."
REMEDY = (
    "Put the code where it belongs, as the source writes it. Markup that the source has not is shown as plain text."
)


def check(unit: Unit, context: Context) -> Iterator[Issue]:
    """The issues of `unit`."""
    source, target = _codes(unit.source), _codes(unit.target)
    for code in source.keys() - target.keys():
        text, soft = source[code]
        yield Issue(Severity.WARNING if soft else Severity.ERROR, f"{_short(text)} is lost: put it in")
    for code in target.keys() - source.keys():
        text, _ = target[code]
        yield Issue(Severity.WARNING, f"{_short(text)} is not in the source: it will be shown as text")


def _codes(text: str) -> dict[tuple[str, int], tuple[str, bool]]:
    """The codes of a text that are no words themselves, each once for every time that it stands there: how they are
    written, and whether a reader loses no more with them than a way of showing the words.

    Codes that are shown alike are the same.
    """
    found: dict[tuple[str, int], tuple[str, bool]] = {}
    times: Counter[str] = Counter()
    endings = {p.pair: p.text for p in parts(text) if p.kind is Kind.CLOSE}
    for part in parts(text):
        if part.kind is Kind.OPEN:
            link = part.text == "[" or part.text.lower().startswith("<a")
            written = f"{part.text}…{endings[part.pair]}" if link else part.text
            key, soft = part.html or written, not link
        elif part.kind is Kind.ALONE and not part.shown.strip():
            key, written, soft = part.html or part.text, part.text, part.text.lower().startswith(("<br", "<wbr"))
        else:
            continue
        times[key] += 1
        found[key, times[key]] = written, soft
    return found


def _short(text: str, length: int = 60) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
