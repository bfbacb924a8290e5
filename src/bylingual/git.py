"""What git says of the project's files: its root, and what changed since a revision. The only module that runs git."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from .errors import ConfigError

_SECONDS = 120


def root(folder: Path) -> Path | None:
    """The root of the work tree around `folder` (absolute), None where there is none. git itself is not asked."""
    return next((f for f in (folder, *folder.parents) if (f / ".git").exists()), None)


def changed(folder: Path, revision: str) -> frozenset[Path]:
    """The files (absolute) of the work tree around `folder` that differ from where it left `revision`: committed since,
    not committed yet, or untracked and not ignored. What `revision` itself gained meanwhile does not count.

    Raises ConfigError without git, outside a work tree, and for a revision that git cannot find or that shares no
    history with what is checked out.
    """
    top = root(folder)
    if top is None:
        raise ConfigError(
            f"not in a git repository, so nothing is known to have changed since {revision}", remedy="Leave --since out"
        )
    if not revision.strip() or revision.startswith("-"):
        raise ConfigError(f"{revision!r} is no revision", remedy="Name a branch, a tag or a commit: --since main")
    status, commit = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if status:
        raise ConfigError(f"git knows no revision {revision!r}", remedy=_fetch(top) or "Check the spelling")
    status, base = _git(top, "merge-base", commit.strip(), "HEAD")
    if status:
        problem = f"{revision!r} shares no history with what is checked out"
        raise ConfigError(problem, remedy=_fetch(top) or "Name a revision that it was branched from")
    names = _all(top, "diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", base.strip(), "--")
    names += _all(top, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(top / name for name in names)


def _fetch(top: Path) -> str:
    """What to do about history that is not there, "" if all of it is."""
    _, answer = _git(top, "rev-parse", "--is-shallow-repository")
    shallow = answer.strip() == "true"
    return "This clone is shallow: run `git fetch --unshallow`, or check out with fetch-depth: 0" if shallow else ""


def _all(top: Path, *args: str) -> list[str]:
    status, output = _git(top, *args)
    if status:
        raise ConfigError(f"git {args[0]} failed: {output.strip() or status}", remedy="Mend the repository")
    return [name for name in output.split("\0") if name]


def _quiet(top: Path) -> dict[str, str]:
    """An environment in which git starts no filter that the repository's settings name, and fetches nothing: a missing
    object makes it ask the remote, by a program that they name too."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"}
    command = [
        "git",
        "-C",
        os.fspath(top),
        "config",
        "--name-only",
        "-z",
        "--get-regexp",
        r"^filter\..*\.(clean|process|required)$",
    ]
    listed = subprocess.run(command, env=environment, capture_output=True, check=False, timeout=_SECONDS).stdout
    first = int(environment.get("GIT_CONFIG_COUNT") or 0)
    names = sorted({name for name in os.fsdecode(listed).split("\0") if name})
    for number, name in enumerate(names, first):
        environment[f"GIT_CONFIG_KEY_{number}"] = name
        environment[f"GIT_CONFIG_VALUE_{number}"] = "false" if name.endswith(".required") else ""
    return {**environment, "GIT_CONFIG_COUNT": str(first + len(names))}


def _git(top: Path, *args: str) -> tuple[int, str]:
    """Exit status and output (of an error, what git says). Raises ConfigError where there is no git, or it refuses to
    work in this folder at all."""
    # No program that the repository itself names is run, and nothing is written to it.
    command = ["git", "--no-optional-locks", "-c", "core.fsmonitor=false", "-C", os.fspath(top), *args]
    try:
        done = subprocess.run(command, env=_quiet(top), capture_output=True, check=False, timeout=_SECONDS)
    except FileNotFoundError:
        raise ConfigError("git is not installed, and --since asks it", remedy="Install it") from None
    except subprocess.TimeoutExpired:
        raise ConfigError(f"git {args[0]} took longer than {_SECONDS} s", remedy="Run it by hand to see why") from None
    said = os.fsdecode(done.stderr)
    if done.returncode and ("dubious ownership" in said or "not a git repository" in said):
        raise ConfigError(f"git refuses: {said.strip().splitlines()[0]}", remedy="Run `git status` there to see why")
    return done.returncode, os.fsdecode(done.stdout) if not done.returncode else said
