"""Ctrl-C leaves finished catalogs whole; the next run goes on from there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from bylingual import po
from bylingual.project import Project


def test_ctrl_c(project: Project) -> None:
    """Exit 130; every catalog there is whole; the next run does the rest and leaves the first ones alone."""
    count = 40
    for i in range(count):
        text = f"Story number {i} of the day\n\nThe mayor of the town said on Monday that {i + 20} people came."
        (project.root / "articles" / f"a{i:02}.txt").write_text(text, encoding="utf-8")
    command = [sys.executable, "-c", "from bylingual.cli import main; main()", "translate", "--from", "en"]
    with subprocess.Popen(command, cwd=project.root, stderr=subprocess.PIPE, start_new_session=True) as process:
        deadline = time.monotonic() + 60
        while len(list(project.root.glob("translations/es/*.po"))) < 3 and time.monotonic() < deadline:
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert b"Interrupted" in err
    done = {p: p.read_bytes() for p in project.root.glob("translations/es/*.po")}
    assert 3 <= len(done) < count
    for path, data in done.items():
        assert len(po.read(data, str(path)).units) == 2
    assert not list(project.root.rglob("*.tmp"))
    subprocess.run(command, cwd=project.root, check=True, capture_output=True)
    assert len(list(project.root.glob("translations/es/*.po"))) == count
    assert all(Path(p).read_bytes() == data for p, data in done.items())
