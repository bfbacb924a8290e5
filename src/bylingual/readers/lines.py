"""R0: the lines of a plain text, joined to paragraphs where they are wrapped."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..keys import width_units
from ..labels import credit_kind
from ..roles import wire
from ..roles.draft import is_control

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
# Lines are wrapped when there are more than 8, most are about as long, none is longer than a screen line, and few of
# the long ones end a sentence (else each is a paragraph).
_OVER_LINES = 8
_80TH = range(55, 91)
_MAX = 100
_SENTENCES = 0.6
_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_CONTROL = r"[\x00-\x08\x0e-\x1f\x7f]+"
_EDGES = re.compile(rf"(?P<before>{_CONTROL})?(?P<text>.*?)(?P<after>{_CONTROL})?\Z", re.DOTALL)
_SENTENCE_END = re.compile(r"[.!?:…。！？؟।][\"”»’')）」』]*\Z")
_ITEM = re.compile(r"(?:[-*•–·▪]|\d{1,2}[.)])\s")
# Of two lines, the first is its paragraph's last if the next word would have fitted and it is this short or ends a
# sentence.
_SHORT = 0.6


@dataclass(frozen=True)
class Piece:
    """A block before it has a role: its text, its span, and the column at which its source wraps (0 for one line).
    `lines` has, for each line, its offset in `text` and in the source."""

    text: str
    start: int
    end: int
    width: int = 0
    lines: tuple[tuple[int, int], ...] = ()

    def place(self, offset: int) -> int:
        """Where the character at an offset of `text` stands in the source."""
        at = bisect_right(self.lines, (offset, len(self.text) + self.end)) - 1
        within, start = self.lines[at]
        return start + offset - within


@dataclass(frozen=True)
class _Line:
    text: str
    start: int
    is_indented: bool = False

    @property
    def is_control(self) -> bool:
        return bool(self.text) and is_control(self.text)


def paragraphs(text: str) -> list[Piece]:
    """The paragraphs of a plain text in order; of an agency's wire, head and notes line by line."""
    lines = list(_lines(text))
    first = "".join(line.text for line in lines[:3])
    if not wire.is_wire(first):
        return _paragraphs(lines)
    end, notes = _sections(lines)
    width = max((width_units(line.text) for line in lines[end:notes]), default=0)
    head: list[list[_Line]] = []
    for line in lines[:end]:
        if not line.text:
            continue
        if head and _is_continued(head[-1][-1], line, width):
            head[-1].append(line)
        else:
            head.append([line])
    rest = [_joined([line], 0) for line in lines[notes:] if line.text]
    return [*[_joined(group, width) for group in head], *_paragraphs(lines[end:notes]), *rest]


def _lines(text: str) -> Iterator[_Line]:
    """The lines without white space around them; control characters at their ends are lines of their own."""
    for match in _LINE.finditer(text):
        if match.end() == match.start():
            continue
        raw = match[0]
        content = raw.strip()
        start = match.start() + len(raw) - len(raw.lstrip())
        if not content or content.isprintable():
            yield _Line(content, start, raw.startswith("  "))
            continue
        edges = _EDGES.match(content)
        for name in ("before", "text", "after"):
            if edges and edges[name] and edges[name].strip():
                inner = edges[name].strip()
                left = edges.start(name) + edges[name].find(inner)
                yield _Line(inner, start + left, raw.startswith("  ") and name == "text")


def _sections(lines: Sequence[_Line]) -> tuple[int, int]:
    """Where a wire's head ends, and where its notes begin."""
    texts = [line.text for line in lines]
    begin = texts.index(wire.START_OF_TEXT) + 1 if wire.START_OF_TEXT in texts else 0
    end = len(lines)
    seen = False
    for i in range(begin, len(lines)):
        if not texts[i] or (lines[i].is_indented and seen):
            if seen:
                end = i
                break
        elif begin or not (wire.is_wire(texts[i]) or wire.is_slug(texts[i]) or lines[i].is_control):
            seen = True
            if wire.ends_the_head(texts[i]) and not wire.ends_the_head("".join(texts[i + 1 : i + 2])):
                end = i + 1
                break
    notes = next(
        (i for i in range(end, len(lines)) if texts[i] and wire.begins_the_notes(texts[i : i + 6])), len(lines)
    )
    return end, notes


def _is_continued(line: _Line, below: _Line, width: int) -> bool:
    """Whether a line of a wire's head goes on in the next: no word more would have fitted."""
    if line.is_control or below.is_control or credit_kind(below.text.strip("^=< ")) or wire.ends_the_head(line.text):
        return False
    return bool(width) and width_units(line.text) + 1 + width_units(below.text.split(maxsplit=1)[0]) > width


def _paragraphs(lines: Sequence[_Line]) -> list[Piece]:
    width = _wrap_width([line for line in lines if line.text])
    groups: list[list[_Line]] = [[]]
    for line in lines:
        above = groups[-1][-1] if groups[-1] else None
        if not width or not line.text or line.is_control or above is None or _is_break(above, line, width):
            groups.append([])
        if line.text:
            groups[-1].append(line)
    return [_joined(group, width) for group in groups if group]


def _wrap_width(lines: Sequence[_Line]) -> int:
    """The column at which the text is wrapped, 0 for a text whose lines are its paragraphs."""
    widths = sorted(width_units(line.text) for line in lines)
    if len(widths) <= _OVER_LINES or widths[-1] > _MAX or widths[int(len(widths) * 0.8)] not in _80TH:
        return 0
    long = [line for line in lines if width_units(line.text) >= _80TH.start]
    sentences = sum(1 for line in long if _SENTENCE_END.search(line.text))
    return widths[-1] if sentences < _SENTENCES * max(len(long), 1) else 0


def _is_break(line: _Line, below: _Line, width: int) -> bool:
    """Whether a paragraph ends between two lines that no empty line parts."""
    if below.is_indented or line.is_control or _ITEM.match(below.text):
        return True
    word = 2 if _CJK.match(below.text[0]) else width_units(below.text.split(maxsplit=1)[0])
    filled = width_units(line.text)
    fitted = filled + 1 + word <= width
    return fitted and (filled < _SHORT * width or bool(_SENTENCE_END.search(line.text)))


def _joined(lines: Sequence[_Line], width: int) -> Piece:
    text = ""
    places = []
    for line in lines:
        if text and not (_CJK.match(text[-1]) and _CJK.match(line.text[0])):
            text += " "
        places.append((len(text), line.start))
        text += line.text
    end = lines[-1].start + len(lines[-1].text)
    return Piece(text, lines[0].start, end, width if len(lines) > 1 else 0, tuple(places))
