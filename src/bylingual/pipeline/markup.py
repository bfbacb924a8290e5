"""Which syntax the units of an article are written in, and where its reference links lead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from ..inline import syntax_of
from ..model import Article
from ..project import Project
from .reading import read_article

Key = tuple[str | None, str]


@dataclass(frozen=True)
class Markup:
    """The syntax (of `inline`) of each unit by its key, and the addresses of links by their labels."""

    syntaxes: Mapping[Key, str] = field(default_factory=lambda: MappingProxyType({}))
    links: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


NONE = Markup()


def markup_of(article: Article) -> Markup:
    """The markup of an article's units."""
    return Markup({(b.role.value, b.source): syntax_of(b.form) for b in article.blocks}, article.links)


def markups(project: Project) -> Callable[[str], Markup | None]:
    """Gives the markup of an article by its id, None where there is no such article. Raises ReadError for one that
    cannot be read."""
    files = {a.id: a for a in project.find_articles().articles}

    @cache
    def found(article_id: str) -> Markup | None:
        file = files.get(article_id)
        return markup_of(read_article(project, file)) if file else None

    return found
