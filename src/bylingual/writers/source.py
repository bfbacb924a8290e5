"""The article in its own format: the source's bytes with the translated spans put in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from ..localize import Localized

NAME = "source"


def filename(localized: Localized) -> str:
    """`article` and the suffix of the source file."""
    return "article" + PurePosixPath(localized.article.path).suffix.lower()


def write(localized: Localized, editions: Sequence[str]) -> bytes:
    """The bytes that `localize.fill` made."""
    return localized.source_file
