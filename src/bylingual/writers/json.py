"""`article.json`, schema `bylingual.article/1`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
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
        entry = {
            "role": piece.role.value,
            "html": escape(piece.text, quote=False),
            "text": piece.text,
            "state": piece.state,
        }
        if piece.is_source and not localized.is_source_edition and piece.state != "kept":
            entry["language"] = bcp47(localized.language)
        body.append(entry)
    coverage = localized.coverage
    data = {
        "schema": "bylingual.article/1",
        "id": localized.article.id,
        "language": bcp47(localized.locale),
        "source_language": bcp47(localized.language),
        "headline": localized.text_of(Role.HEADLINE),
        "deck": localized.text_of(Role.DECK),
        "byline": [p.text for p in units if p.role in (Role.BYLINE, Role.CREDIT)],
        "body": body,
        "meta": dict(localized.article.meta),
        "provenance": {
            "engines": list(localized.engines),
            "approved": coverage.get(State.APPROVED, 0),
            "machine": localized.machine_units,
            "source": len({(p.role, p.text) for p in units if p.is_source and p.state != "kept"}),
        },
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
