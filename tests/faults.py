"""Faults at any file operation of a command: it is run in a forked process in which the n-th operation fails or kills it."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bylingual import swap

FAULTS = ("kill", "term", "ENOSPC", "EIO", "EACCES")
# What changes files. Reading never does; SQLite's own writes are its own to survive (they are derived data).
_OPERATIONS = (
    "replace",
    "rename",
    "unlink",
    "remove",
    "mkdir",
    "rmdir",
    "link",
    "symlink",
    "truncate",
    "chmod",
)


def _not_synced(descriptor: int) -> None:
    """In place of fsync."""


class _File:
    """A file whose every write is an operation; a write that fails has written half of its data."""

    def __init__(self, file: Any, watch: Callable[[], None]) -> None:
        self._file, self._watch = file, watch

    def write(self, data: bytes) -> int:
        try:
            self._watch()
        except OSError:
            self._file.write(data[: len(data) // 2])
            self._file.flush()
            raise
        return int(self._file.write(data))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *details: object) -> None:
        self._file.close()


class Faulty:
    """Counts the operations on files below `root`, and makes the `at`-th go wrong (0: none)."""

    def __init__(self, root: Path, at: int, fault: str) -> None:
        self.root, self.at, self.fault, self.count = str(root), at, fault, 0

    def install(self) -> None:
        """For the rest of this process."""
        for name in _OPERATIONS:
            setattr(os, name, self._watched(getattr(os, name)))
        swap._renamed = self._watched(swap._renamed)  # a call of the C library's
        os.fsync = self._watched(_not_synced)  # what is killed here is a process, not the machine
        fdopen, descriptor_of = os.fdopen, os.open

        def opened(handle: int, mode: str = "r", *args: Any, **more: Any) -> Any:
            file = fdopen(handle, mode, *args, **more)
            return _File(file, self._happen) if "w" in mode or "a" in mode else file

        def opened_by_number(path: Any, flags: int, *args: Any, **more: Any) -> int:
            if flags & os.O_CREAT and self._is_ours(path):
                self._happen()
            return descriptor_of(path, flags, *args, **more)

        os.fdopen = opened  # type: ignore[assignment]
        os.open = opened_by_number
        real_open = io.open

        def open_(file: Any, mode: str = "r", *args: Any, **more: Any) -> Any:
            writes = isinstance(mode, str) and set(mode) & set("wax+")
            if writes and not isinstance(file, int) and self._is_ours(file):
                self._happen()
                return _File(real_open(file, mode, *args, **more), self._happen)
            return real_open(file, mode, *args, **more)

        io.open = open_  # type: ignore[assignment]

    def _watched(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*args: Any, **more: Any) -> Any:
            places = [*args, more.get("dir"), more.get("dst")]
            if function is _not_synced or any(self._is_ours(p) for p in places):
                self._happen()
            return function(*args, **more)

        return watched

    def _is_ours(self, path: Any) -> bool:
        try:
            text = os.fspath(path)
        except TypeError:
            return False
        text = text if isinstance(text, str) else os.fsdecode(text)
        return os.path.abspath(text).startswith(self.root + os.sep)  # noqa: PTH100 - bytes and descriptors come too

    def _happen(self) -> None:
        self.count += 1
        if self.count != self.at:
            return
        if self.fault == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        elif self.fault == "term":
            os.kill(os.getpid(), signal.SIGTERM)
        else:
            number = getattr(errno, self.fault)
            raise OSError(number, os.strerror(number))


def run(root: Path, action: Callable[[], int], at: int = 0, fault: str = "") -> tuple[int, int, str]:
    """Run `action` in a child in `root`: (exit code, negative for a signal; operations; what it said on stderr)."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        code = 70
        try:
            os.close(out)
            os.chdir(root)
            os.dup2(into, 2)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            time.sleep = lambda seconds: None  # nobody else is at work here
            faulty = Faulty(root, at, fault)
            faulty.install()
            sys.stdout = io.TextIOWrapper(io.FileIO(1, "w", closefd=False), "utf-8")
            sys.stderr = io.TextIOWrapper(io.FileIO(2, "w", closefd=False), "utf-8")
            code = action()
            sys.stderr.write(f"\noperations {faulty.count}")
            sys.stderr.flush()
        finally:
            os._exit(code)
    os.close(into)
    with os.fdopen(out, "rb") as pipe:
        said = pipe.read().decode("utf-8", "replace")
    status = os.waitpid(child, 0)[1]
    text, _, count = said.rpartition("\noperations ")
    return os.waitstatus_to_exitcode(status), int(count) if count.strip().isdigit() else 0, text or said
