"""Word files (.docx): roles from the paragraphs' styles, words with inline HTML, written back through python-docx.

An article's text is what its paragraphs say, a paragraph a line: the main text, tables and text boxes where they stand,
then foot- and endnotes. Headers, footers and comments stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..embed import HTML
from ..errors import LanguageError, ReadError
from ..inline import HTML as HTML_SYNTAX
from ..inline import parse, plain
from ..keys import comparison_key
from ..locales import parse_locale
from ..localize import target_of
from ..model import Article, Block, Disposition, Role
from ..roles import Assigned, assign_roles
from .base import DEFAULTS, ReadOptions
from .docx_package import open_document, properties_of, rewritten, serialized, stories
from .docx_paragraph import clear, put, visible
from .encoding import bounded
from .status import Standing, standing

NAME = "docx"
SUFFIXES = (".docx",)

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Built-in styles have these names in Word files of every language (ECMA-376, latent styles); others are newsrooms' own.
_STYLES = {
    "title": Role.HEADLINE, "headline": Role.HEADLINE, "subtitle": Role.DECK, "deck": Role.DECK, "dek": Role.DECK,
    "standfirst": Role.DECK, "subheadline": Role.DECK, "kicker": Role.KICKER, "eyebrow": Role.KICKER,
    "quote": Role.QUOTE, "intense quote": Role.QUOTE, "block text": Role.QUOTE, "pull quote": Role.QUOTE,
    "caption": Role.CAPTION, "byline": Role.BYLINE, "author": Role.BYLINE, "credit": Role.CREDIT,
    "dateline": Role.DATELINE, "date": Role.META,
}  # fmt: skip
_KEPT = (Role.BYLINE, Role.CREDIT, Role.META)


@dataclass(frozen=True)
class _Paragraph:
    """A paragraph with words: its element, the relationships that its links name, its words, and its style's names,
    the style itself first, then those it is based on."""

    element: Any
    links: Mapping[str, str]
    text: str
    styles: tuple[str, ...]
    part: str
    is_list: bool


def read(data: bytes, article_id: str, path: str, options: ReadOptions = DEFAULTS) -> Article:
    """The article in `data`. Raises ReadError for what is no Word file, has no words, or is too large."""
    bounded(data, path)
    document = open_document(data, path)
    paragraphs = list(_paragraphs(document))
    if not paragraphs:
        raise ReadError("the document has no words", path=path, remedy="Put the article into it, or remove the file")
    blocks = []
    at = 0
    for paragraph, assigned in zip(paragraphs, _roles(paragraphs, options), strict=True):
        end = at + len(paragraph.text)
        tag = _heading_tag(paragraph) if assigned.role is Role.HEADING else ""
        blocks.append(
            Block(assigned.role, assigned.disposition, assigned.source, at, end, assigned.reason, form=HTML, tag=tag)
        )
        at = end + 1
    text = "\n".join(p.text for p in paragraphs)
    properties = document.core_properties
    meta = {key: value for key, value in (("author", properties.author), ("title", properties.title)) if value}
    return Article(
        article_id, path, NAME, data, text, "utf-8", b"", tuple(blocks), _language(properties.language), meta
    )


def withheld(data: bytes, path: str) -> Standing:
    """Whether the document's properties (File, Info in Word) say that it is not to be published: Status, or one of the
    newsroom's own."""
    return standing(properties_of(data))


def fill(article: Article, targets: Mapping[tuple[str | None, str], str]) -> bytes:
    """The Word file with the targets in place of its words; nothing translated and nothing dropped gives its own bytes.
    Paragraphs that are dropped are taken out, or emptied where the file needs one."""
    document = open_document(article.raw, article.path)
    changed: dict[str, Any] = {}
    for block, paragraph in zip(article.blocks, list(_paragraphs(document)), strict=True):
        target = target_of(block, targets)
        if block.disposition is Disposition.DROP:
            _drop(paragraph.element)
        elif target is not None and target != paragraph.text:
            put(paragraph.element, target, paragraph.links)
        else:
            continue
        changed[paragraph.part] = paragraph.element.getroottree().getroot()
    title = document.core_properties.title
    if title:
        key = comparison_key(title)
        for (role, source), target in targets.items():
            if role == Role.HEADLINE and target != source and comparison_key(_shown(source)) == key:
                document.core_properties.title = _shown(target)
                part = document.core_properties._element
                changed["docProps/core.xml"] = part
    if not changed:
        return article.raw
    return rewritten(article.raw, {name: serialized(root) for name, root in changed.items()})


