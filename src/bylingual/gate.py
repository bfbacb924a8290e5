"""The gate: whether a unit's target ships, its source ships, or the bundle waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from .model import State, Unit


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
class Gate:
    """Policies by role name, the policy of all other roles, the severity of findings that hold a unit back ("error",
    "warning", or "none"), and what becomes of stale units."""

    roles: Mapping[str, Policy] = field(default_factory=lambda: MappingProxyType({}))
    default: Policy = Policy.APPROVED
    findings: str = "error"
    stale: Stale = Stale.BLOCK

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
        ready = {State.APPROVED} if policy is not Policy.MACHINE else {State.APPROVED, State.NEEDS_REVIEW}
        flagged = worst_finding == "error" and self.findings != "none"
        flagged = flagged or (worst_finding == "warning" and self.findings == "warning")
        if unit.state in ready and not flagged:
            return Verdict.TARGET
        if unit.state is State.STALE and self.stale is Stale.PREVIOUS and not flagged:
            return Verdict.PREVIOUS
        if unit.state is State.STALE and self.stale is Stale.SOURCE:
            return Verdict.SOURCE
        return Verdict.SOURCE if policy is Policy.SOURCE else Verdict.HELD
