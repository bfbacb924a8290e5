"""Translate: read, detect, merge, machine, write catalogs. People's work is never touched."""

from __future__ import annotations

import contextlib
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..cache import Cache, Left
from ..casing import habits
from ..errors import BylingualError, ConfigError, EngineError
from ..inline import syntax_of
from ..locales import parse_locale
from ..merge import Merged, covered_units, merge, shared_units
from ..model import Article, Role, State, Translation, Unit, stamp
from ..project import ArticleFile, ChangedUnderneathError, Project, Selection, read_bytes
from ..risk import risk_note
from . import catalogs
from .plan import Planner, Text
from .reading import Failure, each, selected
from .unchanged import Unchanged

# A new article that shares this much with exactly one orphan is that orphan's article, moved.
_MOVED_SHARE = 0.8
# And the orphan must not be much more than the article: a brief of two paragraphs does not take a long story's catalog.
_COVERED_SHARE = 0.5
# Other wordings that a headline is offered, by engines that can.
_ALTERNATIVES = 2
_SAME_LANGUAGE = "same-language"
# What is written in another way than the sentences of an article.
_HEADINGS = (Role.HEADLINE, Role.KICKER, Role.HEADING, Role.BYLINE, Role.CREDIT)


@dataclass(frozen=True)
class Options:
    """What `translate` is asked for. `engines` are names in order, () to extract only."""

    targets: tuple[str, ...] = ()
    source: str = ""
    engines: tuple[str, ...] = ()
    refresh: bool = False
    failed: bool = False
    check: bool = False
    dry_run: bool = False


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
    """All catalogs, the articles that failed, and the work done."""

    catalogs: list[CatalogReport] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
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
) -> Report:
    """Bring the catalogs of the selected articles up to date. `progress` gets (done, total, article id).

    Writes each catalog as soon as it is done; an interrupted run goes on where it stopped.
    """
    started = time.monotonic()
    found, files, refused = selected(project, selection)
    locales = [parse_locale(t) for t in options.targets or project.config.targets]
    if not locales:
        raise ConfigError("no target locale", remedy="Use --to, or set `targets` in bylingual.toml")
    report = Report(failures=refused)
    progress(0, len(files), "")
    with Cache(project.root, writes=not (options.check or options.dry_run)) as cache:
        run = _Run(project, options, found.ids, report, cache)
        with contextlib.closing(run.planner):
            for done, file in enumerate(files, 1):
                run.article(file, [locale for locale in locales if selection.has(file.id, locale)])
                progress(done, len(files), file.id)
            run.unchanged.settle()
    report.warnings = cache.warnings
    report.seconds = time.monotonic() - started
    return report


