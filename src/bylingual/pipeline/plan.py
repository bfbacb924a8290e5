"""The planner: which engine translates a language pair, through which languages, and the texts sent to it."""

from __future__ import annotations

import re
import threading
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..cache import Cache
from ..casing import Habits
from ..detect import detect_blocks
from ..engines import ENGINES, commands
from ..engines.base import Engine, Pair, Query
from ..engines.cluster import Cluster
from ..errors import ConfigError, EngineError
from ..glossary import Term
from ..locales import language_of
from ..loops import astray, carries_over
from ..marks import NAMES_FROM, Marked
from ..model import STARTER, Role, Translation
from ..names import repeated
from ..typography import Typography, typeset
from .copies import Copies
from .jobs import Text, Wishes, finished, job_of, put_together, with_agreed_names

# An engine's way from one language to another: at most this many models one after the other.
_MAX_HOPS = 2

# How many other wordings of a starter model are looked at.
_WORDINGS = 11

_NO_HABITS = Habits({}, 0)

# What may stand beside a mark that reaches over a whole sentence.
_EDGES = " .!?…,;:\"'“”‘’«»()[]¿¡"


@dataclass(frozen=True)
class Route:
    """An engine and the pairs to go through; `label` names them, `better` is the command that installs a better model
    for one that is only a starter, "" if none is."""

    engine: Engine
    hops: tuple[Pair, ...]
    label: str
    better: str = ""

    @property
    def note(self) -> str:
        """What a unit's note says of who wrote it."""
        return f"{self.label} (better: {self.better})" if self.better else self.label


