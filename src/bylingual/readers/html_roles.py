"""What each text of a page's zone is: its role, what becomes of it, and why.

Where a rule has a name in docs/reading.md (R3, R5 …), it is the same rule as for plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..boilerplate import boilerplate_class
from ..html_tree import Element, Event
from ..keys import comparison_key
from ..model import Disposition, Role
from ..roles import is_date
from .html_labels import SOFT, role_named
from .html_meta import Facts
from .html_names import is_author, is_credit_label, is_labelled, is_picture_credit
from .html_zone import Text, Zone
from .spans import has_words

_PROSE = 100  # width units of a paragraph that is one whatever stands around it
_SENTENCE = 60  # the same for one that ends like a sentence
_SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"”»’')）」]*\Z")
_DECK_WIDTH = range(20, 601)
_LABEL_WIDTH = 40
_NAMES_WIDTH = 160
_NAMES_WORDS = 7  # a longer text that ends like a sentence is one, whoever is named in it
_BOLD_WIDTH = 70  # R8
_DATE_WIDTH = 90
_LINKED = 0.5
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
        self.decks = frozenset(comparison_key(t) for t in (*facts.decks, *(s.text for s in facts.descriptions)))
        self.section = comparison_key(facts.meta.get("section", ""))
        self.names = {e: role_named(e) for e in zone.page.tree.elements}
        prose = [n for n in range(zone.first, zone.last) if self._is_prose(n)]
        self.begin, self.end = (prose[0], prose[-1]) if prose else (zone.last, zone.first)
        # Where paragraphs of the article stand: the elements around them.
        self.homes = {e for n in prose for e in (self.texts[n].parent, self.texts[n].parent.parent) if e is not None}
        self.looks = {(self.texts[n].parent.parent, *_looks(self.texts[n].parent)) for n in prose}
        self.whole = "\n".join(t.key for t in self.texts[zone.first : zone.last] if t.found)
        self.deck = ""

    def run(self) -> dict[int, Decided]:
        """Every text of the zone, decided."""
        decided = {number: self._decide(number) for number in range(self.zone.first, self.zone.last)}
        return self._without_bare_headings(decided)

    def _is_prose(self, number: int) -> bool:
        """Whether a text is a paragraph of the body: found, long, and nothing else by its name or place."""
        text = self.texts[number]
        if not (text.found and text.width >= _SENTENCE and number > self.zone.headline):
            return False
        if text.parent.name in _HEADINGS or text.parent in self.zone.furniture:
            return False
        named = {self.names[e] for e in _named(text.parent)}
        if named & {"deck", "kicker", "byline", "caption", "credit"}:
            return False
        return text.key not in self.decks or self._is_like_next(number)

    def _is_like_next(self, number: int) -> bool:
        """Whether the text is a paragraph like the one that follows, in the same element: no deck, but the lead."""
        one = self.texts[number].parent
        others = (self.texts[n].parent for n in range(number + 1, min(number + 3, len(self.texts))))
        return any(o is one or (o.parent is one.parent and _looks(o) == _looks(one)) for o in others)

    def _decide(self, number: int) -> Decided:
        text = self.texts[number]
        for rule in (
            self._headline, self._furnished, self._picture, self._phrases, self._names, self._times, self._top,
            self._structure, self._prose,
        ):  # fmt: skip
            if decided := rule(number, text):
                return decided if has_words(text.plain) or decided.disposition is Disposition.DROP else _kept(decided)
        return _drop("left out by the extractor")

    def _headline(self, number: int, text: Text) -> Decided | None:
        if self.headline and text.key == self.headline:
            return _translate(Role.HEADLINE, "R3 headline" if number == self.zone.headline else "R3 the headline again")
        return None

    def _furnished(self, number: int, text: Text) -> Decided | None:
        kind = self.zone.furniture.get(text.parent)
        if not kind or (kind in SOFT and self._in_figure(text) and self._linked(text) < _LINKED):
            return None
        return _drop(f"page furniture: {kind}")

    def _in_figure(self, text: Text) -> bool:
        around = list(_within(text.parent))
        return any(e.name == "figcaption" for e in around) or (
            any(e.name == "figure" for e in around) and not any(e.name in ("table", "blockquote") for e in around)
        )

    def _picture(self, number: int, text: Text) -> Decided | None:
        named = [self.names[e] for e in list(_within(text.parent))[:3]]
        in_figure = self._in_figure(text)
        before = self.texts[number - 1] if number else text
        is_below = before.parent.parent is text.parent.parent and self.names[before.parent] == "caption"
        if not in_figure and (is_author(text.plain) or any(a in text.key for a in self.authors)):
            return None
        beside = in_figure or is_below
        is_named = bool({"credit", "byline"} & set(named[:2])) or (number > 0 and is_credit_label(before.plain))
        if is_picture_credit(text.plain, in_figure=beside) or (beside and is_named and text.width <= _DATE_WIDTH):
            return Decided(Role.CREDIT, Disposition.KEEP, "R9 a picture's credit")
        if not in_figure and "caption" not in named:
            return None
        if self._linked(text) > _LINKED and text.width < _SENTENCE and not text.found:
            return None
        return _translate(Role.CAPTION, "R9 a picture's caption")

    def _phrases(self, number: int, text: Text) -> Decided | None:
        if kind := boilerplate_class(text.plain):
            return _drop(f"R11 {kind}")
        if text.parent.name not in ("li", "td", "th") and self._linked(text) >= 0.95 and not text.found:
            named = "byline" in {self.names[e] for e in _named(text.parent)}
            is_name = named or any(a in text.key for a in self.authors)
            return None if is_name or number < self.zone.headline else _drop("a link by itself")
        return None

    def _names(self, number: int, text: Text) -> Decided | None:
        if text.width > _NAMES_WIDTH or not (number < self.begin or number > self.end) or not has_words(text.plain):
            return None
        named = "byline" in {self.names[e] for e in _named(text.parent)} or _is_author(text.parent)
        known = [a for a in self.authors if len(a) > 2 and a in text.key]
        is_sentence = _SENTENCE_END.search(text.plain) and len(text.plain.split()) > _NAMES_WORDS
        if known and not is_sentence and text.width <= 2 * sum(len(a) for a in set(known)) + _LABEL_WIDTH:
            return Decided(Role.BYLINE, Disposition.KEEP, "R6 an author of the page")
        if is_author(text.plain) or (named and not self.authors and number < self.begin and text.width <= _DATE_WIDTH):
            return Decided(Role.BYLINE, Disposition.KEEP, "R6 named as an author")
        if number > self.end and is_labelled(text.plain):
            return Decided(Role.CREDIT, Disposition.KEEP, "R6 credit at the end")
        return None

    def _times(self, number: int, text: Text) -> Decided | None:
        if text.width > _DATE_WIDTH or not any(c.isdigit() for c in text.plain):
            return None
        around = [text.parent, *_named(text.parent)[:2]]
        is_time = any(e.name == "time" or self.names[e] == "date" for e in around) or self._is_time(text)
        if is_date(text.plain) or (is_time and not self.begin <= number <= self.end):
            return Decided(Role.META, Disposition.KEEP, "R12 date line")
        return None

    def _is_time(self, text: Text) -> bool:
        """Whether a text stands in a `<time>` within its line."""
        return any(e.element.name == "time" for e in self._events(text))

    def _events(self, text: Text) -> Sequence[Event]:
        """The first events of a text."""
        return self.zone.page.tree.events[text.run.at : text.run.at + 4]

    def _is_bold_line(self, number: int, text: Text) -> bool:
        """R8: a short text in bold with no full stop between paragraphs of the body."""
        is_bold = any(e.element.name in ("b", "strong") for e in self._events(text)) and text.source != text.unwrapped
        is_label = text.width <= _BOLD_WIDTH and not _SENTENCE_END.search(text.plain) and text.plain[-1:] not in ":,;"
        return is_bold and is_label and self.begin < number < self.end and self._is_followed(number)

    def _top(self, number: int, text: Text) -> Decided | None:
        """Kickers and decks: around the headline, before the first paragraph."""
        if self.deck and text.key == self.deck:
            return _translate(Role.DECK, "R5 the deck again")
        if self.zone.headline < 0 or number >= self.begin:
            return None
        named = {self.names[e] for e in _named(text.parent)}
        if number > self.zone.headline and text.width in _DECK_WIDTH and not self.deck and self._linked(text) < _LINKED:
            reason = self._deck_reason(number, text, named)
            if reason:
                self.deck = text.key
                return _translate(Role.DECK, reason)
        is_label = text.width <= _LABEL_WIDTH and not _SENTENCE_END.search(text.plain) and "," not in text.plain
        is_near = abs(number - self.zone.headline) <= 3
        is_section = bool(text.key) and text.key == self.section
        if is_label and is_near and ("kicker" in named or is_section or self._is_above(number)):
            return _translate(Role.KICKER, "R4 section name beside the headline")
        return None

    def _deck_reason(self, number: int, text: Text, named: set[str]) -> str:
        """Why a text below the headline is the deck, "" if it is none."""
        if text.key in self.decks:
            return "R5 the page's description"
        if "deck" in named:
            return "R5 named as a deck"
        headline = self.texts[self.zone.headline].parent
        if number == self.zone.headline + 1 and self._is_only_one(text.parent):
            return "R5 the only heading of its level, right below the headline"
        beside_body = self.begin < len(self.texts) and text.parent.parent is self.texts[self.begin].parent.parent
        if beside_body or number > self.zone.headline + 3:
            return ""
        if text.parent.name in _HEADINGS or (text.parent.parent is headline.parent and text.width >= _SENTENCE):
            return "R5 right below the headline"
        return ""

    def _is_only_one(self, element: Element) -> bool:
        """Whether an element is a heading, and no text of the zone stands in another one of its level."""
        zone = self.texts[self.zone.first : self.zone.last]
        return element.name in _HEADINGS and sum(t.parent.name == element.name for t in zone) == 1

    def _is_above(self, number: int) -> bool:
        """Whether a text stands directly above the headline, in the same element."""
        headline = self.texts[self.zone.headline].parent
        here = self.texts[number].parent
        return number == self.zone.headline - 1 and headline.parent in (here, here.parent)

    def _structure(self, number: int, text: Text) -> Decided | None:
        around = [text.parent, *_within(text.parent)]
        names = [e.name for e in around]
        at_home = text.parent.parent in self.homes or text.parent in self.homes
        heading = next((n for n in names[:3] if n in _HEADINGS), "")
        if heading and number > self.zone.headline and (text.found or (at_home and self._is_followed(number))):
            return _translate(Role.HEADING, "", heading)
        if "pre" in names and "code" in (e.element.name for e in self._events(text)):
            return Decided(Role.NOTE, Disposition.KEEP, "code", "pre")
        if self._is_bold_line(number, text) and not {"li", "td", "th", "blockquote"} & set(names):
            return _translate(Role.HEADING, "R8 a bold line above a paragraph")
        is_quote = "blockquote" in names or "q" in names or "quote" in {self.names[e] for e in around[:2]}
        if is_quote and (text.found or text.key in self.whole or self._is_sentence(text)):
            return _translate(Role.QUOTE, "")
        item = next((n for n in names if n in ("li", "dd", "dt", "td", "th", "table")), "")
        if item and (text.found or self._is_beside(around)) and (text.found or self._linked(text) < _LINKED):
            if item in ("li", "dd", "dt"):
                return _translate(Role.LIST, "", next((n for n in names if n in ("ol", "ul")), "ul"))
            return _translate(Role.BODY, "a table's cell")
        return None

    def _prose(self, number: int, text: Text) -> Decided | None:
        if number <= self.zone.headline:
            return None
        if text.found:
            return _translate(Role.BODY, "")
        at_home = text.parent in self.homes or text.parent.parent in self.homes
        is_long = text.width >= _PROSE or (text.width >= _SENTENCE and _SENTENCE_END.search(text.plain))
        is_alike = number < self.end and (text.parent.parent, *_looks(text.parent)) in self.looks
        if at_home and (is_long or is_alike) and self._linked(text) < 0.3 and number >= self.begin:
            return _translate(Role.BODY, "among the article's paragraphs")
        return None

    def _is_sentence(self, text: Text) -> bool:
        return text.width >= _SENTENCE and self._linked(text) < _LINKED

    def _linked(self, text: Text) -> float:
        letters = self.zone.page.letters[text.parent]
        return self.zone.links[text.parent] / letters if letters else 0.0

    def _is_followed(self, number: int) -> bool:
        """Whether a paragraph of the body comes next."""
        return any(self.texts[n].found for n in range(number + 1, min(number + 3, self.zone.last)))

    def _is_beside(self, around: Sequence[Element]) -> bool:
        """Whether a list or table stands among the article's paragraphs."""
        outer = next((e for e in reversed(around) if e.name in ("ul", "ol", "dl", "table")), None)
        return outer is not None and any(e in self.homes for e in (outer.parent, outer.parent and outer.parent.parent))

    def _without_bare_headings(self, decided: dict[int, Decided]) -> dict[int, Decided]:
        """A heading of which everything below was dropped goes too."""
        result = dict(decided)
        below, dropped = False, False
        for number in sorted(decided, reverse=True):
            one = decided[number]
            if one.role is Role.HEADING and not below and dropped:
                result[number] = _drop("a heading of what was left out")
                continue
            if one.disposition is Disposition.DROP:
                dropped = True
            elif one.role is Role.HEADING:
                below, dropped = False, False
            elif one.disposition is Disposition.TRANSLATE and one.role is not Role.HEADLINE:
                below = True
        return result


def _within(element: Element) -> Iterator[Element]:
    """The elements around a text, its own first, up to its section."""
    for one in (element, *element.around()):
        if one.name in ("article", "main", "body", "html", "section", ""):
            return
        yield one


def _named(element: Element) -> list[Element]:
    """The elements whose names speak of a text: the one around it and the two around that."""
    return [e for e in (element, *element.around()) if e.name not in ("article", "main", "body", "html", "")][:3]


def _looks(element: Element) -> tuple[str, str]:
    return element.name, element.get("class")


def _is_author(element: Element) -> bool:
    return any("author" in e.get("rel").split() for e in _named(element))


def _translate(role: Role, reason: str, tag: str = "") -> Decided:
    return Decided(role, Disposition.TRANSLATE, reason, tag)


def _drop(reason: str) -> Decided:
    return Decided(Role.BOILERPLATE, Disposition.DROP, reason)


def _kept(decided: Decided) -> Decided:
    return Decided(decided.role, Disposition.KEEP, decided.reason or "no words", decided.tag)
