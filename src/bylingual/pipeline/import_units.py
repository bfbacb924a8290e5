"""Import of units: what translators' tools made of exported catalogs. The catalogs stay the truth."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from .. import po
from ..errors import BylingualError, CatalogError, InterchangeError
from ..inline import PLAIN, codes, parse, plain
from ..interchange import FORMATS
from ..interchange.codes import Pieces, native, source_pieces, target_pieces
from ..interchange.units import Progress, Returned, blank, root_of, unit_id
from ..locales import likeness, parse_locale
from ..merge import settled
from ..model import Catalog, State, Unit
from ..project import Project
from ..residue import left_sentence
from . import catalogs
from .markup import Markup, markups
from .memory_pairs import known_locale
from .reading import Failure


@dataclass
class Report:
    """What became of the units in the files.

    `taken` translations went into catalogs, `approved` units (some of them taken) were approved; `unchanged` ones were
    there already, `empty` ones have no translation. `conflicts` stand against a person's text, `refused` ones cannot be
    right, `skipped` ones fit no unit any more: (file, line, why). `reviewed` are unchanged units that the file calls
    reviewed, had approval been asked for.
    """

    taken: int = 0
    approved: int = 0
    unchanged: int = 0
    empty: int = 0
    reviewed: int = 0
    catalogs: int = 0
    conflicts: list[tuple[str, int, str]] = field(default_factory=list)
    refused: list[tuple[str, int, str]] = field(default_factory=list)
    skipped: list[tuple[str, int, str]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


@dataclass(frozen=True)
class Options:
    """`overwrite` lets a file's translation replace a person's; `approve` takes "reviewed" in a file for a person's
    word."""

    overwrite: bool = False
    approve: bool = False


def import_units(project: Project, files: Iterable[Path], options: Options) -> Report:
    """Take the translations of XLIFF files, or of all below a folder, into the catalogs they were exported from.

    A file that cannot be read is reported; what came before its fault is taken. An unchanged file changes nothing.
    """
    run = _Run(project, options)
    for file in _all(files):
        shown = project.shown(file.absolute())
        try:
            for original, units in groupby(_read(file, shown), key=lambda r: r.original):
                run.catalog(original, list(units), shown)
        except BylingualError as error:
            run.report.failures.append(Failure("", shown, str(error)))
    return run.report


def _all(files: Iterable[Path]) -> Iterator[Path]:
    for file in files:
        if file.is_dir():
            yield from sorted(f for f in file.rglob("*") if f.suffix in (".xlf", ".xliff") and f.is_file())
        else:
            yield file


def _read(file: Path, shown: str) -> Iterator[Returned]:
    root = root_of(file, shown)
    module = next((m for m in FORMATS.values() if m.fits(root)), None)
    if module is None:
        version = root.attributes.get("version", "")
        begins = f"<{root.name.rpartition(' ')[2]}{f' version={version}' if version else ''}>"
        raise InterchangeError(
            f"not XLIFF 1.2 or 2: it begins with {begins}",
            path=shown,
            line=root.line,
            remedy="Have the tool write XLIFF 1.2 or 2",
        )
    yield from module.read(file, shown)


class _Run:
    def __init__(self, project: Project, options: Options) -> None:
        self.project, self.options, self.report = project, options, Report()
        self.markups: Callable[[str], Markup | None] = markups(project)
        self.paths = {project.shown(path): (locale, article, path) for locale, article, path in project.find_catalogs()}

    def catalog(self, original: str, returned: list[Returned], shown: str) -> None:
        """Take the units of one catalog, as one file has them."""
        first = returned[0]
        if original not in self.paths:
            self._skip(returned, shown, f"no catalog {original}" if original else "it names no catalog")
            return
        locale, article, path = self.paths[original]
        if not likeness(known_locale(first.locale) or locale, locale):
            self._skip(returned, shown, f"in {first.locale}, but {original} is in {locale}")
            return
        try:
            loaded = catalogs.load(self.project, path)
            markup = self.markups(article)
            if markup is None:
                raise CatalogError(
                    "its article is gone", path=original, remedy="`bylingual status` lists such catalogs"
                )
            language = parse_locale(loaded.catalog.header.get("X-Source-Language", ""))
            units = Incoming(loaded.catalog, markup, language, self.options, self.report, shown).with_all(returned)
            self.report.catalogs += catalogs.revise(loaded, units)
        except BylingualError as error:
            self.report.failures.append(Failure(article, original, str(error)))

    def _skip(self, returned: list[Returned], shown: str, why: str) -> None:
        more = f" ({len(returned)} units)" if len(returned) > 1 else ""
        self.report.skipped.append((shown, returned[0].line, why + more))


class Incoming:
    """What a file has for one catalog; what becomes of it goes into `report`, with `shown` as the file's name."""

    def __init__(
        self, catalog: Catalog, markup: Markup, language: str, options: Options, report: Report, shown: str
    ) -> None:
        self.markup, self.language, self.options, self.report, self.shown = markup, language, options, report, shown
        self.units = list(catalog.units)
        self.places: Mapping[str, int] = {unit_id(*u.key): n for n, u in enumerate(self.units) if not u.obsolete}

    def with_all(self, returned: Iterable[Returned]) -> list[Unit]:
        """The catalog's units with every translation that can be taken."""
        for back in returned:
            place = self.places.get(back.id)
            if place is None:
                self.report.skipped.append((self.shown, back.line, "its source is no longer in the catalog"))
            else:
                self.units[place] = self._with(self.units[place], back)
        return self.units

    def _with(self, unit: Unit, back: Returned) -> Unit:
        syntax = self.markup.syntaxes.get(unit.key, PLAIN)
        source = source_pieces(unit.source, syntax, self.markup.links)
        reviewed = back.progress >= Progress.REVIEWED and not back.is_ours
        if blank(source) != back.source:
            self.report.skipped.append((self.shown, back.line, "its source is not the one in the catalog"))
            return unit
        if back.target is None or (not native(back.target).strip() and not any(p.is_code for p in back.target)):
            self.report.empty += 1
            return unit
        if unit.target.strip() and back.target == blank(target_pieces(unit.target, source, syntax, self.markup.links)):
            return self._same(unit, back, reviewed)
        if back.target == back.source and back.progress is Progress.INITIAL:
            self.report.empty += 1
            return unit
        target, problem = self._target(unit, back, source, syntax)
        if problem:
            self.report.refused.append((self.shown, back.line, problem))
            return unit
        if not unit.is_machine_text and not self.options.overwrite:
            why = "a person wrote another text"
            self.report.conflicts.append((self.shown, back.line, f"{why}: {unit.target!r} stays, {target!r} is left"))
            return unit
        return self._taken(unit, target, reviewed)

    def _same(self, unit: Unit, back: Returned, reviewed: bool) -> Unit:
        """The text is there already: all that a file can add is that somebody has read it."""
        if unit.state is State.APPROVED or not reviewed:
            self.report.unchanged += 1
            return unit
        if not self.options.approve:
            self.report.unchanged += 1
            self.report.reviewed += 1
            return unit
        if unit.state is State.STALE:  # tools call all they write final; few people have read what changed
            why = "its source changed, its text came back as it was: correct it, or say `bylingual approve --stale`"
            self.report.skipped.append((self.shown, back.line, why))
            return unit
        self.report.approved += 1
        return settled(replace(unit, fuzzy=False))

    def _taken(self, unit: Unit, target: str, reviewed: bool) -> Unit:
        """The text of a person from now on: no stamp, no note on where the former text came from."""
        approved = reviewed and self.options.approve
        self.report.taken += 1
        self.report.approved += approved
        self.report.reviewed += reviewed and not approved
        return replace(
            unit,
            target=target,
            fuzzy=not approved,
            previous=None,
            previous_context=None,
            stamp="",
            ok="",
            notes=(f"imported from {self.shown.rpartition('/')[2]}",),
        )

    def _target(self, unit: Unit, back: Returned, source: Pieces, syntax: str) -> tuple[str, str]:
        """The target with the codes of its source, and why it cannot be taken, "" if it can."""
        texts = {(p.kind, p.number): p.text for p in source if p.number}
        target = ""
        for piece in back.target or ():
            code = texts.get((piece.kind, piece.number)) if piece.is_code else piece.text
            if code is None:
                return "", "has an inline code that its source does not have"
            target += code
        if unit.source == unit.source.strip():  # tools pad what they cut
            target = target.strip()
        if not po.storable("".join(c for c in target if c not in unit.source)):
            return "", "has a control character that its source does not have"
        parts = parse(target, syntax, self.markup.links)
        found, wanted = codes(parts), codes(parse(unit.source, syntax, self.markup.links))
        if found not in (wanted, codes(parse(unit.target, syntax, self.markup.links))):
            lost = ", ".join((wanted - found).elements())
            added = ", ".join((found - wanted).elements())
            what = "; ".join(f"{w} {c}" for w, c in (("without", lost), ("with", added)) if c)
            return "", f"its inline codes do not fit: {what}"
        words = plain(parse(unit.source, syntax, self.markup.links))
        if left := left_sentence(words, plain(parts), self.language):
            return "", f"has a sentence of its source: {left!r}"
        return target, ""
