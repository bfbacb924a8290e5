"""The language of a text, and the paragraphs of an article that are in another one.

The only importer of langdetect, of which it uses the profiles (how often each n-gram occurs in each of 55
languages) and not the random sampling: the same text gives the same answer everywhere. Around them it builds
what they lack: cleaning, the script, the two Chinese standards, and a refusal of what they have no profile for.
"""

from __future__ import annotations

import html
import math
import re
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from ._detect_tables import (
    CLOSE_LANGUAGES,
    FOREIGN_LETTERS,
    FOREIGN_WORDS,
    JAPANESE_KANJI,
    OUTSIDE_ALPHABET,
    RENAMED,
    SAME_LANGUAGE,
    SCRIPT_LANGUAGE,
    SCRIPT_LANGUAGES,
    SIMPLIFIED,
    TRADITIONAL,
    TRADITIONAL_TAGS,
    UNKNOWN_SCRIPT_LANGUAGE,
)
from .boilerplate import boilerplate_class
from .keys import width_units

# A text of at least this many letters is accepted at the asked-for confidence, a shorter one at a fifth of
# the asked-for doubt (0.95 becomes 0.99). Chinese, Japanese and Korean letters count as `_CJK_WEIGHT` each.
ENOUGH_LETTERS: Final = 60
# Below this nothing is accepted: names and single words decide nothing.
FEWEST_LETTERS: Final = 20
# The shortest block that can be called foreign.
FEWEST_BLOCK_LETTERS: Final = 30
_CJK_WEIGHT: Final = 2

# Characters read of a text, before and after cleaning. langdetect reads 10,000 as well.
_MAX_RAW: Final = 200_000
_MAX_CLEAN: Final = 10_000

# The frequency that an n-gram gets in languages that lack it. Source: langdetect's ALPHA_DEFAULT / BASE_FREQ.
_SMOOTHING: Final = 0.5 / 10_000
# Overlapping n-grams repeat each other's evidence; dividing by 3 makes the confidence come true (measured).
_TEMPERATURE: Final = 3.0
# What a word of only one of two close languages adds, and a letter outside a language's alphabet takes, in
# units of the logarithm of a likelihood, before the temperature.
_HINT: Final = 6.0
# Capitalized words, most of them names, weigh this much where the text has other words.
_NAME_WEIGHT: Final = 0.5
# The share of words that a language without a profile has of those listed for it (names and quotes have less).
_FOREIGN_WORD_SHARE: Final = 0.02
# The share of letters from which a script wins over Latin: in a whole text, and in one paragraph.
_SCRIPT_SHARE: Final = 0.5
_SCRIPT_SHARE_PARAGRAPH: Final = 0.3

# The misfit of a text: the share of its trigrams that are rare (less than `_RARE`) in its supposed language.
# Ordinary text has the share that `_Profiles.rare_share` estimates; by how much and how many standard
# deviations more is too much was measured on 4,400 texts (0.1 % refused) and 300 other languages (85 % refused).
_RARE: Final = 1.3e-4
_MISFIT_SHARE: Final = 0.08
_MISFIT_DEVIATIONS: Final = 3.0
_FEWEST_TRIGRAMS: Final = 8


@dataclass(frozen=True)
class Detection:
    """What `detect` found."""

    language: str
    """The likeliest language (`en`, `zh_Hant`, `nb`), or `und` when nothing can be said."""
    confidence: float
    """From 0 to 1, three digits: of the answers given with 0.95 and more, at least 95 % are right."""
    decided: bool
    """Whether the answer may be used without asking."""
    reason: str
    """Why it is not decided, in words; empty when it is."""
    looks_like: str = ""
    """A language that the text seems to be in and that cannot be confirmed."""


