"""The review as files: an article a page, to mail or to publish; nothing in them can be changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import jinja2

from ..errors import BylingualError
from ..locales import bcp47
from ..pipeline.review import Desk
from ..pipeline.status import status
from ..project import Project, Selection, write_file
from . import view

_HERE = Path(__file__).parent


def write(project: Project, selection: Selection, folder: Path) -> list[str]:
    """Write `index.html`, a page for each selected catalog and the style sheet into `folder`; other files in it stay.

    Returns what could not be shown. The same project gives the same bytes.
    """
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(_HERE / "templates"), autoescape=True)
    desk = Desk(project, project.glossary())
    report = status(project, selection)
    files: dict[str, bytes] = {"static/review.css": (_HERE / "static" / "review.css").read_bytes()}
    problems = [failure.error for failure in report.failures]
    for entry in report.catalogs:
        name = _name(entry.locale, entry.article)
        up = "../" * name.count("/")
        try:
            page = view.page(desk.page(entry.locale, entry.article), desk.terms)
        except BylingualError as error:
            problems.append(str(error))
            continue
        found = environment.get_template("article.html").render(page=page, live=False, root=up, home=f"{up}index.html")
        files[name] = found.encode()
    index = environment.get_template("index.html").render(
        report=report, first=None, bcp47=bcp47, link=_name, root="", static=True
    )
    files["index.html"] = index.encode()
    _written(folder, files)
    return problems


def _name(locale: str, article: str) -> str:
    return f"{bcp47(locale)}/{article}.html"


def _written(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        write_file(folder / name, data)
