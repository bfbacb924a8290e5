"""`bylingual translate`."""

from __future__ import annotations

from pathlib import Path

import click

from ..engines import ENGINES
from ..locales import parse_locale
from ..pipeline import translate as use_case
from .shared import (
    Progress,
    from_option,
    here,
    json_option,
    paths,
    plural,
    refused_json,
    say,
    say_failures,
    say_json,
    say_refused,
    say_waiting,
    wait_option,
)


@click.command()
@paths
@click.option("--to", "targets", multiple=True, metavar="LOCALE", help="Target locale; may be repeated.")
@from_option
@click.option("--engine", type=click.Choice([*ENGINES, "none"]), help="Only this engine; none extracts only.")
@click.option(
    "--quality",
    type=click.Choice(["fast", "normal"]),
    default="normal",
    show_default=True,
    help="fast: greedy decoding where the engine has it (Argos), for drafts.",
)
@click.option("--refresh", is_flag=True, help="Translate the machine's own units again.")
@click.option("--failed", is_flag=True, help="Only catalogs that are missing or have untranslated units.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if a catalog is out of date.")
@click.option("--dask", default="", metavar="ADDRESS", help="Engines run on a Dask cluster; local:N starts one here.")
@click.option("--dry-run", is_flag=True, help="Do everything but write.")
@wait_option
@json_option
def command(
    paths: tuple[Path, ...],
    targets: tuple[str, ...],
    source: str,
    engine: str | None,
    quality: str,
    refresh: bool,
    failed: bool,
    check: bool,
    dask: str,
    dry_run: bool,
    wait: float,
    as_json: bool,
) -> int:
    """Bring PO files up to date: read, detect, merge, translate by machine. People's work is never changed.

    PATHS are articles, catalogs or folders; without any, the whole project. Exit 1 if an article failed (the others
    are done) or, with --check, if a catalog is out of date.
    """
    project, selection = here(paths)
    engines = project.config.engines if engine is None else () if engine == "none" else (engine,)
    options = use_case.Options(
        targets=targets,
        source=parse_locale(source) if source else "",
        engines=engines,
        refresh=refresh,
        failed=failed,
        check=check,
        dry_run=dry_run,
        fast=quality == "fast",
        dask=dask,
        wait=wait,
    )
    progress = Progress("Translating")
    report = use_case.translate(project, selection, options, progress, say_waiting)
    progress.close()
    if as_json:
        say_json(_json(report))
    else:
        _print(report, writes=not (check or dry_run))
    for warning in report.warnings:
        say(f"Warning: {warning}", err=True)
    say_failures(report.failures)
    return int(report.failed or (check and report.outdated > 0))


def _print(report: use_case.Report, *, writes: bool) -> None:
    current = 0
    for entry in report.catalogs:
        if entry.error:
            say(f"Error: {entry.error}", err=True)
        if entry.moved_from:
            say(f"{entry.path}: moved from {entry.moved_from}")
        if entry.changed:
            counts = ", ".join(f"{n} {state}" for state, n in entry.units.items())
            by = f"  ({entry.engine})" if entry.engine else ""
            say(f"{'wrote' if writes else 'out of date'} {entry.path}: {counts}{by}")
        elif not entry.skipped and not entry.error:
            current += 1
    say_refused(report.refused)
    if current:
        say(f"{plural(current, 'catalog')} current")


def _json(report: use_case.Report) -> dict[str, object]:
    entries: list[dict[str, object]] = [
        {
            "article": c.article,
            "locale": c.locale,
            "path": c.path,
            "engine": c.engine,
            "units": c.units,
            "changed": c.changed,
            "skipped": c.skipped,
            "error": c.error,
        }
        for c in report.catalogs
    ]
    entries += [
        {"article": f.article, "locale": "", "path": f.path, "engine": "", "units": {}, "error": f.error}
        for f in report.failures
    ]
    return {
        "schema": "bylingual.translate/1",
        "catalogs": entries,
        "units": report.units_translated,
        "sentences": report.sentences,
        "seconds": round(report.seconds, 3),
        "refused": refused_json(report.refused),
    }
