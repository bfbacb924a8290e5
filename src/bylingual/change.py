"""What changed between two versions of a source: numbers, dates, names and negations that a reader would trip over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from .facts.cldr import months, weekdays

_NUMBER = re.compile(r"\d+(?:[.,:\u00a0\u202f]\d+)*")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
# Common negation words of the languages most news is written in; from general knowledge.
NEGATIONS = frozenset(
    [
        "no",
        "not",
        "never",
        "none",
        "nobody",
        "nothing",
        "neither",
        "nor",
        "without",
        "cannot",
        "nunca",
        "jamás",
        "nadie",
        "nada",
        "ninguno",
        "ninguna",
        "ningún",
        "tampoco",
        "sin",
        "não",
        "nem",
        "ninguém",
        "nenhum",
        "nenhuma",
        "sem",
        "ne",
        "pas",
        "jamais",
        "aucun",
        "aucune",
        "rien",
        "personne",
        "ni",
        "sans",
        "nicht",
        "kein",
        "keine",
        "keinen",
        "keiner",
        "nie",
        "niemand",
        "nichts",
        "ohne",
        "non",
        "né",
        "nessuno",
        "nessuna",
        "niente",
        "mai",
        "senza",
        "niet",
        "geen",
        "nooit",
        "не",
        "нет",
        "никто",
        "ничего",
        "никогда",
        "без",
        "cap",
        "mai",
        "ningú",
        "res",
        "sense",
    ]
)
_SHOWN = 3
_CHANGED = "source changed: "
_WORDING = f"{_CHANGED}wording"
# Languages whose names of months and weekdays are looked for: those that much news is written in. Shorter names are
# words of other languages.
_DATED = ("en", "es", "fr", "pt", "it", "de", "nl", "ca", "gl", "sv", "da", "nb", "pl", "cs", "ro", "ru", "uk", "tr")
_SHORTEST_DATE = 4


def describe_change(old: str, new: str) -> str:
    """One line such as `source changed: 43 → 53; Rome → Milan`, naming numbers first, then dates, negation, names.

    Texts that differ in nothing of the kind give `source changed: wording`.
    """
    parts = [
        *_differences(_NUMBER.findall(old), _NUMBER.findall(new)),
        *_differences(_dates(old), _dates(new)),
        *_differences(_negations(old), _negations(new)),
        *_differences(_names(old), _names(new)),
    ]
    return _CHANGED + "; ".join(parts[:_SHOWN]) if parts else _WORDING


def is_correction(notes: Iterable[str]) -> bool:
    """Whether a unit's notes name a number, date, name or negation that changed in its source."""
    return any(n.startswith(_CHANGED) and n != _WORDING for n in notes)


def without_facts(text: str) -> str:
    """A text with a sign in place of each number, date and negation: versions that a correction tells apart have the
    same. Not of names: `Rain in Rome` is no version of `Rain in Spain`. "" where no other word is left."""
    words, kept = [], False
    for word in text.split():
        bare = next(iter(_WORD.findall(word)), "")
        if _NUMBER.search(word) or bare.casefold() in _date_names() or _negations(bare):
            words.append("#")
        else:
            kept = kept or bool(bare)
            words.append(word)
    return " ".join(words) if kept else ""


def _dates(text: str) -> list[str]:
    return [w for w in _WORD.findall(text) if w.casefold() in _date_names()]


@cache
def _date_names() -> frozenset[str]:
    names = (name for language in _DATED for name in (*months(language), *weekdays(language)))
    return frozenset(n.casefold() for n in names if len(n) >= _SHORTEST_DATE and n.isalpha())


def _negations(text: str) -> list[str]:
    words = [w.casefold().replace("’", "'") for w in _WORD.findall(text)]
    return [w for w in words if w in NEGATIONS or w.endswith("n't")]


def _names(text: str) -> list[str]:
    """Capitalised words that do not open a sentence."""
    return [
        m[0]
        for m in _WORD.finditer(text)
        if m[0][0].isupper()
        and m[0].casefold() not in _date_names()
        and not re.search(r"(\A|[.!?]\s+|[\"“«‘¿¡]\s*)\Z", text[: m.start()][-4:])
    ]


def _differences(old: list[str], new: list[str]) -> list[str]:
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    before = [w for w in dict.fromkeys(old) if gone[w]]
    after = [w for w in dict.fromkeys(new) if come[w]]
    pairs = zip(before, after, strict=False)
    both = min(len(before), len(after))
    return [
        *(f"{a} → {b}" for a, b in pairs),
        *(f"{w} removed" for w in before[both:]),
        *(f"{w} added" for w in after[both:]),
    ]
