"""ninjs, the IPTC's news in JSON: version 1 (`headline`, `body_html`) and versions 2 and 3 (`headlines`, `bodies`).

Source of keys and values: the schemas at https://iptc.org/std/ninjs/, 1.0 to 3.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..model import Role
from .assembly import Assembly, is_marked, says_something
from .coded import Coded
from .json_fields import Fields
from .status import refused_status
from .vocabulary import HTML

_TEXTS = ("headline", "headlines", "body", "bodies", "description", "descriptions")
_MARKS = ("uri", "versioncreated", "pubstatus", "type", "language", "byline", "by", "urgency")
_SUB = re.compile(r"sub|deck|dek|standfirst|secondary", re.IGNORECASE)
_NOT_A_TEXT = ("picture", "graphic", "video", "audio", "event", "planning", "package", "component")


def is_article(fields: Fields) -> bool:
    """Whether a JSON object is an item of ninjs: it has a text and something else of the standard."""
    texts = any(key in _TEXTS or key.startswith(("body_", "description_")) for key in fields.members)
    return texts and any(key in _MARKS for key in fields.members)


def identity(fields: Fields) -> str:
    """What names an item among others."""
    return fields.string("uri", "guid", "headline") or fields.string("versioncreated")


def fill(fields: Fields, assembly: Assembly) -> tuple[str, Mapping[str, str]]:
    """Put an item's texts in, in reading order; its language and its metadata."""
    bodies = _versions(fields, "body", "bodies")
    descriptions = _versions(fields, "description", "descriptions")
    _headlines(fields, assembly)
    _put(assembly, descriptions, Role.DECK if bodies else Role.BODY)
    for key in ("byline", "by"):
        if name := fields.coded(key):
            assembly.line(name, Role.BYLINE, keep="names")
    for key in ("located", "dateline"):
        if place := fields.coded(key):
            assembly.line(place, Role.DATELINE, keep="place and date")
    _put(assembly, bodies, Role.BODY)
    for picture in fields.objects("associations", named=True):
        if picture.string("type") in ("picture", "graphic", "video", "audio", ""):
            _caption(picture, assembly)
    return fields.string("language"), fields.simple()


def refusal(fields: Fields) -> str:
    """Why an item is not to be published, "" if it is."""
    bodies = _versions(fields, "body", "bodies")
    kind = fields.string("type")
    if not bodies and (kind in _NOT_A_TEXT or not _versions(fields, "description", "descriptions")):
        return refused_status(fields.string("pubstatus")) or (f"no text: an item of type {kind}" if kind else "no text")
    return refused_status(fields.string("pubstatus"))


def embargo(fields: Fields) -> str:
    """Until when an item must not be published, as it says."""
    return fields.string("embargoed", "embargoeduntil")


def _headlines(fields: Fields, assembly: Assembly) -> None:
    if headline := fields.coded("headline"):
        assembly.line(headline, Role.HEADLINE)
    entries = [
        (entry.string("role", "name").lower(), value)
        for entry in (*fields.objects("headlines"), *fields.objects("headline"))
        if (value := entry.coded("value"))
    ]
    entries.sort(key=lambda entry: entry[0] not in ("main", "headline", ""))
    for i, (role, value) in enumerate(entries):
        if i == 0 and headline is None:
            assembly.line(value, Role.HEADLINE)
        elif _SUB.search(role):
            assembly.line(value, Role.DECK)
        else:
            assembly.line(value, Role.META, name=f"headlines.{role or i}")


def _caption(picture: Fields, assembly: Assembly) -> None:
    if title := picture.coded("headline"):
        assembly.line(title, Role.CAPTION)
    for entry in picture.objects("headlines"):
        if title := entry.coded("value"):
            assembly.line(title, Role.CAPTION)
    _put(assembly, _versions(picture, "description", "descriptions"), Role.CAPTION)
    for key in ("byline", "by", "creditline"):
        if name := picture.coded(key):
            assembly.line(name, Role.CREDIT, keep="names")


def _put(assembly: Assembly, versions: list[tuple[bool, Coded]], role: Role) -> None:
    """The versions of one text; the others only repeat the first with markup, or the first."""
    versions.sort(key=lambda version: not version[0])
    for i, (with_markup, coded) in enumerate(versions):
        if i:
            assembly.again(coded, HTML if with_markup else None)
        else:
            assembly.prose(coded, role)


def _versions(fields: Fields, one: str, many: str) -> list[tuple[bool, Coded]]:
    """(whether it is marked up, text) for the versions of a text that we can read."""
    return [
        (kind == "html" or is_marked(c.text), c)
        for kind, c in _kinds(fields, one, many)
        if kind and says_something(c.text)
    ]


def _kinds(fields: Fields, one: str, many: str) -> Iterator[tuple[str, Coded]]:
    for key in fields.members:
        if key.startswith(f"{one}_") and (coded := fields.coded(key)):
            yield _kind(key.partition("_")[2]), coded
    for entry in (*fields.objects(many), *fields.objects(one)):
        if coded := entry.coded("value"):
            yield _kind(entry.string("contenttype", "role", "name")), coded


def _kind(name: str) -> str:
    """`html`, `text`, or "" for a markup that is another one; `name` is a media type, a role or the end of a key."""
    if "html" in name.lower():
        return "html"
    return "" if re.search(r"xml|nitf|json|rtf|markdown", name.lower()) else "text"
