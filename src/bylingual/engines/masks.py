"""Signs in place of what a translation has to keep, for models that were taught to copy them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..marks import Mark, Marked
from ..model import Translation
from .base import Kept, Query

# What a model has in its vocabulary if it was taught so (tools/starter); no newspaper writes them.
SIGNS = tuple(f"⟦{digit}⟧" for digit in range(10))

# The marks of kept spans have numbers from here on.
_KEPT_FROM = 9_000_000


@dataclass(frozen=True)
class Masked:
    """A query with signs in place of some of its words, and what each of them stands for."""

    query: Query
    signs: dict[str, Kept]

    def lifted(self, made: Translation) -> Translation:
        """The translation with the kept texts in place of their signs; a sign that is there twice is put back twice."""
        if not self.signs:
            return made
        whole = Marked(made.text, made.marks)
        for sign, kept in self.signs.items():
            while (at := whole.text.find(sign)) >= 0:
                whole = whole.over([Mark(at, at + len(sign), _KEPT_FROM)]).put(_KEPT_FROM, kept.text)
        others = made.alternatives
        for sign, kept in self.signs.items():
            others = tuple(text.replace(sign, kept.text) for text in others)
        return replace(made, text=whole.text, marks=whole.marks, alternatives=others)


def masked(query: Query, signs: Sequence[str]) -> Masked:
    """The query with a sign for each span that is to be kept, the first ones where there are more than signs; as it is
    where there are none, or where the text has such signs of its own."""
    if not query.kept or not signs or any(sign in query.text for sign in signs):
        return Masked(replace(query, kept=()) if query.kept else query, {})
    whole = Marked(query.text, query.marks)
    put = dict(zip(signs, sorted(query.kept), strict=False))
    for sign, kept in reversed(put.items()):
        whole = whole.over([Mark(kept.start, kept.end, _KEPT_FROM)]).put(_KEPT_FROM, sign)
    return Masked(replace(query, text=whole.text, marks=whole.marks, kept=()), put)
