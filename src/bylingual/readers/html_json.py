"""Strings of JSON-LD where they stand in a page: what repeats the headline or the deck, and a body that only it has."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from html import unescape

from ..html_tree import Tree
from ..keys import comparison_key, width_units
from ..model import Block, Disposition, Role
from .html_meta import Said
from .html_zone import Zone
from .spans import has_words

_BODY = "articleBody"
_STRING = re.compile(
    r'"(headline|alternativeHeadline|name|description|abstract|articleBody)"\s*:\s*"((?:[^"\\]|\\.)*)"', re.DOTALL
)
_LINES = re.compile(r"(?:\\[rn]|[\r\n])+")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
# A page has its body in its elements if those have so much of it: a share of JSON-LD's.
_ENOUGH = 0.3


def strings(tree: Tree) -> list[Said]:
    """The texts in a page's JSON-LD that can be a headline, a deck or a body."""
    found = []
    for element in tree.elements:
        if element.name == "script" and "ld+json" in element.get("type").lower():
            for match in _STRING.finditer(tree.text, element.inner, element.inner_end):
                text = _value(match[2])
                if text.strip():
                    found.append(Said(match[1], text, match[2], *match.span(2), form=f"+json:{_flags(match[2])}"))
    return found


def _value(raw: str) -> str:
    try:
        return unescape(str(json.loads(f'"{raw}"', strict=False)))
    except ValueError:
        return ""


def _flags(raw: str) -> str:
    """How the file writes its strings: `\\uXXXX` if it does so and has nothing else, never an end of the script."""
    return "ascii,tags" if "\\u" in raw and raw.isascii() else "tags"


def again(found: Sequence[Said], headline: Block | None, deck: Block | None, keys: tuple[str, str]) -> Iterator[Block]:
    """Blocks for the strings that say the headline or the deck, whose comparison keys are `keys`."""
    for said in found:
        key = comparison_key(said.text)
        for block, wanted in zip((headline, deck), keys, strict=True):
            if block is not None and key == wanted and said.name != _BODY:
                reason = f"the {block.role} again, in JSON-LD"
                form = f"html-plain{said.form}"
                yield Block(block.role, Disposition.TRANSLATE, block.source, said.start, said.end, reason, form=form)
                break


def body(found: Sequence[Said], place: Zone) -> list[Block]:
    """The paragraphs of a body that only JSON-LD has; none if the page's elements have it, or enough of it."""
    longest = max((s for s in found if s.name == _BODY), key=lambda s: len(s.text), default=None)
    if longest is None or _TAG.search(longest.text):
        return []
    shown = sum(t.width for t in place.texts if t.found and t.parent not in place.furniture)
    if shown >= _ENOUGH * width_units(longest.text):
        return []
    blocks = []
    at = 0
    for end, after in [*(m.span() for m in _LINES.finditer(longest.raw)), (len(longest.raw), 0)]:
        raw = longest.raw[at:end]
        start = longest.start + at + len(raw) - len(raw.lstrip())
        text = " ".join(_value(raw).split())
        if has_words(text):
            until = start + len(raw.strip())
            blocks.append(
                Block(
                    Role.BODY, Disposition.TRANSLATE, text, start, until, "JSON-LD's body", form=f"text{longest.form}"
                )
            )
        at = after
    return blocks
