"""Words of the source language, or letters of its script, that are left in the target."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..facts.function_words import only_in
from ..facts.scripts import script_of, scripts_of
from ..locales import language_of
from ..model import Severity, Unit
from .base import Context, Issue, prose

NAME = "residue"
LEVELS = {
    Severity.ERROR: "eight words or more in a row stand there as in the source, or a third of the words is the source "
    "language's",
    Severity.WARNING: "four words or more in a row stand there as in the source, or letters of another script than the "
    "language is written in",
}
WHY = "An engine that does not know a passage leaves it as it was, in the middle of a translation that reads well."
REMEDY = "Translate what was left. Dismiss it for a title or a quotation in its own language."

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_RUN, _LONG_RUN = 4, 8
_QUOTED = re.compile(r"[“”\"„«»‹›][^“”\"„«»‹›]{2,120}[“”\"„«»‹›]")
_MOST_WORDS = 2000  # of longer texts the beginning is compared
_SHARE, _SHARE_FROM = 1 / 3, 8


def check(unit: Unit, context: Context) -> Iterator[Issue]:
    """The issues of `unit`."""
    languages = language_of(context.source), language_of(context.target)
    if not all(languages) or languages[0] == languages[1]:
        return
    source, target = prose(unit.source), prose(unit.target)
    if source.strip() == target.strip():  # `unchanged` says so
        return
    scripts = scripts_of(context.source), scripts_of(context.target)
    if scripts[0] != scripts[1]:
        yield from _letters(source, target, *scripts)
        return
    run = _copied(source, _QUOTED.sub(" . ", target), only_in(context.source, context.target))
    if len(run) >= _RUN:
        level = Severity.ERROR if len(run) >= _LONG_RUN else Severity.WARNING
        yield Issue(level, f"“{' '.join(run[:8])}{' …' if len(run) > 8 else ''}” is left from the source: translate it")
        return
    words = [w.casefold() for w in _WORD.findall(target)]
    foreign = [w for w in words if w in only_in(context.source, context.target)]
    own = [w for w in words if w in only_in(context.target, context.source)]
    if len(words) >= _SHARE_FROM and len(foreign) >= _SHARE * len(words) and len(foreign) > len(own):
        yield Issue(Severity.ERROR, f"this reads as the source's language ({', '.join(dict.fromkeys(foreign[:4]))} …)")


def _copied(source: str, target: str, known: frozenset[str]) -> list[str]:
    """The longest run of words that both texts have and that is no name: a small word of the source's language is in
    it or, where those are not known, small letters only."""
    words, theirs = _WORD.findall(target)[:_MOST_WORDS], _WORD.findall(source)[:_MOST_WORDS]
    places: dict[str, list[int]] = {}
    for i, word in enumerate(theirs):
        places.setdefault(word, []).append(i)
    best: list[str] = []
    lengths: dict[int, int] = {}  # by place in the source, of the run that ends there
    for at, word in enumerate(words):
        lengths = {i: lengths.get(i - 1, 0) + 1 for i in places.get(word, ())}
        longest = max(lengths.values(), default=0)
        if longest > len(best):
            run = words[at - longest + 1 : at + 1]
            small = [w for w in run if w[0].islower()]
            if len(small) > len(run) / 2 and (any(w in known for w in small) or (not known and len(small) == len(run))):
                best = run
    return best


def _letters(source: str, target: str, theirs: frozenset[str], ours: frozenset[str]) -> Iterator[Issue]:
    """Letters of the source's script in a text of another."""
    if "LATIN" in theirs:
        runs = re.findall(r"(?:\b[a-z]{2,}\b[\s,]*){2,}", target)
        runs = [r.strip(" ,") for r in runs if r.strip(" ,") in source]
        longest = max(runs, key=len, default="")
        if longest:
            level = Severity.ERROR if len(longest.split()) >= _LONG_RUN else Severity.WARNING
            yield Issue(level, f"“{longest[:60]}” is left from the source: translate it")
        return
    wanted = theirs - ours
    left = [w for w in _WORD.findall(target) if any(script_of(c) in wanted for c in w)]
    if left:
        yield Issue(Severity.WARNING, f"“{' '.join(left[:4])}” is in the source's script: translate or transcribe it")
