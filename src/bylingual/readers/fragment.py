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
from .coded import REFERENCE, Coded, decoded_references, referenced
from .spans import has_words
from .vocabulary import ONE_PARAGRAPH, Vocabulary

# A bounded number of `<` in an attribute's value, so that quotes without an end cost no more than their number.
_QUOTED = r'"[^"<]*+(?:<[^"<]*+){0,8}"|' + r"'[^'<]*+(?:<[^'<]*+){0,8}'"
_TOKEN = re.compile(
    rf"(?P<note><!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!(?!\[CDATA\[)[^<>]*>)|<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)"
    rf"|<(?P<close>/?)(?P<name>[a-zA-Z][\w:.-]*)(?P<rest>(?:[^<>\"']++|{_QUOTED})*+)>",
    re.DOTALL,
)
_ALT = re.compile(r"""(?<![\w-])alt\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""", re.IGNORECASE)
_CLASS = re.compile(r"""(?<![\w-])class\s*=\s*["']([^"']*)["']""", re.IGNORECASE)
_NAMES_CLASS = re.compile(r"(?:^|[\s_-])(?:by-?line|authors?|credits?|photographers?)(?:$|[\s_-])", re.IGNORECASE)
_LONGEST_NAME = 120
# In bold or not, a headline is one: elements around all of it stay in the file.
_PLAIN_ROLES = (Role.HEADLINE, Role.HEADING, Role.KICKER)
_KEPT_ROLES = {Role.CREDIT: "names", Role.BYLINE: "names", Role.DATELINE: "place and date"}
_REFERENCE_BEFORE = re.compile(rf"{REFERENCE.pattern}\Z")
_BLANK_LINE = re.compile(r"(?<![ \t])[ \t]*(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)\s*")
_WHITE = re.compile(r"[ \t\r\n\f]+")
_CJK = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_CJK_BREAK = re.compile(rf"(?<={_CJK})[ \t\r\n\f]*[\r\n][ \t\r\n\f]*(?={_CJK})")
_SHORTCODES = re.compile(r"\s*(?:\[/?[a-z][\w-]*(?:\s[^\[\]<>]*)?\]\s*)+")
_LIKE_MARKUP = re.compile(rf"<(?=[a-zA-Z/!?])|{REFERENCE.pattern}")


@dataclass(frozen=True)
class Piece:
    """A piece of a fragment from `start` to `end` in `Coded.text`; `words` begins its form (`quoted`)."""

    start: int
    end: int
    role: Role
    disposition: Disposition
    source: str
    words: str = "html"
    tag: str = ""
    reason: str = ""


@dataclass(frozen=True)
class _Token:
    """Text ("" as name), a tag, or a note (`!`)."""

    start: int
    end: int
    name: str = ""
    kind: str = ""  # "open", "close", "alone"
    match: re.Match[str] | None = None

    @property
    def is_text(self) -> bool:
        return not self.name


