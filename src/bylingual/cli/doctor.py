"""`bylingual doctor`."""

from __future__ import annotations

import platform
from importlib.metadata import version

import click

from ..pipeline.doctor import diagnose
from .shared import say


@click.command()
def command() -> None:
    """Tell which engines and language pairs are installed, and the command that mends what is missing."""
    say(f"bylingual {version('bylingual')}, Python {platform.python_version()}")
    for name, pairs, problem in diagnose():
        if problem:
            say(f"{name}: {problem}")
            continue
        say(f"{name}: {len(pairs)} language pairs")
        for line in pairs:
            say(f"  {line}")
