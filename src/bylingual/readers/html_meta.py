"""What a page says of itself outside its text: titles, descriptions, authors, dates, languages.

From `<title>`, `<meta>`, `<link>` and JSON-LD. Titles and descriptions come with the place where they stand, so that
they can be written where they repeat the headline or the deck.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Any

from .. import embed
from ..errors import LanguageError
from ..html_tree import Element, Tree
from ..locales import parse_locale

_TITLES = frozenset(["og:title", "twitter:title", "dc.title", "dcterms.title", "sailthru.title", "parsely-title"])
_DESCRIPTIONS = frozenset(
    ["og:description", "description", "twitter:description", "dc.description", "sailthru.description"]
)
_AUTHORS = frozenset(
    ["author", "article:author", "og:article:author", "dc.creator", "dcterms.creator", "sailthru.author",
     "parsely-author", "byl", "byline", "cxenseparse:author"]
)  # fmt: skip
_FACTS: Mapping[str, tuple[str, ...]] = {
    "date": ("article:published_time", "og:article:published_time", "datepublished", "date", "dc.date",
             "dc.date.issued", "parsely-pub-date", "pubdate", "publishdate"),
    "modified": ("article:modified_time", "og:updated_time", "datemodified", "lastmod"),
    "section": ("article:section", "og:article:section", "parsely-section", "section"),
    "site": ("og:site_name", "application-name"),
}  # fmt: skip
_ARTICLES = ("Article", "BlogPosting", "Report", "LiveBlogPosting")
# What pages put around JSON-LD, and commas that JSON does not have.
_WRAPPED = re.compile(r"(?:/[/*])?\s*(?:<!--|<!\[CDATA\[|\]\]>|-->)\s*(?:\*/)?")
_LAST_COMMA = re.compile(r",(\s*[}\]])")
JSON_LD = "JSON-LD"
_MOST_SAID = 50  # times that a page says the same kind of thing
_MOST_NODES = 20_000  # of JSON-LD that are looked at


@dataclass(frozen=True)
class Said:
    """A text that a page's head says, as it stands there (`raw`), where, and the form in which it is written there."""

    name: str
    text: str
    raw: str
    start: int
    end: int
    form: str


@dataclass
class Facts:
    """What a page says of itself. `headlines` and `descriptions` are JSON-LD's, which have no place."""

    titles: list[Said] = field(default_factory=list)
    descriptions: list[Said] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    author_places: list[Said] = field(default_factory=list)
    headlines: list[str] = field(default_factory=list)
    decks: list[str] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    languages: list[str] = field(default_factory=list)  # as they are written, most telling first

    def language(self) -> str:
        """The on-disk locale that the page declares, "" if none."""
        for name in self.languages:
            try:
                return parse_locale(name)
            except LanguageError:
                continue
        return ""


def facts(tree: Tree) -> Facts:
    """What the elements of a document's head say, wherever they stand; JSON-LD first."""
    found = Facts()
    metas: list[tuple[str, Said]] = []
    addresses: list[tuple[str, str]] = []
    canonical = ""
    for element in tree.elements:
        if element.name == "script" and "ld+json" in element.get("type").lower():
            _json_ld(tree.text[element.inner : element.inner_end], found)
            _place_authors(tree.text, element, found)
        elif element.name == "meta":
            metas += _meta(tree.text, element)
        elif element.name == "title" and not found.titles and not _in_picture(element):
            start, end = element.inner, element.inner_end
            found.titles.append(
                Said("title", _line(unescape(tree.text[start:end])), tree.text[start:end], start, end, embed.HTML_TITLE)
            )
        elif element.name == "link":
            rel = element.get("rel").lower().split()
            if "canonical" in rel:
                canonical = element.get("href")
            elif "alternate" in rel and element.get("hreflang"):
                addresses.append((element.get("href"), element.get("hreflang")))
        elif element.name == "html":
            found.languages[:0] = [name for key in ("lang", "xml:lang") if (name := element.get(key))]
    _take(metas, found)
    found.titles, found.descriptions = found.titles[:_MOST_SAID], found.descriptions[:_MOST_SAID]
    found.authors, found.headlines = found.authors[:_MOST_SAID], found.headlines[:_MOST_SAID]
    found.decks, found.author_places = found.decks[:_MOST_SAID], found.author_places[:_MOST_SAID]
    found.languages += [name for address, name in addresses if address and address == canonical]
    if canonical:
        found.meta.setdefault("url", canonical)
    return found


