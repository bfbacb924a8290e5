"""Check: the findings of catalogs, ours or anybody's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .. import po
from ..checks import dismissed, duplicate, run_all, syntax
from ..errors import CatalogError, LanguageError
from ..locales import parse_locale
from ..model import Catalog, Finding, Severity
from ..project import Project, Selection, read_bytes
from . import catalogs


@dataclass(frozen=True)
class Report:
    """Findings by file and line, the files that were looked at, by the path to show, and how many findings people
    dismissed."""

    findings: tuple[Finding, ...] = ()
    files: tuple[str, ...] = ()
    dismissed: int = 0

    def __add__(self, other: Report) -> Report:
        """Both together."""
        return Report(self.findings + other.findings, self.files + other.files, self.dismissed + other.dismissed)


def check_project(project: Project, selection: Selection, *, source: str = "") -> Report:
    """Check the project's catalogs that are selected."""
    return _check(project, [c for c in project.find_catalogs() if selection.has(c[1], c[0])], source)


def check_files(project: Project, files: Sequence[Path], *, source: str = "") -> Report:
    """Check any PO files, also ones that were not written here."""
    return _check(project, [("", "", file) for file in files], source)


def _check(project: Project, files: Sequence[tuple[str, str, Path]], source: str) -> Report:
    reports = [_check_file(project, file, article, locale, source) for locale, article, file in files]
    return Report(
        tuple(f for report in reports for f in report.findings),
        tuple(file for report in reports for file in report.files),
        sum(report.dismissed for report in reports),
    )


def _check_file(project: Project, file: Path, article: str, locale: str, source: str) -> Report:
    shown = project.shown(file)
    ours = file.is_relative_to(project.translations_dir)
    problems: list[tuple[int, str]] = []
    try:
        data = (catalogs.data_of(project, file) if ours else read_bytes(file, most=po.MAX_BYTES)) or b""
        problems = po.lint(data, shown)
        catalog = po.read(data, shown, lenient=True)
    except OSError as error:
        problem = _file_finding(syntax.NAME, shown, 1, f"cannot be read: {error.strerror}", article, locale)
        return Report((problem,), (shown,))
    except CatalogError as error:
        if not problems:
            problems = [(error.line or 1, error.problem)]
        return Report(tuple(_file_finding(syntax.NAME, shown, *p, article, locale) for p in problems), (shown,))
    found = []
    try:
        if ours:
            catalogs.check_header(project, file, data, catalog.header)
    except CatalogError as error:
        found.append(_file_finding(syntax.NAME, shown, error.line or 1, error.problem, article, locale))
    found += [_file_finding(duplicate.NAME, shown, line, text, article, locale) for line, text in problems]
    locale = locale or _header(catalog, "Language")
    source = source or catalog.header.get("X-Source-Language", "")
    context = catalogs.rule_context(project, catalog.units, source, locale)
    live = [u for u in catalog.units if not u.obsolete]
    every = [(f, f.rule in dismissed(u)) for u in live for f in run_all(u, context, path=shown, article=article)]
    found += [f for f, silent in every if not silent]
    found.sort(key=lambda f: (f.line, f.rule))
    return Report(tuple(found), (shown,), sum(silent for _, silent in every))


def _header(catalog: Catalog, field: str) -> str:
    try:
        return parse_locale(catalog.header.get(field, ""))
    except LanguageError:
        return ""


def _file_finding(rule: str, path: str, line: int, text: str, article: str, locale: str) -> Finding:
    return Finding(rule, Severity.ERROR, text, path, line, article, locale)
