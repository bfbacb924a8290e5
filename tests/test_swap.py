"""Whoever saves a file keeps what he saved, at whatever moment a command writes to it."""

from __future__ import annotations

import errno
import fcntl
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bylingual import locks, swap
from bylingual.errors import BylingualError
from bylingual.files import ChangedUnderneathError, move_file, write_file

Save = Callable[[Path, bytes], object]


def renamed_over(path: Path, data: bytes) -> None:
    """As Poedit, Vim, Emacs with backups by copying off, and most editors on Windows save."""
    new = path.with_name("editors")
    new.write_bytes(data)
    new.replace(path)


def in_place(path: Path, data: bytes) -> None:
    """As nano, `>` of a shell, and editors on links save."""
    path.write_bytes(data)


def removed(path: Path, data: bytes) -> None:
    """Somebody deletes the file."""
    path.unlink(missing_ok=True)


SAVES = (renamed_over, in_place)
both = pytest.mark.parametrize("save", SAVES)


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], object]]:
    """What happens before the first rename, the second …: nothing is between it and the rename."""
    return _windows(monkeypatch)


def _windows(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], object]]:
    actions: list[Callable[[], object]] = []
    real = swap._renamed

    def watched(one: Path, other: Path, flags: int) -> bool:
        if actions:
            actions.pop(0)()
        return real(one, other, flags)

    monkeypatch.setattr(swap, "_renamed", watched)
    return actions


def alone(path: Path) -> bool:
    """Whether nothing else is in its folder."""
    return [p.name for p in path.parent.iterdir()] == ([path.name] if path.exists() else [])


@both
def test_a_save_between_the_look_and_the_rename(
    tmp_path: Path, windows: list[Callable[[], object]], save: Save
) -> None:
    """It stays, and the command is told."""
    path = tmp_path / "a.po"
    path.write_bytes(b"old")
    windows.append(lambda: save(path, b"theirs"))
    with pytest.raises(ChangedUnderneathError):
        write_file(path, b"ours", expected=b"old")
    assert path.read_bytes() == b"theirs" and alone(path)
    assert write_file(path, b"ours", expected=b"theirs")
    assert path.read_bytes() == b"ours" and alone(path)


@settings(max_examples=60)
@given(st.lists(st.sampled_from((*SAVES, removed)), min_size=1, max_size=6))
def test_the_last_save_stays(saves: list[Save]) -> None:
    """However many come, each just before one of the command's renames."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as monkeypatch:
        path = Path(folder) / "a.po"
        path.write_bytes(b"old")
        done: list[bytes] = []
        windows = _windows(monkeypatch)
        for number, save in enumerate(saves):

            def happen(save: Save = save, data: bytes = b"theirs %d" % number) -> None:
                save(path, data)
                done.append(b"" if save is removed else data)

            windows.append(happen)
        with pytest.raises(ChangedUnderneathError):
            write_file(path, b"ours", expected=b"old")
        if done[-1] or len(done) == 1:
            assert (path.read_bytes() if path.exists() else b"") == done[-1]
        else:  # removed while it was being put back: better there than gone
            assert path.read_bytes() == next(data for data in reversed(done) if data)
        assert alone(path)


@both
def test_a_file_that_is_made_meanwhile(tmp_path: Path, windows: list[Callable[[], object]], save: Save) -> None:
    """Nothing that is there is replaced by what is new."""
    path = tmp_path / "a.po"
    windows.append(lambda: save(path, b"theirs"))
    with pytest.raises(ChangedUnderneathError):
        write_file(path, b"ours", expected=None)
    assert path.read_bytes() == b"theirs" and alone(path)


def test_a_file_that_is_being_written_to(tmp_path: Path) -> None:
    """A program has it open, and has not written yet: what it will write is not lost."""
    path = tmp_path / "a.po"
    path.write_bytes(b"old")
    with path.open("r+b") as file:
        with pytest.raises(ChangedUnderneathError):
            write_file(path, b"ours", expected=b"old")
        file.write(b"theirs")
    assert path.read_bytes() == b"theirs" and alone(path)
    with path.open("rb"):  # readers are in nobody's way
        assert write_file(path, b"ours", expected=b"theirs")


def test_a_place_that_is_taken_meanwhile(tmp_path: Path, windows: list[Callable[[], object]]) -> None:
    """A catalog that moves with its article does not take another's place."""
    old, new = tmp_path / "old.po", tmp_path / "new.po"
    old.write_bytes(b"ours")
    windows.append(lambda: new.write_bytes(b"theirs"))
    with pytest.raises(ChangedUnderneathError):
        move_file(old, new)
    assert (old.read_bytes(), new.read_bytes()) == (b"ours", b"theirs")


def test_what_cannot_be_put_back_is_named(
    tmp_path: Path, windows: list[Callable[[], object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fails between two renames, and somebody saved between them: the file that has it is not removed."""
    path = tmp_path / "a.po"
    path.write_bytes(b"old")

    def fail(*places: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    def replace(self: Path, to: Path) -> Path:
        if self.suffix == ".tmp":
            fail()
        return self.rename(to)

    windows += [lambda: renamed_over(path, b"theirs"), fail]
    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(BylingualError, match="what somebody saved") as raised:
        write_file(path, b"ours", expected=b"old")
    kept = next(p for p in tmp_path.iterdir() if p != path)
    assert kept.read_bytes() == b"theirs" and str(kept) in str(raised.value)


@pytest.mark.parametrize("links", [True, False])
def test_a_system_without_such_renames(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    """Plain ones do; a new file never takes another's place all the same."""

    def no_links(*places: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(swap, "_renameat2", lambda: None)
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    path = tmp_path / "a.po"
    assert write_file(path, b"one", expected=None) and write_file(path, b"two", expected=b"one")
    assert path.read_bytes() == b"two" and alone(path)
    other = tmp_path / "b.po"
    other.write_bytes(b"theirs")
    with pytest.raises(FileExistsError):
        swap.rename_new(path, other)
    with path.open("r+b"), pytest.raises(ChangedUnderneathError):
        write_file(path, b"three", expected=b"two")


def test_a_folder_that_another_program_has_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is waited for, not for ever; nothing is written."""
    path = tmp_path / "a.po"
    path.write_bytes(b"old")
    monkeypatch.setattr(locks, "_STEP_SECONDS", 0.0)
    folder = os.open(tmp_path, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        with pytest.raises(BylingualError, match="another program has locked its folder"):
            write_file(path, b"ours", expected=b"old")
    finally:
        os.close(folder)
    assert path.read_bytes() == b"old" and alone(path)
    assert write_file(path, b"ours", expected=b"old")


def test_a_file_system_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The step is done without."""

    def none(*how: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", none)
    assert write_file(tmp_path / "a.po", b"ours", expected=None)
