"""Markdown with front matter: a block is a span of the source; nothing is rendered, only spans are replaced.

What is not a unit (markers, code, templates, definitions, keys) stays as it is, in keep blocks. A place that cannot be
found for certain is kept and says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from .. import embed
from ..errors import ReadError
from ..inline import Part, codes, parse, plain, syntax_of
from ..keys import comparison_key
from ..model import Article, Block, Disposition, Role
from .base import DEFAULTS, ReadOptions
from .encoding import decode, refuse_long_lines
from .spans import trimmed
from .status import Standing, may_be_withheld

NAME = "markdown"
SUFFIXES = (".md", ".markdown")

_FENCES = (b"---", b"+++")


def read(data: bytes, article_id: str, path: str, options: ReadOptions = DEFAULTS) -> Article:
    """The article in `data`. Raises ReadError when it is empty, cannot be decoded, has broken front matter, or is
    nested too deeply.

    `options.drop` has no effect: an author's Markdown has no page furniture.
    """
    from .front_matter import declared_language, read_front_matter  # the parsers' imports wait for a Markdown file
    from .markdown_body import parse as parse_body
    from .markdown_units import body_blocks

    decoded = decode(data, path)
    if not decoded.text.strip():
        raise ReadError("the file is empty", path=path, remedy="Put the article into it, or remove the file")
    refuse_long_lines(decoded.text, path)
    front = read_front_matter(decoded.text, path, options)
    body = parse_body(decoded.text, front.end, path)
    found = [*front.blocks, *body_blocks(body, titled=any(b.role is Role.HEADLINE for b in front.blocks))]
    blocks = _with_gaps(_headlines(found), decoded.text, front.end)
    return Article(
        article_id, path, NAME, data, decoded.text, decoded.encoding, decoded.bom, blocks,
        declared_language(front.meta), front.meta, body.links,
    )  # fmt: skip


def withheld(data: bytes, path: str) -> Standing:
    """Whether the front matter says that the article is not to be published. Raises ReadError where it is broken."""
    plain_bytes = data.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    if not plain_bytes.startswith(_FENCES) or not may_be_withheld(plain_bytes):
        return Standing()
    from .front_matter import front_standing

    return front_standing(decode(data, path).text, path)


def same_structure(before: bytes, after: bytes, options: ReadOptions = DEFAULTS) -> bool:
    """Whether two Markdown files have the same blocks in the same order, the same code, definitions and fixed keys."""
    try:
        return _known_structure(before, options) == _structure(after, options)
    except ReadError:
        return False


def _structure(data: bytes, options: ReadOptions) -> tuple[object, ...]:
    from .front_matter import read_front_matter
    from .markdown_body import parse as parse_body

    text = decode(data, "").text
    front = read_front_matter(text, "", options)
    body = parse_body(text, front.end, "")
    shapes: list[object] = []
    for token in body.tokens:
        fixed = token.content if token.type in ("fence", "code_block", "html_block") else ""
        info = token.info if token.type == "fence" else ""
        attributes = tuple(sorted((k, str(v)) for k, v in token.attrs.items()))
        shapes.append((token.type, token.tag, token.markup, token.hidden, token.level, info, attributes, fixed))
    return (front.fixed, body.definitions, tuple(shapes))


_known_structure = lru_cache(maxsize=1)(_structure)  # one file is compared with many


def _with_gaps(found: Sequence[Block], text: str, body: int) -> tuple[Block, ...]:
    """`found` in reading order with kept blocks for everything between them; `body` is where front matter ends."""
    blocks: list[Block] = []
    at = 0
    for block in sorted(found, key=lambda b: (b.start, b.end)):
        if block.start < at or block.start >= block.end:
            continue
        blocks += [*_gap(text, at, block.start, body), block]
        at = block.end
    return (*blocks, *_gap(text, at, len(text), body))


def _gap(text: str, start: int, end: int, body: int) -> Iterator[Block]:
    parts = [(start, end)] if not start < body < end else [(start, body), (body, end)]
    for part_start, part_end in parts:
        a, b = trimmed(text, part_start, part_end)
        if a < b:
            reason = "front matter" if a < body else "markup"
            yield Block(Role.META, Disposition.KEEP, text[a:b], a, b, reason, form=embed.MARKUP)


def _headlines(blocks: Sequence[Block]) -> list[Block]:
    """Headings that say the headline again become it; all copies share the first one's source.

    A copy with markup of its own (`# The *late* edition`) keeps its source, so that the markup is not lost.
    """
    first = next((b for b in blocks if b.role is Role.HEADLINE), None)
    if first is None:
        return list(blocks)
    key = comparison_key(plain(_parts(first)))
    result = []
    for block in blocks:
        parts = _parts(block) if block.role in (Role.HEADLINE, Role.HEADING) and block is not first else ()
        if parts and comparison_key(plain(parts)) == key:
            source = block.source if codes(parts) != codes(_parts(first)) else first.source
            block = replace(block, role=Role.HEADLINE, source=source, reason="the headline again")
        result.append(block)
    return result


def _parts(block: Block) -> tuple[Part, ...]:
    return parse(block.source, syntax_of(block.form))
