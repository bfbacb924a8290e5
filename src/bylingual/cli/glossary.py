"""`bylingual glossary`."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import click

from ..errors import escaped
from ..glossary import COLUMNS, guarded
from ..pipeline import glossary as use_case
from .shared import here, json_option, paths, plural, say, say_failures, say_json


@click.group()
def command() -> None:
    """Work with the words that are always translated in one way."""


@command.command()
@paths
@json_option
def suggest(paths: tuple[Path, ...], as_json: bool) -> int:
    """Propose terms: corrections that editors made in three units or more of the machine's texts.

    PATHS are articles, catalogs or folders; without any, the whole project. Prints lines for the CSV file; nothing is
    written. Exit 1 if a catalog or its language pair failed.
    """
    project, selection = here(paths)
    report = use_case.suggest(project, selection)
    if as_json:
        say_json(
            {
                "schema": "bylingual.glossary/1",
                "proposals": [
                    {"locale": locale, "source": p.source, "target": p.target, "machine": p.machine, "units": p.times}
                    for locale, found in report.proposals.items()
                    for p in found
                ],
            }
        )
    else:
        rows = [(p, locale) for locale, found in report.proposals.items() for p in found]
        if rows:
            out = csv.writer(sys.stdout, lineterminator="\n")
            out.writerow(COLUMNS[:4])
            out.writerows(
                [
                    guarded(escaped(cell))
                    for cell in (p.source, p.target, locale, f"machine: {p.machine}; {p.times} units")
                ]
                for p, locale in rows
            )
        compared = plural(report.units, "approved unit")
        say(f"{plural(len(rows), 'proposal')} from {compared}", err=True)
    say_failures(report.failures)
    return int(bool(report.failures))
