"""Places in a text that must be found again in its translation: what codes enclose, and what is never translated.

An engine gets plain words with marks over them and gives the translation with the marks it could place. `marked`
takes the codes of `inline` out of a text, `with_codes` puts them back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from . import inline
from .inline import HTML, MARKDOWN, URL, URL_END, URL_INNER, Kind, Part


@dataclass(frozen=True, order=True)
class Mark:
    """A span of a text, `end` exclusive. `fixed` text is the same in every language: an address, a code, a handle, or
    nothing at all (a place where something stands that shows no words). The same `number` is the same thing."""

    start: int
    end: int
    number: int
    fixed: bool = False


@dataclass(frozen=True)
class Marked:
    """A text without codes, as engines get it, and the marks over it."""

    text: str
    marks: tuple[Mark, ...] = ()

    def tidy(self) -> Marked:
        """As engines expect it: plain single spaces, none at the edges, no invisible characters."""
        places: list[int] = []  # where each character of the text goes
        text = ""
        for character in self.text:
            places.append(len(text))
            if character in _INVISIBLE or (character.isspace() and (not text or text[-1] == " ")):
                continue
            text += " " if character.isspace() else character
        places.append(len(text))
        text = text.rstrip(" ")
        marks = (
            replace(m, start=min(places[m.start], len(text)), end=min(places[m.end], len(text))) for m in self.marks
        )
        return Marked(text, tuple(sorted(marks)))

    def over(self, found: Iterable[Mark]) -> Marked:
        """The text with more marks; fixed ones that touch another fixed mark are left out."""
        marks = list(self.marks)
        for mark in found:
            crossed = any(m.fixed and m.start < mark.end and mark.start < m.end for m in marks)
            if not (mark.fixed and crossed):
                marks.append(mark)
        return replace(self, marks=tuple(sorted(marks)))

    def put(self, number: int, text: str) -> Marked:
        """The text with the words under a mark replaced, other marks moved along, and the mark gone."""
        mark = next(m for m in self.marks if m.number == number)
        shift = len(text) - (mark.end - mark.start)

        def moved(at: int) -> int:
            return at if at <= mark.start else max(mark.start, at + shift) if at >= mark.end else mark.start

        marks = (replace(m, start=moved(m.start), end=moved(m.end)) for m in self.marks if m is not mark)
        return Marked(self.text[: mark.start] + text + self.text[mark.end :], tuple(sorted(marks)))

    def without(self, numbers: Iterable[int]) -> Marked:
        """The text without the marks of these numbers."""
        gone = frozenset(numbers)
        return replace(self, marks=tuple(m for m in self.marks if m.number not in gone))

    def cut(self, start: int, end: int, until: int | None = None) -> Marked:
        """The piece of the text from `start` to `end`, with the marks on it; a mark that goes on beyond is cut.

        Marks over nothing belong to it up to before `until` (where the next piece begins), and stand at its end then.
        """
        until = max(end, start + 1) if until is None else until
        inside = (
            replace(m, start=min(max(m.start, start), end) - start, end=min(m.end, end) - start)
            for m in self.marks
            if (start <= m.start < until if m.start == m.end else m.start < end and m.end > start)
        )
        return Marked(self.text[start:end], tuple(inside))

    def __add__(self, other: Marked) -> Marked:
        """Both texts, one behind the other; a mark on both is one mark."""
        shift = len(self.text)
        marks = {m.number: m for m in self.marks}
        for mark in other.marks:
            moved = replace(mark, start=mark.start + shift, end=mark.end + shift)
            first = marks.get(mark.number)
            marks[mark.number] = replace(first, end=moved.end) if first else moved
        return Marked(self.text + other.text, tuple(marks.values()))


# Soft hyphen, zero-width space, word joiner, BOM: invisible to a reader, noise to an engine.
_INVISIBLE = "\xad\u200b\u2060\ufeff"

# What is the same in every language: addresses, handles, tags, e-mail, shortcodes, emoji (with their joiners,
# variation selectors and skin tones; Unicode Technical Standard 51).
_EMOJI = "[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
PROTECTED = re.compile(
    rf"{URL}"
    rf"|\bwww\.[\w-]+(?:\.[\w-]+)+(?:/{URL_INNER}*{URL_END})?"
    r"|(?<![\w.+-])[\w.+-]*[\w+-]@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w@#&/])[@#](?=\w*[^\W\d_])\w+(?:[.-]\w+)*"
    r"|(?<![\w:]):[a-z][a-z0-9_+-]+:(?![\w:])"
    rf"|(?:[\U0001f1e6-\U0001f1ff]{{2}}|{_EMOJI}[\ufe0f\U0001f3fb-\U0001f3ff]*(?:\u200d{_EMOJI}[\ufe0f\U0001f3fb-\U0001f3ff]*)*)"
)


# Marks of protected texts, of the glossary's terms and of names have numbers from here on.
PROTECTED_FROM = 1_000_000
TERMS_FROM = 2_000_000
NAMES_FROM = 3_000_000


def marked(parts: Sequence[Part]) -> Marked:
    """The words of a parsed text with marks for its codes: number n is the pair n, numbers below zero are codes that
    stand alone, in order, numbers from `PROTECTED_FROM` on what is never translated."""
    text = ""
    marks: list[Mark] = []
    opened: dict[int, int] = {}
    alone = 0
    for part in parts:
        if part.kind is Kind.OPEN:
            opened[part.pair] = len(text)
        elif part.kind is Kind.CLOSE:
            marks.append(Mark(opened[part.pair], len(text), part.pair))
        elif part.kind is Kind.ALONE:
            alone -= 1
            shown = part.shown if part.shown.strip() else ""
            marks.append(Mark(len(text), len(text) + len(shown), alone, fixed=True))
            text += shown or part.shown
        else:
            text += part.shown
    taken = [m for m in marks if m.fixed and m.end > m.start]
    for n, found in enumerate(PROTECTED.finditer(text)):
        if not any(m.start < found.end() and found.start() < m.end for m in taken):
            marks.append(Mark(found.start(), found.end(), PROTECTED_FROM + n, fixed=True))
    return Marked(text, tuple(sorted(marks)))


def with_codes(target: Marked, source: Sequence[Part], syntax: str) -> tuple[str, tuple[str, ...]]:
    """The target's text with the codes of its source put where the marks are, and the codes that found no place.

    Codes that would not read back as the source's are left out.
    """
    codes = _Codes(source)
    placed = _nested(m for m in target.marks if codes.has(m.number))
    fixed = [m for m in placed if m.fixed and m.end > m.start]
    for marks, effort in ((placed, 0), (placed, 1), (fixed, 1), ([], 1)):
        text = _assembled(target.text, marks, codes, syntax, effort)
        lost = codes.without(m.number for m in marks)
        if inline.codes(inline.parse(text, syntax)) == inline.codes(source) - Counter(lost):
            break
    return text, tuple(code for code in lost if code not in codes.closing)


class _Codes:
    """The codes of a source by the numbers of their marks."""

    def __init__(self, source: Sequence[Part]) -> None:
        self.opening = {p.pair: p.text for p in source if p.kind is Kind.OPEN}
        self.ending = {p.pair: p.text for p in source if p.kind is Kind.CLOSE}
        self.alone: dict[int, str] = {}
        self.spaced: set[int] = set()  # codes without words that stand apart from the word before them
        self.closing = frozenset(self.ending.values()) - frozenset(self.opening.values())
        before = ""
        for part in source:
            if part.kind is Kind.ALONE:
                number = -len(self.alone) - 1
                self.alone[number] = part.text
                if before[-1:].isspace():
                    self.spaced.add(number)
            before = part.text

    def has(self, number: int) -> bool:
        """Whether a mark of this number stands for a code."""
        return number in self.opening or number in self.alone

    def without(self, numbers: Iterable[int]) -> list[str]:
        """The codes, closing ones too, that have none of these numbers."""
        have = frozenset(numbers)
        both = {**self.opening, **self.alone}
        lost = [code for number, code in both.items() if number not in have]
        return lost + [code for number, code in self.ending.items() if number not in have]


def _nested(marks: Iterable[Mark]) -> list[Mark]:
    """The marks, outer ones first, each inside or outside of every other: one that crosses another ends with it."""
    result: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end, m.number)):
        around = [o for o in result if not o.fixed and o.start <= mark.start < o.end]
        end = min([mark.end, *(o.end for o in around)])
        if not (mark.fixed and end < mark.end) and (mark.fixed or end > mark.start):
            result.append(replace(mark, end=end))
    return result


def _assembled(text: str, marks: Sequence[Mark], codes: _Codes, syntax: str, effort: int) -> str:
    openings: dict[int, list[Mark]] = {}
    for mark in marks:
        openings.setdefault(mark.start, []).append(mark)
    out = ""
    opened: list[Mark] = []
    skip = 0
    for at in range(len(text) + 1):
        while opened and opened[-1].end == at:
            out += codes.ending[opened.pop().number]
        for mark in openings.get(at, ()):
            if mark.fixed:
                if mark.number in codes.spaced and out and not out[-1].isspace():
                    out += " "
                out += codes.alone[mark.number]
                skip = max(skip, mark.end)
            else:
                out += codes.opening[mark.number]
                opened.append(mark)
        if skip <= at < len(text):
            out += _written(text[at], syntax, effort)
    return out


_MARKDOWN_SIGNS = frozenset("\\`*_[]<>~")


def _written(text: str, syntax: str, effort: int) -> str:
    """Words as the syntax writes them; in Markdown signs stay bare unless they have to be escaped (`effort`)."""
    if syntax == HTML:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if syntax == MARKDOWN and effort:
        return "".join(f"\\{c}" if c in _MARKDOWN_SIGNS else c for c in text)
    return text
