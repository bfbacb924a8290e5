"""`bylingual models`."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click

from ..locales import parse_locale
from ..model import STARTER
from ..packages.index import PUBLIC
from ..packages.ways import Pair
from ..pipeline import models as use_case
from .shared import Progress, json_option, say, say_json, table

_index = click.option(
    "--index",
    default=PUBLIC,
    envvar="BYLINGUAL_MODELS_INDEX",
    metavar="URL",
    help="Index of packages, https://, http:// or file://. Default: Argos' public one.",
)
_timeout = click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=use_case.SECONDS,
    show_default=True,
    envvar="BYLINGUAL_MODELS_TIMEOUT",
    metavar="SECONDS",
    help="How long to wait for a server that sends nothing.",
)


@click.group()
def command() -> None:
    """List, install and remove Argos packages. Only `models install SOURCE TARGET` and `models list --available` use
    the network."""


@command.command("list", short_help="List installed packages, and those of an index.")
@click.option("--available", is_flag=True, help="Ask the index what can be installed.")
@_index
@_timeout
@json_option
def list_(available: bool, index: str, timeout: float, as_json: bool) -> None:
    """List the installed packages and, with --available, those of an index."""
    found = use_case.listed(use_case.Source(index, timeout) if available else None)
    if as_json:
        say_json(_json(found) | (_offered(found, index) if available else {}))
        return
    rows = [
        (
            _arrow(p.pair),
            p.version,
            _megabytes(p.size),
            p.problem or (STARTER if p.starter else "complete"),
            str(p.path),
        )
        for p in found.packages
    ]
    if rows:
        say(table(rows, ("pair", "version", "MB", "state", "path")))
    else:
        say(f"No package in {found.folder}. To install one: bylingual models install en es")
    if available:
        offered = [
            (_arrow(pair), offer.metadata.version, found.used[pair].version if pair in found.used else "")
            for pair, offer in sorted(found.offers.items())
        ]
        say("\n" + table(offered, ("available", "version", "installed")))


def _json(found: use_case.Listing) -> dict[str, object]:
    return {
        "schema": "bylingual.models/1",
        "folder": str(found.folder),
        "packages": [
            {
                "source": p.pair[0],
                "target": p.pair[1],
                "version": p.version,
                "path": str(p.path),
                "bytes": p.size,
                "complete": not p.problem,
                "problem": p.problem,
                "starter": p.starter,
                "distribution": p.distribution,
            }
            for p in found.packages
        ],
    }


def _offered(found: use_case.Listing, index: str) -> dict[str, object]:
    return {
        "index": index,
        "available": [
            {
                "source": pair[0],
                "target": pair[1],
                "version": offer.metadata.version,
                "sha256": offer.sha256,
                "installed": found.used[pair].version if pair in found.used else "",
            }
            for pair, offer in sorted(found.offers.items())
        ],
    }


@command.command(short_help="Install a package from an index or a file.")
@click.argument("what", nargs=-1, required=True, metavar="SOURCE TARGET | FILE")
@click.option("--force", is_flag=True, help="Also what is installed already, and older packages.")
@_index
@_timeout
def install(what: tuple[str, ...], force: bool, index: str, timeout: float) -> None:
    """Install an Argos package: SOURCE TARGET | FILE, a language pair (`en es`) from an index or a .argosmodel file.

    A download that broke off is gone on with. What is not whole or not what it says is refused, and nothing changes.
    """
    watch = _Watch()
    try:
        if len(what) == 1:
            outcome = use_case.install_file(_file(what[0]), watch, force=force)
        elif len(what) == 2:
            source = use_case.Source(index, timeout)
            outcome = use_case.install(_pair(*what), source, watch, force=force)
        else:
            raise click.UsageError("Name two languages (en es) or one .argosmodel file.")
    finally:
        watch.close()
    state = "is installed already" if outcome.already else "installed"
    say(f"{_arrow(outcome.pair)} {outcome.metadata.version} {state}")
    if len(what) == 2 and outcome.pair != (wanted := _pair(*what)):
        say(f"The index has no {_arrow(wanted)}; `translate` uses {_arrow(outcome.pair)} for it.")
    if find_spec("argostranslate") is None:
        say("Argos Translate is not installed: pip install 'bylingual[argos]'", err=True)


@command.command(short_help="Remove the packages of a language pair.")
@click.argument("source")
@click.argument("target")
def remove(source: str, target: str) -> None:
    """Remove what is installed for the language pair SOURCE TARGET."""
    for package in use_case.remove(_pair(source, target)):
        say(f"{_arrow(package.pair)} {package.version} removed".replace("  ", " "))


class _Watch:
    """Bars on a terminal, lines elsewhere."""

    def __init__(self) -> None:
        self._shown: dict[str, Progress] = {}

    def waiting(self) -> None:
        say("Another `bylingual models` is at work on these packages; waiting for it", err=True)

    def downloading(self, done: int, total: int) -> None:
        self._show("Downloading", done, total)

    def unpacking(self, done: int, total: int) -> None:
        self._show("Unpacking", done, total)

    def _show(self, what: str, done: int, total: int) -> None:
        if what not in self._shown:
            self.close()
            self._shown[what] = Progress(what, "MB", 1_000_000)
        self._shown[what](done, total, "")

    def close(self) -> None:
        for progress in self._shown.values():
            progress.close()


def _pair(source: str, target: str) -> Pair:
    return parse_locale(source), parse_locale(target)


def _file(name: str) -> Path:
    path = Path(name)
    if not path.is_file():
        raise click.UsageError(f"{name!r} is no file. Name two languages (en es) or one .argosmodel file.")
    return path


def _arrow(pair: Pair) -> str:
    return "→".join(code or "?" for code in pair)


def _megabytes(size: int) -> str:
    return str(round(size / 1_000_000)) if size >= 10_000_000 else f"{size / 1_000_000:.1f}"
