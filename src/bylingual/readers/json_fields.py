"""Looking into parsed JSON by keys, without caring for what is not there or is of another type."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from .coded import Coded
from .encoding import UNUSABLE
from .json_text import Array, Object, String, Value, plain_string, read_string


@dataclass(frozen=True)
class Fields:
    """A JSON object in `text`. Case makes no difference in keys: ninjs 3 writes `pubStatus`, ninjs 2 `pubstatus`."""

    text: str
    value: Object

    @cached_property
    def members(self) -> dict[str, Value]:
        """The object's values by their keys in lower case."""
        return {key.lower(): value for key, value in self.value.members.items()}

    def get(self, key: str) -> Value | None:
        """The value of a key."""
        return self.members.get(key.lower())

    def string(self, *keys: str) -> str:
        """The text of the first key that has one, stripped; "" if none."""
        return next((said for key in keys if (said := self._said(self.get(key)))), "")

    def coded(self, key: str) -> Coded | None:
        """The text of a key with its places; None where it is no string or a white one."""
        return next(iter(self.strings(key)), None) if isinstance(self.get(key), String) else None

    def strings(self, key: str) -> list[Coded]:
        """The texts of a key: its own, or those in its list."""
        value = self.get(key)
        items = value.items if isinstance(value, Array) else (value,)
        texts = (read_string(self.text, v) for v in items if isinstance(v, String))
        return [coded for coded in texts if coded.text.strip()]

    def objects(self, key: str, *, named: bool = False) -> list[Fields]:
        """The objects of a key: those in its list; else its own, or if `named` those that stand in it under names."""
        value = self.get(key)
        items = value.items if isinstance(value, Array) else (value,)
        if named and isinstance(value, Object):
            items = tuple(value.members.values())
        return [Fields(self.text, item) for item in items if isinstance(item, Object)]

    def types(self) -> list[str]:
        """What `@type` says."""
        return [coded.text.rpartition("/")[2] for coded in self.strings("@type")]

    def simple(self) -> dict[str, str]:
        """The members that are texts of one line and fit into a bundle's metadata."""
        said = {k: self._said(v) for k, v in self.value.members.items() if not UNUSABLE.search(k)}
        return {k: v for k, v in said.items() if v and len(v) <= 500 and "\n" not in v}

    def _said(self, value: Value | None) -> str:
        said = plain_string(self.text, value).strip() if isinstance(value, String) else ""
        return "" if UNUSABLE.search(said) else said
