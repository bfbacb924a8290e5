"""Terms of the glossary, and words that are never translated."""

from __future__ import annotations

from collections.abc import Iterator

from ..glossary import has_term, occurrences
from ..model import Severity, Unit
from .base import Context, Issue, shown

NAME = "glossary"
LEVELS = {
    Severity.ERROR: "a word that the glossary never translates is not in the translation as it is",
    Severity.WARNING: "a term of the glossary stands in the source, and its translation, in no form, in the target",
}
WHY = "A newsroom that calls the same thing by two names seems to speak of two things."
REMEDY = "Use the glossary's word, or mend the glossary. Dismiss it where the sentence does without the term."


def check(unit: Unit, context: Context) -> Iterator[Issue]:
    """The issues of `unit`."""
    target = shown(unit.target)
    told = set()
    for term, _, _ in occurrences(context.terms, shown(unit.source), context.target):
        if term in told or has_term(term, target, context.target):
            continue
        told.add(term)
        if term.keep:
            yield Issue(Severity.ERROR, f"{term.source} is never translated: write it as it is")
        else:
            yield Issue(Severity.WARNING, f"the glossary has {term.source} → {term.target}: use it")
