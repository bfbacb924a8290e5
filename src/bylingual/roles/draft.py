"""A plain text while its roles are found: its parts, how they look, and where its paragraphs begin and end."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ..boilerplate import boilerplate_class
from ..keys import comparison_key, width_units
from ..labels import credit_kind
from ..model import Disposition, Role

# A text of this width that ends like a sentence is a paragraph of the body whatever stands around it.
BODY_WIDTH = 100

# What is below the end of an article has at most this share of all paragraphs.
_AFTER_END = 0.2

_CLOSING = "[”\"»’')）」』\\]*_]*"
_SENTENCE_END = re.compile(rf"[.!?…。！？؟।۔]{_CLOSING}\Z")
_FULL_STOP = re.compile(rf"(?<![.…])[.。｡।۔]{_CLOSING}\Z")
_ITEM = re.compile(r"[-–—•*·▪]\s|\d{1,2}[.)]\s")
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_EAST_ASIAN_LABEL = 12
_PUNCTUATED = re.compile(r"[.!?:,;…。！？：，、；؟،؛।]\Z")


@dataclass(eq=False)
class Part:
    """A piece of a text: from `begin` to `end`, each the number of one of the texts and an offset in it. `text` is what
    it says, its lines joined. `markup` marks what is for the file only."""

    text: str
    begin: tuple[int, int]
    end: tuple[int, int]
    role: Role = Role.BODY
    disposition: Disposition = Disposition.TRANSLATE
    reason: str = ""
    markup: bool = False

    @property
    def is_free(self) -> bool:
        """Whether no rule has said what it is."""
        return self.role is Role.BODY and not self.reason

    @property
    def is_dropped(self) -> bool:
        """Whether it is in no bundle."""
        return self.disposition is Disposition.DROP

    @cached_property
    def key(self) -> str:
        """The comparison key."""
        return comparison_key(self.text)

    @cached_property
    def width(self) -> int:
        """In narrow character cells."""
        return width_units(self.text)

    @cached_property
    def furniture(self) -> str:
        """The class of page furniture that it reads like, "" for none."""
        return boilerplate_class(self.text)

    @cached_property
    def has_words(self) -> bool:
        """Whether it has letters."""
        return any(c.isalpha() for c in self.text)

    @cached_property
    def is_sentence(self) -> bool:
        """Whether it ends like one."""
        return bool(_SENTENCE_END.search(self.text.rstrip("\u200b\u200e\u200f\u202c\u2069 ")))

    @property
    def has_full_stop(self) -> bool:
        """Whether it ends in a plain full stop."""
        return bool(_FULL_STOP.search(self.text))

    @property
    def is_label(self) -> bool:
        """A section name: one to three words, up to six characters of Chinese, no sentence."""
        return self.is_button and (self.width <= _EAST_ASIAN_LABEL or not _EAST_ASIAN.search(self.text))

    @property
    def is_button(self) -> bool:
        """What a button or a section name can say."""
        is_short = self.width < 25 and len(self.text.split()) <= 3 and self.has_words
        return is_short and not _PUNCTUATED.search(self.text) and not _ITEM.match(self.text)

    @property
    def is_line(self) -> bool:
        """A line of a list of links, or a sign: short, and without a full stop."""
        return not self.has_full_stop and self.width <= 160

    @property
    def is_paragraph(self) -> bool:
        """A paragraph of the body beyond doubt."""
        return (
            self.role in (Role.BODY, Role.DATELINE)
            and not self.is_dropped
            and self.width >= BODY_WIDTH
            and self.is_sentence
            and not self.furniture
        )

    @cached_property
    def ends_article(self) -> bool:
        """Whether it is a line that stands below articles only."""
        return self.width <= 80 and (
            self.furniture in ("related", "comments", "copyright", "tags")
            or credit_kind(self.text) in ("edited", "copy-edited")
        )

    def become(self, role: Role, disposition: Disposition, reason: str) -> None:
        """Take a role."""
        self.role, self.disposition, self.reason = role, disposition, reason

    def drop(self, reason: str, role: Role = Role.BOILERPLATE) -> None:
        """Leave every bundle."""
        self.become(role, Disposition.DROP, reason)


class Draft:
    """The parts in reading order. Without `may_cut` every text stays one part."""

    def __init__(self, texts: Sequence[str], *, may_cut: bool) -> None:
        self.parts = [Part(text, (i, 0), (i, len(text))) for i, text in enumerate(texts)]
        self.may_cut = may_cut
        self._instead: dict[int, list[Part]] = {}
        self.is_truncated = False

    def cut(self, part: Part, *places: int) -> list[Part]:
        """Part a part before each of `places` (offsets in its text); white space between is left out. The pieces stand
        in its place after `settle`. A part of several texts is not cut: then it comes back as it is."""
        if not self.may_cut or part.begin[0] != part.end[0]:
            return [part]
        number, start = part.begin
        pieces = []
        for a, b in zip((0, *places), (*places, len(part.text)), strict=True):
            inside = part.text[a:b]
            left = a + len(inside) - len(inside.lstrip())
            if inside.strip():
                right = left + len(inside.strip())
                begin, end = (number, start + left), (number, start + right)
                pieces.append(Part(part.text[left:right], begin, end, part.role, part.disposition, part.reason))
        self._instead[id(part)] = pieces
        return pieces

    def join(self, first: Part, second: Part) -> None:
        """Make one part of two that follow each other, after `settle`."""
        self._instead[id(first)] = [Part(f"{first.text} {second.text}", first.begin, second.end)]
        self._instead[id(second)] = []

    def settle(self) -> None:
        """Put what was cut and joined into its place."""
        if self._instead:
            self.parts = [piece for part in self.parts for piece in self._instead.get(id(part), [part])]
            self._instead = {}

    @property
    def first_paragraph(self) -> int:
        """The number of the first part that is a paragraph beyond doubt; that of the last part where none is."""
        return next((i for i, p in enumerate(self.parts) if p.is_paragraph), len(self.parts) - 1)

    @property
    def last_paragraph(self) -> int:
        """The number of the article's last paragraph; 0 where none is. What stands below a line that ends an article (its
        editor, ©, "Related" …) is none, as long as it is a small share of all."""
        numbers = [i for i, p in enumerate(self.parts) if p.is_paragraph]
        if not numbers:
            return 0
        total = sum(self.parts[i].width for i in numbers)
        above = 0
        for at, following in pairwise([*numbers, len(self.parts)]):
            above += self.parts[at].width
            if total - above <= _AFTER_END * total and any(p.ends_article for p in self.parts[at + 1 : following]):
                return at
        return numbers[-1]


def is_control(text: str) -> bool:
    """Whether a text is nothing but control characters."""
    return bool(text) and all(unicodedata.category(c) == "Cc" for c in text)
