"""Names that are missing, or that are other names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from ..casing import AS_THEY_ARE
from ..facts.function_words import is_noun, opens
from ..facts.names import (
    Name,
    Words,
    capitalised,
    counterparts,
    folded,
    has_counterpart,
    is_common,
    is_in,
    is_same,
    is_titled,
    knows,
    with_capitals,
    words_of,
)
from ..facts.scripts import scripts_of
from ..locales import language_of
from ..model import Severity, Unit
from .base import Context, Issue, prose

NAME = "names"
LEVELS = {
    Severity.ERROR: "of a name of two words one is there, and another name stands in place of the other",
    Severity.WARNING: "a name is gone and another one stands in the translation, or it is spelled as nowhere else in "
    "the article",
}
WHY = "Nothing is taken worse than a wrong name; engines put in the one they have seen more often."
REMEDY = (
    "Write the name as the source has it, or as the target's language spells it. Dismiss it for a name that has a form "
    "of its own there."
)

# Languages in which the noun stands before the name: `Puente Harbour`.
_NOUN_FIRST = frozenset(["ca", "es", "fr", "gl", "it", "pt", "ro"])


def check(unit: Unit, context: Context) -> Iterator[Issue]:
    """The issues of `unit`."""
    if scripts_of(context.source) != scripts_of(context.target) or _same_language(context):
        return
    source, target = prose(unit.source), prose(unit.target)
    names = capitalised(source, context.source) if knows(context.source) else ()
    if not names:
        return
    yield from _unlike_elsewhere(names, target, context)
    ours, theirs = words_of(source), words_of(target)
    gone = [n for n in names if _is_gone(n, context, theirs)]
    come = [n for n in with_capitals(target) if not is_in(n.word, ours) and _may_be_a_name(n, context)]
    if not come:
        return
    other, wrong = _partner(names, come, context, target, theirs)
    if other:
        level = Severity.WARNING if is_common(other, context.source) else Severity.ERROR
        yield Issue(level, f"{other} became {wrong}: check the name")
        return
    for name in gone:
        same = is_same(name.word, context.source, context.target)
        # of a name in several words one is mistaken, or all are, for as many; a title is translated
        whole = [w for w in name.group if not is_common(w, context.source)]
        several = len(whole) > 1 and not any(is_in(w, theirs) for w in whole)
        instead = [n for n in come if same or not _is_ordinary(n, context)]
        instead = [n for n in instead if not several or len(n.group) > 1]
        if instead:
            others = ", ".join(n.word for n in instead[:3])
            yield Issue(Severity.WARNING, f"{name.word} is missing, {others} came instead: check the name")
            return


def lost(source: str, target: str, source_locale: str, target_locale: str, known: Collection[str] = ()) -> list[Name]:
    """The names of `source`, every place of them, that `target` has neither as they are nor as its language calls them.
    Other spellings of the same sound are not looked for: that is for texts of machines. A word that opens a sentence is
    a name if it is `known` or others stand behind it."""
    if not knows(source_locale):
        return []
    theirs = words_of(target)

    def is_lost(name: Name) -> bool:
        word, end = name.word, name.at + len(name.word)
        if is_common(word, source_locale) or folded(word) in theirs.folded:
            return False
        if name.starts and len(name.group) == 1 and word not in known:
            return False
        if source[name.at - 1 : name.at].isdigit() or source[end : end + 1].isdigit():  # `5Live`
            return False
        return not has_counterpart(word, counterparts(word, source_locale, target_locale), theirs)

    return [name for name in capitalised(source, source_locale) if is_lost(name)]


def _same_language(context: Context) -> bool:
    return language_of(context.source) == language_of(context.target)


def _may_be_a_name(name: Name, context: Context) -> bool:
    return bool(name.next_to) or not name.starts or not opens(name.word, context.target)


def _is_ordinary(name: Name, context: Context) -> bool:
    """Whether a word with a capital in a target is rather a translation than a name of its own."""
    if language_of(context.target) in AS_THEY_ARE:
        return len(name.group) == 1 and is_noun(name.word, name.after, context.target)
    return knows(context.target) and is_common(name.word, context.target)


def _is_gone(name: Name, context: Context, theirs: Words) -> bool:
    """Whether a name that translations keep is not in a text's words."""
    if name.starts or is_titled(name, context.source):
        return False
    if is_common(name.word, context.source):
        return is_same(name.word, context.source, context.target) and not is_in(name.word, theirs, small=True)
    return not _is_there(name.word, context, theirs)


def _partner(
    names: Sequence[Name], come: Sequence[Name], context: Context, target: str, theirs: Words
) -> tuple[str, str]:
    """A word that stands beside a name which both texts have and is gone, and the one that stands there instead."""
    pairs = [(n.next_to, n.word) for n in with_capitals(target) if n.next_to]
    new = {n.word for n in come}
    before = {b: a for a, b in pairs if a in new}
    behind = {a: b for a, b in pairs if b in new}
    starting = {n.word for n in names if n.starts}
    nouns_first = language_of(context.target) in _NOUN_FIRST
    for name in names:
        for kept, other, places in ((name.word, name.next_to, before), (name.next_to, name.word, behind)):
            if not name.next_to or kept not in places or other in starting:
                continue
            # `Deutsche Bank` stays as it is, `Harbour Bridge` would be `Puente …` there
            kept_in_order = places is behind and (nouns_first or not is_common(kept, context.source))
            if (kept_in_order or not is_common(other, context.source)) and not _is_there(other, context, theirs):
                return other, places[kept]
    return "", ""


def _is_there(word: str, context: Context, theirs: Words) -> bool:
    forms = counterparts(word, context.source, context.target)
    return is_in(word, theirs) or has_counterpart(word, forms, theirs)


# Languages in which names stand in one form, but for an ending.
_UNINFLECTED = frozenset(["ca", "da", "de", "en", "es", "fr", "gl", "it", "nb", "nl", "no", "pt", "ro", "sv"])
_FEWEST = 2


def _unlike_elsewhere(names: Sequence[Name], target: str, context: Context) -> Iterator[Issue]:
    """Names that the catalog's other units spell otherwise."""
    if not context.units or language_of(context.target) not in _UNINFLECTED:
        return
    usage = context.once(NAME, lambda: _usage(context))
    for word in dict.fromkeys(n.word for n in names):
        form = _form(word, target)
        usual, times = usage.get(word, Counter({form: 1})).most_common(1)[0]
        if form and times >= _FEWEST and times > usage[word][form] and not _same_form(form, usual):
            yield Issue(Severity.WARNING, f"{form} is {usual} elsewhere in this article: write it in one way")


def _usage(context: Context) -> dict[str, Counter[str]]:
    """By name of the sources, how often it has which form in the targets."""
    usage: dict[str, Counter[str]] = {}
    for unit in context.units:
        if unit.obsolete or not unit.target.strip():
            continue
        target = prose(unit.target)
        for word in {n.word for n in capitalised(prose(unit.source), context.source)}:
            if not is_common(word, context.source) and (form := _form(word, target)):
                usage.setdefault(word, Counter())[form] += 1
    return usage


def _form(word: str, target: str) -> str:
    """How a target spells a name: the word with a capital that is it or sounds like it, "" for none."""
    forms = [n.word for n in with_capitals(target)]
    if word in forms:
        return word
    return next((form for form in forms if is_in(word, words_of(form))), "")


def _same_form(a: str, b: str) -> bool:
    return a.startswith(b) or b.startswith(a)
