"""The gate: whether a unit's target ships, its source ships, or the bundle waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from .model import State, Unit


class Policy(StrEnum):
    """What a role needs to ship: see the configuration's `[gate]`."""

    APPROVED = "approved"
    MACHINE = "machine"
    SOURCE = "source"


class Verdict(StrEnum):
    """What becomes of a unit in a bundle."""

    TARGET = "target"
    SOURCE = "source"
    HELD = "held"


@dataclass(frozen=True)
class Gate:
    """Policies by role name, the policy of all other roles, and the severity of findings that hold a unit back
    ("error", "warning", or "none")."""

    roles: Mapping[str, Policy] = field(default_factory=lambda: MappingProxyType({}))
    default: Policy = Policy.APPROVED
    findings: str = "error"

    def policy(self, role: str | None) -> Policy:
        """The policy of a role."""
        return self.roles.get(role or "", self.default)

    def decide(self, unit: Unit, worst_finding: str) -> Verdict:
        """The verdict on a live unit; `worst_finding` is "error", "warning" or "" (none, or dismissed)."""
        policy = self.policy(unit.context)
        ready = {State.APPROVED} if policy is not Policy.MACHINE else {State.APPROVED, State.NEEDS_REVIEW}
        flagged = worst_finding == "error" and self.findings != "none"
        flagged = flagged or (worst_finding == "warning" and self.findings == "warning")
        if unit.state in ready and not flagged:
            return Verdict.TARGET
        return Verdict.SOURCE if policy is Policy.SOURCE else Verdict.HELD
