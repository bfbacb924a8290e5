"""Options and printing that several commands share."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from .. import project
from ..alone import WAIT_SECONDS
from ..errors import escaped, inert
from ..pipeline.reading import Failure, Refused, named
from ..reports.base import json_text
from ..reports.base import plural as plural
from ..reports.base import short as short

paths = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
from_option = click.option(
    "--from", "source", default="", metavar="LOCALE", help="The articles' language; no detection."
)
wait_option = click.option(
    "--wait",
    type=click.FloatRange(min=0),
    default=WAIT_SECONDS,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait for the same command where it is at work already.",
)


def here(given: Sequence[Path], *, required: bool = True) -> tuple[project.Project, project.Selection]:
    """The project around the working directory and what the PATHs name in it."""
    found = project.load(Path.cwd(), required=required)
    return found, found.select(given)


def say(text: str = "", *, err: bool = False) -> None:
    """Print lines; control and bidi characters of untrusted text never reach the terminal, nor commands a CI."""
    click.echo(inert(escaped(text, keep="\n\t")), err=err)


def say_waiting(who: str) -> None:
    """That another command is waited for."""
    say(f"Waiting for {who}", err=True)


def say_json(data: Any) -> None:
    """Print JSON, indented; control and bidi characters are escaped as JSON does."""
    click.echo(json_text(data))


def say_failures(failures: Sequence[Failure]) -> None:
    """Each on a line on stderr."""
    for failure in failures:
        say(f"Error: {failure.error}", err=True)


def say_refused(refused: Sequence[Refused]) -> None:
    """Each article that is not to be published, with the reason."""
    for one in refused:
        say(f"refused {named(one.path, one.article)}: {one.reason}")


def refused_json(refused: Sequence[Refused]) -> list[dict[str, str]]:
    """As the commands' JSON lists them."""
    return [{"id": one.article, "path": one.path, "reason": one.reason} for one in refused]


def table(rows: Sequence[Sequence[str]], header: Sequence[str]) -> str:
    """Columns aligned left, numbers right."""
    rows = [[escaped(cell) for cell in row] for row in rows]
    widths = [max(len(str(r[i])) for r in (header, *rows)) for i in range(len(header))]
    numeric = [all(str(r[i]).isdigit() or not r[i] for r in rows) for i in range(len(header))]

    def line(row: Sequence[str]) -> str:
        cells = (c.rjust(w) if n else c.ljust(w) for c, w, n in zip(row, widths, numeric, strict=True))
        return "  ".join(cells).rstrip()

    return "\n".join([line(header), *(line(row) for row in rows)])


class Progress:
    """A bar on a terminal, a line every few seconds elsewhere, on stderr; nothing for what takes under a second."""

    _AFTER = 1.0
    _EVERY = 5.0
    _REDRAWN = 0.1

    def __init__(self, what: str, unit: str = "articles", scale: int = 1) -> None:
        """`scale` of what is counted are one `unit`: 1,000,000 bytes are one MB."""
        self.what, self.unit, self.scale = what, unit, scale
        self.started = self.shown = time.monotonic()
        self.drawn = False

    def __call__(self, done: int, total: int, item: str) -> None:
        """Report that `done` of `total` are done, `item` the last."""
        now = time.monotonic()
        terminal = sys.stderr.isatty()
        if now - self.started < self._AFTER or now - self.shown < (self._REDRAWN if terminal else self._EVERY):
            return
        self.shown = now
        there, whole = done // self.scale, total // self.scale
        if terminal:
            filled = int(24 * done / total) if total else 0
            amount = f"{there}/{whole}" if total else f"{there}"
            unit = "" if self.scale == 1 else f" {self.unit}"
            click.echo(
                f"\r\x1b[K{self.what} [{'#' * filled}{'.' * (24 - filled)}] {amount}{unit} {escaped(short(item, 32))}",
                nl=False,
                err=True,
            )
            self.drawn = True
        else:
            say(f"{self.what}: {f'{there} of {whole}' if total else there} {self.unit}", err=True)

    def close(self) -> None:
        """Clear the bar."""
        if self.drawn:
            click.echo("\r\x1b[K", nl=False, err=True)