def detect(
    text: str,
    *,
    candidates: Sequence[str] = (),
    min_confidence: float = 0.95,
    single_paragraph: bool = False,
) -> Detection:
    """The language of `text`: plain or HTML, its paragraphs separated by blank lines.

    All languages compete, whatever `candidates` holds; an answer outside of it, if any are given, is not decided.
    `single_paragraph` is for one block or headline: a script that is not Latin then wins over Latin names.
    Any string gets an answer; only what is not a string raises TypeError.
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be str, not {type(text).__name__}")
    paragraphs = _paragraphs(text)
    if not single_paragraph:
        paragraphs = _without_boilerplate(paragraphs)
    reading = _read("\n\n".join(paragraphs), single_paragraph=single_paragraph)
    return _decide(_guess(reading), reading, candidates, min_confidence)


def detect_blocks(blocks: Sequence[str], main: str, *, min_confidence: float = 0.95) -> list[Detection | None]:
    """For each block, its Detection if it is certainly in another language than `main`, otherwise None.

    A block is judged from 30 letters on. One that looks like a language which cannot be confirmed is reported as
    well, undecided. Raises TypeError for a block that is not a string.
    """
    return [_foreign_block(block, main, min_confidence) for block in blocks]


def available() -> tuple[str, ...]:
    """The languages that `detect` can name, sorted."""
    return tuple(sorted({RENAMED.get(name, name) for name in _profiles().names}))


# ---------------------------------------------------------------- decision


class _Reading(NamedTuple):
    """A text made ready: only letters of one script."""

    script: str
    words: list[str]
    letters: int
    """Letters of that script, Chinese, Japanese and Korean ones counted by `_CJK_WEIGHT`."""
    characters: Counter[str]


class _Guess(NamedTuple):
    """The languages of a text with their probabilities, likeliest first, and what speaks against the first."""

    ranking: list[tuple[str, float]]
    looks_like: str = ""
    misfit: bool = False


def _decide(guess: _Guess, reading: _Reading, candidates: Sequence[str], min_confidence: float) -> Detection:
    if not guess.ranking:
        reason = _unconfirmed(guess.looks_like) if guess.looks_like else "no text in a known script"
        return Detection("und", 0.0, False, reason, guess.looks_like)
    language, probability = guess.ranking[0]
    confidence = round(probability, 3)
    wanted = min_confidence if reading.letters >= ENOUGH_LETTERS else 1 - (1 - min_confidence) / 5
    if guess.looks_like:
        reason = _unconfirmed(guess.looks_like)
    elif reading.letters < FEWEST_LETTERS:
        reason = f"only {sum(reading.characters.values())} letters"
    elif guess.misfit:
        reason = f"nearest to {language}, but not like it; use --from"
    elif probability < wanted:
        reason = ", ".join(f"{name} {share:.2f}" for name, share in guess.ranking[:2])
    elif candidates and not any(_same(language, candidate) for candidate in candidates):
        reason = f"{language} is not among the candidates {', '.join(candidates)}"
    else:
        reason = ""
    return Detection(language, confidence, not reason, reason, guess.looks_like)


def _unconfirmed(language: str) -> str:
    return f"looks like {language}, which cannot be confirmed; use --from {language}"


def _foreign_block(block: str, main: str, min_confidence: float) -> Detection | None:
    if not isinstance(block, str):
        raise TypeError(f"a block must be str, not {type(block).__name__}")
    reading = _read("\n\n".join(_paragraphs(block)), single_paragraph=True)
    if reading.letters < FEWEST_BLOCK_LETTERS:
        return None
    guess = _guess(reading)
    if not guess.ranking or _same(guess.ranking[0][0], main) or guess.ranking[0][1] < min_confidence:
        return None
    if _same(guess.looks_like, main) or (guess.misfit and not guess.looks_like):
        return None
    found = _decide(guess, reading, (), min_confidence)
    return found if guess.looks_like else replace(found, decided=True, reason="")


def _same(language: str, locale: str) -> bool:
    """Whether `locale`, in any spelling, is one of `language` (`zh_TW` is one of `zh_Hant`, not of `zh`)."""
    tags = locale.lower().replace("-", "_").split("_")
    if tags[0] == "zh":
        return language == ("zh_Hant" if TRADITIONAL_TAGS.intersection(tags) else "zh")
    return language == SAME_LANGUAGE.get(tags[0], tags[0])


# ---------------------------------------------------------------- cleaning

_HIDDEN = re.compile(r"<(script|style|head|noscript)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.I | re.S)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|h[1-6]|li|ul|ol|br|hr|table|tr|td|blockquote|section|article|figure|figcaption|aside)"
    r"\b[^<>]*>",
    re.I,
)
_TAG = re.compile(r"</?[a-z!][^<>]*>", re.I)
# html.unescape gives up on numbers with thousands of digits.
_HUGE_REFERENCE = re.compile(r"&#[0-9]{8,}")
_UNWANTED = re.compile(r"https?://[!-~]+|www\.[!-~]+|[\w.+-]{1,64}@[\w.-]{1,255}|[@#]\w+")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n\s*")

_MARK = re.compile(r"©|https?:|www\.|[|@#]")
_SENTENCE_END = re.compile(r"[.!?…。！？।؟۔]\W*$")


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of `text` without markup, entities and control characters, in NFC."""
    text = text[:_MAX_RAW].replace("\r\n", "\n").replace("\r", "\n")
    text = _TAG.sub(" ", _BLOCK_TAG.sub("\n\n", _HIDDEN.sub(" ", text)))
    text = html.unescape(_HUGE_REFERENCE.sub(" ", text))
    text = _CONTROL.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text)))
    return [paragraph for part in _PARAGRAPH_END.split(text) if (paragraph := part.strip())]


