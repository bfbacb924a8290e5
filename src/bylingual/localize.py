"""An article with its catalog: what each block says in a locale, and the source file with those texts put in."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from .datelines import said as dateline
from .embed import MARKUP, embed, is_form, tamed
from .gate import Verdict
from .inline import MARKDOWN, Part, like_source, parse, plain, syntax_of, to_html
from .labels import relabelled
from .locales import language_of
from .model import Article, Block, Disposition, Role, State, Unit, stamp
from .notices import Kind, Notice, notice
from .quoted import is_quoted, write
from .risk import engine_note

Key = tuple[str | None, str]
Fill = Callable[[Article, Mapping[Key, str]], bytes]

_NAMES = (Role.BYLINE, Role.CREDIT, Role.DATELINE)
_NO_UNIT = {Disposition.TRANSLATE: "source", Disposition.KEEP: "kept"}
# How many files `misfits` compares at least, and how many characters it reads for more.
_MOST_TRIES = 64
_MOST_CHARACTERS = 20_000_000


@dataclass(frozen=True)
class Piece:
    """A block as it appears in a bundle: its text, whether that is the source's, and the unit's state ("kept" for
    blocks that are no units, "source" for a unit whose source appears although its target is approved). `first` is
    false for a repetition of a unit that stands above. `parts` are the text's words and codes, none of them foreign to
    its source. `name` and `tag` are the block's; `previous` says that the text translates an earlier version."""

    role: Role
    text: str
    is_source: bool
    state: str
    first: bool = True
    parts: tuple[Part, ...] = ()
    name: str = ""
    tag: str = ""
    previous: bool = False

    @property
    def plain(self) -> str:
        """The text without markup."""
        return plain(self.parts)

    @property
    def html(self) -> str:
        """The text as safe HTML."""
        return to_html(self.parts)


@dataclass(frozen=True)
class Localized:
    """One article in one locale (on-disk form). `locale == language` is the source edition. `engines` wrote texts that
    appear, `machines` those of them that nobody approved. `approved` are the approved units that appear."""

    article: Article
    language: str
    locale: str
    pieces: tuple[Piece, ...]
    coverage: Mapping[str, int]
    engines: tuple[str, ...]
    machines: tuple[str, ...]
    source_file: bytes
    approved: tuple[Unit, ...] = ()

    @property
    def is_source_edition(self) -> bool:
        """Whether this is the article in its own language."""
        return self.locale == self.language

    @property
    def machine_units(self) -> int:
        """How many units ship a text that no human approved."""
        unread = (p for p in self.pieces if p.state not in (State.APPROVED, "kept") and not (p.is_source or p.previous))
        return len({(p.role, p.text) for p in unread})

    @property
    def previous_units(self) -> int:
        """How many units ship a text that translates an earlier version."""
        return len({(p.role, p.text) for p in self.pieces if p.previous})

    @property
    def source_units(self) -> int:
        """How many units ship in the source language."""
        return len({(p.role, p.text) for p in self.pieces if p.is_source and p.state != "kept"})

    @property
    def state(self) -> str:
        """The first that is true: `source` (the source edition), `machine` (some text that nobody approved), `previous`
        (some text of an earlier version), `partial` (some text in the source language), `approved`."""
        if self.is_source_edition:
            return "source"
        counted = {"machine": self.machine_units, "previous": self.previous_units, "partial": self.source_units}
        return next((state for state, count in counted.items() if count), "approved")

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What readers are told of the text."""
        counted = {Kind.MACHINE: self.machine_units, Kind.PREVIOUS: self.previous_units}
        return tuple(notice(kind, self.locale) for kind, count in counted.items() if count)

    def text_of(self, role: Role) -> str:
        """The first text of a role without markup, "" if none."""
        return next((p.plain for p in self.pieces if p.role is role), "")


def localize(
    article: Article,
    language: str,
    locale: str,
    units: Sequence[Unit],
    verdicts: Mapping[Key, Verdict],
    filled: Fill | None = None,
) -> Localized:
    """`article` with the targets of the units whose verdict is `target`; all others appear as their source. `filled`
    makes the source file, `fill` where nothing else is given."""
    by_key = {u.key: u for u in units if not u.obsolete}
    targets = {key: by_key[key].target for key, verdict in verdicts.items() if verdict.is_target}
    previous = {key for key, verdict in verdicts.items() if verdict is Verdict.PREVIOUS}
    said = said_in(article, language, locale)
    seen: set[Key] = set()
    pieces = []
    for block in article.blocks:
        if block.disposition is Disposition.DROP or block.form == MARKUP:
            continue
        key: Key = (block.role.value, block.source)
        unit = by_key.get(key) if block.disposition is Disposition.TRANSLATE else None
        text = targets.get(key, block.source) if unit else said.get(key, block.source)
        state = _state(unit, targets) if unit else _NO_UNIT[block.disposition]
        parts = parse(text, syntax_of(block.form), article.links)
        if key in targets:
            parts = like_source(parts, parse(block.source, syntax_of(block.form), article.links))
        first = key not in seen or unit is None
        is_source = key not in targets
        piece = Piece(block.role, text, is_source, state, first, parts, block.name, block.tag, key in previous)
        pieces.append(piece)
        seen.add(key)
    coverage = Counter(_state(u, targets) for u in by_key.values())
    engines = _engines(u for u in by_key.values() if u.key in targets)
    machines = _engines(u for u in by_key.values() if u.key in targets and u.state is not State.APPROVED)
    return Localized(
        article,
        language,
        locale,
        tuple(pieces),
        dict(sorted(coverage.items())),
        engines,
        machines,
        (filled or fill)(article, {**said, **targets}),
        tuple(u for u in by_key.values() if u.key in targets and u.state is State.APPROVED),
    )


def _engines(units: Iterable[Unit]) -> tuple[str, ...]:
    return tuple(sorted({engine_of(u) for u in units} - {""}))


def said_in(article: Article, language: str, locale: str) -> dict[Key, str]:
    """What a locale says in place of kept bylines, credits and datelines: names of people stay, their labels are
    translated; so are cities, countries and dates that CLDR knows."""
    if language_of(locale) == language_of(language):
        return {}
    names = {(b.role, b.source) for b in article.blocks if _is_name(b) and b.form != MARKUP}
    said = {
        (role.value, source): (dateline if role is Role.DATELINE else relabelled)(source, language, locale)
        for role, source in names
    }
    return {key: text for key, text in said.items() if text != key[1]}


def _is_name(block: Block) -> bool:
    return block.role in _NAMES and block.disposition is Disposition.KEEP


def _state(unit: Unit, targets: Mapping[Key, str]) -> str:
    """A unit's state in a bundle: what is approved but does not appear is not said to be."""
    return "source" if unit.state is State.APPROVED and unit.key not in targets else unit.state.value


