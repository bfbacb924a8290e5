"""The package as people get it: built, installed beside nothing but what it needs, and run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tools.docs.pages import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# As somebody else's shell has it: nothing of this environment is on the path, and neither is the checkout.
CLEAN = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV", "BYLINGUAL_"))}


def run(folder: Path, *command: str | Path, code: int = 0, **more: str) -> str:
    done = subprocess.run(command, cwd=folder, env={**CLEAN, **more}, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


@dataclass(frozen=True)
class Built:
    """The files of a release, and a wheel made from its sdist."""

    wheel: Path
    sdist: Path
    again: Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Built by hatchling, as `pip wheel` and `python -m build` have it done."""
    folder = tmp_path_factory.mktemp("built")
    hatchling = (sys.executable, "-m", "hatchling", "build", "-d")
    run(ROOT, *hatchling, folder / "first", "-t", "sdist", "-t", "wheel")
    (sdist,) = (folder / "first").glob("*.tar.gz")
    (wheel,) = (folder / "first").glob("*.whl")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    run(folder / sdist.name.removesuffix(".tar.gz"), *hatchling, folder / "second", "-t", "wheel")
    (again,) = (folder / "second").glob("*.whl")
    return Built(wheel, sdist, again)


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_sdist_makes_the_same_wheel(built: Built) -> None:
    """File by file, under the same name."""
    assert built.wheel.name == built.again.name == f"bylingual-{PROJECT['version']}-py3-none-any.whl"
    assert contents(built.wheel) == contents(built.again)


def test_everything_is_in_the_wheel(built: Built) -> None:
    """Every file of the package, the marker of type information and the review page's own among them; no test, no data of
    this repository."""
    packed = {name for name in contents(built.wheel) if not name.partition("/")[0].endswith(".dist-info")}
    source = {
        p.relative_to(ROOT / "src").as_posix()
        for p in (ROOT / "src/bylingual").rglob("*")
        if p.is_file() and "__pycache__" not in p.parts
    }
    assert packed == source
    assert {"bylingual/py.typed", "bylingual/review/static/review.js", "bylingual/review/templates/base.html"} <= packed
    text = contents(built.wheel)[f"bylingual-{PROJECT['version']}.dist-info/METADATA"].decode()
    assert "License-Expression: MIT" in text and f"Requires-Python: {PROJECT['requires-python']}" in text


def test_the_sdist_holds_what_its_tests_need(built: Built) -> None:
    """Sources, tests, documentation, licence and changes."""
    with tarfile.open(built.sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"LICENSE", "README.md", "CHANGELOG.md", "pyproject.toml", "src/bylingual/cli/__init__.py"} <= names
    assert {"tests/test_package.py", "docs/ci.md"} <= names
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]


@pytest.fixture(scope="module")
def bin_folder(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The programs of an environment with the wheel and what it asks for, installed by uv or, where there is none, pip."""
    folder = tmp_path_factory.mktemp("clean") / "env"
    places = (shutil.which("uv"), *(str(p / "build/uv/bin/uv") for p in (ROOT, Path(sys.prefix).parent)))
    uv = next((p for p in places if p and Path(p).exists()), None)
    if uv:
        run(folder.parent, uv, "venv", "--quiet", "--python", sys.executable, folder)
        run(folder.parent, uv, "pip", "install", "--quiet", "--python", folder / "bin/python", built.wheel)
    else:
        run(folder.parent, sys.executable, "-m", "venv", folder)
        run(folder.parent, folder / "bin/python", "-m", "pip", "install", "--quiet", built.wheel)
    yield folder / "bin"


def test_it_runs_alone(bin_folder: Path, tmp_path: Path) -> None:
    """A journey without an engine, an extra or a development package: start, extract, approve, check, build."""
    program = bin_folder / "bylingual"
    version = f"bylingual, version {PROJECT['version']}\n"
    assert run(tmp_path, program, "--version") == version
    assert run(tmp_path, bin_folder / "python", "-m", "bylingual", "--version") == version
    for name in ("pytest", "hypothesis", "argostranslate", "flask", "lxml"):
        run(tmp_path, bin_folder / "python", "-c", f"import {name}", code=1)
    run(tmp_path, program, "init", "news")
    news = tmp_path / "news"
    (news / "articles/quay.md").write_text("# The quay is open again\n\nAll came to see it.\n", encoding="utf-8")
    run(news, program, "translate", "--engine", "none", "--from", "en")
    catalog = news / "translations/es/quay.po"
    text = catalog.read_text(encoding="utf-8")
    for source, target in (("The quay is open again", "El muelle reabre"), ("All came to see it.", "Todos vinieron.")):
        text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{target}"')
    catalog.write_text(text, encoding="utf-8")
    run(news, program, "check")
    run(news, program, "compile", "--from", "en", "--require-all")
    assert (news / "dist/es/quay/article.md").read_text(encoding="utf-8") == "# El muelle reabre\n\nTodos vinieron.\n"
    assert "quay" in run(news, program, "status")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_complete(bin_folder: Path, tmp_path: Path, shell: str) -> None:
    """Each shell's script is there; bash's is run."""
    program = bin_folder / "bylingual"
    script = run(tmp_path, program, _BYLINGUAL_COMPLETE=f"{shell}_source", PATH=f"{bin_folder}:{os.environ['PATH']}")
    assert "_BYLINGUAL_COMPLETE" in script
    if shell == "bash":
        (tmp_path / "complete.sh").write_text(script, encoding="utf-8")
        ask = (
            "source complete.sh; COMP_WORDS=(bylingual check --fo); COMP_CWORD=2; "
            '_bylingual_completion bylingual; echo "${COMPREPLY[@]}"'
        )
        assert run(tmp_path, "bash", "-c", ask, PATH=f"{bin_folder}:{os.environ['PATH']}") == "--format\n"


def test_types_are_there_for_others(bin_folder: Path, tmp_path: Path) -> None:
    """mypy reads the installed package's types and finds a misuse of it."""
    (tmp_path / "use.py").write_text(
        "from bylingual.model import Unit\n\nunit = Unit('body', 'source')\nnumber: int = unit.source\n",
        encoding="utf-8",
    )
    mypy = (
        sys.executable,
        "-m",
        "mypy",
        "--python-executable",
        bin_folder / "python",
        "--cache-dir",
        os.devnull,
        "use.py",
    )
    said = run(tmp_path, *mypy, code=1)
    assert 'use.py:4: error: Incompatible types in assignment (expression has type "str"' in said
    assert "Found 1 error" in said
