"""`bylingual export`."""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import ConfigError
from ..locales import parse_locale
from ..pipeline import export_units as use_case
from .shared import here, paths, plural, say, say_failures


@click.command()
@paths
@click.option("--to", "target", default="", metavar="LOCALE", help="The locale; needed where the project has several.")
@click.option(
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE|DIR",
    help="A file (.xlf, .xliff) for all articles, or a folder for a file each.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["xliff", "xliff20", "xliff12", "omegat"]),
    default="xliff",
    show_default=True,
    help="XLIFF 2.1, 2.0 or 1.2, or a folder that OmegaT opens as a project.",
)
@click.option("--open", "only_open", is_flag=True, help="Leave approved units out.")
@click.option("--overwrite", is_flag=True, help="Replace files that are there with other content.")
def command(paths: tuple[Path, ...], target: str, output: Path, form: str, only_open: bool, overwrite: bool) -> int:
    """Write units for translators' tools. `import` takes the translations back; the PO files stay what they are.

    PATHS are articles, catalogs or folders; without any, the whole project. Every unit has its role, state and notes
    with it; inline codes are protected. Exit 1 if a catalog or an article cannot be read, or a file is in the way (the
    others are exported).
    """
    project, selection = here(paths)
    targets = project.config.targets
    if not target and len(targets) != 1:
        raise ConfigError("which locale?", remedy="Name it with --to, for example --to es")
    locale = parse_locale(target) if target else targets[0]
    report = use_case.export_units(project, selection, locale, form, output, only_open=only_open, overwrite=overwrite)
    for path, line, why in report.left_out:
        say(f"{path}:{line}: left out: {why}", err=True)
    say(f"{plural(report.units, 'unit')} in {plural(len(report.files), 'file')}: {output}")
    say_failures(report.failures)
    return int(bool(report.failures))
