"""Which of a few encodings bytes are in that say nothing of themselves and are neither UTF-8 nor Western European.

Only encodings that newsrooms still send are told: cp1251, cp1256, gb18030, big5, cp932 (Shift JIS), cp949 (EUC-KR) and
cp1250. Each is judged by the letters that its languages use most; where another one fits about as well, none is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_ENOUGH = 36  # bytes beyond ASCII; fewer tell nothing
_FITS = 0.7
_MARGIN = 0.05
_SAMPLE = 200_000  # bytes that are looked at

# From the letter frequencies of Russian, Ukrainian, Bulgarian and Serbian, of Arabic, Persian and Urdu.
_CYRILLIC = frozenset("оеаинтсрвлкмдпуяі")  # four letters of five in any of them
_ARABIC = frozenset("اليمونرتبةعدسفهكقحجىأشصطخإذضزغئءثظؤآپچگیکںہےٹڈڑھ،؟؛«»ـ\u200c\u200f\u064b\u064e\u064f\u0650\u0651")
# Punctuation and kana, ideographs, full-width forms.
_JAPANESE = (("\u3000", "\u30fe"), ("\u4e00", "\u9fff"), ("\uff01", "\uff5e"))
# Letters of Polish, Romanian and their neighbours that Western European encodings do not have, and those that they do.
_CENTRAL = frozenset("ąćęłńśźżčďěňřťůőűăşţđľĺŕĄĆĘŁŃŚŹŻČĎĚŇŘŤŮŐŰĂŞŢĐĽ")
_SHARED = frozenset("áéíóúýôöüâîäšžÁÉÍÓÚÝÔÖÜÂÎÄŠŽ„”“’‘–—…»«ë§°\xa0")
_RUN = re.compile(r"[^\W\d_\x00-\x7f]+")
_CONTROL = re.compile(r"[\x80-\x9f]")
_CASE_WITHIN = re.compile(r"[а-яё][А-ЯЁ]")


def guess(data: bytes) -> str:
    """The codec of `data`, "" where none of the few fits, or another one as well."""
    sample = data[:_SAMPLE]
    if sum(byte > 127 for byte in sample) < _ENOUGH:
        return ""
    found = {name: _decoded(sample, name) for name in _JUDGES}
    scores = sorted(((_JUDGES[name](text), name) for name, text in found.items() if text), reverse=True)
    best, name = scores[0] if scores else (0.0, "")
    others = [score for score, other in scores[1:] if found[other] != found[name]]
    if best < _FITS or best - max(others, default=0.0) < _MARGIN or name in _OTHERS:
        return ""
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return ""
    return name


def _decoded(sample: bytes, name: str) -> str:
    """The text in a codec, "" where it does not fit or has control characters."""
    try:
        text = sample.decode(name)
    except UnicodeDecodeError as error:
        if len(sample) < _SAMPLE or error.start < _SAMPLE - 4:  # else a character that the sample cuts
            return ""
        text = sample[: error.start].decode(name)
    return "" if _CONTROL.search(text) else text


def _beyond(text: str) -> list[str]:
    return [c for c in text if ord(c) > 127]


def _share(characters: list[str], wanted: Callable[[str], bool]) -> float:
    return sum(map(wanted, characters)) / len(characters)


def _in_words(text: str) -> float:
    """The share of letters beyond ASCII that stand beside another one."""
    runs = [len(run) for run in _RUN.findall(text)]
    return sum(n for n in runs if n > 1) / sum(runs) if runs else 0.0


def _cyrillic(text: str) -> float:
    """Small letters, the common ones, in words; capitals within words are another Cyrillic encoding's."""
    letters = [c for c in _beyond(text) if c.isalpha()]
    is_odd = len(_CASE_WITHIN.findall(text)) > 0.02 * len(letters)
    if not letters or is_odd or _in_words(text) < 0.8:
        return 0.0
    common = min(1.0, _share(letters, lambda c: c.lower() in _CYRILLIC) / 0.8)
    return common * min(1.0, 0.3 + _share(letters, str.islower))


def _arabic(text: str) -> float:
    return _share(_beyond(text), _ARABIC.__contains__) if _in_words(text) >= 0.8 else 0.0


def _central(text: str) -> float:
    """Such letters within words of others, and enough that Western European does not have."""
    beyond = _beyond(text)
    if _share(beyond, _CENTRAL.__contains__) < 0.3 or _in_words(text) > 0.5:
        return 0.0
    return _share(beyond, lambda c: c in _CENTRAL or c in _SHARED)


def _in_rows(codec: str, first: int, last: int, but: int = 0) -> Callable[[str], float]:
    """Signs of the rows of a double-byte set where its common characters stand (`first` to `last`), or punctuation.
    Hardly any behind row `but` is another language's text."""

    def judged(text: str) -> float:
        rows = [c.encode(codec, "replace")[0] for c in _beyond(text)]
        common = [row for row in rows if first <= row <= last]
        if not common or (but and sum(row > but for row in common) < 0.1 * len(common)):
            return 0.0
        return (len(common) + sum(0xA1 <= row <= 0xA3 for row in rows)) / len(rows)

    return judged


_BIG5_ROWS = _in_rows("big5", 0xA4, 0xC6)


def _big5(text: str) -> float:
    """As the rows say, and with second bytes of both halves; sets of two high bytes have the upper one only."""
    seconds = [both[1] for c in _beyond(text) if len(both := c.encode("big5", "replace")) == 2]
    is_mixed = sum(second < 0x80 for second in seconds) >= 0.1 * max(len(seconds), 1)
    return _BIG5_ROWS(text) if is_mixed else 0.0


def _japanese(text: str) -> float:
    """Half of Japanese is kana; half-width ones stand for other encodings' letters."""
    beyond = _beyond(text)
    if _share(beyond, lambda c: "\u3041" <= c <= "\u30fe") < 0.2:
        return 0.0
    return sum(any(a <= c <= b for a, b in _JAPANESE) for c in beyond) / len(beyond)


# What is not told, but must not be taken for one of the few.
_OTHERS = frozenset(["koi8_r", "iso8859_5", "iso8859_2", "euc_jp", "cp866"])
# GB 2312 level 1 (3,755 characters by frequency) has rows B0 to D7, Big5 level 1 A4 to C6, KS X 1001 Hangul B0 to C8.
_JUDGES: Mapping[str, Callable[[str], float]] = {
    "cp1251": _cyrillic,
    "cp1256": _arabic,
    "cp1250": _central,
    "gb18030": _in_rows("gb2312", 0xB0, 0xD7, but=0xC8),
    "big5": _big5,
    "cp949": _in_rows("euc_kr", 0xB0, 0xC8),
    "cp932": _japanese,
    "koi8_r": _cyrillic,
    "iso8859_5": _cyrillic,
    "cp866": _cyrillic,
    "iso8859_2": _central,
    "euc_jp": _japanese,
}
