"""What readers are told: text that nobody approved, text of an earlier version, and nothing once all is approved."""

from __future__ import annotations

import gettext
import hashlib
import json
import re
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result

from bylingual.locales import language_of, script_of
from bylingual.notices import Kind, notice
from bylingual.project import Project
from test_journey import edit, units

Run = Callable[..., Result]

STORY = (
    "# Ferry stops after 12 complaints\n\nThe council closed the ferry on Monday after 12 complaints from passengers.\n\n"
    "The captain wrote a long letter to the mayor about the engine of his boat.\n"
)
MACHINE = '[gate]\ndefault = "machine"\n'


@pytest.fixture
def paper(project: Project) -> Project:
    """A project that ships machine text, with one article."""
    (project.root / "bylingual.toml").write_text(f'targets = ["es"]\n{MACHINE}', encoding="utf-8")
    (project.articles_dir / "a.md").write_text(STORY, encoding="utf-8")
    return project


def stale_policy(project: Project, policy: str) -> None:
    (project.root / "bylingual.toml").write_text(f'targets = ["es"]\n[gate]\nstale = "{policy}"\n', encoding="utf-8")


def page(project: Project, tag: str = "es") -> str:
    return (project.root / f"dist/{tag}/a/article.html").read_text(encoding="utf-8")


def json_ld(project: Project, tag: str = "es") -> Any:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page(project, tag))
    assert found
    return json.loads(found[1])


def article(project: Project) -> Any:
    return json.loads((project.root / "dist/es/a/article.json").read_bytes())


def edition(project: Project) -> Any:
    return json.loads((project.root / "dist/manifest.json").read_bytes())["articles"][0]["locales"]["es"]


def test_machine_text_is_disclosed_until_it_is_approved(paper: Project, bylingual: Run) -> None:
    """In every file of the bundle that has a place for it, and in the manifest."""
    bylingual("translate", "--from", "en")
    bylingual("compile", "--require-all")
    sentence = notice(Kind.MACHINE, "es").text
    assert f'<p class="notice" role="note" lang="es" dir="ltr">{sentence}</p>' in page(paper)
    assert article(paper)["notices"] == [{"kind": "machine", "language": "es", "text": sentence}]
    assert (article(paper)["state"], edition(paper)["state"]) == ("machine", "machine")
    assert edition(paper)["files"]["notice"]["path"] == "es/a/notice.txt"
    assert (paper.root / "dist/es/a/notice.txt").read_text(encoding="utf-8") == sentence + "\n"
    said = json_ld(paper)
    assert said["translator"] == [{"@type": "SoftwareApplication", "name": "apertium eng-spa"}]
    source = {"@type": "NewsArticle", "inLanguage": "en", "url": "../../en/a/article.html"}
    assert said["translationOfWork"] == source
    assert json_ld(paper, "en")["workTranslation"] == [{**source, "inLanguage": "es", "url": "../../es/a/article.html"}]
    assert "notice.txt" not in {p.name for p in (paper.root / "dist/en/a").iterdir()}

    bylingual("approve", "articles", "--role", "body")
    bylingual("compile")
    assert article(paper)["state"] == "machine"  # the headline is not approved
    bylingual("approve", "articles")
    bylingual("compile")
    assert 'class="notice"' not in page(paper)
    assert article(paper)["notices"] == []
    assert (article(paper)["state"], edition(paper)["state"]) == ("approved", "approved")
    assert "translator" not in json_ld(paper)
    assert {p.name for p in (paper.root / "dist/es/a").iterdir()} == {"article.md", "article.html", "article.json"}


def corrected(project: Project, bylingual: Run) -> None:
    """An approved article whose number is then corrected."""
    bylingual("translate", "--from", "en")
    bylingual("approve", "articles")
    text = STORY.replace("Monday after 12", "Monday after 13")
    (project.articles_dir / "a.md").write_text(text, encoding="utf-8")
    bylingual("translate")


def test_stale_units_block(paper: Project, bylingual: Run) -> None:
    """By default, also where machine text ships."""
    corrected(paper, bylingual)
    (held,) = json.loads(bylingual("compile", "--json").stdout)["held"]
    assert [u["state"] for u in held["units"]] == ["stale"]
    assert not (paper.root / "dist/es").exists()


def test_stale_units_ship_their_source(paper: Project, bylingual: Run) -> None:
    """Marked as such; the bundle is partial."""
    corrected(paper, bylingual)
    stale_policy(paper, "source")
    bylingual("compile", "--require-all")
    assert 'lang="en" dir="ltr" data-untranslated>The council closed the ferry on Monday after 13' in page(paper)
    assert (article(paper)["state"], article(paper)["notices"]) == ("partial", [])


