"""SQLite files of what is derived: opened for several processes at once, and only what is our own is run."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

BUSY_SECONDS: float = 20
_PAUSE_SECONDS = 0.02
_TABLE = re.compile(r"CREATE (?:VIRTUAL )?TABLE IF NOT EXISTS (\w+)")
T = TypeVar("T")


def opened(path: Path | None, schema: str, version: int) -> sqlite3.Connection:
    """The database at `path` (None: one in memory) with the tables of `schema`, for any thread; one of another version
    loses what is in these tables. Nothing is committed by itself.

    Raises sqlite3.OperationalError where it cannot be used, other DatabaseErrors where it is broken or not ours.
    """
    return patiently(lambda: _opened(path, schema, version))


def _opened(path: Path | None, schema: str, version: int) -> sqlite3.Connection:
    database = sqlite3.connect(path or ":memory:", timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=NORMAL")
        _refuse_programs(database)
        found = database.execute("PRAGMA user_version").fetchone()[0]
        if found not in (0, version):
            database.executescript("".join(f"DROP TABLE IF EXISTS {name};" for name in _TABLE.findall(schema)))
        database.executescript(schema)
        if found != version:
            database.execute(f"PRAGMA user_version={version}")
    except sqlite3.Error:
        database.close()
        raise
    return database


def _refuse_programs(database: sqlite3.Connection) -> None:
    """Raise DatabaseError for a database that would run what somebody else wrote: a view can go on for ever, a trigger
    changes what is kept."""
    kinds = "SELECT count(*) FROM sqlite_master WHERE type IN ('view', 'trigger')"
    if database.execute(kinds).fetchone()[0]:
        raise sqlite3.DatabaseError("it has views or triggers, which are not ours")


def patiently(action: Callable[[], T]) -> T:
    """What `action` returns, tried again while the file is locked.

    SQLite's own patience does not cover everything: who opens the file while another switches it to a write-ahead log,
    or closes it as the last one, is told at once that it is locked (sqlite.org/wal.html, section 7).
    """
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            return action()
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
        time.sleep(_PAUSE_SECONDS)
