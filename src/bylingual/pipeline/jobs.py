"""A text on its way through an engine: cut into queries before, put together after, names of an article made agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from ..casing import Habits, as_sentence
from ..engines.base import Query
from ..facts.names import is_kept, with_capitals
from ..glossary import Term, fits, has_term, occurrences
from ..inline import Part, parse
from ..marks import NAMES_FROM, PROTECTED_FROM, TERMS_FROM, Mark, Marked, marked, with_codes
from ..model import Role, Translation
from ..names import agreed, places
from ..segment import glue, sentences

# Places of one name have numbers one after the other, those of the next name so many further on.
_PLACES = 1000


@dataclass(frozen=True)
class Text:
    """What is to be translated: the source of a unit, its role, and the syntax of its inline markup."""

    source: str
    role: str = ""
    syntax: str = ""


@dataclass(frozen=True)
class Wishes:
    """What holds for all texts of an article: how it writes its words, the glossary, its repeated names, and a query
    with the wishes that each sentence gets (other wordings are for headlines)."""

    habits: Habits
    terms: Sequence[Term] = ()
    names: Sequence[str] = ()
    like: Query = field(default_factory=lambda: Query(""))


@dataclass(frozen=True)
class Job:
    """A text, its parts, its sentences as queries, each with the white space after it, and what the numbers of its
    marks mean: the glossary's terms, the article's names."""

    text: Text
    parts: tuple[Part, ...]
    whole: Marked
    sentences: tuple[tuple[Query, str], ...]
    terms: Mapping[int, Term]
    names: Mapping[int, str]


def job_of(text: Text, language: str, target: str, wishes: Wishes) -> Job:
    """The queries that translate a text of `language`."""
    parts = parse(text.source, text.syntax)
    plain = marked(parts)
    terms = list(enumerate(occurrences(wishes.terms, plain.text, target), TERMS_FROM)) if wishes.terms else []
    whole = plain.over(Mark(start, end, n, term.keep) for n, (term, start, end) in terms)
    names = {} if text.role == Role.HEADLINE else _names(whole, wishes.names)
    whole = whole.over(Mark(start, end, n) for n, (_, start, end) in names.items())
    is_headline = text.role == Role.HEADLINE
    if is_headline:
        whole = replace(whole, text=_cased(whole, language, wishes.habits))
    found = []
    at = 0
    for sentence in sentences(whole.text, language):
        end = at + len(sentence.text)
        following = end + len(sentence.after)
        piece = whole.cut(at, end, following if following < len(whole.text) else following + 1).tidy()
        alternatives = wishes.like.alternatives if is_headline else 0
        query = replace(wishes.like, text=piece.text, marks=piece.marks, alternatives=alternatives)
        found.append((query, sentence.after))
        at = following
    return Job(
        text,
        parts,
        whole,
        tuple(found),
        {n: term for n, (term, _, _) in terms},
        {n: name for n, (name, _, _) in names.items()},
    )


def _names(whole: Marked, names: Sequence[str]) -> dict[int, tuple[str, int, int]]:
    """The places of names by the numbers of their marks; none where something else is marked."""
    found: dict[int, tuple[str, int, int]] = {}
    count: dict[str, int] = {}
    for name, start, end in places(names, whole.text):
        if not any(m.start < end and start < m.end for m in whole.marks):
            count[name] = count.get(name, -1) + 1
            found[NAMES_FROM + _PLACES * names.index(name) + count[name]] = (name, start, end)
    return found


def _cased(whole: Marked, language: str, known: Habits) -> str:
    """A headline's text in the case of a sentence, its fixed texts as they are."""
    text = as_sentence(whole.text, language, known)
    for mark in whole.marks:
        if mark.fixed:
            text = text[: mark.start] + whole.text[mark.start : mark.end] + text[mark.end :]
    return text


