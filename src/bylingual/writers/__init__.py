"""Writers: one bundle format a file; the table below is all there is to registering."""

from __future__ import annotations

from types import ModuleType

from . import html, json, mo, source

WRITERS: dict[str, ModuleType] = {module.NAME: module for module in (source, html, json, mo)}
