"""A folder that OmegaT opens as a project: articles as XLIFF 1.2, what there is of translations as its memories.

Source: OmegaT 3.6 and its manual. OmegaT translates the `target` of an XLIFF unit in its place and passes units without
one over, so every target holds the source. Its segments are whole units: cut into sentences, a unit half done would
come back in two languages. In its memories a code is written as the tag that OmegaT shows for it: `<g0>`, `</g0>`,
`<x1/>`, numbered from 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..glossary import Term
from ..locales import bcp47
from . import tmx, xliff12
from .codes import ALONE, CLOSE, OPEN, TEXT, Piece, Pieces, joined
from .units import Document, Item, Progress

NAME = "omegat"
# Folders that OmegaT does not open a project without.
FOLDERS = ("source", "target", "tm/auto", "tm/mt", "glossary", "dictionary", "omegat")
# Memories: what is approved is filled in by itself, a machine's text is shown as one, all else is a match like any.
_APPROVED, _MACHINE, _OTHER = "tm/auto/approved.tmx", "tm/mt/machine.tmx", "tm/review.tmx"
# The suffix says that it is UTF-8; a line is source, target and note with tabs between them.
_GLOSSARY = "glossary/glossary.utf8"
_TAGS = {OPEN: "<g{}>", CLOSE: "</g{}>", ALONE: "<x{}/>"}

writable = xliff12.writable


def files(documents: Sequence[Document], terms: Sequence[Term]) -> Iterator[tuple[str, str]]:
    """(path below the folder, text) of every file of the project. All documents are of one language and one locale;
    `terms` are those of the glossary that hold for it."""
    first = documents[0]
    yield "omegat.project", _project(first.language, first.locale)
    for document in documents:
        text = "".join(xliff12.write([document], prefilled=True))
        yield f"source/{document.id}{xliff12.SUFFIX}", text
    yield _GLOSSARY, "".join(_line(term) for term in terms)
    for name in (_APPROVED, _MACHINE, _OTHER):
        pairs = [
            tmx.Pair(d.language, d.locale, _shown(item.source), _shown(item.target))
            for d in documents
            for item in d.items
            if item.target and _memory(item) == name
        ]
        yield name, "".join(tmx.write(tmx.merged(pairs)))


def _line(term: Term) -> str:
    note = "; ".join(part for part in ("not translated" if term.keep else "", term.note) if part)
    return "\t".join(" ".join(cell.split()) for cell in (term.source, term.target, note)) + "\n"


def _memory(item: Item) -> str:
    if item.progress is Progress.FINAL:
        return _APPROVED
    return _MACHINE if item.marker == "machine" else _OTHER


def _shown(pieces: Iterable[Piece]) -> Pieces:
    """A text as OmegaT has it."""
    return joined(Piece(TEXT, _TAGS[p.kind].format(p.number - 1) if p.number else p.text) for p in pieces)


def _project(language: str, locale: str) -> str:
    folders = "".join(
        f"<{name}_dir>__DEFAULT__</{name}_dir>\n" for name in ("source", "target", "tm", "glossary", "dictionary")
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<omegat>\n<project version="1.0">\n'
        f"{folders}<source_lang>{bcp47(language)}</source_lang>\n<target_lang>{bcp47(locale)}</target_lang>\n"
        "<sentence_seg>false</sentence_seg>\n<remove_tags>false</remove_tags>\n</project>\n</omegat>\n"
    )
