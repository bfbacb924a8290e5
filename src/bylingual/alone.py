"""One command at a time, where two would only be in each other's way: others wait, and say for whom.

A command locks a file in `.bylingual/` and writes into it who it is. The lock is gone with the process, and people's
edits do not depend on it.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from .cache import FOLDER, made_folder
from .errors import InUseError
from .files import leads_out
from .locks import taken

WAIT_SECONDS: float = 60
# What ends so soon is not worth a word.
_UNSAID_SECONDS = 0.05
_MOST_BYTES = 1000


@dataclass(frozen=True)
class Patience:
    """How many seconds to wait for another command; `waiting` is told at once what is waited for."""

    seconds: float = WAIT_SECONDS
    waiting: Callable[[str], None] = lambda who: None


@contextlib.contextmanager
def alone(root: Path, name: str, command: str, patience: Patience) -> Iterator[list[str]]:
    """Run a block as the only one that has the lock `name` in the project at `root`; `command` is what others are told.

    Gives warnings: where there can be no lock, the block runs without. Raises InUseError when another process has the
    lock for longer than the patience lasts.
    """
    with contextlib.ExitStack() as stack:
        warnings = []
        try:
            descriptor = _opened(root, name)
            stack.callback(os.close, descriptor)
            if not taken(descriptor, min(_UNSAID_SECONDS, patience.seconds)):
                _wait(descriptor, patience)
            _write(descriptor, json.dumps({"command": command, **_here()}))
            stack.callback(_write, descriptor, "")
        except OSError as error:
            why = error.strerror or str(error)
            warnings.append(f"{FOLDER}/{name} cannot be locked ({why}); see that no other `{command}` runs here")
        yield warnings


def _opened(root: Path, name: str) -> int:
    """The lock file, made where it is missing. Raises OSError."""
    path = root / FOLDER / name
    if leads_out(path, root):
        raise OSError(errno.ELOOP, "a link that leads out of the project")
    made_folder(root)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "not a file")
    return descriptor


def _wait(descriptor: int, patience: Patience) -> None:
    """Raises InUseError, OSError."""
    if patience.seconds:
        patience.waiting(_holder(descriptor))
    if not taken(descriptor, patience.seconds):
        raise InUseError(
            f"{_holder(descriptor)} is at work here", remedy="Run again when it is done, or wait with --wait"
        )


def _here() -> dict[str, object]:
    return {"process": os.getpid(), "host": os.uname().nodename, "since": datetime.now(UTC).isoformat()}


def _write(descriptor: int, text: str) -> None:
    """What the lock file says; on a full disk it says nothing."""
    with contextlib.suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, text.encode(), 0)


def _holder(descriptor: int) -> str:
    """Who has the lock, as the file says it: command, process, since when."""
    try:
        said = json.loads(os.pread(descriptor, _MOST_BYTES, 0))
        since = datetime.fromisoformat(said["since"]).astimezone().strftime("%Y-%m-%d %H:%M:%S")
        where = "" if said["host"] == os.uname().nodename else f" on {said['host']}"
        return f"`{said['command']}` (process {said['process']}{where}, since {since})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another command"
