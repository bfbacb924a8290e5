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
from .html_json import again
from .html_meta import JSON_LD, Facts, Said

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?|[ \t\n\r\f]+|.", re.DOTALL)
_HEADLINE_WIDTH = range(8, 301)
_DECK_WIDTH = range(20, 601)
# A description that ends so was cut off.
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*\Z")
# Of the description's beginning, so many letters in the body make it the lead and no deck.
_LEAD = 40


def head_blocks(facts: Facts, strings: Sequence[Said], body: Sequence[Block]) -> Iterator[Block]:
    """Blocks for titles, descriptions and authors in the head of a page, and for JSON-LD's `strings`, given those of
    its body."""
    headlines = list(_headlines(facts, next((b for b in body if b.role is Role.HEADLINE), None)))
    decks = list(_decks(facts, strings, next((b for b in body if b.role is Role.DECK), None), body))
    yield from (*headlines, *decks)
    yield from _bylines(facts, body)
    yield from _leads(facts, body, {b.start for b in decks})
    first = [next((b for b in (*body, *found) if b.role is role), None) for role, found in
             ((Role.HEADLINE, headlines), (Role.DECK, decks))]  # fmt: skip
    taken = {b.start for b in decks}
    keys = [comparison_key(plain(parse(b.source, HTML))) if b else "" for b in first]
    yield from again([s for s in strings if s.start not in taken], first[0], first[1], (keys[0], keys[1]))


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


def _decks(facts: Facts, strings: Sequence[Said], deck: Block | None, body: Sequence[Block]) -> Iterator[Block]:
    in_json = [s for s in strings if s.name in ("description", "alternativeHeadline") and s.text in facts.decks]
    if deck is not None:
        words, source = plain(parse(deck.source, HTML)), deck.source
    elif facts.descriptions or in_json:
        texts = "\n".join(
            comparison_key(plain(parse(b.source, HTML))) for b in body if b.disposition is Disposition.TRANSLATE
        )
        found = next((s for s in (*facts.descriptions, *in_json) if _is_deck(s.text, texts)), None)
        if found is None:
            return
        words, source = found.text, escape(found.text, quote=False)
        if found in in_json:
            reason = "R5 the deck, in JSON-LD"
            form = f"html-plain{found.form}"
            yield Block(Role.DECK, Disposition.TRANSLATE, source, found.start, found.end, reason, form=form)
    else:
        return
    for said in facts.descriptions:
        if place := _place(said, words):
            yield _block(Role.DECK, source, said, place, f"R5 the deck, in {said.name}")


def _leads(facts: Facts, body: Sequence[Block], taken: set[int]) -> Iterator[Block]:
    """Descriptions that say a paragraph of the body again."""
    said = {comparison_key(plain(parse(b.source, HTML))): b for b in reversed(body) if _is_paragraph(b)}
    for one in facts.descriptions:
        block = said.get(comparison_key(one.text))
        if block is not None and one.start not in taken:
            yield _block(block.role, block.source, one, (one.start, one.end), f"the {block.role} again, in {one.name}")


def _is_paragraph(block: Block) -> bool:
    return block.role is Role.BODY and block.disposition is Disposition.TRANSLATE and block.form == embed.HTML_RUN


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
        source = said.text if is_json else escape(said.text, quote=False)
        reason = f"R6 an author, in {said.name}"
        yield Block(Role.BYLINE, Disposition.KEEP, source, said.start, said.end, reason, form=said.form)


def _has_json(facts: Facts) -> bool:
    return any(s.name == JSON_LD for s in facts.author_places)


def _block(role: Role, source: str, said: Said, place: tuple[int, int], reason: str) -> Block:
    return Block(role, Disposition.TRANSLATE, source, *place, reason, form=said.form)


def _place(said: Said, words: str) -> tuple[int, int] | None:
    """Where in a text of the head the words stand, at word boundaries; None where they do not."""
    characters: list[tuple[str, int, int]] = []
    for match in _ENTITY.finditer(said.raw):
        shown = " " if match[0][0] in WHITE else unescape(match[0])
        characters += [(c, match.start(), match.end()) for c in shown]
    text, wanted = _alike("".join(c for c, _, _ in characters)), _alike(words)
    at = text.find(wanted)
    is_word = wanted and not text[max(at - 1, 0) : at].isalnum() and not text[at + len(wanted) :][:1].isalnum()
    if at < 0 or not is_word:
        # The whole of it with other punctuation: `Kicker: Headline` for two lines of a heading.
        return (said.start, said.end) if words and _letters(said.text) == _letters(words) else None
    return said.start + characters[at][1], said.start + characters[at + len(wanted) - 1][2]


_SAME = str.maketrans(
    {**dict.fromkeys("‘’‚‛′`´", "'"), **dict.fromkeys("“”„‟″«»", '"'), **dict.fromkeys("‐‑‒–—―", "-"), "\xa0": " "}
)


def _letters(text: str) -> str:
    return "".join(c for c in comparison_key(text) if c.isalnum())


def _alike(text: str) -> str:
    """A text for comparing, as long as it was: quotation marks, dashes and spaces unified."""
    return text.translate(_SAME)
