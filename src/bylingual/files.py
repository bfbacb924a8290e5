"""Files read without waiting for what is none, and written whole or not at all."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import stat
import tempfile
import time
from pathlib import Path
from typing import BinaryIO

from .errors import BylingualError

_ANY = object()
# As git's index: a file changed this short a time before it was looked at may change again unseen, since file systems
# count time in ticks. Its contents are then compared instead of its dates.
TICK_NS = 100_000_000
# linux/fcntl.h, linux/fs.h
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
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
    holds something else raises ChangedUnderneathError. Raises BylingualError where the file cannot be written, with
    `shown` as its path.
    """
    shown = shown or str(path)
    path = path.resolve() if path.is_symlink() else path  # a link stays a link
    try:
        current = read_bytes(path)
    except OSError as error:
        raise _cannot_be_written(error, shown) from None
    if expected is not _ANY and current != expected:
        raise ChangedUnderneathError("changed while it was being worked on", path=shown, remedy="Run again")
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
        temporary.chmod(path.stat().st_mode & 0o777 if current is not None else 0o644)
        temporary.replace(path)
    except OSError as error:
        raise _cannot_be_written(error, shown) from None
    finally:
        if temporary:
            with contextlib.suppress(FileNotFoundError):
                temporary.unlink()
    return True


def move_file(path: Path, to: Path, *, shown: str = "") -> None:
    """Give a file another place, in one step, making the folders for it.

    Raises ChangedUnderneathError when something is there by now or the file is gone, and BylingualError where it cannot
    be moved.
    """
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(to):
            raise ChangedUnderneathError("made while it was being worked on", path=shown, remedy="Run again")
        path.rename(to)
    except FileNotFoundError:
        raise ChangedUnderneathError("changed while it was being moved", path=shown, remedy="Run again") from None
    except OSError as error:
        raise _cannot_be_written(error, shown) from None


def exchange(one: Path, other: Path) -> bool:
    """Exchange two files or folders of one file system in a single step; False where the system cannot: it is Linux'
    renameat2(2). Raises OSError."""
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    if renameat2 is None:
        return False
    if renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number), str(other))


def _cannot_be_written(error: OSError, shown: str) -> BylingualError:
    """The error of a file that cannot be written."""
    return BylingualError(f"cannot be written: {error.strerror}", path=shown, remedy=remedy(error))


def _prefix(path: Path) -> str:
    """The start of a temporary file's name: as much of the file's own as leaves room for the rest, in bytes."""
    return f".{os.fsdecode(os.fsencode(path.name)[:_LONGEST_PREFIX])}."
