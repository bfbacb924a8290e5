"""Rules: one a file, the table below is all there is to registering. `run` applies them to a unit.

Only `empty` sees units without a target.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import ModuleType

from ..model import Finding, Severity, Unit
from . import (
    addresses,
    approval,
    brackets,
    dates,
    duplicate,
    empty,
    ending,
    glossary,
    inconsistent,
    invisible,
    markup,
    money,
    names,
    negation,
    numbers,
    percent,
    quotes,
    repeated,
    residue,
    spacing,
    syntax,
    times,
    truncation,
    unchanged,
)
from .base import Context

RULES: tuple[ModuleType, ...] = (
    empty, unchanged, residue, truncation, repeated, numbers, money, percent, dates, times, names, negation, quotes,
    brackets, ending, addresses, markup, glossary, inconsistent, spacing, invisible, approval,
)  # fmt: skip

# Findings of the file as a whole, made where it is read.
FILE_RULES: tuple[ModuleType, ...] = (syntax, duplicate)

# What the configuration may set a rule to, beside a severity.
OFF = "off"
LEVELS = tuple(s.value for s in Severity)

_IGNORE = re.compile(r"bylingual:\s*ignore\s+(.+)", re.IGNORECASE)


def dismissed(unit: Unit) -> frozenset[str]:
    """The rules that a person dismissed in the entry: `# bylingual: ignore numbers, unchanged`."""
    found = (m[1] for line in unit.comments if (m := _IGNORE.search(line)))
    return frozenset(name for rules in found for name in re.split(r"[,\s]+", rules.strip()) if name)


def run(unit: Unit, context: Context, *, path: str = "", article: str = "") -> Iterator[Finding]:
    """The findings of one live unit, without those that a person dismissed."""
    ignored = dismissed(unit)
    return (f for f in run_all(unit, context, path=path, article=article) if f.rule not in ignored)


def run_all(unit: Unit, context: Context, *, path: str = "", article: str = "") -> Iterator[Finding]:
    """The findings of one live unit, the dismissed ones too, of the rules that the configuration leaves on."""
    for rule in RULES:
        grade = context.grades.get(rule.NAME, "")
        if grade == OFF or (rule is not empty and not unit.target.strip()):
            continue
        for issue in rule.check(unit, context):
            yield Finding(
                rule=rule.NAME,
                severity=Severity(grade) if grade in LEVELS else issue.severity,
                message=issue.message,
                path=path,
                line=unit.line,
                article=article,
                locale=context.target,
                role=unit.context or "",
                source=unit.source,
                target=unit.target,
            )


__all__ = ["FILE_RULES", "LEVELS", "OFF", "RULES", "Context", "Severity", "dismissed", "run", "run_all"]
