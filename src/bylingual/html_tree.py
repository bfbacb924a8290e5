"""HTML as a list of events with the places they stand at: a tolerant tokenizer that loses no character.

Elements end where browsers end them in ordinary pages: void elements, implied end tags, stray end tags. What else
browsers do (foster parents, formatting that is opened again) moves text away from where it stands, and is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from html import unescape

from .errors import ReadError

MOST_LEVELS = 500  # of elements in elements; browsers stop at 512, libxml2 at 256

_SPACE = " \t\n\r\f"
_NAME = re.compile(r"[a-zA-Z][^ \t\n\r\f/>]*")
_ATTRIBUTE = re.compile(
    r"""[ \t\n\r\f/]*([^ \t\n\r\f/>][^ \t\n\r\f/>=]*)"""
    r"""(?:[ \t\n\r\f]*=[ \t\n\r\f]*(?:"([^"]*)"|'([^']*)'|([^"' \t\n\r\f>][^ \t\n\r\f>]*)|(?=>)|(["'])))?"""
)
_REST = re.compile(r"[ \t\n\r\f/]*")
_COMMENT_END = re.compile(r"--!?>")

VOID = frozenset(
    ["area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link",
     "meta", "param", "source", "track", "wbr"]
)  # fmt: skip
# Elements whose content is no markup (WHATWG HTML §13.2.6), noscript as where scripts run.
RAW = frozenset(["iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title", "xmp"])
_FOREIGN = frozenset(["svg", "math"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
# What ends an open paragraph where it begins (§13.2.6.4.7).
_ENDS_P = frozenset(
    ["address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl", "dd", "dt",
     "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "li", "listing", "main", "menu",
     "nav", "ol", "p", "plaintext", "pre", "search", "section", "summary", "table", "ul", "xmp", *_HEADINGS]
)  # fmt: skip
# What an element ends where it begins, up to the elements that keep it in.
_ENDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(["li"]), frozenset(["ul", "ol", "menu", "dir"])),
    "dd": (frozenset(["dd", "dt"]), frozenset(["dl"])),
    "dt": (frozenset(["dd", "dt"]), frozenset(["dl"])),
    "tr": (frozenset(["tr", "td", "th", "caption", "colgroup"]), frozenset(["table"])),
    "td": (frozenset(["td", "th"]), frozenset(["table", "tr"])),
    "th": (frozenset(["td", "th"]), frozenset(["table", "tr"])),
    **dict.fromkeys(
        ["thead", "tbody", "tfoot", "colgroup", "caption"],
        (frozenset(["thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup"]), frozenset(["table"])),
    ),
    "option": (frozenset(["option"]), frozenset(["select", "optgroup", "datalist"])),
    "optgroup": (frozenset(["option", "optgroup"]), frozenset(["select"])),
    "rt": (frozenset(["rt", "rp"]), frozenset(["ruby"])),
    "rp": (frozenset(["rt", "rp"]), frozenset(["ruby"])),
    **dict.fromkeys(_HEADINGS, (_HEADINGS, frozenset(["div", "section", "article", "td", "th", "li", "a"]))),
}
# Elements that no end tag of another element within ends, but for those of tables among themselves.
_WALLS = frozenset(["table", "td", "th", "caption", "button", "object", "template", "svg", "math", "iframe"])


class Kind(Enum):
    """What an event is."""

    OPEN = "open"
    CLOSE = "close"
    TEXT = "text"
    OTHER = "other"  # comment, doctype, processing instruction, stray end tag


@dataclass(slots=True, eq=False)
class Element:
    """An element: where it starts, its content starts and ends, and it ends (exclusive), in offsets of the text.

    `attributes` gives the value of each as it stands, with where it starts and ends; the first of a name counts.
    """

    name: str
    start: int
    inner: int
    parent: Element | None
    level: int
    attributes: dict[str, tuple[int, int]]
    text: str = field(repr=False)
    inner_end: int = -1
    end: int = -1
    first: int = 0  # its place among the events
    last: int = 0  # the place of its closing event, its own for a void element

    def get(self, name: str) -> str:
        """The value of an attribute, entities resolved; "" where it has none."""
        place = self.attributes.get(name)
        return unescape(self.text[place[0] : place[1]]) if place else ""

    def holds(self, other: Element) -> bool:
        """Whether `other` is this element or lies in it."""
        return self.first <= other.first <= self.last

    def around(self) -> Iterator[Element]:
        """The elements around it, innermost first."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent


