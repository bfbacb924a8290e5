"""TMX 1.4b, level 2: pairs of texts, their inline codes as `bpt`, `ept` and `ph` around what the catalog has for them.

Source: Localisation Industry Standards Association, "TMX 1.4b Specification", 2005. Files of versions 1.1 to 1.3 and
what common tools make of the standard are read too. What is written here is sorted and holds no date: the same pairs
are the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import InterchangeError, LanguageError
from ..locales import bcp47, parse_locale
from .codes import ALONE, CLOSE, OPEN, TEXT, Piece, Pieces, joined, native
from .xml_records import XML_LANG, Node, escaped, holds, records

SUFFIX = ".tmx"
# The tool that a file names, so that its codes are known for what the catalogs have.
TOOL = "Bylingual"
# Of what is written, not of the program: a new release changes no file.
_TOOL_VERSION = "1"
_CODES = {"bpt": OPEN, "ept": CLOSE, "ph": ALONE}
# What other tools put into a segment for something that is no words; `hi` has words in it.
_NO_WORDS = frozenset(["bpt", "ept", "ph", "it", "ut", "sub"])


@dataclass(frozen=True, slots=True)
class Segment:
    """One text of a record. `language` is as the file writes it; `whole` is false where codes had to be left out."""

    language: str
    pieces: Pieces
    whole: bool = True

    @property
    def text(self) -> str:
        """As it stands, or would stand, in a catalog."""
        return native(self.pieces)


@dataclass(frozen=True, slots=True)
class Record:
    """A `tu`: the same text in several languages. `source_language` is as the file writes it, "" where it says that
    any will do; roles and articles are what our own exports say of it."""

    line: int
    source_language: str
    segments: tuple[Segment, ...]
    roles: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A source and its target, with their languages as locales; `role` is "" where it is not known."""

    language: str
    locale: str
    source: Pieces
    target: Pieces
    role: str = ""
    articles: frozenset[str] = frozenset()
    whole: bool = True

    @property
    def key(self) -> tuple[str, str, str, str, str, bool]:
        """What makes it a pair of its own, and its place among others."""
        return self.language, self.locale, native(self.source), native(self.target), self.role, self.whole


def read(file: Path, shown: str) -> Iterator[Record]:
    """The records of a file, one at a time. Raises InterchangeError, naming `shown` and the line."""
    ours, language, root = False, "", True
    for node in records(file, shown, frozenset(["header", "tu"])):
        if root and node.name != "tmx":
            problem = f"not a TMX file: it begins with <{_local(node.name)}>"
            raise InterchangeError(problem, path=shown, line=node.line, remedy="Name a TMX file")
        root = False
        if node.name == "header":
            ours = node.attributes.get("creationtool") == TOOL
            language = node.attributes.get("srclang", "")
        elif node.name == "tu":
            yield _record(node, language, ours, shown)


def is_ours(file: Path, shown: str) -> bool:
    """Whether a TMX file was written here. Raises InterchangeError."""
    for node in records(file, shown, frozenset(["header"])):
        if node.name == "header":
            return node.attributes.get("creationtool") == TOOL
    return False


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _record(node: Node, language: str, ours: bool, shown: str) -> Record:
    properties: dict[str, list[str]] = {}
    for prop in node.children("prop") if ours else ():
        properties.setdefault(prop.attributes.get("type", ""), []).append(prop.text)
    whole = "x-codes" not in properties
    segments = []
    for variant in node.children("tuv"):
        segment = variant.child("seg")
        named = variant.attributes.get(XML_LANG) or variant.attributes.get("lang")
        if not named:
            raise InterchangeError("a tuv without xml:lang", path=shown, line=variant.line, remedy="Name its language")
        if segment is not None:
            pieces, complete = _pieces(segment, ours)
            segments.append(Segment(named, pieces, whole and complete))
    source = node.attributes.get("srclang", language)
    return Record(
        node.line,
        "" if source == "*all*" else source,
        tuple(segments),
        tuple(properties.get("x-role", ())),
        tuple(properties.get("x-article", ())),
    )