def put_together(job: Job, done: Mapping[Query, Translation], source: str, target: str) -> Marked | Translation:
    """The translated sentences as one text with its marks; a Translation without text where one was refused."""
    found = [(done[query], after) for query, after in job.sentences]
    if refused := [t for (query, _), (t, _) in zip(job.sentences, found, strict=True) if query.text and not t.text]:
        problem = next((t.problem for t in refused if t.problem), "the engine gave no text")
        return Translation("", problem=problem)
    whole = Marked("")
    for number, (made, after) in enumerate(found, 1):
        whole += Marked(made.text, made.marks)
        whole += Marked("" if number == len(found) else glue(after, source, target))
    return whole


def with_agreed_names(
    jobs: Sequence[Job], texts: Sequence[Marked | Translation], source: str, locale: str
) -> list[Marked | Translation]:
    """The texts with every name in one form, where the engine showed its places and the words around it still fit."""
    forms: dict[str, list[str]] = {}
    for job, whole in zip(jobs, texts, strict=True):
        if isinstance(whole, Marked):
            for mark in whole.marks:
                if (name := job.names.get(mark.number)) and mark.end > mark.start:
                    forms.setdefault(name, []).append(whole.text[mark.start : mark.end])
    wanted: dict[str, str] = {}
    for name, found in forms.items():
        if len(set(found)) > 1 and (form := agreed(name, found, same=_is_kept(name, source, locale))):
            wanted[name] = form
    out: list[Marked | Translation] = []
    for job, whole in zip(jobs, texts, strict=True):
        if isinstance(whole, Marked):
            for number, name in job.names.items():
                place = next((m for m in whole.marks if m.number == number and m.end > m.start), None)
                if place and name in wanted:
                    words, form = whole.text[place.start : place.end], wanted[name]
                    if words.casefold() != form.casefold() and fits(words, form, whole.text[: place.start], locale):
                        whole = whole.put(number, form)
        out.append(whole)
    return out


def _is_kept(name: str, source: str, target: str) -> bool:
    """Whether no word of a name is translated."""
    words = [found.word for found in with_capitals(name)]
    return bool(words) and all(
        is_kept(w, source, target, behind) for w, behind in zip_longest(words, words[1:], fillvalue="")
    )


def finished(job: Job, whole: Marked, done: Mapping[Query, Translation], locale: str) -> Translation:
    """A text with its codes, and what is to be said of it."""
    found = [done[query] for query, _ in job.sentences]
    have = {m.number for m in whole.marks}
    missing = (m for m in job.whole.marks if m.fixed and m.number >= PROTECTED_FROM and m.number not in have)
    whole, used = _with_terms(whole, job.terms, locale)
    text, lost = with_codes(whole, job.parts, job.text.syntax)
    lost += tuple(job.whole.text[m.start : m.end] for m in missing)
    scores = [t.score for t in found if t.score is not None]
    return Translation(
        text,
        tuple(word for t in found for word in t.unknown),
        min(scores) if scores else None,
        alternatives=found[0].alternatives if len(found) == 1 and not job.whole.marks else (),
        lost=lost,
        terms=used,
    )


def _with_terms(whole: Marked, terms: Mapping[int, Term], locale: str) -> tuple[Marked, tuple[str, ...]]:
    """The glossary's words in place of others where the engine showed where they stand; and which were put in, as
    `source → target`.

    A translation that has a term in some inflection keeps it; what would not agree is left to the check.
    """
    used: list[str] = []
    for number, term in terms.items():
        mark = next((m for m in whole.marks if m.number == number), None)
        if mark is None or term.keep:
            continue
        words = whole.text[mark.start : mark.end]
        if words and not has_term(term, words, locale) and fits(words, term.target, whole.text[: mark.start], locale):
            new = term.target
            if words[0].isupper() and not term.match_case:
                new = new[0].upper() + new[1:]
            whole = whole.put(number, new)
            used.append(f"{term.source} → {term.target}")
    return whole, tuple(dict.fromkeys(used))
