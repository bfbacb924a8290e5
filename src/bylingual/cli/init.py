"""`bylingual init`."""

from __future__ import annotations

from pathlib import Path

import click

from ..config import CONFIG_NAME, template
from ..errors import ConfigError
from ..project import write_file
from .shared import say


@click.command()
@click.argument("folder", default=".", type=click.Path(file_okay=False, path_type=Path), metavar="[DIR]")
def command(folder: Path) -> None:
    """Start a project in DIR (default: here): a commented bylingual.toml and the folders. Never overwrites."""
    config = folder / CONFIG_NAME
    if config.exists():
        raise ConfigError("exists already", path=str(config), remedy="Edit it, or name another folder")
    for name in ("articles", "translations"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    write_file(config, template().encode(), expected=None)  # last: where it is, all is
    say(f"Wrote {config}. Put articles into {folder / 'articles'}/, then run: bylingual translate")
