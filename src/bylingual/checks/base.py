"""What a rule gets and gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from .. import inline
from ..glossary import Term
from ..inline import Part
from ..marks import PROTECTED
from ..model import Severity, Unit

T = TypeVar("T")


@dataclass(frozen=True)
class Context:
    """What a rule may know beside the unit.

    `source` and `target` are on-disk locales, "" where unknown; `terms` the project's glossary; `units` all of the
    unit's catalog, for rules that compare units, empty where only one is looked at. `grades` are the configuration's
    levels of rules: "off", "warning" or "error" for all that a rule finds. `locked` is `[gate] locked`.
    """

    source: str
    target: str
    terms: tuple[Term, ...] = ()
    units: tuple[Unit, ...] = ()
    grades: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    locked: bool = False
    _made: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What `make` gives, made for the first rule that asks for `name`."""
        if name not in self._made:
            self._made[name] = make()
        return self._made[name]  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Issue:
    """What a rule found in one unit: how bad, what is wrong and what to do."""

    severity: Severity
    message: str


@lru_cache(maxsize=512)
def parts(text: str) -> tuple[Part, ...]:
    """The inline markup of a text whose syntax is not known: Markdown, of which HTML is a part."""
    return inline.parse(text, inline.MARKDOWN)


@lru_cache(maxsize=512)
def shown(text: str) -> str:
    """What a reader sees of a text, without markup."""
    return inline.plain(parts(text))


@lru_cache(maxsize=512)
def prose(text: str) -> str:
    """What a reader sees of a text, without what is the same in every language (addresses, handles, tags, emoji)."""
    return PROTECTED.sub(" ", shown(text))


class FileRule(Protocol):
    """What a rule says of itself; docs/rules.md is made of it. Texts are Markdown.

    `LEVELS` tells when a finding is an error and when a warning, `WHY` what goes wrong if nobody looks, `REMEDY` what
    to do, also about a false alarm.
    """

    NAME: str
    LEVELS: Mapping[Severity, str]
    WHY: str
    REMEDY: str


class Rule(FileRule, Protocol):
    """A module of this folder: a rule and its check, which sees live units with a target only."""

    def check(self, unit: Unit, context: Context) -> Iterator[Issue]:
        """The issues of `unit`."""
        ...