def _shown(text: str) -> str:
    return plain(parse(text, HTML_SYNTAX))


def _paragraphs(document: Any) -> Iterator[_Paragraph]:
    """Every paragraph with words, in order; one in a text box comes after the one that the box stands in."""
    names = {style.style_id: style for style in document.styles}
    for part_name, part, root in stories(document):
        links = {r.rId: r.target_ref for r in part.rels.values() if r.is_external}
        for element in root.iter(f"{_W}p"):
            text = visible(element, links)
            if text:
                properties = element.find(f"{_W}pPr")
                style = _value(properties, "pStyle")
                is_list = properties is not None and properties.find(f"{_W}numPr") is not None
                yield _Paragraph(element, links, text, tuple(_styles(names, style)), part_name, is_list)


def _value(properties: Any, name: str) -> str:
    found = properties.find(_W + name) if properties is not None else None
    return "" if found is None else str(found.get(f"{_W}val", ""))


def _styles(names: Mapping[str, Any], style_id: str) -> Iterator[str]:
    seen: set[str] = set()
    while style_id in names and style_id not in seen:
        seen.add(style_id)
        style = names[style_id]
        yield (style.name or style_id).casefold()
        style_id = style.base_style.style_id if style.base_style is not None else ""


def _heading_tag(paragraph: _Paragraph) -> str:
    level = next((s[-1] for s in paragraph.styles if s.startswith("heading ") and s[-1].isdigit()), "2")
    return f"h{min(max(int(level), 2), 6)}"


def _roles(paragraphs: Sequence[_Paragraph], options: ReadOptions) -> list[Assigned]:
    """By style first; what has none of the known ones as the rules for plain text say."""
    styled = [_styled(p) for p in paragraphs]
    if Role.HEADLINE not in styled:
        first = next((i for i, p in enumerate(paragraphs[:5]) if "heading 1" in p.styles), None)
        if first is not None:
            styled[first] = Role.HEADLINE
    out = []
    by_rule = assign_roles([_shown(p.text) for p in paragraphs], drop=options.drop)
    has_headline = Role.HEADLINE in styled
    sources: dict[tuple[Role, str], str] = {}
    for paragraph, role, assigned in zip(paragraphs, styled, by_rule, strict=True):
        if role:
            disposition = Disposition.KEEP if role in _KEPT else Disposition.TRANSLATE
            found = Assigned(
                role, disposition, paragraph.text, f"style {paragraph.styles[0]}" if paragraph.styles else ""
            )
        else:
            found = replace(assigned, source=paragraph.text)
            if has_headline and assigned.role is Role.HEADLINE:
                found = Assigned(Role.BODY, Disposition.TRANSLATE, paragraph.text, "")
        key = (found.role, comparison_key(found.source))
        out.append(replace(found, source=sources.setdefault(key, found.source)))
    return out


def _styled(paragraph: _Paragraph) -> Role | None:
    for style in paragraph.styles:
        if style in _STYLES:
            return _STYLES[style]
        if style.startswith("heading "):
            return Role.HEADING
        if style.startswith("list"):
            return Role.LIST
    return Role.LIST if paragraph.is_list else None


def _drop(paragraph: Any) -> None:
    parent = paragraph.getparent()
    needed = paragraph.find(f"{_W}pPr/{_W}sectPr") is not None or sum(1 for _ in parent.iterchildren(f"{_W}p")) < 2
    if needed:
        clear(paragraph)
    else:
        parent.remove(paragraph)


def _language(code: str) -> str:
    try:
        return parse_locale(code) if code else ""
    except LanguageError:
        return ""
