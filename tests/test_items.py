"""Files of several articles, and articles that are not to be published: from the file to the bundles."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from bylingual.project import Project
from bylingual.readers.parts import slugs

Run = Callable[..., Result]

FERRY = {
    "uri": "https://wire.example/2031/03/ferry-stops.html",
    "headline": "Ferry stops for a week",
    "body_html": "<p>The ferry across the river stops for a week because its <em>engine</em> has to be mended in the yard.</p>",
}
BRIDGE = {
    "uri": "https://wire.example/2031/03/bridge-opens.html",
    "headline": "Bridge opens on Sunday",
    "body_html": "<p>The old bridge opens again on Sunday, after two years of work, and the mayor will cross it on foot.</p>",
}
KILLED = {**BRIDGE, "uri": "tag:wire,9", "pubstatus": "canceled"}


def write(project: Project, *items: dict[str, str], name: str = "wire.json") -> Path:
    """A file with these items."""
    path = project.articles_dir / name
    path.write_text(json.dumps(list(items), indent=1), encoding="utf-8")
    return path


def catalogs(project: Project) -> set[str]:
    """The ids that have a catalog."""
    return {article for _, article, _ in project.find_catalogs()}


def only(ids: set[str], word: str) -> str:
    """The one id with a word in it."""
    (found,) = (i for i in ids if word in i)
    return found


def loaded(result: Result) -> Any:
    return json.loads(result.stdout)


def test_each_item_is_an_article(project: Project, bylingual: Run) -> None:
    """With a catalog and bundles of its own; its source bundle is the file with this item alone."""
    write(project, FERRY, BRIDGE)
    bylingual("translate", "--from", "en")
    ids = catalogs(project)
    assert {i.rpartition("-")[0] for i in ids} == {"wire/ferry-stops", "wire/bridge-opens"}
    bylingual("approve", "translations")
    bylingual("compile")
    ferry = only(ids, "ferry")
    found = json.loads((project.root / "dist/manifest.json").read_text(encoding="utf-8"))
    assert {a["id"] for a in found["articles"]} == ids
    assert {a["source"]["path"] for a in found["articles"]} == {"articles/wire.json"}
    original = project.root / "dist/es" / ferry / "article.source.json"
    assert [i["uri"] for i in json.loads(original.read_bytes())] == [FERRY["uri"]]
    assert len({a["source"]["sha256"] for a in found["articles"]}) == 2


def test_what_did_not_change_in_a_file_is_current(project: Project, bylingual: Run) -> None:
    """A new item leaves the others alone; they are not even read."""
    write(project, FERRY, BRIDGE)
    bylingual("translate", "--from", "en")
    before = {p: p.read_bytes() for _, _, p in project.find_catalogs()}
    write(project, {**KILLED, "pubstatus": "usable"}, FERRY, BRIDGE)
    assert "2 catalogs current" in bylingual("translate", "--from", "en").stdout
    assert {p: p.read_bytes() for p in before} == before
    assert "3 catalogs current" in bylingual("translate", "--from", "en").stdout


def test_naming_the_file_names_its_items(project: Project, bylingual: Run) -> None:
    """On the command line."""
    path = write(project, FERRY, BRIDGE)
    write(project, KILLED, name="other.json")
    found = loaded(bylingual("inspect", str(path), "--json", "--from", "en"))
    assert [a["path"] for a in found["articles"]] == ["articles/wire.json"] * 2
    assert found["refused"] == []


def test_a_file_that_breaks_keeps_its_catalogs(project: Project, bylingual: Run) -> None:
    """They are no orphans meanwhile, and nothing takes them over."""
    path = write(project, FERRY, BRIDGE)
    bylingual("translate", "--from", "en")
    ids = catalogs(project)
    path.write_bytes(path.read_bytes()[:-20])
    (project.articles_dir / "copy.md").write_text(f"# {FERRY['headline']}\n", encoding="utf-8")
    result = bylingual("translate", "--from", "en", code=1)
    assert "articles/wire.json:" in result.stderr
    assert "not valid JSON" in result.stderr
    assert ids <= catalogs(project)
    assert "orphan" not in bylingual("status").stdout


def test_killed_items_are_listed_and_leave_the_bundles(project: Project, bylingual: Run) -> None:
    """No failure; the catalog stays, the bundles go."""
    write(project, FERRY, BRIDGE)
    bylingual("translate", "--from", "en")
    bylingual("approve", "translations")
    bylingual("compile")
    bridge = only(catalogs(project), "bridge")
    assert (project.root / "dist/es" / bridge).is_dir()
    write(project, FERRY, {**BRIDGE, "pubstatus": "canceled"})
    line = f"refused articles/wire.json ({bridge.removeprefix('wire/')}): killed (canceled)"
    for command in ("translate", "status", "inspect", "detect"):
        assert line in bylingual(command).stdout
    assert line in bylingual("compile").stdout
    assert not (project.root / "dist/es" / bridge).exists()
    assert not (project.root / "dist/en" / bridge).exists()
    assert bridge in catalogs(project)
    assert loaded(bylingual("status", "--json"))["orphans"] == []
    refused = {"id": bridge, "path": "articles/wire.json", "reason": "killed (canceled)"}
    for command in ("translate", "status", "inspect", "compile"):
        assert loaded(bylingual(command, "--json"))["refused"] == [refused]
    bylingual("translate", f"translations/es/{bridge}.po")


def test_an_embargo_ends(project: Project, bylingual: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the clock, or the one that SOURCE_DATE_EPOCH sets; what cannot be understood does not end."""
    write(project, {**FERRY, "embargoed": "2031-03-04T06:00:00+01:00"})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1930366799")  # one second before
    assert "embargoed until 2031-03-04T06:00:00+01:00" in bylingual("translate", "--from", "en").stdout
    assert not catalogs(project)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1930366800")
    bylingual("translate", "--from", "en")
    assert catalogs(project) == {"wire"}
    write(project, {**FERRY, "embargoed": "until the speech"})
    assert "embargoed (until the speech)" in bylingual("compile").stdout


