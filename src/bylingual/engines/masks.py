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
    """A query with signs in place of some of its words, what each of them stands for, and the signs that there are."""

    query: Query
    signs: dict[str, Kept]
    all: tuple[str, ...] = ()

    def lifted(self, made: Translation) -> Translation:
        """The translation with the kept texts in place of their signs, wherever they are; a refusal where the model put
        in a sign of its own."""
        if not self.signs:
            return made
        strange = [sign for sign in self.all if sign not in self.signs]
        if any(sign in made.text for sign in strange):
            return Translation("", problem="the model put in a sign of its own")
        whole = Marked(made.text, made.marks)
        for sign, kept in self.signs.items():
            while (at := whole.text.find(sign)) >= 0:
                whole = whole.over([Mark(at, at + len(sign), _KEPT_FROM)]).put(_KEPT_FROM, kept.text)
        others = tuple(text for text in made.alternatives if not any(sign in text for sign in strange))
        for sign, kept in self.signs.items():
            others = tuple(text.replace(sign, kept.text) for text in others)
        return replace(made, text=whole.text, marks=whole.marks, alternatives=others)


def masked(query: Query, signs: Sequence[str]) -> Masked:
    """The query with a sign for each span that is to be kept, the first ones where there are more than signs; as it is
    where there are none, or where the text has such signs of its own."""
    texts = [query.text, *(kept.text for kept in query.kept)]
    if not query.kept or not signs or any(sign in text for sign in signs for text in texts):
        return Masked(replace(query, kept=()) if query.kept else query, {})
    whole = Marked(query.text, query.marks)
    put = dict(zip(signs, sorted(query.kept), strict=False))
    for sign, kept in reversed(put.items()):
        whole = whole.over([Mark(kept.start, kept.end, _KEPT_FROM)]).put(_KEPT_FROM, sign)
    return Masked(replace(query, text=whole.text, marks=whole.marks, kept=()), put, tuple(signs))
