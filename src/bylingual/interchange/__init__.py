"""Files that other translation tools read and write: TMX for memories, XLIFF for units. One format a file, the table
below is all there is to registering one for units."""

from __future__ import annotations

from types import ModuleType

from . import xliff, xliff12, xliff20

# By the name that `export --format` has for it. A module has NAME, SUFFIX, fits, writable, write and read.
FORMATS: dict[str, ModuleType] = {m.NAME: m for m in (xliff, xliff20, xliff12)}