def test_an_item_twice_is_read_once(project: Project, bylingual: Run) -> None:
    """The first one."""
    write(project, FERRY, BRIDGE, {**FERRY, "headline": "Older"})
    found = loaded(bylingual("inspect", "--json", "--from", "en"))
    assert len(found["articles"]) == 2
    assert [r["reason"] for r in found["refused"]] == ["the same item stands above"]


def test_json_that_is_no_article_is_passed_over(project: Project, bylingual: Run) -> None:
    """As files without a reader are; named on the command line it is an error."""
    path = project.articles_dir / "package.json"
    path.write_text('{"name": "site", "version": "1.0"}', encoding="utf-8")
    write(project, FERRY)
    found = loaded(bylingual("inspect", "--json", "--from", "en"))
    assert found["skipped"] == [
        {"path": "articles/package.json", "reason": "neither ninjs nor a NewsArticle of schema.org"}
    ]
    assert "neither ninjs nor" in bylingual("translate", str(path), code=2).stderr


def test_items_deep_in_a_reply(project: Project, bylingual: Run) -> None:
    """As interfaces hand them out."""
    path = project.articles_dir / "reply.json"
    path.write_text(json.dumps({"total": 2, "data": {"item": [FERRY, BRIDGE]}}), encoding="utf-8")
    assert len(loaded(bylingual("inspect", "--json", "--from", "en"))["articles"]) == 2
    path.write_text(json.dumps({"a": {"b": {"c": {"d": {"e": FERRY}}}}}), encoding="utf-8")
    assert loaded(bylingual("inspect", "--json"))["skipped"]


def test_a_declared_language_that_the_text_contradicts(project: Project, bylingual: Run) -> None:
    """Is said, and the text is believed; --from has the last word."""
    write(project, {**FERRY, "language": "it"})
    result = bylingual("translate")
    assert "declares it, but its text is en and is read as that (--from it if it is not)" in result.stderr
    assert "X-Source-Language: en" in project.catalog_path("wire", "es").read_text(encoding="utf-8")
    (article,) = loaded(bylingual("inspect", "--json"))["articles"]
    assert (article["language"], article["declared_language"], len(article["warnings"])) == ("en", "it", 1)
    assert loaded(bylingual("inspect", "--json", "--from", "it"))["articles"][0]["warnings"] == []


def test_names_of_items() -> None:
    """The last word of an address, all of another identity; what leaves something out has a hash, equal ones too."""
    assert slugs(["https://a.example/?p=77", "https://a.example/-88", "tag:a,2031:Über uns"]) == [
        "p-77",
        "88",
        "tag-a-2031-über-uns",
    ]
    long, again, other = slugs(["https://a.example/2031/x/Der-Fluss.html"] * 2 + ["https://b.example/x/der-fluss"])
    assert long == again != other
    assert long.startswith("der-fluss-")
    assert slugs(["https://a.example/x", "https://b.example/x"])[0].startswith("x-")
    assert slugs(["anything"]) == [""]
    assert all(len(s.encode()) <= 67 for s in slugs(["東京" * 40, "https://a.example/" + "a" * 300]))
    assert all(
        s and "/" not in s and "." not in s for s in slugs(["../../etc/passwd", "..", "/", "\0", "https://a/.."])
    )


def test_files_are_looked_into_once(project: Project, bylingual: Run) -> None:
    """What is in them is written down beside the cache, by their dates; what cannot be used there is left out."""
    write(project, FERRY, KILLED)
    (project.articles_dir / "package.json").write_text("{}", encoding="utf-8")
    time.sleep(0.15)  # older than a tick of the file system's clock
    bylingual("translate", "--from", "en", "--check", code=1)
    notes = project.root / ".bylingual/contents.json"
    assert not notes.exists()
    bylingual("translate", "--from", "en")
    assert set(json.loads(notes.read_bytes())["files"]) == {"articles/package.json", "articles/wire.json"}
    notes.write_text(notes.read_text(encoding="utf-8").replace("killed", "lost"), encoding="utf-8")
    assert "lost (canceled)" in bylingual("status").stdout
    write(project, FERRY, {**KILLED, "pubstatus": "usable"})
    assert "lost" not in bylingual("status").stdout
    for broken in (
        "",
        "{",
        '{"version": "0"}',
        '{"files": 3}',
        '{"version": "%s", "files": {"articles/wire.json": [1]}}',
    ):
        notes.write_text(broken.replace("%s", version("bylingual")), encoding="utf-8")
        assert len(loaded(bylingual("inspect", "--json", "--from", "en"))["articles"]) == 2


def test_errors_name_the_item_and_the_line_of_the_file(project: Project, bylingual: Run) -> None:
    """Also for what stands after other items."""
    path = write(project, FERRY, BRIDGE)
    text = path.read_text(encoding="utf-8").replace("The old bridge", "The\\u0000 bridge")
    path.write_text(text, encoding="utf-8")
    line = text[: text.index("u0000")].count("\n") + 1
    result = bylingual("translate", "--from", "en", code=1)
    assert re.search(rf"articles/wire.json \(bridge-opens-\w+\):{line}: a character that no text has", result.stderr)
