"""Names: words with a capital inside sentences, and their forms in other languages as far as CLDR and letters tell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from babel.core import get_global
from rapidfuzz.distance import Levenshtein

from ..casing import AS_THEY_ARE, is_shouted, is_title_case
from ..locales import language_of
from .capitals import PEOPLE, SAME, TITLED, TRANSLATED
from .cldr import locale_data, months, weekdays
from .function_words import function_words
from .places import first_names, spellings

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_START = re.compile(r"(?:\A|[.!?…:]['’”\"»)]*\s+|[\"“”„«»¿¡]\s*|\n\s*)\Z")
# A title that is written with a full stop in front of a name, in the languages of Europe; an initial behind a first
# name or another one, not `vitamin C.`, and not the numbers of wars and kings.
_TITLE = re.compile(
    r"(?:\A|[\s(\"“«‘'])"
    r"(?:M(?:r|rs|s|me|lle)|Dra?|Prof|St|Sra?|Srta|Sens?|Reps?|Gov|Gen|Lt|Col|Capt|Sgt|Rev|Hr|Sig|Dott)\.\s\Z"
)
_INITIAL = re.compile(r"(?:\A|[\"“«]|(?<!\w)[^\W\d_a-zßà-öø-ÿ](?:[\w’'-]*|\.)\s)[A-HJ-UWYZ]\.\s\Z")
_LONGEST_NAME = 30
_POSSESSIVE = re.compile(r"['’]s?\Z")
_JOINT = re.compile(r"[-'’]")
_SMALL_PARTS = re.compile(r"(?:-[^\W\d_A-Z]\w*)+\Z")  # `Vienna-based`
_SHORTEST = 3
# So many letters of a word's beginning make an inflected or derived form of it.
_STEM = 4
_LONG = 5
# Likeness of two words' sounds from which they are one name, and where their first sounds differ.
_LIKE, _LIKE_BUT_FIRST = 0.61, 0.7


@dataclass(frozen=True)
class Name:
    """A word of a text with a capital; `starts` where it opens a sentence, `next_to` the word with a capital before it
    with nothing but a space between. `group` are the words with capitals that it stands among, it too, small words such
    as `of` between them or none; `after` is the word before the group, case-folded; `at` is its place in the text."""

    word: str
    starts: bool
    next_to: str = ""
    group: tuple[str, ...] = ()
    after: str = ""
    at: int = 0


@lru_cache(maxsize=256)
def capitalised(text: str, locale: str) -> tuple[Name, ...]:
    """The words of `text` with a capital and small letters; none in capitals, and in languages without capitals or with
    capitals for every noun. In Title Case only those with letters that English lacks, if it is English."""
    if language_of(locale) in AS_THEY_ARE or is_shouted(text):
        return ()
    found = tuple(with_capitals(text))
    if _is_title(text):
        return tuple(n for n in found if language_of(locale) == "en" and not n.word.isascii())
    return found


def _is_title(text: str) -> bool:
    """Whether a text is in Title Case: at most one long word has a small letter. A sentence full of names has more, or
    ends with a full stop."""
    small = [w for w in WORD.findall(text) if w[0].islower()]
    long = sum(len(w) >= _LONG for w in small)
    return not small or (is_title_case(text) and long <= (not text.rstrip("\"'”’»").endswith(".")))


def with_capitals(text: str) -> Iterable[Name]:
    """The words of any text that have a capital and small letters."""
    for after, group in _groups(text):
        words = tuple(word for word, _, _ in group)
        last, end = "", -1
        for word, start, stop in group:
            neighbour = last if start == end + 1 and text[end].isspace() else ""
            last, end = word, stop
            if len(word) >= _SHORTEST and not word.removesuffix("s").isupper():
                yield Name(word, _opens(text, start), neighbour, words, after, start)


def _opens(text: str, start: int) -> bool:
    """Whether the word there opens a sentence; none does behind `Mr.` or `Peter J.`"""
    if not _START.search(text, max(0, start - 4), start):
        return False
    return not any(form.search(text, max(0, start - _LONGEST_NAME), start) for form in (_TITLE, _INITIAL))


_SMALL_WORDS = "of for the and & de del la das da do dos du des van von der di bin al el y e und et"
_LINKS = frozenset(_SMALL_WORDS.split())


def _groups(text: str) -> Iterable[tuple[str, list[tuple[str, int, int]]]]:
    """Words with capitals that stand together: the word before them, and each with its place."""
    group: list[tuple[str, int, int]] = []
    before = after = ""
    gap = 0  # where the last word with a capital ended, or a small word behind it
    for match in WORD.finditer(text):
        word = _SMALL_PARTS.sub("", _POSSESSIVE.sub("", match[0]))
        near = group and text[gap : match.start()] == " "
        if word[0].isupper() and word[1:2] not in ("'", "’", "-"):
            if not near:
                if group:
                    yield after, group
                group, after = [], before
            group.append((word, match.start(), match.end()))
            gap = match.end()
        elif near and word in _LINKS:
            gap = match.end()
        before = match[0].casefold()
    if group:
        yield after, group


@lru_cache(maxsize=4096)
def folded(word: str) -> str:
    """A word without accents and capitals: `Říčany` as `ricany`."""
    word = word.casefold().translate(_LETTERS)
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ʿ": "", "’": "'"}
)
# Spellings of the same sound in the languages of Europe, in this order.
_SOUNDS = [
    pair.split(">")
    for pair in [
        "tsch>s",
        "tch>s",
        "shch>s",
        "sch>s",
        "sh>s",
        "ch>s",
        "cz>s",
        "sz>s",
        "ts>s",
        "tz>s",
        "ph>f",
        "th>t",
        "kh>k",
        "gh>g",
        "dh>d",
        "ck>k",
        "qu>k",
        "ou>u",
        "oo>u",
        "ie>i",
        "ij>i",
        "c>k",
        "q>k",
        "x>ks",
        "y>i",
        "j>i",
        "w>v",
        "z>s",
        "h>",
    ]
]
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """A word as it roughly sounds, the same for `Tymoshenko` and `Timoschenko`."""
    word = folded(word)
    for spelling, plain in _SOUNDS:
        word = word.replace(spelling, plain)
    return _TWICE.sub(r"\1", word)


@dataclass(frozen=True)
class Words:
    """The words of a text in forms to compare names with: all of them without accents and capitals, those of them that
    have a capital in the text, and how those with a capital, and the others, sound."""

    folded: frozenset[str]
    capitals: frozenset[str]
    sounds: frozenset[str]
    small: frozenset[str]


@lru_cache(maxsize=256)
def words_of(text: str) -> Words:
    """The words of `text`; those with hyphens also in their parts."""
    found = set(WORD.findall(text))
    for word in [w for w in found if not w.isalpha()]:
        found.add(_POSSESSIVE.sub("", word))
        found.update(filter(None, _JOINT.split(word)))
    return Words(
        frozenset(map(folded, found)),
        frozenset(folded(w) for w in found if w[0].isupper()),
        frozenset(sound(w) for w in found if w[0].isupper()),
        frozenset(sound(w) for w in found if not w[0].isupper()),
    )


def is_in(word: str, words: Words, *, small: bool = False) -> bool:
    """Whether a text has a name as it is, in an inflected form, in a compound or in another spelling; with `small` also
    in another spelling that begins with a small letter."""
    plain = folded(word)
    if plain in words.folded or plain + "s" in words.folded:
        return True
    if len(plain) >= _STEM and any(w.startswith(plain) or plain in w for w in words.folded):
        return True
    if len(plain) > _STEM + 1 and any(len(w) >= _STEM and plain.startswith(w) for w in words.capitals):
        return True
    heard = sound(word)
    return any(_sounds_like(heard, w) for w in words.sounds) or (
        small and any(_sounds_like(heard, w) for w in words.small)
    )


def _sounds_like(a: str, b: str) -> bool:
    if min(len(a), len(b)) < _SHORTEST + 1:
        return a == b
    return Levenshtein.normalized_similarity(a, b) >= (_LIKE if a[0] == b[0] else _LIKE_BUT_FIRST)


def is_same(word: str, source: str, target: str) -> bool:
    """Whether a word that other languages translate is written in the same way in the target's language."""
    same = SAME.get((language_of(source), language_of(target)), frozenset())
    return folded(word) in same


