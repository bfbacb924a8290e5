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
    """A query with signs in place of some of its words, what each of them stands for, and the other signs: only the
    model itself could put those in."""

    query: Query
    signs: dict[str, Kept]
    strange: tuple[str, ...] = ()

    def lifted(self, made: Translation) -> Translation:
        """The translation with the kept texts in place of their signs, wherever they are; a refusal where the model put
        in a sign of its own."""
        if not self.signs:
            return made
        if self._is_strange(made.text):
            return Translation("", problem="the model put in a sign of its own")
        whole = Marked(made.text, made.marks)
        others = [text for text in made.alternatives if not self._is_strange(text)]
        for sign, kept in self.signs.items():
            while (at := whole.text.find(sign)) >= 0:
                whole = _put(whole, at, at + len(sign), kept.text)
            others = [text.replace(sign, kept.text) for text in others]
        return replace(made, text=whole.text, marks=whole.marks, alternatives=tuple(others))

    def _is_strange(self, text: str) -> bool:
        return any(sign in text for sign in self.strange)


def masked(query: Query, signs: Sequence[str]) -> Masked:
    """The query with a sign for each span that is to be kept, the first ones where there are more than signs; as it is
    where there are none, or where the text has such signs of its own."""
    if not query.kept:
        return Masked(query, {})
    texts = [query.text, *(kept.text for kept in query.kept)]
    if not signs or any(sign in text for sign in signs for text in texts):
        return Masked(replace(query, kept=()), {})
    whole = Marked(query.text, query.marks)
    put = dict(zip(signs, sorted(query.kept), strict=False))
    for sign, kept in reversed(put.items()):
        whole = _put(whole, kept.start, kept.end, sign)
    return Masked(replace(query, text=whole.text, marks=whole.marks, kept=()), put, tuple(signs[len(put) :]))


def _put(whole: Marked, start: int, end: int, text: str) -> Marked:
    """Another text in a place, marks moved along."""
    return whole.over([Mark(start, end, _KEPT_FROM)]).put(_KEPT_FROM, text)