@dataclass
class Planner:
    """Finds routes over the configured engines, in their order, and translates along them. Engines open once.
    `translate` may be called by several threads at once. With a `cluster` the engines are its workers'.

    Sentences that `cache` knows are taken from it; with `retry`, those that an engine refused are sent again. With
    `fast`, engines that can decode more cheaply do.
    `sentences` counts those that an engine was asked for; `alternatives` is how many other wordings a headline gets.
    """

    names: Sequence[str]
    cache: Cache | None = None
    retry: bool = False
    alternatives: int = 0
    fast: bool = False
    cluster: Cluster | None = None
    terms: Sequence[Term] = ()
    typography: Typography = field(default_factory=Typography)
    sentences: int = 0
    _engines: list[tuple[str, Engine]] | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
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
                how = ", fast" if self.fast and engine.decodes_as_asked else ""
                rough = [hop for hop in hops if STARTER in pairs[hop]]
                better = "".join(commands([name], rough[0])) if rough else ""
                return Route(engine, hops, f"{name} {' + '.join(labels)}{how}", better)
        missing = "; ".join(dict.fromkeys(self._problems))
        known = commands(self.names, (source, target))
        raise EngineError(
            f"no engine translates {source} to {target}" + (f" ({missing})" if missing else ""),
            remedy="Install a package: " + " or ".join(f"`{c}`" for c in known)
            if known
            else "`bylingual doctor` lists the pairs that are installed",
        )

    def _opened(self) -> list[tuple[str, Engine]]:
        if self._engines is None:
            self._engines = []
            for name in self.names:
                module: Any = ENGINES.get(name)
                if module is None:
                    raise ConfigError(f"unknown engine {name}", remedy=f"Use {', '.join(ENGINES)} or none")
                try:
                    engine = self.cluster.engine(name) if self.cluster else module.open_engine()
                    self._engines.append((name, engine))
                except EngineError as error:
                    self._problems.append(str(error))
        return self._engines

    def close(self) -> None:
        """End the engines that were opened."""
        for _, engine in self._engines or ():
            engine.close()
        self._engines = None
        self._routes.clear()

    def translate(
        self, route: Route, texts: Sequence[Text], source: str, target: str, known: Habits = _NO_HABITS
    ) -> list[Translation]:
        """One translation for each text of an article. Sentences repeated among them are translated once.

        `known` tells names from words in headlines. Codes come back where their words went; those that found no place,
        and protected texts that did not come back as they were, are named in `lost`. A text that went astray twice
        is a refusal. Raises EngineError when the engine fails as a whole.
        """
        like = Query("", fast=self.fast, alternatives=0 if self.fast else self.alternatives)
        bodies = [text.source for text in texts if text.role != Role.HEADLINE]
        wishes = Wishes(known, self.terms, repeated(bodies, language_of(source)), like)
        jobs = [job_of(text, source, target, wishes) for text in texts]
        wanted = dict.fromkeys(query for job in jobs for query, _ in job.sentences if query.text)
        copies = Copies.of(route.hops[0], [query.text for query in wanted]) if _is_rough(route) else None
        done = self._mended(route, self._asked(route, list(wanted), copies), copies)
        done |= {q: Translation("", marks=q.marks) for job in jobs for q, _ in job.sentences if not q.text}
        wholes = with_agreed_names(jobs, [put_together(job, done, source, target) for job in jobs], source, target)
        results = [
            whole if isinstance(whole, Translation) else finished(job, whole, done, target)
            for job, whole in zip(jobs, wholes, strict=True)
        ]
        return [
            replace(r, text=typeset(r.text, job.text.syntax, job.text.source, source, target, self.typography))
            for job, r in zip(jobs, results, strict=True)
        ]

    def _asked(self, route: Route, queries: Sequence[Query], copies: Copies | None) -> dict[Query, Translation]:
        """Each query through the engine; of a starter model's wordings, where no marks have to be placed, the best by
        `copies`."""
        if copies is None:
            return self._along(route, queries)
        wide = {q: q if q.marks or q.fast else replace(q, alternatives=_WORDINGS) for q in queries}
        made = self._along(route, list(dict.fromkeys(wide.values())))
        return {query: copies.chosen(query, made[asked]) for query, asked in wide.items()}

    def _mended(self, route: Route, done: dict[Query, Translation], copies: Copies | None) -> dict[Query, Translation]:
        """Texts that went astray made again with care, and a starter model's that lack names or numbers by `copies`;
        marks that the engine did not place, looked for."""
        pair = (route.hops[0][0], route.hops[-1][1])
        astray_ = {query: why for query, made in done.items() if (why := _why_refused(query, made, pair))}
        careful = {query: replace(query, careful=True, fast=False, alternatives=0) for query in astray_}
        again = self._along(route, list(careful.values())) if route.engine.decodes_as_asked else {}
        for query, why in astray_.items():
            made = again.get(careful[query], done[query])
            refused = _why_refused(query, made, pair)
            done[query] = Translation("", problem=made.problem or why) if refused else made
        if copies:
            done |= self._copied(route, done, copies)
        around = {q: _around(q) for q, made in done.items() if made.text and _lacks_fixed(q, made)}
        children = {q: _children(q, made) for q, made in done.items() if made.text and q not in around}
        pieces = dict.fromkeys(part for parts in around.values() for part in parts if isinstance(part, Query))
        more = dict.fromkeys(child for found in children.values() for child in found.values())
        extra = self._along(route, list(pieces | more))
        for query, parts in around.items():
            done[query] = _rejoined(done[query], parts, extra)
        for query, found in children.items():
            done[query] = _with_children(query, done[query], {n: extra[child].text for n, child in found.items()})
        return done

    def _copied(self, route: Route, done: Mapping[Query, Translation], copies: Copies) -> dict[Query, Translation]:
        """For texts that lack names or numbers: the best of other wordings, where none were asked for yet, and of those
        made around what must not change."""
        tries: dict[Query, list[Query]] = {}
        for query, made in done.items():
            if made.text and copies.lacks(query.text, made.text):
                spans = dict.fromkeys((copies.kept(query, made.text), copies.kept(query, "")))
                tries[query] = [replace(query, kept=found, alternatives=0) for found in spans if found]
                # of names' marks it can do without, of a link's it cannot
                if (query.marks or query.fast) and all(mark.number >= NAMES_FROM for mark in query.marks):
                    tries[query].insert(0, replace(query, marks=(), fast=False, alternatives=_WORDINGS))
        extra = self._along(route, list(dict.fromkeys(q for found in tries.values() for q in found)))
        chosen = {}
        for query, found in tries.items():
            made = done[query]
            best = copies.best(query.text, [made, *(copies.chosen(q, extra[q]) for q in found)])
            chosen[query] = replace(best, alternatives=made.alternatives)
        return chosen

    def _along(self, route: Route, queries: Sequence[Query]) -> dict[Query, Translation]:
        """Each query through every hop; unknown words and the worst score add up."""
        results = {query: Translation(query.text, marks=query.marks) for query in queries}
        for number, hop in enumerate(route.hops, 1):
            asked = {
                query: replace(
                    query,
                    text=r.text,
                    marks=r.marks,
                    alternatives=query.alternatives if number == len(route.hops) else 0,
                )
                for query, r in results.items()
            }
            step = self._hop(route.engine, hop, list(asked.values()))
            for query, old in results.items():
                new = step[asked[query]]
                results[query] = replace(
                    new,
                    unknown=(*old.unknown, *new.unknown),
                    score=_worse(old.score, new.score),
                    problem=old.problem or new.problem,
                )
        return results

    def _hop(self, engine: Engine, hop: Pair, queries: Sequence[Query]) -> dict[Query, Translation]:
        """Each query in one language pair: what the cache knows from there, the rest from the engine, once each."""
        known = {query: Translation("") for query in queries if not query.text}
        wanted = [query for query in dict.fromkeys(queries) if query.text]
        identity = f"{engine.identity(hop)} {hop[0]}→{hop[1]}" if self.cache else ""
        if self.cache:
            found = self.cache.find(identity, wanted)
            known |= {query: t for query, t in found.items() if t.text or not self.retry}
        new = [query for query in wanted if query not in known]
        with self._lock:
            self.sentences += len(new)
        made = dict(zip(new, engine.translate(new, hop), strict=True)) if new else {}
        if self.cache:
            self.cache.keep(identity, made.items())
        return known | made


