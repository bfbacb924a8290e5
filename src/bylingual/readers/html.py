"""HTML pages and fragments: trafilatura finds the article, our own rules say what its parts are.

The source's bytes stay; only spans of units are replaced, and page furniture within the article is left out. What lies
outside of the article is markup, as are scripts, styles and what no browser shows. Nothing is fetched.
"""

from __future__ import annotations

from ..model import Article
from .base import DEFAULTS, ReadOptions
from .status import Standing

NAME = "html"
SUFFIXES = (".html", ".htm", ".xhtml")

# The rules load when a page needs them.


def read(data: bytes, article_id: str, path: str, options: ReadOptions = DEFAULTS) -> Article:
    """The article in `data`. Raises ReadError when there is none, it cannot be decoded, elements are nested too deeply,
    or trafilatura is not installed."""
    from .html_article import article_of

    return article_of(data, article_id, path, NAME, options)


def withheld(data: bytes, path: str) -> Standing:
    """Whether the page says that it is not to be published. Raises ReadError where it cannot be read."""
    from .html_article import declared_encoding
    from .html_standing import page_standing

    return page_standing(data, path, declared_encoding(data))
