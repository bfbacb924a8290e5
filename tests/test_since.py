"""`check --since`: what git says changed, in real repositories; and what ships of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
UNIT = 'msgctxt "{role}"\nmsgid "{source}"\nmsgstr "{target}"\n'


def git(folder: Path, *args: str) -> None:
    identity = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "protocol.file.allow=always")
    subprocess.run(["git", *identity, *args], cwd=folder, check=True, capture_output=True)


def catalog(root: Path, article: str, body: str, locale: str = "es") -> Path:
    path = root / f"translations/{locale}/{article}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"X-Source-Language: en\\n"\n\n'
    path.write_text(head + body, encoding="utf-8")
    return path


def unit(source: str, target: str, role: str = "body", fuzzy: bool = False) -> str:
    return ("#, fuzzy\n" if fuzzy else "") + UNIT.format(role=role, source=source, target=target) + "\n"


WRONG = unit("43 boats lay in the harbour.", "53 barcos estaban en el puerto.")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four articles with a wrong number in each catalog, in a folder of a repository, on a branch that changed one of
    them; main went on and changed another."""
    root = tmp_path / "repo/news"
    (root / "articles").mkdir(parents=True)
    (root / "bylingual.toml").write_text('targets = ["es"]\n', encoding="utf-8")
    for name in ("one", "two", "three", "four"):
        (root / f"articles/{name}.txt").write_text("43 boats lay in the harbour.\n", encoding="utf-8")
        catalog(root, name, WRONG)
    git(root.parent, "init", "-q", "-b", "main")
    git(root.parent, "add", ".")
    git(root.parent, "commit", "-q", "-m", "Start")
    git(root.parent, "checkout", "-q", "-b", "work")
    catalog(root, "one", WRONG.replace("53", "63"))
    git(root.parent, "commit", "-q", "-a", "-m", "One")
    git(root.parent, "checkout", "-q", "main")
    catalog(root, "two", WRONG.replace("53", "73"))
    git(root.parent, "commit", "-q", "-a", "-m", "Two")
    git(root.parent, "checkout", "-q", "work")
    monkeypatch.chdir(root)
    return root


def looked_at(bylingual: Run, *args: str, code: int = 1) -> set[str]:
    found = json.loads(bylingual("check", "--format", "json", *args, code=code).stdout)["findings"]
    return {f["article"] or f["path"] for f in found}


def test_what_reviewers_see(root: Path, bylingual: Run) -> None:
    """What this branch changed, not what main gained meanwhile; whether committed, staged, in the work tree or new."""
    assert looked_at(bylingual) == {"one", "two", "three", "four"}
    assert looked_at(bylingual, "--since", "main") == {"one"}
    catalog(root, "three", WRONG + "# a remark\n")
    assert looked_at(bylingual, "--since", "main") == {"one", "three"}
    git(root, "add", ".")
    assert looked_at(bylingual, "--since", "main") == {"one", "three"}
    catalog(root, "größe (5)", WRONG)
    assert looked_at(bylingual, "--since", "main") == {"one", "three", "größe (5)"}
    (root.parent / ".gitignore").write_text("*(5).po\n", encoding="utf-8")
    assert looked_at(bylingual, "--since", "main") == {"one", "three"}
    assert looked_at(bylingual, "--since", "HEAD", "translations/es/three.po", "articles/one.txt") == {"three"}


def test_an_article_takes_its_catalogs_along(root: Path, bylingual: Run) -> None:
    """A changed source is looked at together with its translations; what is deleted or moved is no trouble."""
    (root / "articles/four.txt").write_text("43 boats and more lay in the harbour.\n", encoding="utf-8")
    git(root, "rm", "-q", "translations/es/two.po")
    git(root, "mv", "translations/es/three.po", "translations/es/third.po")
    assert looked_at(bylingual, "--since", "HEAD") == {"four", "third"}


