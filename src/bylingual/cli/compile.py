"""`bylingual compile`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from ..locales import parse_locale
from ..pipeline import compile as use_case
from .shared import (
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
@click.option("--to", "targets", multiple=True, metavar="LOCALE", help="Only this locale; may be repeated.")
@from_option
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), help="Folder instead of the configured one."
)
@click.option("--draft", is_flag=True, help="Everything that has a text, whatever its state, into <output>-draft.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if the output is out of date.")
@click.option("--require-all", is_flag=True, help="Exit 1 if a bundle or a unit is held back.")
@wait_option
@json_option
def command(
    paths: tuple[Path, ...],
    targets: tuple[str, ...],
    source: str,
    output: Path | None,
    draft: bool,
    check: bool,
    require_all: bool,
    wait: float,
    as_json: bool,
) -> int:
    """Build localized bundles of what the gate lets through; list what is held back, with file and line.

    PATHS are articles, catalogs or folders; without any, the whole project. Exit 1 if an article cannot be read, with
    --check if the output is out of date, with --require-all if anything is held back.
    """
    project, selection = here(paths)
    options = use_case.Options(
        targets=tuple(parse_locale(t) for t in targets),
        output=output.absolute() if output else None,
        draft=draft,
        check=check,
        source=parse_locale(source) if source else "",
        wait=wait,
    )
    report = use_case.compile_bundles(project, selection, options, say_waiting)
    outdated = check and bool(report.written or report.removed)
    if as_json:
        held = [
            {
                "article": h.article,
                "locale": h.locale,
                "reason": h.reason,
                "units": [asdict(w) for w in h.units],
            }
            for h in report.held
        ]
        kept = [
            {
                "article": k.article,
                "locale": k.locale,
                "path": k.path,
                "line": k.line,
                "role": k.role,
                "reason": k.reason,
            }
            for k in report.kept
        ]
        say_json({**report.manifest, "held": held, "kept": kept, "refused": refused_json(report.refused)})
    else:
        _print(report, check=check)
    for warning in report.warnings:
        say(f"Warning: {warning}", err=True)
    say_failures(report.failures)
    return int(bool(report.failures) or outdated or (require_all and bool(report.held or report.kept)))


def _print(report: use_case.Report, *, check: bool) -> None:
    for held in report.held:
        say(f"held back: {held.article} [{held.locale}]: {held.reason}")
        for w in held.units[:10]:
            say(f"  {w.path}:{w.line}: {w.role}: {w.state}" + (f", {w.rule}: {w.finding}" if w.rule else ""))
        if len(held.units) > 10:
            say(f"  … and {len(held.units) - 10} more")
    for kept in report.kept:
        place = f"{kept.path}:{kept.line}: {kept.role}"
        say(f"in the source language: {kept.article} [{kept.locale}]: {place}: {kept.reason}")
    say_refused(report.refused)
    for name in report.removed:
        say(f"{'to remove' if check else 'removed'}: {name}")
    changed = plural(len(report.written), "change") if report.written else "nothing changed"
    say(f"{plural(report.bundles, 'bundle')} built ({changed}), {len(report.held)} held back")
