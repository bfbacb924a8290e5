"""Attacks on what the program reads and prints that no other test makes; docs/security.md lists them all."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from markupsafe import Markup

from bylingual import po
from bylingual.config import KEYS
from bylingual.errors import inert
from bylingual.glossary import guarded
from bylingual.glossary import parse as parse_glossary
from bylingual.html_text import written
from bylingual.inline import HTML, MARKDOWN, like_source, parse, to_html
from bylingual.localize import fill
from bylingual.project import Project
from bylingual.readers import markdown
from conftest import STORY
from test_journey import edit

Run = Callable[..., Result]

COMMANDS = (
    "::add-mask::ferry",
    "::stop-commands::x",
    "  ::error::x",
    "##[add-path]/tmp",
    "a ##[error]b",
    "x\n::warning::y",
)


@pytest.mark.parametrize("text", COMMANDS)
def test_no_command_reaches_a_ci(text: str) -> None:
    """GitHub's runner obeys what a step prints."""
    for line in inert(text).split("\n"):
        assert not line.lstrip().startswith("::") and "##[" not in line
    assert inert("a::b #[c] # [d] http://x") == "a::b #[c] # [d] http://x"


@pytest.mark.parametrize("form", ["text", "junit", "json", "sarif", "github"])
def test_texts_of_a_catalog_are_no_commands(project: Project, bylingual: Run, form: str) -> None:
    """In every format of `check`, also where a text stands on a line of its own."""
    (project.root / "x.po").write_text(
        'msgid "::stop-commands::x 43 ##[error]y"\nmsgstr "::add-mask::x 53 ##[error]y"\n', encoding="utf-8"
    )
    printed = bylingual("check", "--format", form, "x.po", code=1).stdout
    assert "stop-commands" in printed
    lines = [line.strip() for line in printed.splitlines()]
    assert not [
        line for line in lines if line.startswith("::") and not line.startswith(("::error file=", "::warning file="))
    ]
    assert form == "github" or "##[" not in printed
    if form in ("json", "sarif"):
        assert "##[error]y" in json.dumps(json.loads(printed))


def test_texts_of_an_article_are_no_commands(project: Project, bylingual: Run) -> None:
    """`inspect` and the queue show them."""
    hostile = STORY.replace("River ferry", "::add-mask::River ferry").replace("On Monday", "##[group]On Monday")
    (project.root / "articles/story.txt").write_text(hostile, encoding="utf-8")
    bylingual("translate", "--engine", "none", "--from", "en")
    for args in (("inspect",), ("status", "--queue", "30m"), ("check",)):
        printed = bylingual(*args).output
        assert "##[" not in printed
        assert not [line for line in printed.splitlines() if line.lstrip().startswith("::")]


