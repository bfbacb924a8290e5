"""What each text of a page's zone is: its role, what becomes of it, and why.

Where a rule has a name in docs/reading.md (R3, R5 …), it is the same rule as for plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..boilerplate import boilerplate_class
from ..html_tree import Element
from ..keys import comparison_key
from ..model import Disposition, Role
from ..roles import is_byline, is_credit, is_date
from .html_labels import role_named
from .html_meta import Facts
from .html_zone import Text, Zone
from .spans import has_words

_PROSE = 100  # width units of a paragraph that is one whatever stands around it
_SENTENCE = 60  # the same for one that ends like a sentence
_SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"”»’')）」]*\Z")
_DECK_WIDTH = range(20, 601)
_LINKED = 0.5
_PICTURE_CREDIT = re.compile(
    r"\(?\s*(?:fotos?|photos?|imagen|imágenes|image|immagine|bild(?:er)?|crédito|credit[os]?|crédits?|foto(?:graf\w+)?|фото|"
    r"источник|source|fuente|fonte|quelle|zdjęcie|fot|źródło|picture|illustration|ilustración|写真|图片|图源|摄影|摄)\b"
    r"\s*(?:by|de|von|di|par|por)?\s*[:：|/.]?\s*(?:\S.{0,90})?\)?\Z"
    r"|[©ⓒ℗]\s?.{2,90}\Z"
    r"|.{0,60}\b(?:getty|afp|reuters|efe|ansa|dpa|tass|imago|ap photo|shutterstock|istock|picture alliance|alamy|"
    r"unsplash|flickr|wikimedia|télam|agência brasil|xinhua)\b.{0,30}\Z",
    re.IGNORECASE,
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])


@dataclass(frozen=True)
class Decided:
    """What a text is. `tag` is the block's."""

    role: Role
    disposition: Disposition
    reason: str
    tag: str = ""


def decide(zone: Zone, facts: Facts) -> dict[int, Decided]:
    """What each text of the zone is, by its number."""
    return _Decider(zone, facts).run()


