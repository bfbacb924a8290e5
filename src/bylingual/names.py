"""Names of several words that an article has more than once, so that they are the same wherever it has them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from .casing import AS_THEY_ARE, SENTENCE_START, is_shouted, is_title_case

_PART = r"[^\W\d_a-zßà-öø-ÿ][\w’'-]*"
_LINK = r"(?:of|the|de|del|de la|da|do|dos|du|des|van|von|der|den|al|el|bin|y|e|und|et|and|&)"
_NAME = re.compile(rf"{_PART}(?:\s(?:{_LINK}\s)?{_PART})+")


def repeated(texts: Sequence[str], language: str) -> tuple[str, ...]:
    """Names that stand inside a sentence somewhere and in two texts or more; longer ones first. None in languages that
    capitalise nouns or have no capitals. Texts in Title Case or capitals tell nothing."""
    if language in AS_THEY_ARE:
        return ()
    found: dict[str, None] = {}
    for text in texts:
        if not (is_shouted(text) or is_title_case(text)):
            for match in _NAME.finditer(text):
                if not SENTENCE_START.search(text, max(0, match.start() - 4), match.start()):
                    found[match[0]] = None
    wanted = (name for name in found if sum(name in text for text in texts) > 1)
    return tuple(sorted(wanted, key=lambda name: (-len(name), name)))


def places(names: Iterable[str], text: str) -> Iterator[tuple[str, int, int]]:
    """Each place (start, end) of `text` where a name stands as whole words; none inside another."""
    taken: list[tuple[int, int]] = []
    for name in names:
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if not any(a < match.end() and match.start() < b for a, b in taken):
                taken.append(match.span())
                yield name, *match.span()


def agreed(name: str, forms: Sequence[str], *, same: bool = False) -> str:
    """The form that a name should have everywhere, of those that an engine gave it: the one of most places; the name as
    it is where none has more than half, or where one has it so and it is the `same` in every language; "" where they
    agree."""
    counts = Counter(form.casefold() for form in forms)
    if len(counts) < 2:
        return ""
    if same and name.casefold() in counts:
        return name
    best, times = counts.most_common(1)[0]
    return next(f for f in forms if f.casefold() == best) if 2 * times > len(forms) else name
