"""R2: texts of news agencies as they come over the wire (IPTC 7901, ANPA 1312): what is for editors only."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..labels import credit_kind
from ..model import Disposition, Role
from .draft import Draft, Part, is_control

# IPTC 7901 §2: SOH, three letters of the source and a number, priority, category, words. ANPA 1312: SYN SYN SOH.
_HEADER = re.compile(r"\x01|[a-z]{3}\d{3,4} \d [a-z]{1,2} \d+\b", re.IGNORECASE)
_ANPA = re.compile(r"\x16+\x01?")
START_OF_TEXT, END_OF_TEXT = "\x02", "\x03"
_SLUG = re.compile(r"[^\s/][^/]{0,40}(?:/[^/]{0,40})*/\Z|(?:BC|AM|PM)-[\w-]+.{0,60}\Z")
# What agencies write above a headline, of the text and not in it; from general knowledge of wires.
_MARK = re.compile(
    r"(?:\(?(?:\d+(?:st|nd|rd|th|\.|º|ª)?\s+)?(?:lead|lede|ld|update|add|take|writethru|wrap|wrapup|roundup|summary|advance|correct(?:ed|ion|s)|"
    r"repeat(?:ing|s)?|refile[sd]?|recast[s]?|urgent|bulletin|flash|newsalert|alert|snap|embargo(?:ed)?|attention|subs?|deletes?|adds?|updates?|"
    r"hold for release|for release|kill|withhold|exclusive|analysis|feature|preview|profile|"
    r"zusammenfassung|eilmeldung|eil|korrektur|berichtigung|wiederholung|ausführliche fassung|überblick|neu|achtung|sperrfrist|"
    r"urgente|avance|ampliación|corrección|corrige|repetición|resumen|actualiza|embargado|"
    r"corrigé|actualisé|répétition|synthèse|papier général|"
    r"correção|repetição|resumo|atualiza|molnija|молния|срочно|повтор|уточнение)\b.{0,40})\Z"
    r"|\(?(?:eds?|editors?|editor['’]?s notes?|note to editors|with ap photos?|ap photos?|photos?|an die redaktionen|nota a los editores)\b\s*[:.;].*"
    r"|.{0,10}\bap photos? .{2,60}\Z",
    re.IGNORECASE | re.DOTALL,
)
_NOTES = re.compile(
    r"#+\s*(?:notebook|notizblock|note to editors|redaktionelle hinweise|libreta)\b.*"
    r"|(?:the following information is )?not (?:intended )?for publication\b.*"
    r"|.{0,60}\bnicht zur ver[öo]ffentlichung bestimmt\b.*|.{0,40}\bno (?:destinad[oa]s? a|para) (?:la )?publicación\b.*"
    r"|.{0,40}\bpas destin[ée]+s? à (?:la publication|être publi).*",
    re.IGNORECASE | re.DOTALL,
)
_STARS = re.compile(r"(?:[*_=-]\s*){3,}\Z")
_END_MARK = re.compile(r"\s*(?:[=<]+|=?<+)\Z")
_MOST_HEAD = 12
_CARET = "^"  # what ANPA begins a line of the head with


def is_wire(text: str) -> bool:
    """Whether a text begins with the header of an agency's wire."""
    return bool(_HEADER.match(text) or _ANPA.match(text))


def is_slug(line: str) -> bool:
    """Whether a line is a slug (`Germany-football/Munich/`)."""
    return bool(_SLUG.match(line))


def ends_the_head(line: str) -> bool:
    """Whether a line is the last of a wire's head: a byline with its end mark."""
    return bool(_END_MARK.search(line))


def begins_the_notes(lines: Sequence[str]) -> bool:
    """Whether `lines` begin with what is for editors only, to the end of the text."""
    line = lines[0].strip()
    if line.startswith(END_OF_TEXT) or _NOTES.match(line):
        return True
    below = [one.strip() for one in lines[1:5] if one.strip()][:1]
    return bool(_STARS.match(line) and below and _NOTES.match(below[0]))


def find_wire(draft: Draft) -> None:
    """R2: header, slug, marks and notes are dropped; the headline is the last line of the head that is none of them."""
    for part in draft.parts:
        if is_control(part.text):
            part.drop("R2 control characters", Role.NOTE)
    if not draft.parts or not is_wire(draft.parts[0].text + (draft.parts[1].text if len(draft.parts) > 1 else "")):
        return
    head = _head(draft)
    has_carets = any(part.text.startswith(_CARET) for part in head)
    headline = None
    for part in head:
        text = _END_MARK.sub("", part.text.lstrip(_CARET))
        if has_carets and not part.text.startswith(_CARET):
            part.drop("R2 the wire's header", Role.NOTE)
        elif _MARK.match(text) and not part.is_dropped:
            part.drop("R2 a note to editors", Role.NOTE)
        elif credit_kind(text) == "by":
            break
        elif part.is_free:
            headline = part
    for part in head:
        if part.is_free:
            bare = _bare(draft, part)
            if part is headline:
                bare.become(Role.HEADLINE, Disposition.TRANSLATE, "R2 the last line of the head")
    draft.settle()
    notes = next(
        (i for i in range(len(draft.parts)) if begins_the_notes([p.text for p in draft.parts[i : i + 3]])), None
    )
    if notes is not None:
        for part in draft.parts[notes:]:
            if not part.is_dropped:
                part.drop("R2 for editors only", Role.NOTE)


def _head(draft: Draft) -> list[Part]:
    """The parts between the header and the text, which the header's own lines are dropped from."""
    texts = [p.text for p in draft.parts[: _MOST_HEAD + 4]]
    if START_OF_TEXT in texts:
        begin = texts.index(START_OF_TEXT) + 1
    else:
        begin = next((i for i, t in enumerate(texts) if not (is_wire(t) or is_control(t) or is_slug(t))), len(texts))
    for part in draft.parts[:begin]:
        if not part.is_dropped:
            part.drop("R2 the wire's header", Role.NOTE)
    head = draft.parts[begin : begin + _MOST_HEAD]
    marked = [i for i, p in enumerate(head) if ends_the_head(p.text) or p.text.startswith(_CARET)]
    byline = [i for i, p in enumerate(head[:6]) if credit_kind(_END_MARK.sub("", p.text.lstrip(_CARET))) == "by"]
    if marked or byline:
        return head[: max([*marked, *byline]) + 1]
    return head[: next((i for i, p in enumerate(head) if p.is_sentence or p.width > 200), 1) or 1]


def _bare(draft: Draft, part: Part) -> Part:
    """A line of the head without the wire's marks around it (`^ … <`)."""
    start = len(part.text) - len(part.text.lstrip(_CARET))
    end = len(_END_MARK.sub("", part.text))
    pieces = draft.cut(part, *[p for p in (start, end) if 0 < p < len(part.text)])
    for piece in pieces:
        if not any(c.isalnum() for c in piece.text):
            piece.become(Role.META, Disposition.KEEP, "R2 the wire's mark")
            piece.markup = True
    return next((p for p in pieces if not p.markup), part)
