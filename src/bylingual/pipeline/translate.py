"""Translate: read, detect, merge, machine, write catalogs. People's work is never touched."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from ..alone import WAIT_SECONDS, Patience, alone
from ..cache import Cache, Left
from ..casing import habits
from ..engines.base import cores
from ..engines.cluster import Cluster
from ..errors import BylingualError, ConfigError, EngineError
from ..files import move_file, remedy
from ..inline import syntax_of
from ..locales import parse_locale
from ..memory import Match, remembered, suggested
from ..memory_index import MemoryIndex
from ..merge import Merged, covered_units, merge, settled, shared_units
from ..model import STARTER, Article, Role, State, Translation, Unit, stamp
from ..project import ArticleFile, ChangedUnderneathError, Found, Project, Selection
from ..risk import engine_note, risk_note
from . import catalogs, memory_pairs
from .jobs import Text
from .plan import Planner
from .reading import Failure, Refused, each, selected, warnings
from .unchanged import Unchanged

# A new article that shares this much with exactly one orphan is that orphan's article, moved.
_MOVED_SHARE = 0.8
# And the orphan must not be much more than the article: a brief of two paragraphs does not take a long story's catalog.
_COVERED_SHARE = 0.5
# Other wordings that a headline is offered, by engines that can.
_ALTERNATIVES = 2
# So often a catalog that somebody saves while it is being written is merged again, and so long is waited before.
_ATTEMPTS = 5
_PAUSE_SECONDS = 0.02
Key = tuple[str | None, str]

# So many articles a thread are read while engines work on the ones before; memory does not grow with the folder.
_AHEAD = 8
_SAME_LANGUAGE = "same-language"
# What is written in another way than the sentences of an article.
_HEADINGS = (Role.HEADLINE, Role.KICKER, Role.HEADING, Role.BYLINE, Role.CREDIT)


@dataclass(frozen=True)
class Options:
    """What `translate` is asked for. `engines` are names in order, () to extract only; `fast` is speed before quality;
    `dask` is the address of a Dask scheduler, or `local:N`; another `translate` is waited for up to `wait` seconds."""

    targets: tuple[str, ...] = ()
    source: str = ""
    engines: tuple[str, ...] = ()
    refresh: bool = False
    failed: bool = False
    check: bool = False
    dry_run: bool = False
    fast: bool = False
    dask: str = ""
    wait: float = WAIT_SECONDS

    @property
    def writes(self) -> bool:
        """Whether anything is written."""
        return not (self.check or self.dry_run)


@dataclass
class CatalogReport:
    """One catalog: units by state, whether it was (or would be) written, and what went wrong. `data` are the bytes that
    the run left in it."""

    article: str
    locale: str
    path: str
    engine: str = ""
    units: dict[str, int] = field(default_factory=dict)
    changed: bool = False
    skipped: str = ""
    moved_from: str = ""
    error: str = ""
    data: bytes | None = None


@dataclass
class Report:
    """All catalogs, the articles that failed or are not to be published, and the work done."""

    catalogs: list[CatalogReport] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    units_translated: int = 0
    sentences: int = 0
    seconds: float = 0.0
    warnings: list[str] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Whether an article or a catalog failed."""
        return bool(self.failures or any(c.error for c in self.catalogs))

    @property
    def outdated(self) -> int:
        """How many catalogs are (or were) not current."""
        return sum(c.changed for c in self.catalogs)


def translate(
    project: Project,
    selection: Selection,
    options: Options,
    progress: Callable[[int, int, str], None] = lambda done, total, what: None,
    waiting: Callable[[str], None] = lambda who: None,
) -> Report:
    """Bring the catalogs of the selected articles up to date. `progress` gets (done, total, article id), `waiting` who
    is at work here already. Raises InUseError when that one does not end in time.

    Writes each catalog as soon as it is done; an interrupted run goes on where it stopped.
    """
    if not options.writes:
        return _translated(project, selection, options, progress)
    with alone(project.root, "translate.lock", "bylingual translate", Patience(options.wait, waiting)) as warnings:
        report = _translated(project, selection, options, progress)
    report.warnings += warnings
    return report