def _without_boilerplate(paragraphs: list[str]) -> list[str]:
    """The paragraphs that read like an article; where none does, those that are not page furniture, or all.

    Furniture is a short paragraph with a mark that prose lacks, or with a phrase of `boilerplate_class`. Prose
    has 100 cells, or 40 and the end of a sentence.
    """
    own = [p for p in paragraphs if not _is_furniture(p)]
    prose = [p for p in own if (width := width_units(p)) >= 100 or (width >= 40 and _SENTENCE_END.search(p))]
    return prose or own or paragraphs


def _is_furniture(paragraph: str) -> bool:
    return (len(paragraph) < 200 and _MARK.search(paragraph) is not None) or bool(boilerplate_class(paragraph))


# ---------------------------------------------------------------- script


@cache
def _script_of(character: str) -> str:
    """The script of a letter: the first word of its Unicode name, `CJK` also for kana and Hangul; or ''."""
    if not character.isalpha():
        return ""
    script = unicodedata.name(character, "").partition(" ")[0].partition("-")[0]
    return "CJK" if script in ("CJK", "HIRAGANA", "KATAKANA", "HANGUL") else script


def _read(text: str, *, single_paragraph: bool) -> _Reading:
    """`text` reduced to the letters of its main script, in lower case if most of it is in capitals."""
    text = _UNWANTED.sub(" ", text)[:_MAX_CLEAN]
    characters = Counter(text)
    upper = sum(count for character, count in characters.items() if character.isupper())
    lower = sum(count for character, count in characters.items() if character.islower())
    if upper > 1.5 * lower:
        text = _lowered(text)
        characters = Counter(text)
    script = _main_script(text, characters, _SCRIPT_SHARE_PARAGRAPH if single_paragraph else _SCRIPT_SHARE)
    own = Counter({c: count for c, count in characters.items() if _script_of(c) == script})
    letters = own.total() * (_CJK_WEIGHT if script == "CJK" else 1)
    return _Reading(script, text.translate(_folding(script)).split(), letters, own)


def _lowered(text: str) -> str:
    """`text` in lower case; in Turkish and Azerbaijani, which have İ, the capital of ı is I."""
    if "İ" in text:
        text = text.replace("I", "ı").replace("İ", "i")
    return text.lower()


def _main_script(text: str, characters: Counter[str], share: float) -> str:
    """The script with most letters; one that is not Latin wins from `share` on."""
    weights: Counter[str] = Counter()
    for character, count in characters.items():
        if script := _script_of(character):
            weights[script] += count * (_CJK_WEIGHT if script == "CJK" else 1)
    if len(weights) < 2 or "LATIN" not in weights:
        return weights.most_common(1)[0][0] if weights else ""
    names = sum(len(word) for word in re.findall(r"[^\W\d_]+", text) if word[0].isupper() and word.isascii())
    latin = weights.pop("LATIN") - (1 - _NAME_WEIGHT) * names
    script, other = weights.most_common(1)[0]
    return script if other >= share * (other + latin) else "LATIN"


class _Folding(dict[int, str]):
    """For `str.translate`: letters of one script and marks as langdetect's profiles have them, blanks for others."""

    def __init__(self, script: str) -> None:
        from langdetect.utils.ngram import NGram

        super().__init__()
        self._script = script
        self._normalize = NGram.normalize

    def __missing__(self, code: int) -> str:
        character = chr(code)
        kept = _script_of(character) == self._script or unicodedata.category(character)[0] == "M"
        self[code] = self._normalize(character) if kept else " "
        return self[code]


