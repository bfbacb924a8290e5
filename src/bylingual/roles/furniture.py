"""R11: page furniture. A phrase alone marks its own line; lines around it go by their place and their shape."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..model import Disposition, Role
from .draft import Draft, Part
from .headline import last_copy

# Classes after which a page has no more of the article: lists of links follow.
_OPENERS = frozenset(["related", "comments", "copyright", "tags", "menu"])
_KEPT_ROLES = (Role.HEADLINE, Role.DECK, Role.CAPTION, Role.CREDIT)
# A run of this many section names and signs below the headline is a toolbar or a menu; with a phrase in it, one less.
_TOOLBAR = 4
_SHORT = 160


def find_phrases(draft: Draft) -> None:
    """R11: lines that a phrase tells."""
    for part in draft.parts:
        if part.is_free and part.furniture:
            part.drop(f"R11 {part.furniture}")
    paywall = next((i for i, p in enumerate(draft.parts) if p.reason == "R11 paywall"), -1)
    draft.is_truncated = paywall > draft.first_paragraph and paywall > draft.last_paragraph


def find_toolbars(draft: Draft) -> None:
    """R11 between the headline and the first paragraph: runs of section names, buttons and signs."""
    start, end = last_copy(draft) + 1, draft.first_paragraph
    if not draft.parts or not draft.parts[end].is_paragraph:
        return
    for run in _runs(
        draft.parts[start:end], lambda p: p.is_dropped or (p.is_free and (p.is_button or not p.has_words))
    ):
        hits = sum(p.is_dropped for p in run)
        if len(run) >= _TOOLBAR or (hits and len(run) >= _TOOLBAR - 1):
            for part in run:
                if not part.is_dropped:
                    part.drop("R11 in a row of buttons")


def find_link_lists(draft: Draft) -> None:
    """R11 among the paragraphs: under "Related", the lines of links; the last one is a heading unless others go too."""
    last = draft.last_paragraph
    parts = draft.parts[: last + 1]
    for at, part in enumerate(parts):
        if part.reason != "R11 related" or part.width > 40:
            continue
        run: list[Part] = []
        for below in parts[at + 1 :]:
            if not below.is_free or not below.is_line:
                break
            run.append(below)
        is_heading_last = bool(run) and run[-1].width <= 60 and len(run) > 1
        for link in run[:-1] if is_heading_last or len(run) == 1 else run:
            link.drop("R11 under “Related”")


def find_after_the_end(draft: Draft) -> None:
    """R11 below the last paragraph: lines without an end of a sentence behind "Related", "Comments" or ©; behind a
    credit or a date, two of them or more."""
    opened = anchored = False
    run: list[Part] = []
    for part in draft.parts[draft.last_paragraph + 1 :]:
        is_link = not part.is_dropped and part.is_line and part.width <= _SHORT and part.role not in _KEPT_ROLES
        if is_link and opened:
            part.drop("R11 after the article")
        elif is_link and anchored and (part.is_free or (run and part.role is not Role.HEADLINE)):
            run.append(part)
        elif not part.is_dropped:
            _drop_run(run)
            run = []
        opened = opened or (part.is_dropped and part.reason.removeprefix("R11 ") in _OPENERS)
        anchored = anchored or part.role in (Role.CREDIT, Role.META) or part.is_dropped
    _drop_run(run)


def _drop_run(run: Sequence[Part]) -> None:
    if sum(p.is_free for p in run) > 1:
        for link in run:
            link.drop("R11 after the article")


def _runs(parts: Sequence[Part], belongs: Callable[[Part], bool]) -> Iterator[list[Part]]:
    run: list[Part] = []
    for part in parts:
        if belongs(part):
            run.append(part)
            continue
        if run:
            yield run
        run = []
    if run:
        yield run


def keep_all(draft: Draft) -> None:
    """What is dropped stays as it is, as the configuration asks."""
    for part in draft.parts:
        if part.is_dropped:
            part.disposition = Disposition.KEEP
            part.reason += ", kept by configuration"
