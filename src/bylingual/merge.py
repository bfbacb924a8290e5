"""Laying an article's units over the catalog it had: nobody's target is lost or changed, every state stays true.

Pure: old units and wanted keys in, new units out. The rules are those of `docs/states.md`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from rapidfuzz import fuzz

from .change import describe_change, without_facts
from .keys import comparison_key
from .model import Role, Unit
from .risk import engine_note

Key = tuple[Role, str]

# Notes on a change of the source: they have said what they had to once the unit is approved.
_ON_CHANGE = ("source changed", "source is back", "role changed", "suggestion:", "similar:")

# Similarity of comparison keys from which a changed source is the same unit, in per cent; short texts need more.
SIMILAR = 70
SIMILAR_SHORT = 90
SHORT = 40


@dataclass(frozen=True)
class Merged:
    """The catalog's new units (live ones in reading order, then obsolete ones) and what became of the old.

    `stale` holds the keys that turned stale in this merge: they want a suggestion.
    """

    units: tuple[Unit, ...]
    stale: frozenset[tuple[str | None, str]] = frozenset()

    @property
    def live(self) -> tuple[Unit, ...]:
        """The units that the article has."""
        return tuple(u for u in self.units if not u.obsolete)


def merge(old: Sequence[Unit], keys: Sequence[Key]) -> Merged:
    """The units for `keys` (role and source, once each, in reading order), given the catalog's `old` units.

    `old` must not hold two live units with the same key. Nothing is mutated.
    """
    return _Merge(old, keys).run()


class _Merge:
    def __init__(self, old: Sequence[Unit], keys: Sequence[Key]) -> None:
        wanted: set[tuple[str | None, str]] = set(keys)
        self.keys = keys
        self.done: dict[tuple[str | None, str], Unit] = {
            u.key: settled(u) for u in old if not u.obsolete and u.key in wanted
        }
        self.gone: list[Unit] = [u for u in old if u.obsolete or u.key not in wanted]
        self.stale: set[tuple[str | None, str]] = set()

    def run(self) -> Merged:
        self._revive()
        self._other_role()
        self._source_is_back()
        self._similar()
        live = [self.done.get(key) or Unit(key[0].value, key[1]) for key in self.keys]
        return Merged((*live, *self._obsolete()), frozenset(self.stale))

    def _new(self) -> list[Key]:
        return [key for key in self.keys if key not in self.done]

    def _take(self, key: Key, old: Unit, unit: Unit) -> None:
        self.done[key] = unit
        self.gone = [u for u in self.gone if u is not old]

    def _revive(self) -> None:
        """The text returns: its obsolete unit comes back with its state."""
        for key in self._new():
            unit = next((u for u in self.gone if u.obsolete and u.key == key), None)
            if unit:
                self._take(key, unit, settled(replace(unit, obsolete=False)))

    def _other_role(self) -> None:
        """The same text in another role: a human's target comes along for review, a machine's is made anew."""
        by_source: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.gone:
            by_source[unit.source].append(unit)
        for key in self._new():
            units = [u for u in by_source[key[1]] if any(u is g for g in self.gone)]
            if not units:
                continue
            unit = min(units, key=lambda u: (u.is_machine_text, u.obsolete))
            moved = replace(unit, context=key[0].value, obsolete=False)
            if unit.is_machine_text:
                moved = _emptied(moved)
            else:
                note = f"role changed: {unit.context} → {key[0].value}"
                moved = replace(moved, fuzzy=True, stamp="", ok="", notes=_first(note, _lasting(unit.notes)))
            self._take(key, unit, moved)

    def _source_is_back(self) -> None:
        """A stale unit's former source returns: its target fits again, but a human has to say so."""
        for key in self._new():
            unit = next((u for u in self.gone if u.fuzzy and u.target.strip() and u.previous == key[1]), None)
            if unit:
                back = replace(
                    unit,
                    context=key[0].value,
                    source=key[1],
                    previous=None,
                    previous_context=None,
                    stamp="",
                    ok="",
                    obsolete=False,
                    notes=_first("source is back to what this was written for", _lasting(unit.notes)),
                )
                self._take(key, unit, back)

    def _similar(self) -> None:
        """Best pairs first, one to one, ties in reading order."""
        new = [(key, comparison_key(key[1]), _bare(key[1])) for key in self._new()]
        gone = [(unit, comparison_key(unit.source), _bare(unit.source)) for unit in self.gone] if new else []
        pairs = []
        for n, (key, new_text, new_bare) in enumerate(new):
            for g, (unit, old_text, old_bare) in enumerate(gone):
                short = min(len(new_text), len(old_text)) < SHORT
                score = fuzz.ratio(new_text, old_text, score_cutoff=SIMILAR_SHORT if short else SIMILAR)
                if not score and short and new_bare and new_bare == old_bare:
                    score = SIMILAR_SHORT
                if score:
                    pairs.append((-score, unit.obsolete, unit.context != key[0].value, n, g))
        used_new: set[int] = set()
        used_gone: set[int] = set()
        for _, _, _, n, g in sorted(pairs):
            if n not in used_new and g not in used_gone:
                used_new.add(n)
                used_gone.add(g)
                self._changed(new[n][0], gone[g][0])

    def _changed(self, key: Key, unit: Unit) -> None:
        was, was_context = unit.source, unit.context
        if unit.fuzzy and unit.previous is not None:  # stale already: keep the source it was written for
            was, was_context = unit.previous, unit.previous_context
        note = describe_change(was, key[1])
        moved = replace(unit, context=key[0].value, source=key[1], obsolete=False)
        if unit.is_machine_text:
            self._take(key, unit, replace(_emptied(moved), notes=(note,) if unit.target.strip() else ()))
            return
        notes = _first(note, _lasting(unit.notes))
        stale = replace(moved, fuzzy=True, previous=was, previous_context=was_context, stamp="", ok="", notes=notes)
        self._take(key, unit, stale)
        self.stale.add(stale.key)

    def _obsolete(self) -> Iterable[Unit]:
        """What is gone and holds a person's work stays; the machine's own text goes."""
        seen: set[tuple[str | None, str, str]] = set()
        for unit in sorted(self.gone, key=lambda u: not u.obsolete):
            identity = (unit.context, unit.source, unit.target)
            if identity not in seen and (unit.comments or not unit.is_machine_text):
                seen.add(identity)
                yield replace(unit, obsolete=True)


