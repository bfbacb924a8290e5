"""An article with its catalog: what each block says in a locale, and the source file with those texts put in."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .embed import MARKUP, embed
from .gate import Verdict
from .model import Article, Block, Disposition, Role, State, Unit, stamp


@dataclass(frozen=True)
class Piece:
    """A block as it appears in a bundle: its text, whether that is the source's, and the unit's state ("kept" for
    blocks that are no units). `first` is false for a repetition of a unit that stands above."""

    role: Role
    text: str
    is_source: bool
    state: str
    first: bool = True


@dataclass(frozen=True)
class Localized:
    """One article in one locale (on-disk form). `locale == language` is the source edition."""

    article: Article
    language: str
    locale: str
    pieces: tuple[Piece, ...]
    coverage: Mapping[str, int]
    engines: tuple[str, ...]
    source_file: bytes

    @property
    def is_source_edition(self) -> bool:
        """Whether this is the article in its own language."""
        return self.locale == self.language

    @property
    def machine_units(self) -> int:
        """How many units ship a text that no human approved."""
        seen = {(p.role, p.text) for p in self.pieces if p.state not in (State.APPROVED, "kept") and not p.is_source}
        return len(seen)

    def text_of(self, role: Role) -> str:
        """The first text of a role, "" if none."""
        return next((p.text for p in self.pieces if p.role is role), "")


def localize(
    article: Article,
    language: str,
    locale: str,
    units: Sequence[Unit],
    verdicts: Mapping[tuple[str | None, str], Verdict],
) -> Localized:
    """`article` with the targets of the units whose verdict is `target`; all others appear as their source."""
    by_key = {u.key: u for u in units if not u.obsolete}
    targets = {key: by_key[key].target for key, verdict in verdicts.items() if verdict is Verdict.TARGET}
    seen: set[tuple[str | None, str]] = set()
    pieces = []
    for block in article.blocks:
        if block.disposition is Disposition.DROP or block.form == MARKUP:
            continue
        key: tuple[str | None, str] = (block.role.value, block.source)
        unit = by_key.get(key) if block.disposition is Disposition.TRANSLATE else None
        text = targets.get(key, block.source) if unit else block.source
        state = unit.state.value if unit else ("source" if block.disposition is Disposition.TRANSLATE else "kept")
        pieces.append(Piece(block.role, text, key not in targets, state, key not in seen or unit is None))
        seen.add(key)
    coverage = Counter(u.state.value for u in by_key.values())
    engines = tuple(sorted({engine for u in by_key.values() if u.key in targets and (engine := engine_of(u))}))
    return Localized(
        article,
        language,
        locale,
        tuple(pieces),
        dict(sorted(coverage.items())),
        engines,
        fill(article, targets),
    )


def engine_of(unit: Unit) -> str:
    """The engine that wrote a unit's text, as its notes say it (`argos en_es 1.9`), "" for a human's."""
    if unit.stamp != stamp(unit.context, unit.source, unit.target):
        return ""
    return next((n for n in unit.notes if n.startswith(("argos ", "apertium "))), "")


def fill(article: Article, targets: Mapping[tuple[str | None, str], str]) -> bytes:
    """The source file with translated spans replaced and dropped spans left out, each with the white space before it.

    Nothing translated and nothing dropped gives the file's own bytes. The file's encoding is kept where it can hold
    the text; UTF-8 otherwise.
    """
    blocks = sorted(article.blocks, key=lambda b: b.start)
    out: list[str] = []
    at = 0
    for block in blocks:
        if block.disposition is Disposition.DROP:
            if out or at:
                at = max(at, block.end)  # with the white space before it
            else:
                out.append(article.text[at : block.start])
                at = _next_content(article.text, block.end)
            continue
        target = targets.get((block.role.value, block.source)) if block.disposition is Disposition.TRANSLATE else None
        out.append(article.text[at : block.start])
        out.append(article.text[block.start : block.end] if target is None else _laid_out(block, target, article.text))
        at = block.end
    out.append(article.text[at:])
    text = "".join(out)
    if text == article.text:
        return article.raw
    try:
        return article.bom + text.encode(article.encoding)
    except UnicodeEncodeError:
        return text.encode("utf-8")


def _next_content(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _laid_out(block: Block, target: str, text: str) -> str:
    """A target as the source lays its text out: quoted or escaped as its form asks; else one line, or lines wrapped
    at the source's width."""
    if block.form:
        return embed(target, block.form, text[block.start : block.end])
    line = " ".join(part.strip() for part in target.splitlines()) if "\n" in target else target
    if not block.width:
        return line
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = textwrap.wrap(line, block.width, break_long_words=False, break_on_hyphens=False)
    return newline.join(lines)
