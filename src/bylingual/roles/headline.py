"""R3 headline, R4 kicker, R5 deck: what stands above the first paragraph."""

from __future__ import annotations

from ..labels import is_bare_label
from ..model import Disposition, Role
from .draft import BODY_WIDTH, Draft, Part

# R3: the headline is one of the first parts, within these width units; a longer one only if it comes twice.
_WITHIN = 5
_WIDTH = range(12, 201)
_TWICE_WIDTH = range(10, 321)
# How far down a copy is looked for behind one paragraph that is no longer than this; and of a page with more of its own,
# their share of all, and how many lines of menus it has for each.
_COPY_WITHIN = 15
_PAGE_PARAGRAPH = 160
_PAGE_SHARE = 0.15
_MENU_LINES = 6
# R4, R5
_MOST_KICKERS = 3
_DECK_WIDTH = range(30, 321)
_BELOW = 4


def find_headline(draft: Draft) -> None:
    """R3, then what stands between its copies (R4, R5, R11)."""
    headline = _headline(draft)
    if headline is None:
        return
    copies = [p for p in _head(draft) if p is headline or (p.is_free and p.key == headline.key)]
    for part in copies:
        reason = "R3 the headline again" if part is not headline else headline.reason or "R3 headline"
        part.become(Role.HEADLINE, Disposition.TRANSLATE, reason)
    _above(draft, draft.parts.index(copies[0]))
    _between(draft, draft.parts.index(copies[0]), draft.parts.index(copies[-1]))


def find_copies(draft: Draft) -> None:
    """R3: the headline below the first paragraphs, where nothing else was said of it."""
    headline = next((p for p in draft.parts if p.role is Role.HEADLINE), None)
    for part in draft.parts:
        if headline and part.is_free and part.key == headline.key:
            part.become(Role.HEADLINE, Disposition.TRANSLATE, "R3 the headline again")


def find_deck(draft: Draft) -> None:
    """R5: the part right below the last copy of the headline, names and dates left out. One that ends in a full stop
    is the lead, unless a name, a date or a caption parts it from the body."""
    last = last_copy(draft)
    if last < 0 or any(p.role is Role.DECK for p in draft.parts):
        return
    below = [i for i in range(last + 1, min(last + 9, len(draft.parts))) if not draft.parts[i].is_dropped]
    at = next((i for i in below[:_BELOW] if draft.parts[i].is_free), None)
    if at is None or not _can_be_deck(draft, at):
        return
    after = next((draft.parts[i] for i in below if i > at), None)
    parted = after is not None and after.role in (Role.BYLINE, Role.CREDIT, Role.META, Role.CAPTION)
    if not draft.parts[at].has_full_stop or parted:
        draft.parts[at].become(Role.DECK, Disposition.TRANSLATE, "R5 right below the headline")


def last_copy(draft: Draft) -> int:
    """The number of the last copy of the headline above the first paragraph, -1 without a headline."""
    above = draft.parts[: draft.first_paragraph + 1]
    return max((i for i, p in enumerate(above) if p.role is Role.HEADLINE), default=-1)


def _headline(draft: Draft) -> Part | None:
    marked = next((p for p in draft.parts if p.role is Role.HEADLINE), None)
    if marked:  # by R2
        return marked
    head = _head(draft)
    label = None
    for at, part in enumerate(head[:_WITHIN]):
        if not part.is_free or part.furniture or not part.has_words:
            continue
        repeated = any(p.key == part.key for p in head[at + 1 :])
        if repeated and part.width in _TWICE_WIDTH:
            return part
        if part.is_label and len(draft.parts) > 1:
            label = label or (part if part.width in _WIDTH and len(part.text.split()) > 1 else None)
            continue
        if part.width >= _WIDTH.stop or part.has_full_stop:
            return label  # the lead: a file without headline, unless it has a very short one
        if part.width in _WIDTH:
            return part
    return label


def _head(draft: Draft) -> list[Part]:
    """The parts down to the first paragraph of the article: it can stand below a page's own, which is above the last
    copy of the headline."""
    end = draft.first_paragraph + 1
    above = {p.key for p in draft.parts[:_WITHIN] if p.width in _TWICE_WIDTH}
    whole = sum(p.width for p in draft.parts if p.is_paragraph)
    lines = paragraphs = width = 0
    last = end
    for at, part in enumerate(draft.parts):
        if part.is_paragraph:
            paragraphs, width = paragraphs + 1, width + part.width
        else:
            lines += 1
        if width > _PAGE_SHARE * whole and not (paragraphs == 1 and width <= _PAGE_PARAGRAPH):
            break
        is_menu = lines >= _MENU_LINES * paragraphs
        if at >= end and part.key in above and (is_menu or (paragraphs == 1 and at < _COPY_WITHIN)):
            last = at + 1
    return draft.parts[:last]


def _above(draft: Draft, first: int) -> None:
    labels = [p for p in draft.parts[:first] if p.is_free and p.is_label and not p.furniture]
    for part in labels[-_MOST_KICKERS:]:
        part.become(Role.KICKER, Disposition.TRANSLATE, "R4 section name above the headline")


def _between(draft: Draft, first: int, last: int) -> None:
    """What stands between the first copy and the last: a deck, kickers, or the head of a page."""
    inside = [p for p in draft.parts[first + 1 : last] if p.is_free]
    labels = [p for p in inside if p.is_button and not p.furniture and not is_bare_label(p.text)]
    named = {id(p) for p in labels}
    others = [p for p in inside if id(p) not in named]
    deck = next((p for p in others if not p.furniture), None)
    beside = {id(draft.parts[first + 1]), id(draft.parts[last - 1])} if last > first + 1 else set()
    # By their length alone: what is left is furniture, whatever it says.
    if (
        deck
        and id(deck) in beside
        and deck.width in _DECK_WIDTH
        and sum(not p.furniture for p in others) == 1
        and len(labels) <= _MOST_KICKERS
        and _is_followed(draft, last)
    ):
        deck.become(Role.DECK, Disposition.TRANSLATE, "R5 between two copies of the headline")
        others.remove(deck)
    if len(labels) <= _MOST_KICKERS and not others:
        for part in labels:
            part.become(Role.KICKER, Disposition.TRANSLATE, "R4 section name above the headline")
    else:
        for part in (p for p in inside if p.is_free):
            part.drop(f"R11 {part.furniture}" if part.furniture else "R11 between the page's title and the headline")


def _can_be_deck(draft: Draft, at: int) -> bool:
    part = draft.parts[at]
    return part.width in _DECK_WIDTH and _is_followed(draft, at) and not part.furniture


def _is_followed(draft: Draft, at: int) -> bool:
    """Whether the body follows."""
    return any(p.role is Role.BODY and p.width >= BODY_WIDTH for p in draft.parts[at + 1 : at + 16])
