"""The blocks of an article from the fields of a structured file, whatever the file's syntax.

A reader names its fields in reading order: a line (a headline), marked-up text, plain text, and the same text again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..embed import MARKUP
from ..errors import LanguageError, ReadError
from ..inline import codes, parse, syntax_of
from ..keys import comparison_key
from ..locales import parse_locale
from ..model import Article, Block, Disposition, Role
from .base import ReadOptions
from .coded import REFERENCE, Coded, referenced
from .encoding import UNUSABLE, Decoded
from .fragment import pieces
from .lines import paragraphs
from .markup import collapsed
from .piece import Piece
from .spans import gaps, has_words, trimmed
from .story import shown, told
from .vocabulary import HTML, Vocabulary

# Inline elements of HTML; with those of whole paragraphs, their tags tell HTML from plain text.
_INLINE = "a|abbr|b|bdi|br|cite|code|del|em|font|i|img|ins|mark|q|s|small|span|strike|strong|sub|sup|time|u|wbr"
_TAG = re.compile(
    rf"</?(?:{_INLINE}|{'|'.join(sorted(HTML.blocks | HTML.hidden))})(?:\s[^<>]*)?/?>|<!--|<\?", re.IGNORECASE
)
_BLOCK_TAGS = re.compile(r"</(?:p|div|ul|ol|h[1-6]|blockquote|section|article)\s*>", re.IGNORECASE)
_PARAGRAPH_TAGS = re.compile(r"</?(?:p|div|br)\b[^<>]*>", re.IGNORECASE)
# A text that stands in both roles is one unit: in the role it has first, but for these, where it says in advance what
# is told below.
_SAME_UNIT = {
    Role.HEADING: (Role.HEADLINE,),
    Role.BODY: (Role.HEADLINE, Role.DECK),
    Role.ALT: (Role.CAPTION, Role.HEADLINE),
    Role.CAPTION: (Role.ALT,),
}
_IN_ADVANCE = ((Role.DECK, Role.BODY), (Role.ALT, Role.CAPTION))
# Kept, but other languages have other labels, names of places and dates.
_SAID_OTHERWISE = (Role.BYLINE, Role.CREDIT, Role.DATELINE)
_SHARED = (Disposition.TRANSLATE, Disposition.DROP)
# So many characters are found again within a line by chance only if the line says them.
_LONG_ENOUGH = 40
# So far from the one before; after so many in a row that are not there, it is another text.
_WITHIN = 20_000
_MOST_MISSES = 100

Around = Callable[[Coded, int, int, str], str | None]


@dataclass
class Assembly:
    """Fields of one article as blocks. `around(field, start, end, words)` gives the form of a piece of the file whose
    words are written as `words` says (`quoted`), None where nothing can be written safely.

    `text` is the file's, `path` for errors.
    """

    text: str
    path: str
    options: ReadOptions
    around: Around
    blocks: list[Block] = field(default_factory=list)
    known: dict[tuple[Role, str], Block] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def line(self, coded: Coded, role: Role, *, keep: str = "", name: str = "") -> None:
        """A field of one line. With `keep`, the reason, its text is kept as it is."""
        if is_html(coded.text) and not keep:
            self._body(coded, pieces(coded, HTML, role, is_line=True))
            return
        start, end = trimmed(coded.text, 0, len(coded.text))
        if start < end:
            source = collapsed(coded.text[start:end])
            disposition = Disposition.KEEP if keep or not has_words(source) else Disposition.TRANSLATE
            self._add(coded, Piece(start, end, role, disposition, source, "text", "", keep), name)

    def aside(self, coded: Coded, reason: str) -> None:
        """A field that is for no reader, kept in the source file, with the reason."""
        start, end = trimmed(coded.text, 0, len(coded.text))
        if start < end:
            span = coded.span(start, end)
            self.blocks.append(
                Block(Role.META, Disposition.KEEP, collapsed(coded.text[start:end]), *span, reason, form=MARKUP)
            )

    def marked(self, coded: Coded, vocabulary: Vocabulary, role: Role = Role.BODY) -> None:
        """A field with markup."""
        self._body(coded, pieces(coded, vocabulary, role))

    def plain(self, coded: Coded, role: Role = Role.BODY) -> None:
        """A field of plain text, its paragraphs on lines; tags of paragraphs in it part them too."""
        self._body(coded, _paragraphs(coded.text, role))

    def prose(self, coded: Coded, role: Role = Role.BODY) -> None:
        """A field that may be HTML or plain text."""
        if is_marked(coded.text):
            self.marked(coded, HTML, role)
        else:
            self.plain(coded, role)

    def again(self, coded: Coded, vocabulary: Vocabulary | None = None) -> None:
        """A field that says once more what others said, with markup or (without a vocabulary) as plain text. What was
        there is the same unit; what is new stays as it is, in the source file only."""
        if vocabulary is None:
            for start, end, block in _repeated(coded.text, [b for b in self.blocks if b.disposition in _SHARED]):
                piece = Piece(start, end, block.role, block.disposition, block.source, "text")
                self._put(coded, piece, block)
            return
        anywhere: dict[str, Block] = {}
        for block in self.blocks:
            if block.disposition in _SHARED:
                anywhere.setdefault(_key(block.source, block.form), block)
        for piece in pieces(coded, vocabulary):
            first = anywhere.get(_key(piece.source, piece.words))
            if piece.disposition is Disposition.TRANSLATE and first and _can_be(piece, first):
                self._put(coded, replace(piece, disposition=first.disposition), first)

    def _body(self, coded: Coded, found: Sequence[Piece]) -> None:
        for piece in told(found, coded.text, drop=self.options.drop):
            self._add(coded, piece)

    def _add(self, coded: Coded, piece: Piece, name: str = "") -> None:
        """A piece as a block; one whose text was there in the same role, or one that goes with it, is the same unit."""
        if piece.disposition is not Disposition.TRANSLATE:
            self._put(coded, piece, None, name)
            return
        key = _key(piece.source, piece.words)
        roles = (piece.role, *_SAME_UNIT.get(piece.role, ()))
        first = next((b for r in roles if (b := self.known.get((r, key))) and _can_be(piece, b)), None)
        if first is not None and (first.role, piece.role) in _IN_ADVANCE:
            del self.known[first.role, key]
            in_advance = replace(first, role=piece.role, reason="says it in advance")
            self.blocks[self.blocks.index(first)] = self.known[piece.role, key] = first = in_advance
        block = self._put(coded, piece, first, name)
        if block is not None:
            self.known.setdefault((block.role, key), block)

    def _put(self, coded: Coded, piece: Piece, first: Block | None, name: str = "") -> Block | None:
        start, end = coded.span(piece.start, piece.end)
        if bad := UNUSABLE.search(piece.source):
            line = self.text.count("\n", 0, start) + 1
            problem = f"a character that no text has (U+{ord(bad[0]):04X})"
            raise ReadError(problem, path=self.path, line=line, remedy="Remove it, or check what wrote the file")
        role, source, words, reason = piece.role, piece.source, piece.words, piece.reason
        if first is not None:
            reason = "the headline again" if first.role is Role.HEADLINE else "the same again"
            role, source = first.role, first.source
            if syntax_of(first.form) != syntax_of(words):
                words = words.replace("text", "html-plain", 1)
        disposition, form = piece.disposition, "html" if syntax_of(words) else ""
        if not words:
            form = MARKUP
        if disposition is Disposition.TRANSLATE:
            if (written := self.around(coded, start, end, words)) is None:
                disposition, reason = Disposition.KEEP, "in parts that cannot be written safely"
            form = written or form
        elif role in _SAID_OTHERWISE and form != MARKUP:
            form = self.around(coded, start, end, words) or form
        block = Block(role, disposition, source, start, end, reason, form=form, name=name, tag=piece.tag)
        self.blocks.append(block)
        return block if disposition is Disposition.TRANSLATE else None

    def article(
        self, format_: str, article_id: str, data: bytes, decoded: Decoded, language: str, meta: Mapping[str, str]
    ) -> Article:
        """All of it, with kept blocks for the rest of the file. Furniture and what is for editors only is dropped."""
        blocks = [*self.blocks, *gaps(self.blocks, self.text)]
        return Article(
            article_id, self.path, format_, data, decoded.text, decoded.encoding, decoded.bom, tuple(blocks),
            declared(language), meta, warnings=tuple(self.warnings),
        )  # fmt: skip


def is_marked(text: str) -> bool:
    """Whether a text of several lines is HTML: it has elements of whole paragraphs."""
    return bool(_BLOCK_TAGS.search(text))


def is_html(text: str) -> bool:
    """Whether a text that can be either is HTML: it has a tag, a comment, or a character reference."""
    return bool(_TAG.search(text)) or any(referenced(m[0]) != m[0] for m in REFERENCE.finditer(text))


def says(text: str, other: str) -> bool:
    """Whether two texts say the same to a reader."""
    return comparison_key(text) == comparison_key(other)


def says_something(text: str) -> bool:
    """Whether words are left of a text, plain or marked up, when its tags are gone."""
    return has_words(REFERENCE.sub(lambda m: referenced(m[0]), text))


def declared(language: str) -> str:
    """The on-disk locale of a language tag, "" for none that is known."""
    try:
        return parse_locale(language) if language.strip() else ""
    except LanguageError:
        return ""


def _key(source: str, form: str) -> str:
    return comparison_key(shown(source, form))


def _can_be(piece: Piece, first: Block) -> bool:
    """Whether a piece can be the unit of a block that reads the same: plain text always, markup where it is equal."""
    if not syntax_of(piece.words):
        return True
    ours = codes(parse(piece.source, syntax_of(piece.words)))
    theirs = codes(parse(first.source, syntax_of(first.form)))
    return ours == theirs and (bool(syntax_of(first.form)) or piece.source == first.source)


def _paragraphs(text: str, role: Role) -> list[Piece]:
    found = []
    cuts = [m.span() for m in _PARAGRAPH_TAGS.finditer(text)]
    for (_, left), (right, _) in zip([(0, 0), *cuts], [*cuts, (len(text), 0)], strict=True):
        for piece in paragraphs(text[left:right]):
            source = collapsed(piece.text)
            disposition = Disposition.TRANSLATE if has_words(source) else Disposition.KEEP
            found.append(Piece(left + piece.start, left + piece.end, role, disposition, source, "text"))
    return found


def _repeated(text: str, units: Sequence[Block]) -> Iterator[tuple[int, int, Block]]:
    """Where a plain text repeats units in their order: alone on a line, or long enough within one."""
    at = misses = 0
    for block in units:
        if misses > _MOST_MISSES:
            return
        said = shown(block.source, block.form).split()
        words = r"\s+".join(map(re.escape, said))
        inside = len(words) >= _LONG_ENOUGH
        pattern = rf"(?<!\w){words}(?!\w)" if inside else rf"(?m)^[ \t]*(?P<words>{words})[ \t\r]*$"
        if said and (match := re.compile(pattern).search(text, at, at + len(words) + _WITHIN)):
            yield *match.span(0 if inside else "words"), block
            at, misses = match.end(), 0
        else:
            misses += 1
