"""Articles that their own metadata kill, withhold or put under an embargo: absent from bundles and manifest."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import Result

from bylingual.project import Project
from bylingual.readers.status import standing

Run = Callable[..., Result]

TEXT = "The ferry across the river stops for a week, because its engine has to be mended in the yard of the harbour."
END = "2031-03-04T06:00:00+01:00"
BEFORE, AFTER = "1930366799", "1930366800"  # the second before it, and the one at which it ends


def word(path: Path, status: str = "", **own: str) -> None:
    """A Word file with this status and properties of its own."""
    document = docx.Document()
    document.core_properties.content_status = status
    document.add_paragraph("Ferry stops for a week", style="Title")
    document.add_paragraph(TEXT)
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out, "a") as archive:
        properties = "".join(
            f'<property name="{k}"><vt:lpwstr xmlns:vt="urn:vt">{v}</vt:lpwstr></property>' for k, v in own.items()
        )
        archive.writestr("docProps/custom.xml", f'<Properties xmlns="urn:custom">{properties}</Properties>')
    path.write_bytes(out.getvalue())


def write(path: Path, status: str = "", embargo: str = "") -> None:
    """An article in the format of its suffix that says this of itself."""
    if path.suffix == ".docx":
        word(path, status, **({"Embargo": embargo} if embargo else {}))
        return
    if path.suffix == ".md":
        keys = (f"status: {status}\n" if status else "") + (f"embargo: {embargo}\n" if embargo else "")
        text = f"---\ntitle: Ferry stops for a week\n{keys}---\n\n{TEXT}\n"
    elif path.suffix == ".markdown":
        keys = (f'status = "{status}"\n' if status else "") + (f"embargo_until = {embargo}\n" if embargo else "")
        text = f'+++\ntitle = "Ferry stops for a week"\n[extra]\n{keys}+++\n\n{TEXT}\n'
    elif path.suffix == ".html":
        meta = f'<meta name="article:status" content="{status}"><meta content="{embargo}" property="embargo">'
        text = f"<html><head>{meta}</head><body><article><h1>Ferry stops</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
    elif path.suffix == ".jsonld":
        found = {"@type": "NewsArticle", "headline": "Ferry stops", "articleBody": TEXT}
        text = json.dumps({**found, "creativeWorkStatus": status, "embargo": embargo})
    else:
        found = {"uri": "x", "headline": "Ferry stops", "body_text": TEXT, "status": status, "embargoed": embargo}
        text = json.dumps(found)
    path.write_text(text, encoding="utf-8")


def manifest(project: Project) -> Any:
    return json.loads((project.root / "dist/manifest.json").read_bytes())


@pytest.mark.parametrize("suffix", [".md", ".markdown", ".html", ".json", ".jsonld", ".docx"])
def test_killed_and_embargoed(project: Project, bylingual: Run, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    """The bundle goes with the manifest's entry, the catalog stays; it is back when the metadata or the clock allow."""
    path = project.articles_dir / f"ferry{suffix}"
    write(path)
    bylingual("translate", "--from", "en")
    bylingual("approve", "translations")
    bylingual("compile")
    assert [a["id"] for a in manifest(project)["articles"]] == ["ferry"]
    catalog = project.catalog_path("ferry", "es").read_bytes()
    for status in ("killed", "Withheld"):
        write(path, status)
        output = bylingual("compile").stdout
        assert f"refused articles/ferry{suffix}: {status.lower()}" in output
        assert "removed: es/ferry/" in output
        assert manifest(project)["articles"] == []
        assert {p.name for p in (project.root / "dist").rglob("*")} == {"manifest.json"}
        assert "refused" in bylingual("translate").stdout
        assert project.catalog_path("ferry", "es").read_bytes() == catalog
        write(path)
        bylingual("compile")
    assert len(manifest(project)["articles"]) == 1
    write(path, embargo=END)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", BEFORE)
    refused = json.loads(bylingual("compile", "--json").stdout)["refused"]
    assert [r["id"] for r in refused] == ["ferry"]
    assert refused[0]["reason"].startswith("embargoed until 2031-03-04")
    assert manifest(project)["articles"] == []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", AFTER)
    bylingual("compile")
    assert len(manifest(project)["articles"]) == 1


def test_compile_of_another_article_removes_a_killed_one(project: Project, bylingual: Run) -> None:
    """The manifest is of all that may be published, whatever was named."""
    for name in ("a", "b"):
        write(project.articles_dir / f"{name}.md")
    bylingual("translate", "--from", "en")
    bylingual("approve", "translations")
    bylingual("compile")
    write(project.articles_dir / "a.md", "killed")
    bylingual("compile", "articles/b.md")
    assert [a["id"] for a in manifest(project)["articles"]] == ["b"]
    assert not (project.root / "dist/en/a").exists()


@pytest.mark.parametrize(
    ("said", "refused", "embargo"),
    [
        ({"status": "draft"}, "", ""),
        ({"Pub-Status": "Canceled"}, "killed (canceled)", ""),
        ({"creativeWorkStatus": "https://schema.example/Withdrawn"}, "withdrawn", ""),
        ({"embargo": "false"}, "", ""),
        ({"embargo": "yes"}, "embargoed", ""),
        ({"embargoUntil": " 2031-01-01 "}, "", "2031-01-01"),
        ({"embargo": "after the speech"}, "", "after the speech"),
        ({"bus-status": "killed"}, "", ""),
    ],
)
def test_what_metadata_say(said: dict[str, str], refused: str, embargo: str) -> None:
    """Known words only; unknown ends of an embargo are no end."""
    assert standing(said.items()) == (refused, embargo)


def test_a_status_elsewhere_in_a_page_says_nothing(project: Project, bylingual: Run) -> None:
    """Not in its words, nor in comments, classes and names that only end so."""
    page = (
        '<html><head><meta name="apple-status" content="killed"><!-- <meta name="status" content="killed"> --></head>'
        f'<body><article class="status"><h1>Ferry stops</h1><p data-x="status">status: killed {TEXT}</p></article></body></html>'
    )
    (project.articles_dir / "a.html").write_text(page, encoding="utf-8")
    assert json.loads(bylingual("inspect", "--json").stdout)["refused"] == []


def test_a_finding_that_holds_back_is_listed(project: Project, bylingual: Run) -> None:
    """With file, line and rule; also where its role ships the source instead."""
    (project.articles_dir / "a.md").write_text(f"# Ferry stops for 12 days\n\n{TEXT} For 12 days.\n", encoding="utf-8")
    bylingual("translate", "--from", "en")
    bylingual("approve", "translations")
    catalog = project.catalog_path("a", "es")
    text = catalog.read_text(encoding="utf-8").replace("12 días", "77 días")
    catalog.write_text(text, encoding="utf-8")
    (held,) = json.loads(bylingual("compile", "--json", "--require-all", code=1).stdout)["held"]
    unit = held["units"][-1]
    assert (unit["rule"], unit["state"]) == ("numbers", "approved")
    assert "77" in unit["finding"]
    assert text.split("\n")[unit["line"] - 1].startswith('msgid "The ferry')
    (project.root / "bylingual.toml").write_text('targets = ["es"]\n[gate]\ndefault = "source"\n', encoding="utf-8")
    report = json.loads(bylingual("compile", "--json", "--require-all", code=1).stdout)
    assert not report["held"]
    assert {k["role"] for k in report["kept"]} == {"headline", "body"}
    assert report["kept"][0]["reason"].startswith("numbers: ")
