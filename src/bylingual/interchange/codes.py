"""A text cut at its inline codes, and the codes numbered, so that a target's code says which of its source it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..inline import Kind, Part, parse

TEXT, OPEN, CLOSE, ALONE = Kind.TEXT, Kind.OPEN, Kind.CLOSE, Kind.ALONE


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, or a code: `text` as it stands in the catalog. Codes are numbered from 1 as they appear in the source, an
    opening code and the one that closes it alike; words have 0."""

    kind: Kind
    text: str
    number: int = 0

    @property
    def is_code(self) -> bool:
        """Whether it is a code, not words."""
        return self.kind is not TEXT


Pieces = tuple[Piece, ...]


def native(pieces: Iterable[Piece]) -> str:
    """The text as it stands in the catalog."""
    return "".join(p.text for p in pieces)


def source_pieces(text: str, syntax: str = "", links: Mapping[str, str] | None = None) -> Pieces:
    """A source cut at its codes, numbered in order."""
    numbers: dict[int, int] = {}  # of pairs
    result = []
    last = 0
    for part in parse(text, syntax, links or {}):
        if part.kind is CLOSE:
            result.append(Piece(CLOSE, part.text, numbers[part.pair]))
            continue
        if part.is_code:
            last += 1
            numbers[part.pair] = last
        result.append(_piece(part, last))
    return joined(result)


def target_pieces(
    text: str, source: Sequence[Piece], syntax: str = "", links: Mapping[str, str] | None = None
) -> Pieces:
    """A target cut at those codes that its source has, with the source's numbers; any other code stays words."""
    free = _by_code(source)
    parts = parse(text, syntax, links or {})
    closing = {p.pair: p.text for p in parts if p.kind is CLOSE}
    numbers: dict[int, int] = {}
    result = []
    for part in parts:
        number = 0
        if part.kind is CLOSE:
            number = numbers[part.pair]
        elif part.is_code:
            candidates = free.get((part.text, closing.get(part.pair, "") if part.kind is OPEN else ""))
            number = candidates.pop(0) if candidates else 0
            if part.kind is OPEN:
                numbers[part.pair] = number
        result.append(_piece(part, number) if number or not part.is_code else Piece(TEXT, part.text))
    return joined(result)


def _by_code(source: Sequence[Piece]) -> dict[tuple[str, str], list[int]]:
    """The numbers of the source's codes by what is written for them (beginning and end)."""
    closing = {p.number: p.text for p in source if p.kind is CLOSE}
    found: dict[tuple[str, str], list[int]] = {}
    for piece in source:
        if piece.kind in (OPEN, ALONE):
            end = closing[piece.number] if piece.kind is OPEN else ""
            found.setdefault((piece.text, end), []).append(piece.number)
    return found


def _piece(part: Part, number: int) -> Piece:
    return Piece(part.kind, part.text, number) if part.is_code else Piece(TEXT, part.text)


def joined(pieces: Iterable[Piece]) -> Pieces:
    """Neighbouring words as one piece, empty ones gone."""
    result: list[Piece] = []
    for piece in pieces:
        if piece.kind is TEXT and result and result[-1].kind is TEXT:
            result[-1] = replace(result[-1], text=result[-1].text + piece.text)
        elif piece.kind is not TEXT or piece.text:
            result.append(piece)
    return tuple(result)