def settled(unit: Unit) -> Unit:
    """Without the previous source, and the notes on it, that an approval leaves behind."""
    if unit.fuzzy or not unit.target.strip():
        return unit
    kept = tuple(n for n in _before_suggestion(unit.notes) if not n.startswith(_ON_CHANGE))
    return replace(unit, previous=None, previous_context=None, notes=kept)


def _before_suggestion(notes: Iterable[str]) -> Iterable[str]:
    """The notes above the suggestions, which are the last: what else stands there are lines that some tool wrapped."""
    return takewhile(lambda n: not n.startswith("suggestion:"), notes)


def _lasting(notes: Iterable[str]) -> list[str]:
    """The notes that stay true of a person's text when its source changes."""
    gone = (*_ON_CHANGE, "risk: ", "memory: ", "glossary: ")
    notes = list(_before_suggestion(notes))
    engine = engine_note(notes)
    return [n for n in notes if not n.startswith(gone) and n != engine]


def _bare(text: str) -> str:
    """What a short text is known by when its numbers, dates and negations are corrected."""
    return without_facts(text) if len(text) < 2 * SHORT else ""


def _emptied(unit: Unit) -> Unit:
    return replace(unit, target="", fuzzy=False, previous=None, previous_context=None, stamp="", ok="", notes=())


def _first(note: str, notes: Iterable[str]) -> tuple[str, ...]:
    return (note, *(n for n in notes if n != note))


def shared_units(keys: Sequence[Key], units: Sequence[Unit]) -> float:
    """The share (0 to 1) of an article's `keys` that a catalog's live `units` hold."""
    have = {u.key for u in units if not u.obsolete}
    return sum(key in have for key in keys) / len(keys) if keys else 0.0


def covered_units(keys: Sequence[Key], units: Sequence[Unit]) -> float:
    """The share (0 to 1) of a catalog's live `units` that are among an article's `keys`."""
    live = {u.key for u in units if not u.obsolete}
    return len(live & set(keys)) / len(live) if live else 0.0
