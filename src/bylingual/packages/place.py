"""Packages into Argos' folder and out of it, so that whoever looks sees them whole or not at all."""

from __future__ import annotations

import contextlib
import fcntl
import glob
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from ..errors import PackageError
from .archive import Progress, sync_folder, unpack
from .folders import packages_folder
from .installed import Package, installed
from .metadata import Metadata, missing_file, read_metadata

_LOCK = ".bylingual.lock"


@contextlib.contextmanager
def locked(waiting: Callable[[], None]) -> Iterator[Path]:
    """Argos' folder, made where it is missing, for this program alone; `waiting` is called when another one has it.
    What an interrupted one left behind is removed. Raises PackageError where the folder cannot be written."""
    folder = packages_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / _LOCK).open("w")
    except OSError as error:
        raise PackageError(
            f"cannot be written: {error.strerror}", path=str(folder), remedy="Name another with ARGOS_PACKAGES_DIR"
        ) from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(lock, fcntl.LOCK_EX)
        for place in {folder, _staging(folder)}:
            for left in place.glob(f"{glob.escape(_prefix(folder))}*"):
                shutil.rmtree(left, ignore_errors=True)
        yield folder


def put(archive: Path, folder: Path, accept: Callable[[Metadata], None], progress: Progress) -> Metadata:
    """Unpack and verify `archive`, put it into Argos' `folder` in one step, then remove what was installed of its pair.

    `folder` is locked. `accept` raises PackageError for a package that is not wanted. Raises PackageError and OSError,
    nothing being changed then.
    """
    with _workshop(folder) as workshop:
        unpacked = unpack(archive, workshop, progress)
        try:
            metadata = read_metadata(unpacked)
            if missing := missing_file(unpacked):
                raise PackageError(f"it lacks {missing}")
            accept(metadata)
        except PackageError as error:
            raise PackageError(
                f"the package is refused: {error.problem}", path=str(archive), remedy=error.remedy
            ) from None
        old = [package.path for package in installed() if package.pair == metadata.pair]
        target = folder / metadata.name
        number = 2
        while target.exists():
            target, number = folder / f"{metadata.name}-{number}", number + 1
        unpacked.chmod(0o755)
        unpacked.rename(target)
        sync_folder(folder)
        # From here on both are there and whole; the newer is used.
        for path in old:
            path.rename(workshop / f"{path.name}.old")
    return metadata


def remove(packages: list[Package], folder: Path) -> None:
    """Take installed packages away, each in one step. `folder` is Argos', locked."""
    with _workshop(folder) as workshop:
        for package in packages:
            package.path.rename(workshop / package.path.name)
        sync_folder(folder)


def _staging(folder: Path) -> Path:
    """Where packages are unpacked: beside Argos' folder, since Argos takes every folder in it for a package, or inside
    where beside is another file system or not ours to write."""
    beside = folder.parent
    same = beside.stat().st_dev == folder.stat().st_dev
    return beside if same and os.access(beside, os.W_OK) else folder


def _prefix(folder: Path) -> str:
    """What the names of hidden folders for `folder` begin with."""
    return f".{folder.name}.bylingual-"


@contextlib.contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """A hidden folder, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=_prefix(folder), dir=_staging(folder), ignore_cleanup_errors=True) as name:
        yield Path(name)
