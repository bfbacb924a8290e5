"""RSS 0.9 to 2.0 and Atom: each item an article. WordPress exports (WXR) are RSS with drafts and attachments.

Source of elements: the RSS 2.0 specification, RFC 4287 (Atom), and RSS modules for content, Dublin Core and media.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..model import Role
from .assembly import Assembly, is_html, says
from .coded import Coded
from .vocabulary import HTML, WORDPRESS
from .xml_fields import has_text
from .xml_tree import Element

_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_MEDIA = "http://search.yahoo.com/mrss"
_EXCERPT = re.compile(r"wordpress\.org/export/[\d.]+/excerpt")
_WORDPRESS = re.compile(r"wordpress\.org/export/[\d.]+/?\Z")
_ITUNES = re.compile(r"itunes\.com/dtds/podcast", re.IGNORECASE)
_SPOKEN = ("audio/", "video/")
_BREAKS_OFF = re.compile(
    r"(?:…|\[…\]|\[\.\.\.\]|(?<!\.)\.\.\.|(?:continue reading|read more|weiterlesen|leer más|lire la suite|leggi tutto|"
    r"continua a leggere|continue lendo|leia mais|lees verder|czytaj dalej|читать далее)\W*)\s*\Z",
    re.IGNORECASE,
)
_NOT_PUBLISHED = {
    "draft": "a draft",
    "auto-draft": "a draft",
    "pending": "a draft",
    "private": "private",
    "trash": "in the trash",
    "future": "scheduled, not published yet",
}


def items(root: Element) -> list[Element]:
    """The items of a feed; an Atom entry can be a file of its own."""
    if root.name == "entry":
        return [root]
    return [*root.all("channel", "item"), *root.all("item"), *root.all("entry")]


def identity(item: Element) -> str:
    """What names an item: its guid, else its address, else its title."""
    return item.string("guid") or item.string("id") or _link(item) or item.string("title")


def refusal(item: Element) -> str:
    """Why an item is not to be published, "" if it is."""
    said = {child.name: child.coded().text.strip() for child in item.children if _WORDPRESS.search(child.space)}
    if why := _NOT_PUBLISHED.get(said.get("status", "").lower(), ""):
        return why
    kind = said.get("post_type", "post")
    if kind in ("attachment", "revision", "nav_menu_item", "custom_css") or kind.startswith("wp_"):
        return f"no article ({kind})"
    if (draft := item.first("control", "draft")) and draft.coded().text.strip() == "yes":
        return "a draft"
    enclosures = [e.attribute("type") for e in [*item.all("enclosure"), *_links(item, "enclosure")]]
    if any(e.startswith(_SPOKEN) for e in enclosures) and any(_ITUNES.search(c.space) for c in item.children):
        return "an episode of a podcast"
    texts = [*item.all("title"), *_contents(item), *_summaries(item)]
    return "" if any(map(has_text, texts)) else "no text"


def embargo(item: Element) -> str:
    """Feeds have no word for it."""
    return ""


def fill(item: Element, assembly: Assembly) -> tuple[str, Mapping[str, str]]:
    """Put an item's texts in, in reading order; its language and its metadata."""
    contents, summaries = _contents(item), _summaries(item)
    for title in item.all("title")[:1]:
        _title(title, assembly)
    for number, element in enumerate(summaries):
        if contents and number == 0:
            _text(element, assembly, Role.DECK)
    for names in _names(item):
        assembly.line(names, Role.BYLINE, keep="names")
    for number, element in enumerate(contents or summaries):
        _text(element, assembly, Role.BODY, again=number > 0)
    _media(item, assembly)
    if not (contents or summaries):
        assembly.warnings.append("no text but its headline")
    elif _BREAKS_OFF.search(re.sub(r"<[^<>]*>?|^[^<>]*>", "", (contents or summaries)[0].coded().text[-600:]).rstrip()):
        assembly.warnings.append("its text breaks off: the feed has the beginning only")
    return _language(item), _meta(item)


