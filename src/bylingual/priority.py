"""Which units a person should look at first, and how long that takes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .change import is_correction
from .model import Finding, Role, Severity, State, Unit
from .risk import risk_level

# How much more a reader sees of a role than of a paragraph; the lead is the first paragraph.
_PROMINENCE = {Role.HEADLINE: 4.0, Role.DECK: 3.0, Role.QUOTE: 2.0, Role.KICKER: 1.5, Role.CAPTION: 1.5}
_LEAD = 2.0
_SPOKEN = 1.5
_RISK = {"high": 4.0, "medium": 2.0, "low": 1.0}
# A target that says what its source said before a correction is wrong until somebody looks.
_STALE = 6.0
_UNTRANSLATED = 3.0
# Comes before everything else: readers of the source know better by now.
_CORRECTED = 1000.0
_FINDING = {Severity.ERROR: 2.0, Severity.WARNING: 1.3}
# A paragraph with somebody's words in it.
_QUOTED = '“”«»„"'

# Words of the source in an hour: revising a text that is there, and writing one; what translation agencies plan with.
_REVISED = 1000
_TRANSLATED = 350
# Nobody reads an entry in less, however short.
_LEAST_SECONDS = 8.0


@dataclass(frozen=True)
class Task:
    """A unit that waits, how urgent it is (the higher the sooner) and how many seconds it takes."""

    unit: Unit
    findings: tuple[Finding, ...]
    urgency: float
    seconds: float


def waiting(units: Sequence[Unit], findings: Collection[Finding]) -> list[Task]:
    """The live units of a catalog that need a person: those that are not approved, and approved ones with an error.
    In the file's order."""
    by_line: dict[int, list[Finding]] = {}
    for finding in findings:
        by_line.setdefault(finding.line, []).append(finding)
    lead = next((u for u in units if u.context == Role.BODY and not u.obsolete), None)
    tasks = []
    for unit in units:
        own = tuple(by_line.get(unit.line, ()))
        if unit.obsolete or (unit.state is State.APPROVED and not any(f.severity is Severity.ERROR for f in own)):
            continue
        tasks.append(Task(unit, own, urgency(unit, own, is_lead=unit is lead), _seconds(unit)))
    return tasks


def urgency(unit: Unit, findings: Sequence[Finding], *, is_lead: bool = False) -> float:
    """Prominence × risk × findings; a number, date, name or negation that changed in the source comes first."""
    role = Role(unit.context) if unit.context in list(Role) else Role.BODY
    seen = _LEAD if is_lead else _PROMINENCE.get(role, 1.0)
    if role is Role.BODY and sum(unit.source.count(mark) for mark in _QUOTED) >= 2:
        seen = max(seen, _SPOKEN)
    risk = _RISK.get(risk_level(unit.notes), 1.5)
    if unit.state is State.STALE:
        risk = _STALE
    elif unit.state is State.UNTRANSLATED:
        risk = _UNTRANSLATED
    found = 1.0
    for finding in findings:
        found *= _FINDING[finding.severity]
    reasons = next((n for n in unit.notes if n.startswith("risk: ")), "").count(";")
    own = seen * risk * min(found, 8.0) * (1 + 0.1 * reasons)
    return own + _CORRECTED if unit.state is not State.APPROVED and is_correction(unit.notes) else own


def _seconds(unit: Unit) -> float:
    rate = _TRANSLATED if unit.state is State.UNTRANSLATED else _REVISED
    return max(_LEAST_SECONDS, len(unit.source.split()) * 3600 / rate)
