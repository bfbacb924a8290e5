"""What README and tutorial tell people to type is typed here, with the real programs, and does what they say."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from tools.docs.pages import ROOT

from shell_blocks import blocks, run, same

PAGES = ("README.md", "docs/tutorial.md", "docs/ci.md", "CONTRIBUTING.md")
# What a test must not do; each with how its lines may begin.
LEFT_OUT = {
    "installs packages": ("pip install", "uv pip install", "apt-get install", "make ", "printf ", "git clone", "cd "),
    "needs the network": ("bylingual models ",),
}


def checkout(folder: Path, *, program: bool = False) -> None:
    """The repository's configuration, articles and catalogs, in git; with `program` its code, tests and pages too."""
    shutil.copy(ROOT / "pyproject.toml", folder)
    more = ("src", "tests", "docs", "tools/docs") if program else ()
    for name in ("examples", "translations", *more):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "argos"))
    for path in ROOT.glob("*.md") if program else ():
        shutil.copy(path, folder)
    for command in (
        "init -q -b main",
        "config user.name T",
        "config user.email t@example.org",
        "add .",
        "commit -q -m Start",
    ):
        subprocess.run(["git", *command.split()], cwd=folder, check=True)


@pytest.mark.parametrize("page", PAGES)
def test_every_shell_block_works(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In order, in one folder that looks like a checkout of the repository, which is a newsroom itself.

    The files that CONTRIBUTING shows are written as they stand there, into a copy of the program.
    """
    checkout(tmp_path, program=page == "CONTRIBUTING.md")
    monkeypatch.delenv("BYLINGUAL_STARTER")  # `make setup` has installed the model
    if page == "CONTRIBUTING.md":
        monkeypatch.setenv("PYTHONPATH", str(tmp_path / "src"))
    commands = [c for b in blocks((ROOT / page).read_text(encoding="utf-8")) if not b.left_out for c in b.commands]
    assert commands
    results = run(commands, tmp_path)
    for command, output, well in results:
        place = f"{page}:{command.line}: {command.text}"
        assert well, f"{place}\n{output}"
        if command.shown is not None:
            assert same(command.shown, output), f"{place}\nshown:\n{command.shown}\nprinted:\n{output}"
    assert len(results) == len(commands)


@pytest.mark.parametrize("page", PAGES)
def test_only_installing_is_left_out(page: str) -> None:
    """Whatever is not run says why, and is nothing else."""
    for block in blocks((ROOT / page).read_text(encoding="utf-8")):
        if block.left_out:
            lines = [line for c in block.commands for line in c.text.splitlines()]
            assert all(line.startswith(LEFT_OUT[block.left_out]) for line in lines)


@pytest.mark.parametrize(
    ("shown", "output", "fits"),
    [
        ("a\n", "a\n", True),
        ("a\n", "b\n", False),
        ("a\n", "a\nb\n", False),
        ("a … c\n", "a b (x) c\n", True),
        ("a … c\n", "a\nc\n", False),
        ("a\n…\n", "a\nb\nc\n", True),
        ("a\n…\n", "a\n", True),
        ("…\nc\n", "a\nb\nc\n", True),
        ("(a) [b]*\n", "(a) [b]*\n", True),
        ("", "", True),
        ("", "a\n", False),
    ],
)  # fmt: skip
def test_output_is_compared(shown: str, output: str, fits: bool) -> None:
    """`…` stands for the rest of a line, or for lines; everything else for itself."""
    assert same(shown, output) is fits


def test_pipelines_need_no_engine(tmp_path: Path) -> None:
    """The steps of the CI guide's pipelines, with nothing on the PATH but Python's own folder."""
    page = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
    pipelines = [YAML(typ="safe").load(text) for text in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)]
    steps, others = filter(None, ([t for t in texts(p) if t.startswith("bylingual ")] for p in pipelines))
    assert [s.partition(" --format")[0] for s in steps] == [s.partition(" --format")[0] for s in others]
    assert len(steps) == 3
    checkout(tmp_path)
    environment = {**os.environ, "PATH": str(Path(sys.executable).parent)}
    bash = [str(shutil.which("bash")), "-c"]
    for step in (*steps, *others):
        done = subprocess.run([*bash, step], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{step}\n{done.stdout}{done.stderr}"
    with (tmp_path / "examples/articles/harbour-bridge.txt").open("a", encoding="utf-8") as article:
        article.write("\nThe ferry will go on until the spring.\n")
    program = [*bash, "bylingual translate --check"]
    assert subprocess.run(program, cwd=tmp_path, env=environment, capture_output=True, check=False).returncode == 1


def texts(data: Any) -> Iterator[str]:
    """Every text in a value of YAML."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from texts(value)
