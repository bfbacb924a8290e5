"""`bylingual status`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import click

from ..model import State
from ..pipeline import status as use_case
from ..priority import Task
from .shared import (
    here,
    json_option,
    paths,
    plural,
    refused_json,
    say,
    say_failures,
    say_json,
    say_refused,
    short,
    table,
)


@click.command()
@paths
@click.option(
    "--queue", metavar="TIME", help="What to look at first in that time, such as 30m or 1h: place, risk, findings."
)
@json_option
def command(paths: tuple[Path, ...], queue: str | None, as_json: bool) -> None:
    """Show each catalog's units by state, its findings and risk; what needs people most comes first.

    PATHS are articles, catalogs or folders; without any, the whole project.
    """
    seconds = _seconds(queue) if queue is not None else None
    project, selection = here(paths)
    report = use_case.status(project, selection)
    if as_json:
        say_json(
            {
                "schema": "bylingual.status/1",
                "catalogs": [
                    {
                        "article": c.article,
                        "locale": c.locale,
                        "path": c.path,
                        "units": c.units,
                        "words": c.words,
                        "findings": c.findings,
                        "risk": c.risk,
                        "starter": c.starter,
                        "better": c.better,
                    }
                    for c in report.catalogs
                ],
                "orphans": report.orphans,
                "refused": refused_json(report.refused),
                **({} if seconds is None else {"queue": [_entry(w) for w in report.within(seconds)]}),
            }
        )
        return
    if seconds is not None:
        _print_queue(report, seconds)
        return
    states = [s for s in State if s is not State.OBSOLETE or any(c.units.get(s) for c in report.catalogs)]
    rows = [
        (
            c.article + (" (orphan)" if c.orphan else ""),
            c.locale,
            *(str(c.units.get(s, "") or "") for s in states),
            str(c.words or ""),
            str(c.findings.get("error", "") or ""),
            str(c.findings.get("warning", "") or ""),
            c.risk,
        )
        for c in report.catalogs
    ]
    if rows:
        say(table(rows, ("article", "locale", *states, "words to do", "errors", "warnings", "risk")))
    _print_starter(report.catalogs)
    for path in report.untranslated:
        say(f"no catalog yet: {path}")
    for path in report.orphans:
        say(f"orphan: {path} (its article is gone; kept)")
    say_refused(report.refused)
    if report.skipped:
        say(f"{plural(len(report.skipped), 'file')} skipped: no article (`bylingual inspect` lists them)")
    if not (rows or report.untranslated or report.failures or report.refused):
        say("No articles yet.")
    say_failures(report.failures)


def _print_starter(catalogs: Sequence[use_case.CatalogStatus]) -> None:
    units = sum(c.starter for c in catalogs)
    if units:
        say(f"starter model: it wrote {plural(units, 'unreviewed unit')}. Better, then anew where nobody corrected:")
        for better in dict.fromkeys(c.better for c in catalogs if c.better):
            say(f"  {better} && bylingual translate --refresh")


def _seconds(time: str) -> float:
    found = re.fullmatch(r"(?:(\d+)h)?(?:(\d+)m?)?", time.strip().lower())
    if not found or not any(found.groups()):
        raise click.BadParameter(f"{time!r} is no time; use 30m, 1h or 1h30m", param_hint="--queue")
    return 3600 * int(found[1] or 0) + 60 * int(found[2] or 0)


def _why(task: Task) -> str:
    """What an editor is to look for: the worst finding, else the unit's own first note."""
    if task.findings:
        worst = max(task.findings, key=lambda f: f.severity.rank)
        return f"{worst.rule}: {worst.message}"
    return next((n for n in task.unit.notes if n.startswith(("source changed", "risk: ", "not translated"))), "")


def _entry(waiting: use_case.Waiting) -> dict[str, object]:
    task = waiting.task
    return {
        "article": waiting.article,
        "locale": waiting.locale,
        "path": waiting.path,
        "line": task.unit.line,
        "role": task.unit.context or "",
        "state": task.unit.state.value,
        "why": _why(task),
        "source": task.unit.source,
        "target": task.unit.target,
        "seconds": round(task.seconds),
    }


def _print_queue(report: use_case.Report, seconds: float) -> None:
    chosen = report.within(seconds)
    for number, waiting in enumerate(chosen, 1):
        task = waiting.task
        say(f"{number:3}  {waiting.path}:{task.unit.line}  {task.unit.context or ''}, {task.unit.state}")
        if why := _why(task):
            say(f"     {short(why, 100)}")
        say(f"     {short(task.unit.source, 100)}")
        if task.unit.target.strip():
            say(f"     {short(task.unit.target, 100)}")
    minutes = round(sum(w.task.seconds for w in chosen) / 60)
    if chosen:
        say(
            f"{len(chosen)} of {plural(len(report.queue), 'unit')} that wait, about {plural(max(minutes, 1), 'minute')}"
        )
    else:
        say("Nothing waits.")
    say_failures(report.failures)
