"""The words of the project as values: articles and their blocks, units and their states, catalogs, findings.

Everything here is frozen; nothing here reads a file, a clock or the network.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from .marks import Mark


class Role(StrEnum):
    """What a block is in its article. The value is the entry's `msgctxt`."""

    HEADLINE = "headline"
    DECK = "deck"
    KICKER = "kicker"
    BYLINE = "byline"
    CREDIT = "credit"
    DATELINE = "dateline"
    HEADING = "heading"
    BODY = "body"
    LIST = "list"
    QUOTE = "quote"
    CAPTION = "caption"
    ALT = "alt"
    META = "meta"
    BOILERPLATE = "boilerplate"
    NOTE = "note"


class Disposition(StrEnum):
    """What becomes of a block in a bundle."""

    TRANSLATE = "translate"  # becomes a unit
    KEEP = "keep"  # appears as it is
    DROP = "drop"  # no unit, absent from every bundle, always with a reason


@dataclass(frozen=True)
class Block:
    """A piece of a source file.

    `start` and `end` are offsets in `Article.text`, end exclusive; they hold the block's text without the white
    space around it. `source` is what becomes the unit's msgid: the text itself, or the first text of the same role
    whose comparison key is the same (a headline written twice is translated once). `width` is the column at which
    the source wraps its lines, 0 where one line is one block. `reason` says why the role and disposition were chosen.
    `form` says how a target is written into the source: "" as it is, else a form of `embed`; "markup" marks a kept
    block that is no content and appears in the source file only. `name` is the key of metadata that the block is the
    value of (`image.caption`), `tag` the HTML element that the source makes of it where its role leaves that open
    (`h3`, `ol`, `pre`).
    """

    role: Role
    disposition: Disposition
    source: str
    start: int
    end: int
    reason: str = ""
    width: int = 0
    form: str = ""
    name: str = ""
    tag: str = ""


@dataclass(frozen=True)
class Article:
    """One article as a reader found it.

    `id` is the path below the articles folder without suffix, with `/`; `path` is the path to show, relative to the
    project. `text` is `raw` decoded with `encoding` (a Python codec name), without a byte order mark, line endings as
    they are. Every non-white character of `text` lies in exactly one block; `blocks` are in reading order. `links`
    gives the addresses of reference links by their label (`inline.label_of`). `warnings` say what its readers should
    know, each a line: a text that breaks off.
    """

    id: str
    path: str
    format: str
    raw: bytes
    text: str
    encoding: str
    bom: bytes
    blocks: tuple[Block, ...]
    declared_language: str = ""
    meta: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    links: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    warnings: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """Hex SHA-256 of the file's bytes."""
        return hashlib.sha256(self.raw).hexdigest()

    def unit_keys(self) -> tuple[tuple[Role, str], ...]:
        """The (role, source) of every unit, once each, in reading order."""
        return tuple(dict.fromkeys((b.role, b.source) for b in self.blocks if b.disposition is Disposition.TRANSLATE))


class State(StrEnum):
    """What a unit is waiting for; derived from its PO entry, never stored."""

    UNTRANSLATED = "untranslated"
    NEEDS_REVIEW = "needs-review"
    STALE = "stale"
    APPROVED = "approved"
    OBSOLETE = "obsolete"


@dataclass(frozen=True)
class Unit:
    """Source, target and state: one PO entry.

    `context` is the msgctxt (a role in our catalogs, anything or None in others). `stamp` marks a text that the machine
    wrote, `ok` one that a person approved through Bylingual; each fits one source and target only. `notes` are the `#.`
    lines without these two, `comments` the `# ` lines, which belong to people. `previous` is the source that a stale
    target was written for, with its context. `plural` marks one form of an entry with plural forms (in others' files).
    `line` is the line of the msgid in the file it was read from, 0 if none.
    """

    context: str | None
    source: str
    target: str = ""
    fuzzy: bool = False
    previous: str | None = None
    previous_context: str | None = None
    obsolete: bool = False
    stamp: str = ""
    ok: str = ""
    notes: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    references: tuple[tuple[str, str], ...] = ()
    plural: bool = False
    line: int = field(default=0, compare=False)

    @property
    def state(self) -> State:
        """The state that the entry says, as in gettext: see `State`."""
        if self.obsolete:
            return State.OBSOLETE
        if not self.target.strip():
            return State.UNTRANSLATED
        if not self.fuzzy:
            return State.APPROVED
        return State.NEEDS_REVIEW if self.previous is None else State.STALE

    @property
    def key(self) -> tuple[str | None, str]:
        """What identifies a unit in its catalog."""
        return self.context, self.source

    @property
    def is_machine_text(self) -> bool:
        """Whether the target is the machine's to change.

        True for an empty target, and for one that is fuzzy, has no previous source and carries the stamp that fits.
        Every other target is a human's.
        """
        if not self.target.strip():
            return True
        return self.fuzzy and self.previous is None and self.stamp == stamp(self.context, self.source, self.target)

    @property
    def approval_fits(self) -> bool:
        """Whether a person approved this source and this target together, through Bylingual."""
        return self.state is State.APPROVED and self.ok == stamp(self.context, self.source, self.target)

    def approved(self) -> Unit:
        """The unit with a person's word on its source and target as they are."""
        return replace(self, fuzzy=False, ok=stamp(self.context, self.source, self.target))


def stamp(context: str | None, source: str, target: str) -> str:
    """First 8 hex digits of SHA-256 of msgctxt U+0004 msgid U+0000 msgstr: the mark of a target that we wrote, or
    that a person approved."""
    text = f"{context or ''}\x04{source}\x00{target}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


@dataclass(frozen=True)
class Catalog:
    """The units of one article in one locale, in file order, and the PO header's fields.

    `comments` are the `# ` lines above the header, `trailing` the comment lines after the last entry.
    """

    header: Mapping[str, str]
    units: tuple[Unit, ...]
    comments: tuple[str, ...] = ()
    trailing: tuple[str, ...] = ()


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"

    @property
    def rank(self) -> int:
        """0 for a warning, 1 for an error."""
        return 1 if self is Severity.ERROR else 0


@dataclass(frozen=True)
class Finding:
    """What a rule says of a unit (or, with line only, of a file): what is wrong and what to do."""

    rule: str
    severity: Severity
    message: str
    path: str = ""
    line: int = 0
    article: str = ""
    locale: str = ""
    role: str = ""
    source: str = ""
    target: str = ""


# What stands in an engine's label when its model is a small one, shipped until a better one is installed.
STARTER = "starter model"


@dataclass(frozen=True)
class Translation:
    """What an engine returns for one text.

    `unknown` lists the source words that the engine did not know and left as they were. `score` is the engine's own
    log-probability per token, None when it has none. An empty `text` is a refusal; `problem` then says why.
    `marks` are the query's marks that found their place; `alternatives` other wordings, best first; `lost` the codes
    and protected texts of the source that the translation does not have; `terms` the glossary's words that were put
    in, as `source → target`.
    """

    text: str
    unknown: tuple[str, ...] = ()
    score: float | None = None
    problem: str = ""
    marks: tuple[Mark, ...] = ()
    alternatives: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
