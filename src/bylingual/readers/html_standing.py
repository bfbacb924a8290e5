"""Whether a page is to be published: what its <meta> and its JSON-LD say, found without reading the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from ..html_tree import parse
from .encoding import decode
from .status import Standing, standing

# What a page has to hold before it is worth a closer look; most pages say "status" somewhere, few as a name's end.
_MAYBE = re.compile(
    rb"""(?:=\s{0,9}["']?(?:[\w-]{1,40}[:.]){0,3}|["'])[\w-]{0,20}(?:status|embargo[\w-]{0,10})["'\s>]""", re.IGNORECASE
)
_JSON_LD = re.compile(
    r'"(creativeWorkStatus|embargo\w{0,10})"\s*:\s*(?:"((?:[^"\\]|\\.)*)"|(true|false|null))', re.IGNORECASE
)
_NAMES = ("property", "name", "itemprop")


def page_standing(data: bytes, path: str, declared: str) -> Standing:
    """The standing of a page; `declared` is the encoding that it names. Raises ReadError where it cannot be read."""
    if not _MAYBE.search(data.replace(b"\0", b"")):
        return Standing()
    return standing(_said(decode(data, path, declared=declared).text, path))


def _said(text: str, path: str) -> Iterator[tuple[str, str]]:
    tree = parse(text, path)
    for element in tree.elements:
        if element.name == "meta":
            for key in _NAMES:
                yield element.get(key), element.get("content")
        elif element.name == "script" and "ld+json" in element.get("type").lower():
            for match in _JSON_LD.finditer(tree.text[element.inner : element.inner_end]):
                yield match[1], unescape(match[2] or match[3] or "")
