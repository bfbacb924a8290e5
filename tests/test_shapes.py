"""What the program writes for other programs fits the published JSON Schemas, and holds nothing that they do not name."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from tools.docs import pages, shapes

from bylingual.model import Disposition, Role, Severity, State
from bylingual.project import Project, load
from conftest import STORY
from fitting import fits
from test_journey import edit

Run = Callable[..., Result]

MARKDOWN = """---
title: The mill on the hill
teaser: The mill turns again
lang: en
image:
  caption: The mill in May
---

The old mill on the hill **turns** again after 40 years, and the miller's daughter grinds the first flour of the summer.

El molino viejo de la colina vuelve a girar después de cuarenta años, y la hija del molinero muele la primera harina.
"""


@pytest.fixture
def newsroom(project: Project, story: Path, bylingual: Run) -> Project:
    """A project in which every list of every shape has something in it."""
    root = project.root
    (root / "bylingual.toml").write_text(
        'targets = ["es", "pt"]\nengines = ["apertium"]\n[read]\nfront_matter = ["teaser"]\n[gate]\ncaption = "source"\n',
        encoding="utf-8",
    )
    (root / "articles/mill.md").write_text(MARKDOWN, encoding="utf-8")
    (root / "articles/torn.txt").write_bytes(b"\0\1")
    (root / "articles/plan.xls").write_bytes(b"")
    killed = {"uri": "x", "headline": "No", "body_text": "This did not happen.", "pubstatus": "canceled"}
    (root / "articles/killed.json").write_text(json.dumps(killed), encoding="utf-8")
    (root / "articles/otra.md").write_text(f"---\nlang: es\n---\n\n{STORY.split(chr(10))[6]}\n", encoding="utf-8")
    bylingual("translate", "--to", "es", "--from", "en", code=1)
    gone = root / "translations/es/gone.po"
    shutil.copy(project.catalog_path("story", "es"), gone)
    edit(gone, "body", "Un texto de nadie", approve=True)
    bylingual("approve", "translations/es/mill.po")
    catalog = project.catalog_path("story", "es")
    edit(catalog, "body", "Nueve", approve=True, nth=0)
    (root / "twice.po").write_text('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "b"\n', encoding="utf-8")
    return load(root)


def lists(data: Any, path: str = "") -> Iterator[tuple[str, int]]:
    """Path and length of every list."""
    if isinstance(data, list):
        yield path, len(data)
        for item in data:
            yield from lists(item, f"{path}[]")
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from lists(value, f"{path}.{key}")


@pytest.mark.parametrize(
    ("name", "args", "code"),
    [
        ("inspect", ["inspect", "--json"], 1),
        ("detect", ["detect", "--json"], 1),
        ("translate", ["translate", "--json", "--refresh", "--from", "en"], 1),
        ("status", ["status", "--json"], 0),
        ("findings", ["check", "--format", "json", "translations", "articles", "twice.po"], 1),
        ("bundle", ["compile", "--json", "--from", "en"], 1),
    ],
)  # fmt: skip
def test_output_fits_its_schema(newsroom: Project, bylingual: Run, name: str, args: list[str], code: int) -> None:
    """Also where articles cannot be read; no list of it is empty in this project."""
    data = json.loads(bylingual(*args, code=code).stdout)
    assert data["schema"] == f"bylingual.{name}/1"
    fits(data)
    longest: dict[str, int] = {}
    for path, length in lists(data):
        longest[path] = max(length, longest.get(path, 0))
    assert {path for path, length in longest.items() if not length} <= {".kept"}


def test_bundles_fit_their_schemas(newsroom: Project, bylingual: Run) -> None:
    """The manifest and every article.json, drafts too."""
    bylingual("compile", "--from", "en", code=1)
    bylingual("compile", "--draft", "--from", "en", code=1)
    found = sorted(newsroom.root.glob("dist*/**/article.json"))
    assert len(found) >= 4
    for path in found:
        fits(json.loads(path.read_text(encoding="utf-8")))
    for path in newsroom.root.glob("dist*/manifest.json"):
        fits(json.loads(path.read_text(encoding="utf-8")))


def test_schemas_name_the_values_of_the_program() -> None:
    """Roles, dispositions, states and severities."""
    block = shapes.load("inspect")["properties"]["articles"]["items"]["properties"]["blocks"]["items"]["properties"]
    assert block["role"]["enum"] == list(Role) and block["disposition"]["enum"] == list(Disposition)
    assert shapes.load("article")["properties"]["body"]["items"]["properties"]["role"]["enum"] == list(Role)
    for name in ("translate", "status"):
        catalog = shapes.load(name)["properties"]["catalogs"]["items"]["properties"]
        assert catalog["units"]["propertyNames"]["enum"] == list(State)
    finding = shapes.load("findings")["properties"]["findings"]["items"]["properties"]
    assert finding["severity"]["enum"] == list(Severity)


def test_every_schema_that_is_named_is_published() -> None:
    """Whatever calls itself `bylingual.NAME/1` in the code has its file, and every file its section."""
    sources = "".join(p.read_text(encoding="utf-8") for p in (pages.ROOT / "src").rglob("*.py"))
    published = {p.name.partition(".")[0] for p in shapes.SCHEMAS.glob("*.json")} - {"config"}
    assert published == set(shapes.NAMES)
    for name in published:
        assert shapes.load(name)["properties"]["schema"]["const"] in sources
    assert {m[1] for m in re.finditer(r'"bylingual\.(\w+)/\d"', sources)} == published
