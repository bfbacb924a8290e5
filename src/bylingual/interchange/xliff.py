"""XLIFF 2.1: a `file` a catalog, a `unit` a unit, inline codes as `pc` and `ph` with what they stand for in
`originalData`.

Source: OASIS, "XLIFF Version 2.1", 2018. States go into `state`; what gettext knows beyond them into `subState`
(`bylingual:stale`). Files of version 2.0, cut into other segments or with modules of their own are read too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..locales import bcp47, direction
from .codes import ALONE, CLOSE, OPEN, TEXT, Piece, Pieces, joined
from .units import MARKERS, Document, Item, Progress, Returned, code, mismatch
from .xml_records import Node, escaped, records

NAME = "xliff"
SUFFIX = ".xlf"
NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_OURS = "bylingual:"
_PROGRESS = {p.word: p for p in Progress}
_AS_EXPORTED = {(marker, progress.word) for marker, progress in MARKERS.values()} | {("machine", "translated")}
# Code points that are no characters.
_SURROGATES = range(0xD800, 0xE000)


def fits(root: Node) -> bool:
    """Whether a file with this first element is read here."""
    return root.name == f"{NAMESPACE} xliff" and root.attributes.get("version", "").startswith("2.")


def writable(item: Item) -> bool:
    """Every unit can be written: characters that XML cannot hold have an element of their own."""
    return True


def write(documents: Sequence[Document], version: str = "2.1") -> Iterator[str]:
    """The lines of a file, with line ends. All documents are of one language and one locale."""
    first = documents[0]
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    languages = f'srcLang="{bcp47(first.language)}" trgLang="{bcp47(first.locale)}"'
    yield f'<xliff xmlns="{NAMESPACE}" version="{version}" {languages}>\n'
    for number, document in enumerate(documents, 1):
        if document.items:
            yield from _file(number, document)
    yield "</xliff>\n"


def _file(number: int, document: Document) -> Iterator[str]:
    directions = f'srcDir="{direction(document.language)}" trgDir="{direction(document.locale)}"'
    yield f'<file id="f{number}" original="{escaped(document.original)}" {directions} xml:space="preserve">\n'
    yield f'<notes>\n<note category="article">{escaped(document.article)}</note>\n</notes>\n'
    for item in document.items:
        yield from _unit(item)
    yield "</file>\n"


def _unit(item: Item) -> Iterator[str]:
    yield f'<unit id="{item.id}" name="{escaped(item.role)}">\n' if item.role else f'<unit id="{item.id}">\n'
    notes = (("role", item.role), *item.notes) if item.role else item.notes
    if notes:
        yield "<notes>\n"
        for category, text in notes:
            yield f'<note category="{category}">{escaped(text)}</note>\n'
        yield "</notes>\n"
    data: dict[str, str] = {}  # code -> id
    source, target = _content(item.source, data), _content(item.target, data)
    if data:
        yield "<originalData>\n"
        yield from (f'<data id="{name}">{_escaped(text)}</data>\n' for text, name in data.items())
        yield "</originalData>\n"
    sub_state = f' subState="{_OURS}{item.marker}"' if item.marker else ""
    yield f'<segment state="{item.progress.word}"{sub_state}>\n<source>{source}</source>\n'
    if item.target:
        yield f"<target>{target}</target>\n"
    yield "</segment>\n</unit>\n"


def _content(pieces: Pieces, data: dict[str, str]) -> str:
    """A source or target; `data` gains what its codes stand for."""

    def named(text: str) -> str:
        return data.setdefault(text, f"d{len(data) + 1}")

    closing = {p.number: p.text for p in pieces if p.kind is CLOSE}
    text = ""
    for piece in pieces:
        if piece.kind is OPEN:
            begin, end = named(piece.text), named(closing[piece.number])
            text += f'<pc id="{piece.number}" canCopy="no" canDelete="no" dataRefEnd="{end}" dataRefStart="{begin}">'
        elif piece.kind is CLOSE:
            text += "</pc>"
        elif piece.kind is ALONE:
            text += f'<ph id="{piece.number}" canCopy="no" canDelete="no" dataRef="{named(piece.text)}"/>'
        else:
            text += _escaped(piece.text)
    return text


def _escaped(text: str) -> str:
    return escaped(text, lambda character: f'<cp hex="{ord(character):04X}"/>')


def read(file: Path, shown: str) -> Iterator[Returned]:
    """The units of a file, one at a time. Raises InterchangeError, naming `shown` and the line."""
    original = locale = ""
    for node in records(file, shown, frozenset([_name("unit")])):
        if node.name == _name("xliff"):
            locale = node.attributes.get("trgLang", "")
        elif node.name == _name("file"):
            original = node.attributes.get("original", "")
        elif node.name == _name("unit"):
            yield _Unit(node, shown).returned(original, locale)


def _name(local: str) -> str:
    return f"{NAMESPACE} {local}"


class _Unit:
    """A unit that tools may have cut into segments, with what stands between them."""

    def __init__(self, node: Node, shown: str) -> None:
        self.node, self.shown = node, shown
        self.parts = [
            n for n in node.content if isinstance(n, Node) and n.name in (_name("segment"), _name("ignorable"))
        ]
        if not self.parts:
            raise mismatch(shown, node.line, "a unit without a segment")

    def returned(self, original: str, locale: str) -> Returned:
        source: list[Piece] = []
        targets: list[tuple[int, Pieces]] = []
        missing = all(part.child(_name("target")) is None for part in self.parts)
        states = []
        for place, part in enumerate(self.parts, 1):
            text = part.child(_name("source"))
            if text is None:
                raise mismatch(self.shown, part.line, "a segment without a source")
            pieces = self.pieces(text)
            source += pieces
            target = part.child(_name("target"))
            if target is not None:
                pieces = self.pieces(target)
                place = self.order(target, place)
            elif part.name == _name("segment") and any(p.text.strip() or p.number for p in pieces):
                missing = True
            targets.append((place, joined(pieces)))
            if part.name == _name("segment"):
                states.append((part.attributes.get("state", "initial"), part.attributes.get("subState", "")))
        ordered = [pieces for _, pieces in sorted(targets, key=lambda t: t[0])]
        return Returned(
            original=original,
            locale=locale,
            line=self.node.line,
            id=self.node.attributes.get("id", ""),
            source=joined(source),
            target=None if missing else joined(p for pieces in ordered for p in pieces),
            progress=min((_PROGRESS.get(state, Progress.INITIAL) for state, _ in states), default=Progress.INITIAL),
            is_ours=all(
                sub.startswith(_OURS) and (sub.removeprefix(_OURS), state) in _AS_EXPORTED for state, sub in states
            ),
        )

    def order(self, target: Node, place: int) -> int:
        """Where a target stands among those of its unit, from 1."""
        order = target.attributes.get("order", "")
        return int(order) if order.isascii() and order.isdigit() and len(order) < 7 else place

    def pieces(self, node: Node) -> list[Piece]:
        """The words and codes in an element."""
        found: list[Piece] = []
        for part in node.content:
            if isinstance(part, str):
                found.append(Piece(TEXT, part))
                continue
            kind = part.name.removeprefix(f"{NAMESPACE} ")
            name = part.attributes.get("copyOf") or part.attributes.get("id", "")
            if kind == "cp":
                found.append(Piece(TEXT, self.character(part)))
            elif kind == "pc":
                found += [*code("open", name), *self.pieces(part), *code("close", name)]
            elif kind == "mrk":
                found += self.pieces(part)
            elif kind in ("sc", "ec"):
                found += code("open" if kind == "sc" else "close", part.attributes.get("startRef") or name)
            elif kind not in ("sm", "em"):
                found += code("alone", name if kind == "ph" else "")
        return found

    def character(self, node: Node) -> str:
        """What a `cp` stands for."""
        try:
            number = int(node.attributes.get("hex", ""), 16)
            if number in _SURROGATES:
                raise ValueError
            return chr(number)
        except (ValueError, OverflowError):
            raise mismatch(self.shown, node.line, "a cp that is no character") from None
