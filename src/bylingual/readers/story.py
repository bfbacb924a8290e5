"""What the pieces of a body are besides its paragraphs: names, datelines, page furniture, what is for editors only.

The rules carry the names that they have in `docs/reading.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from ..boilerplate import boilerplate_class
from ..inline import parse, plain, syntax_of
from ..model import Disposition, Role
from ..roles import is_byline, is_credit, is_date
from ..roles.dateline import dateline_end
from .markup import pairs_of, source_of, tokens
from .piece import Piece, cut

# R2: where agencies put what is for editors only, to the end of the text: "not for publication", with or without a row
# of stars or a heading above it. Written from general knowledge of wire services.
_FOR_EDITORS = re.compile(
    r"not (?:intended )?for publication|nicht zur ver[öo]ffentlichung"
    r"|pas (?:destin[ée]+s? [àa] (?:la|[êe]tre)|pour) (?:la )?publi"
    r"|(?:no|n[ãa]o) (?:est[áa]n? )?(?:destinad[oa]s? (?:a|para)|para) (?:la |a )?publica(?:ci[óo]n|[çc][ãa]o)"
    r"|non (?:destinat[oaie] alla|per la) pubblicazione|niet (?:bestemd )?voor publicatie|ikke for publisering",
    re.IGNORECASE,
)
_NOTE_HEADING = re.compile(r"[\W_]*\Z|[\W_]*(?:dpa-)?notizblock\W*\Z", re.IGNORECASE)
_NOTE_WIDTH = 200
_END_MARK = re.compile(r"\W*(?:ends?|mf|fin|-30-|more follows)\W*\Z", re.IGNORECASE)
# R11: what a feed puts below an excerpt. Known from the feeds of WordPress and of newspapers.
_MORE = re.compile(
    r"\W*(?:continue reading|read (?:more|on|the full (?:story|article))|full (?:story|article)|weiterlesen|mehr lesen|"
    r"zum artikel|leer más|seguir leyendo|continuar leyendo|sigue leyendo|lire la suite|lire plus|leggi tutto|"
    r"continua a leggere|leggi di più|continue lendo|continuar a ler|leia mais|ler mais|lees verder|lees meer|"
    r"czytaj (?:dalej|więcej)|читать (?:далее|дальше)|続きを読む|阅读(?:更多|全文))(?:\W.{0,80})?\Z",
    re.IGNORECASE,
)
_WORDPRESS = re.compile(
    r"(?:the post|der beitrag|l['’]article|la entrada|el artículo|l['’]articolo|o post|het bericht|wpis|сообщение)\b"
    r".{1,200}\b"
    r"(?:appeared first on|erschien zuerst auf|est apparu en premier sur|se publicó primero en|aparece primero en|"
    r"proviene da|sembra essere il primo su|apareceu primeiro em|verscheen eerst op|pojawił się poczatkowo|"
    r"появил(?:ись|ось|ся) сначала на)\b",
    re.IGNORECASE,
)
_DATELINE_CLASS = re.compile(r"""<[^<>]*\sclass\s*=\s*["'][^"'<>]*\bdateline\b""", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[（](?P<inside>[^()\[\]（）]+)[)\]）]\.?\Z")
# Where somebody wrote, behind the name: "Reporting by Ada Quill in New Cove".
_WHERE = re.compile(r"\s(?:in|en|à|aus|da|em|a)\s[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+)*")
_LONGEST_CREDIT = 220
# R6, R7: names stand in the first and the last paragraphs, datelines in the first.
_HEAD, _TAIL = 6, 4
_IN_BODY = (Role.BODY, Role.LIST, Role.HEADING, Role.QUOTE)


def told(found: Sequence[Piece], text: str, *, drop: bool) -> list[Piece]:
    """The pieces of a body in `text`, each as what it is; without `drop`, furniture is kept instead of dropped."""
    gone = Disposition.DROP if drop else Disposition.KEEP
    result: list[Piece] = []
    for piece in found:
        said = shown(piece.source, piece.words)
        if _begins_notes(piece, said):
            while result and result[-1].role in (Role.BODY, Role.HEADING) and _NOTE_HEADING.match(result[-1].source):
                result[-1] = _note(result[-1], gone)
            rest = found[len(result) :]
            return [*_named(result, text), *(_note(p, gone) if p.role in _NOTED else p for p in rest)]
        if piece.role in _IN_BODY and piece.role is not Role.HEADING and (kind := _furniture(said)):
            piece = replace(piece, role=Role.BOILERPLATE, disposition=gone, reason=f"R11 {kind}")
        result.append(piece)
    if len(result) > 1 and result[-1].role is Role.BODY and _END_MARK.match(result[-1].source):
        result[-1] = _note(result[-1], gone)
    return _named(result, text)


_NOTED = (*_IN_BODY, Role.BYLINE, Role.CREDIT, Role.NOTE)


@lru_cache(maxsize=256)  # each text is looked at several times in a row
def shown(source: str, words: str) -> str:
    """What a reader sees of a source whose form begins with `words`."""
    return plain(parse(source, syntax_of(words)))


def _begins_notes(piece: Piece, said: str) -> bool:
    return piece.role in _IN_BODY and len(said) <= _NOTE_WIDTH and bool(_FOR_EDITORS.search(said))


def _note(piece: Piece, gone: Disposition) -> Piece:
    return replace(piece, role=Role.NOTE, disposition=gone, words="", reason="for editors only")


def _furniture(said: str) -> str:
    """The class of page furniture that a text is, "" for none."""
    if _MORE.match(said):
        return "link to the whole text"
    return "feed" if _WORDPRESS.match(said) else boilerplate_class(said)


def _named(found: Sequence[Piece], text: str) -> list[Piece]:
    """Bylines and datelines among the first paragraphs, credits among the last, date lines anywhere."""
    places = [i for i, p in enumerate(found) if p.role is Role.BODY and p.disposition is Disposition.TRANSLATE]
    head, tail = set(places[:_HEAD]), set(places[-_TAIL:])
    result: list[Piece] = []
    for i, piece in enumerate(found):
        said = shown(piece.source, piece.words) if i in head or i in tail else ""
        if i in head and len(places) > 1 and is_byline(said):
            piece = replace(piece, role=Role.BYLINE, disposition=Disposition.KEEP, reason="R6 label and name")
        elif i in tail and len(places) > 1 and _is_credit(said):
            piece = replace(piece, role=Role.CREDIT, disposition=Disposition.KEEP, reason="R6 credit")
        elif said and is_date(said):
            piece = replace(piece, role=Role.META, disposition=Disposition.KEEP, reason="R12 date line")
        elif i in head:
            result += _without_dateline(piece, said, text)
            continue
        result.append(piece)
    return result


def _is_credit(said: str) -> bool:
    if len(said) > _LONGEST_CREDIT:
        return False
    bracketed = _BRACKETS.match(said)
    return is_credit(_WHERE.sub("", bracketed["inside"] if bracketed else said))


def _without_dateline(piece: Piece, said: str, text: str) -> Iterator[Piece]:
    """R7: a dateline before the paragraph is a piece of its own, where no element stands across its end. An element may
    say that it is one."""
    end = dateline_end(said)
    letters = _marked_dateline(piece, text) or len("".join(said[:end].split()))
    parts = cut(piece, text, letters) if letters else None
    if parts is None:
        yield piece
        return
    reason = "R7 place, agency or date before a dash"
    yield replace(parts[0], role=Role.DATELINE, disposition=Disposition.KEEP, reason=reason)
    yield parts[1]


def _marked_dateline(piece: Piece, text: str) -> int:
    """How many letters stand in an element at the start of a piece whose class says that it is a dateline."""
    if piece.words != "html" or not _DATELINE_CLASS.match(text, piece.start, piece.end):
        return 0
    part = text[piece.start : piece.end]
    found = list(tokens(part))
    last = next((b for a, b in pairs_of(found) if a == 0), 0)
    return len("".join(shown(source_of(found[1:last], part, 0, len(part)), "html").split()))