def _translated(
    project: Project, selection: Selection, options: Options, progress: Callable[[int, int, str], None]
) -> Report:
    started = time.monotonic()
    chosen = selected(project, selection)
    locales = [parse_locale(t) for t in options.targets or project.config.targets]
    if not locales:
        raise ConfigError("no target locale", remedy="Use --to, or set `targets` in bylingual.toml")
    report = Report(failures=chosen.failures, refused=chosen.refused)
    files = chosen.files
    progress(0, len(files), "")
    with Cache(project.root, writes=options.writes) as cache:
        run = _Run(project, options, chosen.found, report, cache)
        try:
            for done, file in enumerate(_ahead(files, run, selection, locales), 1):
                progress(done, len(files), file.id)
            run.unchanged.settle()
            if chosen.found.contents and options.writes:
                chosen.found.contents.save()
        finally:
            run.close()
    report.warnings += [*cache.warnings, *run.memory.warnings]
    report.seconds = time.monotonic() - started
    return report


def _ahead(
    files: Sequence[ArticleFile], run: _Run, selection: Selection, locales: Sequence[str]
) -> Iterator[ArticleFile]:
    """Each file once it is finished, in order; while engines work on one, the next are begun."""
    waiting: deque[tuple[ArticleFile, _Begun]] = deque()
    for file in files:
        waiting.append((file, run.begin(file, [locale for locale in locales if selection.has(file.id, locale)])))
        while len(waiting) > _AHEAD * run.threads or (waiting and waiting[0][1].is_done):
            first, begun = waiting.popleft()
            run.finish(begun)
            yield first
    for first, begun in waiting:
        run.finish(begun)
        yield first


@dataclass
class _Work:
    """A catalog that is being brought up to date: what it held, what it will hold, what the memory knows of it, the
    texts that engines have and the note that says which engine."""

    entry: CatalogReport
    path: Path
    loaded: catalogs.Loaded | None = None
    origin: Path | None = None
    merged: Merged | None = None
    remembered: list[Unit] = field(default_factory=list)
    similar: dict[Key, Match] = field(default_factory=dict)
    wanted: list[Unit] = field(default_factory=list)
    hints: list[Unit] = field(default_factory=list)
    texts: Future[list[Translation]] | None = None
    note: str = ""

    def begin(self) -> None:
        """Forget what an earlier attempt found: somebody saved the catalog meanwhile."""
        if self.origin is not None:  # not moved
            self.entry.moved_from = ""
        self.entry.error = self.entry.engine = ""
        self.loaded = self.origin = self.merged = self.texts = None
        self.remembered, self.similar, self.wanted, self.hints = [], {}, [], []


@dataclass
class _Begun:
    """An article whose catalogs are being brought up to date; `entries` of catalogs that needed nothing."""

    file: ArticleFile | None = None
    article: Article | None = None
    language: str = ""
    works: list[_Work] = field(default_factory=list)
    entries: list[CatalogReport] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        """Whether nothing has to be waited for."""
        return all(w.texts is None or w.texts.done() for w in self.works)


