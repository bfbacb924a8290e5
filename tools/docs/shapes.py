"""docs/json.md: the shapes of what the program writes for other programs, from their JSON Schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .markdown import code, table

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
# In the order of the journey; config.schema.json describes what is read, in docs/configuration.md.
NAMES = ("inspect", "detect", "translate", "status", "findings", "glossary", "models", "doctor", "bundle", "article")


def load(name: str) -> dict[str, Any]:
    """A schema by its name."""
    schema: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return schema


def shapes() -> str:
    """A section for each shape."""
    text = ""
    for name in NAMES:
        schema = load(name)
        text += f"## {schema['properties']['schema']['const']}\n\n{schema['description']} "
        text += f"[schemas/{name}.schema.json](schemas/{name}.schema.json)\n\n"
        text += table(("key", "value", "meaning"), _rows(schema, "")) + "\n\n"
    return text


def _rows(schema: dict[str, Any], path: str) -> Iterator[tuple[str, str, str]]:
    """Every key below an object, with the path to it: `articles[].id`, `locales.*.state`."""
    for name, value in schema.get("properties", {}).items():
        if "const" in value:  # the shape's own name, which heads the section
            continue
        optional = "" if name in schema.get("required", ()) else " (not always there)"
        full = f"{path}{name}"
        yield code(full), _kind(value), value["description"] + optional
        yield from _below(value, full)


def _below(value: dict[str, Any], path: str) -> Iterator[tuple[str, str, str]]:
    if value.get("type") == "array":
        yield from _below(value["items"], f"{path}[]")
    elif isinstance(more := value.get("additionalProperties"), dict) and "properties" in more:
        yield from _rows(more, f"{path}.*.")
    else:
        yield from _rows(value, f"{path}.")


def _kind(value: dict[str, Any]) -> str:
    if "enum" in value:
        return ", ".join(code(json.dumps(v)) for v in value["enum"])
    if value["type"] == "array":
        return f"list of {value['items']['type']}s"
    if value["type"] == "object" and "enum" in (names := value.get("propertyNames", {})):
        return f"object: {', '.join(map(code, names['enum']))}"
    return str(value["type"])
