"""What a format gets and gives."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Protocol

from ..errors import UNPRINTABLE
from ..gate import NONE, Gated
from ..model import Finding, Severity


@dataclass(frozen=True)
class Checked:
    """The result of a check: findings by file and line; the files that were looked at, by the path that findings have;
    how many findings people dismissed; what the gate lets through. `fail_on` is the level that fails the run. `base` is
    the project's folder below its repository, with `/` at the end, "" where the project is the repository. `version`
    is Bylingual's.
    """

    findings: tuple[Finding, ...]
    files: tuple[str, ...]
    dismissed: int = 0
    gated: Gated = NONE
    fail_on: Severity = Severity.ERROR
    base: str = ""
    version: str = "0"

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return sum(f.severity is severity for f in self.findings)

    def fails(self, finding: Finding) -> bool:
        """Whether a finding is at or above the level that fails the run."""
        return finding.severity.rank >= self.fail_on.rank

    def in_repository(self, path: str) -> str:
        """`path` as the repository's root sees it; absolute ones are files from elsewhere."""
        return path if path.startswith("/") else f"{self.base}{path}"


class Format(Protocol):
    """A module of this folder."""

    NAME: str

    def render(self, checked: Checked) -> str:
        """The whole output, without a line end after the last line. It holds no control character but line ends and
        tabs, and no mark that turns the direction of text."""
        ...


def summary(checked: Checked) -> list[str]:
    """What was looked at, what was found and what ships, a line each."""
    counts = [plural(checked.count(severity), severity.value) for severity in Severity]
    if checked.dismissed:
        counts.append(f"{checked.dismissed} dismissed")
    lines = [f"{plural(len(checked.files), 'catalog')} checked: {', '.join(counts)}"]
    gated = checked.gated
    if gated.ships or gated.held:
        ships = f"{gated.ships} ship{'s' if gated.ships == 1 else ''}"
        lines.append(f"{ships}, {gated.held} held back; {gated.approved} of {plural(gated.units, 'unit')} approved")
    return lines


def json_text(data: Any) -> str:
    """JSON, indented; control and bidi characters, and what a CI takes for a command, are escaped as JSON does."""
    text = json.dumps(data, ensure_ascii=False, indent=2).replace("##[", "\\u0023#[")
    return UNPRINTABLE.sub(lambda m: m[0] if m[0] == "\n" else f"\\u{ord(m[0]):04x}", text)


def short(text: str, width: int = 72) -> str:
    """One line of at most `width` characters."""
    text = " ".join(text.split())
    return text if len(text) <= width else text[: width - 1] + "…"


def plural(count: int, one: str, many: str = "") -> str:
    """`1 unit`, `2 units`."""
    return f"{count} {one if count == 1 else many or one + 's'}"
