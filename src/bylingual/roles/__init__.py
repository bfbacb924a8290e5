"""Roles of plain text: what each paragraph of an article is, from its text, its place and its neighbours.

Input is the sequence of texts of one article; output one `Assigned` for each part. The rules carry the names they have
in `docs/reading.md`; a rule is a function on a `Draft` in one of these files and a line in `RULES`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..keys import comparison_key
from ..labels import credit_kind
from ..model import Disposition, Role
from . import body, captions, dateline, dates, furniture, headline, names, wire
from .dates import is_date
from .draft import Draft

__all__ = ["Assigned", "Found", "assign_parts", "assign_roles", "is_byline", "is_credit", "is_date"]

# In this order: a part that a rule has named is left alone by those after it.
RULES: tuple[Callable[[Draft], None], ...] = (
    wire.find_wire,  # R2
    names.find_labelled,  # R6
    dates.find_dates,  # R12
    headline.find_headline,  # R3, R4
    furniture.find_phrases,  # R11
    dateline.find_datelines,  # R7
    captions.find_captions,  # R9
    names.find_beside_headline,  # R6
    furniture.find_toolbars,  # R11
    furniture.find_link_lists,  # R11
    names.find_below,  # R6
    furniture.find_after_the_end,  # R11
    headline.find_copies,  # R3
    headline.find_deck,  # R5
    body.find_pull_quotes,  # R10
    body.find_headings,  # R8
    body.find_wordless,
)


@dataclass(frozen=True)
class Assigned:
    """What a part is: `source` is the text of its unit, the first of its kind where it repeats one. It stands from
    `begin` to `end`, each the number of a text and an offset in it; `markup` marks what is for the file only."""

    role: Role
    disposition: Disposition
    source: str
    reason: str
    begin: tuple[int, int] = (0, 0)
    end: tuple[int, int] = (0, 0)
    markup: bool = False


@dataclass(frozen=True)
class Found:
    """The parts of an article in order, and whether a paywall ends it."""

    parts: tuple[Assigned, ...]
    is_truncated: bool


def assign_parts(texts: Sequence[str], *, drop: bool = True) -> Found:
    """What `texts`, the non-white blocks of one plain-text article in reading order, are made of. A text can have
    several parts (a dateline and its paragraph), and a part several texts ("By" and the name below it).

    With `drop` false, what is dropped is kept as it is. Texts are taken as they are, without white space around them.
    """
    return _assign(texts, drop=drop, may_cut=True)


def assign_roles(texts: Sequence[str], *, drop: bool = True) -> list[Assigned]:
    """As `assign_parts`, with one part for each text."""
    return list(_assign(texts, drop=drop, may_cut=False).parts)


def is_byline(text: str) -> bool:
    """Whether a text is a label and a name ("By …")."""
    return len(text) <= 120 and credit_kind(text.removesuffix("=")) == "by"


def is_credit(text: str) -> bool:
    """Whether a text says who edited, translated, reported."""
    return bool(credit_kind(text))


def _assign(texts: Sequence[str], *, drop: bool, may_cut: bool) -> Found:
    draft = Draft(texts, may_cut=may_cut)
    for rule in RULES:
        rule(draft)
        draft.settle()
    if not drop:
        furniture.keep_all(draft)
    first: dict[tuple[Role, str], str] = {}
    parts = []
    for part in draft.parts:
        source = part.text
        if part.disposition is Disposition.TRANSLATE:
            source = first.setdefault((part.role, comparison_key(source)), source)
        parts.append(Assigned(part.role, part.disposition, source, part.reason, part.begin, part.end, part.markup))
    return Found(tuple(parts), draft.is_truncated)
