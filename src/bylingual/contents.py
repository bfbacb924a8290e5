"""What a file in the articles folder holds: one article or several, and which of them are not to be published now."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

from .errors import ReadError
from .files import read_bytes, remedy
from .readers.base import Item
from .readers.encoding import MAX_BYTES


@dataclass(frozen=True)
class Content:
    """An article in a file. `slug` is what its id has behind the file's, "" for the only one. `spans` are the bytes of
    the file that make a file of it alone, `digest` their SHA-256. `refused` is why it is not to be published."""

    slug: str
    spans: tuple[tuple[int, int], ...]
    digest: bytes
    refused: str = ""


def contents(file: Path, shown: str, reader: ModuleType, moment: datetime) -> list[Content]:
    """The articles in a file whose reader can `split` it, in order; at `moment` embargoes are over or not.

    Raises NoArticleError where there is none, ReadError for a file that cannot be read.
    """
    try:
        data = read_bytes(file, most=MAX_BYTES)
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", path=shown, remedy=remedy(error)) from None
    if data is None:
        raise ReadError("gone while it was being worked on", path=shown, remedy="Run again")
    items: Sequence[Item] = reader.split(data, shown)
    seen: set[str] = set()
    found = []
    for item in items:
        refused = item.refused or _embargoed(item.embargo, moment)
        if item.slug in seen:
            refused = "the same item stands above"
        seen.add(item.slug)
        found.append(Content(item.slug, item.spans, _digest(data, item.spans) if item.slug else b"", refused))
    return found


def part(file: Path, spans: Sequence[tuple[int, int]], digest: bytes, shown: str) -> bytes:
    """The bytes of a file that make a file of one of its articles. Raises ReadError where it changed meanwhile."""
    pieces = []
    try:
        with file.open("rb") as opened:
            for start, end in spans:
                opened.seek(start)
                pieces.append(opened.read(end - start))
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", path=shown, remedy=remedy(error)) from None
    data = b"".join(pieces)
    if hashlib.sha256(data).digest() != digest:
        raise ReadError("changed while it was being read", path=shown, remedy="Run again")
    return data


def _digest(data: bytes, spans: Sequence[tuple[int, int]]) -> bytes:
    digest = hashlib.sha256()
    for start, end in spans:
        digest.update(data[start:end])
    return digest.digest()


def _embargoed(until: str, moment: datetime) -> str:
    """Why an article with this embargo is not to be published at `moment`; "" for none, or one that is over. A time
    without a zone is one in UTC."""
    if not until:
        return ""
    try:
        end = datetime.fromisoformat(until.strip())
    except ValueError:
        return f"embargoed ({until.strip()})"
    end = end if end.tzinfo else end.replace(tzinfo=UTC)
    return f"embargoed until {until.strip()}" if end > moment else ""
