"""Poedit itself, driven by its keys on a virtual screen."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

PATIENCE = 60  # seconds until an editor that does not react is a failure


@contextmanager
def virtual_screen() -> Iterator[str]:
    """An X display of our own (its name), on a number that the server chooses."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            yield f":{pipe.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


class Poedit:
    """Poedit with `path` open and the entry at `line` selected; settings in `home`, which should be empty."""

    def __init__(self, path: Path, home: Path, display: str, line: int = 1) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.env = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "WAYLAND_"))},
            "HOME": str(home),
            "DISPLAY": display,
            "LC_ALL": "C.UTF-8",
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
            "NO_AT_BRIDGE": "1",
        }
        self.process = subprocess.Popen(
            ["poedit", f"--line={line}", str(path)],
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def __enter__(self) -> Poedit:
        try:
            self.window = self._window()
            self.xdotool("windowfocus", "--sync", self.window)
            self.save()  # from here on it takes keys
        except BaseException:
            self.process.kill()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.process.terminate()
        self.process.wait()

    def xdotool(self, *args: str) -> str:
        """Run xdotool; what it prints."""
        done = subprocess.run(
            ["xdotool", *args], env=self.env, capture_output=True, text=True, check=True, timeout=PATIENCE
        )
        return done.stdout.strip()

    def _window(self) -> str:
        until = time.monotonic() + PATIENCE
        search = ["xdotool", "search", "--onlyvisible", "--name", f"{self.path.name} .* Poedit"]
        while time.monotonic() < until:
            found = subprocess.run(search, env=self.env, capture_output=True, text=True, check=False).stdout.split()
            if found:
                return found[0]
            assert self.process.poll() is None, "Poedit ended"
            time.sleep(0.1)
        raise AssertionError("Poedit opened no window")

    def keys(self, *names: str) -> None:
        """Press keys: "ctrl+u" toggles Needs Work."""
        self.xdotool("key", *names)

    def retype(self, text: str) -> None:
        """Replace the selected entry's translation by `text` (ASCII)."""
        shape = dict(line.split("=") for line in self.xdotool("getwindowgeometry", "--shell", self.window).splitlines())
        self.xdotool("mousemove", "--window", self.window, "300", str(int(shape["HEIGHT"]) - 60), "click", "1")
        self.keys("ctrl+a")
        self.xdotool("type", "--delay", "10", text)

    def save(self) -> None:
        """Ctrl+S until the file has been written."""
        before = self._mark()
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self.keys("ctrl+s")
            for _ in range(10):
                time.sleep(0.1)
                if self._mark() != before:
                    time.sleep(0.2)  # the compiled file beside it is written next
                    return
        raise AssertionError("Poedit did not save")

    def _mark(self) -> tuple[int, int]:
        stat = self.path.stat()
        return stat.st_mtime_ns, stat.st_ino