def _take(metas: Iterable[tuple[str, Said]], found: Facts) -> None:
    named: dict[str, str] = {}
    for name, said in metas:
        if not said.text:
            continue
        if name in _TITLES:
            found.titles.append(said)
        elif name in _DESCRIPTIONS:
            found.descriptions.append(said)
        elif name in _AUTHORS and _is_name(said.text):
            found.authors.append(said.text)
            found.author_places.append(said)
        elif name in ("og:locale", "content-language", "language", "dc.language", "inlanguage"):
            found.languages.append(said.text)
        named.setdefault(name, said.text)
    for key, names in _FACTS.items():
        value = next((named[name] for name in names if name in named), "")
        if value:
            found.meta.setdefault(key, value)


def _in_picture(element: Element) -> bool:
    return any(outer.name == "svg" for outer in element.around())


def _meta(text: str, element: Element) -> Iterator[tuple[str, Said]]:
    place = element.attributes.get("content")
    if not place or place[0] >= place[1]:
        return
    form = embed.HTML_ATTRIBUTE if text[place[0] - 1] in "\"'" else embed.HTML_BARE
    said = Said("", _line(element.get("content")), text[slice(*place)], *place, form)
    for key in ("property", "name", "itemprop", "http-equiv"):
        for name in element.get(key).lower().split()[:1]:
            yield name, replace(said, name=name)


def _line(text: str) -> str:
    return " ".join(text.split())


def _json_ld(text: str, found: Facts) -> None:
    """What the articles in a script of JSON-LD say; a script that is no JSON says nothing."""
    text = _WRAPPED.sub("", text).strip().rstrip(";")
    for one in (text, _LAST_COMMA.sub(r"\1", text)):
        try:
            data = json.loads(one, strict=False)
            break
        except (ValueError, RecursionError):
            continue
    else:
        return
    queue, at = [data], 0
    while at < len(queue) and at < _MOST_NODES:
        node = queue[at]
        at += 1
        if isinstance(node, list):
            queue += node
        elif isinstance(node, dict):
            types = node.get("@type")
            names = [types] if isinstance(types, str) else types if isinstance(types, list) else []
            if any(isinstance(n, str) and n.endswith(_ARTICLES) for n in names):
                _article(node, found)
            queue += [
                v
                for k, v in node.items()
                if k in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item")
            ]


def _article(node: Mapping[str, Any], found: Facts) -> None:
    found.headlines += [_clean(t) for k in ("headline", "name") for t in _texts(node.get(k)) if t.strip()]
    found.decks += [
        _clean(t) for k in ("alternativeHeadline", "description", "abstract") for t in _texts(node.get(k)) if t.strip()
    ]
    found.authors += [_clean(t) for k in ("author", "creator") for t in _names(node.get(k)) if _is_name(t)]
    found.languages += _texts(node.get("inLanguage"))
    for key, name in (
        ("date", "datePublished"),
        ("modified", "dateModified"),
        ("section", "articleSection"),
        ("url", "url"),
    ):
        if values := [_clean(t) for t in _texts(node.get(name)) if t.strip()]:
            found.meta.setdefault(key, ", ".join(values))
    if publisher := next((t for t in _names(node.get("publisher")) if t.strip()), ""):
        found.meta.setdefault("site", _clean(publisher))


def _is_name(text: str) -> bool:
    """Whether an author is named: not by an address or a number."""
    return "://" not in text and any(c.isalpha() for c in text)


def _place_authors(text: str, script: Element, found: Facts) -> None:
    """Where a script of JSON-LD says the authors' names."""
    for name in found.authors:
        for raw in dict.fromkeys([name, json.dumps(name)[1:-1]]):
            at = text.find(f'"{raw}', script.inner, script.inner_end) + 1
            if at and name not in (s.text for s in found.author_places):
                found.author_places.append(Said(JSON_LD, name, raw, at, at + len(raw), "text+json:tags"))


def _clean(text: str) -> str:
    return _line(unescape(text))


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []


def _names(value: Any) -> list[str]:
    """Names of people and organisations: texts, objects with a name, or lists of both."""
    values = value if isinstance(value, list) else [value]
    found = []
    for one in values:
        if isinstance(one, dict):
            found += _texts(one.get("name"))
        elif isinstance(one, str):
            found.append(one)
    return found
