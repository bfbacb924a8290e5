"""Engines: one a file, heavy imports inside its functions; the table below is all there is to registering."""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType

from . import apertium, argos
from .base import Pair

ENGINES: dict[str, ModuleType] = {module.NAME: module for module in (argos, apertium)}


def commands(names: Iterable[str], pair: Pair) -> list[str]:
    """The command of each named engine that installs a language pair; engines that know none are passed over."""
    found = (getattr(ENGINES[name], "command", _none)(pair) for name in names if name in ENGINES)
    return [command for command in found if command]


def _none(pair: Pair) -> str:
    return ""