class _Run:
    def __init__(self, project: Project, options: Options, ids: frozenset[str], report: Report, cache: Cache) -> None:
        self.project, self.options, self.ids, self.report = project, options, ids, report
        self.planner = Planner(options.engines, cache, retry=options.failed, alternatives=_ALTERNATIVES)
        self.unchanged = Unchanged(project, cache, (options.source, *options.engines))
        self.orphans: dict[str, list[tuple[Path, list[Unit]]]] = {}

    def article(self, file: ArticleFile, locales: Sequence[str]) -> None:
        """Bring an article's catalogs up to date; what neither it nor they need is not even read."""
        left = None
        if not self.options.refresh:
            left = self.unchanged.left(file, locales, whole=self.options.failed)
        if left is not None:
            self.report.catalogs += [self._as_left(file, left[locale]) for locale in locales]
            return
        found = each(self.project, file, self.report.failures, self.options.source)
        if not found:
            return
        article, language = found
        entries = [self.one(article, language, locale) for locale in locales]
        self.report.catalogs += entries
        if not (self.options.check or self.options.dry_run):
            self.unchanged.leave(article, language, {e.locale: (e.units, e.data) for e in entries if not e.error})

    def _as_left(self, file: ArticleFile, left: Left) -> CatalogReport:
        """The report on a catalog that is as the last run left it."""
        path = self.project.shown(self.project.catalog_path(file.id, left.locale))
        skipped = _SAME_LANGUAGE if left.language == left.locale else ""
        return CatalogReport(file.id, left.locale, path, units=dict(left.units), skipped=skipped)

    def one(self, article: Article, language: str, locale: str) -> CatalogReport:
        path = self.project.catalog_path(article.id, locale)
        entry = CatalogReport(article.id, locale, self.project.shown(path))
        if locale == language:
            entry.skipped = _SAME_LANGUAGE
            return entry
        for attempt in (1, 2):
            try:
                self._update(article, language, locale, path, entry)
                break
            except ChangedUnderneathError as error:  # somebody saved it meanwhile: merge with what they wrote
                if attempt == 2:
                    entry.error = str(error)
            except ConfigError:
                raise
            except BylingualError as error:
                entry.error = str(error)
                break
        return entry

    def _update(self, article: Article, language: str, locale: str, path: Path, entry: CatalogReport) -> None:
        loaded = catalogs.load(self.project, path)
        origin: Path | None = None
        if loaded.data is None and (orphan := self._moved(article, locale)):
            origin = orphan
            loaded = replace(catalogs.load(self.project, orphan), path=path)
            entry.moved_from = self.project.shown(orphan)
        merged = merge(loaded.catalog.units, article.unit_keys())
        units = merged.units
        if self.options.failed and loaded.data is not None and not _unfilled(units):
            entry.units = _count(units)
            entry.data = loaded.data
            return
        if not self.options.check:
            units = self._filled(merged, article, language, locale, entry)
        entry.units = _count(units)
        if self.options.check or self.options.dry_run:
            entry.changed = loaded.data is None or origin is not None or units != loaded.catalog.units
            return
        if origin is not None and read_bytes(origin) != loaded.data:
            raise ChangedUnderneathError("changed while it was being moved", path=str(origin), remedy="Run again")
        written = catalogs.save(loaded, units, article, language, locale, moved=origin is not None)
        entry.changed = written is not None
        entry.data = written or loaded.data
        if origin is not None:
            if read_bytes(origin) == loaded.data:  # else somebody saved it just now: it stays, as an orphan
                origin.unlink(missing_ok=True)
            self.orphans.pop(locale, None)

    def _filled(
        self, merged: Merged, article: Article, language: str, locale: str, entry: CatalogReport
    ) -> tuple[Unit, ...]:
        """`merged` with machine text where the machine may write, suggestions where a unit turned stale."""
        wanted = [u for u in merged.live if not u.target.strip() or (self.options.refresh and u.is_machine_text)]
        hints = [u for u in merged.live if u.key in merged.stale]
        if not self.options.engines or not (wanted or hints):
            return merged.units
        try:
            route = self.planner.route(language, locale)
            syntaxes: dict[tuple[str | None, str], str] = {
                (b.role.value, b.source): syntax_of(b.form) for b in article.blocks
            }
            texts = [Text(u.source, u.context or "", syntaxes.get(u.key, "")) for u in (*wanted, *hints)]
            known = habits(b.source for b in article.blocks if b.role not in _HEADINGS)
            results = self.planner.translate(route, texts, language, locale, known)
        except EngineError as error:
            entry.error = str(error)
            return merged.units
        entry.engine = route.label
        self.report.units_translated += len(texts)
        self.report.sentences = self.planner.sentences
        new = {u.key: filled(u, r, route.label) for u, r in zip(wanted, results[: len(wanted)], strict=True)}
        for unit, result in zip(hints, results[len(wanted) :], strict=True):
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
        return matches[0] if len(matches) == 1 else None

    def _load_orphans(self, locale: str) -> list[tuple[Path, list[Unit]]]:
        found = []
        for where, article_id, path in self.project.find_catalogs():
            if where == locale and article_id not in self.ids:
                try:
                    found.append((path, list(catalogs.load(self.project, path).catalog.units)))
                except BylingualError as error:
                    self.report.failures.append(Failure(article_id, self.project.shown(path), str(error)))
        return found


def filled(unit: Unit, result: Translation, label: str) -> Unit:
    """`unit` with a machine's text, its notes and its stamp; a refusal leaves it empty with the reason.

    What the unit says of its source ("source changed …") stays first.
    """
    changed = tuple(n for n in unit.notes if n.startswith(("source changed", "role changed")))
    if not result.text:
        if unit.target.strip():
            return unit  # a refresh that failed keeps the text there was
        return replace(unit, notes=(*changed, f"not translated: {result.problem or 'the engine gave no text'}"))
    if result.text == unit.target:
        return unit
    others = (f"suggestion: {text}" for text in result.alternatives)
    notes = (*changed, risk_note(unit.context, unit.source, result), label, *others)
    mark = stamp(unit.context, unit.source, result.text)
    return replace(unit, target=result.text, fuzzy=True, previous=None, previous_context=None, stamp=mark, notes=notes)


def _unfilled(units: Sequence[Unit]) -> bool:
    return any(u.state is State.UNTRANSLATED for u in units if not u.obsolete)


def _count(units: Sequence[Unit]) -> dict[str, int]:
    return dict(sorted(Counter(u.state.value for u in units).items()))
