"""Text that a file writes in another way than it reads (JSON strings, XML text): each character knows its place."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from html.entities import html5

from .encoding import UNUSABLE

REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")


@dataclass(frozen=True)
class Coded:
    """`text` as it reads. Its character `i` stands in the file from `starts[i]` to `ends[i]`. `is_markup` for a piece
    of the file's own markup, not of a text in it."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    is_markup: bool = False

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the (non-empty) piece of `text` from `start` to `end` stands in the file."""
        return self.starts[start], self.ends[end - 1]

    def __bool__(self) -> bool:
        return bool(self.text)


def verbatim(text: str, start: int, end: int, *, is_markup: bool = False) -> Coded:
    """A piece of a file that reads as it is written."""
    return Coded(text[start:end], range(start, end), range(start + 1, end + 1), is_markup)


def joined(pieces: Sequence[Coded]) -> Coded:
    """Pieces (at least one) of one text that stand apart in the file."""
    pieces = [p for p in pieces if p.text] or pieces[:1]
    if len(pieces) == 1:
        return pieces[0]
    starts, ends = array("I"), array("I")  # a list would take nine times the room
    for piece in pieces:
        starts.extend(piece.starts)
        ends.extend(piece.ends)
    return Coded("".join(p.text for p in pieces), starts, ends)


def as_one(text: str, start: int, end: int) -> Coded:
    """A text that stands in the file as one sign, such as `\\n` or `&eacute;`."""
    return Coded(text, [start] * len(text), [end] * len(text))


def decoded_references(text: str, start: int, end: int) -> Coded:
    """A piece of XML or HTML text, its character references read. Unknown names stay as they are."""
    pieces = []
    at = start
    for match in REFERENCE.finditer(text, start, end):
        char = referenced(match[0])
        if char != match[0]:
            pieces += [verbatim(text, at, match.start()), as_one(char, match.start(), match.end())]
            at = match.end()
    return joined([*pieces, verbatim(text, at, end)])


def referenced(reference: str) -> str:
    """The character (or two) that a reference such as `&eacute;` names; the reference itself where it names none.

    Numbers from 128 to 159 are read as cp1252, as HTML has it: no text means the control characters there.
    """
    if reference[1] != "#":
        return html5.get(reference[1:], reference)
    char = unescape(reference)
    return reference if not char or char == "\ufffd" or UNUSABLE.search(char) else char
