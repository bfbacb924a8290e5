"""The page's server: articles as HTML, changes as JSON."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from flask import Flask, abort, jsonify, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.serving import make_server

from ..errors import BylingualError
from ..locales import bcp47
from ..model import Unit
from ..pipeline.review import ConflictError, Desk
from ..pipeline.status import status
from ..project import ChangedUnderneathError, Project, Selection
from . import view
from .guard import Guard

HOST = "127.0.0.1"
# What a person can type into one unit.
_MOST_CHARACTERS = 100_000


def create(project: Project, selection: Selection, guard: Guard) -> Flask:
    """The application for the selected catalogs of a project."""
    app = Flask("bylingual.review")
    app.config["MAX_CONTENT_LENGTH"] = 4 * _MOST_CHARACTERS
    desk = Desk(project, project.glossary())
    guard.watch(app)
    show = app.jinja_env.get_template("row.html").module.show  # type: ignore[attr-defined]
    app.jinja_env.globals["root"] = "/"

    def catalog() -> tuple[str, str]:
        locale, article = request.args.get("locale", ""), request.args.get("article", "")
        if not selection.has(article, locale):
            abort(404, "This article is not part of this review.")
        return locale, article

    def asked() -> tuple[tuple[str, str], dict[str, Any]]:
        try:
            data = request.get_json()
            context = data.get("context")
            "".join([data["source"], data["target"], data["version"], "" if context is None else context]).encode()
        except (RecursionError, KeyError, TypeError, AttributeError, UnicodeEncodeError):
            abort(400, "Not what this page sends.")
        if len(data["target"]) > _MOST_CHARACTERS:
            abort(413, "This text is too long for a unit.")
        return catalog(), data

    def answer(locale: str, article: str, unit: Unit | None = None) -> Any:
        """The rows of a unit, or of all, as HTML."""
        found = desk.page(locale, article)
        page = view.page(found, desk.terms)
        wanted = [
            {"number": number, "html": show(page["rows"][number], page, True)}
            for number, row in enumerate(found.rows)
            if row.unit and (unit is None or row.unit.key == unit.key)
        ]
        return jsonify(rows=wanted, counts=render_template("counts.html", page=page))

    @app.get("/")
    def index() -> str:
        report = status(project, selection)
        queue = [(w.locale, w.article) for w in report.queue]
        first = next(iter(queue), None)
        return render_template("index.html", report=report, first=first, bcp47=bcp47, link=link)

    @app.get("/article")
    def article() -> str:
        return render_template("article.html", page=view.page(desk.page(*catalog()), desk.terms), live=True, home="/")

    @app.get("/rows")
    def rows() -> Any:
        return answer(*catalog())

    @app.get("/versions")
    def versions() -> Any:
        found = desk.versions(*catalog())
        return jsonify([[context, source, token] for (context, source), token in found.items()])

    @app.post("/save")
    def save() -> Any:
        (locale, article), data = asked()
        key = (data.get("context"), data["source"])
        unit = desk.save(locale, article, key, data["version"], data["target"], approve=bool(data.get("approve")))
        return answer(locale, article, unit)

    @app.post("/dismiss")
    def dismiss() -> Any:
        (locale, article), data = asked()
        key = (data.get("context"), data["source"])
        rule = str(data.get("rule", ""))
        if not rule.replace("-", "").isalnum():
            abort(400, "Not a rule.")
        return answer(locale, article, desk.dismiss(locale, article, key, data["version"], rule))

    @app.post("/check")
    def check() -> Any:
        (locale, article), data = asked()
        found = desk.findings(locale, article, (data.get("context"), data["source"]), data["target"])
        return jsonify(findings=[view.finding(f) for f in found])

    @app.post("/undo")
    def undo() -> Any:
        done = desk.undo()
        return (
            jsonify(nothing=True) if done is None else jsonify(locale=done[0], article=done[1], source=done[2].source)
        )

    @app.errorhandler(ConflictError)
    def conflict(error: ConflictError) -> Any:
        unit = view.unit(error.unit, ()) if error.unit else None
        return jsonify(error=str(error), unit=unit), 409

    @app.errorhandler(ChangedUnderneathError)
    def busy(error: ChangedUnderneathError) -> Any:
        return jsonify(error=str(error)), 503

    @app.errorhandler(BylingualError)
    def failed(error: BylingualError) -> Any:
        return _said(str(error), 422)

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Any:
        return _said(error.description or error.name, error.code or 500)

    return app


def link(locale: str, article: str) -> str:
    """The address of an article's page."""
    return "/article?" + urlencode({"locale": locale, "article": article})


def _said(text: str, code: int) -> Any:
    if request.method == "GET" and request.path in ("/", "/article"):
        return render_template("error.html", text=text), code
    return jsonify(error=text), code


class Server:
    """The page on a port of this machine, in threads of its own."""

    def __init__(self, project: Project, selection: Selection, port: int = 0) -> None:
        self.guard = Guard()
        self._server = make_server(HOST, port, create(project, selection, self.guard), threaded=True)
        self.address = f"http://{HOST}:{self._server.server_port}/"

    @property
    def entrance(self) -> str:
        """The address that opens the page, once."""
        return f"{self.address}?token={self.guard.token}"

    def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Serve until interrupted."""
        ready()
        self._server.serve_forever()

    def start(self) -> None:
        """Serve in the background."""
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """End it."""
        self._server.shutdown()
        self._server.server_close()
