"""Import of a memory: another tool's TMX becomes a file of the project's own, which the translation memory reads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .. import po
from ..errors import ConfigError, InterchangeError
from ..interchange import tmx
from ..interchange.codes import native
from ..project import Project, read_bytes, write_file
from .memory_pairs import known_locale, of_record

_NOT_IN_NAMES = re.compile(r"[^\w.-]+")


@dataclass
class Report:
    """What became of a file: `path` is the memory that holds its pairs now, `before` how many that had, `pairs` how
    many there are, `new` how many came in; of those `codeless` have lost their codes. `empty` records have no text in
    one of the languages, `other` ones have none of the languages asked for, `unwritable` pairs cannot be kept."""

    path: str
    before: int = 0
    pairs: int = 0
    new: int = 0
    codeless: int = 0
    records: int = 0
    empty: int = 0
    other: int = 0
    unwritable: int = 0
    changed: bool = False


def import_memory(project: Project, file: Path, source: str = "", targets: Sequence[str] = ()) -> Report:
    """Take the pairs of a TMX file into `translations/memory/NAME.tmx`; what is there already stays.

    `source` and `targets` are locales; without them, the language that the file names as its source and the project's
    targets. Raises InterchangeError for a file that cannot be read, ConfigError where the languages are unclear.
    """
    wanted = tuple(targets or project.config.targets)
    if not wanted:
        raise ConfigError("no target locale", remedy="Use --to, or set `targets` in bylingual.toml")
    shown = project.shown(file.absolute())
    name = _NOT_IN_NAMES.sub("-", file.stem).strip("-.") or "memory"
    path = project.memories_dir / f"{name}{tmx.SUFFIX}"
    report = Report(project.shown(path))
    data = read_bytes(path)
    kept = _kept(project, path) if data is not None else []
    report.before = len(kept)
    found = []
    for record in tmx.read(file, shown):
        report.records += 1
        found += _pairs(project, record, source, wanted, shown, report, any_region=bool(targets))
    pairs = tmx.merged([*kept, *found])
    had = {p.key for p in kept}
    report.pairs = len(pairs)
    report.new = sum(p.key not in had for p in pairs)
    report.codeless = sum(not p.whole and p.key not in had for p in pairs)
    if pairs:
        text = bytearray()  # grows in place: a large memory is held once
        for lines in tmx.write(pairs):
            text += lines.encode()
        report.changed = write_file(path, bytes(text), expected=data)
    return report


def _kept(project: Project, path: Path) -> list[tmx.Pair]:
    """The pairs of a memory that an earlier import wrote."""
    shown = project.shown(path)
    if not tmx.is_ours(path, shown):
        raise InterchangeError(
            "is there already, and no import wrote it",
            path=shown,
            remedy="It is used as it is; rename the file that you import",
        )
    return [pair for record in tmx.read(path, shown) for pair in tmx.pairs_of(record, shown)]


def _pairs(
    project: Project,
    record: tmx.Record,
    source: str,
    targets: tuple[str, ...],
    shown: str,
    report: Report,
    *,
    any_region: bool,
) -> list[tmx.Pair]:
    """The pairs of a record in the languages that are asked for; what has none is counted."""
    source = source or known_locale(record.source_language)
    if not source and project.config.source != "auto":
        source = project.config.source
    if not source:
        raise ConfigError(
            "does not say which of its languages is the source",
            path=shown,
            line=record.line,
            remedy="Name it with --from, for example --from en",
        )
    pairs = list(of_record(record, source, targets, any_region=any_region))
    if not pairs:
        if any(not s.text.strip() for s in record.segments):
            report.empty += 1
        else:
            report.other += 1
    writable = [p for p in pairs if tmx.writable(p) and po.storable(native(p.target))]
    report.unwritable += len(pairs) - len(writable)
    return writable
