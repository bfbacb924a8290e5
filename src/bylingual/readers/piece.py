"""A piece of a text: what will be a block, still in its field; and a piece cut in two."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..model import Disposition, Role
from .coded import REFERENCE, referenced
from .markup import TOKEN, collapsed, kind_of, source_of, tokens, without_white


@dataclass(frozen=True)
class Piece:
    """A piece of a field from `start` to `end` in `Coded.text`. `words` begins its form (`quoted`); "" for what is for
    no reader and stays in the source file."""

    start: int
    end: int
    role: Role
    disposition: Disposition
    source: str
    words: str = "html"
    tag: str = ""
    reason: str = ""


def cut(piece: Piece, text: str, letters: int) -> tuple[Piece, Piece] | None:
    """A piece of `text` in two, the first with so many characters (white space not counted) of what a reader sees. None
    where an element stands across the place, or one of the two would be empty."""
    at, depth, left = piece.start, 0, letters
    while at < piece.end and (left or depth):
        tag = TOKEN.match(text, at, piece.end) if piece.words == "html" and text[at] == "<" else None
        if tag and tag["cdata"] is not None:
            return None
        if tag:
            kind = kind_of(tag) if tag["name"] else ""
            depth += (kind == "open") - (kind == "close")
            at = tag.end()
            continue
        reference = REFERENCE.match(text, at, piece.end) if piece.words == "html" else None
        said = referenced(reference[0]) if reference else text[at]
        if not said.isspace():
            if not left:
                return None
            left -= len(said)
        at = reference.end() if reference else at + 1
    (_, end), (start, last) = without_white(text, piece.start, at), without_white(text, at, piece.end)
    if left or depth or end == piece.start or start >= last:
        return None
    return _part(piece, text, piece.start, end), _part(piece, text, start, last)


def _part(piece: Piece, text: str, start: int, end: int) -> Piece:
    if piece.words != "html":
        return replace(piece, start=start, end=end, source=collapsed(text[start:end]))
    part = text[start:end]
    return replace(piece, start=start, end=end, source=source_of(list(tokens(part)), part, 0, len(part)))
