"""The whole journey with real Apertium: articles in, PO files, people's edits, bundles out."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from bylingual import po
from bylingual.engines.base import Query
from bylingual.model import State
from bylingual.project import Project
from conftest import STORY

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _apertium() -> None:
    assert shutil.which("apertium"), "Apertium is missing: run `make system`"


def units(project: Project, article: str = "story", locale: str = "es") -> tuple[Any, ...]:
    return po.read(project.catalog_path(article, locale).read_bytes()).units


def snapshot(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def edit(path: Path, role: str, target: str, *, approve: bool = False, nth: int = 0) -> str:
    """Change a msgstr as a text editor would; returns the old target."""
    text = path.read_text(encoding="utf-8")
    start = [m.start() for m in re.finditer(f'^msgctxt "{role}"', text, re.MULTILINE)][nth]
    at = text.index('msgstr "', start) + 8
    end = text.index('"\n', at)
    text, old = text[:at] + target + text[end:], text[at:end]
    if approve:
        flag = text.rindex("#, fuzzy\n", 0, start)
        text = text[:flag] + text[flag + 9 :]
    path.write_text(text, encoding="utf-8")
    return old


def test_first_run(project: Project, story: Path, bylingual: Run) -> None:
    """Every unit needs review and says how risky it is, why, and who wrote it; msgfmt agrees; a second run is idle."""
    bylingual("translate")
    found = units(project)
    assert [u.context for u in found] == ["headline", "deck", "body", "body"]
    assert all(u.state is State.NEEDS_REVIEW and u.is_machine_text for u in found)
    assert all(u.notes[0].startswith("risk: ") and u.notes[-1] == "apertium eng-spa" for u in found)
    catalog = project.catalog_path("story", "es")
    done = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", str(catalog)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    before = snapshot(project.root)
    assert "1 catalog current" in bylingual("translate").output
    assert snapshot(project.root) == before
    bylingual("translate", "--check")


def test_edits_survive_a_changed_source(project: Project, story: Path, bylingual: Run) -> None:
    """Two edits, one changed number: the edits are intact, the changed one is stale and says what changed."""
    bylingual("translate")
    catalog = project.catalog_path("story", "es")
    edit(catalog, "headline", "Por qué paró el transbordador", approve=True)
    edit(catalog, "body", "Texto de una editora con 12 quejas y 3.", nth=0)
    story.write_text(
        STORY.replace("12 complaints", "13 complaints").replace("40 people", "50 people"), encoding="utf-8"
    )
    bylingual("translate", "--check", code=1)
    bylingual("translate")
    headline, _, first, second = units(project)
    assert (headline.target, headline.state) == ("Por qué paró el transbordador", State.APPROVED)
    assert (first.target, first.state) == ("Texto de una editora con 12 quejas y 3.", State.STALE)
    assert first.notes[0] == "source changed: 12 → 13"
    assert "12 complaints" in first.previous
    assert any(n.startswith("suggestion: ") for n in first.notes)
    assert (second.state, second.notes[0]) == (State.NEEDS_REVIEW, "source changed: 40 → 50")
    assert "50" in second.target
    before = snapshot(project.root)
    bylingual("translate")
    assert snapshot(project.root) == before


def test_refresh_touches_only_the_machines_text(project: Project, story: Path, bylingual: Run) -> None:
    """An edited fuzzy target is a human's."""
    bylingual("translate")
    edit(project.catalog_path("story", "es"), "body", "mío", nth=0)
    bylingual("translate", "--refresh")
    assert units(project)[2].target == "mío"


