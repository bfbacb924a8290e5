"""What stands around each text of a page's zone: paragraphs of the body, pictures, links, names of elements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..html_tree import Element, Event
from ..keys import comparison_key
from .html_labels import role_named
from .html_meta import Facts
from .html_runs import MEDIA
from .html_zone import Text, Zone

SENTENCE = 60  # width units of a text that is a paragraph if it ends like a sentence
SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"”»’')）」]*\Z")
LINKED = 0.5
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_QUOTES_WITHIN = 400  # width units of a quote that is looked for in the body
_MOST_QUOTES = 100


class Context:
    """A zone with what its rules ask about it.

    The first and the last paragraph of the body are `begin` and `end`; `begin` is behind the zone and `end` before it
    where there is none. `names` are the roles that elements' names say, `homes` the elements around paragraphs.
    """

    def __init__(self, zone: Zone, facts: Facts) -> None:
        self.zone, self.texts = zone, zone.texts
        self.headline = self.texts[zone.headline].key if zone.headline >= 0 else ""
        self.authors = [comparison_key(a) for a in facts.authors]
        self.decks = frozenset(comparison_key(t) for t in (*facts.decks, *(s.text for s in facts.descriptions)))
        self.section = comparison_key(facts.meta.get("section", ""))
        self.names = {e: role_named(e) for e in zone.page.tree.elements}
        self._figures = _figures(zone)
        prose = [n for n in range(zone.first, zone.last) if self._is_prose(n)]
        self.begin, self.end = (prose[0], prose[-1]) if prose else (zone.last, zone.first)
        self.homes = {e for n in prose for e in (self.texts[n].parent, self.texts[n].parent.parent) if e is not None}
        self._looks = {(self.texts[n].parent.parent, *_looks(self.texts[n].parent)) for n in prose}
        self._whole = "\n".join(t.key for t in self.texts[zone.first : zone.last] if t.found)
        self._quotes = _MOST_QUOTES

    def _is_prose(self, number: int) -> bool:
        """Whether a text is a paragraph of the body: found, long, and nothing else by its name or place."""
        text = self.texts[number]
        if not (text.found and text.width >= SENTENCE and number > self.zone.headline):
            return False
        if text.parent.name in HEADINGS or text.parent in self.zone.furniture:
            return False
        if self.named(text) & {"deck", "kicker", "byline", "caption", "credit"}:
            return False
        return text.key not in self.decks or self._is_like_next(number)

    def _is_like_next(self, number: int) -> bool:
        """Whether the text is a paragraph like the one that follows, in the same element: no deck, but the lead."""
        one = self.texts[number].parent
        others = (self.texts[n].parent for n in range(number + 1, min(number + 3, len(self.texts))))
        return any(o is one or (o.parent is one.parent and _looks(o) == _looks(one)) for o in others)

    def named(self, text: Text) -> set[str]:
        """The roles that the names of the elements around a text say, as far as they speak of it."""
        return {self.names[e] for e in near(text.parent)}

    def is_at_home(self, text: Text) -> bool:
        """Whether a text stands where paragraphs of the body do."""
        return text.parent in self.homes or text.parent.parent in self.homes

    def is_like_prose(self, text: Text) -> bool:
        """Whether a text's element looks like a paragraph of the body beside it."""
        return (text.parent.parent, *_looks(text.parent)) in self._looks

    def in_figure(self, text: Text) -> bool:
        """Whether a text stands in a picture's caption, or else in a figure that has a picture and no table."""
        around = list(within(text.parent))
        if any(e.name == "figcaption" for e in around):
            return True
        is_other = any(e.name in ("table", "blockquote") for e in around)
        return not is_other and any(e.name == "figure" and e in self._figures for e in around)

    def in_dropped_figure(self, text: Text) -> bool:
        """Whether all of the figure that a text stands in is page furniture."""
        figure = next((e for e in within(text.parent) if e.name == "figure"), None)
        return figure is not None and figure in self.zone.furniture and self.in_figure(text)

    def is_time(self, text: Text) -> bool:
        """Whether a text stands in a `<time>` or in an element named as a date."""
        around = [text.parent, *near(text.parent)[:2]]
        in_line = any(e.element.name == "time" for e in self.events(text))
        return in_line or any(e.name == "time" or self.names[e] == "date" for e in around)

    def is_author(self, text: Text) -> bool:
        """Whether a text stands in an element named as a byline."""
        return "byline" in self.named(text) or any("author" in e.get("rel").split() for e in near(text.parent))

    def says(self, text: Text) -> list[str]:
        """The page's authors whom a text names."""
        return [a for a in self.authors if len(a) > 2 and a in text.key]

    def events(self, text: Text) -> Sequence[Event]:
        """The first events of a text."""
        return self.zone.page.tree.events[text.run.at : text.run.at + 4]

    def linked(self, text: Text) -> float:
        """The share of links in the letters of a text's element."""
        letters = self.zone.page.letters[text.parent]
        return self.zone.links[text.parent] / letters if letters else 0.0

    def is_sentence(self, text: Text) -> bool:
        """Whether a text is long and not mostly links."""
        return text.width >= SENTENCE and self.linked(text) < LINKED

    def is_said_again(self, text: Text) -> bool:
        """Whether the body has the words of a quote."""
        self._quotes -= 1
        return self._quotes >= 0 and text.width <= _QUOTES_WITHIN and text.key in self._whole

    def is_followed(self, number: int) -> bool:
        """Whether a paragraph of the body comes next."""
        return any(self.texts[n].found for n in range(number + 1, min(number + 3, self.zone.last)))

    def is_beside(self, around: Sequence[Element]) -> bool:
        """Whether a list or table stands among the article's paragraphs."""
        outer = next((e for e in reversed(around) if e.name in ("ul", "ol", "dl", "table")), None)
        return outer is not None and any(e in self.homes for e in (outer.parent, outer.parent and outer.parent.parent))

    def is_only_heading(self, element: Element) -> bool:
        """Whether an element is a heading, and no text of the zone stands in another one of its level."""
        zone = self.texts[self.zone.first : self.zone.last]
        return element.name in HEADINGS and sum(t.parent.name == element.name for t in zone) == 1

    def is_above_headline(self, number: int) -> bool:
        """Whether a text stands directly above the headline, in the same element."""
        headline = self.texts[self.zone.headline].parent
        here = self.texts[number].parent
        return number == self.zone.headline - 1 and headline.parent in (here, here.parent)


def within(element: Element) -> Iterator[Element]:
    """The elements around a text, its own first, up to its section."""
    for one in (element, *element.around()):
        if one.name in ("article", "main", "body", "html", "section", ""):
            return
        yield one


def near(element: Element) -> list[Element]:
    """The elements whose names speak of a text: the one around it and the two around that."""
    return [e for e in (element, *element.around()) if e.name not in ("article", "main", "body", "html", "")][:3]


def _looks(element: Element) -> tuple[str, str]:
    return element.name, element.get("class")


def _figures(zone: Zone) -> set[Element]:
    """The figures that have a picture, a film or the like."""
    inside: dict[Element | None, Element | None] = {None: None}
    found = set()
    for element in zone.page.tree.elements:
        figure = element if element.name == "figure" else inside[element.parent]
        inside[element] = figure
        if figure is not None and element.name in MEDIA:
            found.add(figure)
    return found
