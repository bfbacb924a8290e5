"""Every kind of bad input, as a table: what the command says, and what it leaves alone. docs/errors.md is made of it."""

from __future__ import annotations

from . import articles, catalogs, configuration, disk, formats
from .case import Case, Outcome, base, run

GROUPS: dict[str, tuple[Case, ...]] = {
    "Articles": articles.CASES,
    "Other formats": formats.CASES,
    "Catalogs": catalogs.CASES,
    "Configuration and command line": configuration.CASES,
    "Glossary": configuration.GLOSSARY,
    "Disk and output": disk.CASES,
    "Cache": disk.CACHE,
    "Engines": disk.ENGINES,
    "Translators' tools and packages": formats.INTERCHANGE,
}

__all__ = ["GROUPS", "Case", "Outcome", "base", "run"]
