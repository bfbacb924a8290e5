"""What a reader gets and gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from ..model import Article


@dataclass(frozen=True)
class ReadOptions:
    """What the configuration's `[read]` says.

    `drop`: page furniture is absent from every bundle (else kept). `front_matter` names keys whose text is translated
    besides those known by default, `front_matter_keep` keys that are not, with all below them; both as `image.caption`.
    """

    drop: bool = True
    front_matter: tuple[str, ...] = ()
    front_matter_keep: tuple[str, ...] = ()


DEFAULTS = ReadOptions()


@dataclass(frozen=True)
class Item:
    """An article in a file. `slug` is what its id has behind the file's (`feed/slug`), "" for the only one. `spans` are
    the bytes of the file that make a file of this article alone. `refused` is why it is not to be published, `embargo`
    until when not, as the file says it."""

    slug: str
    spans: tuple[tuple[int, int], ...]
    refused: str = ""
    embargo: str = ""


class Reader(Protocol):
    """A module of this folder: one format.

    A module may have `fill(article, targets) -> bytes`, the source file with these targets by (role, source), where
    `localize.fill` cannot make it from the article's text.

    It may also have `same_structure(before: bytes, after: bytes, options: ReadOptions) -> bool`: whether `after`, a
    file filled with targets, is still `before` in all but its texts. A unit whose target breaks that keeps its source.

    And `split(data: bytes, path: str) -> Sequence[Item]` for formats whose files can hold several articles, or articles
    that are not to be published: all of them, in order. Raises as `read` does, but never RefusedError.

    Or `withheld(data: bytes, path: str) -> Standing` where a file is one article: whether its metadata say that it is
    not to be published. Called for every file in every run: it has to be quick. Raises as `read` does.
    """

    NAME: str
    SUFFIXES: tuple[str, ...]

    def read(self, data: bytes, article_id: str, path: str, options: ReadOptions = DEFAULTS) -> Article:
        """The article in `data`. Raises ReadError."""
        ...
