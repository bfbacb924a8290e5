"""NewsML 1.0 to 1.2, which agencies still send: `<NewsML>` with items whose components hold lines and contents.

Source of elements: https://www.iptc.org/std/NewsML/1.2/.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model import Role
from . import nitf
from .assembly import Assembly, is_marked
from .nitf import dateline
from .status import refused_status
from .vocabulary import HTML, NITF
from .xml_fields import has_text, line
from .xml_tree import Element


def items(root: Element) -> list[Element]:
    """The items of a file."""
    return root.all("NewsItem")


def identity(item: Element) -> str:
    """What names an item among others."""
    found = ("PublicIdentifier", "NewsItemId")
    return next((s for name in found if (s := item.string("Identification", "NewsIdentifier", name))), "")


def refusal(item: Element) -> str:
    """Why an item is not to be published, "" if it is."""
    status = item.first("NewsManagement", "Status")
    why = refused_status(status.attribute("FormalName") if status else "")
    return why or ("" if any(map(has_text, _contents(item))) else "no text")


def embargo(item: Element) -> str:
    """NewsML 1 says it by the status."""
    return ""


def fill(item: Element, assembly: Assembly) -> tuple[str, Mapping[str, str]]:
    """Put an item's texts in, in reading order; its language and its metadata."""
    lines = [*item.within("NewsLines")]
    first = lines[0] if lines else None
    for name, role in (("HeadLine", Role.HEADLINE), ("SubHeadLine", Role.DECK)):
        for element in first.all(name) if first else []:
            line(element, assembly, role)
    for element in first.all("ByLine") if first else []:
        line(element, assembly, Role.BYLINE, keep="names")
    for element in first.all("DateLine") if first else []:
        dateline(element, assembly)
    headline = first.string("HeadLine") if first else ""
    contents = [*_contents(item)]
    for number, element in enumerate(contents):
        _content(element, assembly, headline, is_main=number == 0)
    for element in first.all("CreditLine") if first else []:
        line(element, assembly, Role.CREDIT, keep="names")
    named = [e.attribute("FormalName") for e in item.within("Language")]
    meta = {"id": identity(item), "date": item.string("NewsManagement", "ThisRevisionCreated")}
    return next((n for n in named if n), ""), {key: value for key, value in meta.items() if value}


def _contents(item: Element) -> Iterator[Element]:
    """The contents that are texts."""
    for content in item.within("ContentItem"):
        kind = content.first("MediaType")
        if kind is None or kind.attribute("FormalName").lower() in ("", "text", "complextext"):
            yield from content.all("DataContent")


def _content(element: Element, assembly: Assembly, headline: str, *, is_main: bool) -> None:
    """The first content is the body; captions of pictures and other texts come below it."""
    role = Role.BODY if is_main else Role.CAPTION
    story = next(element.within("nitf"), None)
    coded = element.coded()
    if story and is_main:
        nitf.put(story, assembly, headline)
    elif element.children:
        assembly.marked(element.markup(), NITF, role)
    elif is_marked(coded.text):
        assembly.marked(coded, HTML, role)
    else:
        assembly.plain(coded, role)