@dataclass(frozen=True)
class _Place:
    """Where a run stands: its role, the element that gave it, and whether blank lines part paragraphs here."""

    name: str = ""
    role: Role = Role.BODY
    tag: str = ""
    kept: bool = False
    parted: bool = True
    names: bool = False


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
    endless: set[str] = field(default_factory=set)

    def run(self) -> Iterator[Piece]:
        run: list[_Token] = []
        for token in self._tokens():
            if self.vocabulary.stands_apart(token.name):
                yield from self._flushed(run)
                run = []
                self._enter(token) if token.kind == "open" else self._leave(token)
            else:
                run.append(token)
        yield from self._flushed(run)

    def _tokens(self) -> Iterator[_Token]:
        text, at = self.coded.text, 0
        while match := _TOKEN.search(text, at):
            if match.start() > at:
                yield _Token(at, match.start())
            at = match.end()
            if match["note"] is not None:
                yield _Token(match.start(), at, "!")
            elif match["cdata"] is not None:
                yield _Token(match.start(), at, "", "", match)
            else:
                name = match["name"].rpartition(":")[2].lower()
                alone = match["rest"].endswith("/") or (name in VOID and not self.coded.is_markup)
                kind = "close" if match["close"] else "alone" if alone else "open"
                end: int | None = at
                if kind == "open" and name in self.vocabulary.hidden:
                    end = self._end_of(match["name"], at)
                yield _Token(match.start(), at, name, "alone" if end is None else kind, match)
                at = end or at
        if at < len(text):
            yield _Token(at, len(text))

    def _end_of(self, name: str, at: int) -> int | None:
        """Where the end tag of an element without words for readers begins, None if it has none."""
        if name in self.endless:
            return None
        found = re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE).search(self.coded.text, at)
        if found is None:
            self.endless.add(name)
        return found.start() if found else None

    def _enter(self, token: _Token) -> None:
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
            )
        )
        self.names[token.name] += 1

    def _leave(self, token: _Token) -> None:
        if token.kind == "alone" or not self.names[token.name]:
            return
        while (place := self.stack.pop()).name != token.name:
            self.names[place.name] -= 1
        self.names[token.name] -= 1

    def _flushed(self, run: Sequence[_Token]) -> Iterator[Piece]:
        place = self.stack[-1] if self.stack else self.outside
        for tokens in _parted(run, self.coded.text, self.vocabulary, place.parted):
            found = _trimmed(tokens, self.coded.text, wrapped=place.role not in _PLAIN_ROLES)
            if found is None:
                yield from (alt for token in tokens if (alt := _alt(token)))
                continue
            first, last = found
            yield from (alt for token in tokens[:first] if (alt := _alt(token)))
            if (piece := self._piece(tokens[first : last + 1], place)) is not None:
                yield piece
            yield from (alt for token in tokens[last + 1 :] if (alt := _alt(token)))

    def _piece(self, tokens: Sequence[_Token], place: _Place) -> Piece | None:
        text = self.coded.text
        start, end = tokens[0].start, tokens[-1].end
        if tokens[0].is_text and tokens[0].match is None:
            start = _without_white(text, start, tokens[0].end)[0]
        if tokens[-1].is_text and tokens[-1].match is None:
            end = max(start, _without_white(text, tokens[-1].start, end)[1])
        if start == end:
            return None
        if self.vocabulary.shortcodes and _SHORTCODES.fullmatch(text, start, end):
            return None
        source = _source(tokens, text, start, end)
        role, tag = place.role, place.tag
        if place.names and len(source) <= _LONGEST_NAME:
            credit = any(p.name in ("figure", "media") for p in self.stack[-8:])
            role = Role.CREDIT if credit else Role.BYLINE
            return Piece(start, end, role, Disposition.KEEP, source, reason="names")
        if role in _KEPT_ROLES:
            return Piece(start, end, role, Disposition.KEEP, source, reason=_KEPT_ROLES[role])
        if place.kept:
            return Piece(
                start, end, Role.NOTE, Disposition.KEEP, text[start:end], tag="pre", reason="code or a table of text"
            )
        if not has_words(source):
            return Piece(start, end, role, Disposition.KEEP, source, tag=tag, reason="no words")
        return Piece(start, end, role, Disposition.TRANSLATE, source, tag=tag)