def test_bundles(project: Project, story: Path, bylingual: Run) -> None:
    """Held back until approved, with file and line; then source, HTML and JSON, the headline twice, no banner."""
    bylingual("translate")
    held = bylingual("compile", "--require-all", code=1).output
    assert "held back: story [es]: 4 needs-review" in held
    assert re.search(r"translations/es/story\.po:\d+: headline: needs-review", held)
    assert not (project.root / "dist" / "es").exists()
    bylingual("approve", "articles")
    bylingual("compile", "--require-all")
    dist = project.root / "dist"
    text = (dist / "es/story/article.txt").read_text(encoding="utf-8")
    headline = units(project)[0].target
    assert text.count(headline) == 2
    assert text.endswith("Valley Post | Maria Gómez Duarte\nCorregido por Peter Lund")
    assert "cookie" not in text
    page = (dist / "es/story/article.html").read_text(encoding="utf-8")
    assert '<html lang="es" dir="ltr">' in page
    assert page.count(f">{headline}</h1>") == 1
    assert 'hreflang="en" href="../../en/story/article.html"' in page
    assert 'class="notice"' not in page
    data = json.loads((dist / "es/story/article.json").read_bytes())
    assert (data["schema"], data["headline"], data["source_language"]) == ("bylingual.article/1", headline, "en")
    assert data["provenance"] == {
        "engines": ["apertium eng-spa"],
        "approved": 4,
        "machine": 0,
        "previous": 0,
        "source": 0,
    }
    manifest = json.loads((dist / "manifest.json").read_bytes())
    (entry,) = manifest["articles"]
    assert {k: v["state"] for k, v in entry["locales"].items()} == {"en": "source", "es": "approved"}
    assert entry["locales"]["es"]["coverage"] == {"approved": 4}


def test_bundles_are_rebuilt_byte_for_byte(project: Project, story: Path, bylingual: Run) -> None:
    """The same bytes again, from nothing, and --check agrees; a withdrawn article leaves nothing behind."""
    bylingual("translate")
    bylingual("approve", "translations")
    bylingual("compile")
    first = snapshot(project.root / "dist")
    bylingual("compile", "--check")
    shutil.rmtree(project.root / "dist")
    bylingual("compile", "--check", code=1)
    bylingual("compile")
    assert snapshot(project.root / "dist") == first
    (project.root / "dist/es/stray.txt").write_text("x", encoding="utf-8")
    other = project.root / "articles/other.txt"
    story.rename(other)
    other.write_text(STORY.replace("ferry", "boat"), encoding="utf-8")
    bylingual("compile")
    assert {p.split("/")[0] for p in snapshot(project.root / "dist")} == {"en", "manifest.json"}


def test_a_draft_ships_machine_text_under_the_notice(project: Project, story: Path, bylingual: Run) -> None:
    """In a folder of its own."""
    bylingual("translate")
    bylingual("compile", "--draft")
    page = (project.root / "dist-draft/es/story/article.html").read_text(encoding="utf-8")
    assert 'class="notice" role="note" lang="es"' in page


def test_the_gate_by_role(project: Project, story: Path, bylingual: Run) -> None:
    """Headline approved, the rest machine text; or what is not approved in the source language, marked as such."""
    config = project.root / "bylingual.toml"
    config.write_text(
        'targets = ["es"]\n[gate]\nheadline = "approved"\ndeck = "source"\ndefault = "machine"\n', encoding="utf-8"
    )
    bylingual("translate")
    assert "1 needs-review" in bylingual("compile").output
    bylingual("approve", "articles", "--role", "headline")
    bylingual("compile", "--require-all")
    page = (project.root / "dist/es/story/article.html").read_text(encoding="utf-8")
    assert 'class="deck" lang="en"' in page
    assert 'class="notice"' in page


def test_a_wrong_number_is_held_back_even_when_approved(project: Project, story: Path, bylingual: Run) -> None:
    """Poedit clears fuzzy on one keystroke; the gate still looks. A person can dismiss the finding."""
    bylingual("translate")
    bylingual("approve", "articles")
    catalog = project.catalog_path("story", "es")
    edit(catalog, "body", "El lunes 3 de marzo hubo 34 quejas.", nth=0)
    found = bylingual("check", code=1).output
    assert "12 became 34" in found
    assert "with a finding" in bylingual("compile", "--require-all", code=1).output
    text = catalog.read_text(encoding="utf-8")
    at = text.index('msgctxt "body"')
    at = text.rindex("\n\n", 0, at) + 2
    catalog.write_text(text[:at] + "# bylingual: ignore numbers, truncation\n" + text[at:], encoding="utf-8")
    assert "1 catalog checked: 0 errors, 2 warnings, 2 dismissed" in bylingual("check").output
    (project.root / "bylingual.toml").write_text('targets = ["es"]\n[check]\nnumbers = "off"\n', encoding="utf-8")
    assert "1 dismissed" in bylingual("check").output
    bylingual("compile", "--require-all")


