"""`bylingual doctor`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from ..pipeline import doctor as use_case
from .shared import json_option, plural, say, say_json


@click.command()
@json_option
def command(as_json: bool) -> int:
    """Tell what is installed, what the configuration needs of it, and the command that mends what is missing.

    Each direction from the articles' languages to the targets is tried out with a sentence. Exit 1 if something that
    the configuration asks for cannot work: a direction without engine, a folder that cannot be written, a
    configuration that cannot be read.
    """
    report = use_case.diagnose(Path.cwd())
    if as_json:
        say_json(_json(report))
    else:
        _print(report)
    return int(report.blocked)


def _print(report: use_case.Report) -> None:
    say(_versions(report.versions))
    broken = "cannot be used, see below" if report.blocked else "none here or above; `bylingual init` starts a project"
    say(f"configuration: {report.config or broken}")
    for engine in report.engines:
        say(f"\n{engine.name}: {_versions(engine.versions)}{'' if engine.configured else ' (not configured)'}")
        for (source, target), label in engine.pairs.items():
            say(f"  {source} → {target}  ({label})")
        if engine.problem:
            say(f"  {engine.problem}")
    if report.packages:
        say(f"\npackages in {report.folder}")
        rows = [(p.path.name, "incomplete: " + p.problem if p.problem else "complete") for p in report.packages]
        _indented(rows)
    if report.config:
        say("\nneeded by the configuration")
        _indented([(f"{n.source} → {n.target}", n.problem or n.label) for n in report.needs])
        if not report.needs:
            missing = "no targets" if not report.targets else "no articles whose language is known"
            say(f"  nothing: {missing if not report.sources or not report.targets else 'targets are the sources'}")
    say("\nfor some people")
    _indented([(part.name, part.version or f"not installed: {part.remedy}", part.purpose) for part in report.parts])
    blocking = [trouble for trouble in report.troubles if trouble.blocks]
    _troubles(f"{plural(len(blocking), 'thing')} to mend", blocking)
    _troubles("worth knowing", [trouble for trouble in report.troubles if not trouble.blocks])


def _indented(rows: Sequence[Sequence[str]]) -> None:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))] if rows else []
    for row in rows:
        say(("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))).rstrip())


def _troubles(title: str, troubles: Sequence[use_case.Trouble]) -> None:
    if not troubles:
        return
    say(f"\n{title}")
    for trouble in troubles:
        say(f"  - {trouble.problem}")
        for number, remedy in enumerate(trouble.remedies):
            say(f"      {'or: ' if number else ''}{remedy}")


def _versions(versions: Mapping[str, str]) -> str:
    there = [f"{name} {found}" for name, found in versions.items() if found]
    return ", ".join(there) or "not installed"


def _json(report: use_case.Report) -> dict[str, object]:
    return {
        "schema": "bylingual.doctor/1",
        "versions": dict(report.versions),
        "config": report.config,
        "engines": [
            {
                "name": e.name,
                "configured": e.configured,
                "versions": dict(e.versions),
                "pairs": [{"source": s, "target": t, "label": label} for (s, t), label in e.pairs.items()],
                "problem": e.problem,
                "remedy": e.remedy,
            }
            for e in report.engines
        ],
        "folder": str(report.folder),
        "packages": [{"path": str(p.path), "version": p.version, "problem": p.problem} for p in report.packages],
        "needs": [
            {
                "source": n.source,
                "target": n.target,
                "label": n.label,
                "problem": n.problem,
                "remedies": list(n.remedies),
            }
            for n in report.needs
        ],
        "parts": [{"name": p.name, "version": p.version, "remedy": p.remedy} for p in report.parts],
        "troubles": [{"problem": t.problem, "remedies": list(t.remedies), "blocks": t.blocks} for t in report.troubles],
    }
