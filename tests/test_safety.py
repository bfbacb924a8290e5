"""What must not happen to people's files, whatever they do."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from bylingual import po
from bylingual.model import State
from bylingual.project import Project
from bylingual.readers import plaintext
from conftest import STORY
from test_journey import edit, snapshot, units

Run = Callable[..., Result]


@pytest.fixture
def translated(project: Project, story: Path, bylingual: Run) -> Path:
    """The story's catalog, every unit approved."""
    bylingual("translate")
    bylingual("approve", "articles")
    return project.catalog_path("story", "es")


@pytest.mark.parametrize("output", [".", "articles", "translations", "translations/es", ".."])
def test_bundles_never_go_among_the_projects_own_files(
    project: Project, translated: Path, bylingual: Run, output: str
) -> None:
    """Pruning there would delete articles and catalogs."""
    before = snapshot(project.root)
    bylingual("compile", "--output", output, code=2)
    assert snapshot(project.root) == before


def test_foreign_files_beside_bundles_stay(project: Project, translated: Path, bylingual: Run) -> None:
    """Only locale folders are pruned."""
    (project.root / "site/css").mkdir(parents=True)
    (project.root / "site/css/a.css").write_text("x", encoding="utf-8")
    bylingual("compile", "--output", "site")
    assert (project.root / "site/css/a.css").exists()


def test_approving_a_catalog_in_another_charset(project: Project, translated: Path, bylingual: Run) -> None:
    """msgconv made it Latin-1; what we write is UTF-8 and says so."""
    edit(translated, "headline", "Señal")
    done = subprocess.run(["msgconv", "-t", "ISO-8859-1", "--no-wrap", str(translated)], capture_output=True)
    if done.returncode:  # a character that Latin-1 lacks
        text = translated.read_text(encoding="utf-8").replace("charset=UTF-8", "charset=CP1252")
        data = text.encode("cp1252")
    else:
        data = done.stdout
    translated.write_bytes(data.replace(b'msgctxt "headline"', b'#, fuzzy\nmsgctxt "headline"'))
    bylingual("approve", "translations")
    assert units(project)[0].target == "Señal"
    assert b"charset=UTF-8" in translated.read_bytes()


def test_a_twin_article_costs_nobody_a_catalog(project: Project, translated: Path, bylingual: Run) -> None:
    """Two files for one catalog are refused; the catalog is no orphan and its bundles stay."""
    bylingual("compile")
    shutil.copy(project.root / "articles/story.txt", project.root / "articles/story.text")
    (project.root / "articles/copy.txt").write_text(STORY, encoding="utf-8")
    bylingual("translate", code=1)
    assert translated.exists()
    assert "orphan" not in bylingual("status").output
    bylingual("compile", "articles/copy.txt")
    assert (project.root / "dist/es/story/article.txt").exists()


def test_a_brief_does_not_take_a_storys_catalog(project: Project, translated: Path, bylingual: Run) -> None:
    """Its headline alone is no proof that the article moved."""
    (project.root / "articles/story.txt").rename(project.root / "story.txt")
    (project.root / "articles/brief.txt").write_text(STORY.split("\n")[0], encoding="utf-8")
    bylingual("translate", "--from", "en")
    assert translated.exists()


def test_compile_of_one_needs_the_manifest_of_all(project: Project, translated: Path, bylingual: Run) -> None:
    """Without it, nothing is removed."""
    (project.root / "articles/b.txt").write_text(
        "Another story of the town\n\nIt rained on Monday in the town.", encoding="utf-8"
    )
    bylingual("compile")
    (project.root / "dist/manifest.json").write_text('{"articles": [{"id": "a"}]}', encoding="utf-8")
    bylingual("compile", "articles/b.txt", code=2)
    assert (project.root / "dist/es/story/article.txt").exists()


