"""A Markdown body as markdown-it-py parses it, and where each line of its text stands in the article."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, heading, lheading, paragraph, table
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.footnote import footnote_plugin

from .. import embed
from ..errors import ReadError
from ..inline import label_of
from ..model import Block, Disposition, Role
from .spans import trimmed


@dataclass(frozen=True)
class Body:
    """A body with LF line endings, its tokens and link definitions, and where each of its offsets lies in the article's
    text. `links` gives addresses by label."""

    src: str
    start: int
    returns: tuple[int, ...]
    tokens: tuple[Token, ...]
    definitions: tuple[str, ...]
    links: Mapping[str, str]

    def place(self, at: int) -> int:
        """The offset in the text of an offset in `src`."""
        return self.start + at + bisect_right(self.returns, at)

    def block(self, role: Role, start: int, end: int, source: str, form: str) -> Block:
        """A unit at these offsets of `src`."""
        return Block(role, Disposition.TRANSLATE, source, self.place(start), self.place(end), "", 0, form)

    def kept(self, role: Role, start: int, end: int, reason: str) -> Block:
        """A kept block at these offsets of `src`; in the role `meta` it is markup, no content, and a note is code."""
        start, end = trimmed(self.src, start, end)
        form = embed.MARKUP if role is Role.META else "" if role is Role.NOTE else embed.MARKDOWN
        return Block(role, Disposition.KEEP, self.src[start:end], self.place(start), self.place(end), reason, form=form)


MOST_LEVELS = 100  # of blocks in blocks; a list and its item are two
_MOST_INLINE_LEVELS = 20  # of brackets in brackets: each costs the parser time

_OF_TEXT = ("paragraph_open", "heading_open")  # hold no other blocks

_Rule = Callable[[StateBlock, int, int, bool], bool]


def _recording(rule: _Rule) -> _Rule:
    """A block rule that also notes where each line of its text stands, without the prefixes of its containers."""

    def recorded(state: StateBlock, first: int, last: int, silent: bool) -> bool:
        before = len(state.tokens)
        done = rule(state, first, last, silent)
        if done and not silent:
            for token in state.tokens[before:]:
                if token.type == "inline" and token.map:
                    lines = range(token.map[0], token.map[1])
                    token.meta["lines"] = [(state.bMarks[i] + state.tShift[i], state.eMarks[i]) for i in lines]
        return done

    return recorded


def _syntax(levels: int) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"inline_definitions": True, "maxNesting": levels}).enable("table")
    return parser.use(footnote_plugin, move_to_end=False).use(admon_plugin)


@cache
def _parser() -> MarkdownIt:
    parser, words = _syntax(MOST_LEVELS), _syntax(_MOST_INLINE_LEVELS)

    def inline(state: StateCore) -> None:
        for token in state.tokens:
            if token.type == "inline":
                token.children = []
                words.inline.parse(token.content, words, state.env, token.children)

    parser.core.ruler.at("inline", inline)
    rules: tuple[tuple[str, _Rule, list[str]], ...] = (
        ("table", table, ["paragraph", "reference"]),
        ("heading", heading, ["paragraph", "reference", "blockquote"]),
        ("lheading", lheading, []),
        ("paragraph", paragraph, []),
    )
    for name, rule, ends in rules:
        parser.block.ruler.at(name, _recording(rule), {"alt": ends})
    return parser


def parse(text: str, start: int, path: str) -> Body:
    """The body that begins at `start` of an article's `text`.

    Raises ReadError where blocks are nested so deeply that the parser passes over what is in them.
    """
    raw = text[start:]
    src = re.sub(r"\r\n?", "\n", raw).replace("\0", "\ufffd")
    # The offset in `src` behind each line feed that was two characters.
    returns = tuple(m.start() - i + 1 for i, m in enumerate(re.finditer("\r\n", raw)))
    env: dict[str, Any] = {}
    tokens = tuple(_parser().parse(src, env))
    for token in tokens:
        if token.nesting == 1 and token.level + 1 >= MOST_LEVELS and token.type not in _OF_TEXT:
            line = text.count("\n", 0, start) + (token.map[0] if token.map else 0) + 1
            raise ReadError("blocks nested too deeply", path=path, line=line, remedy="Take out levels")
    references = env.get("references", {})
    definitions = tuple(f"{k} {v['href']} {v['title']}" for k, v in references.items())
    links = MappingProxyType({label_of(k): v["href"] for k, v in references.items()})
    return Body(src, start, returns, tokens, definitions, links)
