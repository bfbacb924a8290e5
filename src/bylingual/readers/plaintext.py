"""Plain text: one line is one block, or one paragraph where the source wraps its lines (R0)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .. import embed
from ..errors import ReadError
from ..keys import width_units
from ..model import Article, Block, Disposition
from ..roles import Assigned, assign_roles
from .base import DEFAULTS, ReadOptions
from .encoding import decode, refuse_long_lines

NAME = "text"
SUFFIXES = (".txt", ".text")

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
# R0: lines are wrapped when there are more than 8, most are about as long, and none is longer than a screen line.
_WRAPPED_OVER_LINES = 8
_WRAPPED_80TH = range(55, 91)
_WRAPPED_MAX = 100
_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


@dataclass(frozen=True)
class Piece:
    """A block before it has a role: its text, its span, and the column at which its source wraps."""

    text: str
    start: int
    end: int
    width: int = 0


def read(data: bytes, article_id: str, path: str, options: ReadOptions = DEFAULTS) -> Article:
    """The article in `data`. Raises ReadError when it is empty or cannot be decoded."""
    decoded = decode(data, path)
    refuse_long_lines(decoded.text, path)
    pieces = paragraphs(decoded.text)
    if not pieces:
        raise ReadError("the file is empty", path=path, remedy="Put the article into it, or remove the file")
    assigned = assign_roles([p.text for p in pieces], drop=options.drop)
    blocks = tuple(
        Block(a.role, a.disposition, a.source, p.start, p.end, a.reason, p.width, form=_form(a))
        for a, p in zip(assigned, pieces, strict=True)
    )
    return Article(article_id, path, NAME, data, decoded.text, decoded.encoding, decoded.bom, blocks)


def _form(assigned: Assigned) -> str:
    """Kept lines can be said otherwise (a label in another language), so they need a form."""
    return embed.LINE if assigned.disposition is Disposition.KEEP else ""


def paragraphs(text: str) -> list[Piece]:
    """The paragraphs of a plain text in order, by the rule R0."""
    found = [m for m in _LINE.finditer(text) if m.end() > m.start()]
    lines = [_stripped(text, m.start(), m.end()) for m in found]
    width = _wrap_width([line for line in lines if line.text])
    if not width:
        return [line for line in lines if line.text]
    paragraphs: list[list[Piece]] = [[]]
    for line, raw in zip(lines, found, strict=True):
        if not line.text or (raw[0].startswith("  ") and paragraphs[-1]):
            paragraphs.append([])
        if line.text:
            paragraphs[-1].append(line)
    return [_joined(lines, width) for lines in paragraphs if lines]


def _stripped(text: str, start: int, end: int) -> Piece:
    raw = text[start:end]
    content = raw.strip()
    start += len(raw) - len(raw.lstrip())
    return Piece(content, start, start + len(content))


def _wrap_width(lines: list[Piece]) -> int:
    """The column at which the text is wrapped, 0 for a text whose lines are its paragraphs."""
    widths = sorted(width_units(line.text) for line in lines)
    if len(widths) <= _WRAPPED_OVER_LINES or widths[-1] > _WRAPPED_MAX:
        return 0
    return widths[-1] if widths[int(len(widths) * 0.8)] in _WRAPPED_80TH else 0


def _joined(lines: list[Piece], width: int) -> Piece:
    text = lines[0].text
    for line in lines[1:]:
        glue = "" if _CJK.match(text[-1]) and _CJK.match(line.text[0]) else " "
        text += glue + line.text
    return Piece(text, lines[0].start, lines[-1].end, width if len(lines) > 1 else 0)
