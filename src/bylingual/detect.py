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
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from . import _detect_tables as tables
from .boilerplate import boilerplate_class
from .keys import width_units


@dataclass(frozen=True)
class Detection:
    """What `detect` found."""

    language: str
    """The likeliest language (`en`, `zh_Hant`, `nb`), or `und` when nothing can be said."""
    confidence: float
    """From 0 to 1, three digits. Of the answers given with 0.95 and more, at least 95 % are right."""
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
    `single_paragraph` is for one block or headline: nothing is left out as page furniture.
    Any string gets an answer; only what is not a string raises TypeError.
    """
    paragraphs = _paragraphs(text)
    reading = _read(paragraphs if single_paragraph else _without_furniture(paragraphs), single_paragraph)
    return _decide(_guess(reading), reading, candidates, min_confidence)


def detect_blocks(blocks: Sequence[str], main: str, *, min_confidence: float = 0.95) -> list[Detection | None]:
    """For each block, its Detection if it is certainly in another language than `main`, otherwise None.

    A block is judged from 30 letters on. One that looks like a language which cannot be confirmed is reported as
    well, undecided. Raises TypeError for a block that is not a string.
    """
    return [_foreign_block(block, main, min_confidence) for block in blocks]


def available() -> tuple[str, ...]:
    """The languages that `detect` can name, sorted."""
    return tuple(sorted({tables.RENAMED.get(name, name) for name in _profiles().names}))


class _Reading(NamedTuple):
    """A text made ready: only letters of one script."""

    script: str
    paragraphs: list[list[str]]
    """The words of each paragraph, as langdetect's profiles write them."""
    characters: Counter[str]
    letters: int
    """How many letters; Chinese, Japanese and Korean ones count as `CJK_WEIGHT` each."""

    @property
    def evidence(self) -> float:
        """The letters of different words, those of names by half; what is too long to be a word has none."""
        if self.script not in tables.SCRIPT_LANGUAGES:
            return self.letters
        words = {word for paragraph in self.paragraphs for word in paragraph if len(word) <= tables.LONGEST_WORD}
        return sum(len(word) * (tables.NAME_WEIGHT if word[0].isupper() else 1) for word in words)


class _Guess(NamedTuple):
    """The languages of a text with their probabilities, likeliest first, and what speaks against the first."""

    ranking: list[tuple[str, float]]
    looks_like: str = ""
    misfit: bool = False


def _decide(guess: _Guess, reading: _Reading, candidates: Sequence[str], min_confidence: float) -> Detection:
    language, probability = guess.ranking[0] if guess.ranking else ("und", 0.0)
    wanted = min_confidence if reading.letters >= tables.ENOUGH_LETTERS else 1 - (1 - min_confidence) / 5
    reason = ""
    if guess.looks_like:
        reason = f"looks like {guess.looks_like}, which cannot be confirmed; use --from {guess.looks_like}"
    elif not guess.ranking:
        reason = "no text in a known script"
    elif reading.evidence < tables.FEWEST_LETTERS:
        count = reading.characters.total()
        reason = f"only {count} letters" if count < tables.FEWEST_LETTERS else "too few words"
    elif guess.misfit:
        reason = f"nearest to {language}, but not like it; use --from"
    elif probability < wanted:
        reason = ", ".join(f"{name} {share:.2f}" for name, share in guess.ranking[:2])
    elif candidates and not any(_same(language, candidate) for candidate in candidates):
        reason = f"{language} is not among the candidates {', '.join(candidates)}"
    return Detection(language, round(probability, 3), not reason, reason, guess.looks_like)


def _foreign_block(block: str, main: str, min_confidence: float) -> Detection | None:
    reading = _read(_paragraphs(block), single_paragraph=True)
    if reading.letters < tables.FEWEST_BLOCK_LETTERS or reading.evidence < tables.FEWEST_LETTERS:
        return None
    guess = _guess(reading)
    if not guess.ranking or _same(guess.ranking[0][0], main) or _same(guess.looks_like, main):
        return None
    doubt = 1 - guess.ranking[0][1]
    doubt += tables.MAIN_WEIGHT * sum(share for name, share in guess.ranking if _same(name, main))
    if doubt > 1 - min_confidence or (guess.misfit and not guess.looks_like):
        return None
    found = _decide(guess, reading, (), min_confidence)
    return found if guess.looks_like else replace(found, decided=True, reason="")


