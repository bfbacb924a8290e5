"""Quotations of a text: the double quotation marks of all languages, which of them open and which close."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_MARK = re.compile('["“”„‟«»〝〞「」『』]')
_OPENING = "„«〝「『"
_CLOSING = "»〞」』"
# Single marks around words; an apostrophe has letters on both sides, or ends a plural.
_SINGLE = re.compile(r"(?<!\w)['‘‚‹›](?=\S)[^'’‘‹›\n]{2,200}(?<=\S)['’‘‹›](?!\w)")
_BEFORE = "([{¡¿—–-/'’‘‚"
_NEVER_FIRST = ".,;:!?)]}"
_AFTER = ".,;:!?…)]}—–-/'’"


@dataclass(frozen=True)
class Quotations:
    """The texts between marks that pair, outer and inner ones; places of marks that have no other half.

    `marks` counts all double marks. Where their number is even, none is called lonely. A mark between two letters
    (`l"eau`) is an apostrophe where the marks would not pair with it.
    """

    texts: tuple[str, ...] = ()
    unclosed: tuple[int, ...] = ()
    unopened: tuple[int, ...] = ()
    marks: int = 0


@lru_cache(maxsize=256)
def quotations(text: str) -> Quotations:
    """The quotations of `text` without markup."""
    marks = [m.start() for m in _MARK.finditer(text)]
    if len(marks) % 2:
        marks = [at for at in marks if not _is_apostrophe(text, at)]
    texts: list[str] = []
    opened: list[int] = []
    unopened: list[int] = []
    count = 0
    for at in marks:
        if text[at] == '"' and not opened and text[at - 1 : at].isdigit() and at:  # inches
            continue
        count += 1
        if _opens(text, at, inside=bool(opened)):
            opened.append(at)
        elif opened:
            texts.append(text[opened.pop() + 1 : at].strip())
        else:
            unopened.append(at)
    if count % 2 == 0:
        opened, unopened = [], []
    return Quotations(tuple(texts), tuple(opened), tuple(unopened), count)


def _is_apostrophe(text: str, at: int) -> bool:
    return text[at] == '"' and text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha()


def single_quotations(text: str) -> int:
    """How many spans stand in single quotation marks."""
    return len(_SINGLE.findall(text))


def without_single_quotations(text: str) -> str:
    """`text` without the spans in single quotation marks."""
    return _SINGLE.sub("", text)


def _opens(text: str, at: int, *, inside: bool) -> bool:
    """Whether a mark opens; where neither its shape nor its neighbours tell, marks take turns."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    may_open = (not before or before.isspace() or before in _BEFORE or _MARK.match(before)) and bool(after)
    may_open = may_open and (after not in _NEVER_FIRST or text[at + 1 : at + 4] == "...")
    may_close = bool(before) and (not after or after.isspace() or after in _AFTER or _MARK.match(after))
    tight_open = may_open and not after.isspace()
    tight_close = may_close and not before.isspace()
    if tight_open != tight_close:
        return bool(tight_open)
    if text[at] in _OPENING:
        return True
    return text[at] not in _CLOSING and not inside
