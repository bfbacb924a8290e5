"""What was done before, in `.bylingual/cache.sqlite`: sentences that engines translated or refused, and the state in
which articles and catalogs were left. All of it is derived: the file can be deleted at any time.

Two processes may use it at once, and several threads. A cache that cannot be used costs time, never work: it is set
aside or left out, and `warnings` says so.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from .database import opened, patiently
from .engines.base import Query
from .files import leads_out, read_bytes, stat_text
from .marks import Mark
from .model import Translation

FOLDER = ".bylingual"
NAME = "cache.sqlite"

_SCHEMA_VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS translations (
  number INTEGER PRIMARY KEY AUTOINCREMENT, key BLOB NOT NULL UNIQUE, text TEXT NOT NULL, more TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS catalogs (
  article TEXT NOT NULL, locale TEXT NOT NULL, settings TEXT NOT NULL, language TEXT NOT NULL, units TEXT NOT NULL,
  article_stat TEXT NOT NULL, article_hash BLOB NOT NULL, catalog_stat TEXT NOT NULL, catalog_hash BLOB NOT NULL,
  PRIMARY KEY (article, locale)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS bundles (
  output TEXT NOT NULL, article TEXT NOT NULL, settings TEXT NOT NULL, made TEXT NOT NULL,
  PRIMARY KEY (output, article)) WITHOUT ROWID;
"""
# What reading a row raises that this program did not write.
_NOT_OURS = (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError)
_LOOKUP = 500  # SQLite's limit of variables in a statement is 999 in old versions


@dataclass(frozen=True)
class FileState:
    """A file as it was seen: size, times and inode as one text ("" where they cannot be trusted), SHA-256 of its
    bytes (b"" for no file)."""

    stat: str
    digest: bytes


@dataclass(frozen=True)
class Left:
    """How a run left a catalog: the language of its article, units by state, and both files."""

    locale: str
    settings: str
    language: str
    units: Mapping[str, int]
    article: FileState
    catalog: FileState


NO_FILE = FileState("", b"")


def file_state(path: Path) -> FileState:
    """The state of a file. One that changed a moment ago gets no dates. Raises OSError."""
    stat = stat_text(path)
    return FileState(stat, hashlib.sha256(_bytes(path)).digest())


def is_unchanged(path: Path, state: FileState) -> bool:
    """Whether `path` holds what it held: by its dates where they can be trusted, else by its contents."""
    if state.stat and stat_text(path) == state.stat:
        return True
    if not state.digest:
        return not path.exists()
    try:
        return hashlib.sha256(_bytes(path)).digest() == state.digest
    except OSError:
        return False


def made_folder(root: Path) -> Path:
    """The folder for what is derived in the project at `root`, made where it is missing, unseen by git.

    Raises OSError."""
    folder = root / FOLDER
    folder.mkdir(exist_ok=True)
    ignore = folder / ".gitignore"
    if not os.path.lexists(ignore):  # not through a link that somebody laid
        ignore.write_text("*\n", encoding="utf-8")
    return folder


def _bytes(path: Path) -> bytes:
    data = read_bytes(path)
    if data is None:
        raise FileNotFoundError(path)
    return data