@cache
def _folding(script: str) -> _Folding:
    return _Folding(script)


# ---------------------------------------------------------------- language


def _guess(reading: _Reading) -> _Guess:
    script = reading.script
    if script == "CJK":
        return _Guess(_rank_cjk(reading.characters))
    looks_like = _by_letters(reading) or UNKNOWN_SCRIPT_LANGUAGE.get(script, "")
    if script in SCRIPT_LANGUAGE:
        return _Guess([(SCRIPT_LANGUAGE[script], 1.0)], looks_like)
    if script not in SCRIPT_LANGUAGES:
        return _Guess([], looks_like)
    # Abbreviations follow no language's spelling.
    words = [word for word in reading.words if len(word) == 1 or not word.isupper()]
    tokens = Counter(word.lower() for word in words)
    ranking = _profiles().rank(words, _hints(tokens, SCRIPT_LANGUAGES[script], reading.characters))
    looks_like = looks_like or _by_words(tokens, ranking[0][0])
    misfit = script in ("LATIN", "CYRILLIC") and _profiles().misfits(words, ranking[0][0])
    return _Guess([(RENAMED.get(name, name), share) for name, share in ranking], looks_like, misfit)


def _hints(tokens: Counter[str], languages: Sequence[str], characters: Counter[str]) -> dict[str, float]:
    """What speaks for or against each of `languages` besides its n-grams."""
    hints = {
        language: -_HINT * sum(characters[letter] for letter in OUTSIDE_ALPHABET.get(language, ""))
        for language in languages
    }
    for pair, words in CLOSE_LANGUAGES.items():
        for language, own in zip(pair, words, strict=True):
            if language in hints:
                hints[language] += _HINT * sum(_found(tokens, own))
    return hints


def _rank_cjk(characters: Counter[str]) -> list[tuple[str, float]]:
    """Korean from 20 % Hangul on, Japanese from 5 % kana on, else Chinese by the letters of only one standard."""
    names = Counter[str]()
    for character, count in characters.items():
        names[unicodedata.name(character).partition(" ")[0].partition("-")[0]] += count
    total = names.total()
    if names["HANGUL"] >= 0.2 * total:
        return [("ko", 1.0)]
    japanese = sum(count for character, count in characters.items() if character in JAPANESE_KANJI)
    if names["HIRAGANA"] + names["KATAKANA"] >= 0.05 * total:
        return [("ja", 1.0)]
    simplified = sum(count for character, count in characters.items() if character in SIMPLIFIED)
    traditional = sum(count for character, count in characters.items() if character in TRADITIONAL)
    if japanese > max(1, 0.02 * total):
        return [("ja", 0.9), ("zh", 0.1)]
    # One such letter makes its standard seven times as likely as the other.
    share = 1 / (1 + 7.0 ** -min(abs(simplified - traditional), 30))
    ranking = [("zh", share), ("zh_Hant", 1 - share)]
    return ranking if simplified >= traditional else [("zh_Hant", share), ("zh", 1 - share)]


def _by_letters(reading: _Reading) -> str:
    """The language whose letters, unknown to all of langdetect's languages, the text has; or ''.

    At least 0.4 % of the letters (foreign names have fewer), and two of them in a text that is not short.
    """
    hits = {
        language: sum(reading.characters[letter] for letter in letters) for language, letters in FOREIGN_LETTERS.items()
    }
    language = max(hits, key=lambda language: (hits[language], -len(FOREIGN_LETTERS[language])))
    enough = hits[language] >= max(1 if reading.letters < ENOUGH_LETTERS else 2, 0.004 * reading.letters)
    return language if enough else ""


def _by_words(tokens: Counter[str], language: str) -> str:
    """The language whose common words say that the text is in it, not in `language`; or ''."""
    best, best_score = "", 0
    for name, (mistaken_for, own, against) in FOREIGN_WORDS.items():
        if mistaken_for and language not in mistaken_for.split():
            continue
        found = _found(tokens, own)
        score = sum(found) - sum(_found(tokens, against))
        # One word of a language like no other decides nothing, nor do few in a long text.
        enough = len(found) > (0 if mistaken_for else 1) and sum(found) >= _FOREIGN_WORD_SHARE * tokens.total()
        if enough and score > best_score:
            best, best_score = name, score
    return best


