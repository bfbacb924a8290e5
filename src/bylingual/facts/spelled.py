"""Numbers written as words, and in Roman figures."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from ..locales import language_of

_LARGEST = 1000
# Forms of one beside those that num2words gives, and words for a half, a pair, a dozen … ; from general knowledge.
_MORE: dict[str, dict[int, str]] = {
    "ca": {1: "una primer primera", 2: "dues ambdós ambdues"},
    "de": {1: "ein eine einen einem einer eines", 2: "beide beiden beider zwo", 12: "dutzend", 100: "hundert"},
    "en": {1: "a an first", 2: "both second twice pair", 3: "third", 12: "dozen"},
    "es": {
        1: "un una primer primera",
        2: "ambos ambas par doble",
        10: "decena",
        12: "docena",
        15: "quincena",
        20: "veintena",
        100: "centenar centenares",
    },
    "fr": {
        1: "une premier première",
        2: "deuxième second seconde double",
        10: "dizaine",
        12: "douzaine",
        15: "quinzaine",
        20: "vingtaine",
        30: "trentaine",
        100: "centaine",
    },
    "gl": {1: "unha primeiro primeira", 2: "dúas ambos ambas"},
    "it": {
        1: "un una primo prima",
        2: "ambedue entrambi entrambe doppio",
        10: "decina",
        12: "dozzina",
        20: "ventina",
        100: "centinaio centinaia",
    },
    "nl": {1: "een eerste", 2: "beide tweede", 12: "dozijn"},
    "pt": {1: "uma primeiro primeira", 2: "duas ambos ambas dobro", 10: "dezena", 12: "dúzia", 100: "centena"},
}
# Languages that write a number and its noun as one word.
_COMPOUNDING = frozenset(["de", "nl", "sv", "da", "nb", "no", "fi", "hu", "is"])
_LIKE = {"nb": "no", "nn": "no", "zh": "ja", "gl": "pt"}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN_NUMBER = re.compile(r"\b(?=[IVXLC])(X{0,4}|XL|LX{0,3}|XC|C)(IX|IV|V?I{0,3})(?:[eo]|er|ème|th)?\b")


def is_spelled(value: Decimal, text: str, locale: str) -> bool:
    """Whether `text` has a number up to a thousand as a word, in any inflection; False for unknown languages."""
    pattern = _words(int(value), language_of(locale)) if value % 1 == 0 and 0 <= value <= _LARGEST else None
    return pattern is not None and pattern.search(text) is not None


@cache
def _words(value: int, language: str) -> re.Pattern[str] | None:
    from num2words import CONVERTER_CLASSES, num2words

    known = _LIKE.get(language, language)
    if known not in CONVERTER_CLASSES:
        return None
    forms = _MORE.get(language, {}).get(value, "").split()
    for kind in ("cardinal", "ordinal"):
        try:
            forms.append(str(num2words(value, lang=known, to=kind)))
        except (NotImplementedError, ValueError, KeyError, IndexError, TypeError, OverflowError):
            continue  # a language whose tables end before this number, or that has no ordinals
    if not any(form[:1].isalpha() for form in forms):
        return None
    if not forms[-1].isascii() and language in ("zh", "ja"):
        return re.compile("|".join(map(re.escape, forms)))
    tail = r"\w*" if language in _COMPOUNDING else r"\w{0,3}"
    return re.compile("|".join(rf"\b{_phrase(form, tail)}\b" for form in forms), re.IGNORECASE)


def _phrase(form: str, tail: str) -> str:
    words = re.split(r"[\s,-]+", form)
    return r"[\s-]+".join(re.escape(w[:-1] if len(w) > 3 and w[-1] in "aeoiаяиьй" else w) + tail for w in words)


def roman(text: str) -> set[Decimal]:
    """The values of Roman figures up to a hundred in `text`."""
    return {Decimal(_roman_value(m[1] + m[2])) for m in _ROMAN_NUMBER.finditer(text) if m[1] + m[2]}


def _roman_value(figures: str) -> int:
    values = [_ROMAN[c] for c in figures]
    return sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
