"""NewsML-G2, the IPTC's news items in XML: what is said of an item, and its text as NITF, XHTML, HTML or plain text.

Source of elements: https://www.iptc.org/std/NewsML-G2/, 2.0 to 2.34. Role and status are QCodes (`stat:usable`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..locales import language_of
from ..model import Role
from . import nitf
from .assembly import Assembly, declared, is_marked, says
from .nitf import dateline
from .status import refused_status
from .vocabulary import HTML
from .xml_fields import has_text, line
from .xml_tree import Element

_ITEMS = ("newsItem", "packageItem")
_LOGIN = re.compile(r"[\w-]*[.@_][\w.@-]*|[a-z]+|")
_SUB = re.compile(r"sub|deck|dek|standfirst|secondary", re.IGNORECASE)


def items(root: Element) -> list[Element]:
    """The items of a message, or the one that the file is."""
    if root.name in _ITEMS:
        return [root]
    return [item for around in root.all("itemSet") for item in around.children if item.name in _ITEMS]


def identity(item: Element) -> str:
    """What names an item among others."""
    return item.attribute("guid") or item.string("contentMeta", "headline")


def refusal(item: Element) -> str:
    """Why an item is not to be published, "" if it is."""
    status = item.first("itemMeta", "pubStatus")
    if status and (why := refused_status(status.attribute("qcode") or status.coded().text)):
        return why
    if item.name == "packageItem":
        return "no text: a package that names other items"
    if _bodies(item) or (_kind(item) in ("", "text") and _descriptions(item)):
        return ""
    return f"no text: an item of class {_kind(item)}" if _kind(item) else "no text"


def embargo(item: Element) -> str:
    """Until when an item must not be published, as it says; one without an end is not over."""
    found = item.first("itemMeta", "embargoed")
    return (found.coded().text.strip() or "no end is named") if found else ""


def fill(item: Element, assembly: Assembly) -> tuple[str, Mapping[str, str]]:
    """Put an item's texts in, in reading order; its language and its metadata."""
    named = [e.attribute("tag") for e in item.all("contentMeta", "language")]
    language = (
        next((n for n in named if n), "") or item.attribute("xml:lang") or item.document.root.attribute("xml:lang")
    )
    headline = _headlines(item, assembly, language)
    bodies = _bodies(item)
    for element in _descriptions(item):
        line(element, assembly, Role.DECK if bodies else Role.BODY)
    for element in _names(item):
        line(element, assembly, Role.BYLINE, keep="names")
    for element in item.all("contentMeta", "dateline"):
        dateline(element, assembly)
    for number, element in enumerate(bodies):
        _body(element, assembly, headline, again=number > 0)
    for element in item.all("contentMeta", "creditline"):
        line(element, assembly, Role.CREDIT, keep="names")
    title = item.first("itemMeta", "title")
    if title and says(title.coded().text, headline):
        assembly.again(title.coded())
    meta = {
        "guid": item.attribute("guid"),
        "version": item.attribute("version"),
        "versionCreated": item.string("itemMeta", "versionCreated"),
    }
    return language, {key: value for key, value in meta.items() if value}


def _kind(item: Element) -> str:
    """What an item is: `text`, `picture` …"""
    found = item.first("itemMeta", "itemClass")
    return found.attribute("qcode").rpartition(":")[2] if found else ""


def _headlines(item: Element, assembly: Assembly, language: str) -> str:
    """Put in the headlines; the first one's text."""
    headline = ""
    found = item.all("contentMeta", "headline")
    for element in sorted(found, key=lambda e: bool(_SUB.search(e.attribute("role")))):
        text, role = element.coded().text, element.attribute("role")
        own = declared(element.attribute("xml:lang"))
        if own and language and language_of(own) != language_of(declared(language) or own):
            assembly.aside(element.coded(), f"in another language ({own})")
        elif _SUB.search(role.rpartition(":")[2]):
            line(element, assembly, Role.DECK)
        elif not headline or says(text, headline):
            headline = headline or text
            line(element, assembly, Role.HEADLINE)
        else:
            line(element, assembly, Role.META, name=role or "headline")
    return headline


def _names(item: Element) -> list[Element]:
    """Who wrote an item, as it is to be said; else its creators, less what are no names but log-ins."""
    said = [e for e in item.all("contentMeta", "by") if has_text(e)]
    return said or [e for e in item.all("contentMeta", "creator", "name") if not _LOGIN.fullmatch(e.string())]


def _descriptions(item: Element) -> list[Element]:
    """What sums an item up; captions in it belong to pictures elsewhere."""
    found = item.all("contentMeta", "description")
    return [e for e in found if "caption" not in e.attribute("role") and has_text(e)]


def _bodies(item: Element) -> list[Element]:
    """The texts of an item: those with markup first."""
    found = [*item.all("contentSet", "inlineXML"), *item.all("contentSet", "inlineData")]
    return [e for e in found if _is_text(e) and has_text(e)]


def _is_text(element: Element) -> bool:
    kind = element.attribute("contenttype")
    return not kind or kind.startswith("text/") or "nitf" in kind or "html" in kind or element.name == "inlineXML"


def _body(element: Element, assembly: Assembly, headline: str, *, again: bool) -> None:
    story = next(element.within("nitf"), None)
    if element.name == "inlineXML" and not again:
        if story:
            nitf.put(story, assembly, headline)
        else:
            assembly.marked(element.markup(), HTML)
        return
    coded = element.markup() if element.name == "inlineXML" else element.coded()
    marked = "html" in element.attribute("contenttype") or is_marked(coded.text)
    if again:
        assembly.again(coded, HTML if marked else None)
    elif "html" in element.attribute("contenttype"):
        assembly.marked(coded, HTML)
    else:
        assembly.plain(coded)