def test_a_moved_article_takes_its_catalog_along(project: Project, story: Path, bylingual: Run) -> None:
    """Nothing is translated again, nothing is lost."""
    bylingual("translate")
    edit(project.catalog_path("story", "es"), "deck", "a mano")
    (project.root / "articles/2026").mkdir()
    story.rename(project.root / "articles/2026/ferry.txt")
    assert "moved from translations/es/story.po" in bylingual("translate").output
    assert not project.catalog_path("story", "es").exists()
    assert units(project, "2026/ferry")[1].target == "a mano"


def test_an_orphan_is_kept_and_named(project: Project, story: Path, bylingual: Run) -> None:
    """Its article is gone; its work is not."""
    bylingual("translate")
    story.unlink()
    (project.root / "articles/new.txt").write_text("Nothing alike here\n\nAnother text of its own.", encoding="utf-8")
    bylingual("translate", "--from", "en")
    assert project.catalog_path("story", "es").exists()
    assert "orphan: translations/es/story.po" in bylingual("status").output


def test_pivoting(project: Project, story: Path, bylingual: Run) -> None:
    """No pair goes from English to Portuguese: through Spanish."""
    bylingual("translate", "--to", "pt")
    assert units(project, locale="pt")[0].notes[-1] == "apertium eng-spa + es-pt"


@pytest.mark.parametrize(
    "text", ["a$b ^c^ [d] {e} <f> @g /h\\ 1/2 *i*", "No full stop", "Fine.", "“Quoted”, he said: 5 %"]
)
def test_apertium_takes_any_character(text: str) -> None:
    """And gives back as many sentences as it got, each its own."""
    from bylingual.engines import apertium

    with contextlib.closing(apertium.open_engine()) as engine:
        alone = engine.translate([Query(text)], ("en", "es"))
        many = engine.translate([Query("The boat sails"), Query(text), Query("The third day")], ("en", "es"))
    assert many[1] == alone[0]
    assert "\\" not in many[0].text + many[2].text


def test_apertium_streams_many_sentences() -> None:
    """More than a pipe's buffer, in order, each its own; a second call uses the same pipeline."""
    from bylingual.engines import apertium

    texts = [f"The mayor of the town said on Monday that {i} people came" for i in range(1500)]
    with contextlib.closing(apertium.open_engine()) as engine:
        results = [
            *engine.translate([Query(t) for t in texts], ("en", "es")),
            *engine.translate([Query("The boat")], ("en", "es")),
        ]
    assert [str(i) in r.text for i, r in enumerate(results[:-1])] == [True] * 1500
    assert results[-1].text == "El bote"


def test_unknown_words_are_unmarked_and_counted(project: Project, bylingual: Run) -> None:
    """The editor reads which words the engine did not know."""
    (project.root / "articles/a.txt").write_text(
        "The zorblax frumped the old mayor of the town on Monday.", encoding="utf-8"
    )
    bylingual("translate", "--from", "en")
    (unit,) = units(project, "a")
    assert "*" not in unit.target
    assert "zorblax" in unit.notes[0]


def test_engine_none_extracts_for_people(project: Project, story: Path, bylingual: Run) -> None:
    """Every unit untranslated; a later run with an engine fills them."""
    bylingual("translate", "--engine", "none")
    assert {u.state for u in units(project)} == {State.UNTRANSLATED}
    bylingual("translate")
    assert {u.state for u in units(project)} == {State.NEEDS_REVIEW}


