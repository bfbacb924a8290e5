"""What each text of a page's zone is: its role, what becomes of it, and why.

Where a rule has a name in docs/reading.md (R3, R5 …), it is the same rule as for plain text.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..boilerplate import boilerplate_class
from ..keys import comparison_key
from ..model import Disposition, Role
from ..roles import is_date
from .html_context import HEADINGS, LINKED, SENTENCE, SENTENCE_END, Context, within
from .html_labels import SIGNED, SOFT
from .html_meta import Facts
from .html_names import credit_start, is_author, is_credit_label, is_labelled, is_picture_credit, is_signature
from .html_zone import Text, Zone
from .spans import has_words

_PROSE = 100  # width units of a paragraph that is one whatever stands around it
_DECK_WIDTH = range(20, 601)
_LABEL_WIDTH = 40
_NAMES_WIDTH = 160
_NAMES_WORDS = 7  # a longer text that ends like a sentence is one, whoever is named in it
_DATE_WIDTH = 90
_BOLD_WIDTH = 70  # R8
_LEFT_OUT = "left out by the extractor"
_NEAR = 3  # texts


@dataclass(frozen=True)
class Decided:
    """What a text is. `tag` is the block's."""

    role: Role
    disposition: Disposition
    reason: str
    tag: str = ""


def decide(zone: Zone, facts: Facts) -> dict[int, Decided]:
    """What each text of the zone is, by its number."""
    return _Decider(Context(zone, facts)).run()