class _Decider:
    def __init__(self, zone: Zone, facts: Facts) -> None:
        self.zone, self.texts = zone, zone.texts
        self.headline = self.texts[zone.headline].key if zone.headline >= 0 else ""
        self.authors = [comparison_key(a) for a in facts.authors]
        self.decks = [comparison_key(t) for t in (*facts.decks, *(s.text for s in facts.descriptions))]
        # Where paragraphs of the article stand: the elements around them.
        self.homes: set[Element] = set()
        for number in range(zone.first, zone.last):
            text = self.texts[number]
            if text.found and text.parent not in zone.furniture and text.width >= _SENTENCE:
                self.homes.update(e for e in (text.parent, text.parent.parent) if e is not None)
        prose = [n for n in range(zone.first, zone.last) if self._is_prose(n)]
        self.begin, self.end = (prose[0], prose[-1]) if prose else (zone.last, zone.first)
        self.whole = "\n".join(t.key for t in self.texts[zone.first : zone.last] if t.found)
        self.has_deck = False

    def run(self) -> dict[int, Decided]:
        """Every text of the zone, decided."""
        return {number: self._decide(number) for number in range(self.zone.first, self.zone.last)}

    def _is_prose(self, number: int) -> bool:
        """Whether a text is a paragraph of the body: found, long, and nothing else by its name."""
        text = self.texts[number]
        names = {role_named(e) for e in _named(text.parent)}
        return (
            text.found
            and text.width >= _SENTENCE
            and number > self.zone.headline
            and text.parent.name not in _HEADINGS
            and text.parent not in self.zone.furniture
            and not names & {"deck", "kicker", "byline", "caption", "credit"}
            and not self._is_described(text)
        )

    def _is_described(self, text: Text) -> bool:
        """Whether the page's description says this text (a deck), and no more of the body."""
        return any(text.key == deck for deck in self.decks)

    def _decide(self, number: int) -> Decided:
        text = self.texts[number]
        for rule in (
            self._headline, self._furnished, self._picture, self._names, self._times, self._phrases, self._top,
            self._structure, self._prose,
        ):  # fmt: skip
            if decided := rule(number, text):
                return decided if has_words(text.plain) or decided.disposition is Disposition.DROP else _kept(decided)
        return _drop("left out by the extractor")

    def _headline(self, number: int, text: Text) -> Decided | None:
        if self.headline and text.key == self.headline:
            reason = "R3 headline" if number == self.zone.headline else "R3 the headline again"
            return _translate(Role.HEADLINE, reason)
        return None

    def _furnished(self, number: int, text: Text) -> Decided | None:
        kind = self.zone.furniture.get(text.parent)
        if not kind:
            return None
        if kind == "author box" and self._names(number, text):
            return None
        return _drop(f"page furniture: {kind}")

    def _picture(self, number: int, text: Text) -> Decided | None:
        around = list(_within(text.parent))
        names = [role_named(e) for e in around[:3]]
        in_figure = any(e.name in ("figure", "figcaption") for e in around) and not any(
            e.name == "table" for e in around
        )
        if (
            not in_figure
            and "caption" not in names
            and not ("credit" in names and self.zone.container.holds(text.parent))
        ):
            return None
        if any(e.name in ("blockquote",) for e in around):
            return None
        if "credit" in names[:2] or _PICTURE_CREDIT.match(text.plain):
            return Decided(Role.CREDIT, Disposition.KEEP, "R9 a picture's credit")
        if self._linked(text) > _LINKED and text.width < _SENTENCE and not text.found:
            return None
        return _translate(Role.CAPTION, "R9 a picture's caption")

    def _names(self, number: int, text: Text) -> Decided | None:
        if text.width > 160:
            return None
        named = "byline" in {role_named(e) for e in _named(text.parent)} or _is_author(text.parent)
        is_author = any(len(a) > 4 and a in text.key for a in self.authors)
        if is_author and text.width <= 3 * max(len(a) for a in self.authors) + 40 and (named or self._at_edge(number)):
            return Decided(Role.BYLINE, Disposition.KEEP, "R6 an author of the page")
        if number > self.begin and is_credit(text.plain) and self._is_tail(number):
            return Decided(Role.CREDIT, Disposition.KEEP, "R6 credit at the end")
        if number < self.begin and (is_byline(text.plain) or (named and text.width <= 80 and has_words(text.plain))):
            return Decided(Role.BYLINE, Disposition.KEEP, "R6 named as an author")
        return None

    def _times(self, number: int, text: Text) -> Decided | None:
        dated = "date" in {role_named(e) for e in _named(text.parent)[:2]} and any(c.isdigit() for c in text.plain)
        if text.width <= 90 and (is_date(text.plain) or (dated and number < self.begin)):
            return Decided(Role.META, Disposition.KEEP, "R12 date line")
        return None

    def _phrases(self, number: int, text: Text) -> Decided | None:
        kind = boilerplate_class(text.plain)
        if kind:
            return _drop(f"R11 {kind}")
        if text.parent.name not in ("li", "td", "th", "figcaption") and self._linked(text) >= 0.95 and not text.found:
            return _drop("a link by itself")
        return None

    def _top(self, number: int, text: Text) -> Decided | None:
        """Kickers and decks: around the headline, before the first paragraph."""
        if self.zone.headline < 0 or number >= self.begin:
            return None
        names = {role_named(e) for e in _named(text.parent)}
        if number > self.zone.headline and text.width in _DECK_WIDTH and not self.has_deck:
            is_heading = text.parent.name in _HEADINGS and number <= self.zone.headline + 3
            if self._is_described(text) or "deck" in names or is_heading:
                self.has_deck = True
                reason = "R5 the page's description" if self._is_described(text) else "R5 below the headline"
                return _translate(Role.DECK, reason)
        is_label = text.width <= 40 and not _SENTENCE_END.search(text.plain)
        if is_label and abs(number - self.zone.headline) <= 3 and ("kicker" in names or self._is_above(number)):
            return _translate(Role.KICKER, "R4 section name above the headline")
        return None

    def _is_above(self, number: int) -> bool:
        """Whether a text stands directly above the headline, in the same element."""
        return (
            number == self.zone.headline - 1
            and self.texts[number].parent.parent is self.texts[self.zone.headline].parent.parent
        )

    def _structure(self, number: int, text: Text) -> Decided | None:
        around = [text.parent, *_within(text.parent)]
        names = [e.name for e in around]
        at_home = text.parent.parent in self.homes or text.parent in self.homes
        heading = next((n for n in names[:3] if n in _HEADINGS), "")
        if heading and number > self.zone.headline and (text.found or (at_home and self._is_followed(number))):
            return _translate(Role.HEADING, "", heading)
        is_quote = "blockquote" in names or "q" in names or "quote" in {role_named(e) for e in around[:2]}
        if is_quote and (text.found or text.key in self.whole or self._is_sentence(text)):
            return _translate(Role.QUOTE, "")
        item = next((n for n in names if n in ("li", "dd", "dt", "td", "th", "table")), "")
        if item and (text.found or self._is_beside(around)) and (text.found or self._linked(text) < _LINKED):
            if item in ("li", "dd", "dt"):
                kind = next((n for n in names if n in ("ol", "ul")), "ul")
                return _translate(Role.LIST, "", kind)
            return _translate(Role.BODY, "a table's cell")
        return None

    def _prose(self, number: int, text: Text) -> Decided | None:
        if text.found and number > self.zone.headline:
            return _translate(Role.BODY, "")
        if self.zone.headline >= number:
            return None
        at_home = text.parent in self.homes or text.parent.parent in self.homes
        is_long = text.width >= _PROSE or (text.width >= _SENTENCE and _SENTENCE_END.search(text.plain))
        if at_home and is_long and self._linked(text) < 0.3 and number >= self.begin:
            return _translate(Role.BODY, "among the article's paragraphs")
        return None

    def _is_sentence(self, text: Text) -> bool:
        return text.width >= _SENTENCE and self._linked(text) < _LINKED

    def _linked(self, text: Text) -> float:
        letters = self.zone.page.letters[text.parent]
        return self.zone.links[text.parent] / letters if letters else 0.0

    def _at_edge(self, number: int) -> bool:
        return number <= self.begin or self._is_tail(number)

    def _is_tail(self, number: int) -> bool:
        """Whether no paragraph of the body follows."""
        return number >= self.end

    def _is_followed(self, number: int) -> bool:
        """Whether a paragraph of the body comes next."""
        return any(self.texts[n].found for n in range(number + 1, min(number + 3, self.zone.last)))

    def _is_beside(self, around: Sequence[Element]) -> bool:
        """Whether a list or table stands among the article's paragraphs."""
        outer = next((e for e in reversed(around) if e.name in ("ul", "ol", "dl", "table")), None)
        return outer is not None and outer.parent in self.homes


def _within(element: Element) -> Iterator[Element]:
    """The elements around a text, up to its section."""
    for one in (element, *element.around()):
        if one.name in ("article", "main", "body", "html", "section", ""):
            return
        yield one


def _named(element: Element) -> list[Element]:
    """The elements whose names speak of a text: the one around it and the two around that, as far as they are small."""
    return [e for e in (element, *element.around()) if e.name not in ("article", "main", "body", "html", "")][:3]


def _is_author(element: Element) -> bool:
    return any("author" in e.get("rel").split() for e in _named(element))


def _translate(role: Role, reason: str, tag: str = "") -> Decided:
    return Decided(role, Disposition.TRANSLATE, reason, tag)


def _drop(reason: str) -> Decided:
    return Decided(Role.BOILERPLATE, Disposition.DROP, reason)


def _kept(decided: Decided) -> Decided:
    return Decided(decided.role, Disposition.KEEP, decided.reason or "no words", decided.tag)
