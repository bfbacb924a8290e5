"""What the files in the articles folder hold: one article or several, and which of them are not to be published now.

Files are looked into once: `.bylingual/contents.json` says what was in those that did not change since. It is derived
and can be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

from .errors import BylingualError, NoArticleError, ReadError
from .files import read_bytes, remedy, stat_text, write_file
from .readers.base import Item
from .readers.encoding import MAX_BYTES

_NAME = ".bylingual/contents.json"
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Content:
    """An article in a file. `slug` is what its id has behind the file's, "" for the only one. `spans` are the bytes of
    the file that make a file of it alone, `digest` their SHA-256 in hex. `refused` is why it is not to be published,
    `embargo` until when not, as the file says it."""

    slug: str
    spans: Spans
    digest: str
    refused: str = ""
    embargo: str = ""

    def refusal(self, moment: datetime) -> str:
        """Why the article is not to be published at a moment, "" if it is. An embargo without a zone is in UTC; one
        that cannot be understood is not over."""
        if self.refused or not self.embargo:
            return self.refused
        try:
            end = datetime.fromisoformat(self.embargo)
        except ValueError:
            return f"embargoed ({self.embargo})"
        end = end if end.tzinfo else end.replace(tzinfo=UTC)
        return f"embargoed until {self.embargo}" if end > moment else ""


class Contents:
    """What files hold, with what earlier runs found in them."""

    def __init__(self, root: Path) -> None:
        self._file = root / _NAME
        self._known = _load(self._file)  # path -> stat, "" or what the file is instead, contents
        self._seen: dict[str, tuple[str, str, tuple[Content, ...]]] = {}

    def of(self, file: Path, shown: str, reader: ModuleType) -> tuple[Content, ...]:
        """The articles in a file whose reader can `split` it, in order, or the one that it can tell to be `withheld`.

        Raises NoArticleError where there is none, ReadError for a file that cannot be read.
        """
        stat = stat_text(file)
        known = self._known.get(shown)
        if known is None or not stat or known[0] != stat:
            try:
                known = (stat, "", tuple(_look(file, shown, reader)))
            except NoArticleError as error:
                known = (stat, error.problem, ())
        self._seen[shown] = known
        if known[1]:
            raise NoArticleError(known[1], path=shown)
        return known[2]

    def save(self) -> None:
        """Write down what was found, for the next run, where there is a folder for it. Never raises."""
        found = {path: entry for path, entry in self._seen.items() if entry[0]}
        if found == self._known or not self._file.parent.is_dir():
            return
        files = {
            path: [stat, problem, [astuple(content) for content in contents]]
            for path, (stat, problem, contents) in sorted(found.items())
        }
        data = json.dumps({"version": version("bylingual"), "files": files}, ensure_ascii=False)
        try:
            write_file(self._file, data.encode())
        except BylingualError:
            return


def part(file: Path, spans: Spans, digest: str, shown: str) -> bytes:
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
    if hashlib.sha256(data).hexdigest() != digest:
        raise ReadError("changed while it was being read", path=shown, remedy="Run again")
    return data


def lines_between(file: Path, spans: Spans, line: int) -> int:
    """How many lines of a file stand before a `line` of one of its articles and are not in the article's own bytes."""
    data = read_bytes(file, most=MAX_BYTES) or b""
    seen = more = at = 0
    for start, end in spans:
        more += data.count(b"\n", at, start) if seen < line else 0
        seen += data.count(b"\n", start, end)
        at = end
        if seen >= line:
            break
    return more


def _look(file: Path, shown: str, reader: ModuleType) -> Sequence[Content]:
    try:
        data = read_bytes(file, most=MAX_BYTES)
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", path=shown, remedy=remedy(error)) from None
    if data is None:
        raise ReadError("gone while it was being worked on", path=shown, remedy="Run again")
    seen: set[str] = set()
    found = []
    several = hasattr(reader, "split")
    items = reader.split(data, shown) if several else [Item("", (), *reader.withheld(data, shown))]
    for item in items:
        refused = "the same item stands above" if item.slug in seen else item.refused
        seen.add(item.slug)
        digest = _digest(data, item.spans) if item.slug else ""
        found.append(Content(item.slug, item.spans, digest, refused, item.embargo.strip()))
    return found


def _digest(data: bytes, spans: Spans) -> str:
    digest = hashlib.sha256()
    for start, end in spans:
        digest.update(data[start:end])
    return digest.hexdigest()


def _load(file: Path) -> dict[str, tuple[str, str, tuple[Content, ...]]]:
    """What was written down; nothing where that cannot be used."""
    try:
        data = json.loads(read_bytes(file) or b"{}")
        if data.get("version") != version("bylingual"):
            return {}
        return {
            path: (stat, problem, tuple(Content(c[0], tuple((a, b) for a, b in c[1]), *c[2:]) for c in contents))
            for path, (stat, problem, contents) in data["files"].items()
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError, IndexError):
        return {}
