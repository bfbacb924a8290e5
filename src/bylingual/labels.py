"""Labels of bylines and credits ("By", "Foto:", "责任编辑："): what a line begins with, and how other languages say it.

The label is translated from a table, the name is not: no engine sees either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale

from ._label_tables import AGENCIES, AND, CREDIT_WORDS, LABELS, PARTICLES
from ._name_tables import CHINESE_ONE, CHINESE_TWO, JAPANESE, KOREAN, SECTIONS
from .keys import width_units
from .locales import language_of

# What a label of several languages can stand for: pictures have their own credits, below or in the caption.
PICTURES = frozenset(["photo", "illustration", "graphics", "video"])

_COLONS = ":："
# Chinese, Japanese and Korean papers write these in the colon's place.
_SEPARATORS = "/／・·＝=丨|"
_WITH_COLON = re.compile(r"(?P<label>[^:：\n]{1,45}?)\s*[:：]\s*")
_WITH_SEPARATOR = re.compile(rf"(?P<label>[^\s{_SEPARATORS}]{{1,8}})\s*[{_SEPARATORS}]\s*")
_BRACKETS = {"(": ")", "[": "]", "（": "）", "［": "］", "【": "】", "〔": "〕"}
# Labels that no name begins with.
_NEVER_NAMES = frozenset(["by", "por", "par", "door", "oleh", "بقلم", "מאת"])
_PARTS = re.compile(r"(\s*[;；]\s*)")
_MOST_WORDS = 5
_MOST_NAME_WORDS = 18
_LONGEST_NAME = 100
_NAME_BREAK = re.compile(r"\s*[,，、;；/／|｜&+•]\s*|\s[-–—·]\s")
_AROUND_WORD = "()[]{}（）［］«»“”„‘’\"'.,…*"
_SENTENCE_END = re.compile(r"[.!?。！？…؟।]\Z")
_ABBREVIATION = re.compile(r"(?:\A|[\s.])[^\W\d_]{1,3}\.\Z")


_EAST_ASIAN = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_EAST_ASIAN_NAME = re.compile(
    rf"(?:(?:{'|'.join(CHINESE_TWO)})[\u4e00-\u9fff]{{1,2}}|[{CHINESE_ONE}][\u4e00-\u9fff]{{1,2}}"
    rf"|(?:{'|'.join(JAPANESE)})[\s\u3000]?[\u3005\u3040-\u30ff\u4e00-\u9fff]{{1,4}}"
    rf"|[{KOREAN}][\uac00-\ud7af]{{2}})"
)


@dataclass(frozen=True)
class Label:
    """A label that a text begins with. `start` and `end` are where the name stands in the text; `sure` labels are
    told by their colon or their several words, others are everyday words (`Di`, `Por`)."""

    kind: str
    start: int
    end: int
    sure: bool


@dataclass(frozen=True)
class _Forms:
    colon: dict[str, str]
    bare: dict[str, str]
    east_asian: dict[str, str]
    around: tuple[tuple[str, str, str], ...]


@cache
def _forms() -> _Forms:
    """The table, by how a label is recognised; each case-folded text with its kind."""
    colon: dict[str, str] = {}
    bare: dict[str, str] = {}
    east_asian: dict[str, str] = {}
    around = []
    for kind, languages in LABELS.items():
        for language, forms in languages.items():
            for form in forms.split("|"):
                before, braces, after = form.partition("{}")
                if braces:
                    around.append((before.strip().casefold(), after.strip().casefold(), kind))
                elif before.endswith((":", "：")):
                    text = before[:-1].strip().casefold()
                    colon[text] = kind
                    if language_of(language) in ("zh", "ja", "ko"):
                        east_asian[text] = kind
                else:
                    bare[before.casefold()] = kind
    return _Forms({**bare, **colon}, bare, east_asian, tuple(around))


def label_of(text: str) -> Label | None:
    """The label that `text` (or what its brackets hold) begins with, in any language; None without a name behind it."""
    start, end = _inside(text)
    inner = text[start:end]
    forms = _forms()
    if (match := _WITH_COLON.match(inner)) and (kind := forms.colon.get(_folded(match["label"]))):
        return _label(kind, inner, start, match.end(), len(inner), sure=True)
    if (match := _WITH_SEPARATOR.match(inner)) and (kind := forms.east_asian.get(_folded(match["label"]))):
        return _label(kind, inner, start, match.end(), len(inner), sure=True)
    words = list(re.finditer(r"\S+", inner[:80]))[: _MOST_WORDS + 1]
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        if kind := forms.bare.get(_folded(inner[: words[count - 1].end()])):
            return _label(kind, inner, start, words[count].start(), len(inner), sure=count > 1)
    folded = inner.casefold()
    if len(folded) == len(inner):
        for before, after, kind in forms.around:
            if folded.startswith(before) and folded.endswith(after) and len(inner) > len(before) + len(after):
                name = inner[len(before) : len(inner) - len(after)]
                left = len(before) + len(name) - len(name.lstrip())
                right = len(inner) - len(after) - (len(name) - len(name.rstrip()))
                if is_short_name(name.strip()):
                    return _label(kind, inner, start, left, right, sure=True)
    return None


def _label(kind: str, inner: str, offset: int, left: int, right: int, *, sure: bool) -> Label | None:
    return Label(kind, offset + left, offset + right, sure) if inner[left:right].strip() else None


def _folded(text: str) -> str:
    return " ".join(text.replace("’", "'").split()).casefold()


def _inside(text: str) -> tuple[int, int]:
    """Where the words stand in a text that brackets may enclose."""
    if text[:1] in _BRACKETS and text.endswith(_BRACKETS[text[:1]]) and _BRACKETS[text[:1]] not in text[1:-1]:
        return 1, len(text) - 1
    return 0, len(text)


def is_bare_label(text: str) -> str:
    """The kind of a text that is a label without its name ("di", "责任编辑："), "" for others."""
    text = text.strip()
    folded = _folded(text.rstrip(_COLONS))
    forms = _forms()
    return (forms.colon if text.endswith((":", "：")) else forms.bare).get(folded, "")


def credit_kind(text: str) -> str:
    """The kind of label with names that `text` is, "" if it is something else ("By the time it rained …")."""
    if width_units(text) > _LONGEST_NAME + 60:
        return ""
    kinds = []
    for piece in _PARTS.split(text)[::2]:
        label = label_of(piece)
        if label is None:
            return ""
        name = piece[label.start : label.end]
        if not (is_names(name) if label.sure else _is_plain_name(name)):
            return ""
        kinds.append(label.kind)
    return kinds[0] if kinds else ""


def _is_plain_name(text: str) -> bool:
    """Whether names stand behind a label that is an everyday word: what follows the first comma may be anything."""
    first, comma, rest = text.partition(",")
    if _SENTENCE_END.search(text) and not _ABBREVIATION.search(text):
        return False
    starts = first[:1].isupper() or not _is_cased(first)
    return starts and is_names(first) and (not comma or len(rest) <= 60)


def is_names(text: str) -> bool:
    """Whether `text` reads like names of people or organisations: words with capital letters (or of scripts that have
    none), particles and agencies, and no end of a sentence."""
    text = text.strip()
    if not text or width_units(text) > _LONGEST_NAME:
        return False
    if _SENTENCE_END.search(text) and not _ABBREVIATION.search(text):
        return False
    if text.casefold() in AGENCIES:
        return True
    words = [word for piece in _NAME_BREAK.split(text) for word in _words(piece)]
    if not words or len(words) > _MOST_NAME_WORDS or not any(c.isalpha() for c in text):
        return False
    if not _is_cased(text):
        return width_units(text) <= 50 and not re.search(r"[。！？「」“”!?]", text)
    own = [w for w in words if w not in PARTICLES and w not in AND]
    return bool(own) and all(_is_name_word(word) for word in own)


def is_agency(text: str) -> bool:
    """Whether `text` is a news agency or a picture desk, or such with a slash (`tca/dpa`)."""
    folded = " ".join(text.split()).casefold().strip(".")
    return folded in AGENCIES or any(piece.strip() in AGENCIES for piece in re.split(r"[/／]", folded))


def is_person(text: str) -> bool:
    """Whether a line is one person's name, or several: two to five words with capital letters each, or in Chinese,
    Japanese and Korean a surname and what goes with it."""
    text = text.strip()
    if _EAST_ASIAN.search(text):
        return bool(_EAST_ASIAN_NAME.fullmatch(text)) and text not in SECTIONS
    if not _is_cased(text) or any(c.isdigit() or c in "[]{}<>:" for c in text) or not is_names(text):
        return False
    people = [piece for piece in _NAME_BREAK.split(text) if piece.strip()]
    words = [list(_words(piece)) for piece in people]
    return all(2 <= len(w) <= 5 and w[0] not in PARTICLES for w in words) and text.casefold() not in AGENCIES


def _words(piece: str) -> Iterator[str]:
    if piece.strip().casefold() in AGENCIES:
        yield piece.strip().upper()
        return
    for word in piece.split():
        if stripped := word.strip(_AROUND_WORD):
            yield stripped


def _is_name_word(word: str) -> bool:
    first = word[0]
    if first.isupper() or first.istitle() or first in "@#" or not first.isalpha():
        return not first.isdigit() or len(word) <= 4
    if first.upper() == first.lower():  # a script without capitals
        return True
    folded = word.casefold()
    return folded in AGENCIES or folded in CREDIT_WORDS or any(c.isupper() for c in word[1:])


def _is_cased(text: str) -> bool:
    return any(c.upper() != c.lower() for c in text)


def is_short_name(text: str) -> bool:
    """Whether `text` can be one person's name in a script without capitals, up to six characters of Chinese."""
    if _is_cased(text):
        return is_names(text) and len(text.split()) <= 5
    return bool(text) and width_units(text) <= 24 and all(c.isalpha() or c in " ·・、" for c in text)


