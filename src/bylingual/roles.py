"""Roles of plain-text blocks: what each paragraph of an article is, from its text, its place and its neighbours.

Input is the sequence of block texts of one article; output one `Assigned` for each. The rules carry the names they
have in `docs/reading.md` (R3 headline, R5 deck, R6 byline and credit, R11 boilerplate).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .boilerplate import boilerplate_class
from .keys import comparison_key, width_units
from .labels import credit_kind, is_names
from .model import Disposition, Role

# R3: the headline is one of the first blocks, within these width units.
_HEADLINE_WITHIN = 3
_HEADLINE_WIDTH = range(12, 201)
_REPEAT_WITHIN = 15
# R5
_DECK_WIDTH = range(30, 321)
_BODY_WIDTH = 100
# R6: how many blocks at the end can be credits or page furniture.
_TAIL = 12

_FULL_STOP = re.compile(r"(?<![.…])[.。｡][”\"»’')）」]*\Z")
_ORG_NAME = re.compile(r"[^|]{2,60}\s\|\s(?P<name>[^|]+)\Z")
_DATE = re.compile(
    r"\W*(?:(?:published|updated|last updated|posted|publicado|actualizado|atualizado|publié|mis à jour|veröffentlicht|"
    r"aktualisiert|pubblicato|aggiornato|опубликовано)\b.{0,60}"
    r"|\d{1,4}[./年-]\s?\d{1,2}[./月-]\s?\d{1,4}日?.{0,20}"
    r"|(?:\w+,? )?\d{1,2}\.? (?:de )?\w+ (?:de )?\d{4}.{0,20}|\w+ \d{1,2},? \d{4}.{0,20})\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Assigned:
    """What a block is: `source` is the text of its unit, the first of its kind where it repeats one."""

    role: Role
    disposition: Disposition
    source: str
    reason: str


def assign_roles(texts: Sequence[str], *, drop: bool = True) -> list[Assigned]:
    """The role of each of `texts`, the non-white blocks of one plain-text article in reading order.

    With `drop` false, page furniture is kept as it is instead of dropped. Texts are taken as they are; leading and
    trailing white space should be gone.
    """
    roles = [_standing(text) for text in texts]
    headline = _find_headline(texts, roles)
    copies = _copies(texts, headline)
    for at in copies:
        reason = "R3 headline" if at == headline else "R3 the headline again"
        roles[at] = Assigned(Role.HEADLINE, Disposition.TRANSLATE, texts[copies[0]], reason)
    if copies:
        _names_beside(texts, roles, copies)
        _kickers(texts, roles, copies)
        _deck(texts, roles, copies)
    _credits_and_furniture(texts, roles)
    return [_kept(a) if not drop and a.disposition is Disposition.DROP else a for a in _unify(roles)]


def is_date(text: str) -> bool:
    """Whether a text is a date line ("Updated 3 May 2024")."""
    return _DATE.match(text) is not None


def is_byline(text: str) -> bool:
    """Whether a text is a label and a name ("By …")."""
    return len(text) <= 120 and credit_kind(text.removesuffix("=")) == "by"


def is_credit(text: str) -> bool:
    """Whether a text says who edited, translated, reported."""
    return bool(credit_kind(text))


def _kept(assigned: Assigned) -> Assigned:
    return replace(assigned, disposition=Disposition.KEEP, reason=f"{assigned.reason}, kept by configuration")


def _standing(text: str) -> Assigned:
    """What the text says of itself, without its neighbours."""
    if _DATE.match(text) and width_units(text) <= 80:
        return Assigned(Role.META, Disposition.KEEP, text, "R12 date line")
    if len(text) <= 120 and credit_kind(text.removesuffix("=")) == "by":
        return Assigned(Role.BYLINE, Disposition.KEEP, text, "R6 label and name")
    return Assigned(Role.BODY, Disposition.TRANSLATE, text, "")


def _is_label(text: str) -> bool:
    """A section name: one to three words, no sentence."""
    return len(text.split()) <= 3 and width_units(text) < 25 and not re.search(r"[.!?:,…]\Z", text)


def _find_headline(texts: Sequence[str], roles: Sequence[Assigned]) -> int | None:
    for at, text in enumerate(texts[:_HEADLINE_WITHIN]):
        if roles[at].role is not Role.BODY or boilerplate_class(text):
            continue
        repeated = any(comparison_key(t) == comparison_key(text) for t in texts[at + 1 : _REPEAT_WITHIN])
        if width_units(text) not in _HEADLINE_WIDTH or (_is_label(text) and not repeated and at + 1 < len(texts)):
            if width_units(text) > _HEADLINE_WIDTH.stop:
                return None  # the lead: a file without headline
            continue
        return None if _FULL_STOP.search(text) else at
    return None


def _copies(texts: Sequence[str], headline: int | None) -> list[int]:
    if headline is None:
        return []
    key = comparison_key(texts[headline])
    again = (i for i in range(headline + 1, min(len(texts), _REPEAT_WITHIN)) if comparison_key(texts[i]) == key)
    return [headline, *again]


def _names_beside(texts: Sequence[str], roles: list[Assigned], copies: Sequence[int]) -> None:
    """R6: a line that is only a name, directly below a copy of the headline or below the deck."""
    for at in copies:
        for below in (at + 1, at + 2):
            if below >= len(texts) or roles[below].role is not Role.BODY:
                continue
            words = texts[below].split()
            if 2 <= len(words) <= 5 and is_names(texts[below]) and below + 1 < len(texts):
                roles[below] = Assigned(Role.BYLINE, Disposition.KEEP, texts[below], "R6 a name beside the headline")


def _kickers(texts: Sequence[str], roles: list[Assigned], copies: Sequence[int]) -> None:
    """R4: section names before the headline or between its copies."""
    for at in range(copies[-1]):
        if roles[at].role is Role.BODY and _is_label(texts[at]) and not boilerplate_class(texts[at]):
            roles[at] = Assigned(Role.KICKER, Disposition.TRANSLATE, texts[at], "R4 section name above the headline")


def _deck(texts: Sequence[str], roles: list[Assigned], copies: Sequence[int]) -> None:
    """R5: the block between two copies of the headline, or right below the last, if it is no body sentence."""
    between = [i for i in range(copies[0] + 1, copies[-1]) if roles[i].role is Role.BODY]
    if len(between) == 1 and _can_be_deck(texts, roles, between[0]):
        roles[between[0]] = Assigned(
            Role.DECK, Disposition.TRANSLATE, texts[between[0]], "R5 between two copies of the headline"
        )
        return
    below = next((i for i in range(copies[-1] + 1, len(texts)) if roles[i].role is Role.BODY), None)
    if below is None or _FULL_STOP.search(texts[below]) or not _can_be_deck(texts, roles, below):
        return
    if below - copies[-1] <= 3:
        roles[below] = Assigned(Role.DECK, Disposition.TRANSLATE, texts[below], "R5 right below the headline")


def _can_be_deck(texts: Sequence[str], roles: Sequence[Assigned], at: int) -> bool:
    followed = any(
        roles[i].role is Role.BODY and width_units(texts[i]) >= _BODY_WIDTH
        for i in range(at + 1, min(at + 8, len(texts)))
    )
    return width_units(texts[at]) in _DECK_WIDTH and followed and not boilerplate_class(texts[at])


def _credits_and_furniture(texts: Sequence[str], roles: list[Assigned]) -> None:
    """R6 at the tail, R11 anywhere short enough; the last long paragraph is where the tail begins."""
    long = [i for i, text in enumerate(texts) if width_units(text) >= _BODY_WIDTH and not boilerplate_class(text)]
    tail = max((long[-1] + 1) if long else 1, len(texts) - _TAIL)
    for at, text in enumerate(texts):
        if roles[at].role is not Role.BODY:
            continue
        if at >= tail and (is_credit(text) or ((org := _ORG_NAME.match(text)) and is_names(org["name"]))):
            roles[at] = Assigned(Role.CREDIT, Disposition.KEEP, text, "R6 credit at the end")
        elif kind := boilerplate_class(text):
            roles[at] = Assigned(Role.BOILERPLATE, Disposition.DROP, text, f"R11 {kind}")


def _unify(roles: Sequence[Assigned]) -> list[Assigned]:
    """The same text in the same role is one unit: later ones take the first one's source."""
    first: dict[tuple[Role, str], str] = {}
    return [replace(a, source=first.setdefault((a.role, comparison_key(a.source)), a.source)) for a in roles]
