"""Glossary: what editors' corrections say should be in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ..cache import Cache
from ..corrections import Corrected, Proposal, proposals
from ..errors import BylingualError
from ..glossary import has_term, occurrences
from ..model import Role, State
from ..project import Project, Selection
from . import catalogs
from .jobs import Text
from .plan import Planner
from .reading import Failure

# Written in another way than sentences, and translated in another way.
_LEFT_OUT = (Role.HEADLINE, Role.KICKER)


@dataclass
class Report:
    """Proposals by target locale, how many approved units were compared, and catalogs that failed."""

    proposals: dict[str, list[Proposal]] = field(default_factory=dict)
    units: int = 0
    failures: list[Failure] = field(default_factory=list)


def suggest(project: Project, selection: Selection) -> Report:
    """Compare what people approved with what the machine writes for the same sources; its texts come from the cache
    where they are there. Terms that the glossary has already are left out. Nothing is written."""
    report = Report()
    terms = project.glossary()
    corrected: dict[str, list[Corrected]] = {}
    with Cache(project.root, writes=False) as cache:
        planner = Planner(project.config.engines, cache, typography=project.config.typography)
        try:
            for locale, article, path in project.find_catalogs():
                if selection.has(article, locale):
                    try:
                        corrected.setdefault(locale, []).extend(_compared(project, planner, path, locale))
                    except BylingualError as error:
                        report.failures.append(Failure(article, project.shown(path), str(error)))
        finally:
            planner.close()
    for locale, units in corrected.items():
        report.units += len(units)
        report.proposals[locale] = [
            p
            for p in proposals(units)
            if not any(has_term(t, p.target, locale) for t, _, _ in occurrences(terms, p.source, locale))
        ]
    return report


def _compared(project: Project, planner: Planner, path: Path, locale: str) -> list[Corrected]:
    catalog = catalogs.load(project, path).catalog
    language = catalog.header.get("X-Source-Language", "")
    units = [u for u in catalog.units if u.state is State.APPROVED and u.context not in _LEFT_OUT]
    if not units or not language:
        return []
    made = planner.translate(
        planner.route(language, locale), [Text(u.source, u.context or "") for u in units], language, locale
    )
    return [Corrected(u.source, m.text, u.target) for u, m in zip(units, made, strict=True) if m.text]