def test_one_bad_article_does_not_stop_the_others(project: Project, story: Path, bylingual: Run) -> None:
    """It is named; the rest is done; exit 1."""
    (project.root / "articles/bad.txt").write_bytes(b"GIF89a\0\0")
    (project.root / "articles/STORY.text").write_text("twin", encoding="utf-8")
    result = bylingual("translate", code=1)
    assert "articles/bad.txt: a binary file" in result.stderr
    assert "would share its catalog with" in result.stderr


def test_the_language_is_named_once(project: Project, bylingual: Run) -> None:
    """What --from said is in the catalog; later runs and builds know it."""
    (project.root / "articles/b.txt").write_text("Bora 43", encoding="utf-8")
    assert "Name it with --from" in bylingual("translate", "articles/b.txt", code=1).stderr
    bylingual("translate", "articles/b.txt", "--from", "en")
    bylingual("translate", "articles/b.txt")
    bylingual("compile", "articles/b.txt")


def test_usage_errors(project: Project, bylingual: Run) -> None:
    """Exit 2, what is wrong and what to do."""
    assert "no such file" in bylingual("translate", "articles/none.txt", code=2).stderr
    assert "unknown locale" in bylingual("translate", "--to", "xx_QQ", code=2).stderr
    (project.root / "bylingual.toml").write_text("targts = []\n", encoding="utf-8")
    assert "Did you mean targets?" in bylingual("status", code=2).stderr


def test_check_reads_anybodys_po_file(project: Project, bylingual: Run, tmp_path: Path) -> None:
    """Plural forms included; a broken one gives a finding with its line."""
    file = tmp_path / "other.po"
    file.write_text(
        'msgid "%d of 43 files"\nmsgid_plural "%d of 43 files"\nmsgstr[0] "%d de 43"\nmsgstr[1] "%d de 34"\n',
        encoding="utf-8",
    )
    assert "43 became 34" in bylingual("check", str(file), "--from", "en", code=1).output
    file.write_text('msgid "a"\nmsgstr "b\n', encoding="utf-8")
    data = json.loads(bylingual("check", str(file), "--format", "json", code=1).output)
    assert (data["schema"], data["findings"][0]["rule"], data["findings"][0]["line"]) == (
        "bylingual.findings/1",
        "syntax",
        2,
    )


def test_json_shapes(project: Project, story: Path, bylingual: Run) -> None:
    """Every --json names its schema."""
    for command, schema in {
        "inspect": "bylingual.inspect/1", "detect": "bylingual.detect/1", "translate": "bylingual.translate/1",
        "status": "bylingual.status/1", "compile": "bylingual.bundle/1",
    }.items():  # fmt: skip
        assert json.loads(bylingual(command, "--json").output)["schema"] == schema


def test_init_never_overwrites(tmp_path: Path, bylingual: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second init changes nothing; the file it writes is a valid configuration."""
    monkeypatch.chdir(tmp_path)
    bylingual("init", "news")
    bylingual("init", "news", code=2)
    monkeypatch.chdir(tmp_path / "news")
    bylingual("status")


def test_an_editors_approval_keeps_ci_green(story: Path, project: Project, bylingual: Callable[..., Result]) -> None:
    """Approving a stale unit in an editor leaves `#|` and notes behind: the next `translate` drops them, `--check` does
    not ask for it."""
    bylingual("translate", "--from", "en", "--engine", "apertium")
    catalog = project.catalog_path("story", "es")
    bylingual("approve", str(catalog))
    story.write_text(story.read_text(encoding="utf-8").replace("12 complaints", "15 complaints"), encoding="utf-8")
    bylingual("translate", "--check", code=1)
    bylingual("translate", "--engine", "apertium")
    stale = catalog.read_text(encoding="utf-8")
    assert "#| msgid" in stale
    catalog.write_text(stale.replace("#, fuzzy\n", ""), encoding="utf-8")
    bylingual("translate", "--check")
    bylingual("translate", "--engine", "apertium")
    assert "#| msgid" not in catalog.read_text(encoding="utf-8")
    bylingual("translate", "--check")
