"""Lines for people: where, how bad, what, then the two texts."""

from __future__ import annotations

from ..errors import escaped
from ..model import Severity
from .base import Checked, plural, short

NAME = "text"


def render(checked: Checked) -> str:
    """As in `base.Format`."""
    lines = []
    for f in checked.findings:
        role = f" [{f.role}]" if f.role else ""
        lines.append(f"{f.path}:{f.line}: {f.severity}: {f.message} ({f.rule}){role}")
        if f.target:
            lines += [f"    {short(f.source)}", f"    {short(f.target)}"]
    counts = [plural(checked.count(severity), severity.value) for severity in Severity]
    if checked.dismissed:
        counts.append(f"{checked.dismissed} dismissed")
    lines.append(f"{plural(len(checked.files), 'catalog')} checked: {', '.join(counts)}")
    return escaped("\n".join(lines), keep="\n\t")
