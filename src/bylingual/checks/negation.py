"""Negation that is lost or added."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts.negation import negation
from ..locales import language_of
from ..model import Severity, Unit
from .base import Context, Issue, prose

NAME = "negation"
LEVELS = {
    Severity.ERROR: "a source of up to 20 words negates a verb once (`not`, `never`), and nothing in the target does",
    Severity.WARNING: "the source has another negation and the translation none, or fewer; or a short translation says "
    "no and nothing in its source does",
}
WHY = "“Was not charged” that becomes “was charged” is fluent, plausible and the opposite of what happened."
REMEDY = (
    "Say no where the source does. Dismiss it where the translation says it in other words (“failed to” for “did "
    "not”). Languages that the rule does not know pass."
)

# Words; longer texts say no in many ways, and are put in other words.
_SHORT, _LONG, _VERY_LONG = 12, 20, 40


def check(unit: Unit, context: Context) -> Iterator[Issue]:
    """The issues of `unit`."""
    if language_of(context.source) == language_of(context.target):
        return
    source, target = prose(unit.source), prose(unit.target)
    wanted, found = negation(source, context.source), negation(target, context.target)
    if wanted is None or found is None:
        return
    # `Don't Look Up` may stand in a translation as it is
    quoted = sum("'" in w and w.casefold() in target.replace("’", "'").casefold() for w in wanted.words)
    times, said, words = wanted.times - quoted, found.times + found.not_only, len(source.split())
    if times > said == 0 and found.hints <= wanted.hints:
        plain = wanted.verbal and times == 1 and words <= _LONG and not found.vague and "?" not in source + target
        level = Severity.ERROR if plain else Severity.WARNING
        yield Issue(level, f"“{wanted.words[0]}” has no match: the translation says the opposite")
    elif times > said > 0 and found.hints <= wanted.hints and words <= _VERY_LONG:
        yield Issue(Severity.WARNING, f"{times} negations in the source, {said} here ({', '.join(wanted.words)})")
    elif wanted.not_only > found.not_only and found.only > wanted.only and found.times <= wanted.times:
        yield Issue(Severity.WARNING, "“not only” has become “only”")
    elif (
        found.verbal
        and not (wanted.times or wanted.not_only or wanted.hints or wanted.vague)
        and words <= _SHORT
        and "?" not in target
    ):
        yield Issue(Severity.WARNING, f"“{found.words[0]}” is not in the source: may the translation say no?")
