"""PO files as catalogs: the only module that imports polib.

What polib reads leniently is scanned strictly first (`po_syntax`); what it forgets (`#~|` lines, the `#.` lines of
obsolete entries, comments after the last entry) is put back. No line is wrapped but at the newlines of its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from .errors import CatalogError
from .model import Catalog, Unit
from .po_syntax import CONFLICT, SAME, Place, Scan, duplicates, scan

_STAMP = re.compile(r"(mt|ok) ([0-9a-f]{8})\Z")
_CHARSET = re.compile(rb"charset=([A-Za-z0-9_.:-]+)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
# Line separators for str.splitlines that are no line ends in a PO file; they pass polib as noncharacters,
# which Unicode reserves for such inner use.
_SEPARATORS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_HIDE = {ord(c): 0xFDD0 + i for i, c in enumerate(_SEPARATORS)}
_SHOW = {0xFDD0 + i: c for i, c in enumerate(_SEPARATORS)}
_NONCHARACTER = re.compile("[\ufdd0-\ufdef]")
_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ud800-\udfff]")
# Flags are split at commas and white space, as GNU gettext's po_parse_comment_special does.
_FLAG = re.compile(r"[^\s,]+")
_GLUED = re.compile(r'\A(\s*(?:#[~|] *)?msg(?:ctxt|id_plural|id|str(?:\[\d\])?))"')
_BARE = re.compile(r"^# $", re.MULTILINE)
_BELL = re.compile(r"(?<!\\)((?:\\\\)*)\\a")
MAX_BYTES = 64 * 1024 * 1024


def decode(data: bytes, path: str = "") -> str:
    """The text of a PO file: its header's charset, UTF-8 without one; BOM and CRLF removed.

    Raises CatalogError naming `path` when the bytes do not fit the charset.
    """
    if len(data) > MAX_BYTES:
        raise CatalogError("larger than 64 MB", path=path, remedy="Split it, or check what wrote it")
    match = _CHARSET.search(data[:8192])
    charset = match[1].decode() if match and match[1] != b"CHARSET" else "utf-8"
    if data.startswith(b"\xef\xbb\xbf"):
        data, charset = data[3:], "utf-8"
    try:
        text = data.decode(charset)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        says = ", as its header says" if match else ""
        raise CatalogError(
            f"not {charset}{says} (byte 0x{data[error.start]:02x})",
            path=path,
            line=line,
            remedy="Save it as UTF-8 and say so in the header's Content-Type",
        ) from None
    except (LookupError, UnicodeError):  # codecs that are none for texts raise either
        line = data.count(b"\n", 0, match.start()) + 1 if match else 1
        problem = f"unknown charset {charset} in the header"
        raise CatalogError(problem, path=path, line=line, remedy="Save it as UTF-8 and say so there") from None
    return text.replace("\r\n", "\n")


def lint(data: bytes, path: str = "") -> list[tuple[int, str]]:
    """Every syntax problem and every duplicate in a PO file, as (line, text), by line."""
    try:
        result = scan(decode(data, path))
    except CatalogError as error:
        return [(error.line or 1, error.problem)]
    return sorted(_problems(result))


def _problems(result: Scan) -> list[tuple[int, str]]:
    found = list(result.problems)
    found += [(again.line, f"{SAME} {first.line}") for first, again in duplicates(result.places)]
    return found


def read(data: bytes, path: str = "", *, lenient: bool = False) -> Catalog:
    """Parse the bytes of a PO file.

    Entries with plural forms become one unit per form. With `lenient`, duplicates are let through (the check command
    reports them itself). Raises CatalogError with line for everything that cannot be read back unchanged.
    """
    text = decode(data, path)
    result = scan(text)
    if hidden := _NONCHARACTER.search(text):
        result.problems.append((text.count("\n", 0, hidden.start()) + 1, "a Unicode noncharacter"))
    problems = sorted(result.problems if lenient else _problems(result))
    if problems:
        line, problem = problems[0]
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise CatalogError(
            problem + more, path=path, line=line, remedy=f"{_remedy(problem)}; `bylingual check` lists all"
        )
    parsed = _parse(text, path)
    places = [p for p in result.places if p.source or p.context is not None]
    if len(places) != len(parsed):
        raise CatalogError("entries cannot be told apart", path=path, remedy="Run msgcat over it and compare")
    units = [unit for entry, place in zip(parsed, places, strict=True) for unit in _units(entry, place)]
    comments = tuple(line.translate(_SHOW) for line in parsed.header.split("\n")) if parsed.header else ()
    header = {name: str(value).translate(_SHOW) for name, value in parsed.metadata.items()}
    return Catalog(header, tuple(units), comments, tuple(result.trailing))


def _remedy(problem: str) -> str:
    if problem.startswith(SAME):
        return "Remove one of the two"
    return "Finish the merge" if problem == CONFLICT else "Mend the line"


def _parse(text: str, path: str) -> Any:
    """polib's reading of `text`, which the scan has found sound."""
    import polib

    lines = (_for_polib(line) for line in text.translate(_HIDE).split("\n"))
    try:
        return polib.pofile("\n".join(lines) + "\n\n", wrapwidth=0)
    except (OSError, ValueError) as error:  # polib raises OSError for every syntax error
        raise CatalogError(str(error), path=path, remedy="Run msgcat over it and compare") from None


