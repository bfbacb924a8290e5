"""The hooks for pre-commit are run by pre-commit, the steps of the GitHub Action by bash, both on a real newsroom."""

from __future__ import annotations

import json
import os
import re
import shutil
import site
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from tools.docs.pages import ROOT

BIN = Path(sys.executable).parent
ACTION: Any = YAML(typ="safe").load((ROOT / "action.yml").read_text(encoding="utf-8"))
# Installs what is in the folder alone: its dependencies, and what builds it, are this environment's.
OFFLINE = {
    "PYTHONPATH": os.pathsep.join(site.getsitepackages()),
    "PIP_NO_DEPS": "1",
    "PIP_NO_INDEX": "1",
    "PIP_NO_BUILD_ISOLATION": "0",  # pip reads 0 as "no isolation"
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "T",
    "GIT_AUTHOR_EMAIL": "t@example.org",
    "GIT_COMMITTER_NAME": "T",
    "GIT_COMMITTER_EMAIL": "t@example.org",
}
ARTICLE = "The boats came back\n\nAll 43 boats of the harbour came back on Monday, and nobody was hurt.\n"


def run(folder: Path, *command: str | Path, env: Mapping[str, str] | None = None, code: int = 0) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **OFFLINE, **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program's repository, as whoever uses the hooks or the action gets it."""
    folder = tmp_path_factory.mktemp("program")
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml", "action.yml"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    run(folder, "git", "init", "-q", "-b", "main")
    run(folder, "git", "add", ".")
    run(folder, "git", "commit", "-q", "-m", "Program")
    return folder


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """A repository with a project in a folder: one article, its catalog extracted for people and translated by one."""
    root = tmp_path / "room/news"
    (root / "articles").mkdir(parents=True)
    (root / "bylingual.toml").write_text('source = "en"\ntargets = ["es"]\n', encoding="utf-8")
    (root / "articles/boats.txt").write_text(ARTICLE, encoding="utf-8")
    run(root, BIN / "bylingual", "translate", "--engine", "none", env={"PYTHONPATH": str(ROOT / "src")})
    catalog = root / "translations/es/boats.po"
    text = catalog.read_text(encoding="utf-8")
    for line in ("Los barcos volvieron", "Los 43 barcos del puerto volvieron el lunes y nadie resultó herido."):
        text = re.sub(r'(msgid "[^"]+"\nmsgstr )""', lambda m, line=line: f'{m[1]}"{line}"', text, count=1)
    catalog.write_text(text, encoding="utf-8")
    run(root.parent, "git", "init", "-q", "-b", "main")
    run(root.parent, "git", "add", ".")
    run(root.parent, "git", "commit", "-q", "-m", "Start")
    return root


def mistake(newsroom: Path) -> None:
    catalog = newsroom / "translations/es/boats.po"
    catalog.write_text(catalog.read_text(encoding="utf-8").replace("Los 43", "Los 34"), encoding="utf-8")


def test_hooks_are_tried(program: Path, newsroom: Path, tmp_path: Path) -> None:
    """`pre-commit try-repo`: the manifest is valid, the package installs, the hook fails for what `check` finds."""
    run(program, BIN / "pre-commit", "validate-manifest", ".pre-commit-hooks.yaml")
    mistake(newsroom)
    said = run(
        newsroom.parent, BIN / "pre-commit", "try-repo", program, "bylingual-check", "--all-files",
        env={"PRE_COMMIT_HOME": str(tmp_path / "home")}, code=1,
    )  # fmt: skip
    assert re.search(r"bylingual check\.+Failed\n- hook id: bylingual-check\n- exit code: 1", said)
    assert re.search(r"news/translations/es/boats\.po:\d+: error: 43 became 34", said)


def test_a_commit_is_refused(program: Path, newsroom: Path, tmp_path: Path) -> None:
    """With both hooks installed in git: a wrong number and an article that ran ahead of its catalog; both mended, it
    goes through."""
    room = newsroom.parent
    for path in newsroom.iterdir():
        path.rename(room / path.name)
    revision = run(program, "git", "rev-parse", "HEAD").strip()
    hooks = "".join(f"      - id: {hook}\n" for hook in ("bylingual-check", "bylingual-current"))
    config = f"repos:\n  - repo: {program}\n    rev: {revision}\n    hooks:\n{hooks}"
    (room / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    env = {"PRE_COMMIT_HOME": str(tmp_path / "home")}
    run(room, BIN / "pre-commit", "install", env=env)
    mistake(room)
    (room / "articles/boats.txt").write_text(ARTICLE + "\nThe mayor was glad.\n", encoding="utf-8")
    run(room, "git", "add", ".")
    said = run(room, "git", "commit", "-m", "Wrong", env=env, code=1)
    assert "error: 43 became 34" in said and re.search(r"--check\.+Failed", said)
    catalog = room / "translations/es/boats.po"
    catalog.write_text(catalog.read_text(encoding="utf-8").replace("Los 34", "Los 43"), encoding="utf-8")
    (room / "articles/boats.txt").write_text(ARTICLE, encoding="utf-8")
    run(room, "git", "add", ".")
    said = run(room, "git", "commit", "--allow-empty", "-m", "Right", env=env)
    assert re.search(r"bylingual check\.+(Passed|\(no files to check\)Skipped)", said)
    assert re.search(r"--check\.+Passed", said)


@dataclass(frozen=True)
class Step:
    """A step that was run: its name, exit status and output."""

    name: str
    status: int
    output: str


def steps(newsroom: Path, env: Mapping[str, str], *only: str, **given: str) -> Iterator[Step]:
    """Run the action's steps, or `only` some, as GitHub does: inputs filled in, `if` looked at, bash with errors on,
    until one fails."""
    unknown = given.keys() - ACTION["inputs"].keys()
    assert not unknown
    inputs = {name: given.get(name, spec["default"]) for name, spec in ACTION["inputs"].items()}
    values = {f"inputs.{name}": value for name, value in inputs.items()} | {"github.action_path": env["ACTION_PATH"]}
    for step in ACTION["runs"]["steps"]:
        if "uses" in step or (only and step["name"] not in only) or not _wanted(step.get("if"), values):
            continue
        assert "${{" not in step["run"], "what is given goes in by the environment, never into the script"
        own = {name: _filled(text, values) for name, text in step.get("env", {}).items()}
        folder = newsroom.parent / _filled(step.get("working-directory", "."), values)
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=folder, env={**os.environ, **OFFLINE, **env, **own}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, check=False,
        )  # fmt: skip
        yield Step(step["name"], done.returncode, done.stdout)
        if done.returncode:
            return