def test_files_from_elsewhere_and_links(root: Path, bylingual: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A PO file that is no catalog, and a project that is reached through a link."""
    shutil.copy(root / "translations/es/one.po", root / "other.po")
    assert looked_at(bylingual, "other.po", "--since", "HEAD") == {"other.po"}
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "Other")
    assert looked_at(bylingual, "other.po", "--since", "HEAD", code=0) == set()
    (root.parent.parent / "link").symlink_to(root)
    monkeypatch.chdir(root.parent.parent / "link")
    monkeypatch.setenv("PWD", str(root.parent.parent / "link"))
    assert looked_at(bylingual, "--since", "main") == {"one"}


def test_catalogs_in_a_repository_of_their_own(root: Path, bylingual: Run) -> None:
    """A submodule, or a repository that is new inside: git names it as a whole, so all of it is looked at."""
    shutil.rmtree(root / "translations")
    git(root, "commit", "-q", "-a", "-m", "Away")
    catalog(root, "one", WRONG)
    git(root / "translations", "init", "-q")
    git(root / "translations", "add", ".")
    git(root / "translations", "commit", "-q", "-m", "Start")
    assert looked_at(bylingual, "--since", "HEAD") == {"one"}
    git(root, "add", "translations")
    git(root, "commit", "-q", "-m", "As a submodule")
    assert looked_at(bylingual, "--since", "HEAD", code=0) == set()
    assert looked_at(bylingual, "--since", "HEAD~1") == {"one"}


@pytest.mark.parametrize(
    ("revision", "says"),
    [
        ("nowhere", "git knows no revision 'nowhere'. Check the spelling"),
        ("--output=stolen", "'--output=stolen' is no revision"),
        ("-x", "'-x' is no revision"),
        ("main^{tree}", "git knows no revision"),
        ("0" * 40, "git knows no revision"),
        ("main\nwork", "git knows no revision"),
        (" ", "is no revision"),
    ],
)
def test_revisions_that_are_none(root: Path, bylingual: Run, revision: str, says: str) -> None:
    """Usage errors, before anything is looked at; nothing is written."""
    assert says in bylingual("check", f"--since={revision}", code=2).stderr
    assert not list(root.rglob("stolen"))


def test_history_that_is_not_there(root: Path, bylingual: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shallow clone, as build servers make them; branches without a common start."""
    clone = root.parent.parent / "clone"
    git(root, "clone", "-q", "--depth", "1", "--branch", "work", f"file://{root.parent}", str(clone))
    monkeypatch.chdir(clone / "news")
    assert "is shallow: run `git fetch --unshallow`" in bylingual("check", "--since", "origin/main", code=2).stderr
    git(clone, "fetch", "-q", "--depth", "1", "origin", "main")
    said = bylingual("check", "--since", "FETCH_HEAD", code=2).stderr
    assert "shares no history with what is checked out. This clone is shallow" in said
    git(clone, "fetch", "-q", "--unshallow", "origin", "main")
    assert looked_at(bylingual, "--since", "FETCH_HEAD") == {"one"}
    git(clone, "checkout", "-q", "--orphan", "new")
    git(clone, "commit", "-q", "-m", "New")
    assert "Name a revision that it was branched from" in bylingual("check", "--since", "work", code=2).stderr


def test_without_git(root: Path, bylingual: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside a repository, and without the program; no other check needs either."""
    monkeypatch.setenv("PATH", str(root))
    assert "git is not installed" in bylingual("check", "--since", "main", code=2).stderr
    bylingual("check", code=1)
    shutil.rmtree(root.parent / ".git")
    assert "not in a git repository" in bylingual("check", "--since", "main", code=2).stderr
    bylingual("check", code=1)


def test_nothing_that_the_repository_names_is_run(root: Path, bylingual: Run) -> None:
    """Monitors, external diffs and filters of text are commands in a repository's settings."""
    trap = root / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch '{root}/sprung'\n", encoding="utf-8")
    trap.chmod(0o755)
    for key in ("core.fsmonitor", "diff.external", "diff.po.textconv", "diff.po.command", "core.pager"):
        git(root, "config", key, str(trap))
    (root.parent / ".gitattributes").write_text("*.po diff=po\n", encoding="utf-8")
    catalog(root, "three", WRONG + "# a remark\n")
    index = (root.parent / ".git/index").read_bytes()
    assert looked_at(bylingual, "--since", "main") == {"one", "three"}
    assert not (root / "sprung").exists() and (root.parent / ".git/index").read_bytes() == index


def test_as_a_hook(root: Path, bylingual: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """git tells its hooks where the repository is, in variables that must not lead astray."""
    monkeypatch.setenv("GIT_DIR", os.fspath(root.parent / ".git"))
    monkeypatch.setenv("GIT_PREFIX", "news/")
    assert looked_at(bylingual, "--since", "main") == {"one"}


def gate(bylingual: Run, code: int = 0) -> dict[str, object]:
    found: dict[str, object] = json.loads(bylingual("check", "--format", "json", code=code).stdout)["gate"]
    return found


def test_what_ships(root: Path, bylingual: Run) -> None:
    """By the gate, findings included; fuzzy is never done, also where the gate lets it through."""
    for name in ("two", "three", "four"):
        (root / f"articles/{name}.txt").unlink()  # orphans ship nothing
    good = unit("The boats lay there.", "Los barcos estaban allí.", "headline")
    catalog(root, "one", good + unit("Nobody knows.", "Nadie lo sabe.", fuzzy=True))
    held = {"target": 1, "source": 0, "held": 1, "approved": 1}
    assert gate(bylingual, 1) == {"ships": 0, "held": 1, "units": held}
    assert "0 ship, 1 held back; 1 of 2 units approved\n" in bylingual("check", code=1).stdout
    (root / "bylingual.toml").write_text('targets = ["es"]\n[gate]\nbody = "machine"\n', encoding="utf-8")
    assert gate(bylingual, 1) == {
        "ships": 1,
        "held": 0,
        "units": {"target": 2, "source": 0, "held": 0, "approved": 1},
    }
    (root / "bylingual.toml").write_text('targets = ["es"]\n[gate]\nbody = "source"\n', encoding="utf-8")
    assert gate(bylingual, 1) == {
        "ships": 1,
        "held": 0,
        "units": {"target": 1, "source": 1, "held": 0, "approved": 1},
    }
    catalog(root, "one", WRONG)
    (root / "bylingual.toml").write_text('targets = ["es"]\n', encoding="utf-8")
    assert gate(bylingual, 1) == {
        "ships": 0,
        "held": 1,
        "units": {"target": 0, "source": 0, "held": 1, "approved": 1},
    }
    catalog(root, "one", good + good)  # the same entry twice: `compile` leaves the file alone
    assert gate(bylingual, 1) == {
        "ships": 0,
        "held": 1,
        "units": {"target": 2, "source": 0, "held": 0, "approved": 2},
    }
