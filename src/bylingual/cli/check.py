"""`bylingual check`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from ..errors import ConfigError
from ..locales import parse_locale
from ..model import Severity
from ..pipeline import check as use_case
from ..project import load
from .shared import from_option, paths, plural, say, say_json, short


@click.command()
@paths
@from_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How findings are printed.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    default="error",
    show_default=True,
    help="The level to exit 1 at.",
)
def command(paths: tuple[Path, ...], source: str, form: str, fail_on: str) -> int:
    """List findings, in the project's PO files or in any.

    PATHS are catalogs, articles, folders, or PO files from anywhere; without any, the whole project. Exit 1 if a
    finding is at or above the --fail-on level.
    """
    project = load(Path.cwd(), required=not paths)
    source = parse_locale(source) if source else ""
    files = [p for p in paths if p.is_file() and not p.absolute().is_relative_to(project.translations_dir)]
    for path in files:
        if path.suffix not in (".po", ".pot"):
            raise ConfigError("not a PO file", path=str(path), remedy="Name a catalog, or a folder of the project")
    report = use_case.check_files(project, [p.absolute() for p in files], source=source)
    rest = [p for p in paths if p not in files]
    if rest or not paths:
        report += use_case.check_project(project, project.select(rest), source=source)
    if form == "json":
        findings = [asdict(f) for f in report.findings]
        say_json({"schema": "bylingual.findings/1", "findings": findings, "counts": _counts(report)})
    else:
        for f in report.findings:
            role = f" [{f.role}]" if f.role else ""
            say(f"{f.path}:{f.line}: {f.severity}: {f.message} ({f.rule}){role}")
            if f.target:
                say(f"    {short(f.source)}\n    {short(f.target)}")
        counts = _counts(report)
        say(
            f"{plural(report.catalogs, 'catalog')} checked: {plural(counts['error'], 'error')}, "
            f"{plural(counts['warning'], 'warning')}"
        )
    return int(any(f.severity.rank >= Severity(fail_on).rank for f in report.findings))


def _counts(report: use_case.Report) -> dict[str, int]:
    return {severity.value: report.count(severity) for severity in Severity}
