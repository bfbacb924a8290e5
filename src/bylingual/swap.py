"""One file in the place of another, in one step, and only if that is what it is taken for."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import signal
import stat
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

# linux/fcntl.h, linux/fs.h
_AT_FDCWD = -100
_RENAME_NOREPLACE = 1
_RENAME_EXCHANGE = 2
_NOT_HERE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


class NotPutBackError(OSError):
    """What somebody saved meanwhile could not be put back into its place: it is in the file that this names."""


def exchange(one: Path, other: Path) -> bool:
    """Exchange two files or folders of one file system in a single step; False where the system cannot: it is Linux'
    renameat2(2). Raises OSError."""
    return _renamed(one, other, _RENAME_EXCHANGE)


def rename_new(path: Path, to: Path) -> None:
    """Give a file a name that nothing has, in a single step. Raises FileExistsError if something has it, OSError."""
    if _renamed(path, to, _RENAME_NOREPLACE):
        return
    try:
        os.link(path, to)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EMLINK, *_NOT_HERE):
            raise
        if os.path.lexists(to):  # as well as a file system without links can know
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(to)) from None
        path.rename(to)
    else:
        path.unlink()


def replace_if(new: Path, path: Path, expected: bytes, data: bytes) -> bool:
    """Put the file `new`, which holds `data`, into the place of `path`, if that holds `expected` and nobody has it open
    for writing. Afterwards `new` is a file that nobody needs.

    Otherwise False, with `path` as somebody else left it. It is looked at when it is out of everybody's reach: no save
    can come between. Raises OSError.
    """
    if not _contains(path, expected):
        return False
    if not exchange(new, path):
        if is_written_to(path):
            return False
        new.replace(path)
        return True
    # Whoever opened it for writing before has it open still, and nobody else will.
    if not is_written_to(new) and _contains(new, expected):
        return True
    _put_back(new, path, data)
    return False


def _put_back(saved: Path, path: Path, data: bytes) -> None:
    """Give what somebody saved its place again, where a file with `data` is now; whatever is saved there meanwhile is
    newer, and stays. Afterwards `saved` is a file that nobody needs."""
    there: bytes | None = data
    while True:
        back = _contents(saved)
        try:
            exchange(saved, path)
        except OSError:  # removed just now
            try:
                saved.replace(path)
            except OSError as error:
                raise NotPutBackError(error.errno, error.strerror, str(saved)) from None
            return
        if there is not None and not is_written_to(saved) and _contains(saved, there):
            return
        there = back


def is_written_to(path: Path) -> bool:
    """Whether a program has the file open for writing, as far as the system tells: it gives a lease for reading only
    where none has (fcntl(2)), and none on other people's files or those of other machines."""
    try:
        with _opened(path) as file:
            fcntl.fcntl(file, fcntl.F_SETSIG, signal.SIGURG)  # one that is ignored, should somebody open it now
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK)
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except BlockingIOError:
        return True
    except (OSError, AttributeError):  # a system without leases
        return False
    return False


def _contains(path: Path, data: bytes) -> bool:
    try:
        with _opened(path) as file:
            return file.read(len(data) + 1) == data
    except OSError:
        return False


def _contents(path: Path) -> bytes | None:
    try:
        with _opened(path) as file:
            return file.read()
    except OSError:
        return None


def _opened(path: Path) -> BinaryIO:
    """Raises OSError, also for what is no file."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    return os.fdopen(descriptor, "rb")


def _renamed(one: Path, other: Path, flags: int) -> bool:
    """False where the system cannot do it. Raises OSError."""
    renameat2 = _renameat2()
    if renameat2 is None:
        return False
    if renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), flags) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NOT_HERE:
        return False
    raise OSError(number, os.strerror(number), str(other))


@cache
def _renameat2() -> Any:
    """The function of the C library, None where it has none."""
    return getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
