"""The article in its own format: the source's bytes with the translated spans put in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from ..localize import Localized

NAME = "source"

_TAKEN = (".html", ".json")  # what the other writers call theirs


def filename(localized: Localized) -> str:
    """`article` and the suffix of the source file, `article.source.html` where another format has that name."""
    suffix = PurePosixPath(localized.article.path).suffix.lower()
    return f"article.source{suffix}" if suffix in _TAKEN else f"article{suffix}"


def write(localized: Localized, editions: Sequence[str]) -> bytes:
    """The bytes that `localize.fill` made."""
    return localized.source_file