class _Run:
    """Articles are read, merged and written by one thread, in order; engines work in others, some articles ahead."""

    def __init__(self, project: Project, options: Options, found: Found, report: Report, cache: Cache) -> None:
        self.project, self.options, self.found, self.report = project, options, found, report
        self.cluster = Cluster(options.dask) if options.dask and options.engines else None
        self.planner = Planner(
            options.engines,
            cache,
            retry=options.failed,
            alternatives=_ALTERNATIVES,
            fast=options.fast,
            terms=project.glossary(),
            typography=project.config.typography,
            cluster=self.cluster,
        )
        self.memory = MemoryIndex(project.root, partial(memory_pairs.pairs, project), writes=options.writes)
        self.unchanged = Unchanged(project, cache, (options.source, *options.engines))
        self.orphans: dict[str, list[tuple[Path, list[Unit]]]] = {}
        self.threads = 2 * self.cluster.threads if self.cluster else cores() + 1
        self.pool = ThreadPoolExecutor(self.threads, thread_name_prefix="engine")

    def close(self) -> None:
        """End the engines; what they have not begun is dropped."""
        self.pool.shutdown(wait=False, cancel_futures=True)
        self.planner.close()
        self.pool.shutdown()
        self.memory.close()
        if self.cluster:
            self.cluster.close()

    def begin(self, file: ArticleFile, locales: Sequence[str]) -> _Begun:
        """Read an article, merge its catalogs and send off what engines have to translate; what neither it nor they
        need is not even read."""
        if not self.options.refresh:
            left = self.unchanged.left(file, locales, whole=self.options.failed)
            if left is not None:
                return _Begun(entries=[self._as_left(file, left[locale]) for locale in locales])
        found = each(self.project, file, self.report.failures, self.options.source)
        if not found:
            return _Begun()
        article, language = found
        self.report.warnings += warnings(article, language, self.options.source)
        begun = _Begun(file, article, language)
        for locale in locales:
            path = self.project.catalog_path(article.id, locale)
            work = _Work(CatalogReport(article.id, locale, self.project.shown(path)), path)
            begun.works.append(work)
            if locale == language:
                work.entry.skipped = _SAME_LANGUAGE
            else:
                self._guarded(work, lambda w=work, to=locale: self._start(w, article, language, to))  # type: ignore[misc]
        return begun

    def finish(self, begun: _Begun) -> None:
        """Write the catalogs of an article, once its texts are there."""
        self.report.catalogs += begun.entries
        file, article, language = begun.file, begun.article, begun.language
        if file is None or article is None:
            return
        for work in begun.works:
            if not work.entry.error and not work.entry.skipped:
                self._guarded(work, lambda w=work: self._end(w, article, language))  # type: ignore[misc]
            self.report.catalogs.append(work.entry)
        if self.options.writes:
            done = {w.entry.locale: (w.entry.units, w.entry.data) for w in begun.works if not w.entry.error}
            self.unchanged.leave(file, article, language, done)

    def _as_left(self, file: ArticleFile, left: Left) -> CatalogReport:
        """The report on a catalog that is as the last run left it."""
        path = self.project.shown(self.project.catalog_path(file.id, left.locale))
        skipped = _SAME_LANGUAGE if left.language == left.locale else ""
        return CatalogReport(file.id, left.locale, path, units=dict(left.units), skipped=skipped)

    @staticmethod
    def _guarded(work: _Work, step: Callable[[], None]) -> None:
        """Do a step. What goes wrong with one catalog is its own affair; a wrong configuration stops the run."""
        try:
            step()
        except ConfigError:
            raise
        except BylingualError as error:
            work.entry.error = error.at(work.entry.path)
        except OSError as error:
            work.entry.error = BylingualError(error.strerror or str(error), remedy=remedy(error)).at(work.entry.path)

    def _start(self, work: _Work, article: Article, language: str, locale: str) -> None:
        work.begin()
        loaded = catalogs.load(self.project, work.path)
        if loaded.data is None and (orphan := self._moved(article, locale)):
            work.origin = orphan
            loaded = replace(catalogs.load(self.project, orphan), path=work.path, shown=work.entry.path)
            work.entry.moved_from = self.project.shown(orphan)
        merged = merge(loaded.catalog.units, article.unit_keys())
        work.loaded, work.merged = loaded, merged
        if self.options.failed and loaded.data is not None and not _unfilled(merged.units):
            work.merged = replace(merged, units=loaded.catalog.units)
        elif not self.options.check:
            self._send(work, article, language, locale)

    def _send(self, work: _Work, article: Article, language: str, locale: str) -> None:
        """Have engines translate what the machine may write, and suggestions for what turned stale."""
        merged = work.merged or Merged(())
        if not self.options.engines:
            return
        wanted = [u for u in merged.live if not u.target.strip() or (self.options.refresh and u.is_machine_text)]
        self._remember(work, wanted, language, locale)
        have = {u.key for u in work.remembered}
        work.wanted = [u for u in wanted if u.key not in have]
        work.hints = [u for u in merged.live if u.key in merged.stale]
        if not (work.wanted or work.hints):
            return
        try:
            route = self.planner.route(language, locale)
        except EngineError as error:
            work.texts = Future()
            work.texts.set_exception(error)
            return
        syntaxes: dict[tuple[str | None, str], str] = {
            (b.role.value, b.source): syntax_of(b.form) for b in article.blocks
        }
        units = (*work.wanted, *work.hints)
        texts = [Text(u.source, u.context or "", syntaxes.get(u.key, "")) for u in units]
        known = habits(b.source for b in article.blocks if b.role not in _HEADINGS)
        work.entry.engine, work.note = route.label, route.note
        work.texts = self.pool.submit(self.planner.translate, route, texts, language, locale, known)

    def _remember(self, work: _Work, wanted: Sequence[Unit], language: str, locale: str) -> None:
        """What people approved for the same texts, and for similar ones."""
        if not wanted:
            return
        if locale not in self.memory.fresh:
            self.memory.refresh(locale, memory_pairs.files(self.project, locale))
        for unit in wanted:
            role = unit.context or ""
            if match := self.memory.exact(locale, language, role, unit.source):
                work.remembered.append(remembered(unit, match))
            elif match := self.memory.similar(locale, language, role, unit.source):
                work.similar[unit.key] = match

    def _end(self, work: _Work, article: Article, language: str) -> None:
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                self._write(work, article, language)
                return
            except ChangedUnderneathError:  # somebody saved it meanwhile: merge with what they wrote
                if attempt == _ATTEMPTS:
                    raise
                time.sleep(attempt * _PAUSE_SECONDS)
                self._start(work, article, language, work.entry.locale)

    def _write(self, work: _Work, article: Article, language: str) -> None:
        entry, loaded, merged = work.entry, work.loaded, work.merged
        if loaded is None or merged is None:
            return
        units = self._filled(work, merged)
        entry.units = _count(units)
        entry.data = loaded.data
        if not self.options.writes:
            # What an editor's approval of a stale unit leaves behind is no reason to call a catalog out of date.
            as_left = tuple(u if u.obsolete else settled(u) for u in loaded.catalog.units)
            entry.changed = (
                loaded.data is None or work.origin is not None or units not in (loaded.catalog.units, as_left)
            )
            return
        if work.origin is not None:
            # Moved first: whatever happens next, there is one catalog. Saving it tells whether somebody wrote to it.
            move_file(work.origin, work.path, shown=entry.path)
            work.origin = None
        written = catalogs.save(loaded, units, article, language, entry.locale)
        entry.changed = written is not None
        entry.data = written or loaded.data

    def _filled(self, work: _Work, merged: Merged) -> tuple[Unit, ...]:
        """`merged` with machine text where the machine may write, suggestions where a unit turned stale."""
        new = {u.key: u for u in work.remembered}
        try:
            results = work.texts.result() if work.texts else []
        except EngineError as error:
            work.entry.error = error.at(work.entry.path)
            work.entry.engine = ""
            results = []
        self.report.units_translated += len(results)
        self.report.sentences = self.planner.sentences
        many = len(work.wanted)
        for unit, result in zip(work.wanted, results[:many], strict=bool(results)):
            made = filled(unit, result, work.note)
            match = work.similar.get(unit.key)
            new[unit.key] = suggested(made, match) if match and made != unit else made
        for unit, result in zip(work.hints, results[many:], strict=bool(results)):
            if result.text and result.text != unit.target:
                new[unit.key] = replace(unit, notes=(*unit.notes, f"suggestion: {result.text}"))
        return tuple(new.get(u.key, u) if not u.obsolete else u for u in merged.units)

    def _moved(self, article: Article, locale: str) -> Path | None:
        """The one orphan in the locale that this new article takes over."""
        if locale not in self.orphans:
            self.orphans[locale] = self._load_orphans(locale)
        keys = article.unit_keys()
        matches = [
            path
            for path, units in self.orphans[locale]
            if shared_units(keys, units) >= _MOVED_SHARE and covered_units(keys, units) >= _COVERED_SHARE
        ]
        if len(matches) != 1:
            return None
        self.orphans[locale] = [entry for entry in self.orphans[locale] if entry[0] != matches[0]]
        return matches[0]

    def _load_orphans(self, locale: str) -> list[tuple[Path, list[Unit]]]:
        found = []
        for where, article_id, path in self.project.find_catalogs():
            if where == locale and article_id not in self.found:
                try:
                    found.append((path, list(catalogs.load(self.project, path).catalog.units)))
                except BylingualError as error:
                    self.report.failures.append(Failure(article_id, self.project.shown(path), str(error)))
        return found


