"""The planner: which engine translates a language pair, through which languages, and the texts sent to it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..cache import Cache
from ..engines import ENGINES
from ..engines.base import Engine, Pair
from ..errors import ConfigError, EngineError
from ..locales import language_of
from ..model import Translation
from ..segment import for_engine, join, sentences

# An engine's way from one language to another: at most this many models one after the other.
_MAX_HOPS = 2


@dataclass(frozen=True)
class Route:
    """An engine and the pairs to go through; `label` is what the unit's note says."""

    engine: Engine
    hops: tuple[Pair, ...]
    label: str


@dataclass
class Planner:
    """Finds routes over the configured engines, in their order, and translates along them. Engines open once.

    Sentences that `cache` knows are taken from it; with `retry`, those that an engine refused are sent again.
    `sentences` counts those that an engine was asked for.
    """

    names: Sequence[str]
    cache: Cache | None = None
    retry: bool = False
    sentences: int = 0
    _engines: list[tuple[str, Engine]] | None = None
    _problems: list[str] = field(default_factory=list)
    _routes: dict[Pair, Route] = field(default_factory=dict)

    def route(self, source: str, target: str) -> Route:
        """The first engine that can go from `source` to `target`, directly or through one other language.

        Raises EngineError naming what is missing and the command that mends it.
        """
        if (source, target) not in self._routes:
            self._routes[source, target] = self._find(source, target)
        return self._routes[source, target]

    def _find(self, source: str, target: str) -> Route:
        for name, engine in self._opened():
            pairs = engine.pairs()
            if hops := _path(pairs, source, target):
                labels = [pairs[hop].removeprefix(f"{name} ") for hop in hops]
                return Route(engine, hops, f"{name} {' + '.join(labels)}")
        missing = "; ".join(dict.fromkeys(self._problems))
        raise EngineError(
            f"no engine translates {source} to {target}" + (f" ({missing})" if missing else ""),
            remedy=f"Install an Argos package for {language_of(source)}→{language_of(target)}, "
            "or the Apertium pair (apt-cache search apertium)",
        )

    def _opened(self) -> list[tuple[str, Engine]]:
        if self._engines is None:
            self._engines = []
            for name in self.names:
                module: Any = ENGINES.get(name)
                if module is None:
                    raise ConfigError(f"unknown engine {name}", remedy=f"Use {', '.join(ENGINES)} or none")
                try:
                    self._engines.append((name, module.open_engine()))
                except EngineError as error:
                    self._problems.append(str(error))
        return self._engines

    def close(self) -> None:
        """End the engines that were opened."""
        for _, engine in self._engines or ():
            engine.close()
        self._engines = None
        self._routes.clear()

    def translate(self, route: Route, texts: Sequence[str], source: str, target: str) -> list[Translation]:
        """One translation for each text (a paragraph). Sentences repeated among `texts` are translated once.

        Raises EngineError when the engine fails as a whole.
        """
        split = [sentences(text, source) for text in texts]
        distinct = dict.fromkeys(for_engine(s.text) for parts in split for s in parts if for_engine(s.text))
        done = dict(zip(distinct, self._along(route, list(distinct)), strict=True))
        empty = Translation("")
        results = []
        for parts in split:
            found = [(done.get(for_engine(s.text), empty), s.after) for s in parts]
            text = join([(t.text, after) for t, after in found], source, target)
            lost = [t for t, _ in found if not t.text]
            if lost and any(for_engine(s.text) for s in parts):
                problem = next((t.problem for t in lost if t.problem), "the engine returned nothing for a sentence")
                results.append(Translation("", problem=problem))
                continue
            scores = [t.score for t, _ in found if t.score is not None]
            unknown = tuple(word for t, _ in found for word in t.unknown)
            results.append(Translation(text, unknown, min(scores) if scores else None))
        return results

    def _along(self, route: Route, texts: list[str]) -> list[Translation]:
        """Each text through every hop; unknown words and the worst score add up."""
        results = [Translation(text) for text in texts]
        for hop in route.hops:
            step = self._hop(route.engine, hop, [r.text for r in results])
            results = [
                replace(new, unknown=(*old.unknown, *new.unknown), score=_worse(old.score, new.score))
                for old, new in zip(results, step, strict=True)
            ]
        return results

    def _hop(self, engine: Engine, hop: Pair, texts: list[str]) -> list[Translation]:
        """Each text in one language pair: what the cache knows from there, the rest from the engine, once each."""
        wanted = dict.fromkeys(text for text in texts if text)
        known: dict[str, Translation] = {"": Translation("")}
        identity = f"{engine.identity(hop)} {hop[0]}→{hop[1]}" if self.cache else ""
        if self.cache:
            found = self.cache.find(identity, list(wanted))
            known |= {text: t for text, t in found.items() if t.text or not self.retry}
        new = [text for text in wanted if text not in known]
        self.sentences += len(new)
        made = dict(zip(new, engine.translate(new, hop), strict=True)) if new else {}
        if self.cache:
            self.cache.keep(identity, made.items())
        known |= made
        return [known[text] for text in texts]


def _worse(a: float | None, b: float | None) -> float | None:
    return b if a is None else a if b is None else min(a, b)


def _path(pairs: Iterable[Pair], source: str, target: str) -> tuple[Pair, ...]:
    """The shortest chain of pairs, () if none. A locale may fall back to its language (`pt_BR` to `pt`)."""
    available = sorted(pairs)
    for goal in dict.fromkeys((target, language_of(target))):
        for start in dict.fromkeys((source, language_of(source))):
            if start == goal:
                continue
            queue: deque[tuple[Pair, ...]] = deque((p,) for p in available if p[0] == start)
            while queue:
                chain = queue.popleft()
                if chain[-1][1] == goal:
                    return chain
                if len(chain) < _MAX_HOPS:
                    queue.extend((*chain, p) for p in available if p[0] == chain[-1][1] and p[1] != start)
    return ()