class Cache:
    """The open cache; usable in a `with` statement. `warnings` holds what went wrong, each a line for the user."""

    def __init__(self, root: Path, *, writes: bool = True) -> None:
        """Open the cache of the project at `root`; without `writes`, nothing is made or changed. Never raises."""
        self.warnings: list[str] = []
        self._writes = writes
        self._path = root / FOLDER / NAME
        self._database: sqlite3.Connection | None = None
        self._last = 0
        self._lock = threading.Lock()
        if leads_out(self._path, root):
            self.warnings.append(f"{FOLDER}/{NAME} is a link that leads out of the project; going on without a cache")
            return
        if not writes and not self._path.is_file():
            return
        try:
            self._database = self._opened()
        except sqlite3.DatabaseError as error:
            self._set_aside(error)
        except OSError as error:
            self.warnings.append(f"{FOLDER}/ cannot be used ({error.strerror}); going on without a cache")

    def _opened(self) -> sqlite3.Connection:
        made_folder(self._path.parent.parent)
        database = opened(self._path, _SCHEMA, _SCHEMA_VERSION)
        try:
            self._last = database.execute("SELECT coalesce(max(number), 0) FROM translations").fetchone()[0]
        except sqlite3.Error:
            database.close()
            raise
        return database

    def _set_aside(self, error: sqlite3.Error) -> None:
        """A file that is no database is renamed, and a new one begun; a locked one is left alone."""
        name = f"{FOLDER}/{NAME}"
        if isinstance(error, sqlite3.OperationalError):
            self.warnings.append(f"{name} cannot be used ({error}); going on without a cache")
            return
        aside = self._path.with_name(f"{NAME}.broken")
        try:
            self._path.replace(aside)
            for suffix in ("-wal", "-shm"):
                self._path.with_name(NAME + suffix).unlink(missing_ok=True)
            self._database = self._opened()
        except (OSError, sqlite3.Error):
            self.warnings.append(f"{name} is broken ({error}); going on without a cache")
        else:
            self.warnings.append(f"{name} was broken ({error}); set aside as {FOLDER}/{aside.name}, a new one begun")

    def __enter__(self) -> Cache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the use of the file."""
        if self._database is not None:
            with contextlib.suppress(sqlite3.Error):
                self._database.close()
            self._database = None

    def find(self, engine: str, queries: Sequence[Query]) -> dict[Query, Translation]:
        """What `engine` (name, model, settings) made of these queries before this cache was opened.

        A refusal is found too: a translation with an empty text. What this run keeps is not found in it: the text of
        an article does not depend on the articles before it.
        """
        keys = {_key(engine, query): query for query in queries}
        found: dict[Query, Translation] = {}
        wanted = list(keys)
        for start in range(0, len(wanted), _LOOKUP):
            part = wanted[start : start + _LOOKUP]
            rows = self._rows(
                "SELECT key, text, more FROM translations "  # noqa: S608 - only marks are put in  # nosec B608
                f"WHERE number <= ? AND key IN ({','.join('?' * len(part))})",
                (self._last, *part),
            )
            try:
                found |= {keys[key]: _translation(text, more) for key, text, more in rows}
            except _NOT_OURS as error:
                self._give_up(error)
        return found

    def keep(self, engine: str, made: Iterable[tuple[Query, Translation]]) -> None:
        """Remember what `engine` made of queries; the first answer stays, a refusal gives way to a text."""
        rows = [(_key(engine, query), made.text, _more(made)) for query, made in made]
        self._write(
            "INSERT INTO translations (key, text, more) VALUES (?, ?, ?) "
            "ON CONFLICT (key) DO UPDATE SET text = excluded.text, more = excluded.more WHERE translations.text = ''",
            rows,
        )

    def left(self, article: str) -> dict[str, Left]:
        """How the catalogs of an article were left, by locale."""
        rows = self._rows(
            "SELECT locale, settings, language, units, article_stat, article_hash, catalog_stat, catalog_hash "
            "FROM catalogs WHERE article = ?",
            (article,),
        )
        try:
            return {
                locale: Left(
                    locale,
                    settings,
                    language,
                    {str(state): int(count) for state, count in json.loads(units).items()},
                    FileState(article_stat, article_hash),
                    FileState(catalog_stat, catalog_hash),
                )
                for locale, settings, language, units, article_stat, article_hash, catalog_stat, catalog_hash in rows
            }
        except _NOT_OURS as error:
            self._give_up(error)
            return {}

    def leave(self, states: Iterable[tuple[str, Left]]) -> None:
        """Remember how a run leaves catalogs, each with its article's id."""
        rows = [
            (
                article,
                left.locale,
                left.settings,
                left.language,
                json.dumps(dict(left.units)),
                left.article.stat,
                left.article.digest,
                left.catalog.stat,
                left.catalog.digest,
            )
            for article, left in states
        ]
        self._write("INSERT OR REPLACE INTO catalogs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def made(self, output: str, article: str) -> tuple[str, str] | None:
        """With which settings the bundles of an article were last made into a folder, and what came of it."""
        statement = "SELECT settings, made FROM bundles WHERE output = ? AND article = ?"
        return next(((settings, made) for settings, made in self._rows(statement, (output, article))), None)

    def leave_made(self, output: str, rows: Sequence[tuple[str, str, str]]) -> None:
        """Remember (article, settings, what came of it) of bundles that were made into a folder."""
        self._write("INSERT OR REPLACE INTO bundles VALUES (?, ?, ?, ?)", [(output, *row) for row in rows])

    def _rows(self, statement: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        if self._database is None:
            return []
        try:
            with self._lock:
                database = self._database
                return patiently(lambda: database.execute(statement, values).fetchall())
        except sqlite3.Error as error:
            self._give_up(error)
            return []

    def _write(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        if self._database is None or not self._writes or not rows:
            return
        try:
            with self._lock:
                database = self._database
                patiently(lambda: database.execute("BEGIN IMMEDIATE"))
                database.executemany(statement, rows)
                patiently(lambda: database.execute("COMMIT"))
        except sqlite3.Error as error:
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        self.warnings.append(f"{FOLDER}/{NAME} failed ({error}); going on without a cache")
        self.close()


def _key(engine: str, query: Query) -> bytes:
    marks = [astuple(m) for m in query.marks]
    kept = [astuple(k) for k in query.kept]
    text = repr((engine, query.text, marks, query.careful, query.fast, query.alternatives, *kept))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]


def _more(made: Translation) -> str:
    """All of a translation but its text, as JSON."""
    values = (made.unknown, made.score, made.problem, [astuple(m) for m in made.marks], made.alternatives, made.lost)
    return json.dumps(values, ensure_ascii=False)


def _translation(text: str, more: str) -> Translation:
    unknown, score, problem, marks, alternatives, lost = json.loads(more)
    placed = tuple(Mark(*m) for m in marks)
    if not all(isinstance(t, str) for t in (text, problem, *unknown, *alternatives, *lost)):
        raise TypeError("a text that is none")
    return Translation(text, tuple(unknown), score, problem, placed, tuple(alternatives), tuple(lost))
