"""The configuration's keys as a table for people and as a JSON Schema for editors."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

from bylingual.config import KEYS, Key, literal

from .markdown import code, table

# The draft that taplo, hence most editors of TOML, understands.
_DRAFT = "http://json-schema.org/draft-07/schema#"
_LOCALE = "[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*"
_TYPES = {str: "string", bool: "boolean", float: "number"}


def keys() -> str:
    """A section of docs/configuration.md for each table of the configuration."""
    text = ""
    for section, group in groupby(KEYS, lambda k: k.section):
        rows = [(code(k.last), code(literal(k.default)), _values(k), f"{k.meaning}{_example(k)}") for k in group]
        text += f"## {code(f'[{section}]') if section else 'At the top'}\n\n"
        text += table(("key", "default", "values", "meaning"), rows) + "\n\n"
    return text


def _values(key: Key) -> str:
    if key.allowed:
        listed = ", ".join(map(code, key.allowed))
        return f"a list of {listed}" if isinstance(key.default, tuple) else listed
    if key.between:
        return f"{key.between[0]:g} to {key.between[1]:g}"
    if isinstance(key.default, bool):
        return "`true`, `false`"
    if isinstance(key.default, tuple):
        return "a list of locales" if key.locale else "a list of texts"
    return f"{code(literal(key.default))} or a locale" if key.locale else "a text"


def _example(key: Key) -> str:
    return f" Such as {code(f'{key.last} = {literal(key.example)}')}." if key.example is not None else ""


def schema() -> str:
    """docs/schemas/config.schema.json."""
    root: dict[str, Any] = {
        "$schema": _DRAFT,
        "title": "bylingual.toml",
        "description": "The configuration of Bylingual: docs/configuration.md.",
        **_object(),
    }
    for key in KEYS:
        within = root["properties"].setdefault(key.section, _object()) if key.section else root
        for name in key.spelled:
            within["properties"][name.rpartition(".")[2]] = _schema(key)
    return json.dumps(root, ensure_ascii=False, indent=2) + "\n"


def _object() -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": {}}


def _schema(key: Key) -> dict[str, Any]:
    described = {"description": key.meaning.replace("`", ""), "default": key.default}
    if isinstance(key.default, tuple):
        return {**described, "type": "array", "items": {"type": "string", **_limits(key)}}
    return {**described, "type": _TYPES[type(key.default)], **_limits(key)}


def _limits(key: Key) -> dict[str, Any]:
    if key.allowed:
        return {"enum": list(key.allowed)}
    if key.between:
        return {"minimum": key.between[0], "maximum": key.between[1]}
    if key.locale:
        default = f"{key.default}|" if isinstance(key.default, str) else ""
        return {"pattern": f"^({default}{_LOCALE})$"}
    return {}
