"""Models: Argos packages listed, installed from an index or a file, removed. Nothing else reaches the network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ..errors import ConfigError, PackageError
from ..packages import download, index, place, ways
from ..packages.folders import packages_folder
from ..packages.index import Offer
from ..packages.installed import Package, installed, present, shipped, usable
from ..packages.metadata import Metadata
from ..packages.ways import Pair

SECONDS = 30.0


class Watch(Protocol):
    """Told how an installation goes. Sizes in bytes; a total of 0 is unknown."""

    def waiting(self) -> None:
        """Another program installs."""

    def downloading(self, done: int, total: int) -> None:
        """So much has come."""

    def unpacking(self, done: int, total: int) -> None:
        """So much is unpacked."""


@dataclass(frozen=True)
class Source:
    """Where an index is, and how many seconds without a byte are waited for it and its packages."""

    address: str = index.PUBLIC
    seconds: float = SECONDS

    def offers(self) -> Mapping[Pair, Offer]:
        """What it offers. Raises PackageError."""
        data = download.read(self.address, limit=index.LIMIT, timeout=self.seconds)
        return index.read_index(data, self.address)


@dataclass(frozen=True)
class Outcome:
    """What an installation did: the package, the pair of locales it translates, and whether it was there already."""

    metadata: Metadata
    pair: Pair
    already: bool = False


@dataclass(frozen=True)
class Listing:
    """Argos' folder, what is installed there or as a Python distribution, what of it is used for each pair, and what an
    index offers."""

    folder: Path
    packages: tuple[Package, ...]
    used: Mapping[Pair, Package]
    offers: Mapping[Pair, Offer]


def listed(source: Source | None = None) -> Listing:
    """The installed packages and, with a `source`, what its index offers. Raises PackageError."""
    packages = present()
    return Listing(packages_folder(), tuple(packages), usable(packages), source.offers() if source else {})


def install(wanted: Pair, source: Source, watch: Watch, *, force: bool = False) -> Outcome:
    """Install the package for a pair of locales from an index, unless as new a one is installed and not `force`.

    Raises PackageError, for a pair that the index has not with the command for a way through another language.
    """
    if wanted[0] == wanted[1]:
        raise ConfigError(f"{wanted[0]}→{wanted[1]} is no language pair", remedy="Name two languages")
    offers = source.offers()
    pair = ways.for_pair(offers, *wanted)
    if pair is None:
        raise PackageError(f"the index has no package {'→'.join(wanted)}", remedy=_other_way(wanted, offers))
    offer = offers[pair]
    with place.locked(watch.waiting) as folder:
        have = usable(installed()).get(pair)
        if have and have.metadata and have.metadata.order >= offer.metadata.order and not force:
            return Outcome(have.metadata, pair, already=True)
        file = download.download(offer.links, offer.sha256, timeout=source.seconds, progress=watch.downloading)
        try:
            metadata = place.put(file, folder, lambda found: _as_said(found, offer.metadata), watch.unpacking)
        except PackageError:
            download.discard(file)
            raise
        download.discard(file)
    return Outcome(metadata, pair)


def install_file(file: Path, watch: Watch, *, force: bool = False) -> Outcome:
    """Install a package file, in place of a newer package only with `force`. Raises PackageError."""
    with place.locked(watch.waiting) as folder:
        have = {} if force else usable(installed())
        try:
            metadata = place.put(file, folder, lambda found: _no_step_back(found, have), watch.unpacking)
        except PackageError as error:
            error.remedy = error.remedy or "Get it again, or from somewhere else"
            raise
    return Outcome(metadata, metadata.pair)


def remove(wanted: Pair) -> list[Package]:
    """Remove what is installed for exactly this pair of locales, broken packages too. Raises PackageError."""
    with place.locked(lambda: None) as folder:
        found = [package for package in installed() if package.pair == wanted]
        if not found:
            there = ", ".join("→".join(pair) for pair in sorted({p.pair for p in installed()}))
            remedy = f"Installed: {there}" if there else ""
            if held := [package for package in shipped() if package.pair == wanted]:
                remedy = f"The {'→'.join(wanted)} that is there goes with: pip uninstall {held[0].distribution}"
            raise PackageError(f"no package {'→'.join(wanted)} is installed", remedy=remedy)
        place.remove(found, folder)
    return found


def _other_way(wanted: Pair, offers: Mapping[Pair, Offer]) -> str:
    have = usable(installed())
    found = ways.pivots(offers, have, *wanted)
    if not found:
        return "`bylingual models list --available` lists what it has"
    missing = [pair for pair in found[0] if pair not in have]
    if not missing:
        return f"None is needed: `translate` goes through {found[0][0][1]}"
    commands = " && ".join(f"bylingual models install {' '.join(pair)}" for pair in missing)
    return f"Through {found[0][0][1]}: {commands}"


def _as_said(found: Metadata, said: Metadata) -> None:
    if (found.pair, found.version) != (said.pair, said.version):
        raise PackageError(
            f"it is {_shown(found)}, not {_shown(said)} as the index says", remedy="Tell the index's keeper"
        )


def _no_step_back(found: Metadata, have: Mapping[Pair, Package]) -> None:
    other = have.get(found.pair)
    if other and other.metadata and other.metadata.order > found.order:
        raise PackageError(
            f"it is {_shown(found)}, and {other.version} is installed", remedy="--force installs it all the same"
        )


def _shown(metadata: Metadata) -> str:
    return f"{metadata.from_code}→{metadata.to_code} {metadata.version}"
