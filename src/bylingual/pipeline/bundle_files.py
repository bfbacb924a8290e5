"""Bundle folders on disk: replaced in one step, removed in one step; a reader sees the old one or the new one.

A manifest is written when all that it lists is there, before what it no longer lists goes. A run that was killed leaves
at most a folder `.new-…` beside a bundle, which the next run removes.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Set
from pathlib import Path

from ..errors import BylingualError
from ..files import remedy, write_file
from ..swap import exchange


def replace_folder(folder: Path, contents: Mapping[str, bytes], *, check: bool) -> bool:
    """Make `folder` hold exactly `contents` (and the folders of other articles in it). True if it changed.

    Only where another article lies below this one are files exchanged one by one. Raises OSError, BylingualError.
    """
    have = {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()} if folder.is_dir() else {}
    if have == contents:
        return False
    if check:
        return True
    if folder.is_dir() and any(p.is_dir() for p in folder.iterdir()):
        for name, data in contents.items():
            if (folder / name).is_symlink():  # it may lead anywhere
                (folder / name).unlink()
            write_file(folder / name, data)
        for name in have.keys() - contents.keys():
            (folder / name).unlink()
        return True
    folder.parent.mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".new-"))
    try:
        staged.chmod(0o755)
        for name, data in contents.items():
            write_file(staged / name, data)
        if not folder.is_dir():
            staged.rename(folder)
        elif not exchange(staged, folder):
            retired = staged.with_name(staged.name + ".old")
            folder.rename(retired)
            try:
                staged.rename(folder)
            except OSError:
                retired.rename(folder)
                raise
            shutil.rmtree(retired)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return True


def prune(output: Path, listed: Set[str], tags: Set[str], *, check: bool) -> list[str]:
    """Remove files below `output` that are not `listed`, in the folders that `tags` name and those of listed files, and
    folders left empty there. Nothing else below `output` is touched. The files that went (or would, with `check`)."""
    above = {"/".join(parts[:n]) for name in listed for parts in [name.split("/")] for n in range(1, len(parts))}
    removed: list[str] = []
    for tag in sorted(tags | {name.partition("/")[0] for name in listed}):
        if (output / tag).is_dir() and not (output / tag).is_symlink():
            removed += _pruned(output, tag, listed, above, check=check)
            if not check and not any((output / tag).iterdir()):
                (output / tag).rmdir()
    return sorted(removed)


def _pruned(output: Path, name: str, listed: Set[str], above: Set[str], *, check: bool) -> Iterator[str]:
    """Remove what is not listed in one folder; the names of the files."""
    for path in sorted((output / name).iterdir()):
        own = f"{name}/{path.name}"
        if path.is_symlink() and path.is_dir():
            continue
        if not path.is_dir():
            if own not in listed:
                yield own
                if not check:
                    path.unlink()
        elif own in above or any(p.is_symlink() and p.is_dir() for p in path.rglob("*")):
            yield from _pruned(output, own, listed, above, check=check)
        else:
            yield from (p.relative_to(output).as_posix() for p in path.rglob("*") if not p.is_dir())
            if not check:
                _retire(path)
                continue
        if not check and path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _retire(folder: Path) -> None:
    """Remove a folder; whoever looks for it sees all of it or nothing."""
    gone = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".new-"))
    try:
        folder.rename(gone / "old")
    finally:
        shutil.rmtree(gone)


def own(folder: Path, output: Path) -> Path:
    """`folder`, if no link leads to it from `output`. Raises BylingualError."""
    if os.path.realpath(folder) != os.path.join(os.path.realpath(output), folder.relative_to(output)):  # noqa: PTH118
        raise BylingualError("bundles are not written through links", remedy="Remove the link")
    return folder


def unwritten(error: BylingualError | OSError, shown: str) -> BylingualError:
    """The error of a bundle that could not be written."""
    if isinstance(error, BylingualError):
        return BylingualError(error.problem, path=shown, remedy=error.remedy)
    return BylingualError(f"cannot be written: {error.strerror}", path=shown, remedy=remedy(error))
