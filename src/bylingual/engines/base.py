"""What an engine is: sentences in, translations out. It never sees an article or a catalog."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from ..model import Translation

# (source, target) locales in on-disk form
Pair = tuple[str, str]


class Engine(Protocol):
    """An engine module has `NAME` and `open_engine()`, which gives one of these or raises EngineError."""

    def pairs(self) -> Mapping[Pair, str]:
        """The language pairs that can be translated right now, each with the label that a unit's note shows."""
        ...

    def identity(self, pair: Pair) -> str:
        """What a text of this pair depends on besides the sentence: engine, model and its version, settings.

        While it stays the same, a translation that was kept is as good as a new one.
        """
        ...

    def translate(self, texts: Sequence[str], pair: Pair) -> list[Translation]:
        """One translation for each text (a sentence, plain spaces, no line ends). Raises EngineError."""
        ...

    def close(self) -> None:
        """End what was started; the engine is not used after it."""
        ...
