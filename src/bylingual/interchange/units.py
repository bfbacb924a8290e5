"""What every format for units writes and reads: the units of a catalog on their way out, targets on their way back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from ..errors import InterchangeError
from ..model import State
from .codes import ALONE, CLOSE, OPEN, Piece, Pieces, joined
from .xml_records import Node, records


class Progress(IntEnum):
    """How far a translator's tool says that a target is; the states of XLIFF 2.1 §4.7.2.14, in order."""

    INITIAL = 0
    TRANSLATED = 1
    REVIEWED = 2
    FINAL = 3

    @property
    def word(self) -> str:
        """As XLIFF 2 writes it."""
        return self.name.lower()


@dataclass(frozen=True)
class Item:
    """A unit on its way out. `marker` says what the state alone does not: `machine`, `stale`, `needs-review`,
    `approved`, "" for an untranslated unit. Notes are (category, text); `line` is where it stands in the catalog."""

    id: str
    role: str
    source: Pieces
    target: Pieces
    progress: Progress
    marker: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    line: int = 0


@dataclass(frozen=True)
class Document:
    """The units of one catalog: `id` is that of its article, `original` the catalog's path below the project, `article`
    the article's."""

    id: str
    original: str
    article: str
    language: str
    locale: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Returned:
    """A unit on its way back, at `line` of its file; codes have a number but no text. `target` is None where there is
    none. `is_ours` says that nobody has touched the state that the export wrote."""

    original: str
    locale: str
    line: int
    id: str
    source: Pieces
    target: Pieces | None
    progress: Progress
    is_ours: bool = False


# What Item.marker makes of a state, and the progress that goes with it.
MARKERS = {
    State.UNTRANSLATED: ("", Progress.INITIAL),
    State.NEEDS_REVIEW: ("needs-review", Progress.TRANSLATED),
    State.STALE: ("stale", Progress.TRANSLATED),
    State.APPROVED: ("approved", Progress.FINAL),
}


def unit_id(context: str | None, source: str) -> str:
    """The name of a unit in exchanged files: u and 12 hex digits of SHA-256 of msgctxt U+0004 msgid."""
    text = f"{context or ''}\x04{source}"
    return "u" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def root_of(file: Path, shown: str) -> Node:
    """The first element of an XML file, without what is in it. Raises InterchangeError."""
    return next(records(file, shown, frozenset()))


def code(kind: str, name: str) -> Iterator[Piece]:
    """The pieces that a code of the file stands for (`pair` is both halves), by its id: one that is no number of ours
    has number 0, which fits nothing."""
    number = int(name) if name.isascii() and name.isdigit() and len(name) < 7 else 0
    yield Piece({"open": OPEN, "close": CLOSE}.get(kind, ALONE), "", number)


def blank(pieces: Pieces) -> Pieces:
    """As they come back: codes by their number alone."""
    return joined(p if not p.number else Piece(p.kind, "", p.number) for p in pieces)


def mismatch(shown: str, line: int, what: str) -> InterchangeError:
    """The error for a file that is XML, but not as its format has it."""
    return InterchangeError(what, path=shown, line=line, remedy="Have the tool that wrote it write it again")
