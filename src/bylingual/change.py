"""What changed between two versions of a source: the numbers, names and negations that a reader would trip over."""

from __future__ import annotations

import re
from collections import Counter

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


def describe_change(old: str, new: str) -> str:
    """One line such as `source changed: 43 → 53; Rome → Milan`, naming numbers first, then negation, then names.

    Texts that differ in nothing of the kind give `source changed: wording`.
    """
    parts = [
        *_differences(_NUMBER.findall(old), _NUMBER.findall(new)),
        *_differences(_negations(old), _negations(new)),
        *_differences(_names(old), _names(new)),
    ]
    return "source changed: " + ("; ".join(parts[:_SHOWN]) if parts else "wording")


def _negations(text: str) -> list[str]:
    words = [w.casefold().replace("’", "'") for w in _WORD.findall(text)]
    return [w for w in words if w in NEGATIONS or w.endswith("n't")]


def _names(text: str) -> list[str]:
    """Capitalised words that do not open a sentence."""
    return [
        m[0]
        for m in _WORD.finditer(text)
        if m[0][0].isupper() and not re.search(r"(\A|[.!?]\s+|[\"“«‘¿¡]\s*)\Z", text[: m.start()][-4:])
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
