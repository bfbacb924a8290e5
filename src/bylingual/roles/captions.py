"""R9: captions of pictures and their credits."""

from __future__ import annotations

import re
from itertools import pairwise

from ..keys import width_units
from ..labels import PICTURES, credit_kind, is_agency, is_names, picture_credit
from ..model import Disposition, Role
from .draft import BODY_WIDTH, Draft, Part

_WIDEST = 330
_CAPTION_WIDTH = 200
_CREDIT_WIDTH = 80
_SOURCE_WIDTH = 80
_UNCASED_WIDTH = 24
# A sentence and then names without a full stop: `… in Duqm. Tara Hill for Valley Post`
_SENTENCE_END = re.compile(
    r"(?:(?<!\b[^\W\d_])(?<!\s\d)(?<!\s\d\d)[.!?…][”»\"')]*|[”»)])\s+(?=\S)|[。！？][」』）]?\s*(?=\S)"
)
_SLASHED = re.compile(r"(?P<a>[^/／]{2,40}?)\s?[/／]\s?(?P<b>[^/／]{2,40}(?:[/／][^/／]{2,30})?)\Z")
_EQUALS = re.compile(r"[^。]{4,}[＝=](?P<last>[^＝=。]{2,32})\Z")
_BRACKETED = re.compile(r"[\s\u3000]*[(（\[［](?P<inner>[^()（）\[\]［］]{2,70})[)）\]］]\Z")
_SHOT = re.compile(r"\d{1,2}[月日]|\d{4}年|撮影|提供|共同|ロイター|ＡＰ|ＡＦＰ|AP|AFP|時事")
_MOST_WORDS = 5


def find_captions(draft: Draft) -> None:
    """R9: short texts that end with a credit, and those above a line that is a credit alone."""
    above = None
    for part in draft.parts:
        if part.is_free and part.width <= _WIDEST and not part.has_full_stop and not part.furniture:
            if above and above.role is Role.HEADLINE and "/" not in part.text and is_agency(part.text):
                part.become(Role.BYLINE, Disposition.KEEP, "R6 an agency below the headline")
            else:
                _caption(draft, part)
        above = above if part.is_dropped else part
    draft.settle()
    for above, part in pairwise(draft.parts):
        is_caption = above.is_free and above.width <= _CAPTION_WIDTH and not above.has_full_stop and above.has_words
        is_picture = part.reason.startswith("R9") or (part.reason == "R6 a source" and above.width <= _SOURCE_WIDTH)
        if part.role is Role.CREDIT and is_picture and is_caption and not above.furniture:
            above.become(Role.CAPTION, Disposition.TRANSLATE, "R9 above a picture's credit")


def _caption(draft: Draft, part: Part) -> None:
    text = part.text
    if is_credit_line(text):
        part.become(Role.CREDIT, Disposition.KEEP, "R9 a picture's credit")
        return
    at = credit_start(text)
    if at is None:
        return
    pieces = draft.cut(part, at) if 0 < at < len(text) else [part]
    pieces[0].become(Role.CAPTION, Disposition.TRANSLATE, "R9 a caption with its credit")
    if len(pieces) > 1:
        pieces[1].become(Role.CREDIT, Disposition.KEEP, "R9 a picture's credit")


def is_credit_line(text: str) -> bool:
    """Whether a line is nothing but the credit of a picture: a label and a name, or a name and its agency."""
    if credit_kind(text) in PICTURES:
        return True
    inner = match["inner"] if (match := _BRACKETED.fullmatch(text)) else text
    return len(inner) <= 70 and _has_agency(inner) and is_names(inner) and _is_short(inner)


def credit_start(text: str) -> int | None:
    """Where the credit begins in a caption, its length where the caption ends without one that stands apart; None for
    a text that is no caption."""
    if (at := picture_credit(text)) > 0:
        return at
    if match := _BRACKETED.search(text):
        inner = match["inner"]
        is_signed = len(text) >= BODY_WIDTH and _SENTENCE_END.search(text, 0, match.start() + 2) is not None
        if match.start() and (credit_kind(inner) in PICTURES or (_has_agency(inner) and not is_signed)):
            return match.start()
        return None  # the writer's name, behind a paragraph
    if (match := _EQUALS.match(text)) and (_SHOT.search(match["last"]) or is_agency(match["last"])):
        is_name = is_agency(match["last"]) or match["last"].endswith(("撮影", "提供"))
        return match.start("last") - 1 if is_name else len(text)
    for end in _SENTENCE_END.finditer(text, max(10, len(text) - _CREDIT_WIDTH)):
        credit = text[end.end() :]
        if len(credit.split()) <= _MOST_WORDS + 3 and _is_credit(credit):
            return end.end()
    return _agency_start(text)


def _agency_start(text: str) -> int | None:
    """Where a name and its agency begin at the end of a text without a full stop before them."""
    words = list(re.finditer(r"\S+", text))
    for count in range(min(_MOST_WORDS, len(words) - 3), 0, -1):
        start = words[-count].start()
        credit = text[start:]
        slashed = _SLASHED.match(credit)
        if not slashed or not is_names(credit):
            continue
        if is_agency(slashed["a"]) or (is_agency(slashed["b"]) and (slashed["a"].isupper() or count <= 3)):
            return start
    last = text[words[-1].start() :] if words else ""
    is_upper = last.isupper() and is_agency(last)
    return (
        words[-1].start()
        if len(words) > 3 and is_upper and text[: words[-1].start()].rstrip()[-1:] in '.)»”"'
        else None
    )


def _is_credit(text: str) -> bool:
    """Whether what follows a caption's last sentence is its credit: names, in scripts without capitals an agency."""
    return is_names(text) and not text.rstrip().endswith(",") and (text.upper() != text.lower() or _has_agency(text))


def _is_short(text: str) -> bool:
    """Whether a credit without capital letters is no longer than names are."""
    return text.upper() != text.lower() or width_units(text) <= _UNCASED_WIDTH


def _has_agency(text: str) -> bool:
    pieces = re.split(r"\s*[/／,|·–—-]\s*|\s+via\s+", text)
    return any(is_agency(piece) for piece in pieces) or is_agency(text)
