"""JSON: `docs/schemas/findings.schema.json`."""

from __future__ import annotations

from dataclasses import asdict

from ..model import Severity
from .base import Checked, json_text

NAME = "json"


def render(checked: Checked) -> str:
    """As in `base.Format`."""
    counts = {severity.value: checked.count(severity) for severity in Severity}
    findings = [asdict(f) for f in checked.findings]
    g = checked.gated
    units = {"target": g.targets, "source": g.sources, "held": g.waiting, "approved": g.approved}
    gate = {"ships": g.ships, "held": g.held, "units": units}
    counted = {"counts": counts, "dismissed": checked.dismissed, "gate": gate}
    return json_text({"schema": "bylingual.findings/1", "findings": findings, **counted})
