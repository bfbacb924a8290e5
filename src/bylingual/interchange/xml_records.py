"""XML from anybody: read record by record, nothing declared in it is believed, nothing outside it is looked at.

A DOCTYPE may name a DTD, which is never opened; a file that declares entities, or uses one that XML itself does not
have, is refused. What is read is bounded; one record is held at a time, since memories may be large (`readers` want the
whole document, and places in it).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from ..errors import InterchangeError
from ..files import open_file, remedy

XML_LANG = "http://www.w3.org/XML/1998/namespace lang"

_CHUNK = 1 << 16
# No format here nests deeper than a few dozen elements, and no paragraph is that long.
_DEEPEST = 200
_LONGEST = 4_000_000
# Bytes of one tag, comment or declaration.
_LONGEST_TAG = 4 << 20
# XML 1.0 §2.2: the characters that no XML document can hold.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class Node:
    """An element: `name` and attribute names are "namespace local", or the local name alone where there is none;
    `line` is where its start tag stands. `content` is in document order."""

    name: str
    attributes: dict[str, str]
    line: int
    content: list[str | Node] = field(default_factory=list)

    def children(self, name: str) -> list[Node]:
        """The elements of a name directly in this one."""
        return [c for c in self.content if isinstance(c, Node) and c.name == name]

    def child(self, name: str) -> Node | None:
        """The first of them, None if there is none."""
        return next(iter(self.children(name)), None)

    @property
    def text(self) -> str:
        """All text in it, that of inner elements too."""
        return "".join(c if isinstance(c, str) else c.text for c in self.content)


def records(file: Path, shown: str, wanted: frozenset[str]) -> Iterator[Node]:
    """The elements of `file` in the order of their tags: those whose name is `wanted` whole, once they end, with all
    that is in them; those around them without content, where they begin.

    Raises InterchangeError, naming `shown` and the line, for what is not XML, declares entities or is too much.
    """
    reader = _Reader(shown, wanted)
    try:
        with open_file(file) as opened:
            while chunk := opened.read(_CHUNK):
                reader.feed(chunk)
                yield from reader.taken()
            reader.feed(b"", last=True)
    except OSError as error:
        raise InterchangeError(f"cannot be read: {error.strerror}", path=shown, remedy=remedy(error)) from None
    yield from reader.taken()


class _Reader:
    def __init__(self, shown: str, wanted: frozenset[str]) -> None:
        self.shown, self.wanted = shown, wanted
        self.done: list[Node] = []
        self.open: list[Node] = []  # within a wanted element
        self.depth = self.length = self.fed = 0
        self.parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = lambda name, *rest: self._refuse(f"declares an entity, {name}")
        parser.SkippedEntityHandler = lambda name, *rest: self._refuse(f"an entity that XML does not have, &{name};")

    def feed(self, chunk: bytes, *, last: bool = False) -> None:
        self.fed += len(chunk)
        try:
            self.parser.Parse(chunk, last)
        except expat.ExpatError as error:
            raise InterchangeError(
                f"not well-formed XML: {expat.ErrorString(error.code)}",
                path=self.shown,
                line=error.lineno,
                remedy="Have the tool that wrote it write it again",
            ) from None
        except (LookupError, ValueError) as error:  # an encoding that Python does not know, or one of several bytes
            raise InterchangeError(
                f"an encoding that is not read here ({error})", path=self.shown, line=1, remedy="Save it as UTF-8"
            ) from None

        if self.fed - self.parser.CurrentByteIndex > _LONGEST_TAG:
            self._refuse(f"a tag or comment of more than {_LONGEST_TAG >> 20} MB")

    def taken(self) -> list[Node]:
        done, self.done = self.done, []
        return done

    def _refuse(self, problem: str) -> None:
        raise InterchangeError(
            problem, path=self.shown, line=self.parser.CurrentLineNumber, remedy="Such files are not read; remove it"
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            self._refuse(f"elements nested deeper than {_DEEPEST}")
        node = Node(name, attributes, self.parser.CurrentLineNumber)
        if self.open:
            self.open[-1].content.append(node)
            self.open.append(node)
        elif name in self.wanted:
            self.length = 0
            self.open.append(node)
        else:
            self.done.append(node)

    def _end(self, name: str) -> None:
        self.depth -= 1
        if self.open:
            node = self.open.pop()
            if not self.open:
                self.done.append(node)

    def _text(self, text: str) -> None:
        if self.open:
            self.length += len(text)
            if self.length > _LONGEST:
                self._refuse(f"more than {_LONGEST} characters in one record")
            self.open[-1].content.append(text)


def holds(text: str) -> bool:
    """Whether an XML document can hold `text` as it is."""
    return not _ILLEGAL.search(text)


def escaped(text: str, illegal: Callable[[str], str] = lambda character: "\ufffd") -> str:
    """`text` as it is written between tags or in an attribute in double quotes. `illegal` gives what stands for a
    character that XML cannot hold."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return _ILLEGAL.sub(lambda match: illegal(match[0]), text.replace("\r", "&#13;"))
