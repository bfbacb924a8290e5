"""The training text: which pair counts how much, which pairs are dropped, and what is taught by variation."""

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from phrases import phrase

# Signs that the model learns to copy, whatever they stand for; each is one piece of the vocabulary. They are those of
# bylingual.engines.masks, which puts them in.
MASKS = tuple(f"⟦{digit}⟧" for digit in range(10))

# How often a pair of each source is drawn in one pass: (main phase, last phase on prose).
WEIGHTS: dict[str, tuple[float, float]] = {
    "adobe-commerce-kb": (0.25, 0.0),
    "adobe-target": (0.2, 0.0),
    "adobe-workfront": (0.2, 0.0),
    "bible-BSB-RV1865": (0.15, 0.0),
    "bible-OEB-RV1865": (0.15, 0.0),
    "bitcoinops": (1.0, 1.0),
    "comprehensive-rust": (0.6, 0.1),
    "cs-unplugged": (1.0, 0.5),
    "django-docs": (0.6, 0.1),
    "djangogirls": (1.0, 0.3),
    "europarl-fiesta": (3.0, 3.0),
    "gov-yml-identity-idp": (1.0, 0.5),
    "gov-yml-vita-min": (1.0, 0.5),
    "hf-course": (1.0, 0.3),
    "letsencrypt": (1.5, 1.0),
    "mozilla-legal": (1.5, 1.0),
    "ms-bc365": (0.3, 0.02),
    "ms-cpp": (0.15, 0.0),
    "ms-officedev": (0.15, 0.0),
    "ms-win32": (0.1, 0.0),
    "ntrex": (2.0, 3.0),
    "ocds-standard": (1.0, 0.5),
    "opensource-guide": (2.0, 2.0),
    "openstax-chem": (0.8, 0.25),
    "openstax-phys": (0.8, 0.25),
    "openstax-precalc": (0.5, 0.1),
    "openstax-stat": (0.8, 0.3),
    "privacyguides": (2.0, 1.5),
    "python-docs-es": (0.4, 0.05),
    "react-docs": (0.5, 0.1),
    "ropensci-devguide": (1.5, 1.0),
    "tatoeba-hoang": (0.8, 0.3),
    "tico19": (2.5, 2.5),
    "ud-pud": (3.0, 4.0),
    "vote-gov": (1.0, 1.0),
    "www-l10n": (1.0, 0.5),
    "xquad": (2.5, 2.5),
}

_MARKUP = re.compile(r"\[!|\{/|\]\(|</?\w+[ >/]|\*\*|::|\{\{|\\[a-z]+\{|^[|#>*-] ")
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_NAME = re.compile(r"(?<![\w@#./_-])[A-Z][^\W\d_]{2,}(?![\w_/@-]|\.\w)")
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "nor",
        "of",
        "off",
        "on",
        "or",
        "over",
        "per",
        "so",
        "the",
        "to",
        "up",
        "via",
        "vs",
        "with",
        "yet",
    ]
)
_DOUBLE = re.compile(r'["“”«»]')


@dataclass
class Names:
    """Names seen on both sides, the names to put in their place, and a source of invented ones."""

    known: frozenset[str]
    pool: list[str]
    chains: dict[str, str] = field(default_factory=dict)

    def draw(self, rng: random.Random) -> str:
        """A name: two in three from the pool, else invented."""
        return rng.choice(self.pool) if rng.random() < 0.65 else self.invent(rng)

    def invent(self, rng: random.Random) -> str:
        """A name nobody has, letter by letter from the pool's habits."""
        name = "^^"
        while len(name) < 14:
            letter = rng.choice(self.chains.get(name[-2:], "$"))
            if letter == "$":
                break
            name += letter
        name = name[2:]
        return name if len(name) > 2 else rng.choice(self.pool)


