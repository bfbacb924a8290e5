"""R8 headings, R10 pull quotes, and lines without words, among the paragraphs."""

from __future__ import annotations

import re
from itertools import pairwise

from ..keys import comparison_key
from ..model import Disposition, Role
from .draft import BODY_WIDTH, Draft, Part

_HEADING_WIDTH = 80
_QUOTE_WIDTH = range(15, 301)
_QUOTED = re.compile(r"[\"“”„«»‹‘『「]\s?.+[\"“”«»›’』」][.,]?\Z", re.DOTALL)
_SPEECH = re.compile(r"[—–-]\s|[\"“„«‹『「]")
_QUOTES = "\"'“”„«»‹›‘’『』「」 .,…"
# More than this many are not looked for.
_MOST_QUOTES = 50


def find_wordless(draft: Draft) -> None:
    """Rows of signs between paragraphs stay as they are."""
    for part in draft.parts:
        if part.is_free and not part.has_words:
            part.become(Role.BODY, Disposition.KEEP, "no words")


def find_pull_quotes(draft: Draft) -> None:
    """R10: a short quotation that stands in a longer paragraph too."""
    quotes = [p for p in draft.parts if p.is_free and p.width in _QUOTE_WIDTH and _QUOTED.match(p.text)][:_MOST_QUOTES]
    if not quotes:
        return
    whole = "\n".join(p.key for p in draft.parts if p.role is Role.BODY and p not in quotes)
    for part in quotes:
        words = comparison_key(part.text).strip(_QUOTES)
        if len(words) >= 10 and words in whole:
            part.become(Role.QUOTE, Disposition.TRANSLATE, "R10 stands in a paragraph too")


def find_headings(draft: Draft) -> None:
    """R8: a short line without a full stop between two paragraphs."""
    shown = [p for p in draft.parts if not p.is_dropped and p.role in (Role.BODY, Role.HEADING) and p.has_words]
    for (before, part), (_, after) in zip(pairwise(shown), pairwise(shown[1:]), strict=False):
        if _is_heading(part) and before.width >= BODY_WIDTH and after.width >= BODY_WIDTH:
            part.become(Role.HEADING, Disposition.TRANSLATE, "R8 a short line between two paragraphs")


def _is_heading(part: Part) -> bool:
    if not part.is_free or part.width > _HEADING_WIDTH or part.furniture:
        return False
    if part.text.endswith(("?", "？", "؟")):
        return not _SPEECH.match(part.text)
    return not part.is_sentence and not part.text.endswith((":", "：", ",", "，", "、", ";"))