def _for_polib(line: str) -> str:
    if line.startswith("#="):  # workflow flags, since gettext 0.25
        return "#, " + line[2:].strip()
    if line.startswith("#~|"):  # the scan has read it; polib would forget it, or stumble over it
        return ""
    if line.startswith(("#,", "#.", "#:", "#|", "#~")) and len(line) > 2 and line[2] != " ":
        line = f"{line[:2]} {line[2:]}"
    if "msg" in line[:8]:
        line = _GLUED.sub(r'\1 "', line)
    if "\\a" in line and (line[0] != "#" or line.startswith(("#~", "#|"))):
        line = _BELL.sub("\\1\a", line)
    if line.startswith("#") and len(line) > 1 and line[1] not in " .:,|~#":
        return "# " + line[1:]
    return line


def _units(entry: Any, place: Place) -> list[Unit]:
    notes: list[str] = []
    stamps: dict[str, str] = {}
    for line in entry.comment.translate(_SHOW).split("\n") if entry.comment else ():
        match = _STAMP.match(line)
        if match:
            stamps.setdefault(match[1], match[2])
        else:
            notes.append(line)
    flags = [flag for text in entry.flags for flag in _FLAG.findall(text)]
    # Nobody who writes `Fuzzy` by hand means approved.
    plain = tuple(flag for flag in flags if flag.lower() != "fuzzy")
    unit = Unit(
        context=None if entry.msgctxt is None else entry.msgctxt.translate(_SHOW),
        source=entry.msgid.translate(_SHOW),
        target=entry.msgstr.translate(_SHOW),
        fuzzy=len(plain) < len(flags),
        previous=_shown(entry.previous_msgid) if place.previous is None else place.previous,
        previous_context=_shown(entry.previous_msgctxt) if place.previous is None else place.previous_context,
        obsolete=place.obsolete,
        stamp=stamps.get("mt", ""),
        ok=stamps.get("ok", ""),
        notes=tuple(notes),
        comments=tuple(entry.tcomment.translate(_SHOW).split("\n")) if entry.tcomment else (),
        flags=plain,
        references=tuple(entry.occurrences),
        line=place.line,
    )
    if not place.plural:
        return [unit]
    plural = entry.msgid_plural.translate(_SHOW)
    forms = sorted(entry.msgstr_plural.items())
    return [
        replace(unit, source=unit.source if i == 0 else plural, target=t.translate(_SHOW), plural=True)
        for i, t in forms
    ]


def _shown(text: str | None) -> str | None:
    return None if text is None else text.translate(_SHOW)


def storable(text: str) -> bool:
    """Whether a catalog can hold `text` so that every tool reads it back: no control characters but line ends, tabs and
    NEL, no noncharacters, no surrogates."""
    return not _UNSTORABLE.search(text)


def clean_note(text: str) -> str:
    """`text` as one line that a PO comment can hold: control characters become spaces."""
    return _CONTROL.sub(" ", text).strip()


def write(catalog: Catalog) -> str:
    """The text of a PO file: header, live units in order, obsolete ones after them. LF, no wrapping, no `#:` lines of
    ours. Raises ValueError for a catalog with plural entries, which are read-only here."""
    import polib

    file = polib.POFile(wrapwidth=0)
    file.metadata = dict(catalog.header)
    if catalog.header:  # what is written is UTF-8, whatever was read
        file.metadata["Content-Type"] = "text/plain; charset=UTF-8"
    parts = [*(f"# {line}".rstrip() for line in catalog.comments)]
    parts.append(file.metadata_as_entry().__unicode__(0))
    units = [*(u for u in catalog.units if not u.obsolete), *(u for u in catalog.units if u.obsolete)]
    parts += [_entry_text(unit) for unit in units]
    parts += [*catalog.trailing, ""] if catalog.trailing else []
    return "\n".join(parts)


def _entry_text(unit: Unit) -> str:
    import polib

    if unit.plural:
        raise ValueError("entries with plural forms are read, never written")
    notes = [clean_note(note) for note in unit.notes]
    notes = [note for note in notes if note]
    if unit.stamp:
        notes.append(f"mt {unit.stamp}")
    if unit.ok and not unit.fuzzy:  # who doubts an approved text takes the approval back
        notes.append(f"ok {unit.ok}")
    # An approved target needs no previous source: a leftover one is dropped here.
    keeps_previous = unit.fuzzy and unit.previous is not None
    entry = polib.POEntry(
        msgctxt=unit.context,
        msgid=unit.source,
        msgstr=unit.target,
        tcomment="\n".join(unit.comments),
        comment="\n".join(notes),
        flags=[*(["fuzzy"] if unit.fuzzy else []), *unit.flags],
        occurrences=list(unit.references),
        obsolete=unit.obsolete,
        previous_msgid=unit.previous if keeps_previous else None,
        previous_msgctxt=unit.previous_context if keeps_previous else None,
    )
    text: str = _BARE.sub("#", entry.__unicode__(0))
    if unit.obsolete and notes:  # polib leaves the notes of obsolete entries out
        lines = text.split("\n")
        at = len(unit.comments)
        lines[at:at] = [f"#. {note}" for note in notes]
        text = "\n".join(lines)
    return text


def compiled(units: Iterable[Unit], locale: str) -> bytes:
    """The MO file of these units, sorted as gettext wants it."""
    import polib

    file = polib.MOFile()
    file.metadata = {"Language": locale, "Content-Type": "text/plain; charset=UTF-8"}
    for unit in units:
        file.append(polib.POEntry(msgctxt=unit.context, msgid=unit.source, msgstr=unit.target))
    return bytes(file.to_binary())


def header_fields(units: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Header fields in order, from (name, value) pairs; control characters in values become spaces."""
    return {name: clean_note(value) for name, value in units}
