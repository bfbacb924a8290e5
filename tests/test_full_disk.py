"""A real small disk that fills up while a command writes: every file is the old one or the new one, and when there is room
again the next run completes."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

import faults
from figures import FIGURES
from test_crash import INDEX, MANIFEST, SCENES, Action, is_true, prepared, shown, warm

__all__ = ["warm"]
_PAGE = 4096
# linux/sched.h, linux/mount.h
_CLONE_NEWNS, _CLONE_NEWUSER = 0x00020000, 0x10000000
_MS_REC, _MS_PRIVATE = 0x4000, 0x40000
_WITHOUT = "needs root or unprivileged user namespaces, to mount a small disk that nobody else sees"


def on_a_small_disk(folder: Path, work: Callable[[], None]) -> None:
    """Run in a child for which an 8 MB disk is mounted at `folder`; the mount is gone with it. Raises AssertionError
    with what went wrong in the child."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        said = ""
        try:
            os.close(out)
            _mount(folder)
            work()
        except BaseException:
            said = traceback.format_exc()
        finally:
            os.write(into, said.encode()[-30_000:])
            os._exit(0)
    os.close(into)
    with os.fdopen(out, "rb") as pipe:
        said = pipe.read().decode()
    assert os.waitpid(child, 0)[1] == 0 and not said, said


def _mount(folder: Path) -> None:
    user, group = os.getuid(), os.getgid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_CLONE_NEWNS) != 0:
        assert libc.unshare(_CLONE_NEWNS | _CLONE_NEWUSER) == 0, _WITHOUT
        for name, text in (("setgroups", "deny"), ("uid_map", f"0 {user} 1"), ("gid_map", f"0 {group} 1")):
            Path("/proc/self", name).write_text(text, encoding="ascii")
    assert libc.mount(b"none", b"/", None, _MS_REC | _MS_PRIVATE, None) == 0, _WITHOUT
    assert libc.mount(b"tmpfs", bytes(folder), b"tmpfs", 0, b"size=8m") == 0, _WITHOUT


def fill(file: Path, pages: int) -> None:
    """Leave so many pages of the disk free."""
    with file.open("wb", buffering=0) as filler:
        try:
            while filler.write(bytes(_PAGE)):
                pass
        except OSError as error:
            assert error.errno == errno.ENOSPC
        filler.truncate(max(0, filler.tell() - pages * _PAGE))


@pytest.mark.parametrize("name", ["first translate", "translate a correction", "approve", "compile a correction"])
def test_the_disk_is_full(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, warm: None) -> None:
    """At every page that a command writes, until there is room for all of it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767312000")
    steps, action = SCENES[name]
    before = prepared(tmp_path / "before", steps)
    undisturbed = tmp_path / "undisturbed" / before.name
    shutil.copytree(before, undisturbed)
    code, _, said = faults.run(undisturbed, action)
    assert code == 0, said
    disk = tmp_path / "disk"
    disk.mkdir()
    counted = tmp_path / "counted"
    on_a_small_disk(disk, lambda: counted.write_text(str(_tried(before, undisturbed, disk, action)), encoding="ascii"))
    tried = int(counted.read_text(encoding="ascii"))
    assert tried
    FIGURES["full disks"] = FIGURES.get("full disks", 0) + tried


def _tried(before: Path, undisturbed: Path, disk: Path, action: Action) -> int:
    old, new = shown(before), shown(undisturbed)
    for pages in range(200):
        root = disk / before.name
        shutil.copytree(before, root)
        fill(disk / "filler", pages)
        code, _, said = faults.run(root, action)
        where = f"with {pages} pages free: exit {code}\n{said}"
        found = shown(root)
        assert code in (0, 1), where
        for file in old.keys() | new.keys():
            fits = found.get(file) in (old.get(file), new.get(file))
            assert fits or (Path(file).name in (MANIFEST, INDEX) and is_true(root / file)), f"{file} {where}"
        assert found.keys() <= old.keys() | new.keys(), where
        assert code or found == new, where
        (disk / "filler").unlink()
        if not code and "Warning" not in said:
            return pages
        code, _, said = faults.run(root, action)
        assert code == 0 and shown(root) == new, f"again {where}\n{said}"
        shutil.rmtree(root)
    raise AssertionError("never enough")
