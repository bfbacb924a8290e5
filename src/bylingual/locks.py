"""Locks of the system's that are gone with the process that has them, flock(2): whoever is killed leaves none."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

# So long a file's folder may be locked: the step that needs it takes far less than a millisecond.
_STEP_SECONDS = 10.0
_PAUSE_SECONDS = 0.001
_LONGEST_PAUSE_SECONDS = 0.1


class NoLocksError(OSError):
    """The file system has no locks, as some network ones have not."""


def taken(descriptor: int, seconds: float) -> bool:
    """Lock an open file or folder, waiting for it so long at most. False if another process has it still.

    Raises NoLocksError.
    """
    until = time.monotonic() + seconds
    pause = _PAUSE_SECONDS
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
        except OSError as error:
            raise NoLocksError(error.errno, error.strerror) from None
        else:
            return True
        time.sleep(min(pause, max(0.0, until - time.monotonic())))
        pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)


@contextlib.contextmanager
def folder_locked(folder: Path) -> Iterator[None]:
    """For the short step in which a file of the folder is looked at and replaced; nothing is written for it.

    Where there are no locks, or the folder cannot be opened, the step is done without. Raises OSError when another
    program has the folder for long.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except PermissionError:
        yield
        return
    try:
        with contextlib.suppress(NoLocksError):
            if not taken(descriptor, _STEP_SECONDS):
                raise OSError(errno.EBUSY, "another program has locked its folder", str(folder))
        yield
    finally:
        os.close(descriptor)
