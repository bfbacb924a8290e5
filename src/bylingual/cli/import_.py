"""`bylingual import`."""

from __future__ import annotations

from pathlib import Path

import click
from click.core import ParameterSource

from ..errors import ConfigError
from ..pipeline import import_units as use_case
from .shared import here, plural, say, say_failures


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--overwrite", is_flag=True, help="Let translations replace other texts of people.")
@click.option(
    "--approve",
    is_flag=True,
    help="Approve what the file calls reviewed or final; only on the command line, never by the variable.",
)
@click.pass_context
def command(context: click.Context, files: tuple[Path, ...], overwrite: bool, approve: bool) -> int:
    """Take translations back from the files that `export` wrote.

    Each FILE is XLIFF 2 or 1.2, or a folder of such files. Translations come in for review (`fuzzy`) as a person's
    texts. Whatever cannot be taken stays out and is named with its line: a text that would replace another text of a
    person, one whose inline codes do not fit, one with a whole sentence of its source, one whose source has changed.
    Exit 1 if there is any, or if a file cannot be read.
    """
    if approve and context.get_parameter_source("approve") is not ParameterSource.COMMANDLINE:
        raise ConfigError("--approve is a person's word", remedy="Say it on the command line")
    project, _ = here(())
    report = use_case.import_units(project, files, use_case.Options(overwrite, approve))
    for kind, places in (("conflict", report.conflicts), ("refused", report.refused), ("skipped", report.skipped)):
        for path, line, why in places:
            say(f"{path}:{line}: {kind}: {why}")
    say(
        f"{plural(report.taken, 'translation')} taken into {plural(report.catalogs, 'catalog')}, "
        f"{report.unchanged} unchanged, {report.empty} empty"
    )
    if report.approved:
        say(f"{plural(report.approved, 'unit')} approved")
    if report.reviewed:
        say(f"{plural(report.reviewed, 'unit')} called reviewed there: `bylingual import --approve` approves them")
    say_failures(report.failures)
    return int(bool(report.conflicts or report.refused or report.skipped or report.failures))
