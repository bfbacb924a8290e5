"""`bylingual status`."""

from __future__ import annotations

from pathlib import Path

import click

from ..model import State
from ..pipeline import status as use_case
from .shared import here, json_option, paths, plural, say, say_failures, say_json, table


@click.command()
@paths
@json_option
def command(paths: tuple[Path, ...], as_json: bool) -> None:
    """Show each catalog's units by state, its findings and risk; what needs people most comes first.

    PATHS are articles, catalogs or folders; without any, the whole project.
    """
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
                    }
                    for c in report.catalogs
                ],
                "orphans": report.orphans,
            }
        )
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
    for path in report.untranslated:
        say(f"no catalog yet: {path}")
    for path in report.orphans:
        say(f"orphan: {path} (its article is gone; kept)")
    if report.skipped:
        say(f"{plural(len(report.skipped), 'file')} skipped: no reader (`bylingual inspect` lists them)")
    if not rows and not report.untranslated and not report.failures:
        say("No articles yet.")
    say_failures(report.failures)