def _same(language: str, locale: str) -> bool:
    """Whether `locale`, in any spelling, is one of `language` (`zh_TW` is one of `zh_Hant`, not of `zh`)."""
    tags = locale.lower().replace("-", "_").split("_")
    if tags[0] == "zh":
        return language == ("zh_Hant" if tables.TRADITIONAL_TAGS.intersection(tags) else "zh")
    return language == tables.SAME_LANGUAGE.get(tags[0], tags[0])


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of `text` without markup, entities and control characters, in NFKC."""
    if not isinstance(text, str):
        raise TypeError(f"a text must be str, not {type(text).__name__}")
    text = text[: tables.MAX_RAW].replace("\r\n", "\n").replace("\r", "\n")
    text = tables.TAG.sub(" ", tables.BLOCK_TAG.sub("\n\n", tables.HIDDEN.sub(" ", text)))
    text = html.unescape(tables.HUGE_REFERENCE.sub(" ", text))
    text = tables.CONTROL.sub(" ", tables.INVISIBLE.sub("", unicodedata.normalize("NFKC", text)))
    return [paragraph for part in tables.PARAGRAPH_END.split(text) if (paragraph := part.strip())]


def _without_furniture(paragraphs: list[str]) -> list[str]:
    """The paragraphs that read like an article: of 100 cells, or 40 and the end of a sentence; where there are none,
    those that are not page furniture (short, with a mark that prose lacks or a phrase of page furniture), or all."""
    own = [p for p in paragraphs if not boilerplate_class(p) and not (len(p) < 200 and tables.PAGE_MARK.search(p))]
    prose = [p for p in own if width_units(p) >= (40 if tables.SENTENCE_END.search(p[-9:]) else 100)]
    return prose or own or paragraphs


def _read(paragraphs: list[str], single_paragraph: bool) -> _Reading:
    """The letters of the main script, in lower case if most of the text is in capitals."""
    text = tables.ADDRESS.sub(" ", "\n\n".join(paragraphs))[: tables.MAX_CLEAN]
    if sum(map(str.isupper, text)) > 1.5 * sum(map(str.islower, text)):
        # In Turkish and Azerbaijani, which have İ, the capital of ı is I.
        text = (text.replace("I", "ı").replace("İ", "i") if "İ" in text else text).lower()
    characters = Counter(text)
    script = _main_script(text, characters, single_paragraph or len(paragraphs) == 1)
    own = Counter({character: count for character, count in characters.items() if _script_of(character) == script})
    letters = own.total() * (tables.CJK_WEIGHT if script == "CJK" else 1)
    words = [paragraph.translate(_folding(script)).split() for paragraph in text.split("\n\n")]
    return _Reading(script, words, own, letters)


@cache
def _script_of(character: str) -> str:
    """The script of a letter: the first word of its Unicode name, `CJK` also for kana and Hangul; or ''."""
    script = unicodedata.name(character, "").partition(" ")[0].partition("-")[0] if character.isalpha() else ""
    return "CJK" if script in ("CJK", "HIRAGANA", "KATAKANA", "HANGUL") else script


def _main_script(text: str, characters: Counter[str], single_paragraph: bool) -> str:
    """The script with most letters. In one paragraph another than Latin wins earlier: names are often in Latin."""
    weights: Counter[str] = Counter()
    for character, count in characters.items():
        if script := _script_of(character):
            weights[script] += count * (tables.CJK_WEIGHT if script == "CJK" else 1)
    latin = float(weights.pop("LATIN", 0))
    if not weights:
        return "LATIN" if latin else ""
    wanted = tables.SCRIPT_SHARE
    if single_paragraph:
        wanted = tables.SCRIPT_SHARE_PARAGRAPH
        latin -= (1 - tables.NAME_WEIGHT) * sum(map(len, re.findall(r"\b[A-Z][a-z]+", text)))
    script, other = weights.most_common(1)[0]
    return script if other >= wanted * (other + latin) else "LATIN"


class _Folding(dict[int, str]):
    """For `str.translate`: one script's letters and marks as langdetect's profiles write them, blanks for the rest."""

    def __init__(self, script: str) -> None:
        from langdetect.utils.ngram import NGram

        super().__init__()
        self._script, self._normalize = script, NGram.normalize

    def __missing__(self, code: int) -> str:
        character = chr(code)
        kept = _script_of(character) == self._script or unicodedata.category(character)[0] == "M"
        self[code] = self._normalize(character) if kept else " "
        return self[code]


_folding = cache(_Folding)


def _guess(reading: _Reading) -> _Guess:
    script = reading.script
    if script == "CJK":
        return _Guess(_rank_cjk(reading.characters))
    looks_like = _by_letters(reading) or tables.UNKNOWN_SCRIPT_LANGUAGE.get(script, "")
    if script not in tables.SCRIPT_LANGUAGES:
        language = tables.SCRIPT_LANGUAGE.get(script)
        return _Guess([(language, 1.0)] if language else [], looks_like)
    # Abbreviations follow no language's spelling.
    paragraphs = [[w for w in words if len(w) == 1 or not w.isupper()] for words in reading.paragraphs]
    words = [word for paragraph in paragraphs for word in paragraph]
    tokens = Counter(word.lower() for word in words)
    ranking = _profiles().rank(words, _hints(tokens, tables.SCRIPT_LANGUAGES[script].split(), reading.characters))
    if not ranking:
        return _Guess([], looks_like)
    misfit = script in ("LATIN", "CYRILLIC") and _profiles().misfits(paragraphs, ranking[0][0])
    looks_like = looks_like or _by_words(tokens, ranking[0][0])
    return _Guess([(tables.RENAMED.get(name, name), share) for name, share in ranking], looks_like, misfit)


def _rank_cjk(characters: Counter[str]) -> list[tuple[str, float]]:
    """Korean from 20 % Hangul on, Japanese from 5 % kana on, else Chinese by the letters of only one standard."""

    def count(letters: frozenset[str]) -> int:
        return sum(characters[letter] for letter in letters)

    names = Counter(unicodedata.name(character).partition(" ")[0] for character in characters.elements())
    total = names.total()
    if names["HANGUL"] >= 0.2 * total:
        return [("ko", 1.0)]
    if names["HIRAGANA"] + names["KATAKANA"] >= 0.05 * total:
        return [("ja", 1.0)]
    if count(tables.JAPANESE_KANJI) > max(1, 0.02 * total):
        return [("ja", 0.9), ("zh", 0.1)]
    # One such letter makes its standard twenty times as likely as the other.
    lead = max(-20, min(20, count(tables.SIMPLIFIED) - count(tables.TRADITIONAL)))
    share = 1 / (1 + 20.0**-lead)
    return sorted([("zh", share), ("zh_Hant", 1 - share)], key=lambda item: -item[1])


def _by_letters(reading: _Reading) -> str:
    """The language whose letters, unknown to all of langdetect's languages, the text has; or ''."""
    hits = {name: sum(reading.characters[x] for x in letters) for name, letters in tables.FOREIGN_LETTERS.items()}
    name = max(hits, key=lambda name: (hits[name], -len(tables.FOREIGN_LETTERS[name])))
    fewest = 1 if reading.letters < tables.ENOUGH_LETTERS else 2
    return name if hits[name] >= max(fewest, tables.FOREIGN_LETTER_SHARE * reading.letters) else ""


