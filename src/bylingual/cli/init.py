"""`bylingual init`."""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import ConfigError
from ..project import CONFIG_NAME, write_file
from .shared import say

TEMPLATE = """# What each key means: docs/configuration.md. Unknown keys are errors.
articles = "articles"            # incoming articles lie here, in any folders
translations = "translations"    # PO files: translations/<locale>/<article>.po
output = "dist"                  # bundles
source = "auto"                  # the articles' language: "auto" detects it in each article
targets = ["es"]                 # locales to translate to, such as "es", "fr", "pt_BR"
engines = ["argos", "apertium"]  # tried in this order for each language pair

[read]
drop = true                      # false keeps cookie banners and the like, untranslated

[gate]                           # what a role needs to ship: approved, machine or source
headline = "approved"
deck = "approved"
default = "approved"
findings = "error"               # findings from this level hold a unit back: error, warning or none

[bundle]
formats = ["source", "html", "json"]
"""


@click.command()
@click.argument("folder", default=".", type=click.Path(file_okay=False, path_type=Path), metavar="[DIR]")
def command(folder: Path) -> None:
    """Start a project in DIR (default: here): a commented bylingual.toml and the folders. Never overwrites."""
    config = folder / CONFIG_NAME
    if config.exists():
        raise ConfigError("exists already; nothing was changed", path=str(config))
    write_file(config, TEMPLATE.encode())
    for name in ("articles", "translations"):
        (folder / name).mkdir(exist_ok=True)
    say(f"Wrote {config}. Put articles into {folder / 'articles'}/, then run: bylingual translate")