@dataclass(slots=True)
class Event:
    """A tag, a piece of text, or something else, and where it stands. An implied end has an empty span.

    `element` is the element that opens or closes, else the one around.
    """

    kind: Kind
    start: int
    end: int
    element: Element


@dataclass(frozen=True)
class Tree:
    """A document: its text, its events in order, its elements in the order in which they start.

    The first element is the document itself; it has no name.
    """

    text: str
    events: tuple[Event, ...]
    elements: tuple[Element, ...]

    @property
    def root(self) -> Element:
        """The document."""
        return self.elements[0]


def parse(text: str, path: str, *, xml: bool = False) -> Tree:
    """The events of `text`. With `xml`, `<p/>` is an empty element. Raises ReadError for elements nested too deeply."""
    return _Builder(text, path, xml).run()


class _Builder:
    def __init__(self, text: str, path: str, xml: bool) -> None:
        self.text, self.path, self.xml = text, path, xml
        self.root = Element("", 0, 0, None, 0, {}, text)
        self.stack = [self.root]
        self.opened: Counter[str] = Counter()
        self.foreign = 0
        self.events: list[Event] = [Event(Kind.OPEN, 0, 0, self.root)]
        self.elements = [self.root]

    def run(self) -> Tree:
        text, size = self.text, len(self.text)
        at = 0
        while at < size:
            found = text.find("<", at)
            while (
                0 <= found < size - 1
                and not (text[found + 1].isalpha() and text[found + 1].isascii())
                and text[found + 1] not in "/!?"
            ):
                found = text.find("<", found + 1)
            if found < 0 or found >= size - 1:
                found = size
            self._words(at, found)
            at = self._markup(found) if found < size else size
        while self.stack:
            self._end(size, size)
        return Tree(text, tuple(self.events), tuple(self.elements))

    def _words(self, start: int, end: int) -> None:
        if start < end:
            self.events.append(Event(Kind.TEXT, start, end, self.stack[-1]))

    def _other(self, start: int, end: int) -> int:
        end = len(self.text) if end < 0 else end
        self.events.append(Event(Kind.OTHER, start, end, self.stack[-1]))
        return end

    def _markup(self, at: int) -> int:
        """What the `<` at an offset begins; the offset behind it."""
        text = self.text
        if text.startswith("<!--", at):
            if text.startswith(("<!-->", "<!--->"), at):
                return self._other(at, text.find(">", at) + 1)
            end = _COMMENT_END.search(text, at + 4)
            return self._other(at, end.end() if end else -1)
        if text.startswith("<![CDATA[", at) and (self.xml or self.foreign):
            end_at = text.find("]]>", at)
            return self._other(at, end_at + 3 if end_at >= 0 else -1)
        slash = text[at + 1] == "/"
        name = _NAME.match(text, at + 1 + slash)
        if not name:
            end_at = text.find(">", at)
            return self._other(at, end_at + 1 if end_at >= 0 else -1)
        attributes, end_at, empty = self._attributes(name.end())
        if end_at < 0:
            return self._other(at, -1)
        if slash:
            self._end_tag(name[0].lower(), at, end_at)
            return end_at
        return self._start_tag(name[0].lower(), at, end_at, attributes, empty)

    def _attributes(self, at: int) -> tuple[dict[str, tuple[int, int]], int, bool]:
        """Attributes from an offset on, the offset behind the tag (-1: it never ends), and whether it ends in `/>`."""
        text = self.text
        attributes: dict[str, tuple[int, int]] = {}
        while match := _ATTRIBUTE.match(text, at):
            if match[5]:  # a quotation mark that opens and never ends
                return attributes, -1, False
            group = match.lastindex if match.lastindex and match.lastindex > 1 else 0
            place = match.span(group) if group else (match.end(), match.end())
            attributes.setdefault(match[1].lower(), place)
            at = match.end()
        rest = _REST.match(text, at)
        end = rest.end() if rest else at
        if end >= len(text):
            return attributes, -1, False
        return attributes, end + 1, text[end - 1] == "/" and end > at

    def _start_tag(self, name: str, at: int, end: int, attributes: dict[str, tuple[int, int]], empty: bool) -> int:
        if name in ("html", "head", "body") and self.opened[name]:
            return self._other(at, end)
        if not self.foreign:
            self._implied(name, at)
        parent = self.stack[-1]
        element = Element(name, at, end, parent, parent.level + 1, attributes, self.text, first=len(self.events))
        self.events.append(Event(Kind.OPEN, at, end, element))
        self.elements.append(element)
        if element.level > MOST_LEVELS:
            line = self.text.count("\n", 0, at) + 1
            raise ReadError("elements nested too deeply", path=self.path, line=line, remedy="Take out levels")
        if name in VOID or (empty and (self.xml or self.foreign)):
            element.inner_end = element.end = end
            element.last = element.first
            self.events.append(Event(Kind.CLOSE, end, end, element))
            element.last = len(self.events) - 1
            return end
        self.stack.append(element)
        self.opened[name] += 1
        self.foreign += name in _FOREIGN
        if name == "plaintext" or (name in RAW and not self.foreign):
            return self._raw(name, end)
        return end

    def _raw(self, name: str, at: int) -> int:
        """The content of an element that holds no markup; the offset behind its end tag."""
        pattern = rf"</{name}(?=[ \t\n\r\f/>])" if name != "plaintext" else r"(?!)"
        end = re.compile(pattern, re.IGNORECASE).search(self.text, at)
        until = end.start() if end else len(self.text)
        self._words(at, until)
        if not end:
            return until
        close = self.text.find(">", end.end())
        close = close + 1 if close >= 0 else len(self.text)
        self._end(until, close)
        return close

    def _implied(self, name: str, at: int) -> None:
        """End what this start tag ends."""
        if name == "body":
            self._end_up_to("head", at, at)
        if name in _ENDS_P and self.opened["p"]:
            self._end_in(frozenset(["p"]), _WALLS, at)
        if name == "a" and self.opened["a"] and self.stack[-1].name == "a":
            self._end(at, at)
        if name in _ENDS:
            ended, kept_in = _ENDS[name]
            while any(self.opened[n] for n in ended) and self._end_in(ended, kept_in, at):
                pass

    def _end_in(self, names: frozenset[str], walls: frozenset[str], at: int) -> bool:
        """End the innermost open element of these names that no wall stands around; whether there was one."""
        for element in reversed(self.stack):
            if element.name in names:
                while self.stack[-1] is not element:
                    self._end(at, at)
                self._end(at, at)
                return True
            if element.name in walls:
                return False
        return False

    def _end_up_to(self, name: str, start: int, end: int) -> bool:
        if not self.opened[name]:
            return False
        for element in reversed(self.stack):
            if element.name == name:
                break
            if element.name in _WALLS and name not in ("table", "tr", "tbody", "thead", "tfoot", "body", "html"):
                return False
        while self.stack[-1].name != name:
            self._end(start, start)
        self._end(start, end)
        return True

    def _end_tag(self, name: str, at: int, end: int) -> None:
        if name in ("body", "html") or not self._end_up_to(name, at, end):
            self._other(at, end)  # body and html end with the document, as in browsers

    def _end(self, start: int, end: int) -> None:
        """End the innermost element with the tag from `start` to `end` (an empty span: an implied end)."""
        element = self.stack.pop()
        element.inner_end, element.end = start, end
        element.last = len(self.events)
        self.events.append(Event(Kind.CLOSE, start, end, element))
        self.opened[element.name] -= 1
        self.foreign -= element.name in _FOREIGN