def _is_rough(route: Route) -> bool:
    """Whether a starter model translates, alone, and gives other wordings."""
    return STARTER in route.label and len(route.hops) == 1 and route.engine.decodes_as_asked


def _why_refused(query: Query, made: Translation, pair: Pair) -> str:
    """Why the engine's text cannot be used, in words; "" if it can. The language is looked at where much of the source
    stands in the target."""
    if why := astray(query.text, made.text):
        return why
    if carries_over(query.text, made.text):
        found = detect_blocks([made.text], pair[1])[0]
        if found and found.decided and language_of(found.language) == language_of(pair[0]):
            return "the engine left the text in its own language"
    return ""


def _lacks_fixed(query: Query, made: Translation) -> bool:
    have = {m.number for m in made.marks}
    return any(m.fixed and m.end > m.start and m.number not in have for m in query.marks)


def _around(query: Query) -> list[Query | Marked]:
    """A query cut at its fixed texts: what lies between them to be translated, they themselves as they are."""
    whole = Marked(query.text, query.marks)
    parts: list[Query | Marked] = []
    at = 0
    for mark in sorted(m for m in query.marks if m.fixed and m.end > m.start):
        if mark.start < at:
            continue
        parts += [*_piece(whole.cut(at, mark.start), query), whole.cut(mark.start, mark.end)]
        at = mark.end
    return [*parts, *_piece(whole.cut(at, len(query.text)), query)]


def _piece(piece: Marked, like: Query) -> list[Query | Marked]:
    """Words as a query between the white space and signs around them; what has no words as it is."""
    core = re.search(r"\w.*\w|\w", piece.text, re.DOTALL)
    if not core:
        return [piece] if piece.text else []
    middle = piece.cut(core.start(), core.end())
    before, after = piece.cut(0, core.start()), piece.cut(core.end(), len(piece.text))
    query = Query(middle.text, middle.marks, fast=like.fast)
    return [p for p in (before, query, after) if p.text]


def _rejoined(made: Translation, parts: Sequence[Query | Marked], extra: dict[Query, Translation]) -> Translation:
    whole = Marked("")
    unknown: tuple[str, ...] = ()
    score = made.score
    for part in parts:
        if isinstance(part, Query):
            new = extra[part]
            if not new.text:
                return Translation("", problem=new.problem or "the engine gave no text")
            whole += Marked(new.text, new.marks)
            unknown += new.unknown
            score = _worse(score, new.score)
        else:
            whole += part
    return Translation(whole.text, unknown, score, marks=whole.marks)


def _children(query: Query, made: Translation) -> dict[int, Query]:
    """The texts under marks that the engine did not place, by number, to be translated alone and looked for."""
    have = {m.number for m in made.marks}
    return {
        m.number: Query(query.text[m.start : m.end].strip(), fast=query.fast)
        for m in query.marks
        if not m.fixed and m.number < NAMES_FROM and m.number not in have and query.text[m.start : m.end].strip()
    }


def _with_children(query: Query, made: Translation, children: Mapping[int, str]) -> Translation:
    """A translation with marks where the translations of their texts stand, and those that reach over all of it."""
    marks = {m.number: m for m in made.marks}
    for mark in query.marks:
        if mark.fixed and mark.start == mark.end and mark.number not in marks:
            if mark.start in (0, len(query.text)):
                at = 0 if mark.start == 0 else len(made.text)
                marks[mark.number] = replace(mark, start=at, end=at)
        elif not mark.fixed and not query.text[: mark.start].strip(_EDGES) and not query.text[mark.end :].strip(_EDGES):
            marks[mark.number] = replace(mark, start=0, end=len(made.text))
        elif mark.number in children:
            for text in (query.text[mark.start : mark.end], children[mark.number].rstrip(_EDGES)):
                if text and made.text.casefold().count(text.casefold()) == 1:
                    at = made.text.casefold().find(text.casefold())
                    marks[mark.number] = replace(mark, start=at, end=at + len(text))
                    break
    return replace(made, marks=tuple(sorted(marks.values())))


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