def test_stale_units_ship_the_text_of_before(paper: Project, bylingual: Run) -> None:
    """With a label, and only where it fits the source that it was written for."""
    corrected(paper, bylingual)
    stale_policy(paper, "previous")
    bylingual("compile", "--require-all")
    label = notice(Kind.PREVIOUS, "es").text
    assert f'<p class="notice" role="note" lang="es" dir="ltr">{label}</p>' in page(paper)
    assert re.search(rf'<p class="body" title="{label}" data-previous>[^<]*\b12\b', page(paper))
    data = article(paper)
    assert [b.get("previous", False) for b in data["body"]] == [True, False]
    assert (data["state"], data["provenance"]["previous"], data["provenance"]["machine"]) == ("previous", 1, 0)
    assert [n["kind"] for n in data["notices"]] == ["previous"]
    assert edition(paper)["state"] == "previous"
    assert "translator" not in json_ld(paper)
    edit(paper.catalog_path("a", "es"), "body", units(paper, "a")[1].target.replace("12", "99"), nth=0)
    (held,) = json.loads(bylingual("compile", "--json").stdout)["held"]
    assert (held["units"][0]["state"], held["units"][0]["rule"]) == ("stale", "numbers")
    assert units(paper, "a")[1].previous.startswith("The council closed the ferry on Monday after 12")


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("es_MX", "es"), ("pt_BR", "pt"), ("zh", "zh"), ("zh_TW", "zh_Hant"), ("zh_Hans_HK", "zh"), ("sr", "sr"),
        ("sr_Latn", "sr_Latn"), ("no", "nb"), ("nn", "nn"), ("bs", "hr"), ("uz", "en"), ("az_Cyrl", "en"), ("mi", "en"),
    ],
)  # fmt: skip
def test_notices_by_locale(locale: str, language: str) -> None:
    """By language and script; English where nobody has written one, and it says that it is English."""
    assert notice(Kind.MACHINE, locale).language == notice(Kind.PREVIOUS, locale).language == language


def test_notices_are_in_the_script_they_say() -> None:
    """No two languages share a sentence, but those that are written alike."""
    from bylingual.notices import _NOTICES

    for key, texts in _NOTICES.items():
        assert notice(Kind.MACHINE, key).text == texts[0]
        assert notice(Kind.PREVIOUS, key).text == texts[1]
        latin = script_of(key) == "Latn"
        assert latin == any("a" <= c <= "z" for c in texts[0]), key
    same = [k for k, v in _NOTICES.items() if list(_NOTICES.values()).count(v) > 1]
    assert not same
    assert {language_of(k) for k in _NOTICES} >= {"ar", "de", "fr", "ja", "pt", "ru", "zh"}


def test_mo_holds_what_is_approved(paper: Project, bylingual: Run) -> None:
    """As gettext reads it; machine text that ships under a notice is not in it."""
    (paper.root / "bylingual.toml").write_text(
        f'targets = ["es"]\n{MACHINE}[bundle]\nformats = ["mo"]\n', encoding="utf-8"
    )
    bylingual("translate", "--from", "en")
    bylingual("approve", "articles", "--role", "headline")
    bylingual("compile")
    with (paper.root / "dist/es/a/messages.mo").open("rb") as file:
        found = gettext.GNUTranslations(file)
    headline, body, _ = units(paper, "a")
    assert found.pgettext("headline", headline.source) == headline.target
    assert found.pgettext("body", body.source) == body.source
    done = subprocess.run(
        ["msgunfmt", paper.root / "dist/es/a/messages.mo"], capture_output=True, text=True, check=True
    )
    assert done.stdout.count("msgctxt") == 1
    assert "indexes" in json.loads((paper.root / "dist/manifest.json").read_bytes())
    assert not (paper.root / "dist/es/index.html").exists()


def test_an_index_for_each_language(paper: Project, bylingual: Run) -> None:
    """Headline, deck, links; gone with the last article. What stands in a title is text."""
    (paper.articles_dir / "b.md").write_text(
        "---\ntitle: Bread & <b>water</b>\ndescription: What they ate\nlang: en\n---\n\nThey ate it.\n",
        encoding="utf-8",
    )
    bylingual("translate", "--from", "en")
    bylingual("compile")
    page = (paper.root / "dist/en/index.html").read_text(encoding="utf-8")
    assert '<a href="../en/a/article.html">Ferry stops after 12 complaints</a>' in page
    assert "<p>What they ate</p>" in page
    assert "<b>water" not in page
    assert '<a href="../es/b/article.html" hreflang="es" lang="es">español</a>' in page
    spanish = paper.root / "dist/es/index.html"
    assert 'lang="es" dir="ltr"' in spanish.read_text(encoding="utf-8")
    listed = json.loads((paper.root / "dist/manifest.json").read_bytes())["indexes"]
    assert listed["es"]["sha256"] == hashlib.sha256(spanish.read_bytes()).hexdigest()
    bylingual("compile", "--check")
    spanish.write_text("edited", encoding="utf-8")
    bylingual("compile", "--check", code=1)
    bylingual("compile", "articles/b.md")
    assert hashlib.sha256(spanish.read_bytes()).hexdigest() == listed["es"]["sha256"]
    for name in ("a", "b"):
        (paper.articles_dir / f"{name}.md").unlink()
    bylingual("compile")
    assert not spanish.parent.exists()
