"""The pairs that the memory is made of: approved units of catalogs, and memories that were imported."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from .. import po
from ..errors import BylingualError, InterchangeError, LanguageError
from ..interchange import tmx
from ..interchange.codes import native
from ..locales import likeness, parse_locale
from ..memory import Approved
from ..model import State
from ..project import Project
from . import catalogs


def files(project: Project, locale: str) -> list[Path]:
    """The catalogs of a locale and all imported memories."""
    return [path for where, _, path in project.find_catalogs() if where == locale] + project.find_memories()


def pairs(project: Project, file: Path, locale: str) -> Iterator[tuple[str, Approved]]:
    """(source language, pair) of every approved unit of a catalog, nothing of one that cannot be read; of every pair in
    a memory whose target serves `locale`. Raises InterchangeError for a memory that cannot be read."""
    if file.suffix == tmx.SUFFIX:
        yield from _imported(project, file, locale)
        return
    with contextlib.suppress(BylingualError):
        catalog = catalogs.load(project, file).catalog
        language = catalog.header.get("X-Source-Language", "")
        for unit in catalog.units:
            if unit.state is State.APPROVED:
                yield language, Approved(unit.context or "", unit.source, unit.target, project.shown(file))


def _imported(project: Project, file: Path, locale: str) -> Iterator[tuple[str, Approved]]:
    shown = project.shown(file)
    if not file.resolve().is_relative_to(project.root.resolve()):
        raise InterchangeError("a link that leads out of the project", path=shown, remedy="Copy the file in")
    for record in tmx.read(file, shown):
        for pair in of_record(record, "", (locale,)):
            source, target = native(pair.source), native(pair.target)
            if po.storable(target):
                yield pair.language, Approved(pair.role, source, target, shown, pair.whole)


def of_record(
    record: tmx.Record, source: str, targets: tuple[str, ...], *, any_region: bool = False
) -> Iterator[tmx.Pair]:
    """The pairs of a record: its text in `source` (a locale; "" for the one that the record names) with those in the
    languages that serve `targets` best, all of them where several do.

    A variant of another region serves only where `any_region` says so. Empty texts make no pair.
    """
    texts = [(locale, s) for s in record.segments if (locale := known_locale(s.language)) and s.text.strip()]
    wanted = source or known_locale(record.source_language)
    ranked = [(likeness(locale, wanted), locale, s) for locale, s in texts] if wanted else []
    best = max((rank for rank, _, _ in ranked), default=0)
    if not best:
        return
    language, original = next((locale, s) for rank, locale, s in ranked if rank == best)
    for target in targets:
        served = [(likeness(locale, target), s) for locale, s in texts if s is not original]
        top = max((rank for rank, _ in served), default=0)
        if top < (1 if any_region else 2):
            continue
        for rank, segment in served:
            if rank == top:
                for role in record.roles or ("",):
                    whole = original.whole and segment.whole
                    articles = frozenset(record.articles)
                    yield tmx.Pair(source or language, target, original.pieces, segment.pieces, role, articles, whole)


@lru_cache(maxsize=1024)
def known_locale(text: str) -> str:
    """The locale of a language code as tools write it (`EN-US`), its language alone where the rest is unknown
    (`es-EM`), "" for none."""
    for attempt in (text, text.replace("_", "-").partition("-")[0]):
        with contextlib.suppress(LanguageError):
            return parse_locale(attempt)
    return ""
