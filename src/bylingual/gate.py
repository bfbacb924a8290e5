"""The gate: whether a unit's target ships, its source ships, or the bundle waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from .checks import approval
from .model import Finding, Severity, State, Unit


class Policy(StrEnum):
    """What a role needs to ship: see the configuration's `[gate]`."""

    APPROVED = "approved"
    MACHINE = "machine"
    SOURCE = "source"


class Stale(StrEnum):
    """What becomes of units whose source changed under their target."""

    BLOCK = "block"
    SOURCE = "source"
    PREVIOUS = "previous"


class Verdict(StrEnum):
    """What becomes of a unit in a bundle; PREVIOUS is its target, which translates an earlier version."""

    TARGET = "target"
    PREVIOUS = "previous"
    SOURCE = "source"
    HELD = "held"

    @property
    def is_target(self) -> bool:
        """Whether the target appears."""
        return self in (Verdict.TARGET, Verdict.PREVIOUS)


@dataclass(frozen=True)
class Gated:
    """How many catalogs ship and are held back, and how many of their units: the target or the source ships, or the
    unit holds its catalog back. `approved` counts units by their state alone: what is fuzzy is never done, shipped or
    not."""

    ships: int = 0
    held: int = 0
    targets: int = 0
    sources: int = 0
    waiting: int = 0
    approved: int = 0

    @classmethod
    def of(cls, verdicts: Sequence[Verdict], approved: int, *, usable: bool = True) -> Gated:
        """Of one catalog, by the verdicts on its units; it is held back anyway if it is not `usable`."""
        waiting = verdicts.count(Verdict.HELD)
        held = int(bool(waiting) or not usable)
        sources = verdicts.count(Verdict.SOURCE)
        return cls(1 - held, held, sum(v.is_target for v in verdicts), sources, waiting, approved)

    @property
    def units(self) -> int:
        """All units."""
        return self.targets + self.sources + self.waiting

    def __add__(self, other: Gated) -> Gated:
        """Both together."""
        return Gated(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


NONE = Gated()


@dataclass(frozen=True)
class Gate:
    """Policies by role name, the policy of all other roles, the severity of findings that hold a unit back ("error",
    "warning", or "none"), what becomes of stale units, and whether only approvals count that were given through
    Bylingual (`locked`; a stale unit's was for another source, so it has none)."""

    roles: Mapping[str, Policy] = field(default_factory=lambda: MappingProxyType({}))
    default: Policy = Policy.APPROVED
    findings: str = "error"
    stale: Stale = Stale.BLOCK
    locked: bool = False

    def is_approved(self, unit: Unit) -> bool:
        """Whether the unit counts as approved here."""
        return unit.approval_fits if self.locked else unit.state is State.APPROVED

    def policy(self, role: str | None) -> Policy:
        """The policy of a role."""
        return self.roles.get(role or "", self.default)

    def as_shipped(self, unit: Unit) -> Unit:
        """The unit that findings are asked for: a target that ships as an earlier version's is held against that."""
        if unit.state is State.STALE and self.stale is Stale.PREVIOUS and unit.previous:
            return replace(unit, source=unit.previous)
        return unit

    def decide(self, unit: Unit, worst_finding: str) -> Verdict:
        """The verdict on a live unit; `worst_finding` is "error", "warning" or "" (none, or dismissed)."""
        policy = self.policy(unit.context)
        ready = self.is_approved(unit) or (policy is Policy.MACHINE and unit.state is State.NEEDS_REVIEW)
        flagged = worst_finding == "error" and self.findings != "none"
        flagged = flagged or (worst_finding == "warning" and self.findings == "warning")
        if ready and not flagged:
            return Verdict.TARGET
        if unit.state is State.STALE and self.stale is Stale.PREVIOUS and not flagged and not self.locked:
            return Verdict.PREVIOUS
        if unit.state is State.STALE and self.stale is Stale.SOURCE:
            return Verdict.SOURCE
        return Verdict.SOURCE if policy is Policy.SOURCE else Verdict.HELD

    def judge(self, unit: Unit, findings: Sequence[Finding]) -> tuple[Verdict, Finding | None]:
        """The verdict on a live unit with the findings of `as_shipped`, and the one without which its target would
        ship."""
        if unit.state is State.APPROVED and not self.is_approved(unit):  # dismissed or not
            return self.decide(unit, ""), Finding(approval.NAME, Severity.ERROR, approval.NOT_OURS)
        worst = max(findings, key=lambda f: f.severity.rank, default=None) if unit.target.strip() else None
        verdict = self.decide(unit, worst.severity.value if worst else "")
        return verdict, worst if self.decide(unit, "").is_target and not verdict.is_target else None