def relabelled(text: str, source: str, locale: str) -> str:
    """A byline or credit with its labels in the words of an on-disk locale; names, and labels that the locale has no
    words for, stay as they are. `Por Ana Gómez y Luis Mora` in English is `By Ana Gómez and Luis Mora`.

    `source` is the text's own locale: `Per Olsson` is a label and a name in Catalan only.
    """
    language = _table_language(locale)
    if not language:
        return text
    pieces = _PARTS.split(text)
    pieces[::2] = [_relabelled(piece, source, language, locale) for piece in pieces[::2]]
    return "".join(pieces)


def _relabelled(text: str, source: str, language: str, locale: str) -> str:
    if kind := is_bare_label(text):
        return _form(kind, language)[0].strip()
    label = label_of(text)
    if label is None or not (label.sure or _is_said(text, label, source)):
        return text
    start, end = _inside(text)
    before, after = _form(label.kind, language)
    own = text[start : label.start].rstrip(f" {_COLONS}")
    if own.isupper() and len(own) > 1:
        before = before.upper()
    return text[:start] + before + _with_and(text[label.start : label.end], locale) + after + text[end:]


def _is_said(text: str, label: Label, source: str) -> bool:
    """Whether an everyday word is a label here: one of the text's own language (or English), before a full name."""
    own = {
        form.casefold() for tag in (_table_language(source), "en") if tag for form in LABELS[label.kind][tag].split("|")
    }
    name = text[label.start : label.end].split(",")[0]
    said = _folded(text[: label.start].lstrip("".join(_BRACKETS)))
    return said in own and (said in _NEVER_NAMES or len(name.split()) > 1 or not _is_cased(name))


