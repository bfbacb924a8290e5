"""Spans of text that readers share: without the white space around them, and whether there is anything to translate."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .. import embed
from ..model import Block, Disposition, Role

_OPAQUE = re.compile(
    r"\{%[^{}]*%\}|\{\{[^{}]*\}\}|\{[:#.][^{}]*\}|(`+)[^`]+\1|<[^<>]*>|\]\([^()\s]*\)|\]\[[^\[\]]*\]|\[\^[^\[\]]+\]"
    r"|\b(?:https?|ftp)://[^\s<>]+|:[a-z0-9_+-]+:"
)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span `start` to `end` of `text` without the white space around it; an empty one lies at its end."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, max(start + left, start + len(piece.rstrip()))


def has_words(text: str) -> bool:
    """Whether letters are left in `text` without code, templates, tags, link targets and addresses."""
    return any(c.isalpha() for c in _OPAQUE.sub(" ", text))


def gaps(blocks: Sequence[Block], text: str) -> list[Block]:
    """Kept blocks of all that lies between `blocks` (which do not overlap): what a file has besides its article."""
    found = []
    at = 0
    for start, end in [*sorted((b.start, b.end) for b in blocks), (len(text), len(text))]:
        a, b = trimmed(text, at, start)
        if a < b:
            found.append(Block(Role.META, Disposition.KEEP, text[a:b], a, b, "markup", form=embed.MARKUP))
        at = end
    return found
