"""The headline and the deck where a page's head says them again, so that they are translated there too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape

from .. import embed
from ..html_text import WHITE
from ..inline import HTML, parse, plain
from ..keys import comparison_key, width_units
from ..model import Block, Disposition, Role
from .html_meta import JSON_LD, Facts, Said

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?|[ \t\n\r\f]+|.", re.DOTALL)
_HEADLINE_WIDTH = range(8, 301)
_DECK_WIDTH = range(20, 601)
# A description that ends so was cut off.
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*\Z")
# Of the description's beginning, so many letters in the body make it the lead and no deck.
_LEAD = 40


def head_blocks(facts: Facts, body: Sequence[Block]) -> Iterator[Block]:
    """Blocks for titles, descriptions and authors in the head of a page, given those of its body."""
    headline = next((b for b in body if b.role is Role.HEADLINE), None)
    deck = next((b for b in body if b.role is Role.DECK), None)
    yield from _headlines(facts, headline)
    yield from _decks(facts, deck, body)
    yield from _bylines(facts, body)


def _headlines(facts: Facts, headline: Block | None) -> Iterator[Block]:
    if headline is None:
        if not facts.titles:
            return
        titles = sorted(facts.titles, key=lambda s: s.name == "title")  # og:title has no site's name in it
        words = titles[0].text
        if width_units(words) not in _HEADLINE_WIDTH:
            return
        source = escape(words, quote=False)
    else:
        words, source = plain(parse(headline.source, HTML)), headline.source
    for said in facts.titles:
        if place := _place(said, words):
            yield _block(Role.HEADLINE, source, said, place, f"R3 the headline, in {said.name}")


def _decks(facts: Facts, deck: Block | None, body: Sequence[Block]) -> Iterator[Block]:
    if not facts.descriptions:
        return
    if deck is not None:
        words, source = plain(parse(deck.source, HTML)), deck.source
    else:
        texts = "\n".join(
            comparison_key(plain(parse(b.source, HTML))) for b in body if b.disposition is Disposition.TRANSLATE
        )
        found = next((s for s in facts.descriptions if _is_deck(s.text, texts)), None)
        if found is None:
            return
        words, source = found.text, escape(found.text, quote=False)
    for said in facts.descriptions:
        if place := _place(said, words):
            yield _block(Role.DECK, source, said, place, f"R5 the deck, in {said.name}")


def _is_deck(text: str, body: str) -> bool:
    """Whether a description is a text of its own: not cut off, and not the beginning of the body."""
    key = comparison_key(text)
    return width_units(text) in _DECK_WIDTH and not _CUT.search(text) and key[:_LEAD] not in body


def _bylines(facts: Facts, body: Sequence[Block]) -> Iterator[Block]:
    """The authors that only a page's head names: those of JSON-LD, without it those of `<meta>` if nobody is named."""
    names = "\n".join(comparison_key(b.source) for b in body if b.role is Role.BYLINE)
    for said in facts.author_places:
        is_json = said.name == JSON_LD
        if comparison_key(said.text) in names or (not is_json and (names or _has_json(facts))):
            continue
        source, form = (said.text, "text+json:") if is_json else (escape(said.text, quote=False), embed.HTML_ATTRIBUTE)
        reason = f"R6 an author, in {said.name}"
        yield Block(Role.BYLINE, Disposition.KEEP, source, said.start, said.end, reason, form=form)


def _has_json(facts: Facts) -> bool:
    return any(s.name == JSON_LD for s in facts.author_places)


def _block(role: Role, source: str, said: Said, place: tuple[int, int], reason: str) -> Block:
    form = (embed.HTML_ATTRIBUTE if said.quoted else embed.HTML_BARE) if said.attribute else embed.HTML_TITLE
    return Block(role, Disposition.TRANSLATE, source, *place, reason, form=form)


def _place(said: Said, words: str) -> tuple[int, int] | None:
    """Where in a text of the head the words stand, at word boundaries; None where they do not."""
    characters: list[tuple[str, int, int]] = []
    for match in _ENTITY.finditer(said.raw):
        shown = " " if match[0][0] in WHITE else unescape(match[0])
        characters += [(c, match.start(), match.end()) for c in shown]
    at = _alike("".join(c for c, _, _ in characters)).find(wanted := _alike(words))
    if at < 0 or not wanted:
        return None
    return said.start + characters[at][1], said.start + characters[at + len(wanted) - 1][2]


_SAME = str.maketrans(
    {**dict.fromkeys("‘’‚‛′`´", "'"), **dict.fromkeys("“”„‟″«»", '"'), **dict.fromkeys("‐‑‒–—―", "-"), "\xa0": " "}
)


def _alike(text: str) -> str:
    """A text for comparing, as long as it was: quotation marks, dashes and spaces unified."""
    return text.translate(_SAME)
