"""Web addresses, e-mail addresses, handles and tags, which no translation may change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..marks import PROTECTED
from ..model import Severity, Unit
from .base import Context, Issue, shown

NAME = "addresses"
LEVELS = {
    Severity.ERROR: "a web or e-mail address of the source is not in the translation as it is",
    Severity.WARNING: "a handle or a tag is missing or was changed, or an address came in with the translation",
}
WHY = "An address with one letter changed leads to nowhere, or to somebody else."
REMEDY = "Copy it from the source. Dismiss it where the translation links to a page in its own language."


def check(unit: Unit, context: Context) -> Iterator[Issue]:
    """The issues of `unit`."""
    source, target = _addresses(unit.source), _addresses(unit.target)
    for address in source - target:
        if _is_address(address):
            yield Issue(Severity.ERROR, f"{address} is missing or was changed: copy it from the source")
        else:
            yield Issue(Severity.WARNING, f"{address} is missing or was changed: is it the same in this language?")
    for address in target - source:
        if _is_address(address) and len(target) > len(source):
            yield Issue(Severity.WARNING, f"{address} is not in the source: check where it leads")


def _addresses(text: str) -> Counter[str]:
    """What is protected in a text, without emoji and their like."""
    return Counter(m[0] for m in PROTECTED.finditer(shown(text)) if any(c in m[0] for c in "@#.:/") and m[0][0] != ":")


def _is_address(text: str) -> bool:
    return text[0] not in "@#"
