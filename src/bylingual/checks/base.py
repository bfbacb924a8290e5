"""What a rule gets and gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
