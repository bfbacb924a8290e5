"""How an XML file writes what is put into it, and its fields of one line."""

from __future__ import annotations

import codecs
import re

from ..model import Role
from .assembly import Around, Assembly, says_something
from .coded import Coded
from .encoding import Decoded
from .vocabulary import NITF
from .xml_tree import Document, Element

_TAG = re.compile(r"<[A-Za-z/]")
_NUMBERED = re.compile(r"&#(?:1[3-9]\d|12[89]|[2-9]\d\d|\d{4,}|[xX][0-9a-fA-F]{2,});")


def line(element: Element, assembly: Assembly, role: Role, *, keep: str = "", name: str = "") -> None:
    """A field of one line: marked up where elements stand in it. With `keep`, the reason, its text is kept as it is;
    `role` is then one that always is."""
    if element.children:
        assembly.marked(element.markup(), NITF, role)
    else:
        assembly.line(element.coded(), role, keep=keep, name=name)


def has_text(element: Element) -> bool:
    """Whether there are words in an element, however it writes them."""
    return any(says_something(piece.text) for piece in element.document.texts(element.inner, element.inner_end))


def around(document: Document, codec: str) -> Around:
    """The forms of pieces of this document, whose characters outside `codec` are written as references."""

    def form(coded: Coded, start: int, end: int, words: str) -> str | None:
        if coded.is_markup:
            return f"{words}+refs:{codec}"
        first, last = document.section(start), document.section(end - 1)
        if (first is None) != (last is None):
            return None
        if first is not None:
            return f"{words}+refs:{codec}+cdata" if words in ("html", "text+attribute") else f"{words}+cdata:{codec}"
        return None if _TAG.search(document.text, start, end) else f"{words}+xml+refs:{codec}"

    return form


def codec_of(decoded: Decoded, declared: str) -> str:
    """What new text may consist of without references: the codecs of the file, if it says the right one and does not
    write references throughout; else ASCII, which is right whatever a program takes the file for."""
    text = decoded.text
    if text.isascii() and (_NUMBERED.search(text) or not _is_unicode(declared or "utf-8")):
        return "ascii"
    if _is_unicode(decoded.encoding):
        return "utf-8" if decoded.bom or _is_unicode(declared or "utf-8") else "ascii"
    # A file that says gb2312 is read as gb18030, one that says iso-8859-1 as cp1252: both must hold what is new.
    named = codecs.lookup(declared).name if declared and _known(declared) else decoded.encoding
    return decoded.encoding if named == decoded.encoding else f"{named},{decoded.encoding}"


def _known(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True


def _is_unicode(name: str) -> bool:
    return name.lower().replace("_", "-").startswith("utf")