def filled(unit: Unit, result: Translation, engine: str) -> Unit:
    """`unit` with a machine's text, its notes (`engine` is the one that says who wrote it) and its stamp; a refusal
    leaves it empty with the reason.

    What the unit says of its source ("source changed …") stays first.
    """
    changed = tuple(n for n in unit.notes if n.startswith(("source changed", "role changed")))
    if not result.text:
        if unit.target.strip():
            return unit  # a refresh that failed keeps the text there was
        return replace(unit, notes=(*changed, f"not translated: {result.problem or 'the engine gave no text'}"))
    if result.text == unit.target and (STARTER in engine or STARTER not in engine_note(unit.notes)):
        return unit
    terms = (f"glossary: {'; '.join(result.terms)}",) if result.terms else ()
    others = (f"suggestion: {text}" for text in result.alternatives)
    notes = (*changed, risk_note(unit.context, unit.source, result, engine), engine, *terms, *others)
    mark = stamp(unit.context, unit.source, result.text)
    return replace(unit, target=result.text, fuzzy=True, previous=None, previous_context=None, stamp=mark, notes=notes)


def _unfilled(units: Sequence[Unit]) -> bool:
    return any(u.state is State.UNTRANSLATED for u in units if not u.obsolete)


def _count(units: Sequence[Unit]) -> dict[str, int]:
    return dict(sorted(Counter(u.state.value for u in units).items()))
