"""Review: one article with its translation side by side, and what a person does to it. Every change is written to the
PO file at once, under the rules of all other commands; what somebody else wrote meanwhile is never overwritten."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..checks import run
from ..embed import MARKUP
from ..errors import BylingualError, CatalogError
from ..gate import Verdict
from ..glossary import Term
from ..inline import PLAIN, Part, parse
from ..localize import localize
from ..merge import settled
from ..model import Article, Disposition, Finding, Unit
from ..priority import waiting
from ..project import ChangedUnderneathError, Project
from . import catalogs
from .reading import read_article

Key = tuple[str | None, str]


class ConflictError(BylingualError):
    """The unit is not what the person saw: somebody wrote to the file meanwhile. `unit` is what is there now, None when
    the unit is gone."""

    def __init__(self, path: str, unit: Unit | None):
        super().__init__("changed meanwhile", path=path, remedy="Look at both texts, then save again")
        self.unit = unit


@dataclass(frozen=True)
class Row:
    """A block of the article: its source's words and codes, and its unit, None for what is kept as it is. `first` is
    false for a unit that stands above."""

    role: str
    tag: str
    source: tuple[Part, ...]
    target: tuple[Part, ...]
    unit: Unit | None
    findings: tuple[Finding, ...] = ()
    urgency: float = 0.0
    first: bool = True


@dataclass(frozen=True)
class Page:
    """An article in one locale: rows in reading order, and the file that they are in. `problem` says why the article
    itself cannot be shown; its units are."""

    article: str
    language: str
    locale: str
    path: str
    rows: tuple[Row, ...]
    problem: str = ""

    @property
    def title(self) -> str:
        """The headline in the source language, else the article's id."""
        return next((r.unit.source for r in self.rows if r.unit and r.role == "headline"), self.article)


def version(unit: Unit) -> str:
    """What a person sees of a unit, as a token: changes with its target and its state."""
    text = "\0".join([unit.target, str(unit.fuzzy), str(unit.obsolete), unit.previous or "", *unit.comments])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass
class _Change:
    locale: str
    article: str
    before: Unit
    after: Unit