def _filled(text: str, values: Mapping[str, str]) -> str:
    return re.sub(r"\$\{\{ (\S+) \}\}", lambda m: values[m[1]], text)


def _wanted(condition: str | None, values: Mapping[str, str]) -> bool:
    if condition is None:
        return True
    match = re.fullmatch(r"(\S+) (==|!=) '([^']*)'", condition)
    assert match, condition
    return (values[match[1]] == match[3]) is (match[2] == "==")


@pytest.fixture(scope="module")
def runner(program: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a build machine after `actions/setup-python`."""
    folder = tmp_path_factory.mktemp("runner") / "python"
    run(folder.parent, sys.executable, "-m", "virtualenv", "--quiet", folder)
    return {"PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}", "ACTION_PATH": str(program)}


def test_the_action_fits_its_schema() -> None:
    """GitHub's own, as check-jsonschema brings it."""
    run(ROOT, BIN / "check-jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml")


def test_inputs_are_documented() -> None:
    """With their defaults, in docs/ci.md."""
    page = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
    for name, spec in ACTION["inputs"].items():
        default = f" `{spec['default']}` " if spec["default"] else " "
        assert f"| `{name}` |{default}|" in page


def test_the_action(runner: dict[str, str], newsroom: Path) -> None:
    """All is well, with what the inputs default to; then each input does what it says."""
    folder = {"working-directory": "news"}
    done = list(steps(newsroom, runner, **folder))
    assert [(s.name, s.status) for s in done] == [
        ("Install Bylingual", 0),
        ("Are the catalogs current?", 0),
        ("Findings", 0),
        ("Bundles", 0),
    ], done[-1].output
    assert (newsroom / "dist/es/boats/article.html").exists()

    current, sarif, findings, bundles = (s["name"] for s in ACTION["runs"]["steps"][2:])
    mistake(newsroom)
    done = list(steps(newsroom, runner, sarif, findings, bundles, **folder, sarif="out put.sarif"))
    assert [(s.name, s.status) for s in done] == [(sarif, 0), (findings, 1)]
    assert "::error file=news/translations/es/boats.po,line=" in done[-1].output
    log = json.loads((newsroom / "out put.sarif").read_text(encoding="utf-8"))
    assert [r["ruleId"] for r in log["runs"][0]["results"]] == ["numbers"]

    run(newsroom, "git", "commit", "-q", "-a", "-m", "Wrong")
    done = list(steps(newsroom, runner, findings, bundles, **folder, since="HEAD", compile="require-all"))
    assert [s.status for s in done] == [0, 1] and "held back" in done[-1].output
    done = list(steps(newsroom, runner, bundles, **folder, output="built here"))
    assert done[-1].status == 0 and (newsroom / "built here/manifest.json").exists()
    assert not list(steps(newsroom, runner, bundles, **folder, compile="false"))
    assert next(steps(newsroom, runner, bundles, **folder, compile="yes")).status == 2

    (newsroom / "articles/boats.txt").write_text(ARTICLE + "\nThe mayor was glad.\n", encoding="utf-8")
    assert [s.status for s in steps(newsroom, runner, current, findings, **folder)] == [1]
    assert [s.name for s in steps(newsroom, runner, current, findings, **folder, current="false")] == [findings]


def test_what_is_given_is_never_a_command(runner: dict[str, str], newsroom: Path) -> None:
    """A branch can have any name that git allows."""
    list(steps(newsroom, runner, "Install Bylingual"))
    for evil in ("$(touch stolen)", '"; touch stolen; `touch stolen`', "--output=stolen"):
        done = list(steps(newsroom, runner, "Findings", **{"working-directory": "news"}, since=evil))
        assert done[-1].status == 2, done[-1].output
    assert not list(newsroom.parent.rglob("stolen"))
