"""What lies below a folder, told apart: files, and what cannot or must not be read as one."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .files import kind, leads_out, remedy

LEADS_OUT = "a link that leads out of the project"


@dataclass(frozen=True)
class Entry:
    """A file or folder, what is wrong with it, if anything, and what to do."""

    path: Path
    problem: str = ""
    remedy: str = ""
    is_folder: bool = False


def walk(folder: Path, root: Path) -> Iterator[Entry]:
    """Every file below `folder`, in order of names, and every folder with which something is wrong; dot-files, `*.part`
    and `*.tmp` are passed over. Links are followed to files inside `root`, never to folders.
    A link to a folder inside `folder` is passed over: what it leads to is listed where it lies.
    """
    out = leads_out(folder, root)
    waiting = [Entry(folder, LEADS_OUT if out else "", "Move the folder itself here" if out else "", is_folder=True)]
    while waiting:
        entry = waiting.pop()
        if entry.problem or not entry.is_folder:
            yield entry
            continue
        try:
            with os.scandir(entry.path) as listed:
                found = sorted(listed, key=lambda e: e.name, reverse=True)
        except OSError as error:
            yield Entry(entry.path, f"cannot be read: {error.strerror}", remedy(error), is_folder=True)
            continue
        for inner in found:
            if not inner.name.startswith(".") and not inner.name.endswith((".part", ".tmp")):
                waiting += _entry(entry.path / inner.name, inner, folder, root)


def _entry(path: Path, listed: os.DirEntry[str], folder: Path, root: Path) -> Iterator[Entry]:
    if listed.is_symlink():
        yield from _link(path, folder, root)
    elif listed.is_dir() or listed.is_file():
        yield Entry(path, is_folder=listed.is_dir())
    else:
        yield Entry(path, f"not a file but {kind(path.lstat().st_mode)}", "Remove it")


def _link(path: Path, folder: Path, root: Path) -> Iterator[Entry]:
    try:
        mode = path.stat().st_mode
    except OSError:  # a loop too
        yield Entry(path, "a link that leads nowhere", "Remove it")
        return
    is_folder = stat.S_ISDIR(mode)
    if leads_out(path, root):
        yield Entry(path, LEADS_OUT, f"Copy the {'folder' if is_folder else 'file'} in", is_folder)
    elif not is_folder:
        yield Entry(path) if stat.S_ISREG(mode) else Entry(path, f"not a file but {kind(mode)}", "Remove it")
    elif leads_out(path, folder):
        yield Entry(path, "a link to a folder", "Move the folder itself here", is_folder)