def is_titled(name: Name, locale: str) -> bool:
    """Whether a name is part of what an organisation, an event or a work is called: such words are translated."""
    titled = TITLED.get(language_of(locale), frozenset())
    people = PEOPLE.get(language_of(locale), frozenset())
    words = [word.casefold() for word in name.group]
    at = name.group.index(name.word)
    # `Ryder Cup` has a name in it, and so has `Police Commissioner Hall`
    return len(words) > 2 and any(w in titled for w in words) and not any(w in people for w in words[:at])


# Endings of words that are none of people's and places' names, by language, and how long such a word is at least.
_ENDINGS = {
    "en": (
        7,
        ("tion", "tions", "sion", "sions", "ment", "ments", "ness", "ity", "ities", "ics", "ism", "ists", "ship",
         "hood", "ology", "graphy", "ative", "itive", "ians", "ional", "ance", "ences", "able", "ously", "ively"),
    ),
}  # fmt: skip


def is_common(word: str, locale: str) -> bool:
    """Whether other languages translate a word that this one writes with a capital; True where that is not known."""
    known = TRANSLATED.get(language_of(locale))
    if known is None:
        return True
    parts = [p for p in re.split(r"[-'’]", word.casefold()) if p]
    length, endings = _ENDINGS.get(language_of(locale), (0, ()))
    if endings and len(word) >= length and word.casefold().endswith(endings):
        return True
    return all(_is_listed(p, known, locale) for p in parts)


