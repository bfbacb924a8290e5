"""Attacks through files beside the articles: links where bundles lie, caches and settings that somebody else wrote."""

from __future__ import annotations

import http.client
import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from bylingual.project import Project, Selection
from conftest import STORY
from test_since import WRONG, catalog, git, looked_at
from test_since import root as repository

Run = Callable[..., Result]
root = repository


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    path = tmp_path.parent / f"{tmp_path.name}-outside"
    path.write_text("not ours", encoding="utf-8")
    return path


def test_no_link_in_the_output_is_written_through(project: Project, story: Path, bylingual: Run, outside: Path) -> None:
    """The manifest, and a file of a bundle that holds other bundles."""
    folder = project.root / "articles/story"
    folder.mkdir()
    (folder / "more.txt").write_text(STORY.replace("ferry", "tram"), encoding="utf-8")
    bylingual("translate", "--from", "en")
    bylingual("approve", "translations")
    bylingual("compile")
    page = project.root / "dist/es/story/article.html"
    page.unlink()
    page.symlink_to(outside)
    bylingual("compile")
    assert outside.read_text(encoding="utf-8") == "not ours"
    assert not page.is_symlink()
    manifest = project.root / "dist/manifest.json"
    manifest.unlink()
    manifest.symlink_to(outside)
    assert "not written through links" in bylingual("compile", code=1).stderr
    assert outside.read_text(encoding="utf-8") == "not ours"


def test_the_caches_gitignore_is_no_way_out(project: Project, story: Path, bylingual: Run, outside: Path) -> None:
    """A link to a file that is not there yet."""
    outside.unlink()
    (project.root / ".bylingual").mkdir()
    (project.root / ".bylingual/.gitignore").symlink_to(outside)
    bylingual("translate")
    assert not outside.exists()


def test_other_names_of_a_catalog_keep_their_text(project: Project, story: Path, bylingual: Run, outside: Path) -> None:
    """A hard link leads to a file elsewhere that must not change with the catalog."""
    bylingual("translate")
    path = project.catalog_path("story", "es")
    outside.unlink()
    os.link(path, outside)
    before = outside.read_bytes()
    bylingual("approve", "translations")
    assert path.read_bytes() != before
    assert outside.read_bytes() == before


ENDLESS = "WITH RECURSIVE r(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM r) SELECT number FROM r"


@pytest.mark.parametrize("name", ["cache.sqlite", "memory.sqlite"])
@pytest.mark.parametrize(
    "statement",
    [
        f"CREATE VIEW translations AS {ENDLESS}; CREATE VIEW files AS {ENDLESS}",
        "CREATE TABLE x (y); CREATE TRIGGER t AFTER INSERT ON x BEGIN DELETE FROM x; END",
    ],
)
def test_programs_in_a_database_never_run(
    project: Project, story: Path, bylingual: Run, name: str, statement: str
) -> None:
    """Views that go on for ever, triggers that change what is kept: the file is as good as broken."""
    (project.root / ".bylingual").mkdir()
    database = sqlite3.connect(project.root / ".bylingual" / name)
    database.executescript(statement)
    database.close()
    assert "views or triggers" in bylingual("translate").stderr
    bylingual("translate")


@pytest.mark.parametrize("value", ["", "[", "null", "{}", "[1]", "[[], 1, null, 5, 6, 7]", "[[1], 0, 2, [], [], []]"])
def test_rows_that_somebody_else_wrote(project: Project, story: Path, bylingual: Run, value: str) -> None:
    """A cache of the right shape with other values costs time, not the run."""
    bylingual("translate")
    bylingual("approve", "translations")
    bylingual("compile")
    database = sqlite3.connect(project.root / ".bylingual/cache.sqlite")
    with database:
        database.execute("UPDATE translations SET more = ?", (value,))
        database.execute("UPDATE catalogs SET units = ?", (value,))
        database.execute("UPDATE bundles SET made = ?", (value,))
    database.close()
    bylingual("status")
    bylingual("compile")
    project.catalog_path("story", "es").unlink()
    bylingual("translate")
    assert project.catalog_path("story", "es").is_file()


