"""The translation memory: what people approved before, for the same text or a similar one.

The PO files are the memory. This module holds its values and its rules; `memory_index` finds candidates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from .keys import comparison_key
from .model import Role, Unit, stamp

# Similarity of comparison keys, in per cent, from which an approved text is offered as a suggestion.
SIMILAR = 85
# Texts shorter than this are alike by chance.
SHORT = 25
# What is written in a way of its own: a text whose role nobody knows is only a suggestion there.
_STYLED = frozenset([Role.HEADLINE.value, Role.KICKER.value, Role.DECK.value])


@dataclass(frozen=True, order=True)
class Approved:
    """A pair that a person approved: the role and source of its unit, its target, the catalog it stands in.

    Pairs that were imported may have no role (""), and may have lost their codes: they are not `whole`, good for a
    suggestion only.
    """

    role: str
    source: str
    target: str
    origin: str
    whole: bool = True


@dataclass(frozen=True)
class Match:
    """What the memory has for a text: the pair, and how alike the sources are in per cent (100: the same)."""

    pair: Approved
    likeness: int


def fills(role: str) -> bool:
    """Whether a unit of a role takes the target of the same text from a memory that knows no roles."""
    return role not in _STYLED


def exact(pairs: Iterable[Approved]) -> Match | None:
    """The target to take among pairs with the wanted role and source: the one approved most often, the first by
    catalog where several are."""
    found = sorted(pairs, key=lambda p: (p.origin, p.target))
    if not found:
        return None
    times = Counter(p.target for p in found)
    return Match(max(found, key=lambda p: times[p.target]), 100)


def similar(role: str, source: str, candidates: Iterable[Approved]) -> Match | None:
    """The pair whose source is most like `source`, at least 85 %; on a tie the same role first, then by catalog."""
    key = comparison_key(source)
    if len(key) < SHORT:
        return None
    scored = []
    for pair in candidates:
        likeness = fuzz.ratio(key, comparison_key(pair.source), score_cutoff=SIMILAR)
        if likeness:
            scored.append((-likeness, pair.role != role, pair.origin, pair.target, pair))
    if not scored:
        return None
    best = min(scored)
    # A text that differs in capitals or quotes only is alike, not the same.
    return Match(best[-1], min(99, round(-best[0])))


def remembered(unit: Unit, match: Match) -> Unit:
    """`unit` with the approved target of the same text, for review: what was right there need not be right here."""
    target = match.pair.target
    if target == unit.target:
        return unit
    changed = tuple(n for n in unit.notes if n.startswith(("source changed", "role changed")))
    risk = "low (approved for the same text)" if match.pair.role else "medium (the same text, its place unknown)"
    notes = (*changed, f"risk: {risk}", f"memory: {match.pair.origin}")
    mark = stamp(unit.context, unit.source, target)
    return replace(unit, target=target, fuzzy=True, previous=None, previous_context=None, stamp=mark, notes=notes)


def suggested(unit: Unit, match: Match) -> Unit:
    """`unit` with the approved target of a similar text as a suggestion."""
    if match.pair.target == unit.target:
        return unit
    like = f"similar: {match.likeness} % like a text approved in {match.pair.origin}"
    if match.likeness == 100:
        like = f"similar: the same text in {match.pair.origin}, its place unknown"
    return replace(unit, notes=(*unit.notes, like, f"suggestion: {match.pair.target}"))