@pytest.mark.parametrize("cell", ['=HYPERLINK("http://x","y")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)"])
def test_no_formula_reaches_a_spreadsheet(cell: str) -> None:
    """What `glossary suggest` prints is opened in one, and comes back from it as it was."""
    out = io.StringIO()
    csv.writer(out).writerows([("source", "target"), (guarded(cell), guarded(cell))])
    rows = list(csv.reader(io.StringIO(out.getvalue())))
    assert rows[1][0][0] == "'"
    (term,) = parse_glossary(out.getvalue().replace("\r\n", "\n"), "g.csv")
    assert (term.source, term.target) == (cell, cell)
    assert guarded("'tis") == "'tis"


def test_a_glossary_without_end_is_refused(project: Project, story: Path, bylingual: Run) -> None:
    """Before it is held in memory."""
    path = project.root / "translations/glossary.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"source,target\n")
    with path.open("r+b") as file:
        file.truncate(1 << 34)  # 16 GB of nothing
    assert "glossary.csv: larger than 16 MB" in bylingual("translate", code=2).stderr


SCRIPTS = (
    '<a href="x" onclick="evil()">w</a>',
    '<a href="javascript:evil()">w</a>',
    '<a href="java\tscript:evil()">w</a>',
    '<a href="&#106;avascript:evil()">w</a>',
    '<a href="data:text/html,evil">w</a>',
    "<script>evil()</script>",
    "<img src=x onerror=evil()>",
    "<svg/onload=evil()>",
    "<iframe srcdoc='evil()'></iframe>",
    "<style>*{background:url(//evil)}</style>",
    '<form action="//evil"><input></form>',
    '"><script>evil()</script>',
    "</p></article><script>evil()</script>",
    "<b style='x:expression(evil())'>w</b>",
    "<meta http-equiv=refresh content='0;//evil'>",
    "<base href=//evil>",
)


@pytest.mark.parametrize("target", SCRIPTS)
@pytest.mark.parametrize("source", ["w", 'a <a href="x">w</a>', "a <b>w</b>", "a <a>w</a>"])
def test_no_target_brings_code_in(source: str, target: str) -> None:
    """Into a page of ours, an HTML file and a Markdown file: nothing that runs, frames, sends or loads."""
    page = to_html(like_source(parse(target, HTML), parse(source, HTML)))
    for made in (page, written(target, source)):
        tags = [part for part in parse(made, HTML) if part.is_code]
        assert {p.text for p in tags} <= {p.text for p in parse(source, HTML)}
        assert not {"<script", "<img", "<svg", "<iframe", "<style", "<form", "<meta", "<base"} & set(made.split(">"))
    article = markdown.read(f"# T\n\nSome {source} here.\n\nMore words.\n".encode(), "a", "a.md")
    made = fill(article, {(r.value, s): s.replace(source, target) for r, s in article.unit_keys()}).decode()
    codes = {p.html for text in made.split("\n\n") for p in parse(text, MARKDOWN) if p.is_code}
    assert codes <= {p.html for p in parse(article.text, MARKDOWN) if p.is_code}


@pytest.mark.parametrize(
    "address", ["javascript:evil()", "JaVaScRiPt:x", "\x01javascript:x", "vbscript:x", "data:text/html,x"]
)
def test_links_of_an_article_run_nothing(address: str) -> None:
    """A page of ours keeps no such address, whoever wrote it."""
    for text, syntax in (
        (f"[w]({address})", MARKDOWN),
        (f'<a href="{address}">w</a>', HTML),
        (f"<{address}>", MARKDOWN),
    ):
        assert "href" not in to_html(parse(text, syntax))


def test_a_headline_leaves_no_element_of_the_page(project: Project, bylingual: Run) -> None:
    """Title, description, JSON-LD, index: a target closes none of them."""
    (project.root / "articles/story.txt").write_text(STORY, encoding="utf-8")
    bylingual("translate", "--from", "en")
    path = project.catalog_path("story", "es")
    edit(path, "headline", 'x</title></script><script>evil()</script>\\"\u2028--><!--')
    edit(path, "deck", '\\"><script>evil()</script>')
    bylingual("approve", "translations")
    bylingual("compile")
    for page in (project.root / "dist/es").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "<script>evil" not in text and "<!--" not in text
        if "ld+json" in text:
            data = text.partition('ld+json">')[2].partition("</script>")[0]
            assert json.loads(data)["headline"].startswith("x</title>")


def test_code_spans_take_no_time_to_speak_of() -> None:
    """Runs of backticks without their like: hours where each of them is a beginning."""
    code = (
        "from bylingual.inline import parse\n"
        "for text in ('`' * 200_000, '`' * 199_999 + ' x', ('`' * 500 + ' ') * 400 + '`' * 501):\n"
        "    assert parse(text, 'markdown')\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
    assert to_html(parse("\\``a`", MARKDOWN)) == "`<code>a</code>"
    assert to_html(parse("``a`", MARKDOWN)) == "``a`"  # CommonMark 0.31 §6.1


def test_laughs_in_front_matter_stay_few() -> None:
    """Aliases of aliases are never unfolded: a billion words, or objects of Python's."""
    levels = "".join(f"l{i}: &l{i} [{', '.join([f'*l{i - 1}'] * 10)}]\n" for i in range(1, 10))
    object_ = "x: !!python/object/apply:os.system ['touch sprung']\n"
    text = f"---\nl0: &l0 laugh\n{levels}{object_}title: The ferry is late\n---\n\nSome words here.\n"
    article = markdown.read(text.encode(), "a", "a.md")
    assert ("headline", "The ferry is late") in article.unit_keys()
    assert len(str(article.meta)) < 10_000
    assert fill(article, {}) == text.encode()
    assert not Path("sprung").exists()


def test_no_address_is_configured() -> None:
    """A scheduler runs code of ours and we believe its answers: only who types the command names one."""
    assert not [
        key.name
        for key in KEYS
        if any(word in key.name for word in ("dask", "scheduler", "url", "address", "command", "program", "plugin"))
    ]


def test_comments_and_references_of_a_catalog_name_no_file(project: Project, story: Path, bylingual: Run) -> None:
    """`#:` lines are words: nothing is opened or written where they lead."""
    bylingual("translate")
    path = project.catalog_path("story", "es")
    text = path.read_text(encoding="utf-8").replace("#: ", "#: ../../../../etc/passwd:1 file:///etc/shadow:2 ", 1)
    path.write_text(text.replace("X-Source-File: ", "X-Source-File: ../../../etc/passwd "), encoding="utf-8")
    assert po.read(path.read_bytes(), "x.po").units
    for args in (
        ("check",),
        ("status",),
        ("compile",),
        ("export", "--to", "es", "--format", "xliff", "--output", "out"),
    ):
        outcome: Any = bylingual(*args)
        assert "root:" not in outcome.output


def test_markup_made_of_names(project: Project, bylingual: Run) -> None:
    """A file name is text in every page, and quoted in every address."""
    name = "a\"onclick='x'<b>&"
    (project.root / f"articles/{name}.txt").write_text(STORY, encoding="utf-8")
    bylingual("translate", "--from", "en")
    bylingual("approve", "translations")
    bylingual("compile")
    for page in (project.root / "dist").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert str(Markup.escape(name)) in text or "<b>" not in text
        assert "onclick='" not in text and '"onclick' not in text


def test_swapped_addresses_are_found(project: Project, bylingual: Run) -> None:
    """An error, also where only a letter looks alike."""
    (project.root / "x.po").write_text(
        'msgid "Write to help@ferry.example or see https://ferry.example/help now."\n'
        'msgstr "Escriba a help@fеrry.example o vea https://ferry.examp1e/help ahora."\n',
        encoding="utf-8",
    )
    printed = bylingual("check", "x.po", code=1).stdout
    assert "help@ferry.example is missing or was changed" in printed
    assert "https://ferry.example/help is missing or was changed" in printed
