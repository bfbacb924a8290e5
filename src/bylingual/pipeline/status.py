"""Status: each catalog's units by state, its findings and its risk; orphans; what no reader takes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from ..change import is_correction
from ..checks import run
from ..engines import argos, commands
from ..errors import BylingualError
from ..localize import engine_of
from ..model import STARTER, State
from ..priority import Task, waiting
from ..project import Project, Selection
from ..risk import risk_level
from . import catalogs
from .reading import Failure, Refused, named, refused_in

_RISKS = ("high", "medium", "low")


@dataclass
class CatalogStatus:
    """One catalog. `risk` is the highest that an unreviewed unit states, "" if none; `corrected` says that a number,
    date, name or negation changed in the source of a unit that waits; `starter` counts the unreviewed units that a
    starter model wrote, `better` is the command that installs a better one."""

    article: str
    locale: str
    path: str
    units: dict[str, int] = field(default_factory=dict)
    words: int = 0
    findings: dict[str, int] = field(default_factory=dict)
    risk: str = ""
    orphan: bool = False
    source_changed: bool = False
    corrected: bool = False
    starter: int = 0
    better: str = ""


@dataclass(frozen=True)
class Waiting:
    """A unit in the queue: where it stands and what there is to do."""

    article: str
    locale: str
    path: str
    task: Task


@dataclass
class Report:
    """Catalogs, those that need people most first; orphans; what could not be read; the queue, most urgent first."""

    catalogs: list[CatalogStatus]
    orphans: list[str]
    failures: list[Failure]
    skipped: tuple[tuple[str, str], ...] = ()
    untranslated: tuple[str, ...] = ()
    queue: list[Waiting] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    def within(self, seconds: float) -> list[Waiting]:
        """The head of the queue that a person can look through in that time; at least one."""
        spent = 0.0
        for number, entry in enumerate(self.queue):
            spent += entry.task.seconds
            if spent > seconds:
                return self.queue[: max(number, 1)]
        return list(self.queue)


def status(project: Project, selection: Selection) -> Report:
    """Read every selected catalog; nothing is written, no article is parsed."""
    found = project.find_articles()
    report = Report([], [], [Failure("", e.path or "", str(e)) for e in found.refused], found.skipped)
    report.refused = refused_in(found, selection)
    seen = set()
    for locale, article, path in project.find_catalogs():
        if not selection.has(article, locale):
            continue
        seen.add(article)
        try:
            catalog = catalogs.load(project, path).catalog
        except BylingualError as error:
            report.failures.append(Failure(article, project.shown(path), str(error)))
            continue
        units = catalog.units
        entry = CatalogStatus(article, locale, project.shown(path), orphan=article not in found)
        entry.units = dict(sorted(Counter(u.state.value for u in units).items()))
        live = [u for u in units if not u.obsolete]
        entry.words = sum(len(u.source.split()) for u in live if u.state is not State.APPROVED)
        source = catalog.header.get("X-Source-Language", "")
        context = catalogs.rule_context(project, units, source, locale)
        found_here = [f for u in live for f in run(u, context)]
        entry.findings = dict(Counter(f.severity.value for f in found_here))
        if not entry.orphan:
            report.queue += [Waiting(article, locale, entry.path, t) for t in waiting(units, found_here)]
        levels = {risk_level(u.notes) for u in live if u.state is not State.APPROVED}
        entry.risk = next((r for r in _RISKS if r in levels), "")
        entry.starter = sum(STARTER in engine_of(u) for u in live if u.state is State.NEEDS_REVIEW)
        entry.better = "".join(commands([argos.NAME], (source, locale))) if entry.starter and source else ""
        entry.source_changed = any(u.state is State.STALE for u in live)
        entry.corrected = any(u.state is not State.APPROVED and is_correction(u.notes) for u in live)
        report.catalogs.append(entry)
        if entry.orphan:
            report.orphans.append(entry.path)
    report.untranslated = tuple(named(a.path, a.id) for a in found.articles if a.id not in seen and selection.has(a.id))
    report.catalogs.sort(key=_urgency)
    report.queue.sort(key=lambda w: (-w.task.urgency, w.article, w.locale, w.task.unit.line))
    return report


def _urgency(entry: CatalogStatus) -> tuple[bool, bool, int, int, str, str]:
    risk = _RISKS.index(entry.risk) if entry.risk else len(_RISKS)
    changed = (not entry.corrected, not entry.source_changed)
    return *changed, -entry.findings.get("error", 0), risk, entry.article, entry.locale
