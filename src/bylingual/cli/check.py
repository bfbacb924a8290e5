"""`bylingual check`."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import click

from .. import git
from ..errors import ConfigError
from ..locales import parse_locale
from ..model import Severity
from ..pipeline import check as use_case
from ..project import Project, load
from ..reports import FORMATS, Checked
from .shared import from_option, paths


@click.command()
@paths
@from_option
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How findings are printed.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    default="error",
    show_default=True,
    help="The level to exit 1 at.",
)
@click.option(
    "--since",
    default="",
    metavar="REVISION",
    help="Only catalogs that changed since this work left the revision in git, or whose article did.",
)
def command(paths: tuple[Path, ...], source: str, form: str, fail_on: str, since: str) -> int:
    """List findings, in the project's PO files or in any.

    PATHS are catalogs, articles, folders, or PO files from anywhere; without any, the whole project. Exit 1 if a
    finding is at or above the --fail-on level.

    --since main looks at what a pull request into main changes: committed, not yet committed, or new to git.
    """
    project = load(Path.cwd(), required=not paths)
    source = parse_locale(source) if source else ""
    files = [p for p in paths if p.is_file() and not any(map(p.absolute().is_relative_to, project.folders))]
    for path in files:
        if path.suffix not in (".po", ".pot"):
            raise ConfigError("not a PO file", path=str(path), remedy="Name a catalog, or a folder of the project")
    report = use_case.check_files(project, [p.absolute() for p in files], source=source, since=since)
    rest = [p for p in paths if p not in files]
    if rest or not paths:
        report += use_case.check_project(project, project.select(rest), source=source, since=since)
    checked = Checked(
        report.findings,
        report.files,
        report.dismissed,
        report.gated,
        Severity(fail_on),
        _base(project),
        version("bylingual"),
    )
    click.echo(FORMATS[form].render(checked))
    return int(any(map(checked.fails, checked.findings)))


def _base(project: Project) -> str:
    """The project's folder below its repository, with `/` at the end; "" for the repository itself, or without one."""
    top = git.root(project.root)
    below = project.root.relative_to(top).as_posix() if top else "."
    return "" if below == "." else f"{below}/"
