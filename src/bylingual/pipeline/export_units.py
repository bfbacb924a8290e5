"""Export of units: catalogs as files for translators' tools. The catalogs stay what they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..checks import Context, run
from ..errors import BylingualError, CatalogError, ConfigError
from ..files import remedy
from ..inline import PLAIN
from ..interchange import FORMATS, omegat
from ..interchange.codes import source_pieces, target_pieces
from ..interchange.units import MARKERS, Document, Item, unit_id
from ..locales import parse_locale
from ..model import State, Unit
from ..project import Project, Selection, read_bytes, write_file
from . import catalogs
from .markup import Markup, markups
from .reading import Failure

# What `#.` lines are about, before a colon; it becomes the category of a note.
_CATEGORIES = (
    "risk",
    "source changed",
    "role changed",
    "suggestion",
    "similar",
    "memory",
    "glossary",
    "not translated",
)
_OVERWRITE = "Import it first if somebody worked in it, then say --overwrite"


@dataclass
class Report:
    """How many units went into which files, what was left out (path, line, why), and what failed."""

    units: int = 0
    files: list[Path] = field(default_factory=list)
    left_out: list[tuple[str, int, str]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


def export_units(
    project: Project,
    selection: Selection,
    locale: str,
    form: str,
    output: Path,
    *,
    only_open: bool = False,
    overwrite: bool = False,
) -> Report:
    """Write the units of the selected catalogs in `locale`.

    `form` is a name in `FORMATS`, or `omegat` for a folder that OmegaT opens as a project. `output` is a file if its
    suffix is that of the format, else a folder with a file for each article. With `only_open` approved units are left
    out. A file that is there with other content stays unless `overwrite`: a translator may have worked in it (never in
    an OmegaT project's, which keeps translations apart). Raises ConfigError where no catalog is selected, or where one
    file or project cannot hold what is.
    """
    report = Report()
    documents = list(_documents(project, selection, locale, report))
    if not documents and not report.failures:
        raise ConfigError(
            f"no catalog in {locale} here",
            remedy="Run `bylingual translate` first; with --engine none it only extracts",
        )
    writable = omegat.writable if form == omegat.NAME else FORMATS[form].writable
    documents = [d for d in (_kept(d, writable, only_open, report) for d in documents) if d.items]
    report.units = sum(len(d.items) for d in documents)
    for path, text in _files(project, documents, form, output):
        try:
            there = read_bytes(path)
        except OSError as error:
            problem = f"cannot be written: {error.strerror}"
            raise BylingualError(problem, path=str(path), remedy=remedy(error)) from None
        if there is None or there == text.encode() or overwrite or form == omegat.NAME:
            write_file(path.absolute(), text.encode(), expected=there, shown=str(path))
            report.files.append(path)
        else:
            report.failures.append(Failure("", str(path), f"{path}: is there with other content. {_OVERWRITE}"))
    if form == omegat.NAME and documents:
        for folder in omegat.FOLDERS:
            (output / folder).mkdir(parents=True, exist_ok=True)
    return report


def _files(project: Project, documents: Sequence[Document], form: str, output: Path) -> Iterator[tuple[Path, str]]:
    if not documents:
        return
    if form == omegat.NAME:
        _one_language(documents, "an OmegaT project")
        terms = [term for term in project.glossary() if term.is_for(documents[0].locale)]
        yield from ((output / name, text) for name, text in omegat.files(documents, terms))
    elif output.suffix in (".xlf", ".xliff") and not output.is_dir():
        _one_language(documents, "a file")
        yield output, "".join(FORMATS[form].write(documents))
    else:
        for document in documents:
            yield output / f"{document.id}{FORMATS[form].SUFFIX}", "".join(FORMATS[form].write([document]))


def _one_language(documents: Sequence[Document], what: str) -> None:
    languages = sorted({d.language for d in documents})
    if len(languages) > 1:
        raise ConfigError(
            f"articles in {' and '.join(languages)}: {what} has one source language",
            remedy="Name the articles, or export to a folder",
        )


def _documents(project: Project, selection: Selection, locale: str, report: Report) -> Iterator[Document]:
    known = markups(project)
    for where, article, path in project.find_catalogs():
        if where != locale or not selection.has(article, locale):
            continue
        shown = project.shown(path)
        try:
            catalog = catalogs.load(project, path).catalog
            language = parse_locale(catalog.header.get("X-Source-Language", ""))
            markup = known(article)
            if markup is None:
                raise CatalogError("its article is gone", path=shown, remedy="`bylingual status` lists such catalogs")
        except BylingualError as error:
            report.failures.append(Failure(article, shown, str(error)))
            continue
        context = catalogs.rule_context(project, catalog.units, language, locale)
        items = tuple(item_of(u, markup, context) for u in catalog.units if not u.obsolete)
        yield Document(article, shown, catalog.header.get("X-Source-File", article), language, locale, items)


def item_of(unit: Unit, markup: Markup, context: Context) -> Item:
    """A unit on its way out, with its findings and what its entry says of it as notes."""
    syntax = markup.syntaxes.get(unit.key, PLAIN)
    source = source_pieces(unit.source, syntax, markup.links)
    target = target_pieces(unit.target, source, syntax, markup.links) if unit.target.strip() else ()
    marker, progress = MARKERS[unit.state]
    if unit.state is State.NEEDS_REVIEW and unit.is_machine_text:
        marker = "machine"
    notes = [("comment", text) for text in unit.comments]
    if unit.state is State.STALE and unit.previous is not None:
        notes.append(("previous-source", unit.previous))
    notes += [_note(text) for text in unit.notes]
    notes += [("finding", f"{f.rule}: {f.message}") for f in run(unit, context) if target]
    kept = tuple((category, text) for category, text in notes if text.strip())
    return Item(unit_id(*unit.key), unit.context or "", source, target, progress, marker, kept, unit.line)


def _note(text: str) -> tuple[str, str]:
    category = next((c for c in _CATEGORIES if text.startswith(f"{c}: ")), "")
    return (category.replace(" ", "-"), text.removeprefix(f"{category}: ")) if category else ("origin", text)


def _kept(document: Document, writable: Callable[[Item], bool], only_open: bool, report: Report) -> Document:
    items = []
    for item in document.items:
        if only_open and item.marker == "approved":
            continue
        if writable(item):
            items.append(item)
        else:
            report.left_out.append((document.original, item.line, "a control character that XLIFF 1.2 cannot hold"))
    return replace(document, items=tuple(items))
