"""`bylingual inspect`."""

from __future__ import annotations

from pathlib import Path

import click

from ..embed import MARKUP
from ..model import Disposition
from ..pipeline import inspect as use_case
from ..pipeline.reading import named
from .shared import (
    from_option,
    here,
    json_option,
    paths,
    plural,
    refused_json,
    say,
    say_failures,
    say_json,
    say_refused,
    short,
)


@click.command()
@paths
@from_option
@json_option
def command(paths: tuple[Path, ...], source: str, as_json: bool) -> int:
    """Show every block of each article: its role, what becomes of it, and why.

    PATHS are articles, catalogs or folders; without any, the whole project. Exit 1 if an article cannot be read.
    """
    project, selection = here(paths)
    report = use_case.inspect(project, selection, source=source)
    if as_json:
        say_json(_json(report))
        return int(bool(report.failures))
    for found in report.articles:
        article = found.article
        dropped = sum(b.disposition is Disposition.DROP for b in article.blocks)
        say(
            f"{named(article.path, article.id)}  {article.format}, {article.encoding}, {found.detection.language}: "
            f"{plural(len(article.unit_keys()), 'unit')}, {plural(dropped, 'block')} dropped"
        )
        for block in article.blocks:
            if block.form == MARKUP and block.reason == MARKUP:  # between other blocks; --json has it too
                continue
            say(f"  {block.role:<11} {block.disposition:<9} {short(block.source, 60):<60}  {block.reason}".rstrip())
        for warning in found.warnings:
            say(f"  warning: {warning}")
    say_refused(report.refused)
    for path, reason in report.skipped:
        say(f"skipped {path}: {reason}")
    say_failures(report.failures)
    return int(bool(report.failures))


def _json(report: use_case.Report) -> dict[str, object]:
    articles: list[dict[str, object]] = [
        {
            "id": f.article.id,
            "path": f.article.path,
            "format": f.article.format,
            "encoding": f.article.encoding,
            "language": f.detection.language,
            "declared_language": f.article.declared_language,
            "meta": dict(f.article.meta),
            "blocks": [
                {
                    "role": b.role,
                    "disposition": b.disposition,
                    "reason": b.reason,
                    "text": f.article.text[b.start : b.end],
                }
                for b in f.article.blocks
            ],
            "warnings": f.warnings,
            "error": "",
        }
        for f in report.articles
    ]
    articles += [{"id": f.article, "path": f.path, "blocks": [], "error": f.error} for f in report.failures]
    skipped = [{"path": path, "reason": reason} for path, reason in report.skipped]
    return {
        "schema": "bylingual.inspect/1",
        "articles": articles,
        "skipped": skipped,
        "refused": refused_json(report.refused),
    }
