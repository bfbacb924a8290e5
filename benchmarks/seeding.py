"""Mistakes put into good translations, to see which of them are found. Knows nothing of the rules that look for them.

A seeder takes a source, its translation, the target's language and a random generator, and gives the translation with
one mistake of its kind, or None where the pair has no place for it.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

SEED = 20240611

# Words that make an English sentence negative, and those whose loss makes a translation positive.
NEGATIVE = {"not", "never", "no", "nobody", "nothing", "cannot", "without", "neither", "nor", "none"}
DROPPED = {
    "es": {"no", "nunca", "nadie", "nada", "sin", "jamás", "tampoco", "ningún", "ninguna", "ninguno", "ni"},
    "fr": {"pas", "jamais", "rien", "aucun", "aucune", "sans", "personne", "ni"},
    "de": {"nicht", "nie", "niemals", "nichts", "niemand", "ohne", "weder"},
}
# Connectives that have a negative word and negate nothing.
CONNECTIVES = {"sin embargo", "sin duda", "no obstante", "sans doute", "sans cesse", "nicht zuletzt", "ohne weiteres"}
# What becomes of a word that is negative in itself.
POSITIVE = {
    "de": {"kein": "ein", "keine": "eine", "keinen": "einen", "keinem": "einem", "keiner": "einer", "keines": "eines"},
}
FRENCH_NE = {"ne", "n'", "n’"}
# Surnames of many countries; one that the pair does not have takes a name's place.
NAMES = ["Okafor", "Lindqvist", "Moreau", "Takahashi", "Petrescu", "Haddad", "Brennan", "Oyelaran", "Kowalczyk", "Duarte",
         "Whitfield", "Castellano", "Nakamura", "Zielinski", "Abernathy", "Mbeki", "Thorvald", "Quiroga"]  # fmt: skip
QUOTES = '"“”„«»'
PUNCTUATION = ".,;:!?…()[]\"“”„«»'’‘"


def wrong_digit(source: str, target: str, language: str, random: Random) -> str | None:
    """One digit is another one."""
    places = [i for i, c in enumerate(target) if c in "0123456789"]
    if not places:
        return None
    at = random.choice(places)
    digit = random.choice([d for d in "123456789" if d != target[at]])
    return target[:at] + digit + target[at + 1 :]


def dropped_negation(source: str, target: str, language: str, random: Random) -> str | None:
    """A negative word of the translation is gone (with its `ne`, or as `ein` for `kein`); the source has one too."""
    if not any(w in NEGATIVE or w.endswith(("n't", "n’t")) for w in bare_words(source)):
        return None
    words = target.split(" ")
    bare = [w.strip(PUNCTUATION).lower() for w in words]
    places = [i for i, w in enumerate(bare) if w in DROPPED[language] or w in POSITIVE.get(language, {})]
    places = [i for i in places if " ".join(bare[i : i + 2]) not in CONNECTIVES]
    if not places:
        return None
    # `no dijo nada`: without the `no` it is wrong, without the `nada` it still says no
    at = random.choice([i for i in places if bare[i] == "no"] or places)
    if positive := POSITIVE.get(language, {}).get(bare[at]):
        words[at] = words[at].replace(words[at].strip(PUNCTUATION), positive)
        return " ".join(words)
    if language == "fr":
        for i in range(at - 1, max(at - 6, -1), -1):
            if bare[i] in FRENCH_NE:
                words[i] = ""
                break
            if words[i].lower()[:2] in FRENCH_NE:
                words[i] = words[i][2:]
                break
    tail = words[at][len(words[at].rstrip(PUNCTUATION)) :]
    words[at] = ""
    left = [w for w in words if w]
    if tail and left:
        left[min(at, len(left)) - 1] += tail
    return capitalised(" ".join(left), target)


def replaced_name(source: str, target: str, language: str, random: Random) -> str | None:
    """A name that both texts have is another one in the translation."""
    both = set(inner_names(source)) & set(target_words(target))
    if not both:
        return None
    name = random.choice(sorted(both))
    other = random.choice([n for n in NAMES if n not in source and n not in target])
    return " ".join(
        word.replace(name, other) if word.strip(PUNCTUATION) == name else word for word in target.split(" ")
    )


def truncated(source: str, target: str, language: str, random: Random) -> str | None:
    """The end is missing: between 30 and 60 per cent of the words, and the final mark."""
    words = target.split(" ")
    if len(words) < 8:
        return None
    keep = int(len(words) * random.uniform(0.4, 0.7))
    return " ".join(words[:keep]).rstrip(PUNCTUATION + " ")


def truncated_with_mark(source: str, target: str, language: str, random: Random) -> str | None:
    """The same, and a full stop makes it look whole."""
    short = truncated(source, target, language, random)
    return None if short is None else short + "."


def loop(source: str, target: str, language: str, random: Random) -> str | None:
    """One to four words stand there three to six times, in the middle or at the end."""
    words = target.split(" ")
    size = random.randint(1, 4)
    if len(words) < size + 3:
        return None
    at = random.choice([len(words) - size, random.randrange(1, len(words) - size)])
    phrase = [w.rstrip(".!?") for w in words[at : at + size]]
    return " ".join(words[:at] + phrase * random.randint(2, 5) + words[at:])


def lost_quote_mark(source: str, target: str, language: str, random: Random) -> str | None:
    """One of the quotation marks is gone."""
    places = [i for i, c in enumerate(target) if c in QUOTES]
    if not places or len(places) % 2:
        return None
    at = random.choice(places)
    return target[:at] + target[at + 1 :]


def untranslated(source: str, target: str, language: str, random: Random) -> str | None:
    """The source stands there instead."""
    return source if source.lower() != target.lower() and len(source.split()) > 1 else None


SEEDERS: dict[str, Callable[[str, str, str, Random], str | None]] = {
    "wrong digit": wrong_digit,
    "dropped negation": dropped_negation,
    "replaced name": replaced_name,
    "truncation": truncated,
    "truncation, full stop put back": truncated_with_mark,
    "loop": loop,
    "lost quote mark": lost_quote_mark,
    "untranslated": untranslated,
}


def bare_words(text: str) -> list[str]:
    return [w.strip(PUNCTUATION).lower() for w in text.split()]


def target_words(text: str) -> list[str]:
    return [w.strip(PUNCTUATION) for w in text.split(" ")]


def inner_names(source: str) -> list[str]:
    """Words with a capital, then small letters, inside sentences."""
    words = source.split()
    names = []
    for before, word in zip(words, words[1:], strict=False):
        bare = word.strip(PUNCTUATION)
        starts = before[-1] in '.!?:…"“' or word[0] in '"“'
        if len(bare) > 3 and bare.isalpha() and bare[0].isupper() and bare[1:].islower() and not starts:
            names.append(bare)
    return names


def capitalised(text: str, like: str) -> str:
    return text[:1].upper() + text[1:] if like[:1].isupper() else text
