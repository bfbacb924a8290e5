"""The cache: nothing to do costs nothing, nothing depends on it, and whatever happens to it loses no work."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import Result

from bylingual import po
from bylingual.cache import FOLDER, NAME, Cache, file_state, is_unchanged
from bylingual.engines import apertium
from bylingual.engines.base import Query
from bylingual.marks import Mark
from bylingual.model import Translation
from bylingual.pipeline.plan import Planner, Text
from bylingual.project import Project
from bylingual.readers import plaintext

Run = Callable[..., Result]
A = Query("a", (Mark(0, 1, 3),))
C = Query("c")


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From its call on, reading an article or a catalog fails the test."""

    def forbid(*args: object, **kwargs: object) -> object:
        raise AssertionError("was read")

    def start() -> None:
        monkeypatch.setattr(plaintext, "read", forbid)
        monkeypatch.setattr(po, "read", forbid)

    return start


def cache_file(project: Project) -> Path:
    """Where the cache lies."""
    return project.root / FOLDER / NAME


def test_what_is_current_is_not_read(project: Project, story: Path, bylingual: Run, unread: Callable[[], None]) -> None:
    """A second run recognises article and catalogs by their files alone, and says the same."""
    bylingual("translate", "--to", "es", "--to", "en", "--engine", "none")
    before = cache_file(project).read_bytes()
    unread()
    assert "1 catalog current" in bylingual("translate", "--to", "es", "--to", "en", "--engine", "none").output
    assert cache_file(project).read_bytes() == before


def test_every_change_is_seen(project: Project, story: Path, bylingual: Run) -> None:
    """An edited catalog, an edited article, another option, another configuration: each is looked at again."""
    catalog = project.root / "translations" / "es" / "story.po"
    bylingual("translate", "--engine", "none")
    story.write_text(story.read_text(encoding="utf-8").replace("12 complaints", "13 complaints"), encoding="utf-8")
    assert "13 complaints" not in catalog.read_text(encoding="utf-8")
    bylingual("translate", "--engine", "none")
    assert "13 complaints" in catalog.read_text(encoding="utf-8")
    catalog.unlink()
    assert "wrote" in bylingual("translate", "--engine", "none").output
    assert "wrote" in bylingual("translate").output
    config = project.root / "bylingual.toml"
    config.write_text(config.read_text(encoding="utf-8") + "[read]\ndrop = false\n", encoding="utf-8")
    assert "current" in bylingual("translate").output


def test_an_edit_in_the_same_tick_with_the_same_size_is_seen(tmp_path: Path) -> None:
    """Dates that a file system's clock cannot tell apart are not trusted; contents are."""
    file = tmp_path / "a.po"
    file.write_bytes(b"one")
    state = file_state(file)
    assert not state.stat
    stamp = file.stat()
    file.write_bytes(b"two")
    os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert not is_unchanged(file, state)
    time.sleep(0.15)
    settled = file_state(file)
    assert settled.stat
    assert is_unchanged(file, settled)


def test_an_article_made_again_from_the_cache_is_the_same(project: Project, story: Path, bylingual: Run) -> None:
    """With the catalog deleted, the cache gives the same texts; no sentence is sent again."""
    catalog = project.root / "translations" / "es" / "story.po"
    bylingual("translate")
    first = [line for line in catalog.read_text(encoding="utf-8").splitlines() if "Date" not in line]
    catalog.unlink()
    again = bylingual("translate", "--json").output
    assert '"sentences": 0' in again
    assert [line for line in catalog.read_text(encoding="utf-8").splitlines() if "Date" not in line] == first


def test_a_deleted_cache_changes_nothing(project: Project, story: Path, bylingual: Run) -> None:
    """It is derived."""
    bylingual("translate")
    catalog = project.root / "translations" / "es" / "story.po"
    before = catalog.read_bytes()
    shutil.rmtree(project.root / FOLDER)
    assert "1 catalog current" in bylingual("translate").output
    assert catalog.read_bytes() == before


