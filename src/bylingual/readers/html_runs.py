"""The texts of a page where they stand: each run of words between two block elements, and each picture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..html_text import is_code, is_unseen, shown_and_plain
from ..html_tree import VOID, Element, Event, Kind, Tree
from .html_labels import role_named
from .html_names import is_labelled_credit
from .spans import trimmed

# Elements that stand within a line; every other element ends a run of words.
_INLINE = frozenset(
    ["a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i",
     "img", "ins", "kbd", "label", "mark", "math", "nobr", "noscript", "output", "q", "rb", "rp", "rt", "rtc", "ruby",
     "s", "samp", "script", "slot", "small", "span", "strike", "strong", "style", "sub", "sup", "svg", "template",
     "time", "tt", "u", "var", "wbr"]
)  # fmt: skip

_NEVER_ALONE = frozenset(["br", "img", "ruby", "rb", "rt", "rp", "sub", "sup", "wbr"])
_ENDS = frozenset(".!?…»”)")  # of a sentence
_CAPTION_LETTERS = 20  # of a caption beside its credit
MEDIA = frozenset(["amp-img", "audio", "embed", "iframe", "img", "object", "picture", "video"])
# White space as it is written between words at the edges of texts.
_SPACE = r"(?:\s|&nbsp;|&#160;|&#[xX][aA]0;)"
_SPACE_FIRST, _SPACE_LAST = re.compile(rf"{_SPACE}+"), re.compile(rf"{_SPACE}\Z")
_LONGEST_SPACE = 8
_BOLD = frozenset(["b", "strong", "font", "big", "u"])
_BOLD_LENGTH = 400  # of a line with its tags
_MOST_TAGS = 8  # between the edge of an element and its words


@dataclass(frozen=True)
class Run:
    """Words between two block elements, without what surrounds them: `start` to `end` of the text, and within those
    `inner_start` to `inner_end` without codes around all of it. `parent` is the block element around."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    parent: Element
    at: int  # its first event


@dataclass(frozen=True)
class Page:
    """A document's runs in order, its pictures, and for each element how many letters it shows."""

    tree: Tree
    runs: tuple[Run, ...]
    images: tuple[Element, ...]
    letters: dict[Element, int]


def page(tree: Tree) -> Page:
    """The runs and pictures of a document; what no browser shows has none."""
    return _Walk(tree).run()