def _title(element: Element, assembly: Assembly) -> None:
    if element.attribute("type") == "xhtml":
        assembly.marked(element.markup(), HTML, Role.HEADLINE)
    else:
        assembly.line(element.coded(), Role.HEADLINE)


def _contents(item: Element) -> list[Element]:
    """The full text: of RSS's content module, of Atom; anything else that items carry whole texts in."""
    found = [
        *(e for e in item.all("encoded") if e.space == _CONTENT),
        *(e for e in item.all("content") if _MEDIA not in e.space and not e.attribute("src")),
        *item.all("full-text"),
        *item.all("body"),
    ]
    return [e for e in found if _is_text(e) and has_text(e)]


def _summaries(item: Element) -> list[Element]:
    """What sums an item up; where there is no more of it, its text."""
    found = [
        *(e for e in item.all("encoded") if _EXCERPT.search(e.space)),
        *(e for e in item.all("description") if _MEDIA not in e.space),
        *item.all("summary"),
    ]
    return [e for e in found if has_text(e)]


def _is_text(element: Element) -> bool:
    kind = element.attribute("type")
    return not kind or kind in ("text", "html", "xhtml") or kind.startswith("text/") or "html" in kind


def _text(element: Element, assembly: Assembly, role: Role, *, again: bool = False) -> None:
    vocabulary = WORDPRESS if _is_wordpress(element) else HTML
    if element.attribute("type") in ("xhtml", "application/xhtml+xml") or element.name == "body":
        coded, marked = element.markup(), True
    else:
        coded = element.coded()
        kind = element.attribute("type")
        marked = "html" in kind or element.name == "encoded" or (not kind and is_html(coded.text))
    if again:
        assembly.again(coded, vocabulary if marked else None)
    elif marked:
        assembly.marked(coded, vocabulary, role)
    else:
        assembly.plain(coded, role)


def _is_wordpress(element: Element) -> bool:
    return "wordpress.org/export" in element.document.text[: element.start]


def _names(item: Element) -> list[Coded]:
    """Who wrote an item, each once."""
    found = [*item.all("creator"), *(name for author in item.all("author") for name in author.all("name") or [author])]
    names: list[Coded] = []
    for element in found:
        coded = element.coded()
        if coded.text.strip() and not any(says(coded.text, other.text) for other in names):
            names.append(coded)
    return names


def _media(item: Element, assembly: Assembly) -> None:
    """Captions and credits of pictures (Media RSS), each once."""
    names: list[str] = []
    for element in item.children:
        if _MEDIA in element.space:
            for inner in [element, *(e for name in ("description", "title", "credit") for e in element.within(name))]:
                if inner.name in ("description", "title"):
                    assembly.line(inner.coded(), Role.CAPTION)
                elif inner.name == "credit" and not any(says(inner.coded().text, other) for other in names):
                    names.append(inner.coded().text)
                    assembly.line(inner.coded(), Role.CREDIT, keep="names")


def _links(item: Element, relation: str) -> list[Element]:
    return [e for e in item.all("link") if e.attribute("rel") == relation]


def _link(item: Element) -> str:
    """The address of an item's page."""
    if link := item.string("link"):
        return link
    found = [*_links(item, "alternate"), *(e for e in item.all("link") if not e.attribute("rel"))]
    return found[0].attribute("href") if found else ""


def _language(item: Element) -> str:
    root = item.document.root
    said = [item.string("language"), item.attribute("xml:lang"), root.string("channel", "language")]
    said += [e.attribute("xml:lang") for e in (*_contents(item), *root.all("channel"), root)]
    return next((language for language in said if language), "")


def _meta(item: Element) -> Mapping[str, str]:
    """What a bundle tells of an item, dates as they are written."""
    said = {"guid": item.string("guid") or item.string("id"), "link": _link(item)}
    said |= {name: item.string(name) for name in ("pubDate", "date", "published", "updated")}
    return {key: value for key, value in said.items() if value}
