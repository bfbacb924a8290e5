"""XLIFF 2.0: what is written as 2.1, under the older number, for tools that know no other (Poedit 3.2). The core is the
same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from . import xliff
from .units import Document
from .xliff import SUFFIX, fits, read, writable

NAME = "xliff20"

__all__ = ["NAME", "SUFFIX", "fits", "read", "writable", "write"]


def write(documents: Sequence[Document]) -> Iterator[str]:
    """The lines of a file, with line ends. All documents are of one language and one locale."""
    return xliff.write(documents, version="2.0")
