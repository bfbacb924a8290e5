"""Engines: one a file, heavy imports inside its functions; the table below is all there is to registering."""

from __future__ import annotations

from types import ModuleType

from . import apertium, argos

ENGINES: dict[str, ModuleType] = {module.NAME: module for module in (argos, apertium)}
