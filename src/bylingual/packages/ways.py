"""Ways from a language to another over the pairs that packages translate: what to install for a wanted pair."""

from __future__ import annotations

from collections.abc import Iterable

from ..locales import language_of

Pair = tuple[str, str]


def for_pair(pairs: Iterable[Pair], source: str, target: str) -> Pair | None:
    """The pair to install for a wanted one: itself, or the one of its languages that the planner falls back to."""
    known = set(pairs)
    for goal in dict.fromkeys((target, language_of(target))):
        for start in dict.fromkeys((source, language_of(source))):
            if (start, goal) in known and start != goal:
                return start, goal
    return None


def pivots(offered: Iterable[Pair], present: Iterable[Pair], source: str, target: str) -> list[tuple[Pair, Pair]]:
    """Ways from `source` to `target` through one other language, those with the fewest packages to install first, then
    through English."""
    have = set(present)
    known = have | set(offered)
    ways = []
    for middle in sorted({to for _, to in known} | {start for start, _ in known}):
        first, second = for_pair(known, source, middle), for_pair(known, middle, target)
        if first and second and first[1] == second[0] == middle:
            ways.append((first, second))
    return sorted(ways, key=lambda way: (len(set(way) - have), way[0][1] != "en"))
