"""Texts of a page that are two things: a caption and its credit, a dateline and the sentence behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape

from .. import embed, html_tree
from ..html_text import shown_and_plain
from ..model import Block, Disposition, Role
from ..roles.dateline import dateline_end
from .html_names import credit_start

_TAGS = re.compile(r"</[^<>]*>|\s")
_OPEN_TAGS = re.compile(r"(?:\s|<[a-zA-Z][^<>]*>)*\Z")
_END_TAGS = re.compile(r"(?:</[a-zA-Z][^<>]*>)*")
_BETWEEN = " \xa0—–-|·/"  # a caption and its credit
_WITHIN = 4  # R7: paragraphs that a dateline is looked for in
_SHORTEST = 40
_LONGEST_TAGS = 400  # characters of a dateline with its tags


class Splitter:
    """Parts the blocks of one article; `whole` are the words of its body."""

    def __init__(self, whole: str) -> None:
        self.whole = whole
        self.looked = 0

    def split(self, block: Block, words: str, page: str) -> Iterator[Block]:
        """The block, or the two that it is. `words` is its text as a reader sees it, `page` the page's."""
        if block.role is Role.CAPTION:
            yield from _caption(block, words, page)
        elif block.role is Role.BODY and self.looked < _WITHIN and len(words) >= _SHORTEST:
            self.looked += 1
            yield from _dateline(block, words, page, dateline_end(words, self.whole))
        else:
            yield block


def _caption(block: Block, words: str, page: str) -> Iterator[Block]:
    """A caption and the credit that it ends with, where the credit stands in one piece."""
    start = credit_start(words)
    credit = escape(words[start:], quote=False) if start >= 0 else ""
    at = page.rfind(credit, block.start, block.end) if credit else -1
    if at < 0 or _TAGS.sub("", page[at + len(credit) : block.end]):
        yield block
        return
    end = block.start + len(_OPEN_TAGS.sub("", page[block.start : at]))
    caption, before = shown_and_plain(page[block.start : end])
    if before.strip() != words[:start].strip():
        yield block
        return
    bare = caption.rstrip(_BETWEEN)
    end -= len(caption) - len(bare) if page[block.start : end].endswith(caption[len(bare) :]) else 0
    yield replace(block, source=shown_and_plain(page[block.start : end])[0], end=end)
    reason = "R9 a picture's credit"
    yield Block(Role.CREDIT, Disposition.KEEP, credit, at, at + len(credit), reason, form=embed.HTML_RUN)


def _dateline(block: Block, words: str, page: str, end: int) -> Iterator[Block]:
    """A dateline and the sentence behind it, where no tag stands around both."""
    raw = page[block.start : block.end]
    at = _place(raw, words[:end].strip()) if end else 0
    if not at:
        yield block
        return
    start = block.start + at + len(raw[at:]) - len(raw[at:].lstrip())
    sentence, after = shown_and_plain(page[start : block.end])
    if after.strip() != words[end:].strip():
        yield block
        return
    reason = "R7 place, agency or date before a dash"
    place = shown_and_plain(raw[:at])[0]
    yield replace(
        block, role=Role.DATELINE, disposition=Disposition.KEEP, source=place, end=block.start + at, reason=reason
    )
    yield replace(block, source=sentence, start=start)


def _place(raw: str, words: str) -> int:
    """How much of a piece of HTML shows these words, its tags ended; 0 if none does."""
    for at in range(len(words), min(len(raw), len(words) + _LONGEST_TAGS) + 1):
        if shown_and_plain(raw[:at])[1].strip() == words and not raw[at - 1].isspace():
            tags = _END_TAGS.match(raw, at)
            at = tags.end() if tags else at
            return at if _is_ended(raw[:at]) else 0
    return 0


def _is_ended(raw: str) -> bool:
    """Whether each element of a piece of HTML has its end tag in it."""
    elements = html_tree.parse(raw, "").elements[1:]
    return all(e.name in html_tree.VOID or e.inner_end < e.end for e in elements)
