"""What a small model loses: names and numbers of a sentence that are not in its translation, and the wording that keeps
most of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from ..checks import names as names_rule
from ..checks import numbers as numbers_rule
from ..checks import repeated as repeated_rule
from ..checks.base import Context
from ..engines.base import Kept, Pair, Query
from ..facts.cldr import decimal_mark
from ..facts.names import capitalised, is_kept
from ..loops import astray
from ..model import Translation, Unit

# What weighs how much: a wrong number is worse than a wrong name, either than a word that stands there twice, and no
# copy makes up for a text that went astray.
_NUMBER, _NAME, _OTHER_NAME, _TWICE, _ASTRAY = 2.0, 1.0, 0.5, 0.25, 100.0


@dataclass(frozen=True)
class Copies:
    """What translations of one article's sentences between two languages have to keep; `known` are names that stand
    inside some of its sentences, and so are names where they open one."""

    pair: Pair
    known: frozenset[str] = frozenset()

    @classmethod
    def of(cls, pair: Pair, sentences: Iterable[str]) -> Copies:
        """For these sentences."""
        inside = {n.word for text in sentences for n in capitalised(text, pair[0]) if not n.starts}
        return cls(pair, frozenset(inside))

    def kept(self, query: Query, text: str) -> tuple[Kept, ...]:
        """The names and numbers of a query that its translation `text` lacks, all that it has for "", as the target's
        language writes them; none where another mark begins or ends inside."""
        found = [*self._numbers(query.text, text), *self._names(query.text, text)]
        edges = [at for mark in query.marks for at in (mark.start, mark.end)]
        return tuple(sorted(k for k in found if not any(k.start < at < k.end for at in edges)))

    def _numbers(self, source: str, text: str) -> list[Kept]:
        lost = numbers_rule.difference(source, text, *self.pair).missing
        return [Kept(n.start, n.end, _written(n.text, self.pair)) for n in lost]

    def _names(self, source: str, text: str) -> list[Kept]:
        """Names that are the same in both languages, as far as is known: `Balaton`, not `Hungary`; once each."""
        names = capitalised(source, self.pair[0])
        behind = {a.at: b.word for a, b in pairwise(names) if b.next_to == a.word and b.at == a.at + len(a.word) + 1}
        kept: dict[str, Kept] = {}
        for name in names_rule.lost(source, text, *self.pair, self.known):
            if is_kept(name.word, *self.pair, behind.get(name.at, "")):
                kept.setdefault(name.word, Kept(name.at, name.at + len(name.word), name.word))
        return list(kept.values())

    def lacks(self, source: str, text: str) -> bool:
        """Whether a translation lacks names or numbers, has others instead, or says a word twice."""
        return self._cost(source, text) > 0

    def best(self, source: str, found: Sequence[Translation]) -> Translation:
        """The first of the translations that lack least. One at least has a text."""
        costs: list[tuple[float, int]] = []
        for number, made in enumerate(found):
            if made.text:
                costs.append((self._cost(source, made.text), number))
                if not costs[-1][0]:
                    break
        return found[min(costs)[1]]

    def chosen(self, query: Query, made: Translation) -> Translation:
        """A translation with the best of its wordings as its text: of those that lack least the one most like all of
        them; as it is if it has marks to place, which are those of its first wording. Of the others it keeps as many as
        the query asks for. Its score stays that of the likeliest."""
        if query.marks or not made.alternatives or not made.text:
            return made
        texts = [made.text, *made.alternatives]
        best = self.best(query.text, [replace(made, text=text) for text in by_likeness(texts)])
        others = [text for text in texts if text != best.text]
        return replace(best, alternatives=tuple(others[: query.alternatives]))

    def _cost(self, source: str, text: str) -> float:
        context, unit = Context(*self.pair), Unit("", source, text)
        cost = _ASTRAY * bool(astray(source, text))
        if any(numbers_rule.check(unit, context)):
            found = numbers_rule.difference(source, text, *self.pair)
            cost += _NUMBER * (1 + len(found.missing) + len(found.surplus) + len(found.misread)) / 2
        cost += _NAME * len({name.word for name in names_rule.lost(source, text, *self.pair, self.known)})
        cost += _OTHER_NAME * any(names_rule.check(unit, context))
        return cost + _TWICE * any(repeated_rule.check(unit, context))


def by_likeness(texts: Sequence[str]) -> list[str]:
    """Wordings of one translation, those first that are most like all others: what a model is sure of stands in most of
    them (minimum Bayes risk: Kumar and Byrne 2004). Likeness is the longest common subsequence, what a wording has of
    the others counting twice as much as what they have of it, as in chrF; so none wins by what it leaves out."""
    return sorted(texts, key=lambda text: -sum(_likeness(text, other) for other in texts))


def _likeness(text: str, other: str) -> float:
    return 5 * LCSseq.similarity(text, other) / max(1, len(text) + 4 * len(other))


def _written(number: str, pair: Pair) -> str:
    """A number with the other language's marks: `1,234.5` as `1.234,5`."""
    if {decimal_mark(pair[0]), decimal_mark(pair[1])} != {".", ","}:
        return number
    return number.translate(str.maketrans(".,", ",."))