def misfits(article: Article, targets: Mapping[Key, str], same: Callable[[bytes, bytes], bool]) -> dict[Key, str]:
    """The units whose targets cannot stand in the source file, and why; {} where `fill` gives a file that is the `same`
    as the source in all but its texts.

    Found by halves, in reading order: all others together fit. A file with very many is not searched to the end; then
    what was not tried is among them too.
    """
    before = fill(article, {})

    def fit(keys: Sequence[Key]) -> bool:
        return same(before, fill(article, {key: targets[key] for key in keys}))

    wanted = [key for role, source in article.unit_keys() if (key := (role.value, source)) in targets]
    tries = max(_MOST_TRIES, _MOST_CHARACTERS // max(len(article.text), 1))
    good: list[Key] = []
    bad: dict[Key, str] = {}
    groups = [wanted] if wanted else []
    while groups:
        group = groups.pop()
        if not tries:
            bad.update(
                dict.fromkeys(group, "beside many whose texts would change the structure of the file; not tried")
            )
            continue
        tries -= 1
        if fit([*good, *group]):
            good += group
        elif len(group) == 1:
            bad[group[0]] = "its text would change the structure of the file"
        else:
            half = len(group) // 2
            groups += [group[half:], group[:half]]
    return bad


def engine_of(unit: Unit) -> str:
    """The engine that wrote a unit's text, as its notes say it (`argos en_es 1.9`), without the remark in parentheses;
    "" for a human's."""
    if unit.stamp != stamp(unit.context, unit.source, unit.target):
        return ""
    return engine_note(unit.notes).partition(" (")[0]


def fill(article: Article, targets: Mapping[Key, str]) -> bytes:
    """The source file with translated spans replaced and dropped spans left out, each with the white space before it.

    Nothing translated and nothing dropped gives the file's own bytes, and so do targets that are their sources. The
    file's encoding is kept where it can hold the text; UTF-8 otherwise.
    """
    blocks = sorted(article.blocks, key=lambda b: b.start)
    out: list[str] = []
    at = 0
    for block in blocks:
        if block.disposition is Disposition.DROP:
            if any(part.strip() for part in out):
                at = max(at, block.end)  # with the white space before it
            else:
                out.append(article.text[at : block.start] if not at else "")
                at = _next_content(article.text, block.end)
            continue
        target = target_of(block, targets)
        out.append(article.text[at : block.start])
        original = article.text[block.start : block.end]
        unchanged = target is None or target == block.source
        out.append(original if unchanged else _laid_out(block, target or "", article.text))
        at = block.end
    out.append(article.text[at:])
    text = "".join(out)
    if text == article.text:
        return article.raw
    try:
        return article.bom + text.encode(article.encoding)
    except UnicodeEncodeError:
        return text.encode("utf-8")


def target_of(block: Block, targets: Mapping[Key, str]) -> str | None:
    """What stands in a source file in place of a block, None for what it has itself. Of kept blocks only names have
    something else (their labels), where the file's syntax is known."""
    is_name = _is_name(block) and (is_form(block.form) or is_quoted(block.form))
    if block.disposition is not Disposition.TRANSLATE and not is_name:
        return None
    return targets.get((block.role.value, block.source))


def _next_content(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _laid_out(block: Block, target: str, text: str) -> str:
    """A target as the source lays its text out: quoted or escaped as its form asks; else one line, or lines wrapped
    at the source's width."""
    if is_quoted(block.form):
        return write(target, block.source, block.form)
    if block.form:
        safe = tamed(target, block.source) if syntax_of(block.form) == MARKDOWN else target
        return embed(safe, block.form, text[block.start : block.end])
    line = " ".join(part.strip() for part in target.splitlines()) if "\n" in target else target
    if not block.width:
        return line
    newline = "\r\n" if "\r\n" in text else "\n"
    before = "\0" * (block.start - max(text.rfind("\n", 0, block.start), text.rfind("\r", 0, block.start)) - 1)
    lines = textwrap.wrap(line, block.width, initial_indent=before, break_long_words=False, break_on_hyphens=False)
    return newline.join(lines).removeprefix(before)
