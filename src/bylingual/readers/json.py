"""JSON: IPTC's ninjs 1 to 3 and schema.org's NewsArticle. Only the texts are replaced; all else stays byte for byte.

A file can hold several articles: a list of them, or an object with a list in it (`@graph`, `items`).
"""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

from ..errors import NoArticleError, ReadError, RefusedError
from ..model import Article
from . import ninjs, schema_org
from .assembly import Assembly
from .base import DEFAULTS, Item, ReadOptions
from .encoding import decode
from .json_fields import Fields
from .json_text import Array, Object, Value, parse, style
from .parts import alone, slugs
from .status import Standing, standing

NAME = "json"
SUFFIXES = (".json", ".jsonld", ".ninjs")

# So deep in an object that is no article itself are articles looked for: `{"data": {"items": […]}}`.
_DEEPEST = 3


def read(data: bytes, article_id: str, path: str, options: ReadOptions = DEFAULTS) -> Article:
    """The article in `data`. Raises RefusedError for one that is not to be published, NoArticleError for other JSON,
    ReadError for what is no JSON, is nested too deeply, or holds several articles."""
    decoded = decode(data, path)
    text = decoded.text
    found = _articles(text, path)
    if len(found) > 1:
        raise ReadError(f"{len(found)} articles in one file", path=path, remedy="Put each into a file of its own")
    flags = style(text, decoded.encoding)
    assembly = Assembly(text, path, options, lambda coded, start, end, words: f"{words}+json:{flags}")
    kind = _kind(found[0])
    if reason := _standing(found[0]).refused:
        raise RefusedError(reason, path=path)
    language, meta = kind.fill(found[0], assembly)
    return assembly.article(NAME, article_id, data, decoded, language, meta)


def split(data: bytes, path: str) -> list[Item]:
    """The articles in a file, one or several. Raises NoArticleError for other JSON, ReadError for what is no JSON."""
    decoded = decode(data, path)
    text = decoded.text
    found = _articles(text, path)
    spans = [(fields.value.start, fields.value.end) for fields in found]
    names = slugs([_kind(f).identity(f) or text[slice(*s)] for f, s in zip(found, spans, strict=True)])
    parts = alone(decoded, spans)
    return [Item(name, part, *_standing(fields)) for name, part, fields in zip(names, parts, found, strict=True)]


def _standing(fields: Fields) -> Standing:
    """What the standard's own keys say of an article's publication, then keys that newsrooms add."""
    own = standing(fields.simple().items())
    kind = _kind(fields)
    return Standing(kind.refusal(fields) or own.refused, kind.embargo(fields) or own.embargo)


def _kind(fields: Fields) -> ModuleType:
    return schema_org if schema_org.is_article(fields) else ninjs


def _articles(text: str, path: str) -> list[Fields]:
    """The articles of a file, at least one. Raises NoArticleError."""
    root = parse(text, path)
    found = list(_inside(Fields(text, root) if isinstance(root, Object) else root, text))
    if not found:
        raise NoArticleError("neither ninjs nor a NewsArticle of schema.org", path=path)
    return found


def _inside(value: Fields | Value, text: str, deep: int = _DEEPEST) -> Iterator[Fields]:
    """The articles that a value is, or has in it at most so deep."""
    if isinstance(value, Array):
        for item in value.items:
            if isinstance(item, Object):
                yield from _inside(Fields(text, item), text, deep)
    if isinstance(value, Fields):
        if schema_org.is_article(value) or ninjs.is_article(value):
            yield value
            return
        for inner in value.value.members.values() if deep else ():
            yield from _inside(Fields(text, inner) if isinstance(inner, Object) else inner, text, deep - 1)
