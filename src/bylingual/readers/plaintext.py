"""Plain text: one line is one block, or one paragraph where the source wraps its lines; agencies' wires too."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from .. import embed
from ..errors import ReadError
from ..model import Article, Block, Disposition
from ..roles import Assigned, assign_parts
from .base import DEFAULTS, ReadOptions
from .encoding import decode, refuse_long_lines
from .lines import Piece, paragraphs

NAME = "text"
SUFFIXES = (".txt", ".text")


def read(data: bytes, article_id: str, path: str, options: ReadOptions = DEFAULTS) -> Article:
    """The article in `data`. Raises ReadError when it is empty or cannot be decoded."""
    decoded = decode(data, path)
    refuse_long_lines(decoded.text, path)
    pieces = paragraphs(decoded.text)
    if not pieces:
        raise ReadError("the file is empty", path=path, remedy="Put the article into it, or remove the file")
    found = assign_parts([p.text for p in pieces], drop=options.drop)
    blocks = tuple(_block(part, pieces) for part in found.parts)
    meta = MappingProxyType({"truncated-source": "yes"} if found.is_truncated else {})
    return Article(
        article_id, path, NAME, data, decoded.text, decoded.encoding, decoded.bom, blocks, meta=meta
    )  # fmt: skip


def _block(part: Assigned, pieces: Sequence[Piece]) -> Block:
    """A part in its place. Kept lines can be said otherwise (a label in another language), so they need a form."""
    first, last = pieces[part.begin[0]], pieces[part.end[0]]
    start, end = first.place(part.begin[1]), last.place(part.end[1] - 1) + 1
    form = embed.MARKUP if part.markup else embed.LINE if part.disposition is Disposition.KEEP else ""
    width = first.width if part.begin[0] == part.end[0] and first.width and end - start > len(part.source) // 2 else 0
    return Block(part.role, part.disposition, part.source, start, end, part.reason, width, form)
