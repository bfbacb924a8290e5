"""An index over the approved units of all catalogs and over imported memories, in `.bylingual/memory.sqlite`.
Derived: it can be deleted.

Only catalogs that changed are read again. Where SQLite cannot be used, the memory is empty and `warnings` says so.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from .cache import FOLDER, FileState, file_state, is_unchanged, made_folder
from .database import opened
from .errors import BylingualError
from .files import leads_out
from .locales import language_of
from .memory import Approved, Match, exact, fills, similar

NAME = "memory.sqlite"

_SCHEMA_VERSION = 2
_SCHEMA = """
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, stat TEXT NOT NULL, digest BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pairs (
  number INTEGER PRIMARY KEY, path TEXT NOT NULL, locale TEXT NOT NULL, language TEXT NOT NULL,
  key BLOB NOT NULL, role TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, whole INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS by_key ON pairs (key);
CREATE INDEX IF NOT EXISTS by_path ON pairs (path);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (source, content = '');
"""
_WORD = re.compile(r"[^\W_]{2,}")
# The longest words of a text are its rarest, near enough; so many of them are looked for, so many pairs compared.
_WORDS = 10
_CANDIDATES = 25

Reader = Callable[[Path, str], Iterable[tuple[str, Approved]]]


class MemoryIndex:
    """Finds approved pairs by their source.

    `read` gives (source language, pair) for every approved unit of a catalog, or every pair of an imported memory, in
    a locale. A source serves in every variant of its language. Without `writes` the index is built in memory.
    """

    def __init__(self, root: Path, read: Reader, *, writes: bool = True) -> None:
        self.warnings: list[str] = []
        self._root, self._read = root, read
        self.fresh: set[str] = set()
        """The locales that this run has brought up to date."""
        self._database: sqlite3.Connection | None = None
        path = root / FOLDER / NAME
        own = writes and not leads_out(path, root)
        try:
            if own:
                made_folder(root)
            self._database = opened(path if own else None, _SCHEMA, _SCHEMA_VERSION)
        except (sqlite3.Error, OSError) as error:
            self._database = self._anew(path, error)

    def _anew(self, path: Path, error: Exception) -> sqlite3.Connection | None:
        """A new index in place of one that is no database; one in memory where that cannot be, or another has it."""
        broken = isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError)
        try:
            if broken:
                for suffix in ("", "-wal", "-shm"):
                    path.with_name(NAME + suffix).unlink(missing_ok=True)
                self.warnings.append(f"{FOLDER}/{NAME} was broken ({error}); a new one begun")
            return opened(path if broken else None, _SCHEMA, _SCHEMA_VERSION)
        except (sqlite3.Error, OSError):
            self.warnings.append(f"the translation memory cannot be used ({error})")
            return None

    def close(self) -> None:
        """End the use of the index."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def refresh(self, locale: str, files: Sequence[Path]) -> None:
        """Bring the index up to date with the catalogs and memories of a locale; once a run, so that the memory stays
        as it was when the run began."""
        database = self._database
        if database is None or locale in self.fresh:
            return
        self.fresh.add(locale)
        try:
            self._update(database, locale, files)
        except sqlite3.Error as error:
            self.warnings.append(f"the translation memory cannot be used ({error})")
            self.close()

    def _update(self, database: sqlite3.Connection, locale: str, files: Sequence[Path]) -> None:
        known = {
            path: (stat, digest)
            for path, stat, digest in database.execute(
                "SELECT path, stat, digest FROM files WHERE path LIKE ? ESCAPE '!'", (_like(locale),)
            )
        }
        database.execute("BEGIN IMMEDIATE")
        for file in files:
            name = f"{locale}/{self._name(file)}"
            was = known.pop(name, None)
            if was and is_unchanged(file, FileState(*was)):
                continue
            try:
                state = file_state(file)
            except OSError:
                continue
            self._forget(database, name)
            try:
                self._take(database, name, locale, file)
            except BylingualError as error:  # read again in the next run, which says so again
                self._forget(database, name)
                database.execute("DELETE FROM files WHERE path = ?", (name,))
                self.warnings.append(f"left out of the translation memory: {error}")
                continue
            database.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (name, state.stat, state.digest))
        for name in known:
            self._forget(database, name)
            database.execute("DELETE FROM files WHERE path = ?", (name,))
        database.execute("COMMIT")

    def _take(self, database: sqlite3.Connection, name: str, locale: str, file: Path) -> None:
        for language, pair in self._read(file, locale):
            number = database.execute(
                "INSERT INTO pairs (path, locale, language, key, role, source, target, whole) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    name,
                    locale,
                    language_of(language),
                    _key(locale, language, pair.role, pair.source),
                    pair.role,
                    pair.source,
                    pair.target,
                    pair.whole,
                ),
            ).lastrowid
            database.execute("INSERT INTO words (rowid, source) VALUES (?, ?)", (number, pair.source))

    def _name(self, file: Path) -> str:
        try:
            return file.relative_to(self._root).as_posix()
        except ValueError:
            return file.as_posix()

    @staticmethod
    def _forget(database: sqlite3.Connection, name: str) -> None:
        for number, source in database.execute("SELECT number, source FROM pairs WHERE path = ?", (name,)).fetchall():
            database.execute("INSERT INTO words (words, rowid, source) VALUES ('delete', ?, ?)", (number, source))
        database.execute("DELETE FROM pairs WHERE path = ?", (name,))

    def exact(self, locale: str, language: str, role: str, source: str) -> Match | None:
        """What was approved for this source in this role, or what a memory without roles has where that will do."""
        match = self._same(locale, language, role, source)
        return self._same(locale, language, "", source) if match is None and fills(role) else match

    def _same(self, locale: str, language: str, role: str, source: str) -> Match | None:
        rows = self._rows(
            "SELECT role, source, target, path, whole FROM pairs WHERE key = ? AND source = ? AND whole",
            (_key(locale, language, role, source), source),
        )
        return exact(_pair(row) for row in rows)

    def similar(self, locale: str, language: str, role: str, source: str) -> Match | None:
        """What was approved for the source that is most like this one, or what a memory without roles has for it."""
        if not fills(role) and (match := self._same(locale, language, "", source)):
            return match
        words = sorted(dict.fromkeys(w.casefold() for w in _WORD.findall(source)), key=lambda w: (-len(w), w))[:_WORDS]
        if not words:
            return None
        rows = self._rows(
            "SELECT p.role, p.source, p.target, p.path, p.whole FROM words JOIN pairs p ON p.number = words.rowid "
            "WHERE words MATCH ? AND p.locale = ? AND p.language = ? ORDER BY words.rank, p.number LIMIT ?",
            (" OR ".join(f'"{word}"' for word in words), locale, language_of(language), _CANDIDATES),
        )
        return similar(role, source, (_pair(row) for row in rows))

    def _rows(self, statement: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        if self._database is None:
            return []
        try:
            return self._database.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            self.warnings.append(f"the translation memory cannot be used ({error})")
            self.close()
            return []


def _pair(row: tuple[Any, ...]) -> Approved:
    role, source, target, path, whole = row
    return Approved(role, source, target, path.partition("/")[2], bool(whole))


def _like(locale: str) -> str:
    return locale.replace("!", "!!").replace("_", "!_").replace("%", "!%") + "/%"


def _key(locale: str, language: str, role: str, source: str) -> bytes:
    return hashlib.sha256(
        "\0".join((locale, language_of(language), role, source)).encode("utf-8", "surrogatepass")
    ).digest()[:16]