def test_editions_link_to_each_other_whatever_the_order(project: Project, translated: Path, bylingual: Run) -> None:
    """compile --to es, then --to ca, is compile --to es --to ca."""
    bylingual("translate", "--to", "ca")
    bylingual("approve", "translations")
    bylingual("compile", "--to", "es")
    bylingual("compile", "--to", "ca")
    first = snapshot(project.root / "dist")
    shutil.rmtree(project.root / "dist")
    bylingual("compile", "--to", "ca", "--to", "es")
    assert snapshot(project.root / "dist") == first


def test_a_draft_of_stale_text_says_so(project: Project, translated: Path, story: Path, bylingual: Run) -> None:
    """It was approved for another source."""
    story.write_text(STORY.replace("12 complaints", "13 complaints"), encoding="utf-8")
    bylingual("translate")
    data = json.loads(bylingual("compile", "--draft", "--json").output)
    assert data["articles"][0]["locales"]["es"]["state"] == "machine"


def test_held_units_are_named_where_they_stand(project: Project, story: Path, bylingual: Run) -> None:
    """Also when the article changed and nobody ran translate."""
    bylingual("translate")
    line = units(project)[2].line
    story.write_text(STORY.replace("12 complaints", "13 complaints"), encoding="utf-8")
    assert f"translations/es/story.po:{line}: body" in bylingual("compile").output


def test_notes_do_not_outlive_their_reason(project: Project, translated: Path, story: Path, bylingual: Run) -> None:
    """The source changed and changed back: no suggestion for the other number remains."""
    story.write_text(STORY.replace("12 complaints", "13 complaints"), encoding="utf-8")
    bylingual("translate")
    story.write_text(STORY, encoding="utf-8")
    bylingual("translate")
    unit = units(project)[2]
    assert (unit.state, unit.notes) == (State.NEEDS_REVIEW, ("source is back to what this was written for",))
    bylingual("approve", "articles")
    assert units(project)[2].notes == ()


def test_check_takes_catalogs_and_other_files_together(project: Project, translated: Path, bylingual: Run) -> None:
    """Nothing named is passed over."""
    edit(translated, "body", "34 quejas", nth=0)
    (project.root / "x.po").write_text('msgid "a"\nmsgstr "b"\n', encoding="utf-8")
    assert "2 catalogs checked: 2 errors" in bylingual("check", "x.po", "translations/es/story.po", code=1).output
    bylingual("check", "x.po", "none.po", code=2)


@pytest.mark.parametrize("line", ["By Jane Smith", "By Jane Smith, Staff Writer", "Por Ana Pérez", "Von Karl Müller"])
def test_bylines_are_kept(line: str) -> None:
    """ASCII names too."""
    text = (
        f"Mayor opens the new bridge\n\n{line}\n\nThe mayor opened the bridge on Monday, and "
        + "many people came. " * 6
    )
    article = plaintext.read(text.encode(), "a", "a.txt")
    assert (article.blocks[1].role, article.blocks[1].disposition) == ("byline", "keep")


def test_flags_without_a_space_are_read() -> None:
    """As other tools and hands write them; an escaped bell too."""
    data = b'#,fuzzy\n#.note\n#|msgid "x"\nmsgid "a\\a"\nmsgstr "b"\n\n#~msgid "c"\n#~msgstr "d"\n'
    first, second = po.read(data, "x.po").units
    assert (first.state, first.notes, first.source, second.obsolete) == (State.STALE, ("note",), "a\a", True)


@pytest.mark.parametrize("text", ["a\0b", "a\ufdd0b"])
def test_characters_that_no_catalog_can_hold_are_refused(text: str) -> None:
    """In every encoding, with the line."""
    with pytest.raises(Exception, match=r"binary|character that no text has"):
        plaintext.read(b"\xff\xfe" + text.encode("utf-16-le"), "a", "a.txt")


def test_user_errors_are_no_tracebacks(
    project: Project, story: Path, bylingual: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file where a folder should be, a clock that is no number, a config of the wrong shape."""
    (project.root / "dist").write_text("x", encoding="utf-8")
    bylingual("compile", code=1)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "abc")
    bylingual("translate", code=2)
    (project.root / "bylingual.toml").write_text('articles = "../in"\n', encoding="utf-8")
    bylingual("status", code=2)
