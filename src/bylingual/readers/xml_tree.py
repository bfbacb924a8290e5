"""XML with the place of every element. The one parser for XML from outside: nothing is fetched, nothing is expanded.

expat says whether a document is well formed; a scan of the same text then tells where its elements stand. A document
type may be named, as NITF does, but not loaded; one with declarations of its own (entities) is refused.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from ..errors import ReadError
from .coded import Coded, decoded_references, joined, referenced, verbatim

_DEEPEST = 200
_MOST_ELEMENTS = 500_000
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_ENCODING = re.compile(rb"""\s*<\?xml\b[^>]*\bencoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_TOKEN = re.compile(
    r"<(?:!--.*?-->|\?.*?\?>|!\[CDATA\[(?P<cdata>.*?)\]\]>|!DOCTYPE(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>"
    r"|/(?P<close>[^\s>]+)\s*>|(?P<open>[^\s/>]+)(?P<rest>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_REFERENCE = re.compile(r"&[^;&\s]+;")
_XML = "http://www.w3.org/XML/1998/namespace"


@dataclass(slots=True, eq=False)
class Element:
    """An element of a document: from `start` to `end` with its tags, from `inner` to `inner_end` what is in it.

    `name` is its local name, `space` its namespace ("" for none, the prefix where that is not bound).
    """

    document: Document
    name: str
    space: str
    start: int
    inner: int
    inner_end: int = 0
    end: int = 0
    children: tuple[Element, ...] | list[Element] = ()

    def attribute(self, name: str) -> str:
        """An attribute's value, "" if it has none; `xml:lang` as it is written, others without their prefix too."""
        tag = self.document.text[self.start : self.inner]
        values = {m[1]: m[2] if m[2] is not None else m[3] for m in _ATTRIBUTE.finditer(tag)}
        short = {key.rpartition(":")[2]: value for key, value in values.items() if ":" not in name}
        value = values.get(name, short.get(name, ""))
        return _REFERENCE.sub(lambda m: referenced(m[0]), value).strip()

    def all(self, *path: str) -> list[Element]:
        """The elements with these local names, each below the one before."""
        found = [self]
        for name in path:
            found = [child for element in found for child in element.children if child.name == name]
        return found

    def first(self, *path: str) -> Element | None:
        """The first of `all`."""
        return next(iter(self.all(*path)), None)

    def within(self, name: str) -> Iterator[Element]:
        """Every element with a local name in this one, however deep, in order."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.within(name)

    def coded(self) -> Coded:
        """The text in it: references read, CDATA sections opened, without tags and comments."""
        return joined(list(self.document.texts(self.inner, self.inner_end)))

    def string(self, *path: str) -> str:
        """The text in the first element of a path, stripped; "" if there is none."""
        found = self.first(*path)
        return found.coded().text.strip() if found else ""

    def markup(self) -> Coded:
        """What is in it as it is written."""
        return verbatim(self.document.text, self.inner, self.inner_end, is_markup=True)


@dataclass
class Document:
    """A text that is XML, its root element, and the contents of its CDATA sections (`sections`: start, end)."""

    text: str
    sections: list[tuple[int, int]] = field(default_factory=list)
    root: Element = field(init=False)

    def section(self, place: int) -> int | None:
        """The number of the CDATA section in which a character stands, None for none."""
        number = bisect_right(self.sections, (place, len(self.text))) - 1
        inside = number >= 0 and self.sections[number][0] <= place < self.sections[number][1]
        return number if inside else None

    def texts(self, start: int, end: int) -> Iterator[Coded]:
        """The pieces of text from `start` to `end`, at least one."""
        at = start
        for match in _TOKEN.finditer(self.text, start, end):
            yield decoded_references(self.text, at, match.start())
            if match["cdata"] is not None:
                yield verbatim(self.text, *match.span("cdata"))
            at = match.end()
        yield decoded_references(self.text, at, end)


def declared_encoding(data: bytes) -> str:
    """The encoding that an XML declaration names, "" if none."""
    found = _ENCODING.match(data)
    return found[1].decode() if found else ""


def parse(text: str, path: str) -> Document:
    """The document that `text` is. Raises ReadError, with the line, for what is not well formed, declares entities,
    or is nested too deeply."""
    _check(text, path)
    document = Document(text)
    spaces: list[dict[str, str]] = [{"xml": _XML}]
    stack: list[Element] = []
    for match in _TOKEN.finditer(text):
        if match["cdata"] is not None:
            document.sections.append(match.span("cdata"))
        elif match["close"]:
            element = stack.pop()
            spaces.pop()
            element.inner_end, element.end = match.start(), match.end()
        elif match["open"]:
            known = spaces[-1]
            if "xmlns" in match["rest"]:
                known = {**known, **_bound(match["rest"])}
            prefix, _, name = match["open"].rpartition(":")
            element = Element(document, name, known.get(prefix, prefix), match.start(), match.end())
            if stack:
                around = stack[-1]
                if not around.children:
                    around.children = []
                around.children.append(element)  # type: ignore[union-attr]
            else:
                document.root = element
            if match["rest"].endswith("/"):
                element.inner_end = element.end = match.end()
            else:
                stack.append(element)
                spaces.append(known)
    return document


def _bound(rest: str) -> dict[str, str]:
    """The namespaces that a tag binds, by prefix ("" for the default one)."""
    found = ((m[1], m[2] if m[2] is not None else m[3]) for m in _ATTRIBUTE.finditer(rest))
    return {name[6:]: value for name, value in found if name == "xmlns" or name.startswith("xmlns:")}


def _check(text: str, path: str) -> None:
    """Raises ReadError for what is no XML that we take."""
    # The text is decoded already, and white space before the declaration is a common mistake that does no harm.
    plain = _DECLARATION.sub(lambda m: re.sub(r"[^\r\n]", " ", m[0]), text, count=1) if "<?xml" in text[:200] else text
    parser = expat.ParserCreate("utf-8")
    parser.UseForeignDTD(True)  # `&nbsp;` without a document type is no reason to lose an article
    guard = _Guard(parser, path)
    parser.StartElementHandler = guard.start
    parser.EndElementHandler = guard.end
    parser.StartDoctypeDeclHandler = guard.document_type
    parser.EntityDeclHandler = guard.entity
    try:
        parser.Parse(plain.encode(), True)
    except expat.ExpatError as error:
        problem = f"not well-formed XML: {expat.ErrorString(error.code)}"
        raise ReadError(problem, path=path, line=error.lineno, remedy="Mend it, or ask for it again") from None


class _Guard:
    """Counts and refuses while expat reads."""

    def __init__(self, parser: expat.XMLParserType, path: str) -> None:
        self.parser, self.path = parser, path
        self.depth = self.elements = 0

    def start(self, name: str, attributes: object) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > _DEEPEST:
            raise self._error(f"elements nested more than {_DEEPEST} deep")
        if self.elements > _MOST_ELEMENTS:
            raise self._error(f"more than {_MOST_ELEMENTS:,} elements")

    def end(self, name: str) -> None:
        self.depth -= 1

    def document_type(self, name: str, system: str | None, public: str | None, has_declarations: int) -> None:
        if has_declarations:
            raise self._error("a document type with declarations of its own, which are never followed")

    def entity(self, *declaration: object) -> None:
        raise self._error("an entity declaration, which is never followed")

    def _error(self, problem: str) -> ReadError:
        return ReadError(problem, path=self.path, line=self.parser.CurrentLineNumber, remedy="Remove it")
