"""The index of an Argos package repository: which packages it offers and where they are.

A JSON list of objects like a package's metadata.json, each with `links` (addresses, absolute or relative to the
index's own). Argos' public index gives no checksum; an index of one's own may: `"sha256"`, 64 hex digits.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from ..errors import PackageError
from .metadata import Metadata, metadata_of
from .ways import Pair

PUBLIC = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json"
LIMIT = 16 << 20  # bytes of an index; the public one has 32 KB
# How far a link may lead from the index that gives it: never from a server to this machine's files, never out of TLS.
_LEADS = {"file": {"file", "http", "https"}, "http": {"http", "https"}, "https": {"https"}}
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")


@dataclass(frozen=True)
class Offer:
    """A package that an index offers; `sha256` is "" where it gives none. `links` are those that can be used."""

    metadata: Metadata
    links: tuple[str, ...]
    sha256: str = ""


def leads(start: str, end: str) -> bool:
    """Whether an address found at `start` may be followed to `end`."""
    return scheme_of(end) in _LEADS.get(scheme_of(start), ())


def scheme_of(address: str) -> str:
    """`https`, "" for what is no address."""
    try:
        return urlsplit(address).scheme
    except ValueError:
        return ""


def read_index(data: bytes, address: str) -> dict[Pair, Offer]:
    """The packages of the index at `address`, by pair of locales, of several the newest. Entries that are no
    translation package of known languages are passed over. Raises PackageError for what is no index."""
    try:
        entries = json.loads(data)
    except (ValueError, RecursionError):
        entries = None
    if not isinstance(entries, list):
        raise PackageError("no index of Argos packages: not a JSON list", path=address, remedy="Look at --index")
    offers: dict[Pair, Offer] = {}
    for entry in entries:
        try:
            metadata = metadata_of(entry if isinstance(entry, dict) else {})
        except PackageError:
            continue
        known = offers.get(metadata.pair)
        if known is None or known.metadata.order < metadata.order:
            links = entry.get("links")
            offers[metadata.pair] = Offer(
                metadata,
                tuple(_followed(links if isinstance(links, list) else [], address)),
                _checksum(entry.get("sha256"), metadata),
            )
    return offers


def _followed(links: list[object], address: str) -> Iterator[str]:
    """The links that may be followed, absolute."""
    for link in links:
        with contextlib.suppress(ValueError):
            if isinstance(link, str) and leads(address, absolute := urljoin(address, link)):
                yield absolute


def _checksum(value: object, metadata: Metadata) -> str:
    if value is None:
        return ""
    if not isinstance(value, str) or not _SHA256.fullmatch(value):
        raise PackageError(f"the index gives {metadata.name} a sha256 that is none")
    return value.lower()