def read(lines: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """The usable pairs of the corpus: tag, English, Spanish."""
    for line in lines:
        tag, english, spanish = line.rstrip("\n").split("\t")
        if tag in WEIGHTS and usable(english, spanish):
            yield tag, tidy(english), tidy(spanish)


def tidy(text: str) -> str:
    """One kind of space, none doubled."""
    return " ".join(text.split())


def usable(english: str, spanish: str) -> bool:
    """False for markup, untranslated or mostly wordless text, unlikely lengths and numbers that differ."""
    if _MARKUP.search(english) or _MARKUP.search(spanish):
        return False
    short, long = sorted((len(english), len(spanish)))
    if long > 500 or long > 2.2 * short + 20:
        return False
    letters = sum(map(len, _WORD.findall(spanish)))
    if letters < 0.55 * len(spanish) or (english == spanish and len(english.split()) > 3):
        return False
    return _digits(english) == _digits(spanish)


def _digits(text: str) -> list[str]:
    """The numbers of three digits or more, without their separators, in order of size."""
    plain = (re.sub(r"\D", "", number) for number in _NUMBER.findall(text))
    return sorted(number for number in plain if len(number) > 2)


def names(pairs: Iterable[tuple[str, str, str]]) -> Names:
    """What in these pairs is a name: capitalised, the same on both sides, and rarely a word in lower case."""
    both: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    prose: set[str] = set()
    for tag, english, spanish in pairs:
        lower.update(word for word in _WORD.findall(english + " " + spanish) if word.islower())
        found = set(_NAME.findall(english)) & set(_NAME.findall(spanish))
        both.update(found)
        if WEIGHTS[tag][1] >= 0.3 or tag.startswith("bible"):
            prose |= found
    known = {name for name, count in both.items() if lower[name.lower()] <= 0.2 * count}
    pool = sorted(name for name in known & prose if not name.isupper() and len(name) < 13)
    return Names(frozenset(known), pool, _chains(pool))


def _chains(pool: list[str]) -> dict[str, str]:
    """For every two letters the letters that follow them in the pool, each as often as it does."""
    chains: dict[str, list[str]] = {}
    for name in pool:
        padded = f"^^{name}$"
        for index in range(2, len(padded)):
            chains.setdefault(padded[index - 2 : index], []).append(padded[index])
    return {key: "".join(letters) for key, letters in chains.items()}


def vary(english: str, spanish: str, names: Names, rng: random.Random) -> tuple[str, str]:
    """One pair as it is shown this time: as it is, or with something to copy or in another dress."""
    if rng.random() < 0.02:
        english, spanish = phrase(rng)
    elif rng.random() < 0.04:
        more = phrase(rng)
        english, spanish = f"{english} {more[0]}", f"{spanish} {more[1]}"
    if rng.random() < 0.5:
        english, spanish = swap_names(english, spanish, names, rng)
    if rng.random() < 0.5:
        english, spanish = swap_numbers(english, spanish, rng)
    if rng.random() < 0.04:
        english, spanish = swap_any(english, spanish, names, rng)
    if rng.random() < 0.12:
        english, spanish = mask(english, spanish, names, rng)
    english, spanish = dress_quotes(english, spanish, rng)
    dice = rng.random()
    if dice < 0.04:
        return headline(english, rng), spanish.rstrip(".")
    if dice < 0.055:
        return english.upper(), spanish.upper()
    return english, spanish


def shared_names(english: str, spanish: str, names: Names) -> list[str]:
    """The names that stand on both sides, in the order of the alphabet."""
    return sorted(set(_NAME.findall(english)) & set(_NAME.findall(spanish)) & names.known)


def counted_numbers(english: str, spanish: str) -> tuple[Counter[str], Counter[str]]:
    """How often each number, its digits alone, stands on either side."""
    return Counter(map(_plain, _NUMBER.findall(english))), Counter(map(_plain, _NUMBER.findall(spanish)))


def mask(english: str, spanish: str, names: Names, rng: random.Random) -> tuple[str, str]:
    """Masks in place of some of the names and numbers that stand once on both sides."""
    left, right = counted_numbers(english, spanish)
    spare = rng.sample(MASKS, len(MASKS))
    drawn = rng.choice([0.5, 1.0])
    put = {n: spare.pop() for n in sorted(left) if left[n] == 1 == right[n] and rng.random() < drawn and spare}
    english, spanish = (_NUMBER.sub(lambda m: put.get(_plain(m[0]), m[0]), side) for side in (english, spanish))
    for name in shared_names(english, spanish, names):
        if spare and rng.random() < drawn:
            pattern, sign = re.compile(rf"(?<![\w]){name}(?![\w])"), spare.pop()
            if len(pattern.findall(english)) == 1 == len(pattern.findall(spanish)):
                english, spanish = pattern.sub(sign, english), pattern.sub(sign, spanish)
    return english, spanish


def swap_names(english: str, spanish: str, names: Names, rng: random.Random) -> tuple[str, str]:
    """Other names where the same name stands on both sides."""
    shared = shared_names(english, spanish, names)
    for name in shared:
        new = names.draw(rng)
        new = new.upper() if name.isupper() else new
        pattern = re.compile(rf"(?<![\w]){name}(?![\w])")
        english, spanish = pattern.sub(new, english), pattern.sub(new, spanish)
    return english, spanish


def swap_numbers(english: str, spanish: str, rng: random.Random) -> tuple[str, str]:
    """Other digits in numbers that stand equally often on both sides, each side keeping its separators."""
    left, right = counted_numbers(english, spanish)
    shared = {number for number in left if left[number] == right[number] and number != "1"}
    new = {number: _other(number, rng) for number in sorted(shared)}

    def put(match: re.Match[str]) -> str:
        digits = iter(new.get(_plain(match[0]), _plain(match[0])))
        return "".join(next(digits) if char.isdigit() else char for char in match[0])

    return _NUMBER.sub(put, english), _NUMBER.sub(put, spanish)


def _plain(number: str) -> str:
    """A number's digits alone."""
    return re.sub(r"\D", "", number)


def _other(number: str, rng: random.Random) -> str:
    """As many other digits; what looks like a year becomes another year."""
    if len(number) == 4 and number[:2] in ("18", "19", "20"):
        return str(rng.randint(1850, 2039))
    first = rng.randint(2, 9) if len(number) == 1 else rng.randint(1, 9)
    return str(first) + "".join(rng.choice("0123456789") for _ in number[1:])


def swap_any(english: str, spanish: str, names: Names, rng: random.Random) -> tuple[str, str]:
    """A handle, an address or a made-up word in place of a name, or put before or behind both sides."""
    thing = odd(names, rng)
    shared = shared_names(english, spanish, names)
    if shared:
        old = re.compile(rf"(?<![\w]){rng.choice(shared)}(?![\w])")
        return old.sub(lambda _: thing, english), old.sub(lambda _: thing, spanish)
    if rng.random() < 0.5:
        return f"{thing}: {english}", f"{thing}: {spanish}"
    return f"{english} ({thing})", f"{spanish} ({thing})"


def odd(names: Names, rng: random.Random) -> str:
    """Something that is never translated: an address, a handle, a tag, a code, a mark from another script."""
    word, other = names.invent(rng), names.draw(rng)
    kind = rng.randrange(8)
    if kind == 0:
        host = f"{rng.choice(['www.', ''])}{word.lower()}.{rng.choice(['com', 'org', 'net', 'es'])}"
        return f"https://{host}/{other.lower()}"
    if kind == 1:
        return f"{word.lower()}.{rng.choice(['com', 'org', 'co.uk', 'es'])}"
    if kind == 2:
        return "@" + rng.choice([word, word.lower(), f"{word}{other}", f"{word}_{other}".lower()])
    if kind == 3:
        return "#" + rng.choice([word, f"{word}{other}"])
    if kind == 4:
        return f"{word.lower()}@{other.lower()}.{rng.choice(['com', 'org'])}"
    if kind == 5:
        return f"{word[:3].upper()}-{rng.randint(1, 9999)}"
    if kind == 6:
        letters = rng.choice(["абвгдежиклмнопрст", "αβγδεζηθικλμνξοπρσ", "中国日本新聞東京大学", "şğıłńřžčőű"])
        return "".join(rng.choice(letters) for _ in range(rng.randint(2, 6)))
    return f"{word}{other}"


def dress_quotes(english: str, spanish: str, rng: random.Random) -> tuple[str, str]:
    """Quotes in both conventions: what is straight stays straight, what is curly stays curly, angled likewise."""
    if rng.random() < 0.5:
        english = english.replace("’", "'")
    elif rng.random() < 0.3:
        english = english.replace("'", "’")
    if len(_DOUBLE.findall(english)) != 2 or len(_DOUBLE.findall(spanish)) != 2:
        return english, spanish
    marks = rng.choices(['""', "“”", "«»"], weights=(6, 4, 1))[0]
    left, right = iter(marks), iter(marks)
    return _DOUBLE.sub(lambda _: next(left), english), _DOUBLE.sub(lambda _: next(right), spanish)


def headline(english: str, rng: random.Random) -> str:
    """English In Title Case, with or without its small words in lower case, and no full stop."""
    small = rng.random() < 0.7
    words = english.rstrip(".").split(" ")
    return " ".join(
        word if index and small and word in _SMALL else word[:1].upper() + word[1:] for index, word in enumerate(words)
    )
