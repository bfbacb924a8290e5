"""Files read without waiting for what is none, and written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import math
import os
import re
import stat
import tempfile
import time
from pathlib import Path
from typing import BinaryIO

from .errors import BylingualError
from .locks import folder_locked
from .swap import NotPutBackError, rename_new, replace_if

_ANY = object()
# As git's index: a file changed this short a time before it was looked at may change again unseen, since file systems
# count time in ticks. Its contents are then compared instead of its dates.
TICK_NS = 100_000_000
# What `write_file` calls its temporary files: tempfile puts eight characters behind the prefix.
_TEMPORARY = re.compile(r"\..+\.[a-z0-9_]{8}\.tmp")
_UNFINISHED_SECONDS = 600
_LONGEST_PREFIX = 80  # bytes; a name can have 255

_KINDS = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
}
_REMEDIES = {
    errno.EACCES: "Check the permissions of the file and its folder",
    errno.EPERM: "Check whether the file is locked (lsattr) or yours",
    errno.EROFS: "Check how the disk is mounted",
    errno.ENOSPC: "Make room and run again",
    errno.EDQUOT: "Make room and run again",
    errno.ENAMETOOLONG: "Shorten the article's name",
    errno.ELOOP: "Remove the link",
    errno.EEXIST: "Move what is in its place away",
    errno.ENOTDIR: "Move what is in its place away",
    errno.EISDIR: "Move what is in its place away",
    errno.EBUSY: "End the program that has it, then run again",
}


def remedy(error: OSError) -> str:
    """What to do about an error of the file system, "" where nobody can tell."""
    return _REMEDIES.get(error.errno or 0, "")


def kind(mode: int) -> str:
    """What a file of this mode is, in words."""
    return _KINDS.get(stat.S_IFMT(mode), "a file")


def leads_out(path: Path, root: Path) -> bool:
    """Whether a link in `path`, or above it, leads out of `root`."""
    inner, outer = os.path.realpath(path), os.path.realpath(root)
    return inner != outer and not inner.startswith(outer.rstrip("/") + "/")


def stat_text(path: Path) -> str:
    """A file's size, times and inode as one text, "" where they cannot be trusted to tell the next change."""
    now = time.time_ns()
    try:
        found = path.stat()
    except OSError:
        return ""
    if now - max(found.st_mtime_ns, found.st_ctime_ns) < TICK_NS:
        return ""
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


class ChangedUnderneathError(BylingualError):
    """A file changed between our reading it and our writing it; nothing was written."""


def open_file(path: Path) -> BinaryIO:
    """The file, open for reading. Raises OSError, also for what is no file: a pipe would be waited for, a device has no
    end."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        raise OSError(errno.EISDIR, f"not a file but {kind(mode)}")
    return os.fdopen(descriptor, "rb")


def read_bytes(path: Path, *, most: int | None = None) -> bytes | None:
    """The file's bytes, None if there is no such file; with `most`, no more than one byte above it.

    Raises OSError as `open_file` does.
    """
    try:
        with open_file(path) as file:
            return file.read(-1 if most is None else most + 1)
    except FileNotFoundError:
        return None


def write_file(path: Path, data: bytes, *, expected: object = _ANY, shown: str = "") -> bool:
    """Write `data` whole or not at all: temporary file in the same folder, fsync, rename. True if it changed.

    Nothing is written when the file holds `data` already. With `expected` (bytes, or None for no file), a file that
    holds something else, or that somebody is writing to, raises ChangedUnderneathError: whoever saves it at whatever
    moment keeps what he saved. Raises BylingualError where the file cannot be written, with `shown` as its path.
    """
    shown = shown or str(path)
    path = path.resolve() if path.is_symlink() else path  # a link stays a link
    try:
        current = read_bytes(path)
    except OSError as error:
        raise _cannot_be_written(error, shown) from None
    if expected is not _ANY and current != expected:
        raise _changed(shown)
    if current == data:
        return False
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=_prefix(path), suffix=".tmp")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(path))
        if expected is _ANY:
            temporary.replace(path)
        else:
            _put_in_place(temporary, path, current, data, shown)
    except NotPutBackError as error:
        temporary = None
        raise BylingualError(
            f"cannot be written: {error.strerror}, and what somebody saved just now is in {error.filename}",
            path=shown,
            remedy="Rename that file",
        ) from None
    except OSError as error:
        raise _cannot_be_written(error, shown) from None
    finally:
        if temporary:
            with contextlib.suppress(OSError):  # hidden, and in nobody's way
                temporary.unlink()
    return True


def _put_in_place(temporary: Path, path: Path, current: bytes | None, data: bytes, shown: str) -> None:
    """Rename `temporary`, which holds `data`, to `path`, which holds `current`, or is not there.

    Raises ChangedUnderneathError when it holds something else by now, OSError.
    """
    with folder_locked(path.parent):
        try:
            if current is None:
                rename_new(temporary, path)
            elif not replace_if(temporary, path, current, data):
                raise _changed(shown)
        except (FileExistsError, FileNotFoundError):
            raise _changed(shown) from None


def unfinished(folder: Path) -> list[Path]:
    """The temporary files below a folder that whoever was killed while it wrote left there, in order; not those of the
    last ten minutes, which somebody may be writing."""
    before = time.time() - _UNFINISHED_SECONDS
    return sorted(p for p in folder.rglob(".*.tmp") if _TEMPORARY.fullmatch(p.name) and _last_change(p) < before)


def _last_change(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # gone, or not to be looked at
        return math.inf


def move_file(path: Path, to: Path, *, shown: str = "") -> None:
    """Give a file another place, in one step, making the folders for it.

    Raises ChangedUnderneathError when something is there by now or the file is gone, and BylingualError where it cannot
    be moved.
    """
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        with folder_locked(to.parent):
            rename_new(path, to)
    except FileExistsError:
        raise ChangedUnderneathError("made while it was being worked on", path=shown, remedy="Run again") from None
    except FileNotFoundError:
        raise ChangedUnderneathError("changed while it was being moved", path=shown, remedy="Run again") from None
    except OSError as error:
        raise _cannot_be_written(error, shown) from None


def _mode(path: Path) -> int:
    """The permissions of a file, those of a new one where there is none."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        return 0o644


def _changed(shown: str) -> ChangedUnderneathError:
    return ChangedUnderneathError("changed while it was being worked on", path=shown, remedy="Run again")


def _cannot_be_written(error: OSError, shown: str) -> BylingualError:
    """The error of a file that cannot be written."""
    return BylingualError(f"cannot be written: {error.strerror}", path=shown, remedy=remedy(error))


def _prefix(path: Path) -> str:
    """The start of a temporary file's name: as much of the file's own as leaves room for the rest, in bytes."""
    return f".{os.fsdecode(os.fsencode(path.name)[:_LONGEST_PREFIX])}."
