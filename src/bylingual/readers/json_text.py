"""JSON with the place of every value: nothing is loaded and dumped again, so all else stays byte for byte.

Control characters in strings are let through, as agencies send them; all else is RFC 8259.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ..errors import ReadError
from .coded import Coded, verbatim

_DEEPEST = 100
_TOKEN = re.compile(
    r"[ \t\r\n]*+(?:"
    r'(?P<string>"(?:[^"\\]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+")'
    r"|(?P<sign>[{}\[\]:,])|(?P<scalar>-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?|true|false|null)|(?P<end>\Z))"
)
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)")
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


@dataclass(frozen=True, slots=True)
class Value:
    """A value that stands from `start` to `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class String(Value):
    """A string; its quotes belong to the span."""


@dataclass(frozen=True, slots=True)
class Array(Value):
    """An array."""

    items: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Object(Value):
    """An object. Of keys that are there twice, the last counts."""

    members: Mapping[str, Value]


_EMPTY: Mapping[str, Value] = MappingProxyType({})


def parse(text: str, path: str) -> Value:
    """The value that `text` is. Raises ReadError, with the line, for what is no JSON or nested too deeply."""
    return _Parser(text, path).value()


def read_string(text: str, value: String) -> Coded:
    """A string as it reads. A lone surrogate is left in it."""
    at, end = value.start + 1, value.end - 1
    if "\\" not in text[at:end]:
        return verbatim(text, at, end)
    out, starts, ends = [], array("I"), array("I")
    for match in _ESCAPE.finditer(text, at, end):
        start = match.start()
        out += [text[at:start], _unescaped(match[0])]
        starts.extend(range(at, start + 1))
        ends.extend(range(at + 1, start + 1))
        at = match.end()
        ends.append(at)
    starts.extend(range(at, end))
    ends.extend(range(at + 1, end + 1))
    return Coded("".join([*out, text[at:end]]), starts, ends)


def plain_string(text: str, value: String) -> str:
    """A string's characters."""
    inside = text[value.start + 1 : value.end - 1]
    return _ESCAPE.sub(lambda m: _unescaped(m[0]), inside) if "\\" in inside else inside


def style(text: str, encoding: str) -> str:
    """The flags of `quoted`'s `json` that write strings as this file does. JSON is UTF-8 by its definition; what a file
    in another encoding gets is ASCII, right for whoever reads it as either."""
    flags = ["ascii"] if text.isascii() or not encoding.startswith("utf") else []
    if "\\/" in text:
        flags.append("tags" if re.search(r"(?<!\\)/", text) else "slash")
    return ",".join(flags)


def _unescaped(escape: str) -> str:
    if len(escape) == 12:
        high, low = int(escape[2:6], 16), int(escape[8:], 16)
        return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    return chr(int(escape[2:], 16)) if escape[1] == "u" else _SHORT.get(escape[1], escape[1])


class _Parser:
    def __init__(self, text: str, path: str) -> None:
        self.text, self.path, self.at = text, path, 0

    def value(self) -> Value:
        value = self._value(0, self._token())
        if self._token()["end"] is None:
            raise self._error("something behind the end of the value")
        return value

    def _token(self) -> re.Match[str]:
        match = _TOKEN.match(self.text, self.at)
        if match is None:
            raise self._error("no JSON")
        self.at = match.end()
        return match

    def _error(self, problem: str) -> ReadError:
        line = self.text.count("\n", 0, self.at) + 1
        return ReadError(f"not valid JSON: {problem}", path=self.path, line=line, remedy="Mend it, or ask for it again")

    def _value(self, depth: int, token: re.Match[str]) -> Value:
        if depth > _DEEPEST:
            raise self._error(f"nested more than {_DEEPEST} deep")
        if token["string"]:
            return String(*token.span("string"))
        if token["scalar"]:
            return Value(*token.span("scalar"))
        start = token.start("sign")
        if token["sign"] == "[":
            return self._array(depth, start)
        if token["sign"] == "{":
            return self._object(depth, start)
        raise self._error("a value is missing")

    def _array(self, depth: int, start: int) -> Array:
        items: list[Value] = []
        token = self._token()
        while token["sign"] != "]":
            items.append(self._value(depth + 1, token))
            token = self._token()
            if token["sign"] == ",":
                token = self._token()
                if token["sign"] == "]":
                    raise self._error("a value is missing after the comma")
            elif token["sign"] != "]":
                raise self._error("neither comma nor bracket after a value")
        return Array(start, self.at, tuple(items))

    def _object(self, depth: int, start: int) -> Object:
        members: dict[str, Value] = {}
        token = self._token()
        while token["sign"] != "}":
            if not token["string"]:
                raise self._error("a key is missing")
            key = plain_string(self.text, String(*token.span("string")))
            if self._token()["sign"] != ":":
                raise self._error("a colon is missing behind a key")
            members[key] = self._value(depth + 1, self._token())
            token = self._token()
            if token["sign"] == ",":
                token = self._token()
                if token["sign"] == "}":
                    raise self._error("a key is missing after the comma")
            elif token["sign"] != "}":
                raise self._error("neither comma nor brace after a value")
        return Object(start, self.at, members or _EMPTY)
