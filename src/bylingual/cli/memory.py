"""`bylingual memory`."""

from __future__ import annotations

from pathlib import Path

import click

from ..locales import parse_locale
from ..pipeline import memory_export, memory_import
from ..project import write_file
from .shared import here, paths, plural, say, say_failures


@click.group()
def command() -> None:
    """Exchange the translation memory with other tools as TMX files."""


@command.command("export")
@paths
@click.option("--to", "targets", multiple=True, metavar="LOCALE", help="Only this locale; may be repeated.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write to this file.")
@click.option("--project", "name", default="", metavar="NAME", help="The project's name, noted in the file.")
def export(paths: tuple[Path, ...], targets: tuple[str, ...], output: Path | None, name: str) -> int:
    """Write the approved units as TMX 1.4b, to the standard output if no FILE is named.

    PATHS are articles, catalogs or folders; without any, the whole project. Inline codes are written as such (level
    2), role and article as properties; the same units are the same bytes. Exit 1 if a catalog or an article cannot be
    read (the others are exported).
    """
    project, selection = here(paths)
    locales = [parse_locale(t) for t in targets]
    report = memory_export.export_memory(project, selection, locales, name or project.root.name)
    for path, line, why in report.left_out:
        say(f"{path}:{line}: left out: {why}", err=True)
    if output is None:
        click.echo(report.text, nl=False)
    else:
        write_file(output.absolute(), report.text.encode(), shown=str(output))
        say(f"{plural(report.pairs, 'pair')} in {output}")
    say_failures(report.failures)
    return int(bool(report.failures))


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--from", "source", default="", metavar="LOCALE", help="The source language; else the file says it.")
@click.option(
    "--to",
    "targets",
    multiple=True,
    metavar="LOCALE",
    help="Only for this locale, from any region's texts; may be repeated. Without it the project's targets.",
)
def import_(file: Path, source: str, targets: tuple[str, ...]) -> int:
    """Take the pairs of a TMX FILE into the translation memory.

    They go into `translations/memory/NAME.tmx`, sorted, each once, together with what that file has already: commit it
    with the project. `translate` fills the same text in for review, and suggests similar ones. Exit 1 if the file
    cannot be read.
    """
    project, _ = here(())
    report = memory_import.import_memory(
        project, file, parse_locale(source) if source else "", [parse_locale(t) for t in targets]
    )
    for count, what in (
        (report.codeless, "without the inline codes of its tool: suggested only"),
        (report.empty, "empty: left out"),
        (report.other, "in other languages: left out"),
        (report.unwritable, "with control characters: left out"),
    ):
        if count:
            say(f"{count} {what}")
    had = f" to the {report.before} there" if report.before else ""
    say(f"{plural(report.records, 'record')} read, {plural(report.new, 'pair')} added{had}: {report.path}")
    return 0