def _found(tokens: Counter[str], words: str) -> list[int]:
    """How often each of the different `words` (`stem-` for all that begin with it) is among the tokens."""
    pattern = _pattern(words)
    return [count for token, count in tokens.items() if pattern.fullmatch(token)]


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(w.removesuffix("-")) + r"\w*" * w.endswith("-") for w in words.split()))


class _Profiles:
    """langdetect's profiles, and the scorer over them."""

    def __init__(self, frequencies: Mapping[str, Sequence[float]], names: Sequence[str]) -> None:
        self.names = tuple(names)
        # n-gram -> (language number, how much the n-gram speaks for it); what lacks it gets nothing.
        self._gains = {
            gram: tuple(
                (number, math.log(1 + frequency / _SMOOTHING)) for number, frequency in enumerate(row) if frequency
            )
            for gram, row in frequencies.items()
        }
        common, rest = [0] * len(names), [0.0] * len(names)
        for gram, row in frequencies.items():
            for number, frequency in enumerate(row if len(gram) == 3 else ()):
                common[number] += frequency >= _RARE
                rest[number] += frequency if frequency < _RARE else 0
        # The share of rare trigrams in ordinary text, from 0.10 (Italian) to 0.25 (Czech): it grows with the
        # number of common ones (a line through the measured languages), and profiles that go further down
        # than `_RARE` know it themselves, but for 2 % that they cut off.
        self.rare_share = tuple(
            max(0.12 + 0.00016 * (count - 1300), share + 0.02) for count, share in zip(common, rest, strict=True)
        )

    def rank(self, words: Sequence[str], hints: Mapping[str, float]) -> list[tuple[str, float]]:
        """The languages of `hints` with their probabilities, likeliest first.

        A hint is added to the logarithm of a language's likelihood. Capitalized words, most of them names, weigh
        less where the text has other words.
        """
        plain = [word for word in words if not word[0].isupper()]
        weight = _NAME_WEIGHT if sum(map(len, plain)) >= FEWEST_LETTERS else 1.0
        scores = [0.0] * len(self.names)
        for gram, count in Counter(_grams(plain)).items():
            for number, gain in self._gains.get(gram, ()):
                scores[number] += count * gain
        for gram, count in Counter(_grams(word for word in words if word[0].isupper())).items():
            for number, gain in self._gains.get(gram, ()):
                scores[number] += weight * count * gain
        totals = {name: scores[self.names.index(name)] + hint for name, hint in hints.items()}
        top = max(totals.values())
        odds = {name: math.exp((score - top) / _TEMPERATURE) for name, score in totals.items()}
        total = sum(odds.values())
        return sorted(((name, odd / total) for name, odd in odds.items()), key=lambda item: (-item[1], item[0]))

    def misfits(self, words: Iterable[str], language: str) -> bool:
        """Whether the text has more rare trigrams than text in `language` ever has. Capitalized words, most of
        them names, do not count."""
        number = self.names.index(language)
        trigrams = [gram for gram in _grams(word for word in words if word[0].islower()) if len(gram) == 3]
        if len(trigrams) < _FEWEST_TRIGRAMS:
            return False
        least = math.log(1 + _RARE / _SMOOTHING)
        rare = sum(dict(self._gains.get(gram, ())).get(number, 0.0) < least for gram in trigrams)
        usual = self.rare_share[number]
        deviation = math.sqrt(usual * (1 - usual) / len(trigrams))
        return rare / len(trigrams) > usual + _MISFIT_SHARE + _MISFIT_DEVIATIONS * deviation


def _grams(words: Iterable[str]) -> Iterator[str]:
    """The letters, and the two and three characters in a row, of each word between blanks."""
    for word in words:
        padded = f" {word} "
        yield from word
        for size in (2, 3):
            yield from (padded[start : start + size] for start in range(len(padded) - size + 1))


_lock = threading.Lock()
_loaded: list[_Profiles] = []


def _profiles() -> _Profiles:
    """The profiles, read once: in sorted order, by one thread."""
    with _lock:
        if not _loaded:
            import langdetect

            files = sorted((Path(langdetect.__file__).parent / "profiles").iterdir())
            factory = langdetect.DetectorFactory()
            factory.load_json_profile([file.read_text(encoding="utf-8") for file in files if file.is_file()])
            _loaded.append(_Profiles(factory.word_lang_prob_map, factory.langlist))
        return _loaded[0]
