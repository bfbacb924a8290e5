"""Articles whose bundles a run would leave as they are: recognised by their files alone, without parsing them.

What `compile` made of an article is kept with the states of all that it came from and of all files that it wrote. It
holds as long as none of them changed: an edited bundle is written anew, whoever edited it.
"""

from __future__ import annotations

import hashlib
import json
import sysconfig
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..cache import Cache, FileState, file_state, is_unchanged
from ..files import TICK_NS, read_bytes, stat_text
from ..project import ArticleFile, Project

_PACKAGE = Path(__file__).parents[1]
_PORTION = 200
_States = dict[str, tuple[str, str]]  # by absolute path: dates and size ("" where they cannot be trusted), SHA-256


@dataclass(frozen=True)
class _Made:
    """What is written down once the files' dates can be trusted: inputs and outputs by their SHA-256."""

    article: str
    settings: str
    item: str
    files: Mapping[str, str]
    made: Mapping[str, Any]
    since: int


class UnchangedBundles:
    """What the cache says of earlier runs into `output` with the same configuration, options and program."""

    def __init__(self, project: Project, cache: Cache, output: Path, options: Sequence[object]) -> None:
        self._project, self._cache, self._output = project, cache, output
        folder = project.translations_dir
        self._folders = sorted(p for p in folder.iterdir() if p.is_dir()) if folder.is_dir() else []
        names = [p.name for p in self._folders]
        self._settings = repr((program(), project.config, project.glossary(), names, *options))
        self._waiting: list[_Made] = []

    def made(self, file: ArticleFile, locales: Sequence[str]) -> Mapping[str, Any] | None:
        """What the last run made of an article for `locales`, if it would be made again."""
        found = self._cache.made(str(self._output), file.id)
        settings = self._of(locales)
        if found is None or found[0] != settings:
            return None
        try:
            kept = json.loads(found[1])
            states: _States = {path: (stat, digest) for path, (stat, digest) in kept["files"].items()}
            if kept["item"] != file.digest or states.keys() != self._paths(file, kept["made"]):
                return None
            if not all(is_unchanged(Path(p), FileState(s, bytes.fromhex(d))) for p, (s, d) in states.items()):
                return None
            made: Mapping[str, Any] = kept["made"]
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):  # somebody else wrote it
            return None
        if any(stat_text(Path(path)) != stat for path, (stat, digest) in states.items() if digest):
            self._leave(file, settings, {path: digest for path, (_, digest) in states.items()}, made)
        return made

    def inputs(self, file: ArticleFile) -> Mapping[str, str]:
        """The SHA-256 of all that an article's bundles come from, by path; "" for what is not there. Ask for it before
        anything is read: what changes while it is worked on will not be taken for what was read."""
        return {str(path): _digest(path) for path in self._inputs(file)}

    def leave(
        self, file: ArticleFile, locales: Sequence[str], inputs: Mapping[str, str], made: Mapping[str, Any]
    ) -> None:
        """Remember what a run made of an article: values for JSON, `entry` is that of the manifest."""
        self._leave(file, self._of(locales), {**inputs, **self._outputs(made)}, made)

    def settle(self) -> None:
        """Write down what waits; takes a tick of the file system's clock if the last file was written just now."""
        if self._waiting:
            time.sleep(max(0, TICK_NS - (time.time_ns() - self._waiting[-1].since)) / 1e9)
            self._write(self._waiting)
            self._waiting = []

    def _leave(self, file: ArticleFile, settings: str, files: Mapping[str, str], made: Mapping[str, Any]) -> None:
        now = time.time_ns()
        self._waiting.append(_Made(file.id, settings, file.digest, files, made, now))
        if len(self._waiting) > _PORTION and now - self._waiting[_PORTION - 1].since > TICK_NS:
            self._write(self._waiting[:_PORTION])
            del self._waiting[:_PORTION]

    def _write(self, waiting: Sequence[_Made]) -> None:
        """What changed meanwhile is not remembered: the next run has to look at it."""
        rows = []
        for made in waiting:
            states = {path: _settled(Path(path), digest) for path, digest in made.files.items()}
            if all(state is not None for state in states.values()):
                kept = {"item": made.item, "files": states, "made": made.made}
                rows.append((made.article, made.settings, json.dumps(kept, ensure_ascii=False)))
        self._cache.leave_made(str(self._output), rows)

    def _of(self, locales: Sequence[str]) -> str:
        return hashlib.sha256(f"{self._settings}\n{locales}".encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def _inputs(self, file: ArticleFile) -> list[Path]:
        """The article, and its catalog in every locale: each can tell the article's language."""
        own = [] if file.spans else [file.file]
        return own + [folder / f"{file.id}.po" for folder in self._folders]

    def _outputs(self, made: Mapping[str, Any]) -> dict[str, str]:
        editions = made["entry"]["locales"].values()
        return {str(self._output / f["path"]): f["sha256"] for e in editions for f in e["files"].values()}

    def _paths(self, file: ArticleFile, made: Mapping[str, Any]) -> set[str]:
        return {*map(str, self._inputs(file)), *self._outputs(made)}


def program() -> tuple[str, ...]:
    """What tells this program from another one: its version, its modules as they lie here, and whether libraries came
    or went beside it."""
    modules = [stat_text(path) for path in sorted(_PACKAGE.rglob("*.py"))]
    return (version("bylingual"), *modules, stat_text(Path(sysconfig.get_path("purelib"))))


def _digest(path: Path) -> str:
    try:
        data = read_bytes(path)
    except OSError:
        return "unreadable"  # no file has this digest
    return "" if data is None else hashlib.sha256(data).hexdigest()


def _settled(path: Path, digest: str) -> tuple[str, str] | None:
    """The state of a file that should have this digest, None if it has another one."""
    try:
        state = file_state(path)
    except FileNotFoundError:
        return None if digest else ("", "")
    except OSError:
        return None
    return (state.stat, digest) if state.digest.hex() == digest else None
