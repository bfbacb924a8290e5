"""Inspect and detect: what the readers and the detector make of each article."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..detect import Detection, detect_blocks
from ..errors import BylingualError
from ..model import Article, Disposition
from ..project import Project, Selection
from .reading import Failure, Refused, failure, language, read_article, selected, warnings


@dataclass
class Inspected:
    """An article with its language, the blocks (by number) that seem to be in another one, and what to know of it."""

    article: Article
    detection: Detection
    mixed: list[tuple[int, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass
class Report:
    """What was read, what could not be, what no reader takes, what is not to be published."""

    articles: list[Inspected]
    failures: list[Failure]
    skipped: tuple[tuple[str, str], ...]
    refused: list[Refused]


def inspect(project: Project, selection: Selection, *, source: str = "") -> Report:
    """Read the selected articles and tell their languages; nothing is written."""
    chosen = selected(project, selection)
    articles, failures = [], chosen.failures
    for file in chosen.files:
        try:
            article = read_article(project, file)
            detection = language(project, article, source)
            said = warnings(article, detection.language, source)
            articles.append(Inspected(article, detection, _mixed(article, detection), said))
        except BylingualError as error:
            failures.append(failure(file, error))
    return Report(articles, failures, chosen.found.skipped, chosen.refused)


def _mixed(article: Article, detection: Detection) -> list[tuple[int, str]]:
    if not detection.decided:
        return []
    blocks = [(i, b) for i, b in enumerate(article.blocks) if b.disposition is Disposition.TRANSLATE]
    answers = detect_blocks([b.source for _, b in blocks], detection.language)
    return [(i, a.language) for (i, _), a in zip(blocks, answers, strict=True) if a]
