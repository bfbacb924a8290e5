"""What editors correct again and again in a machine's texts: proposals for the glossary."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

# So many units must have the same correction; so many words long may it be.
TIMES = 3
LONGEST = 3
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# How closely a source phrase must go with a correction (Dice's coefficient), to be the one that was meant.
_CLOSE = 0.6


@dataclass(frozen=True)
class Corrected:
    """A unit that a person approved: its source, what the machine writes for it, what the person wrote."""

    source: str
    machine: str
    human: str


@dataclass(frozen=True, order=True)
class Proposal:
    """A term that editors want: the source's words, theirs, the machine's, and in how many units."""

    source: str
    target: str
    machine: str
    times: int


def proposals(units: Iterable[Corrected]) -> list[Proposal]:
    """Corrections of up to three words that stand in three units or more, each with the source words that go with it,
    the most frequent first. What goes with no words of the source closely is left out."""
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    spread: Counter[str] = Counter()
    phrases: list[set[str]] = []
    for number, unit in enumerate(units):
        phrases.append(_phrases(unit.source))
        spread.update(phrases[-1])
        for change in _changes(unit.machine, unit.human):
            found[change].add(number)
    out = []
    for (machine, human), numbers in found.items():
        if len(numbers) >= TIMES and (source := _meant(numbers, phrases, spread)):
            out.append(Proposal(source, human, machine, len(numbers)))
    return sorted(out, key=lambda p: (-p.times, p.source, p.target))


def _changes(machine: str, human: str) -> set[tuple[str, str]]:
    """Words of the machine's that others stand in place of, in lower case."""
    ones, others = ([w.casefold() for w in _WORD.findall(text)] for text in (machine, human))
    matcher = difflib.SequenceMatcher(None, ones, others, autojunk=False)
    return {
        (" ".join(ones[a:b]), " ".join(others[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag == "replace" and b - a <= LONGEST and d - c <= LONGEST
    }


def _phrases(text: str) -> set[str]:
    words = [w.casefold() for w in _WORD.findall(text)]
    return {" ".join(words[i : i + n]) for n in range(1, LONGEST + 1) for i in range(len(words) - n + 1)}


def _meant(numbers: set[int], phrases: list[set[str]], spread: Counter[str]) -> str:
    """The phrase that goes with these units and few others: the closest, then the shortest, then the one whose letters
    come first. "" if none is close."""
    inside = Counter(phrase for n in numbers for phrase in phrases[n])
    scored = [
        (-2 * count / (len(numbers) + spread[phrase]), phrase.count(" "), phrase) for phrase, count in inside.items()
    ]
    best = min(scored, default=(0.0, 0, ""))
    return best[2] if -best[0] >= _CLOSE else ""