def test_no_filter_that_the_repository_names_is_run(root: Path, bylingual: Run) -> None:
    """A filter of contents is a command in a repository's settings; attributes say for which files."""
    trap = root.parent / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch '{root}/sprung'\ncat\n", encoding="utf-8")
    trap.chmod(0o755)
    for key in ("filter.x.clean", "filter.x.process", "filter.a=b.clean"):
        git(root, "config", key, str(trap))
    git(root, "config", "filter.x.required", "true")
    (root.parent / ".git/info/attributes").write_text("one.po filter=x\n*.po filter=a=b\n", encoding="utf-8")
    catalog(root, "three", WRONG + "# a remark\n")
    os.utime(root / "translations/es/one.po", (1, 1))
    assert looked_at(bylingual, "--since", "main") == {"one", "three"}
    assert not (root / "sprung").exists()


def test_nothing_is_fetched(root: Path, bylingual: Run) -> None:
    """An object that is missing is asked of the remote, by a program that the settings name."""
    trap = root.parent / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch '{root}/sprung'\n", encoding="utf-8")
    trap.chmod(0o755)
    for key, value in (
        ("remote.origin.url", "ssh://example.invalid/x"),
        ("remote.origin.promisor", "true"),
        ("extensions.partialClone", "origin"),
        ("core.repositoryformatversion", "1"),
        ("core.sshCommand", str(trap)),
    ):
        git(root, "config", key, value)
    bylingual("check", "--since", "0123456789012345678901234567890123456789", code=2)
    assert not (root / "sprung").exists()


@pytest.mark.parametrize(
    "name", ["main; touch sprung", "$(touch sprung)", "--output=sprung", "-c core.pager=x", "a\nb"]
)
def test_revisions_are_names(root: Path, bylingual: Run, name: str) -> None:
    """Never options, never a shell's words."""
    bylingual("check", "--since", name, code=2)
    assert not (root / "sprung").exists() and not (root.parent / "sprung").exists()


@pytest.mark.enable_socket
def test_bodies_that_the_page_never_sends(project: Project, story: Path, bylingual: Run) -> None:
    """Refused, without a traceback, whatever they are; the catalog stays as it is."""
    from bylingual.review.app import Server

    bylingual("translate")
    before = project.catalog_path("story", "es").read_bytes()
    running = Server(project, Selection())
    running.start()
    own = running.address.rstrip("/")
    given = {"source": "x", "target": "y", "version": "z"}

    def answered(path: str, body: bytes | None = None, cookie: str = running.guard.session) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", int(own.rpartition(":")[2]), timeout=20)
        headers = {"Cookie": f"bylingual={cookie}", "Origin": own, "Content-Type": "application/json"}
        connection.request("GET" if body is None else "POST", path, body, headers)
        response = connection.getresponse()
        response.read()
        connection.close()
        return response

    save = "/save?locale=es&article=story"
    bodies = (
        b"",
        b"[" * 300_000,
        b"[]",
        b"null",
        b"{}",
        b"\xff",
        *(
            json.dumps({**given, **wrong}).encode()
            for wrong in ({"context": []}, {"context": {}}, {"source": 1}, {"target": None}, {"target": "\ud800"})
        ),
    )
    for body in bodies:
        assert answered(save, body).status == 400, body[:40]
    assert answered(save, b" " * 500_000).status == 413
    assert answered("/?token=%C3%A9").status == 403
    assert answered("/", cookie="\xe9").status == 403
    refused = answered("/nowhere")
    assert refused.status == 404
    assert "frame-ancestors 'none'" in refused.headers["Content-Security-Policy"]
    assert refused.headers["X-Content-Type-Options"] == "nosniff"
    running.stop()
    assert project.catalog_path("story", "es").read_bytes() == before
