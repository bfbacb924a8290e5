"""Approve: a human's word, given on the command line."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..checks import Context, approval, run
from ..errors import BylingualError
from ..merge import settled
from ..model import State, Unit
from ..project import Project, Selection
from . import catalogs
from .reading import Failure


@dataclass
class Report:
    """How many units were approved, in how many files, and which were passed over: (path, line, why)."""

    approved: int = 0
    files: int = 0
    passed_over: list[tuple[str, int, str]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


def approve(
    project: Project, selection: Selection, *, role: str = "", only_clean: bool = False, stale: bool = False
) -> Report:
    """Clear `fuzzy` on the selected units that have a target, and say of which source and target that was said.

    With `[gate] locked`, and where an earlier approval no longer fits, units without `fuzzy` are approved as well.

    Units whose source changed are passed over unless `stale`; units with a finding if `only_clean`. The texts stay
    as they are; notes on a change of the source have said what they had to, and go.
    """
    report = Report()
    for locale, article, path in project.find_catalogs():
        if not selection.has(article, locale):
            continue
        shown = project.shown(path)
        try:
            loaded = catalogs.load(project, path)
            units, approved, passed_over = [], 0, []
            language = loaded.catalog.header.get("X-Source-Language", "")
            context = catalogs.rule_context(project, loaded.catalog.units, language, locale)
            for unit in loaded.catalog.units:
                why = _why_not(unit, context, role, only_clean, stale)
                if why is None:
                    unit = settled(unit.approved())
                    approved += 1
                elif why:
                    passed_over.append((shown, unit.line, why))
                units.append(unit)
            report.files += catalogs.revise(loaded, units)
            report.approved += approved
            report.passed_over += passed_over
        except BylingualError as error:
            report.failures.append(Failure(article, shown, str(error)))
    return report


def _why_not(unit: Unit, context: Context, role: str, only_clean: bool, stale: bool) -> str | None:
    """None to approve, "" for a unit that is not asked for, else why it is passed over."""
    done = unit.state is State.APPROVED and (unit.approval_fits or not (context.locked or unit.ok))
    if unit.obsolete or done or (role and unit.context != role):
        return ""
    if unit.state is State.UNTRANSLATED:
        return "no translation yet"
    if unit.state is State.STALE and not stale:
        return "its source changed: correct the text, then approve it with --stale or clear fuzzy in an editor"
    if only_clean and (finding := next((f for f in run(unit, context) if f.rule != approval.NAME), None)):
        return f"{finding.rule}: {finding.message}"
    return None
