"""`bylingual approve`."""

from __future__ import annotations

from pathlib import Path

import click

from ..model import Role
from ..pipeline import approve as use_case
from .shared import here, plural, say, say_failures


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--role", type=click.Choice([r.value for r in Role]), help="Only units of this role.")
@click.option("--only-clean", is_flag=True, help="Pass over units with a finding.")
@click.option("--stale", is_flag=True, help="Also units whose source changed under them.")
def command(paths: tuple[Path, ...], role: str | None, only_clean: bool, stale: bool) -> int:
    """Say that a person has read the units at PATHS: clears their fuzzy flag.

    PATHS are articles, catalogs or folders. Exit 1 if a catalog cannot be read.
    """
    project, selection = here(paths)
    report = use_case.approve(project, selection, role=role or "", only_clean=only_clean, stale=stale)
    for path, line, why in report.passed_over:
        say(f"{path}:{line}: left as it is: {why}")
    say(f"{plural(report.approved, 'unit')} approved in {plural(report.files, 'catalog')}")
    say_failures(report.failures)
    return int(bool(report.failures))
