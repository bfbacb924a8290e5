"""Check: the findings of catalogs, ours or anybody's."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .. import git, po
from ..checks import dismissed, duplicate, run, run_all, syntax
from ..errors import CatalogError, LanguageError
from ..gate import NONE, Gated
from ..locales import parse_locale
from ..model import Catalog, Finding, Severity
from ..project import Project, Selection, read_bytes
from . import catalogs


@dataclass(frozen=True)
class Report:
    """Findings by file and line, the files that were looked at, by the path to show, how many findings people
    dismissed, and what the gate lets through."""

    findings: tuple[Finding, ...] = ()
    files: tuple[str, ...] = ()
    dismissed: int = 0
    gated: Gated = NONE

    def __add__(self, other: Report) -> Report:
        """Both together."""
        return _together([self, other])


def check_project(project: Project, selection: Selection, *, source: str = "", since: str = "") -> Report:
    """Check the project's catalogs that are selected; with `since`, a revision, only those that changed since, or whose
    article did. Raises ConfigError where git cannot tell."""
    articles = {a.id: a.file for a in project.find_articles().articles} if project.articles_dir.is_dir() else {}
    files = [c for c in project.find_catalogs() if selection.has(c[1], c[0])]
    if since:
        changed = git.changed(project.root, since)
        files = [c for c in files if _among(changed, c[2]) or (c[1] in articles and _among(changed, articles[c[1]]))]
    targets = project.config.targets
    return _together(
        [
            _check_file(project, f, a, locale, source, gated=a in articles and locale in targets)
            for locale, a, f in files
        ]
    )


def check_files(project: Project, files: Sequence[Path], *, source: str = "", since: str = "") -> Report:
    """Check any PO files, also ones that were not written here. Raises ConfigError as `check_project` does."""
    if since:
        changed = git.changed(project.root, since)
        files = [file for file in files if _among(changed, file)]
    return _together([_check_file(project, file, "", "", source) for file in files])


def _together(reports: Sequence[Report]) -> Report:
    return Report(
        tuple(f for report in reports for f in report.findings),
        tuple(file for report in reports for file in report.files),
        sum(report.dismissed for report in reports),
        sum((report.gated for report in reports), NONE),
    )


def _among(changed: frozenset[Path], file: Path) -> bool:
    """Whether a file changed, or a repository in this one that holds it, which git names as a whole."""
    real = Path(os.path.realpath(file))
    return real in changed or not changed.isdisjoint(real.parents)


def _check_file(project: Project, file: Path, article: str, locale: str, source: str, *, gated: bool = False) -> Report:
    shown = project.shown(file)
    ours = file.is_relative_to(project.translations_dir)
    problems: list[tuple[int, str]] = []
    try:
        data = (catalogs.data_of(project, file) if ours else read_bytes(file, most=po.MAX_BYTES)) or b""
        problems = po.lint(data, shown)
        catalog = po.read(data, shown, lenient=True)
    except OSError as error:
        problems = [(1, f"cannot be read: {error.strerror}")]
        return _unread(shown, problems, article, locale, gated)
    except CatalogError as error:
        if not problems:
            problems = [(error.line or 1, error.problem)]
        return _unread(shown, problems, article, locale, gated)
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
    # `compile` passes over a catalog with a problem of the file as a whole.
    usable = not found and not any(u.plural for u in catalog.units)
    verdicts, approved, silent = [], 0, 0
    for unit in catalog.units:
        if unit.obsolete:
            continue
        every = list(run_all(unit, context, path=shown, article=article))
        ignored = dismissed(unit)
        own = [f for f in every if f.rule not in ignored]
        silent += len(every) - len(own)
        found += own
        if gated:
            shipped = project.config.gate.as_shipped(unit)
            judged = own if shipped is unit else list(run(shipped, context))
            verdicts.append(project.config.gate.judge(unit, judged)[0])
            approved += project.config.gate.is_approved(unit)
    found.sort(key=lambda f: (f.line, f.rule))
    counts = Gated.of(verdicts, approved, usable=usable) if gated else NONE
    return Report(tuple(found), (shown,), silent, counts)


def _unread(shown: str, problems: Sequence[tuple[int, str]], article: str, locale: str, gated: bool) -> Report:
    found = [_file_finding(syntax.NAME, shown, line, text, article, locale) for line, text in problems]
    return Report(tuple(found), (shown,), gated=Gated(held=1) if gated else NONE)


def _header(catalog: Catalog, field: str) -> str:
    try:
        return parse_locale(catalog.header.get(field, ""))
    except LanguageError:
        return ""


def _file_finding(rule: str, path: str, line: int, text: str, article: str, locale: str) -> Finding:
    return Finding(rule, Severity.ERROR, text, path, line, article, locale)
