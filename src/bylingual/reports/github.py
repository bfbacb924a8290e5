"""GitHub Actions' annotations: a line for each finding, errors first, since GitHub shows the first ten of each level.

Source: docs.github.com, "Workflow commands for GitHub Actions"; the escapes are those of its toolkit
(`packages/core/src/command.ts`).
"""

from __future__ import annotations

from ..errors import escaped
from ..model import Finding
from .base import Checked, short, summary

NAME = "github"

_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}


def render(checked: Checked) -> str:
    """As in `base.Format`."""
    lines = [_line(f, checked) for f in sorted(checked.findings, key=lambda f: -f.severity.rank)]
    return "\n".join([*lines, *summary(checked)])


def _line(finding: Finding, checked: Checked) -> str:
    said = finding.message
    if finding.target:
        said += f"\n{short(finding.source)}\n{short(finding.target)}"
    properties = {
        "file": checked.in_repository(finding.path),
        "line": str(max(finding.line, 1)),
        "title": f"{finding.rule} [{finding.role}]" if finding.role else finding.rule,
    }
    given = ",".join(f"{name}={_replaced(value, _PROPERTY)}" for name, value in properties.items())
    return f"::{finding.severity} {given}::{_replaced(said, _DATA)}"


def _replaced(text: str, table: dict[str, str]) -> str:
    return escaped("".join(table.get(c, c) for c in text))
