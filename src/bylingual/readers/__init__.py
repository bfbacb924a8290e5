"""Readers: a file's bytes in, an `Article` out. One format a file; the table below is all there is to registering.

A reader module has `NAME`, `SUFFIXES` and `read(data, article_id, path, options) -> Article`: see `base.Reader`.
A reader never sees an engine, a catalog or the network.
"""

from __future__ import annotations

from types import ModuleType

from . import docx, html, json, markdown, plaintext, xml

READERS: tuple[ModuleType, ...] = (plaintext, markdown, html, json, xml, docx)

BY_NAME: dict[str, ModuleType] = {reader.NAME: reader for reader in READERS}

BY_SUFFIX: dict[str, ModuleType] = {suffix: reader for reader in READERS for suffix in reader.SUFFIXES}
