"""Whether JSON fits its published schema and holds nothing that the schema does not name."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from tools.docs import shapes


def fits(data: Any) -> None:
    """Raises ValidationError; the schema is the one that `data` names."""
    name = data["schema"].removeprefix("bylingual.").partition("/")[0]
    for validator in _validators(name):
        validator.validate(data)


def printed(text: str) -> None:
    """The same for what a command printed, where that is JSON."""
    if text.startswith('{\n  "schema"'):
        fits(json.loads(text))


@cache
def _validators(name: str) -> tuple[Draft202012Validator, Draft202012Validator]:
    schema = shapes.load(name)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema), Draft202012Validator(_strict(schema))


def _strict(schema: Any) -> Any:
    """The schema with every object closed that the published one leaves open for later versions."""
    if isinstance(schema, list):
        return [_strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {name: _strict(part) for name, part in schema.items()}
    if isinstance(schema.get("properties"), dict):
        closed.setdefault("additionalProperties", False)
    return closed
