"""Findings as text for people and programs: one format a file, the table below is all there is to registering."""

from __future__ import annotations

from . import github, json, junit, sarif, text
from .base import Checked, Format

FORMATS: dict[str, Format] = {f.NAME: f for f in (text, json, junit, sarif, github)}

__all__ = ["FORMATS", "Checked", "Format"]
