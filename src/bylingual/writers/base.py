"""What a bundle format gets: a localized article and its editions in other locales."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ..localize import Localized


class Writer(Protocol):
    """A module of this folder: one bundle format."""

    NAME: str

    def filename(self, localized: Localized) -> str:
        """The file's name in the bundle's folder."""
        ...

    def write(self, localized: Localized, editions: Sequence[str]) -> bytes:
        """The file's bytes. `editions` are the on-disk locales in which the article ships, its own too."""
        ...
