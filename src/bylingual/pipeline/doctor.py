"""Doctor: what is installed, what the configuration needs of it, and the command that mends what is missing.

Whatever the configuration needs is tried out: `translate` would go the same way. Nothing is written.
"""

from __future__ import annotations

import contextlib
import os
import platform
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import requires, version
from pathlib import Path
from typing import Any

from ..cache import FOLDER
from ..config import CONFIG_NAME
from ..engines import ENGINES, commands
from ..engines.base import Pair, distribution
from ..errors import BylingualError, ConfigError, EngineError
from ..files import unfinished
from ..locales import language_of
from ..model import STARTER
from ..packages.folders import packages_folder
from ..packages.installed import Package, installed, shipped
from ..project import Project, load
from .jobs import Text
from .plan import Planner
from .reading import Failure, each_article

# Languages are looked for in so many articles, spread over all of them.
_SAMPLE = 30
_TRIAL = "The town has 3 schools."
_EXAMPLE = ("en", "es")
_VERSION = re.compile(r"\d+(?:\.\d+)+")
_EXTRA = re.compile(r"""(?P<name>[\w.-]+).*;\s*extra\s*==\s*['"](?P<extra>[\w.-]+)""")


@dataclass(frozen=True)
class EngineState:
    """An engine: whether it is configured, the versions of its parts, its language pairs with their labels; why it
    cannot be used, and the command that mends it."""

    name: str
    configured: bool
    versions: Mapping[str, str]
    pairs: Mapping[Pair, str]
    problem: str = ""
    remedy: str = ""


@dataclass(frozen=True)
class Need:
    """A direction that the configuration asks for: the engine and packages that serve it, or why none does; `better` is
    the command that installs a better model than the starter that serves it."""

    source: str
    target: str
    label: str = ""
    problem: str = ""
    remedies: tuple[str, ...] = ()
    better: str = ""


@dataclass(frozen=True)
class Part:
    """A program or an extra that some people need; `version` is "" where it is missing."""

    name: str
    version: str
    purpose: str
    remedy: str


@dataclass(frozen=True)
class Trouble:
    """What is wrong and the commands of which each mends it. With `blocks`, something configured cannot work."""

    problem: str
    remedies: tuple[str, ...]
    blocks: bool = False


@dataclass(frozen=True)
class Report:
    """All that was found. `config` is the configuration's file, "" if there is none."""

    versions: Mapping[str, str]
    config: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    engines: tuple[EngineState, ...]
    needs: tuple[Need, ...]
    folder: Path
    packages: tuple[Package, ...]
    parts: tuple[Part, ...]
    troubles: tuple[Trouble, ...]

    @property
    def blocked(self) -> bool:
        """Whether something configured cannot work."""
        return any(trouble.blocks for trouble in self.troubles)


def diagnose(start: Path) -> Report:
    """Look at the machine and at the project around `start`, if there is one."""
    project, config, troubles = _project(start)
    configured = project.config.engines if project else tuple(ENGINES)
    engines = tuple(_engine(name, configured) for name in ENGINES)
    sources = _sources(project) if project else ()
    needs = tuple(_needs(project, sources)) if project else ()
    packages = tuple(installed())
    troubles += [_rough(need) for need in needs if need.better]
    troubles += [Trouble(n.problem, n.remedies, True) for n in needs if n.problem]
    troubles += [*_places(project), *_unfinished(project)] if project else []
    troubles += [Trouble(f"{e.name}: {e.problem}", _all(e.remedy)) for e in engines if e.problem and e.configured]
    troubles += [_incomplete(package) for package in (*shipped(), *packages) if package.problem]
    return Report(
        {"bylingual": version("bylingual"), "Python": platform.python_version()},
        config,
        sources,
        project.config.targets if project else (),
        engines,
        needs,
        packages_folder(),
        packages,
        tuple(_parts()),
        tuple(troubles),
    )


def _project(start: Path) -> tuple[Project | None, str, list[Trouble]]:
    """The project, its configuration's file, and what is wrong with it."""
    try:
        project = load(start)
    except ConfigError as error:
        try:
            load(start, required=False)
        except ConfigError:
            problem = str(ConfigError(error.problem, path=error.path, line=error.line))
            return None, "", [Trouble(problem, _all(error.remedy), True)]
        return None, "", []
    name = CONFIG_NAME if (project.root / CONFIG_NAME).is_file() else "pyproject.toml"
    return project, str(project.root / name), []


def _engine(name: str, configured: tuple[str, ...]) -> EngineState:
    module: Any = ENGINES[name]
    versions = module.versions() if hasattr(module, "versions") else {}
    try:
        with contextlib.closing(module.open_engine()) as engine:
            pairs = dict(sorted(engine.pairs().items()))
    except EngineError as error:
        return EngineState(name, name in configured, versions, {}, error.problem, error.remedy)
    if pairs:
        return EngineState(name, name in configured, versions, pairs)
    example = "".join(commands([name], _EXAMPLE))
    return EngineState(name, name in configured, versions, {}, "no language pair is installed", example)