def _by_words(tokens: Counter[str], language: str) -> str:
    """The language whose common words say that the text is in it, not in `language`; or ''."""
    best, best_score = "", 0
    for name, (mistaken_for, own, against) in tables.FOREIGN_WORDS.items():
        if mistaken_for and language not in mistaken_for.split():
            continue
        found, opposed = _found(tokens, own), sum(_found(tokens, against))
        # Between two languages one word is enough where none speaks against it.
        several = len(found) > 1 and sum(found) >= tables.FOREIGN_WORD_SHARE * tokens.total()
        score = sum(found) - opposed
        if score > best_score and (several or (mistaken_for and not opposed)):
            best, best_score = name, score
    return best


def _hints(tokens: Counter[str], languages: Sequence[str], characters: Counter[str]) -> dict[str, float]:
    """What speaks for and against each of `languages` besides its n-grams."""
    hints = dict.fromkeys(languages, 0.0)
    for name, letters in tables.OUTSIDE_ALPHABET.items():
        if name in hints:
            hints[name] -= tables.HINT * sum(characters[letter] for letter in letters)
    for pair, words in tables.CLOSE_LANGUAGES.items():
        for name, own in zip(pair, words, strict=True):
            if name in hints:
                hints[name] += tables.HINT * sum(_found(tokens, own))
    return hints