class _Walk:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.letters: dict[Element, int] = dict.fromkeys(tree.elements, 0)
        self.blocks: set[Element] = set()  # elements that end a run
        self.images: list[Element] = []
        self.runs: list[Run] = []

    def run(self) -> Page:
        self._measure()
        events = self.tree.events
        first, skip = 0, -1
        for at, event in enumerate(events):
            if at <= skip:
                continue
            if event.element in self.blocks and event.kind in (Kind.OPEN, Kind.CLOSE):
                self._flush(first, at)
                first = at + 1
                if event.kind is Kind.OPEN and is_unseen(event.element):
                    skip = event.element.last
                    first = skip + 1
            elif event.kind is Kind.OPEN and event.element.name == "br" and self._ends_paragraph(at):
                self._flush(first, at)
                first = at + 1
        return Page(self.tree, tuple(self.runs), tuple(self.images), self.letters)

    def _measure(self) -> None:
        text = self.tree.text
        skip = -1
        for at, event in enumerate(self.tree.events):
            element = event.element
            if event.kind is Kind.OPEN and (
                element.name not in _INLINE or (element.name == "br" and self._ends_paragraph(at))
            ):
                self._block(element)
            if at <= skip:
                continue
            if event.kind is Kind.OPEN and is_unseen(element):
                skip = element.last
            elif event.kind is Kind.OPEN and element.name == "img":
                self.images.append(element)
            elif event.kind is Kind.TEXT:
                self.letters[element] += sum(c.isalnum() for c in text[event.start : event.end])
        for element in reversed(self.tree.elements):
            if element.parent is not None:
                self.letters[element.parent] += self.letters[element]
        for element in self.tree.elements:
            if element.name in _INLINE and element.name not in _NEVER_ALONE and self._stands_alone(element):
                self._block(element)

    def _stands_alone(self, element: Element) -> bool:
        """Whether an element within a line stands apart in the page's style: the credit in a caption, or words that
        touch the next element's without a space (`Jane Doe</span><span>May 3`)."""
        letters = self.letters[element]
        if not letters:
            return False
        before = self.tree.events[element.first - 1]
        if before.kind is Kind.CLOSE and before.element.parent is element.parent and self._touch(before, element):
            self._block(before.element)
            return True
        if element.parent is None or self.letters[element.parent] < letters + _CAPTION_LETTERS:
            return False
        around = [e for e, _ in zip(element.around(), range(3), strict=False)]
        in_caption = any(e.name == "figcaption" or role_named(e) == "caption" for e in around)
        if not in_caption:
            return False
        words = shown_and_plain(self.tree.text[element.inner : element.inner_end])[1]
        return role_named(element) == "credit" or is_labelled_credit(words)

    def _touch(self, before: Event, element: Element) -> bool:
        if before.element.name not in _INLINE or not (before.element.attributes or before.element.name == "span"):
            return False
        left = self._edge(before.element.last - 1, -1)[-1:]
        right = self._edge(element.first + 1, 1)[:1]
        return ((left.islower() or left in _ENDS) and (right.isupper() or right.isdigit())) or (
            left.isdigit() and right.isupper()
        )

    def _edge(self, at: int, step: int) -> str:
        """The text that stands at an edge of an element, "" if that is no text."""
        events = self.tree.events
        for _ in range(_MOST_TAGS):
            event = events[at]
            if event.kind is Kind.TEXT:
                return self.tree.text[event.start : event.end]
            at += step
            if not 0 <= at < len(events):
                break
        return ""

    def _block(self, element: Element) -> None:
        """A block element, and with it all elements around it that stand in lines elsewhere."""
        if element.name != "br":
            self.blocks.add(element)
        for outer in element.around():
            if outer in self.blocks:
                break
            self.blocks.add(outer)

    def _ends_paragraph(self, at: int) -> bool:
        """Whether a line break is one between paragraphs: the second of two, or one behind a line all in bold."""
        return self._is_second(at) or self._is_behind_bold(at)

    def _is_behind_bold(self, at: int) -> bool:
        events, text = self.tree.events, self.tree.text
        last = at - 1
        while last > 0 and events[last].kind is Kind.TEXT and not text[events[last].start : events[last].end].strip():
            last -= 1
        bold = events[last].element
        if events[last].kind is not Kind.CLOSE or bold.name not in _BOLD or bold.end - bold.start > _BOLD_LENGTH:
            return False
        first = bold.first - 1
        while (
            first > 0 and events[first].kind is Kind.TEXT and not text[events[first].start : events[first].end].strip()
        ):
            first -= 1
        before = events[first]
        return before.kind in (Kind.OPEN, Kind.CLOSE) and (
            before.element.name not in _INLINE or before.element.name == "br"
        )

    def _is_second(self, at: int) -> bool:
        """Whether a line break follows another with nothing between them."""
        events, text = self.tree.events, self.tree.text
        at -= 1
        while at >= 0:
            event = events[at]
            if event.kind is Kind.TEXT and text[event.start : event.end].strip():
                return False
            if event.kind in (Kind.OPEN, Kind.CLOSE):
                return event.element.name == "br"
            at -= 1
        return False

    def _flush(self, first: int, end: int) -> None:
        """The run of the events from `first` to before `end`."""
        events = self.tree.events
        first, end = self._trimmed(events, first, end)
        if first >= end:
            return
        parent = next(
            e for e in (events[first].element, *events[first].element.around()) if e in self.blocks or not e.name
        )
        outer: tuple[int, int] | None = None
        at = first
        while True:
            element = events[first].element
            whole = events[first].kind is Kind.OPEN and element.last == end - 1
            if outer is None and not (whole and not is_code(element) and element.name != "ruby"):
                outer = self._span(events, first, end)
            if not whole or element.name == "ruby" or element.name in VOID:
                break
            first, end = self._trimmed(events, first + 1, end - 1)
        assert outer is not None  # noqa: S101 - set in the first round; mypy is told  # nosec B101
        inner = self._span(events, first, end)
        self.runs.append(Run(*outer, *inner, parent, at))

    def _span(self, events: Sequence[Event], first: int, end: int) -> tuple[int, int]:
        start, stop = trimmed(self.tree.text, events[first].start, events[end - 1].end)
        while (
            match := _SPACE_LAST.search(self.tree.text, max(start, stop - _LONGEST_SPACE), stop)
        ) and match.end() == stop:
            stop = match.start()
        while match := _SPACE_FIRST.match(self.tree.text, start, stop):
            start = match.end()
        return start, max(start, stop)

    def _trimmed(self, events: Sequence[Event], first: int, end: int) -> tuple[int, int]:
        """Events without those at either end that show no words."""
        while first < end and self._is_empty(events[first]):
            element = events[first].element
            first = max(first, element.last if events[first].kind is Kind.OPEN else first) + 1
        while end > first and self._is_empty(events[end - 1]):
            end = events[end - 1].element.first if events[end - 1].kind is Kind.CLOSE else end - 1
        return first, max(first, end)

    def _is_empty(self, event: Event) -> bool:
        if event.kind is Kind.TEXT:
            return not self.tree.text[event.start : event.end].strip()
        return event.kind is Kind.OTHER or not self.letters[event.element]
