"""A real Dask cluster: a scheduler and workers in processes of their own, one of them killed while it works."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from bylingual.project import Project

BYLINGUAL = [sys.executable, "-c", "from bylingual.cli import main; main()"]
WHO = ("The council", "The old captain", "A teacher", "The new minister", "Nobody")
DID = ("closed the bridge", "opened a school", "sold the ferry", "wrote to the mayor", "counted the votes")


def write_articles(project: Project, count: int) -> None:
    """So many articles of twelve sentences, all different."""
    for i in range(count):
        lines = [f"Story number {i} of the valley"]
        for n in range(6):
            lines.append(
                f"{WHO[(i + n) % 5]} {DID[n % 5]} on Monday at {i}, and {n + 20} people saw it. {WHO[n % 5]} {DID[i % 5]}."
            )
        (project.root / "articles" / f"a{i:03}.txt").write_text("\n\n".join(lines), encoding="utf-8")


def catalogs(project: Project) -> dict[str, str]:
    """The catalogs without their dates."""
    return {
        p.name: re.sub(r'"(PO-Revision|POT-Creation)-Date.*\n', "", p.read_text(encoding="utf-8"))
        for p in project.root.glob("translations/es/*.po")
    }


def clear(project: Project) -> None:
    """Without catalogs and cache."""
    for folder in ("translations", ".bylingual"):
        subprocess.run(["rm", "-rf", str(project.root / folder)], check=True)


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Address of a scheduler, and its two workers."""
    folder = tmp_path_factory.mktemp("dask")
    file = folder / "scheduler.json"
    where = ["--scheduler-file", str(file)]

    def start(*args: str) -> subprocess.Popen[bytes]:
        with (folder / "log").open("ab") as log:
            return subprocess.Popen([sys.executable, "-m", *args], cwd=folder, stdout=log, stderr=log)

    scheduler = start("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", *where)
    quiet = ["--nthreads", "1", "--no-nanny", "--no-dashboard"]
    workers = [start("distributed.cli.dask_worker", *where, *quiet) for _ in range(2)]
    deadline = time.monotonic() + 60
    while not file.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    try:
        yield json.loads(file.read_text(encoding="utf-8"))["address"], workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def test_a_killed_worker_costs_nothing(project: Project, cluster: tuple[str, list[subprocess.Popen[bytes]]]) -> None:
    """Its batches are done by the other one; the catalogs are byte for byte those of a local run, less the dates."""
    address, workers = cluster
    write_articles(project, 60)
    subprocess.run([*BYLINGUAL, "translate", "--engine", "apertium"], cwd=project.root, check=True, capture_output=True)
    local = catalogs(project)
    assert len(local) == 60
    clear(project)
    command = [*BYLINGUAL, "translate", "--engine", "apertium", "--dask", address]
    with subprocess.Popen(command, cwd=project.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        deadline = time.monotonic() + 120
        while len(catalogs(project)) < 5 and time.monotonic() < deadline:
            time.sleep(0.02)
        before = len(catalogs(project))
        os.kill(workers[0].pid, signal.SIGKILL)
        _, errors = running.communicate(timeout=240)
    assert running.returncode == 0, errors.decode()
    assert 5 <= before < 60
    assert catalogs(project) == local


def test_a_cluster_started_here(project: Project) -> None:
    """`local:2` gives the same texts; its processes end with the run."""
    write_articles(project, 4)
    subprocess.run([*BYLINGUAL, "translate", "--engine", "apertium"], cwd=project.root, check=True, capture_output=True)
    local = catalogs(project)
    clear(project)
    command = [*BYLINGUAL, "translate", "--engine", "apertium", "--dask", "local:2"]
    done = subprocess.run(command, cwd=project.root, check=True, capture_output=True, text=True)
    assert catalogs(project) == local
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("address", "words"), [("local:none", "local:N"), ("tcp://127.0.0.1:1", "Start `dask scheduler`")]
)
def test_no_cluster(project: Project, address: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Said before anything is written."""
    monkeypatch.setenv("DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT", "2s")
    write_articles(project, 1)
    command = [*BYLINGUAL, "translate", "--dask", address]
    done = subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not catalogs(project)
