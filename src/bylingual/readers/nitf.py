"""NITF, the IPTC's News Industry Text Format, 2.5 to 3.6: `<nitf>`, alone or in a NewsML item.

Source of elements: https://www.iptc.org/std/NITF/3.6/.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..model import Role
from .assembly import Assembly, says
from .status import refused_status
from .vocabulary import NITF
from .xml_fields import has_text, line
from .xml_tree import Element

_MACHINE_TIME = re.compile(r"\d{4}-?\d\d-?\d\d[\dT :.Z+-]*(?:\s*(?:GMT|UTC)\S*)?")
# A slug where a sub-headline should be: a few words in capitals, as agencies index their stories.
_SLUG = re.compile(r"[^a-zß-öø-ÿ]{2,60}")
_MOST_SLUG_WORDS = 6


def items(root: Element) -> list[Element]:
    """The one article."""
    return [root]


def identity(nitf: Element) -> str:
    """What names it among others."""
    found = nitf.first("head", "docdata", "doc-id")
    return (found.attribute("id-string") if found else "") or nitf.string("head", "title")


def refusal(nitf: Element) -> str:
    """Why an article is not to be published, "" if it is."""
    status = _of(nitf, "management-status")
    if status.lower() == "embargoed" and embargo(nitf):
        status = ""
    texts = [*nitf.all("body", "body.content"), *nitf.all("body", "body.head", "abstract")]
    return refused_status(status) or ("" if any(map(has_text, texts)) else "no text")


def embargo(nitf: Element) -> str:
    """Until when it must not be published, as it says."""
    found = nitf.first("head", "docdata", "date.release")
    return found.attribute("norm") if found else ""


def fill(nitf: Element, assembly: Assembly) -> tuple[str, Mapping[str, str]]:
    """Put an article's texts in, in reading order; its language and its metadata."""
    put(nitf, assembly)
    languages = [nitf, *nitf.all("body"), *nitf.all("body", "body.content")]
    language = next((s for e in languages if (s := e.attribute("xml:lang") or e.attribute("baselang"))), "")
    issued = nitf.first("head", "docdata", "date.issue")
    meta = {"id": identity(nitf), "issued": issued.attribute("norm") if issued else ""}
    return language, {key: value for key, value in meta.items() if value}


def put(nitf: Element, assembly: Assembly, headline: str = "") -> None:
    """Put in the texts of a `<nitf>` element; `headline` is one that was said outside of it."""
    head = nitf.first("body", "body.head")
    title = nitf.first("head", "title")
    headlines = [*head.all("hedline", "hl1"), *head.all("headline", "hl1")] if head else []
    for element in headlines[:1] or ([title] if title and not headline else []):
        line(element, assembly, Role.HEADLINE)
        headline = headline or element.coded().text
    for element in headlines[1:]:
        line(element, assembly, Role.META)
    for element in [*head.all("hedline", "hl2"), *head.all("headline", "hl2")] if head else []:
        _under(element, assembly, headline, nitf)
    for element in head.all("abstract") if head else []:
        assembly.marked(element.markup(), NITF, Role.DECK)
    for element in head.all("byline") if head else []:
        line(element, assembly, Role.BYLINE, keep="names")
    for element in head.all("dateline") if head else []:
        dateline(element, assembly)
    for element in nitf.all("body", "body.content"):
        assembly.marked(element.markup(), NITF)
    for element in nitf.all("body", "body.end", "tagline"):
        line(element, assembly, Role.CREDIT, keep="names")
    if title and headlines and says(title.coded().text, headlines[0].coded().text):
        assembly.again(title.coded())


def dateline(element: Element, assembly: Assembly) -> None:
    """Place and date as they are; times for machines are for no reader."""
    coded = element.coded()
    machine = _MACHINE_TIME.fullmatch(coded.text.strip())
    if machine:
        assembly.aside(coded, "a time for machines")
        return
    dates = [date for date in element.all("story.date") if _MACHINE_TIME.fullmatch(date.coded().text.strip())]
    if dates:
        assembly.marked(element.markup(), NITF, Role.DATELINE)
    else:
        line(element, assembly, Role.DATELINE, keep="place and date")


def _under(element: Element, assembly: Assembly, headline: str, nitf: Element) -> None:
    """A sub-headline: a deck, unless it is the headline again or the story's slug."""
    text = " ".join(element.coded().text.split())
    keywords = [k.attribute("key") for k in nitf.all("head", "docdata", "key-list", "keyword")]
    in_capitals = _SLUG.fullmatch(text) and len(text.split()) <= _MOST_SLUG_WORDS and text.upper() != text.lower()
    if any(says(text, keyword) for keyword in keywords) or (in_capitals and not _SLUG.fullmatch(headline.strip())):
        assembly.aside(element.coded(), "the story's slug")
    elif says(text, headline):
        line(element, assembly, Role.HEADLINE)
    else:
        line(element, assembly, Role.DECK)


def _of(nitf: Element, name: str) -> str:
    """An attribute of the document's data."""
    found = nitf.first("head", "docdata")
    return found.attribute(name) if found else ""