def _pieces(segment: Node, ours: bool) -> tuple[Pieces, bool]:
    """A segment cut at its codes and whether all are there: another tool's codes mean nothing here."""
    if not ours:
        words, whole = _words(segment)
        return (Piece(TEXT, words.strip()),) if words.strip() else (), whole
    pieces, pairs = [], {}
    for part in segment.content:
        if isinstance(part, str):
            pieces.append(Piece(TEXT, part))
            continue
        if part.name == "bpt":
            pairs[part.attributes.get("i", "")] = _number(part)
        kind = _CODES.get(part.name, TEXT)
        number = pairs.get(part.attributes.get("i", ""), 0) if kind is CLOSE else _number(part)
        pieces.append(Piece(kind if number else TEXT, part.text, number))
    return joined(pieces), True


def _number(code: Node) -> int:
    number = code.attributes.get("x", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 0


def _words(node: Node) -> tuple[str, bool]:
    """The words in a segment, and whether that is all there is in it."""
    words, whole = "", True
    for part in node.content:
        if isinstance(part, str):
            words += part
        elif part.name in _NO_WORDS:
            whole = False
        else:
            inner, complete = _words(part)
            words += inner
            whole = whole and complete and part.name == "hi"
    return words, whole


def pairs_of(record: Record, shown: str) -> Iterator[Pair]:
    """The pair of a record that was written here, once a role: its first text and its second."""
    try:
        source, target = record.segments
        language, locale = parse_locale(source.language), parse_locale(target.language)
    except (ValueError, LanguageError):
        problem = "not a pair of texts in known languages"
        raise InterchangeError(problem, path=shown, line=record.line, remedy="Mend or remove the tu") from None
    for role in record.roles or ("",):
        whole = source.whole and target.whole
        yield Pair(language, locale, source.pieces, target.pieces, role, frozenset(record.articles), whole)


def merged(pairs: Iterable[Pair]) -> list[Pair]:
    """Each pair once, with all articles it stands in, sorted."""
    found: dict[tuple[str, str, str, str, str, bool], Pair] = {}
    for pair in pairs:
        same = found.get(pair.key)
        if same is None:
            found[pair.key] = pair
        elif not pair.articles <= same.articles:
            found[pair.key] = Pair(*_values(same), same.articles | pair.articles, same.whole)
    return [found[key] for key in sorted(found)]


def _values(pair: Pair) -> tuple[str, str, Pieces, Pieces, str]:
    return pair.language, pair.locale, pair.source, pair.target, pair.role


def writable(pair: Pair) -> bool:
    """Whether TMX can hold a pair: XML has no way to write most control characters."""
    return holds(native(pair.source)) and holds(native(pair.target))


def write(pairs: Sequence[Pair], project: str = "") -> Iterator[str]:
    """The lines of a TMX file, with line ends, of pairs that are `merged` and `writable`."""
    languages = {bcp47(p.language) for p in pairs}
    source = languages.pop() if len(languages) == 1 else "*all*"
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
    header = (
        f'<header creationtool="{TOOL}" creationtoolversion="{_TOOL_VERSION}" segtype="paragraph" o-tmf="PO" '
        f'adminlang="en" srclang="{source}" datatype="plaintext"'
    )
    yield f"{header}>{_prop('project', project)}</header>\n" if project else f"{header}/>\n"
    yield "<body>\n"
    for pair in pairs:
        own = f' srclang="{bcp47(pair.language)}"' if source == "*all*" else ""
        yield f"<tu{own}>\n"
        if pair.role:
            yield _prop("role", pair.role) + "\n"
        for article in sorted(pair.articles):
            yield _prop("article", article) + "\n"
        if not pair.whole:
            yield _prop("codes", "left out") + "\n"
        for locale, pieces in ((pair.language, pair.source), (pair.locale, pair.target)):
            yield f'<tuv xml:lang="{bcp47(locale)}"><seg>{_segment(pieces)}</seg></tuv>\n'
        yield "</tu>\n"
    yield "</body>\n</tmx>\n"


def _prop(kind: str, value: str) -> str:
    return f'<prop type="x-{kind}">{escaped(value)}</prop>'


def _segment(pieces: Pieces) -> str:
    """The codes' `x` says which code of the source they are; `i` pairs them within the segment."""
    text = ""
    for piece in pieces:
        content = escaped(piece.text)
        if piece.kind is OPEN:
            text += f'<bpt i="{piece.number}" x="{piece.number}">{content}</bpt>'
        elif piece.kind is CLOSE:
            text += f'<ept i="{piece.number}">{content}</ept>'
        elif piece.kind is ALONE:
            text += f'<ph x="{piece.number}">{content}</ph>'
        else:
            text += content
    return text
