"""schema.org's NewsArticle and its kin, as sites put them into pages and interfaces hand them out (JSON-LD).

Source of types and properties: https://schema.org/NewsArticle.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..model import Role
from .assembly import Assembly, says_something
from .coded import Coded
from .json_fields import Fields

_TYPE = re.compile(r"(?:[A-Za-z]*Article|[A-Za-z]*BlogPosting|Report)\Z")


def is_article(fields: Fields) -> bool:
    """Whether a JSON object is an article of schema.org."""
    return any(_TYPE.fullmatch(kind) for kind in fields.types())


def identity(fields: Fields) -> str:
    """What names an article among others."""
    return fields.string("@id", "url", "mainentityofpage", "headline")


def fill(fields: Fields, assembly: Assembly) -> tuple[str, Mapping[str, str]]:
    """Put an article's texts in, in reading order; its language and its metadata."""
    bodies, updates, decks = _texts(fields)
    for key in ("headline", "name"):
        if title := fields.coded(key):
            assembly.line(title, Role.HEADLINE if key == "headline" or not fields.coded("headline") else Role.META)
    if title := fields.coded("alternativeheadline"):
        assembly.line(title, Role.META, name="alternativeHeadline")
    for text in decks:
        assembly.prose(text, Role.DECK if bodies or updates else Role.BODY)
    for name in _names(fields, "author"):
        assembly.line(name, Role.BYLINE, keep="names")
    if place := fields.coded("dateline"):
        assembly.line(place, Role.DATELINE, keep="place and date")
    for text in bodies:
        assembly.prose(text, Role.BODY)
    for update in updates:
        if title := update.coded("headline"):
            assembly.line(title, Role.HEADING)
        for body in update.strings("articlebody"):
            assembly.prose(body, Role.BODY)
    for image in fields.objects("image"):
        for key in ("caption", "description"):
            if caption := image.coded(key):
                assembly.line(caption, Role.CAPTION)
        for name in (*image.strings("credittext"), *_names(image, "author"), *_names(image, "creator")):
            assembly.line(name, Role.CREDIT, keep="names")
    language = fields.string("inlanguage")
    for given in fields.objects("inlanguage"):
        language = language or given.string("alternatename", "name")
    return language, fields.simple()


def refusal(fields: Fields) -> str:
    """Why an article is not to be published, "" if it is."""
    return "" if any(_texts(fields)) else "no text: neither articleBody nor description"


def _texts(fields: Fields) -> tuple[list[Coded], list[Fields], list[Coded]]:
    """Bodies, updates of a live blog, descriptions."""
    bodies = [coded for key in ("articlebody", "text") for coded in fields.strings(key)]
    decks = [coded for key in ("description", "abstract") for coded in fields.strings(key)]
    bodies, decks = ([c for c in texts if says_something(c.text)] for texts in (bodies, decks))
    return bodies, fields.objects("liveblogupdate"), decks


def embargo(fields: Fields) -> str:
    """schema.org has no word for it."""
    return ""


def _names(fields: Fields, key: str) -> list[Coded]:
    """The names of people: texts, or objects with a `name`."""
    return [*fields.strings(key), *(name for person in fields.objects(key) if (name := person.coded("name")))]
