"""An approval that was given to another text, or was not given through Bylingual where that is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Severity, State, Unit
from .base import Context, Issue

NAME = "approval"
LEVELS = {
    Severity.ERROR: "with `[gate] locked`: an approved entry without an `ok` line that fits",
    Severity.WARNING: "otherwise: an approved entry whose `ok` line does not fit",
}
WHY = (
    "Two branches can be merged into an entry that nobody has read: the source of one, the translation of the other. "
    "The `ok` line says which two texts were approved together."
)
REMEDY = (
    "Read both texts, then run `bylingual approve`, or approve on the review page; that writes the line anew. With "
    "`[gate] locked` dismissing the finding lets nothing through."
)

NOT_OURS = "not approved through bylingual: read both texts, then run bylingual approve"
_CHANGED = "changed after it was approved: read both texts, then run bylingual approve"


def check(unit: Unit, context: Context) -> Iterator[Issue]:
    """The issues of `unit`."""
    if unit.state is not State.APPROVED or unit.approval_fits:
        return
    if context.locked:
        yield Issue(Severity.ERROR, NOT_OURS)
    elif unit.ok:
        yield Issue(Severity.WARNING, _CHANGED)