def _is_listed(word: str, known: frozenset[str], locale: str) -> bool:
    single = word.removesuffix("ies") + "y" if word.endswith("ies") else word.removesuffix("s")
    return word in known or single in known or word in function_words(locale)


# Endings of inhabitants and of what is a country's own: `Swedish`, `Iraqi`, `Londoners`.
_DEMONYM = re.compile(r"(?:an|ish|ese|ic|i|er|ard|o|man|men|ch)s?\Z")


def is_kept(word: str, source: str, target: str, behind: str = "") -> bool:
    """Whether another language writes a name as it is, as far as is known; a first name too, if a surname stands
    `behind` it."""
    if is_common(word, source):
        return False
    if word in _called_alike(source, target) or not counterparts(word, source, target):
        return True
    if not behind or not is_kept(behind, source, target):
        return False
    called = word.casefold() in spellings() or folded(word) in _table(source, target)
    return word.casefold() in first_names() if called else not _DEMONYM.search(word)


@cache
def _called_alike(source: str, target: str) -> frozenset[str]:
    """What both languages call by the same word."""
    names, others = _cldr_names(source), _cldr_names(target)
    return frozenset(name for key, name in names.items() if others.get(key) == name)


def knows(locale: str) -> bool:
    """Whether names can be told from words that are translated in a locale's language."""
    return language_of(locale) in TRANSLATED


def counterparts(word: str, source: str, target: str) -> frozenset[str]:
    """The words, folded, one of which a translation has for the name of a place, a people, a language, a month or a
    weekday, as far as CLDR and `places` know them; none for other names."""
    table = _table(source, target)
    found = set(map(folded, spellings().get(word.casefold(), ())))
    for part in folded(word).split("-"):
        found |= table.get(part, frozenset())
        if len(part) > _STEM:  # `Austrian` by `Austria`, `Swedish` by `Swede`
            found |= _stems(source, target).get(part[: _STEM + (len(part) > 6)], frozenset())
    return frozenset(found)


def has_counterpart(name: str, counterparts: Iterable[str], words: Words) -> bool:
    """Whether a text has one of the words for a name, or one with the same beginning (`alemán` for `Alemania`)."""
    for wanted in counterparts:
        stem = wanted[:3] if wanted != folded(name) else wanted[: max(_STEM, len(wanted) - 2)]
        inner = wanted[: max(_LONG, len(wanted) - 2)]  # `coreano` in `norcoreano`
        if any(w.startswith(stem) or (len(inner) >= _LONG and inner in w) for w in words.folded):
            return True
    return False


@cache
def _table(source: str, target: str) -> Mapping[str, frozenset[str]]:
    names, others = _cldr_names(source), _cldr_names(target)
    table: dict[str, set[str]] = {}
    for key, name in names.items():
        words = WORD.findall(name)
        if key in others and (len(words) == 1 or key.startswith(("month", "weekday"))):
            forms = {folded(w) for w in WORD.findall(others[key]) if len(w) >= _SHORTEST}
            for word in words:
                table.setdefault(folded(word), set()).update(forms)
    return {word: frozenset(forms) for word, forms in table.items()}


@cache
def _stems(source: str, target: str) -> Mapping[str, frozenset[str]]:
    stems: dict[str, set[str]] = {}
    for word, forms in _table(source, target).items():
        for length in (_STEM, _STEM + 1):
            if len(word) >= length:
                stems.setdefault(word[:length], set()).update(forms)
    return {stem: frozenset(forms) for stem, forms in stems.items()}


@cache
def _cldr_names(locale: str) -> dict[str, str]:
    """What CLDR calls places, languages, months and weekdays, by keys of all locales."""
    data: Any = locale_data(locale)
    if data is None:
        return {}
    names = {f"territory {code}": name for code, name in data.territories.items()}
    names |= {f"language {code}": name for code, name in data.languages.items()}
    names |= {f"zone {zone}": entry["city"] for zone, entry in data.time_zones.items() if "city" in entry}
    for zone in get_global("zone_territories"):
        names.setdefault(f"zone {zone}", zone.rpartition("/")[2].replace("_", " "))
    for kind, table in (("month", months(locale)), ("weekday", weekdays(locale))):
        for name, number in table.items():
            names[f"{kind} {number}"] = f"{names.get(f'{kind} {number}', '')} {name}"
    return names
