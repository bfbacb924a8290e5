"""Bytes to text by a measured rule: BOM, strict UTF-8, the declared encoding, cp1252 for Latin script, else ask.

Nothing is ever replaced silently; the choice is recorded in the article.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from ..errors import ReadError

# What a PO file cannot hold: NUL, the noncharacters that Unicode keeps for inner use, halves of surrogate pairs.
UNUSABLE = re.compile("[\0\ufdd0-\ufdef\ud800-\udfff]")
_LONGEST_WORD = 1000
LONGEST_UNIT = 100_000  # characters: a book's chapter
MAX_BYTES = 20 * 1024 * 1024

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Above this share of non-ASCII letters, a text read as cp1252 is not in Latin script (Cyrillic in cp1251 comes out
# as accented letters only); the densest Latin orthography, Vietnamese, stays below.
_LATIN_SHARE = 0.3


@dataclass(frozen=True)
class Decoded:
    """`text` without byte order mark, the Python codec name it was read with, and the mark's bytes."""

    text: str
    encoding: str
    bom: bytes = b""


def bounded(data: bytes, path: str) -> None:
    """Raises ReadError for a file that is larger than an article can be."""
    if len(data) > MAX_BYTES:
        raise ReadError("larger than 20 MB", path=path, remedy="Split the file")


def decode(data: bytes, path: str, *, declared: str = "", forced: str = "") -> Decoded:
    """Decode a file. `declared` is what the file says of itself, `forced` what the user says.

    Raises ReadError for an empty, oversized or binary file and for bytes that no safe choice fits.
    """
    bounded(data, path)
    for bom, name in _BOMS:
        if data.startswith(bom) and not forced:
            return Decoded(_plain(_strict(data[len(bom) :], name, path), path), name, bom)
    if forced:
        return Decoded(_strict(data, forced, path), forced)
    if b"\0" in data:
        at = data.index(b"\0")
        raise ReadError(
            f"a binary file (NUL at byte {at})",
            path=path,
            remedy="Articles are text; move it out of the folder",
        )
    for name in ("utf-8", _known(declared), "cp1252"):
        if name and (text := _fits(data, name)) is not None:
            return Decoded(_plain(text, path), name)
    raise ReadError(
        "neither UTF-8 nor Western European; its encoding is unclear",
        path=path,
        line=_line_that_is_not_utf8(data),
        remedy="Convert it to UTF-8",
    )


def _line_that_is_not_utf8(data: bytes) -> int:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    return 1


def refuse_long_lines(text: str, path: str) -> None:
    """Raises ReadError for a line that is too long to be a paragraph: reading it would take minutes.

    Words too long to be words (images in data URLs) do not count.
    """
    if len(text) <= LONGEST_UNIT:
        return
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_UNIT:
            length = len(line) - sum(len(word) for word in line.split() if len(word) > _LONGEST_WORD)
            if length > LONGEST_UNIT:
                raise ReadError(
                    f"a line of {length:,} characters", path=path, line=number, remedy="Break it into paragraphs"
                )


def _plain(text: str, path: str) -> str:
    """`text`, if it holds nothing that a PO file cannot."""
    if bad := UNUSABLE.search(text):
        raise ReadError(
            f"a character that no text has (U+{ord(bad[0]):04X})",
            path=path,
            line=text.count("\n", 0, bad.start()) + 1,
            remedy="Remove it, or check what wrote the file",
        )
    return text


def _strict(data: bytes, name: str, path: str) -> str:
    try:
        return data.decode(name)
    except LookupError:
        raise ReadError(f"unknown encoding {name}", path=path, remedy="Convert it to UTF-8") from None
    except UnicodeDecodeError as error:
        raise ReadError(
            f"not {name} (byte {error.start})",
            path=path,
            line=data.count(b"\n", 0, error.start) + 1,
            remedy="Convert it to UTF-8",
        ) from None


def _known(declared: str) -> str:
    """The codec for a declared name; Latin-1 is read as cp1252, as every browser does."""
    try:
        name = codecs.lookup(declared).name if declared else ""
    except LookupError:
        return ""
    return "cp1252" if name in ("iso8859-1", "latin-1", "ascii") else name


def _fits(data: bytes, name: str) -> str | None:
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return None
    if name != "cp1252":
        return text
    letters = [c for c in text if c.isalpha()]
    foreign = sum(1 for c in letters if ord(c) > 127)
    return text if foreign <= _LATIN_SHARE * max(len(letters), 1) else None
