"""XML: NITF, NewsML-G2 and NewsML 1, RSS and Atom. Only the texts are replaced; all else stays byte for byte.

A file can hold several articles: the items of a feed (always named, also when there is one), of a news message.
"""

from __future__ import annotations

from types import ModuleType

from ..errors import NoArticleError, ReadError, RefusedError
from ..model import Article
from . import feeds, newsml_1, newsml_g2, nitf
from .assembly import Assembly
from .base import DEFAULTS, Item, ReadOptions
from .encoding import Decoded, decode
from .parts import alone, slugs
from .xml_fields import around, codec_of
from .xml_tree import Document, Element, declared_encoding, parse

NAME = "xml"
SUFFIXES = (".xml", ".nitf", ".newsml", ".rss", ".atom", ".rdf")

# Root element -> what reads it.
_KINDS: dict[str, ModuleType] = {
    "nitf": nitf,
    **dict.fromkeys(("newsMessage", "newsItem", "packageItem"), newsml_g2),
    "NewsML": newsml_1,
    **dict.fromkeys(("rss", "RDF", "feed", "entry"), feeds),
}
_NAMED = (feeds,)  # whose articles always have a name of their own


def read(data: bytes, article_id: str, path: str, options: ReadOptions = DEFAULTS) -> Article:
    """The article in `data`. Raises RefusedError for one that is not to be published, NoArticleError for other XML,
    ReadError for what is no XML, declares entities, is nested too deeply, or holds several articles."""
    decoded, document, kind, found = _opened(data, path)
    if len(found) > 1:
        raise ReadError(f"{len(found)} articles in one file", path=path, remedy="Put each into a file of its own")
    if reason := kind.refusal(found[0]):
        raise RefusedError(reason, path=path)
    form = around(document, codec_of(decoded, declared_encoding(data)))
    assembly = Assembly(decoded.text, path, options, form)
    language, meta = kind.fill(found[0], assembly)
    return assembly.article(NAME, article_id, data, decoded, language, meta)


def split(data: bytes, path: str) -> list[Item]:
    """The articles in a file, one or several. Raises NoArticleError for other XML, ReadError for what is no XML."""
    decoded, _, kind, found = _opened(data, path)
    spans = [(element.start, element.end) for element in found]
    identities = [kind.identity(e) or decoded.text[slice(*s)] for e, s in zip(found, spans, strict=True)]
    names = slugs(identities, always=kind in _NAMED)
    return [
        Item(name, part, kind.refusal(element), kind.embargo(element))
        for name, part, element in zip(names, alone(decoded, spans), found, strict=True)
    ]


def _opened(data: bytes, path: str) -> tuple[Decoded, Document, ModuleType, list[Element]]:
    """A file's text, the document that it is, what reads it, and the elements that are articles, at least one."""
    decoded = decode(data, path, declared=declared_encoding(data))
    if not decoded.text.strip():
        raise ReadError("the file is empty", path=path, line=1, remedy="Put the article into it, or remove the file")
    document = parse(decoded.text, path)
    kind = _KINDS.get(document.root.name)
    if kind is None:
        raise NoArticleError(f"no article format known to begin with <{document.root.name}>", path=path)
    found: list[Element] = kind.items(document.root)
    if not found:
        raise NoArticleError("no article in it", path=path)
    return decoded, document, kind, found