def _without_white(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the white space at its ends, that which is written as a reference (`&nbsp;`) too."""
    while start < end:
        reference = REFERENCE.match(text, start, end)
        if not (text[start].isspace() or (reference and referenced(reference[0]).isspace())):
            break
        start = reference.end() if reference else start + 1
    while start < end:
        reference = _REFERENCE_BEFORE.search(text, max(start, end - 40), end)
        if not (text[end - 1].isspace() or (reference and referenced(reference[0]).isspace())):
            break
        end = reference.start() if reference else end - 1
    return start, end


def _alt(token: _Token) -> Piece | None:
    """The alternative text of an image."""
    if token.name != "img" or token.match is None:
        return None
    found = _ALT.search(token.match["rest"])
    side = "double" if found and found["double"] is not None else "single"
    if not found or not has_words(found[side]):
        return None
    start, end = (token.match.start("rest") + at for at in found.span(side))
    return Piece(start, end, Role.ALT, Disposition.TRANSLATE, plain_source(found[side]), "text+attribute")


def plain_source(text: str) -> str:
    """A text of one line, its character references read."""
    return collapsed(decoded_references(text, 0, len(text)).text)


def collapsed(text: str) -> str:
    """`text` on one line; lines of Chinese and Japanese are joined without a space. Hard spaces stay."""
    return _WHITE.sub(" ", _CJK_BREAK.sub("", text)).strip(" ")


def _parted(run: Sequence[_Token], text: str, vocabulary: Vocabulary, blank_lines: bool) -> Iterator[list[_Token]]:
    """`run` cut at two line breaks in a row and, with `blank_lines`, at blank lines; elements stay whole. It is cut at
    tags without their other half, too, at XML's `<br></br>`, and at the elements around those: no translation could say
    where they belong."""
    pairs = _pairs(run)
    paired = {i for pair in pairs for i in pair if run[i].name not in VOID}
    odd = [i for i, t in enumerate(run) if t.kind in ("open", "close") and i not in paired]
    pairs = [(a, b) for a, b in pairs if a in paired and bisect(odd, a) == bisect(odd, b)]
    paired = {i for pair in pairs for i in pair}
    inside = _inside(run, pairs)
    part: list[_Token] = []
    breaks: list[_Token] = []
    for i, token in enumerate(run):
        if token.kind in ("open", "close") and i not in paired:
            yield [*part, *breaks]
            part, breaks = [], []
            continue
        is_break = token.name in vocabulary.breaks and not inside[i]
        if is_break or (breaks and token.is_text and not text[token.start : token.end].strip()):
            breaks.append(token)
        else:
            if sum(not t.is_text for t in breaks) > 1:
                yield part
                part = []
            else:
                part += breaks
            breaks = []
            if token.is_text and token.match is None and blank_lines and not inside[i]:
                at = token.start
                for blank in _BLANK_LINE.finditer(text, token.start, token.end):
                    yield [*part, _Token(at, blank.start())] if blank.start() > at else part
                    part, at = [], blank.end()
                token = replace(token, start=at)
            if token.end > token.start:
                part.append(token)
    yield part


def _pairs(tokens: Sequence[_Token]) -> list[tuple[int, int]]:
    """Where elements open and close, for those that do both and cross no other."""
    opened: list[int] = []
    names: Counter[str] = Counter()
    pairs = []
    for i, token in enumerate(tokens):
        if token.kind == "open":
            opened.append(i)
            names[token.name] += 1
        elif token.kind == "close" and names[token.name]:
            while (at := opened.pop()) >= 0:
                names[tokens[at].name] -= 1
                if tokens[at].name == token.name:
                    break
            pairs.append((at, i))
    return pairs


def _inside(tokens: Sequence[_Token], pairs: Sequence[tuple[int, int]]) -> list[int]:
    """In how many elements each token stands."""
    change = [0] * (len(tokens) + 1)
    for first, last in pairs:
        change[first] += 1
        change[last + 1] -= 1
    depth, result = 0, []
    for step in change[:-1]:
        depth += step
        result.append(depth)
    return result


def _trimmed(tokens: Sequence[_Token], text: str, *, wrapped: bool) -> tuple[int, int] | None:
    """The first and last token of what has words, with the elements that cross them and, if `wrapped`, those around
    all of them; None if nothing has words."""
    wordy = [i for i, t in enumerate(tokens) if t.is_text and text[t.start : t.end].strip()]
    if not wordy:
        return None
    first, last = wordy[0], wordy[-1]
    for start, end in sorted(_pairs(tokens), key=lambda pair: pair[1] - pair[0]):
        around = start < first and end > last
        if start <= last and end >= first and (wrapped or not around):
            first, last = min(first, start), max(last, end)
    return first, last


def _source(tokens: Sequence[_Token], text: str, start: int, end: int) -> str:
    """The text of a unit from `start` to `end`: white space collapsed, references read unless they would look like
    markup."""
    out: list[str] = []
    words: list[str] = []
    for token in tokens:
        if token.match is not None and token.is_text:
            words.append(token.match["cdata"])
        elif token.is_text:
            inside = text[max(start, token.start) : min(end, token.end)]
            words.append(REFERENCE.sub(lambda m: referenced(m[0]), inside))
        elif token.name != "!":
            out += [_as_markup("".join(words)), _WHITE.sub(" ", text[token.start : token.end])]
            words = []
    return collapsed("".join([*out, _as_markup("".join(words))]))


def _as_markup(words: str) -> str:
    def escaped(match: re.Match[str]) -> str:
        if match[0] == "<":
            return "&lt;"
        return "&amp;" + match[0][1:] if referenced(match[0]) != match[0] else match[0]

    return _LIKE_MARKUP.sub(escaped, words)
