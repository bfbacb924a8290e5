"""Marked-up text inside a field (HTML in JSON or in a feed, NITF, XHTML): its pieces, each with a role.

Nothing is rendered and no tree is built: a run of words between two block elements is a piece, with the inline markup
in it. What a piece's source leaves out (comments, white space) and all between pieces stays in the file as it is.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ..inline import VOID
from ..model import Disposition, Role
from .coded import Coded
from .markup import Token, depths, pairs_of, plain_source, source_of, tokens, without_white
from .piece import Piece
from .spans import has_words
from .vocabulary import ONE_PARAGRAPH, Vocabulary

_ALT = re.compile(r"""(?<![\w-])alt\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""", re.IGNORECASE)
_CLASS = re.compile(r"""(?<![\w-])class\s*=\s*["']([^"']*)["']""", re.IGNORECASE)
_NAMES_CLASS = re.compile(r"(?:^|[\s_-])(?:by-?line|authors?|credits?|photographers?)(?:$|[\s_-])", re.IGNORECASE)
# What agencies put above a story for its sorting: slugs, keywords, genres.
_ASIDE_CLASS = re.compile(r"(?:^|[\s_-])(?:slug-?line|keywords?|genre)(?:$|[\s_-])", re.IGNORECASE)
_LONGEST_NAME = 120
# In bold or not, a headline is one: elements around all of it stay in the file.
_PLAIN_ROLES = (Role.HEADLINE, Role.HEADING, Role.KICKER)
_KEPT_ROLES = {Role.CREDIT: "names", Role.BYLINE: "names", Role.DATELINE: "place and date"}
_BLANK_LINE = re.compile(r"(?<![ \t])[ \t]*(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)\s*")
_INDENT = re.compile(rf"{_BLANK_LINE.pattern}|(?:\r\n?|\n)(?=[ \t]{{2,}}\S)")
_WIRE_LINES, _WIRE_WIDTH = 4, 100
_SHORTCODES = re.compile(r"\s*(?:\[/?[a-z][\w-]*(?:\s[^\[\]<>]*)?\]\s*)+")


@dataclass(frozen=True)
class _Place:
    """Where a run stands: its role, the element that gave it, whether blank lines part paragraphs here, and whether
    what is here is names, or for no reader."""

    name: str = ""
    role: Role = Role.BODY
    tag: str = ""
    kept: bool = False
    parted: bool = True
    names: bool = False
    aside: bool = False


def pieces(coded: Coded, vocabulary: Vocabulary, role: Role = Role.BODY, *, is_line: bool = False) -> list[Piece]:
    """The pieces of a fragment in order; `role` is that of what stands in no element with a role of its own. In a field
    that `is_line`, blank lines part nothing."""
    return list(_Walk(coded, vocabulary, _Place(role=role, parted=not is_line)).run())


@dataclass
class _Walk:
    coded: Coded
    vocabulary: Vocabulary
    outside: _Place
    stack: list[_Place] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)

    def run(self) -> Iterator[Piece]:
        run: list[Token] = []
        for token in tokens(self.coded.text, is_xml=self.coded.is_markup, hidden=self.vocabulary.hidden):
            if self.vocabulary.stands_apart(token.name):
                yield from self._flushed(run)
                run = []
                self._enter(token) if token.kind == "open" else self._leave(token)
            else:
                run.append(token)
        yield from self._flushed(run)

    def _enter(self, token: Token) -> None:
        if token.name == "hr":
            return
        if token.name in ONE_PARAGRAPH and self.stack and self.stack[-1].name == token.name:
            self._leave(token)  # `<p>` ends the paragraph before it, as in HTML
        around = self.stack[-1] if self.stack else self.outside
        role = self.vocabulary.roles.get(token.name)
        own = token.name in ("ol", "ul") or role is Role.HEADING
        tag = token.name if own else around.tag if role in (None, Role.LIST) else ""
        named = _CLASS.search(token.match["rest"]) if token.match else None
        self.stack.append(
            _Place(
                token.name,
                around.role if role is None or (role is Role.BODY and around.role is Role.CAPTION) else role,
                tag,
                around.kept or token.name in self.vocabulary.kept,
                around.parted and token.name not in ONE_PARAGRAPH,
                bool(named and _NAMES_CLASS.search(named[1])),
                around.aside or bool(named and _ASIDE_CLASS.search(named[1])),
            )
        )
        self.names[token.name] += 1

    def _leave(self, token: Token) -> None:
        if token.kind == "alone" or not self.names[token.name]:
            return
        while (place := self.stack.pop()).name != token.name:
            self.names[place.name] -= 1
        self.names[token.name] -= 1

    def _flushed(self, run: Sequence[Token]) -> Iterator[Piece]:
        place = self.stack[-1] if self.stack else self.outside
        for part in _parted(run, self.coded.text, self.vocabulary, place.parted):
            found = _trimmed(part, self.coded.text, wrapped=place.role not in _PLAIN_ROLES)
            if found is None:
                yield from (alt for token in part if (alt := _alt(token)))
                continue
            first, last = found
            yield from (alt for token in part[:first] if (alt := _alt(token)))
            if (piece := self._piece(part[first : last + 1], place)) is not None:
                yield piece
            yield from (alt for token in part[last + 1 :] if (alt := _alt(token)))

    def _piece(self, found: Sequence[Token], place: _Place) -> Piece | None:
        text = self.coded.text
        start, end = found[0].start, found[-1].end
        if found[0].is_text and found[0].match is None:
            start = without_white(text, start, found[0].end)[0]
        if found[-1].is_text and found[-1].match is None:
            end = max(start, without_white(text, found[-1].start, end)[1])
        if start == end or (self.vocabulary.shortcodes and _SHORTCODES.fullmatch(text, start, end)):
            return None
        source = source_of(found, text, start, end)
        piece = Piece(start, end, place.role, Disposition.KEEP, source, tag=place.tag)
        if place.aside:
            return replace(piece, role=Role.META, words="", reason="keywords")
        if place.names and len(source) <= _LONGEST_NAME:
            in_figure = any(p.name in ("figure", "media") for p in self.stack[-8:])
            return replace(piece, role=Role.CREDIT if in_figure else Role.BYLINE, reason="names")
        if found[0].name == found[-1].name == "time":
            return replace(piece, role=Role.META, reason="R12 a time")
        if place.role in _KEPT_ROLES:
            return replace(piece, reason=_KEPT_ROLES[place.role])
        if place.kept:
            return replace(piece, role=Role.NOTE, source=text[start:end], tag="pre", reason="code or a table of text")
        if not has_words(source):
            return replace(piece, reason="no words")
        return replace(piece, disposition=Disposition.TRANSLATE)


def _alt(token: Token) -> Piece | None:
    """The alternative text of an image."""
    if token.name != "img" or token.match is None:
        return None
    found = _ALT.search(token.match["rest"])
    side = "double" if found and found["double"] is not None else "single"
    if not found or not has_words(found[side]):
        return None
    start, end = (token.match.start("rest") + at for at in found.span(side))
    return Piece(start, end, Role.ALT, Disposition.TRANSLATE, plain_source(found[side]), "text+attribute")


def _parted(run: Sequence[Token], text: str, vocabulary: Vocabulary, blank_lines: bool) -> Iterator[list[Token]]:
    """`run` cut at two line breaks in a row and, with `blank_lines`, at blank lines; elements stay whole. It is cut at
    tags without their other half, too, at XML's `<br></br>`, and at the elements around those: no translation could say
    where they belong."""
    pairs = pairs_of(run)
    paired = {i for pair in pairs for i in pair if run[i].name not in VOID}
    odd = [i for i, t in enumerate(run) if t.kind in ("open", "close") and i not in paired]
    pairs = [(a, b) for a, b in pairs if a in paired and bisect(odd, a) == bisect(odd, b)]
    paired = {i for pair in pairs for i in pair}
    inside = depths(run, pairs)
    part: list[Token] = []
    breaks: list[Token] = []
    for i, token in enumerate(run):
        if token.kind in ("open", "close") and i not in paired:
            yield [*part, *breaks]
            part, breaks = [], []
            continue
        is_break = token.name in vocabulary.breaks and not inside[i]
        if is_break or (breaks and token.is_text and _is_blank(token, text)):
            breaks.append(token)
        else:
            if sum(not t.is_text for t in breaks) > 1:
                yield part
                part = []
            else:
                part += breaks
            breaks = []
            if token.is_text and token.match is None and not inside[i]:
                at = token.start
                pattern = _line_breaks(text[token.start : token.end], blank_lines=blank_lines)
                for blank in pattern.finditer(text, token.start, token.end) if pattern else ():
                    yield [*part, Token(at, blank.start())] if blank.start() > at else part
                    part, at = [], blank.end()
                token = replace(token, start=at)
            if token.end > token.start:
                part.append(token)
    yield part


def _line_breaks(text: str, *, blank_lines: bool) -> re.Pattern[str] | None:
    """What parts paragraphs in a text without elements. In the text of a wire, whose lines are wrapped, indents do:
    some of its lines begin at the margin and some do not, as pretty-printed markup never has them."""
    lines = [line for line in text.splitlines()[1:] if line.strip()]
    if len(lines) >= _WIRE_LINES and max(map(len, lines)) <= _WIRE_WIDTH:
        indented = sum(line[0].isspace() for line in lines)
        if 0 < indented < len(lines):
            return _INDENT
    return _BLANK_LINE if blank_lines else None


def _trimmed(found: Sequence[Token], text: str, *, wrapped: bool) -> tuple[int, int] | None:
    """The first and last token of what has words, with the elements that cross them and, if `wrapped`, those around
    all of them; None if nothing has words."""
    wordy = [i for i, t in enumerate(found) if t.is_text and not _is_blank(t, text)]
    if not wordy:
        return None
    first, last = wordy[0], wordy[-1]
    for start, end in sorted(pairs_of(found), key=lambda pair: pair[1] - pair[0]):
        around = start < first and end > last
        if start <= last and end >= first and (wrapped or not around):
            first, last = min(first, start), max(last, end)
    return first, last


def _is_blank(token: Token, text: str) -> bool:
    """Whether a text is white space, written as references (`&nbsp;`) or not."""
    start, end = without_white(text, token.start, token.end)
    return start >= end
