"""What an engine is: sentences in, translations out. It never sees an article or a catalog."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Protocol

from ..marks import Mark
from ..model import Translation

# (source, target) locales in on-disk form
Pair = tuple[str, str]


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def distribution(name: str) -> str:
    """The version of an installed Python distribution, "" if it is not there."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


@dataclass(frozen=True, order=True)
class Kept:
    """A span of a query, `end` exclusive, and what stands in its place in the translation: a name, a number."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Query:
    """What an engine is asked for: a sentence (plain single spaces, no line ends, no codes) and the marks over it.

    `careful` asks for a decoding that avoids repetition, after the usual one failed; `fast` for the cheapest one;
    `alternatives` for so many other wordings; `kept`, spans that do not overlap, for a translation around them. An
    engine that can do none of them passes them over.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    careful: bool = False
    fast: bool = False
    alternatives: int = 0
    kept: tuple[Kept, ...] = ()


class Engine(Protocol):
    """An engine module has `NAME` and `open_engine()`, which gives one of these or raises EngineError.

    It may have `command(pair)`: what installs a language pair, "" if nothing does; and `versions()`: those of its parts
    by their names, "" for what is missing.

    Several threads may call `translate` at once.
    """

    decodes_as_asked: bool
    """Whether `careful` and `fast` queries are decoded in other ways."""

    def pairs(self) -> Mapping[Pair, str]:
        """The language pairs that can be translated right now, each with the label that a unit's note shows; the label
        of a model that should be replaced by a better one has `model.STARTER` in it."""
        ...

    def identity(self, pair: Pair) -> str:
        """What a text of this pair depends on besides the sentence: engine, model and its version, settings.

        While it stays the same, a translation that was kept is as good as a new one.
        """
        ...

    def translate(self, queries: Sequence[Query], pair: Pair) -> list[Translation]:
        """One translation for each query. Raises EngineError.

        The marks that the engine could place come back with it; nothing is guessed.
        """
        ...

    def close(self) -> None:
        """End what was started; the engine is not used after it."""
        ...
