"""Export of the memory: approved units as TMX, for other tools and other projects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..errors import BylingualError, LanguageError
from ..inline import PLAIN
from ..interchange import tmx
from ..interchange.codes import source_pieces, target_pieces
from ..locales import parse_locale
from ..model import State
from ..project import Project, Selection
from . import catalogs
from .markup import NONE, markups
from .reading import Failure


@dataclass
class Report:
    """The file's text, how many pairs it has, those that TMX cannot hold (path, line, why), and what failed."""

    text: str = ""
    pairs: int = 0
    left_out: list[tuple[str, int, str]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


def export_memory(project: Project, selection: Selection, targets: Sequence[str] = (), name: str = "") -> Report:
    """The approved units of the selected catalogs, of `targets` only if there are any, as a TMX file for a project
    called `name`."""
    report = Report()
    found: list[tmx.Pair] = []
    known = markups(project)
    for locale, article, path in project.find_catalogs():
        if not selection.has(article, locale) or (targets and locale not in targets):
            continue
        shown = project.shown(path)
        try:
            catalog = catalogs.load(project, path).catalog
            language = parse_locale(catalog.header.get("X-Source-Language", ""))
        except LanguageError:
            report.failures.append(Failure(article, shown, f"{shown}: its header names no source language"))
            continue
        except BylingualError as error:
            report.failures.append(Failure(article, shown, str(error)))
            continue
        try:
            markup = known(article) or NONE
        except BylingualError as error:
            report.failures.append(Failure(article, shown, str(error)))
            markup = NONE
        for unit in catalog.units:
            if unit.state is not State.APPROVED:
                continue
            syntax = markup.syntaxes.get(unit.key, PLAIN)
            source = source_pieces(unit.source, syntax, markup.links)
            target = target_pieces(unit.target, source, syntax, markup.links)
            pair = tmx.Pair(language, locale, source, target, unit.context or "", frozenset([article]))
            if tmx.writable(pair):
                found.append(pair)
            else:
                report.left_out.append((shown, unit.line, "a control character that XML cannot hold"))
    pairs = tmx.merged(found)
    report.pairs = len(pairs)
    report.text = "".join(tmx.write(pairs, name))
    return report
