"""The index pages of a manifest: one for each language that it has pages in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..writers import html
from ..writers import index as writer


def pages(articles: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, bytes]]:
    """By tag, the path below the output folder and the bytes of each index; articles without a page are left out."""
    by_tag: dict[str, list[writer.Entry]] = {}
    for article in articles:
        found = article["locales"]
        paths = {tag: e["files"][html.NAME]["path"] for tag, e in found.items() if html.NAME in e["files"]}
        for tag, path in paths.items():
            edition = found[tag]
            others = {other: p for other, p in paths.items() if other != tag}
            headline = edition.get("headline") or article["id"]
            entry = writer.Entry(path, headline, edition.get("deck", ""), edition["state"], others)
            by_tag.setdefault(tag, []).append(entry)
    return {tag: (f"{tag}/{writer.FILE_NAME}", writer.write(tag, entries)) for tag, entries in sorted(by_tag.items())}
