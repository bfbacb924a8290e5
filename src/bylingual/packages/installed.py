"""The packages that are installed, whole or not: in Argos' folder, and as Python distributions."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from ..errors import PackageError
from .codes import locale_of
from .folders import packages_folder
from .metadata import METADATA, Metadata, missing_file, read_metadata

# Folders that hold or held a package, also when their metadata cannot be read.
_NAME = re.compile(r"(?:translate-)?(?P<source>[a-z]{2,3})_(?P<target>[a-z]{2,3})(?:-[\d_-]+)?")

# Distributions with packages name a module in this group of entry points; beside it lie the packages' folders.
GROUP = "bylingual.packages"
_STARTER = "BYLINGUAL_STARTER"

# A package that is replaced while we look is looked for again, so often.
_LOOKS = 5


@dataclass(frozen=True)
class Package:
    """A folder in Argos' packages folder, or in the Python `distribution` of that name.

    `problem` tells why it cannot be used, "" if it can; `metadata` is None where it cannot be read. `pair` holds
    on-disk locales, "" where unknown.
    """

    path: Path
    pair: tuple[str, str]
    metadata: Metadata | None
    problem: str = ""
    distribution: str = ""

    @property
    def starter(self) -> bool:
        """Whether its model is a starter model."""
        return self.metadata is not None and self.metadata.starter

    @property
    def version(self) -> str:
        """The package's version, "" if unknown."""
        return self.metadata.version if self.metadata else ""

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        total = 0
        for folder, _, names in os.walk(self.path):
            for name in names:
                with contextlib.suppress(FileNotFoundError):
                    total += (Path(folder) / name).lstat().st_size
        return total


def installed() -> list[Package]:
    """Every package in Argos' folder, by name. Hidden folders and those that were never a package are passed over."""
    packages: list[Package] = []
    for _ in range(_LOOKS):
        try:
            entries = sorted(packages_folder().iterdir(), key=lambda path: path.name)
        except OSError:
            return []
        packages = [found for path in entries if not path.name.startswith(".") and (found := _package(path))]
        if all(path.exists() for path in entries):
            break
    return packages


def shipped() -> list[Package]:
    """Every package that an installed Python distribution holds, by name; without starter models where the environment
    says BYLINGUAL_STARTER=0."""
    found = []
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        spec = find_spec(point.module)
        for place in (spec and spec.submodule_search_locations) or ():
            packages = (_package(path) for path in sorted(Path(place).iterdir()))
            found += [replace(p, distribution=point.dist.name if point.dist else point.module) for p in packages if p]
    wanted = os.environ.get(_STARTER, "1") not in ("0", "no", "off", "false")
    return [package for package in found if wanted or not package.starter]


def present() -> list[Package]:
    """Every package that there is."""
    return [*shipped(), *installed()]


def usable(packages: Iterable[Package]) -> dict[tuple[str, str], Package]:
    """The whole packages by their pair: of several the newest, a starter model only where there is no other."""
    chosen: dict[tuple[str, str], Package] = {}
    for package in packages:
        if package.metadata and not package.problem:
            other = chosen.get(package.pair)
            if other is None or other.metadata is None or other.metadata.order <= package.metadata.order:
                chosen[package.pair] = package
    return chosen


def _package(path: Path) -> Package | None:
    if not path.is_dir():
        return None
    try:
        metadata = read_metadata(path)
    except PackageError as error:
        name = _NAME.fullmatch(path.name)
        if not name:
            return Package(path, ("", ""), None, error.problem) if (path / METADATA).exists() else None
        return Package(path, (locale_of(name["source"]), locale_of(name["target"])), None, error.problem)
    try:
        missing = missing_file(path)
    except OSError as error:
        return Package(path, metadata.pair, metadata, f"cannot be read: {error.strerror}")
    return Package(path, metadata.pair, metadata, f"no {missing}" if missing else "")