@pytest.mark.parametrize("damage", [b"this is no database", b"", b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_broken_cache_is_set_aside(project: Project, story: Path, bylingual: Run, damage: bytes) -> None:
    """With a warning; the run goes on."""
    cache_file(project).parent.mkdir()
    cache_file(project).write_bytes(damage)
    result = bylingual("translate")
    assert "wrote translations/es/story.po" in result.output
    assert ("Warning" in result.stderr and "set aside" in result.stderr) == bool(damage)
    assert "1 catalog current" in bylingual("translate").output


def test_a_cache_folder_that_cannot_be_used(project: Project, story: Path, bylingual: Run) -> None:
    """A file of that name costs a warning, no work."""
    (project.root / FOLDER).write_text("mine", encoding="utf-8")
    result = bylingual("translate")
    assert "wrote translations/es/story.po" in result.output
    assert "without a cache" in result.stderr
    assert (project.root / FOLDER).read_text(encoding="utf-8") == "mine"


def test_check_and_dry_run_write_no_cache(project: Project, story: Path, bylingual: Run) -> None:
    """Nothing at all is written."""
    bylingual("translate", "--dry-run")
    bylingual("translate", "--check", code=1)
    assert not (project.root / FOLDER).exists()


def test_a_run_does_not_see_what_it_keeps(tmp_path: Path) -> None:
    """An article's text does not depend on the articles before it in the same run."""
    with Cache(tmp_path) as first:
        first.keep("engine 1", [(A, Translation("b", ("x",), -0.5, marks=A.marks)), (C, Translation("", problem="no"))])
        assert first.find("engine 1", [A]) == {}
    with Cache(tmp_path) as second:
        assert second.find("engine 1", [A, C, Query("d"), Query("a")]) == {
            A: Translation("b", ("x",), -0.5, marks=A.marks),
            C: Translation("", problem="no"),
        }
        assert second.find("engine 2", [A]) == {}
        second.keep("engine 1", [(A, Translation("other")), (C, Translation("yes"))])
    with Cache(tmp_path) as third:
        found = third.find("engine 1", [A, C])
        assert (found[A].text, found[C].text) == ("b", "yes")


def test_two_processes_use_it_at_once(tmp_path: Path) -> None:
    """Nothing that either keeps is lost."""
    script = (
        "import sys; from pathlib import Path; from bylingual.cache import Cache; from bylingual.engines.base import Query\n"
        "from bylingual.model import Translation\n"
        "with Cache(Path(sys.argv[1])) as cache:\n"
        "    for i in range(200): cache.keep('e', [(Query(f'{sys.argv[2]} {i}'), Translation('t'))])\n"
        "    sys.exit(' '.join(cache.warnings) or 0)\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", script, str(tmp_path), name]) for name in ("one", "two")]
    assert [process.wait() for process in running] == [0, 0]
    with Cache(tmp_path) as cache:
        assert len(cache.find("e", [Query(f"{name} {i}") for name in ("one", "two") for i in range(200)])) == 400


def test_a_locked_cache_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program that keeps it locked costs the cache, not the run."""
    Cache(tmp_path).close()
    monkeypatch.setattr("bylingual.database.BUSY_SECONDS", 0.1)
    other = sqlite3.connect(tmp_path / FOLDER / NAME, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with Cache(tmp_path) as cache:
        cache.keep("e", [(A, Translation("b"))])
        assert any("locked" in line for line in cache.warnings)
        assert cache.find("e", [A]) == {}
    other.execute("ROLLBACK")
    other.close()


def test_refusals_are_remembered_until_failed_asks_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence that the engine refused is not sent again, but with `retry` it is."""
    asked: list[str] = []
    real = apertium.Apertium.translate

    def stubborn(self: apertium.Apertium, queries: Sequence[Query], pair: tuple[str, str]) -> list[Translation]:
        asked.extend(query.text for query in queries)
        made = real(self, queries, pair)
        return [
            Translation("", problem="a loop") if "boat" in q.text else r for q, r in zip(queries, made, strict=True)
        ]

    monkeypatch.setattr(apertium.Apertium, "translate", stubborn)
    for retry, sent in ((False, ["The boat sails.", "It rains."]), (False, []), (True, ["The boat sails."])):
        asked.clear()
        with Cache(tmp_path) as cache:
            planner = Planner(["apertium"], cache, retry)
            route = planner.route("en", "es")
            refused, done = planner.translate(route, [Text("The boat sails."), Text("It rains.")], "en", "es")
            planner.close()
        assert asked == sent
        assert (refused.text, refused.problem) == ("", "a loop")
        assert done.text
