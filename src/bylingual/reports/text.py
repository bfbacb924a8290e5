"""Lines for people: where, how bad, what, then the two texts."""

from __future__ import annotations

from ..errors import escaped, inert
from .base import Checked, short, summary

NAME = "text"


def render(checked: Checked) -> str:
    """As in `base.Format`."""
    lines = []
    for f in checked.findings:
        role = f" [{f.role}]" if f.role else ""
        lines.append(f"{f.path}:{f.line}: {f.severity}: {f.message} ({f.rule}){role}")
        if f.target:
            lines += [f"    {short(f.source)}", f"    {short(f.target)}"]
    return inert(escaped("\n".join([*lines, *summary(checked)]), keep="\n\t"))
