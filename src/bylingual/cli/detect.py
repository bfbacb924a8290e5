"""`bylingual detect`."""

from __future__ import annotations

from pathlib import Path

import click

from ..pipeline import inspect as use_case
from ..pipeline.reading import named
from .shared import here, json_option, paths, say, say_failures, say_json, say_refused, table


@click.command()
@paths
@json_option
def command(paths: tuple[Path, ...], as_json: bool) -> int:
    """Tell the language of each article, how sure that is, and which blocks are in another.

    PATHS are articles, catalogs or folders; without any, the whole project. Exit 1 if a language is undecided or an
    article cannot be read.
    """
    project, selection = here(paths)
    report = use_case.inspect(project, selection)
    if as_json:
        say_json(_json(report))
    elif report.articles:
        rows = [
            (
                named(f.article.path, f.article.id),
                f.detection.language,
                f"{f.detection.confidence:.3f}",
                "" if f.detection.decided else f"undecided: {f.detection.reason}; use --from",
            )
            for f in report.articles
        ]
        say(table(rows, ("article", "language", "confidence", "")))
        for f in report.articles:
            for block, language in f.mixed:
                say(f"  {named(f.article.path, f.article.id)}: block {block} seems to be {language}")
    if not as_json:
        for f in report.articles:
            for warning in f.warnings:
                say(f"  warning: {warning}")
        say_refused(report.refused)
    say_failures(report.failures)
    return int(bool(report.failures) or any(not f.detection.decided for f in report.articles))


def _json(report: use_case.Report) -> dict[str, object]:
    articles: list[dict[str, object]] = [
        {
            "id": f.article.id,
            "path": f.article.path,
            "language": f.detection.language,
            "confidence": f.detection.confidence,
            "decided": f.detection.decided,
            "mixed": [{"block": i, "language": language} for i, language in f.mixed],
            "error": "",
        }
        for f in report.articles
    ]
    nothing: dict[str, object] = {"language": "und", "confidence": 0.0, "decided": False, "mixed": []}
    articles += [{"id": f.article, "path": f.path, **nothing, "error": f.error} for f in report.failures]
    return {"schema": "bylingual.detect/1", "articles": articles}
