"""XLIFF 1.2, for tools that know nothing newer: a `file` a catalog, a `trans-unit` a unit, inline codes as `g` and `x`.

Source: OASIS, "XLIFF 1.2 Specification", 2008. Files of versions 1.0 and 1.1 are read too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..locales import bcp47
from .codes import ALONE, CLOSE, OPEN, TEXT, Piece, Pieces, joined, native
from .units import MARKERS, Document, Item, Progress, Returned, code, mismatch
from .xml_records import Node, escaped, holds, records

NAME = "xliff12"
SUFFIX = ".xlf"
NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_OURS = "x-bylingual-"
_STATES = {
    Progress.INITIAL: "new",
    Progress.TRANSLATED: "needs-review-translation",
    Progress.REVIEWED: "signed-off",
    Progress.FINAL: "final",
}
_PROGRESS = {
    "new": Progress.INITIAL,
    "needs-translation": Progress.INITIAL,
    "signed-off": Progress.REVIEWED,
    "final": Progress.FINAL,
}
_AS_EXPORTED = {*MARKERS.values(), ("machine", Progress.TRANSLATED)}


def fits(root: Node) -> bool:
    """Whether a file with this first element is read here."""
    return _local(root.name) == "xliff" and root.attributes.get("version", "").startswith("1.")


def writable(item: Item) -> bool:
    """Whether a unit can be written: XML has no way to write most control characters."""
    return holds(native(item.source)) and holds(native(item.target))


def write(documents: Sequence[Document], *, prefilled: bool = False) -> Iterator[str]:
    """The lines of a file, with line ends. With `prefilled` every target is the source, for tools that translate the
    target in its place."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<xliff xmlns="{NAMESPACE}" version="1.2">\n'
    for document in documents:
        languages = f'source-language="{bcp47(document.language)}" target-language="{bcp47(document.locale)}"'
        yield f'<file original="{escaped(document.original)}" {languages} datatype="plaintext">\n'
        yield f"<header>\n<note>article: {escaped(document.article)}</note>\n</header>\n<body>\n"
        for item in document.items:
            yield from _unit(item, prefilled)
        yield "</body>\n</file>\n"
    yield "</xliff>\n"


def _unit(item: Item, prefilled: bool) -> Iterator[str]:
    kind = f' restype="x-{escaped(item.role)}"' if item.role else ""
    approved = ' approved="yes"' if item.progress is Progress.FINAL and not prefilled else ""
    yield f'<trans-unit id="{item.id}"{kind}{approved} xml:space="preserve">\n'
    yield f"<source>{_content(item.source)}</source>\n"
    if prefilled:
        yield f'<target state="new">{_content(item.source)}</target>\n'
    elif item.target:
        qualifier = f' state-qualifier="{_OURS}{item.marker}"' if item.marker else ""
        yield f'<target state="{_STATES[item.progress]}"{qualifier}>{_content(item.target)}</target>\n'
    for category, text in (("role", item.role), *item.notes) if item.role else item.notes:
        yield f"<note>{escaped(category)}: {escaped(text)}</note>\n"
    yield "</trans-unit>\n"


def _content(pieces: Pieces) -> str:
    text = ""
    for piece in pieces:
        if piece.kind is OPEN:
            text += f'<g id="{piece.number}">'
        elif piece.kind is CLOSE:
            text += "</g>"
        else:
            text += f'<x id="{piece.number}"/>' if piece.kind is ALONE else escaped(piece.text)
    return text


def read(file: Path, shown: str) -> Iterator[Returned]:
    """The units of a file, one at a time. Raises InterchangeError, naming `shown` and the line."""
    original = locale = ""
    # An element's name has the namespace of its version before it, or none.
    root = next(records(file, shown, frozenset()))
    space = root.name.removesuffix("xliff")
    for node in records(file, shown, frozenset([f"{space}trans-unit"])):
        if node.name == f"{space}file":
            original = node.attributes.get("original", "")
            locale = node.attributes.get("target-language", "")
        elif node.name == f"{space}trans-unit":
            yield _returned(node, space, original, locale, shown)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _returned(node: Node, space: str, original: str, locale: str, shown: str) -> Returned:
    source, target = node.child(f"{space}source"), node.child(f"{space}target")
    if source is None:
        raise mismatch(shown, node.line, "a trans-unit without a source")
    state = target.attributes.get("state", "") if target else ""
    progress = _PROGRESS.get(state, Progress.TRANSLATED)
    if node.attributes.get("approved") == "yes" and progress is not Progress.INITIAL:
        progress = Progress.FINAL
    qualifier = target.attributes.get("state-qualifier", "") if target else ""
    return Returned(
        original=original,
        locale=locale,
        line=node.line,
        id=node.attributes.get("id", ""),
        source=joined(_pieces(source)),
        target=joined(_pieces(target)) if target else None,
        progress=progress,
        is_ours=qualifier.startswith(_OURS) and (qualifier.removeprefix(_OURS), progress) in _AS_EXPORTED,
    )


def _pieces(node: Node) -> list[Piece]:
    """The words and codes in an element."""
    found: list[Piece] = []
    for part in node.content:
        if isinstance(part, str):
            found.append(Piece(TEXT, part))
            continue
        kind, name = _local(part.name), part.attributes.get("id", "")
        if kind == "g":
            found += [*code("open", name), *_pieces(part), *code("close", name)]
        elif kind == "mrk":
            found += _pieces(part)
        elif kind in ("bx", "ex"):
            found += code("open" if kind == "bx" else "close", part.attributes.get("rid") or name)
        else:
            found += code("alone", name if kind == "x" else "")
    return found
