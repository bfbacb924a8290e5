"""HTML made to be slow or to break: work grows with the page, and whatever a page is, it is an article or a ReadError."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bylingual.errors import ReadError
from bylingual.html_text import shown, written
from bylingual.localize import fill, localize
from bylingual.model import Article
from bylingual.readers import html
from bylingual.readers.base import ReadOptions
from conftest import DATA
from test_markdown_limits import calls

KEEPING = ReadOptions(drop=False)
TRAPS: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda n: "<h1>The ferry</h1>" + "".join(f"<p>Ferry {i} is <a href=x>late</a>.</p>" for i in range(n)),
    "less-than signs": lambda n: "<p>word" + " <" * n,
    "open tags": lambda n: "<p>word " + "<a " * n,
    "quotation marks": lambda n: "<p>word <a b=\"' " * n,
    "attributes": lambda n: "<p " + " ".join(f"a{i}=b" for i in range(n)) + ">word</p>",
    "names": lambda n: "<p class='" + "ad-share " * n + "'>word</p>",
    "comments": lambda n: "<p>word" + "<!--" * n,
    "line breaks": lambda n: "<p>word" + "<br>" * n + "word",
    "bold lines": lambda n: "<p>" + "<b>word</b><br>" * n,
    "inline elements": lambda n: "<p>word " + "<span class=credit>Aa</span>" * n,
    "stray end tags": lambda n: "<p>word" + "</b></div></p>" * n,
    "unclosed": lambda n: "<ul>" + "<li>word<p><b>word" * n,
    "tables": lambda n: "<table>" + "<tr><td>word" * n,
    "headlines": lambda n: "<title>The ferry is late</title>" + "<h1>The ferry is late</h1>" * n,
    "figures": lambda n: "<figure><img src=a alt='A word'><figcaption>A word <i>Photo: Al</i></figcaption></figure>" * n,
    "entities": lambda n: "<p>word" + "&amp;&lt;&" * n,
    "json": lambda n: '<script type="application/ld+json">' + "[" * n + "</script><p>word",
    "scripts": lambda n: "<p>word" + "<script>a</script>" * n + "word",
    "ruby": lambda n: "<p>" + "<ruby>橋<rt>はし</rt></ruby>" * n,
    "levels": lambda n: ("<div>" * 200 + "word" + "</div>" * 200) * (n // 100),
    "buttons": lambda n: "<p>word<button>" + "<i>" * 200 + "</p>" * n,
}  # fmt: skip


def everything(data: bytes) -> None:
    """Read a page, write it back unchanged and translated, show it; a ReadError is an answer too."""
    try:
        article = html.read(data, "a", "a.html", KEEPING)
    except ReadError as error:
        assert error.path == "a.html"
        return
    at = 0
    for block in sorted(article.blocks, key=lambda b: b.start):
        assert at <= block.start < block.end
        assert not article.text[at : block.start].strip()
        at = block.end
    assert not article.text[at:].strip()
    assert fill(article, {}) == data
    targets: dict[tuple[str | None, str], str] = {(r.value, s): f"é {s} </p><i>" for r, s in article.unit_keys()}
    after = fill(article, targets)
    if article.encoding.startswith("utf"):
        assert after.decode(article.encoding).count("<script") <= article.text.count("<script")
    assert localize(article, "en", "en", (), {}).pieces
    check(html.read(data, "a", "a.html"))


def check(article: Article) -> None:
    assert all(b.reason for b in article.blocks if b.disposition == "drop")


@pytest.mark.parametrize("name", TRAPS)
def test_twice_the_page_is_twice_the_work(name: str) -> None:
    """Work counted in calls of functions."""
    everything(TRAPS[name](100).encode())  # what is set up once
    small, large = (calls(lambda n=n: everything(TRAPS[name](n).encode())) for n in (200, 400))
    assert large < 2.6 * small


_PIECES = st.sampled_from(
    ["<p>", "</p>", "<div class='share'>", "</div>", "<h1>", "</h1>", "<a href=x>", "</a>", "<b>", "</b>", "<br>", "<li>",
     "<table><tr><td>", "</table>", "<script>", "</script>", "<!--", "-->", "<img alt='a word'>", "<title>", "</title>",
     "<figure><figcaption>", "</figure>", "<ruby>", "<rt>", "</ruby>", "<meta property=og:title content='The ferry is late'>",
     "<body>", "<html lang=xx>", "<svg>", "<![CDATA[", "]]>", "<blockquote>", "<pre>", "<select><option>", "<p hidden>", "<",
     "&", "&amp;", "&#0;", "&#xd800;", "&#x110000;", "'", '"', "=", ">", "/>", "\r\n", "\t", "The ferry is late", " word ",
     "Photo: A. B.", "By Ann Lee", "a\u0301\u0323", "\u202e", "\u200b", "橋", "\xa0", "É", "{{ x }}"]
)  # fmt: skip


# What no line of text has within it.
_BLOCKS = (
    "<p",
    "</p",
    "<div",
    "</div",
    "<h",
    "</h",
    "<li",
    "<table",
    "</table",
    "<figure",
    "</figure",
    "<body",
    "<blockquote",
    "<pre",
)


@settings(max_examples=120)
@given(st.lists(_PIECES, max_size=40))
def test_any_pieces(pieces: list[str]) -> None:
    """Elements opened and closed anywhere."""
    everything("".join(pieces).encode())


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_page(data: st.DataObject) -> None:
    """A page with a piece cut out, doubled or overwritten, in bytes."""
    page = (DATA / "contract/ferry.html").read_bytes()
    start = data.draw(st.integers(0, len(page)))
    end = min(len(page), start + data.draw(st.integers(0, 400)))
    middle = data.draw(
        st.sampled_from([b"", page[start:end] * 2, b"<", b'"', b"\xff", b"-->", b"<title>", b"</script>"])
    )
    everything(page[:start] + middle + page[end:])


@settings(max_examples=100)
@given(
    st.lists(_PIECES.filter(lambda piece: not piece.startswith(_BLOCKS)), max_size=15), st.lists(_PIECES, max_size=15)
)
def test_any_target(raw: list[str], target: list[str]) -> None:
    """What is written for a line of HTML never has a tag that the piece did not have, and shows the source's codes."""
    source = "".join(raw)
    text = shown(source)
    assert shown(written(text, source)) == text
    after = written("".join(target), source)
    for name in ("<script", "<p", "<div", "<table", "<img", "<a ", "</a", "<body", "<svg", "<title", "<!--"):
        assert after.count(name) <= source.count(name), name


@pytest.mark.parametrize(
    "data",
    [
        b"<p>a\0b</p>", b"\xff\xfe<\0p\0>\0\0\0", b"<p>\xd8\x00", b"<p " + b"x" * 1_000_000 + b">word", b"<p>" * 20_000,
        b"<p a='" + b"y" * 1_000_000, b"<html><body></body></html>", b"<script>word</script>", b"<!-- word -->",
        b"<html><body><nav><a href=x>Home</a> <a href=y>News</a></nav></body></html>",
    ],
)  # fmt: skip
def test_what_has_no_article(data: bytes) -> None:
    """NUL, huge tags, deep elements, pages of markup alone: refused with the file's name, or read."""
    everything(data)