class _Decider:
    def __init__(self, context: Context) -> None:
        self.context, self.zone, self.texts = context, context.zone, context.texts
        self.deck = ""

    def run(self) -> dict[int, Decided]:
        """Every text of the zone, decided."""
        decided = {n: self._decide(n) for n in range(self.zone.first, self.zone.last)}
        return _without_bare_headings({**decided, **self._captions_again(decided)})

    def _captions_again(self, decided: dict[int, Decided]) -> dict[int, Decided]:
        """What was left out, but is a caption's text, is that."""
        captions = {self.texts[n].plain for n, one in decided.items() if one.role is Role.CAPTION}
        keys = {comparison_key(c) for c in captions} | {comparison_key(c[: credit_start(c)]) for c in captions}
        return {
            n: _translate(Role.CAPTION, "R9 the caption again")
            for n, one in decided.items()
            if one.reason == _LEFT_OUT and self.texts[n].key in keys
        }

    def _decide(self, number: int) -> Decided:
        text = self.texts[number]
        for rule in (
            self._headline, self._furnished, self._picture, self._phrases, self._names, self._times, self._top,
            self._structure, self._prose,
        ):  # fmt: skip
            if decided := rule(number, text):
                return decided if has_words(text.plain) or decided.disposition is Disposition.DROP else _kept(decided)
        return _drop(_LEFT_OUT)

    def _headline(self, number: int, text: Text) -> Decided | None:
        if self.context.headline and text.key == self.context.headline:
            return _translate(Role.HEADLINE, "R3 headline" if number == self.zone.headline else "R3 the headline again")
        return None

    def _furnished(self, number: int, text: Text) -> Decided | None:
        kind = self.zone.furniture.get(text.parent)
        if not kind:
            return None
        if kind in SOFT and self.context.in_dropped_figure(text) and self.context.linked(text) < LINKED:
            return None
        if kind in SIGNED and (decided := self._names(number, text) or self._times(number, text)):
            return decided
        return _drop(f"page furniture: {kind}")

    def _picture(self, number: int, text: Text) -> Decided | None:
        names = self.context.names
        named = [names[e] for e in within(text.parent)][:3]
        in_figure = self.context.in_figure(text)
        if not in_figure and (is_author(text.plain) or self.context.says(text)):
            return None
        before = self.texts[number - 1] if number else text
        is_below = before.parent.parent is text.parent.parent and names[before.parent] == "caption"
        is_named = bool({"credit", "byline"} & set(named[:2])) or (number > 0 and is_credit_label(before.plain))
        beside = in_figure or is_below
        if is_picture_credit(text.plain, in_figure=beside) or (beside and is_named and text.width <= _DATE_WIDTH):
            return Decided(Role.CREDIT, Disposition.KEEP, "R9 a picture's credit")
        if not in_figure and "caption" not in named:
            return None
        is_link = self.context.linked(text) > LINKED and text.width < SENTENCE and not text.found
        return None if is_link or boilerplate_class(text.plain) else _translate(Role.CAPTION, "R9 a picture's caption")

    def _phrases(self, number: int, text: Text) -> Decided | None:
        if kind := boilerplate_class(text.plain):
            return _drop(f"R11 {kind}")
        is_link = self.context.linked(text) >= 0.95 and text.parent.name not in ("li", "td", "th") and not text.found
        is_name = "byline" in self.context.named(text) or self.context.says(text)
        if is_link and not is_name and number > self.zone.headline:
            return _drop("a link by itself")
        return None

    def _names(self, number: int, text: Text) -> Decided | None:
        context = self.context
        if text.width > _NAMES_WIDTH or context.begin <= number <= context.end or not has_words(text.plain):
            return None
        known = context.says(text)
        is_sentence = SENTENCE_END.search(text.plain) and len(text.plain.split()) > _NAMES_WORDS
        if known and not is_sentence and text.width <= 2 * sum(len(a) for a in set(known)) + _LABEL_WIDTH:
            return Decided(Role.BYLINE, Disposition.KEEP, "R6 an author of the page")
        if known and is_sentence and not text.found:
            return _translate(Role.NOTE, "R6 about the authors")
        is_short = text.width <= _DATE_WIDTH and not any(c.isdigit() for c in text.plain)
        is_named = context.is_author(text) and not context.authors and number < context.begin and is_short
        if is_author(text.plain) or is_named:
            return Decided(Role.BYLINE, Disposition.KEEP, "R6 named as an author")
        if number > context.end and (is_labelled(text.plain) or is_signature(text.plain)):
            return Decided(Role.CREDIT, Disposition.KEEP, "R6 credit at the end")
        return None

    def _times(self, number: int, text: Text) -> Decided | None:
        if text.width > _DATE_WIDTH or not any(c.isdigit() for c in text.plain):
            return None
        in_body = self.context.begin <= number <= self.context.end
        if is_date(text.plain) or (self.context.is_time(text) and not in_body):
            return Decided(Role.META, Disposition.KEEP, "R12 date line")
        return None

    def _top(self, number: int, text: Text) -> Decided | None:
        """Kickers and decks: around the headline, before the first paragraph."""
        if self.deck and text.key == self.deck:
            return _translate(Role.DECK, "R5 the deck again")
        if self.zone.headline < 0 or number >= self.context.begin:
            return None
        named = self.context.named(text)
        can_be_deck = text.width in _DECK_WIDTH and not self.deck and self.context.linked(text) < LINKED
        if number > self.zone.headline and can_be_deck and (reason := self._deck_reason(number, text, named)):
            self.deck = text.key
            return _translate(Role.DECK, reason)
        is_label = text.width <= _LABEL_WIDTH and not SENTENCE_END.search(text.plain) and "," not in text.plain
        is_section = bool(text.key) and text.key == self.context.section
        is_near = abs(number - self.zone.headline) <= _NEAR
        if is_label and is_near and ("kicker" in named or is_section or self.context.is_above_headline(number)):
            return _translate(Role.KICKER, "R4 section name beside the headline")
        return None

    def _deck_reason(self, number: int, text: Text, named: set[str]) -> str:
        """Why a text below the headline is the deck, "" if it is none."""
        if text.key in self.context.decks:
            return "R5 the page's description"
        if "deck" in named:
            return "R5 named as a deck"
        if number == self.zone.headline + 1 and self.context.is_only_heading(text.parent):
            return "R5 the only heading of its level, right below the headline"
        begin = self.context.begin
        beside_body = begin < len(self.texts) and text.parent.parent is self.texts[begin].parent.parent
        if beside_body or number > self.zone.headline + _NEAR:
            return ""
        headline = self.texts[self.zone.headline].parent
        if text.parent.name in HEADINGS or (text.parent.parent is headline.parent and text.width >= SENTENCE):
            return "R5 right below the headline"
        return ""

    def _structure(self, number: int, text: Text) -> Decided | None:
        context = self.context
        around = list(within(text.parent)) or [text.parent]
        names = [e.name for e in around]
        is_next = context.is_at_home(text) and context.is_followed(number)
        heading = next((n for n in names[:2] if n in HEADINGS), "")
        if heading and number > self.zone.headline and (text.found or is_next):
            return _translate(Role.HEADING, "", heading)
        if "pre" in names and "code" in (e.element.name for e in context.events(text)):
            return Decided(Role.NOTE, Disposition.KEEP, "code", "pre")
        is_cell = {"td", "th"} & set(names) and not context.is_at_home(text)
        if self._is_bold_line(number, text) and not is_cell and not {"li", "blockquote"} & set(names):
            return _translate(Role.HEADING, "R8 a bold line above a paragraph")
        is_quote = "blockquote" in names or "q" in names or "quote" in {context.names[e] for e in around[:2]}
        if is_quote and (text.found or context.is_sentence(text) or context.is_said_again(text)):
            return _translate(Role.QUOTE, "")
        item = next((n for n in names if n in ("li", "dd", "dt", "td", "th", "table")), "")
        if item and (text.found or (context.is_beside(around) and context.linked(text) < LINKED)):
            if item in ("li", "dd", "dt"):
                return _translate(Role.LIST, "", next((n for n in names if n in ("ol", "ul")), "ul"))
            return _translate(Role.BODY, "a table's cell")
        return None

    def _is_bold_line(self, number: int, text: Text) -> bool:
        """R8: a short text in bold with no full stop between paragraphs of the body."""
        context = self.context
        is_bold = text.source != text.unwrapped and any(e.element.name in ("b", "strong") for e in context.events(text))
        is_label = text.width <= _BOLD_WIDTH and not SENTENCE_END.search(text.plain) and text.plain[-1:] not in ":,;"
        return is_bold and is_label and context.begin < number < context.end and context.is_followed(number)

    def _prose(self, number: int, text: Text) -> Decided | None:
        context = self.context
        if number <= self.zone.headline:
            return None
        if text.found:
            is_above = number < context.begin <= context.end and text.width < SENTENCE
            return None if is_above else _translate(Role.BODY, "")
        is_long = text.width >= _PROSE or (text.width >= SENTENCE and SENTENCE_END.search(text.plain))
        is_alike = number < context.end and context.is_like_prose(text)
        in_place = number >= context.begin and context.is_at_home(text) and context.linked(text) < 0.3
        return _translate(Role.BODY, "among the article's paragraphs") if in_place and (is_long or is_alike) else None


def _without_bare_headings(decided: dict[int, Decided]) -> dict[int, Decided]:
    """A heading of which everything below was dropped goes too."""
    result = dict(decided)
    below, dropped = False, False
    for number in sorted(decided, reverse=True):
        one = decided[number]
        if one.role is Role.HEADING and not below and dropped:
            result[number] = _drop("a heading of what was left out")
        elif one.disposition is Disposition.DROP:
            dropped = True
        elif one.role is Role.HEADING:
            below, dropped = False, False
        elif one.disposition is Disposition.TRANSLATE and one.role is not Role.HEADLINE:
            below = True
    return result


def _translate(role: Role, reason: str, tag: str = "") -> Decided:
    return Decided(role, Disposition.TRANSLATE, reason, tag)


def _drop(reason: str) -> Decided:
    return Decided(Role.BOILERPLATE, Disposition.DROP, reason)


def _kept(decided: Decided) -> Decided:
    return Decided(decided.role, Disposition.KEEP, decided.reason or "no words", decided.tag)