def _sources(project: Project) -> tuple[str, ...]:
    """The articles' languages: as configured, else the possible ones, else those of a sample of the articles."""
    config = project.config
    if config.source != "auto":
        return (config.source,)
    if config.candidates:
        return config.candidates
    try:
        files = project.find_articles().articles
    except BylingualError:
        return ()
    some = files[:: max(1, len(files) // _SAMPLE)][:_SAMPLE]
    failures: list[Failure] = []
    return tuple(sorted({language for _, language in each_article(project, list(some), failures)}))


def _needs(project: Project, sources: tuple[str, ...]) -> Iterator[Need]:
    """Every direction from a source to a target, tried out."""
    config = project.config
    if not config.engines:
        return
    planner = Planner(config.engines)
    try:
        for source in sources:
            for target in config.targets:
                if source != target:
                    yield _need(planner, source, target)
    finally:
        planner.close()


def _need(planner: Planner, source: str, target: str) -> Need:
    try:
        route = planner.route(source, target)
    except EngineError:
        known = commands(planner.names, (source, target))
        if language_of(source) == language_of(target):
            known = ["bylingual translate --engine none"]
        return Need(source, target, problem=f"no engine translates {source} to {target}", remedies=tuple(known))
    try:
        planner.translate(route, [Text(_TRIAL)], source, target)
    except EngineError as error:
        return Need(source, target, route.label, error.problem, _all(error.remedy))
    return Need(source, target, route.label, better=route.better)


def _rough(need: Need) -> Trouble:
    return Trouble(f"{need.source} → {need.target} is translated by the {STARTER}; a better one:", _all(need.better))


def _places(project: Project) -> list[Trouble]:
    """Folders that are missing, are none, or cannot be written."""
    config = project.config
    articles = project.articles_dir
    troubles = []
    if not articles.is_dir():
        troubles.append(Trouble(f"no articles folder {config.articles}/", (f"mkdir -p {articles}",), True))
    elif not os.access(articles, os.R_OK | os.X_OK):
        troubles.append(Trouble(f"{config.articles}/ cannot be read", (_permit(articles),), True))
    for name in (config.translations, config.output, FOLDER):
        path = project.root / name
        there = next(p for p in (path, *path.parents) if p.exists())
        if not there.is_dir():
            troubles.append(Trouble(f"{project.shown(there)} is no folder", (f"mv {there} {there}.bak",), True))
        elif not os.access(there, os.W_OK | os.X_OK):
            troubles.append(Trouble(f"{name}/ cannot be written", (_permit(there),), True))
    return troubles


def _unfinished(project: Project) -> list[Trouble]:
    """What commands that were killed left beside the catalogs; what somebody saved just then may be in it."""
    return [
        Trouble(
            f"{project.shown(path)} is left from a command that was killed: see if it holds what its catalog lacks",
            (f"rm {shlex.quote(str(path))}",),
        )
        for path in unfinished(project.translations_dir)
    ]


def _permit(folder: Path) -> str:
    """The command that gives us a folder."""
    return f"chmod u+rwx {folder}" if folder.stat().st_uid == os.getuid() else f'sudo chown -R "$USER" {folder}'


def _incomplete(package: Package) -> Trouble:
    pair = package.pair
    if package.distribution:
        problem = f"{package.path.name} of {package.distribution} is incomplete: {package.problem}"
        return Trouble(problem, (f"pip install --force-reinstall {package.distribution}",))
    remedy = f"bylingual models install --force {' '.join(pair)}" if all(pair) else f"rm -r {package.path}"
    return Trouble(f"the package {package.path.name} is incomplete: {package.problem}", (remedy,))


def _all(remedy: str) -> tuple[str, ...]:
    return (remedy,) if remedy else ()


def _parts() -> Iterator[Part]:
    """gettext's tools, and what is installed of each extra."""
    yield Part("gettext", _program("msgfmt"), "msgfmt, msgmerge and their kin, for editors", "apt-get install gettext")
    extras: dict[str, list[str]] = {}
    for line in requires("bylingual") or ():
        if match := _EXTRA.match(line):
            extras.setdefault(match["extra"], []).append(match["name"])
    for extra, names in sorted(extras.items()):
        found = [distribution(name) for name in names]
        whole = " ".join(f"{n} {v}" for n, v in zip(names, found, strict=True)) if all(found) else ""
        yield Part(f"bylingual[{extra}]", whole, "", f"pip install 'bylingual[{extra}]'")


def _program(name: str) -> str:
    """The version that a program names, "" if it is not there."""
    if not shutil.which(name):
        return ""
    said = subprocess.run([name, "--version"], capture_output=True, text=True, errors="replace", check=False).stdout
    match = _VERSION.search(said)
    return match[0] if match else "of unknown version"
