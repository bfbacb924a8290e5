"""Bytes to text by a measured rule: BOM, strict UTF-8, the declared encoding, cp1252 for Latin script, one of
the few that `encoding_guess` tells, else ask.

Nothing is ever replaced silently; the choice is recorded in the article.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from ..errors import ReadError
from .encoding_guess import guess

# What a PO file cannot hold: NUL, the noncharacters that Unicode keeps for inner use, halves of surrogate pairs.
UNUSABLE = re.compile("[\0\ufdd0-\ufdef\ud800-\udfff]")
_LONGEST_WORD = 1000
BREAK = "Break it into paragraphs"
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
# Signs between letters that no Western European word has; Polish and Romanian letters of cp1250 look so in cp1252.
_ODD = re.compile(r"(?<=[^\W\d_])[¹³¼¾¿£¥¯º](?=[^\W\d_])")
_MOST_ODD = 3
_ODD_SHARE = 0.1
# Encodings of web pages and mail, by Python's names with `_`, and those that are read as another one.
_WEB = frozenset(
    ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp866", "cp874",
     "iso8859_2", "iso8859_3", "iso8859_4", "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_8", "iso8859_10",
     "iso8859_13", "iso8859_14", "iso8859_15", "iso8859_16", "koi8_r", "koi8_u", "mac_roman", "mac_cyrillic", "gb18030",
     "big5hkscs", "cp932", "euc_jp", "cp949"]
)  # fmt: skip
_READ_AS = {
    "windows-31j": "cp932", "windows-874": "cp874", "x-mac-cyrillic": "mac_cyrillic", "iso8859_1": "cp1252",
    "latin_1": "cp1252", "ascii": "cp1252", "iso8859_9": "cp1254", "iso8859_11": "cp874", "tis_620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs", "shift_jis": "cp932",
    "x-sjis": "cp932", "euc_kr": "cp949", "x-gbk": "gb18030", "x-cp1251": "cp1251", "x-cp1252": "cp1252",
    "x-x-big5": "big5hkscs", "x-euc-jp": "euc_jp", "iso-8859-8-i": "iso8859_8", "windows-949": "cp949",
    "dos-874": "cp874",
}  # fmt: skip


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
    if name := guess(data):
        return Decoded(_plain(data.decode(name), path), name)
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
                raise ReadError(f"a line of {length:,} characters", path=path, line=number, remedy=BREAK)


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
    """The codec for a declared name, as browsers read it (WHATWG Encoding §4.2): Latin-1 as cp1252, GB 2312 as GB
    18030; "" for what is no text encoding of the web."""
    try:
        name = codecs.lookup(declared).name.replace("-", "_") if declared else ""
    except (LookupError, ValueError):
        name = declared.lower()
    name = _READ_AS.get(name, name)
    return name if name in _WEB else ""


def _fits(data: bytes, name: str) -> str | None:
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return None
    if name != "cp1252":
        return text
    letters = [c for c in text if c.isalpha()]
    foreign = sum(1 for c in letters if ord(c) > 127)
    if foreign > _LATIN_SHARE * max(len(letters), 1):
        return None
    odd = len(_ODD.findall(text))
    return None if odd >= _MOST_ODD and odd > _ODD_SHARE * foreign else text