def _found(tokens: Counter[str], words: str) -> list[int]:
    """How often each different one of `words` (`stem-`: all that begin with it) is among the tokens."""
    return [count for token, count in tokens.items() if _pattern(words).fullmatch(token)]


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile("|".join(word.replace("-", r"\w*") for word in words.split()))


class _Profiles:
    """langdetect's profiles, and the scorer over them."""

    def __init__(self, frequencies: Mapping[str, Sequence[float]], names: Sequence[str]) -> None:
        self.names = tuple(names)
        self._gains: dict[str, dict[int, float]] = {}
        """n-gram -> language number -> how much the n-gram speaks for it; what lacks it gets nothing."""
        common, rest = [0] * len(names), [0.0] * len(names)
        for gram, row in frequencies.items():
            present = {number: frequency for number, frequency in enumerate(row) if frequency}
            self._gains[gram] = {n: math.log(1 + frequency / tables.SMOOTHING) for n, frequency in present.items()}
            for number, frequency in present.items() if len(gram) == 3 else ():
                common[number] += frequency >= tables.RARE
                rest[number] += frequency if frequency < tables.RARE else 0
        # The share of rare trigrams in ordinary text, from 0.10 (Italian) to 0.25 (Czech): it grows with the number
        # of common ones (a line through the measured languages), and profiles that go further down than `RARE` know
        # it themselves, but for 2 % that they cut off.
        line = [0.12 + 0.00016 * (count - 1300) for count in common]
        self.rare_share = [max(share, known + 0.02) for share, known in zip(line, rest, strict=True)]

    def rank(self, words: Sequence[str], hints: Mapping[str, float]) -> list[tuple[str, float]]:
        """The languages of `hints` with their probabilities, likeliest first; none if no n-gram is known.

        A hint is added to the logarithm of a language's likelihood. Capitalized words, most of them names, weigh
        less where the text has others.
        """
        others = sum(len(word) for word in words if not word[0].isupper())
        weights: dict[str, float] = defaultdict(float)
        for word, count in Counter(words).items():
            weight = count * (tables.NAME_WEIGHT if word[0].isupper() and others >= tables.FEWEST_LETTERS else 1.0)
            for gram in _grams(word):
                weights[gram] += weight
        scores = [0.0] * len(self.names)
        for gram, weight in weights.items():
            for number, gain in self._gains.get(gram, {}).items():
                scores[number] += weight * gain
        if not any(scores):
            return []
        totals = {name: scores[self.names.index(name)] + hint for name, hint in hints.items()}
        top = max(totals.values())
        odds = {name: math.exp((score - top) / tables.TEMPERATURE) for name, score in totals.items()}
        whole = sum(odds.values())
        return sorted(((name, odd / whole) for name, odd in odds.items()), key=lambda item: (-item[1], item[0]))

    def misfits(self, paragraphs: Iterable[Sequence[str]], language: str) -> bool:
        """Whether the text has more rare trigrams than texts in `language` have.

        Capitalized words do not count, nor paragraphs that fit much worse than the best half: an article may quote
        another language.
        """
        number, least = self.names.index(language), math.log(1 + tables.RARE / tables.SMOOTHING)
        counts = []
        for words in paragraphs:
            trigrams = [gram for word in words if word[0].islower() for gram in _grams(word) if len(gram) == 3]
            rare = sum(self._gains.get(gram, {}).get(number, 0.0) < least for gram in trigrams)
            counts.append((rare / max(1, len(trigrams)), rare, len(trigrams)))
        half, rare, size, limit = sum(count[2] for count in counts) / 2, 0, 0, 1.0
        for share, more_rare, more in sorted(counts):
            if share <= limit:
                rare, size = rare + more_rare, size + more
            if limit == 1.0 and size > half:
                limit = rare / size + tables.QUOTE_SHARE
        if size < tables.FEWEST_TRIGRAMS:
            return False
        usual = self.rare_share[number]
        deviation = math.sqrt(usual * (1 - usual) / size)
        return rare / size > usual + tables.MISFIT_SHARE + tables.MISFIT_DEVIATIONS * deviation


def _grams(word: str) -> Iterator[str]:
    """The letters of a word, and the two and three characters in a row of it between blanks."""
    yield from word
    padded = f" {word} "
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
