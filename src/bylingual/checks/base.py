"""What a rule gets and gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from ..model import Severity, Unit


@dataclass(frozen=True)
class Context:
    """The languages of the unit: on-disk locales, "" where unknown."""

    source: str
    target: str


@dataclass(frozen=True)
class Issue:
    """What a rule found in one unit: how bad, what is wrong and what to do."""

    severity: Severity
    message: str


class Rule(Protocol):
    """A module of this folder: its rule's name and the check, which sees live units with a target only."""

    NAME: str

    def check(self, unit: Unit, context: Context) -> Iterator[Issue]:
        """The issues of `unit`."""
        ...
