"""An `.argosmodel` file (a ZIP archive) into a folder, refused as a whole when anything in it looks like an attack.

Refused: names that lead elsewhere, links and other special files, two members that a file system takes for one, what
unpacks to far more than it weighs, more members or bytes than any model has.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import IO

from ..errors import PackageError
from .metadata import METADATA

# Argos' packages hold a dozen files and some hundred megabytes; 65 to 90 MB packed.
MEMBERS = 2_000
UNPACKED = 4 << 30  # bytes
_DIRECTORY = 4 << 20  # bytes of the archive's list of members
# Weights shrink by a third. Deflate can reach 1,030; texts of a few kilobytes may shrink as they like.
RATIO = 100
_SMALL = 1 << 20
_CHUNK = 1 << 20
_REGULAR = {0, stat.S_IFREG}
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}

# Called with the bytes unpacked so far and their total.
Progress = Callable[[int, int], None]


def unpack(archive: Path, folder: Path, progress: Progress) -> Path:
    """Unpack into `folder`, which is empty, and give the one folder that the archive holds. All is on the disk (fsync)
    when it returns. Raises PackageError for an archive that is refused, OSError for a full disk and the like; `folder`
    then holds rubbish."""
    try:
        with archive.open("rb") as file:
            _look_at_the_end(file)
            with zipfile.ZipFile(file) as zipped:
                members = _checked(zipped.infolist(), archive.stat().st_size)
                total = sum(member.file_size for _, member in members)
                if total > (free := shutil.disk_usage(folder).free):
                    raise OSError(errno.ENOSPC, f"{total:,} bytes are needed, {free:,} are free", str(folder.parent))
                _write(zipped, members, folder, total, progress)
    except PackageError as error:
        raise PackageError(error.problem, path=str(archive), remedy=error.remedy) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, ValueError) as error:
        raise PackageError(f"not a whole ZIP archive ({error})", path=str(archive), remedy="Get it again") from None
    return folder / members[0][0].parts[0]


def _look_at_the_end(file: IO[bytes]) -> None:
    """Refuse, before zipfile reads it into memory, a list of members that is longer than any package's."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - (1 << 16) - 22 - 20))
    tail = file.read()
    at = tail.rfind(b"PK\5\6")
    if at < 0 or len(tail) < at + 22:
        raise PackageError("not a whole ZIP archive", remedy="Get it again")
    length, start = struct.unpack_from("<LL", tail, at + 12)
    if length > _DIRECTORY or tail[max(0, at - 20) : at].startswith(b"PK\6\7"):
        raise PackageError("its list of files is longer than any package's")
    if start + length > size - len(tail) + at:
        raise PackageError("not a whole ZIP archive: its list of files begins before it", remedy="Get it again")
    file.seek(0)


def _checked(members: list[zipfile.ZipInfo], size: int) -> list[tuple[PurePosixPath, zipfile.ZipInfo]]:
    """The files with their paths. Raises PackageError. `size` is the archive's."""
    if len(members) > MEMBERS:
        raise PackageError(f"more than {MEMBERS:,} files")
    files: dict[str, tuple[PurePosixPath, zipfile.ZipInfo]] = {}
    for member in members:
        path = _path(member)
        if member.is_dir():
            continue
        if stat.S_IFMT(member.external_attr >> 16) not in _REGULAR:
            raise PackageError(f"{member.filename!r} is a link or another special file")
        if member.flag_bits & 1 or member.compress_type not in _METHODS:
            raise PackageError(f"{member.filename!r} is encrypted or packed in an unusual way")
        if member.file_size > _SMALL and member.file_size > RATIO * member.compress_size:
            raise PackageError(f"{member.filename!r} unpacks to more than {RATIO} times its size")
        if files.setdefault(str(path).casefold(), (path, member))[1] is not member:
            raise PackageError(f"{member.filename!r} is there twice")
    total = sum(member.file_size for _, member in files.values())
    if total > UNPACKED or total > max(_SMALL, RATIO * size):
        raise PackageError(f"unpacks to {total:,} bytes, more than any package")
    tops = {path.parts[0] for path, _ in files.values()}
    if len(tops) != 1 or f"{next(iter(tops))}/{METADATA}".casefold() not in files:
        raise PackageError(f"not an Argos package: it holds no single folder with a {METADATA}")
    folders = {str(parent).casefold() for path, _ in files.values() for parent in path.parents}
    if both := sorted(folders & files.keys()):
        raise PackageError(f"{both[0]!r} is both a file and a folder")
    return list(files.values())


def _path(member: zipfile.ZipInfo) -> PurePosixPath:
    """A member's path below the folder it is unpacked into. Raises PackageError for one that leads elsewhere."""
    # zipfile cuts a name at a NUL, which the original still has.
    name = member.orig_filename
    parts = name.removesuffix("/").split("/")
    bad = any(part in ("", ".", "..") or len(part.encode("utf-8", "replace")) > 200 for part in parts)
    if bad or len(parts) > 10 or ":" in name or "\\" in name or not name.isprintable():
        raise PackageError(f"{name!r} is no name of a file in a package")
    return PurePosixPath(*parts)


def _write(
    zipped: zipfile.ZipFile,
    members: list[tuple[PurePosixPath, zipfile.ZipInfo]],
    folder: Path,
    total: int,
    progress: Progress,
) -> None:
    """Every file, its checksum verified by zipfile, which reads no more than the size that was looked at."""
    done = 0
    for path, member in members:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with zipped.open(member) as source, target.open("xb") as out:
            while chunk := source.read(_CHUNK):
                out.write(chunk)
                done += len(chunk)
                progress(done, total)
            out.flush()
            os.fsync(out.fileno())
    for made in {folder / parent for path, _ in members for parent in path.parents}:
        sync_folder(made)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
