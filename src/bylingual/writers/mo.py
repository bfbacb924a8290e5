"""`messages.mo`: the approved units that appear, for programs that speak gettext. Only on request."""

from __future__ import annotations

from collections.abc import Sequence

from .. import po
from ..localize import Localized

NAME = "mo"


def filename(localized: Localized) -> str:
    """Always `messages.mo`."""
    return "messages.mo"


def write(localized: Localized, editions: Sequence[str]) -> bytes:
    """What nobody approved is not in it, since it has no place for a notice; the source edition has no units."""
    return po.compiled(localized.approved, localized.locale)
