"""docs/rules.md: what every rule of `check` says of itself."""

from __future__ import annotations

from bylingual.checks import FILE_RULES, RULES


def rules() -> str:
    """A section for each rule, by name."""
    text = ""
    for rule in sorted((*FILE_RULES, *RULES), key=lambda r: r.NAME):
        text += f"## {rule.NAME}\n\n{(rule.__doc__ or '').splitlines()[0]}\n\n"
        text += "".join(f"- **{severity}**: {when}.\n" for severity, when in rule.LEVELS.items())
        text += f"\n*Why:* {rule.WHY}\n\n*Remedy:* {rule.REMEDY}\n\n"
    return text
