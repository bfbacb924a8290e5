"""`article.json`, schema `bylingual.article/1`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ..locales import bcp47
from ..localize import Localized
from ..model import Role, State

NAME = "json"

_ABOVE = (Role.HEADLINE, Role.DECK, Role.BYLINE, Role.CREDIT, Role.META)


def filename(localized: Localized) -> str:
    """Always `article.json`."""
    return "article.json"


def write(localized: Localized, editions: Sequence[str]) -> bytes:
    """Keys in a fixed order, UTF-8, two spaces of indentation, final newline."""
    units = [p for p in localized.pieces if p.first]
    body: list[dict[str, Any]] = []
    for piece in units:
        if piece.role in _ABOVE:
            continue
        entry: dict[str, Any] = {
            "role": piece.role.value,
            "html": piece.html,
            "text": piece.plain,
            "state": piece.state,
        }
        if piece.is_source and not localized.is_source_edition and piece.state != "kept":
            entry["language"] = bcp47(localized.language)
        if piece.previous:
            entry["previous"] = True
        body.append(entry)
    coverage = localized.coverage
    data = {
        "schema": "bylingual.article/1",
        "id": localized.article.id,
        "language": bcp47(localized.locale),
        "source_language": bcp47(localized.language),
        "state": localized.state,
        "notices": [{"kind": n.kind.value, "language": bcp47(n.language), "text": n.text} for n in localized.notices],
        "headline": localized.text_of(Role.HEADLINE),
        "deck": localized.text_of(Role.DECK),
        "byline": [p.plain for p in units if p.role in (Role.BYLINE, Role.CREDIT)],
        "body": body,
        "meta": _meta(localized),
        "provenance": {
            "engines": list(localized.engines),
            "approved": coverage.get(State.APPROVED, 0),
            "machine": localized.machine_units,
            "previous": localized.previous_units,
            "source": localized.source_units,
        },
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _meta(localized: Localized) -> dict[str, Any]:
    """The article's simple keys; a key that is translated has the text that appears, several texts are a list."""
    said: dict[str, list[str]] = {}
    for piece in localized.pieces:
        if piece.name in localized.article.meta or (piece.name and piece.role is Role.META):
            said.setdefault(piece.name, []).append(piece.plain)
    return {**localized.article.meta, **{name: texts if len(texts) > 1 else texts[0] for name, texts in said.items()}}