@dataclass
class Desk:
    """The review of one project. Several threads may use it."""

    project: Project
    terms: tuple[Term, ...] = ()
    _undo: list[_Change] = field(default_factory=list)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def page(self, locale: str, article: str) -> Page:
        """Read an article and its catalog. Raises CatalogError when there is no such catalog or it cannot be read."""
        loaded = self._load(locale, article)
        language = loaded.catalog.header.get("X-Source-Language", "")
        live = [u for u in loaded.catalog.units if not u.obsolete]
        shown = self.project.shown(loaded.path)
        context = catalogs.rule_context(self.project, live, language, locale)
        findings = {u.key: tuple(run(u, context, path=shown, article=article)) for u in live}
        urgency = {t.unit.key: t.urgency for t in waiting(live, [f for found in findings.values() for f in found])}
        try:
            rows, problem = self._rows(article, language, locale, live), ""
        except BylingualError as error:
            rows, problem = _bare(live), str(error)
        seen: set[Key] = set()
        done = []
        for row in rows:
            if row.unit:
                key = row.unit.key
                row = replace(row, findings=findings[key], urgency=urgency.get(key, 0.0), first=key not in seen)
                seen.add(key)
            done.append(row)
        done += [
            replace(row, findings=findings[row.unit.key], urgency=urgency.get(row.unit.key, 0.0))
            for row in _bare([u for u in live if u.key not in seen])
            if row.unit
        ]
        return Page(article, language, locale, shown, tuple(done), problem)

    def findings(self, locale: str, article: str, key: Key, target: str) -> list[Finding]:
        """What the rules would say of a target that is not saved."""
        loaded = self._load(locale, article)
        unit = self._unit(loaded, key)
        language = loaded.catalog.header.get("X-Source-Language", "")
        typed = replace(unit, target=target)
        units = [typed if u is unit else u for u in loaded.catalog.units]
        return list(run(typed, catalogs.rule_context(self.project, units, language, locale), article=article))

    def save(self, locale: str, article: str, key: Key, seen: str, target: str, *, approve: bool) -> Unit:
        """Write a person's text for a unit, as a draft or approved, and return the unit.

        `seen` is the `version` of what the person saw. Raises ConflictError when the file says something else by now,
        and CatalogError for an approval without a text.
        """
        if approve and not target.strip():
            raise CatalogError("nothing to approve: the translation is empty", remedy="Write it first")
        text = target.replace("\r\n", "\n").replace("\r", "\n")

        def change(unit: Unit) -> Unit:
            if not approve and text == unit.target:
                return unit
            new = replace(unit, target=text, fuzzy=bool(text.strip()), ok="")
            return settled(new.approved() if approve else new)

        return self._change(locale, article, key, seen, change)

    def dismiss(self, locale: str, article: str, key: Key, seen: str, rule: str) -> Unit:
        """Say in the entry that a rule's finding is a false alarm."""
        line = f"bylingual: ignore {rule}"
        return self._change(locale, article, key, seen, lambda unit: replace(unit, comments=(*unit.comments, line)))

    def undo(self) -> tuple[str, str, Unit] | None:
        """Take back the last change of this desk: (locale, article, unit as it is again), None if there is none.

        Raises ConflictError when somebody wrote to the unit meanwhile; the change is then forgotten.
        """
        with self._lock:
            if not self._undo:
                return None
            last = self._undo.pop()
            unit = self._change(
                last.locale, last.article, last.after.key, version(last.after), lambda _: last.before, remember=False
            )
            return last.locale, last.article, unit

    def versions(self, locale: str, article: str) -> dict[Key, str]:
        """The `version` of every live unit of a catalog as it is on disk."""
        return {u.key: version(u) for u in self._load(locale, article).catalog.units if not u.obsolete}

    def _change(
        self, locale: str, article: str, key: Key, seen: str, change: Callable[[Unit], Unit], *, remember: bool = True
    ) -> Unit:
        with self._lock:
            for attempt in (1, 2, 3):
                loaded = self._load(locale, article)
                old = next((u for u in loaded.catalog.units if u.key == key and not u.obsolete), None)
                if old is None or version(old) != seen:
                    raise ConflictError(self.project.shown(loaded.path), old)
                new = change(old)
                try:
                    catalogs.revise(loaded, [new if u is old else u for u in loaded.catalog.units])
                except ChangedUnderneathError:  # somebody saved another unit just now
                    if attempt == 3:
                        raise
                    continue
                if remember and new != old:
                    self._undo.append(_Change(locale, article, old, new))
                return self._unit(self._load(locale, article), key)
        raise AssertionError

    def _load(self, locale: str, article: str) -> catalogs.Loaded:
        known = {(where, name): path for where, name, path in self.project.find_catalogs()}
        path = known.get((locale, article))
        if path is None:
            raise CatalogError(f"no catalog of {article} in {locale}", remedy="Run `bylingual translate`")
        return catalogs.load(self.project, path)

    def _unit(self, loaded: catalogs.Loaded, key: Key) -> Unit:
        unit = next((u for u in loaded.catalog.units if u.key == key and not u.obsolete), None)
        if unit is None:
            raise ConflictError(self.project.shown(loaded.path), None)
        return unit

    def _rows(self, article: str, language: str, locale: str, live: Sequence[Unit]) -> list[Row]:
        file = next((a for a in self.project.find_articles().articles if a.id == article), None)
        if file is None:
            raise CatalogError("its article is gone", remedy="The catalog is kept")
        found = read_article(self.project, file)
        by_key = {u.key: u for u in live}
        verdicts = {u.key: Verdict.TARGET if u.target.strip() else Verdict.SOURCE for u in live}
        here = localize(found, language, language, (), {}, _no_file).pieces
        there = localize(found, language, locale, live, verdicts, _no_file).pieces
        blocks = [b for b in found.blocks if b.disposition is not Disposition.DROP and b.form != MARKUP]
        rows = []
        for block, source, target in zip(blocks, here, there, strict=True):
            unit = by_key.get((block.role.value, block.source)) if block.disposition is Disposition.TRANSLATE else None
            shown = target.parts if unit is None or unit.target.strip() else ()
            rows.append(Row(block.role.value, block.tag, source.parts, shown, unit))
        return rows


def _no_file(article: Article, targets: Mapping[Key, str]) -> bytes:
    """No source file is made for the page."""
    return b""


def _bare(units: Sequence[Unit]) -> list[Row]:
    """Units without their article, as plain text."""
    return [Row(u.context or "", "", parse(u.source, PLAIN), parse(u.target, PLAIN), u) for u in units]
