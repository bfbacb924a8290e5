"""A machine's text set as the target locale does: quotation marks, decimal marks and digit groups, spaces before signs.

Codes and texts that are never translated are not touched; letters and digits stay as they are. What is unclear (quotes
that do not pair, numbers that the source does not have) stays too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from babel import Locale

from .inline import Kind, codes, parse
from .locales import language_of
from .marks import PROTECTED


@dataclass(frozen=True)
class Typography:
    """What is set; all of it by default."""

    quotes: bool = True
    numbers: bool = True
    spacing: bool = True


# The outer quotation marks of a language or locale. Source: CLDR 45, delimiters (quotationStart, quotationEnd); for
# French with the spaces that the Imprimerie nationale's rules want inside them.
_QUOTES = {
    "bg": "„“", "bs": "„”", "ca": "«»", "cs": "„“", "da": "“”", "de": "„“", "de_CH": "«»", "de_LI": "«»", "el": "«»",
    "en": "“”", "es": "«»", "es_MX": "“”", "es_US": "“”", "es_419": "“”", "et": "„“", "eu": "«»", "fa": "«»",
    "fi": "””", "fr": "«»", "gl": "«»", "he": "””", "hr": "„“", "hu": "„”", "hy": "«»", "is": "„“", "it": "«»",
    "it_CH": "«»", "lt": "„“", "lv": "“”", "mk": "„“",
    "nb": "«»", "nl": "‘’", "nn": "«»", "no": "«»", "pl": "„”", "pt": "“”",
    "pt_PT": "«»", "ro": "„”", "ru": "«»", "sk": "„“", "sl": "„“", "sq": "«»", "sr": "„“", "sv": "””", "tr": "“”",
    "uk": "«»", "id": "“”", "vi": "“”", "hi": "\"\"", "ko": "“”",
}  # fmt: skip
# Where a comma after quoted words stands before the closing mark, as American English has it.
_COMMA_INSIDE = frozenset(["en", "ko", "hi"])
_ONE_COMMA = re.compile(r"[^\s,] ?,\Z")
_ANY_QUOTE = re.compile('["“”„‟«»]')
_NBSP, _NARROW = "\u00a0", "\u202f"
_SPACES = " \u00a0\u202f\u2009"
_CODE = "\ufffc"  # stands for a code while a text is set
_TRANSPARENT = _CODE + "*_"

# Numbers as English writes them; a decimal mark alone could be a version, a time or a chapter, so it needs a unit.
_GROUPED = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w]|[.,]\d)")
_UNIT = (
    r"(?=\s?(?:%|°|[€$£¥]|(?:per ?cent|por ciento|por cento|pour cent|Prozent|per cento|mil|mill\w*|mio\.?|bill\w*|"
    r"mrd\.?|mld\w*|tr\w*lh\w*|km|kg|cm|mm|m|ha|l|euros?|d[oó]l\w+|pounds?|libras?|livres?|Euro)\b))"
)
_DECIMAL = re.compile(rf"(?<![\w.,])(?:(?<=[€$£¥])\d+\.\d+(?![\w]|[.,]\d)|\d+\.\d{{1,2}}(?![\w]|[.,]\d){_UNIT})")
_FRENCH_HIGH = re.compile(r"(?<=[^\s:;!?.(\[«¿¡/])[ \u00a0\u202f]?(?=[;!?]+(?:[\s»”\")\]\ufffc]|\Z))")
_FRENCH_COLON = re.compile(r"(?<=[^\s:;!?.(\[«\d/])[ \u00a0\u202f]?(?=:(?:\s|\Z))")


def typeset(text: str, syntax: str, source: str, language: str, locale: str, wanted: Typography) -> str:
    """`text`, a machine's translation of `source` (of `language`), as `locale` sets it."""
    pieces: list[str] = []  # by turns: words, and what is not touched
    for part in parse(text, syntax):
        if part.kind is not Kind.TEXT:
            pieces += ["", part.text]
            continue
        at = 0
        for found in PROTECTED.finditer(part.text):
            pieces += [part.text[at : found.start()], found[0]]
            at = found.end()
        pieces += [part.text[at:], ""]
    kept = pieces[1::2]
    words = _CODE.join(piece.replace(_CODE, "") for piece in [*pieces[::2], ""])
    if wanted.numbers:
        words = _with_numbers(words, source, language, locale)
    if wanted.quotes:
        words = _with_quotes(words, locale)
    if wanted.spacing:
        words = _with_spaces(words, locale)
    done = "".join(word + code for word, code in zip(words.split(_CODE), [*kept, ""], strict=True))
    # a mark beside Markdown's asterisks can decide whether they are markup
    return done if codes(parse(done, syntax)) == codes(parse(text, syntax)) else text


def _quotes(locale: str) -> str:
    return _QUOTES.get(locale) or _QUOTES.get(language_of(locale), "")


def _with_quotes(text: str, locale: str) -> str:
    """Double quotation marks that pair, in the locale's form."""
    marks = _quotes(locale)
    found = list(_ANY_QUOTE.finditer(text))
    if not marks or not found or len(found) % 2:
        return text
    opening = [_opens(text, match.start()) for match in found]
    if opening != [True, False] * (len(found) // 2):
        return text
    out, at = "", 0
    french = language_of(locale) == "fr" and marks == "«»" and not locale.endswith("_CH")
    for match, opens in zip(found, opening, strict=True):
        piece = text[at : match.start()]
        comma = ""
        if not opens:
            piece = piece.rstrip(_SPACES)
            if _ONE_COMMA.search(piece) and language_of(locale) not in _COMMA_INSIDE:
                piece, comma = piece[:-1].rstrip(_SPACES), ","
        out += piece + (marks[0] if opens else marks[1])
        at = match.end()
        if opens:
            while at < len(text) and text[at] in _SPACES:
                at += 1
        if french:
            out = out + _NBSP if opens else out[:-1] + _NBSP + out[-1]
        out += comma
    return out + text[at:]


def _opens(text: str, at: int) -> bool:
    """Whether the quotation mark at a place begins something: nothing or space before it, words behind."""
    before = text[:at].rstrip(_TRANSPARENT)[-1:]
    after = text[at + 1 :].lstrip(_TRANSPARENT)[:1]
    if text[at] in "«„" and (not before or before.isspace() or before in "(["):
        return True
    if text[at] == "»" or not after:
        return False
    return (not before or before.isspace() or before in "([{¡¿—–-/'’‘") and not after.isspace()


def _with_numbers(text: str, source: str, language: str, locale: str) -> str:
    """Numbers that stand in the source as English writes them, with the locale's marks."""
    if language_of(language) != "en":
        return text
    symbols = Locale.parse(locale).number_symbols
    latin = symbols.get("latn", symbols)
    decimal, group = str(latin.get("decimal", ".")), str(latin.get("group", ","))
    if (decimal, group) == (".", ","):
        return text

    def put(match: re.Match[str]) -> str:
        if match[0] not in source:
            return match[0]
        return match[0].translate({ord(","): group, ord("."): decimal})

    return _DECIMAL.sub(put, _GROUPED.sub(put, text))


def _with_spaces(text: str, locale: str) -> str:
    """French: a narrow no-break space before ; ! ?, a no-break space before a colon. Not in Switzerland or Canada."""
    if locale in ("fr", "fr_FR", "fr_BE", "fr_LU"):
        text = _FRENCH_COLON.sub(_NBSP, _FRENCH_HIGH.sub(_NARROW, text))
    return text