def _form(kind: str, language: str) -> tuple[str, str]:
    """What a locale writes before and after a name."""
    before, braces, after = LABELS[kind][language].split("|")[0].partition("{}")
    return before + ("" if braces or before.endswith("：") else " "), after


def _table_language(locale: str) -> str:
    """The table's key for a locale, "" where it has none."""
    if locale.startswith("zh") and any(part in locale for part in ("Hant", "TW", "HK", "MO")):
        return "zh_Hant"
    language = language_of(locale)
    return language if language in LABELS["by"] else ""


def _with_and(name: str, locale: str) -> str:
    """Names of two or more words each that a conjunction joins, joined as the locale does. Source: CLDR's lists."""
    words = name.split()
    for at in range(2, len(words) - 1):
        before, after = words[:at], words[at + 1 :]
        is_joint = words[at].casefold() in AND and words[at] not in ("&", "+")
        if is_joint and _is_person(before[-2:]) and _is_person(after[:2]):
            pattern = str(Locale.parse(locale).list_patterns["standard"]["2"])
            return pattern.replace("{0}", " ".join(before)).replace("{1}", " ".join(after))
    return name


def _is_person(words: list[str]) -> bool:
    return len(words) == 2 and all(word[:1].isupper() for word in words)


def picture_credit(text: str) -> int:
    """Where the credit begins in a caption that ends with one (`…, 1998. Foto: Ana Gómez / EFE`), -1 without one."""
    starts = [m.start() for m in re.finditer(r"(?<!\w)\S", text)]
    for start in starts[-_MOST_NAME_WORDS - 6 :]:
        piece = text[start:]
        if start and (label := label_of(piece)) and label.kind in PICTURES and label.sure:
            left, right = _inside(piece)
            if (left, right) == (0, len(piece)) and piece[:1] in _BRACKETS:
                continue
            if is_names(piece[label.start : label.end].rstrip(".")):
                return start
    return -1
