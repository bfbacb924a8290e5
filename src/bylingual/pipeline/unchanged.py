"""Catalogs that a run would leave as they are: recognised by their files alone, without parsing them."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from ..cache import NO_FILE, Cache, FileState, Left, file_state, is_unchanged
from ..files import TICK_NS
from ..model import Article, State
from ..project import ArticleFile, Project

_PORTION = 200


@dataclass(frozen=True)
class _Waiting:
    """An article whose state is written down once its files' dates can be trusted. One of several in a file (None) is
    known by its bytes alone."""

    article: str
    file: Path | None
    digest: bytes
    language: str
    catalogs: Mapping[str, tuple[Mapping[str, int], Path, bytes]]
    since: int


class Unchanged:
    """What the cache says of earlier runs with the same configuration and options.

    `settings` names the options besides the configuration that a catalog depends on.
    """

    def __init__(self, project: Project, cache: Cache, settings: Sequence[str]) -> None:
        self._project, self._cache = project, cache
        text = repr((version("bylingual"), project.config, *settings))
        self._settings = hashlib.sha256(text.encode()).hexdigest()[:16]
        self._waiting: list[_Waiting] = []

    def left(self, file: ArticleFile, locales: Sequence[str], *, whole: bool) -> Mapping[str, Left] | None:
        """How the last run left the catalogs of an article in `locales`, if it left all of them and neither they nor
        the article changed since. With `whole`, only where no unit is untranslated."""
        known = self._cache.left(file.id)
        for locale in locales:
            left = known.get(locale)
            if left is None or left.settings != self._settings:
                return None
            if whole and left.units.get(State.UNTRANSLATED):
                return None
            if not is_unchanged(self._project.catalog_path(file.id, locale), left.catalog):
                return None
        if not locales:
            return None
        state = known[locales[0]].article
        same = state.digest.hex() == file.digest if file.spans else is_unchanged(file.file, state)
        return known if same else None

    def leave(
        self,
        file: ArticleFile,
        article: Article,
        language: str,
        catalogs: Mapping[str, tuple[Mapping[str, int], bytes | None]],
    ) -> None:
        """Remember the state in which a run leaves an article's catalogs: by locale the units by state and the file's
        bytes, None for a catalog that does not exist (in the article's own language)."""
        now = time.time_ns()
        if catalogs:
            files = {
                locale: (units, self._project.catalog_path(article.id, locale), _digest(data))
                for locale, (units, data) in catalogs.items()
            }
            where = None if file.spans else file.file
            self._waiting.append(_Waiting(article.id, where, _digest(article.raw), language, files, now))
        if len(self._waiting) > _PORTION and now - self._waiting[_PORTION - 1].since > TICK_NS:
            self._write(self._waiting[:_PORTION])
            del self._waiting[:_PORTION]

    def settle(self) -> None:
        """Write down what waits; takes a tick of the file system's clock if the last file was written just now."""
        if self._waiting:
            time.sleep(max(0, TICK_NS - (time.time_ns() - self._waiting[-1].since)) / 1e9)
            self._write(self._waiting)
            self._waiting = []

    def _write(self, waiting: Sequence[_Waiting]) -> None:
        """What changed since the run wrote it is not remembered: the next run has to look at it."""
        states = []
        for entry in waiting:
            source = _settled(entry.file, entry.digest) if entry.file else FileState("", entry.digest)
            for locale, (units, path, digest) in entry.catalogs.items():
                catalog = _settled(path, digest) if digest else NO_FILE
                if source and catalog:
                    left = Left(locale, self._settings, entry.language, units, source, catalog)
                    states.append((entry.article, left))
        self._cache.leave(states)


def _digest(data: bytes | None) -> bytes:
    return b"" if data is None else hashlib.sha256(data).digest()


def _settled(path: Path, digest: bytes) -> FileState | None:
    """The state of a file that should have this digest, None if it has another one."""
    try:
        state = file_state(path)
    except OSError:
        return None
    return state if state.digest == digest else None
