"""Markdown through the pipeline: what bundles show, what keeps its source, and that nobody is left to guess."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polib
import pytest
from click.testing import Result

from bylingual.project import Project

Run = Callable[..., Result]

# Written for these tests.
STORY = """\
---
title: The "bakers’" strike ends
teaser: Ovens are lit again
slug: bakers-strike
gallery:
  - caption: The *first* loaf
    src: loaf.jpg
---

The "bakers'" strike ends
=========================

They won **an hour** of [sleep][the desk], see `rule 7` and {{ site.name }}.[^why]

1. One hour
2. Two loaves

- Flour
- Salt

### Later

> Nobody slept
that night
---

![A baker](baker.jpg)

```sh
bake --hot
```

[The  Desk]: https://example.org/desk "desk"

[^why]: Held in the hall.
"""
TARGETS = {
    "The \"bakers’\" strike ends": "Termina la «huelga»",
    "Ovens are lit again": "Los hornos arden",
    "The *first* loaf": "El *primer* pan",
    "They won **an hour** of [sleep][the desk], see `rule 7` and {{ site.name }}.[^why]":
        "Ganaron **una hora** de [sueño][the desk], véase `rule 7` y {{ site.name }}.[^why] <script>x()</script> {% raw %}",
    "One hour": "Una hora", "Two loaves": "Dos panes", "Flour": "Harina", "Salt": "Sal", "Later": "Después",
    "Nobody slept that night": "Nadie durmió", "A baker": "Una panadera", "Held in the hall.": "En la sala.",
}  # fmt: skip


@pytest.fixture
def article(project: Project) -> Path:
    path = project.root / "articles" / "strike.md"
    path.write_bytes(STORY.encode())
    (project.root / "bylingual.toml").write_text('targets = ["es"]\n[read]\nfront_matter = ["teaser"]\n')
    return path


def approve(project: Project, **changed: str) -> None:
    """Fill the catalog of the article and approve it, as a person would; `changed` by the first word of the source."""
    catalog = polib.pofile(str(project.catalog_path("strike", "es")), wrapwidth=0)
    for entry in catalog:
        first = entry.msgid.partition(" ")[0].lower()
        entry.msgstr = changed.get(first, TARGETS[entry.msgid])
    catalog.save()


def bundle(project: Project, suffix: str, locale: str = "es") -> str:
    return (project.root / "dist" / locale / "strike" / f"article.{suffix}").read_text(encoding="utf-8")


def manifest(project: Project) -> dict[str, Any]:
    entry: dict[str, Any] = json.loads((project.root / "dist" / "manifest.json").read_text())["articles"][0]
    return entry["locales"]["es"]


def test_what_bundles_show(project: Project, article: Path, bylingual: Run) -> None:
    """One headline, written twice; markup rendered; lists, figures, quotes and code as such; nothing foreign."""
    bylingual("translate", "--engine", "none", "--from", "en")
    catalog = polib.pofile(str(project.catalog_path("strike", "es")))
    assert [e.msgid for e in catalog] == list(TARGETS)
    approve(project)
    assert "0 held back" in bylingual("compile").output
    assert manifest(project)["state"] == "approved"

    source = bundle(project, "md")
    for text in (
        "title: Termina la «huelga»\n", "teaser: Los hornos arden\n", 'caption: "El *primer* pan"\n', "slug: bakers-strike\n",
        "\nTermina la «huelga»\n=========================\n", "1. Una hora\n2. Dos panes\n", "```sh\nbake --hot\n```",
        "Ganaron **una hora** de [sueño][the desk], véase `rule 7` y {{ site.name }}.[^why] \\<script>x()\\</script> "
        "&#123;% raw %}\n", "[The  Desk]: https://example.org/desk \"desk\"\n\n[^why]: En la sala.\n",
    ):  # fmt: skip
        assert text in source, text

    page = bundle(project, "html")
    assert page.count("Termina la «huelga»") == 3  # title, JSON-LD, h1
    for text in (
        '<p class="meta">Los hornos arden</p>',
        "<strong>una hora</strong> de <a href=\"https://example.org/desk\">sueño</a>, véase <code>rule 7</code> y .<sup>why</sup>",
        "&lt;script&gt;x()&lt;/script&gt;", '<ol>\n<li class="list">Una hora</li>\n<li class="list">Dos panes</li>\n</ol>\n<ul>\n',
        '<h3 class="heading">Después</h3>', '<blockquote>\n<p class="quote">Nadie durmió</p>\n</blockquote>',
        '<figure>\n<figcaption class="caption">El *primer* pan</figcaption>\n</figure>',
        '<figure>\n<p class="alt">Una panadera</p>\n</figure>', '<pre class="note">bake --hot</pre>',
    ):  # fmt: skip
        assert text in page, text
    assert "<script>x" not in page

    data = json.loads(bundle(project, "json"))
    assert data["headline"] == data["meta"]["title"] == "Termina la «huelga»"
    assert data["meta"]["teaser"] == "Los hornos arden"
    assert data["meta"]["slug"] == "bakers-strike"
    body = {entry["text"]: entry["html"] for entry in data["body"]}
    assert body["Después"] == "Después"
    text = next(t for t in body if t.startswith("Ganaron"))
    assert text.startswith("Ganaron una hora de sueño, véase rule 7 y .")
    assert "<strong>una hora</strong>" in body[text]
    assert "[sleep]" not in bundle(project, "html", "en")


def test_a_text_that_does_not_fit_keeps_its_source(project: Project, article: Path, bylingual: Run) -> None:
    """A target that would make a table of a quote: its source ships, and report, manifest and bundles all say so."""
    bylingual("translate", "--engine", "none", "--from", "en")
    approve(project, nobody="Nadie |")
    report = json.loads(bylingual("compile", "--json").output)
    catalog = "translations/es/strike.po"
    line = (project.root / catalog).read_text().splitlines().index('msgid "Nobody slept that night"') + 1
    assert report["held"] == []
    assert report["kept"] == [
        {
            "article": "strike", "locale": "es", "path": catalog, "line": line, "role": "quote",
            "reason": "its text would change the structure of the file",
        }
    ]  # fmt: skip
    said = bylingual("compile").output
    assert f"in the source language: strike [es]: {catalog}:{line}: quote: its text would change" in said
    bylingual("compile", "--require-all", code=1)

    assert "> Nobody slept\nthat night\n---\n" in bundle(project, "md")
    assert "Dos panes" in bundle(project, "md")
    assert '<p class="quote" lang="en" dir="ltr" data-untranslated>Nobody slept that night</p>' in bundle(
        project, "html"
    )
    data = json.loads(bundle(project, "json"))
    assert [e["state"] for e in data["body"] if e["role"] == "quote"] == ["source"]
    assert data["provenance"] == {"engines": [], "approved": len(TARGETS) - 1, "machine": 0, "previous": 0, "source": 1}
    assert manifest(project)["state"] == "partial"
    assert manifest(project)["coverage"] == {"approved": len(TARGETS) - 1, "source": 1}

    (project.root / "bylingual.toml").write_text(
        'targets = ["es"]\n[read]\nfront_matter = ["teaser"]\n[bundle]\nformats = ["html"]\n'
    )
    assert json.loads(bylingual("compile", "--json").output)["kept"] == []  # a page holds it well
    assert "Nadie |" in bundle(project, "html")


def test_inspect_says_what_is_not_known(project: Project, article: Path, bylingual: Run) -> None:
    """A text key without a role is kept with its reason until the configuration says what it is."""
    (project.root / "bylingual.toml").write_text('targets = ["es"]\n')
    reason = "front matter: unknown text key; add teaser to [read] front_matter or front_matter_keep"
    blocks = json.loads(bylingual("inspect", "--json").output)["articles"][0]["blocks"]
    assert [b["text"] for b in blocks if b["reason"] == reason] == ["Ovens are lit again"]
    line = next(line for line in bylingual("inspect").output.splitlines() if "Ovens are lit again" in line)
    assert line.split() == ["meta", "keep", "Ovens", "are", "lit", "again", *reason.split()]
    for key, disposition in (("front_matter", "translate"), ("front_matter_keep", "keep")):
        (project.root / "bylingual.toml").write_text(f'targets = ["es"]\n[read]\n{key} = ["teaser"]\n')
        blocks = json.loads(bylingual("inspect", "--json").output)["articles"][0]["blocks"]
        assert [b["disposition"] for b in blocks if "Ovens are lit again" in b["text"]] == [disposition]
        assert not [b for b in blocks if "unknown" in b["reason"]]


def test_a_key_cannot_be_both(project: Project, article: Path, bylingual: Run) -> None:
    """Bad configuration stops the run."""
    (project.root / "bylingual.toml").write_text('[read]\nfront_matter = ["a.b"]\nfront_matter_keep = ["a.b"]\n')
    assert "front_matter and front_matter_keep both name a.b" in bylingual("inspect", code=2).stderr
    (project.root / "bylingual.toml").write_text("[read]\nfront_mater = []\n")
    assert "Did you mean [read] front_matter?" in bylingual("inspect", code=2).stderr
