"""Inline markup: nothing of a text is lost, what bundles show is safe, and Markdown means what CommonMark says."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bylingual.inline import HTML, MARKDOWN, PLAIN, Kind, codes, like_source, parse, plain, to_html, with_labels

MARKS = st.lists(
    st.sampled_from(
        [
            "*",
            "**",
            "_",
            "`",
            "[",
            "]",
            "](x)",
            "![",
            "<b>",
            "</b>",
            "<br>",
            "&amp;",
            "\\",
            "~~",
            " ",
            "a",
            "né",
            "。",
            "<script>",
            "</i>",
            "<a href='javascript:x'>",
            "</a>",
            "{{ x }}",
            "https://x.org/a_b",
            "[^1]",
            "<!-- -->",
        ]
    ),
    max_size=24,
).map("".join)


class _Balance(HTMLParser):
    """Fails on an element that is closed without being opened, or the other way round."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        assert not any((value or "").startswith("javascript") for _, value in attrs)
        if tag not in ("br", "img", "wbr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@given(st.one_of(MARKS, st.text()), st.sampled_from([MARKDOWN, HTML, PLAIN]))
def test_no_character_is_lost_and_the_html_is_well_formed(text: str, syntax: str) -> None:
    """Parts join to the text; what is shown opens and closes in order and holds nothing that runs."""
    parts = parse(text, syntax)
    assert "".join(p.text for p in parts) == text
    balance = _Balance()
    balance.feed(to_html(parts))
    assert not balance.open
    assert "script" not in balance.seen
    pairs = [p.pair for p in parts if p.pair]
    assert all(pairs.count(number) == 2 for number in pairs)
    assert all(p.pair for p in parts if p.kind in (Kind.OPEN, Kind.CLOSE))


@pytest.mark.parametrize(
    "text",
    [
        "**bold** and *it*", "***both*** x", "a *b **c** d* e", "![al*t*](a.png)", "`co*de` *x*", "snake_case_word _em_",
        "2 * 3 * 4", "**a*", "*a**", "[x] [y](z)", "\\*no\\*", "**Gom*bar*** x", "foo****bar**", "[[x](y)](z)",
        "*(*foo*)*", "**bold**text", "文字**强调**文字", "“**quoted**” *x*.", "a <http://x.org/z> b", "[l **n**](<a b>) z",
        "``a ` b`` c", "*foo [bar* baz](x)", "[a *b](x) c*", "**Note**: see [*this*](/p_(q)).", "![a](b) ![c](d)",
    ],
)  # fmt: skip
def test_markdown_as_commonmark_says(text: str) -> None:
    """The same HTML as a CommonMark renderer's."""
    assert to_html(parse(text, MARKDOWN)) == MarkdownIt("commonmark").renderInline(text).replace(" />", ">").replace(
        "%20", " "
    )


def test_references_need_their_definitions() -> None:
    """A reference link has the address of its definition; brackets without one are words."""
    links = {"guide": "https://x.org/"}
    assert to_html(parse("the [old guide][Guide]", MARKDOWN, links)) == 'the <a href="https://x.org/">old guide</a>'
    assert to_html(parse("[Guide] and [note]", MARKDOWN, links)) == '<a href="https://x.org/">Guide</a> and [note]'


@pytest.mark.parametrize(
    ("text", "syntax", "html", "shown"),
    [
        ("<a href='https://x.org/?a&amp;b'>l</a> &amp; <b>x", HTML,
         '<a href="https://x.org/?a&amp;b">l</a> &amp; &lt;b&gt;x', "l & <b>x"),
        ('<a href="java\tscript:x">y</a>', HTML, "<a>y</a>", "y"),
        ('<span class="q" onclick="x()">y</span><br>z', HTML, "y<br>z", "y z"),
        ("[a](javascript:alert(1))", MARKDOWN, "a", "a"),
        ("<script>alert(1)</script>", MARKDOWN, "alert(1)", "alert(1)"),
        ("1 < 2 & 3", PLAIN, "1 &lt; 2 &amp; 3", "1 < 2 & 3"),
        ("~~old~~ {{< x >}}", MARKDOWN, "<del>old</del> ", "old "),
    ],
)  # fmt: skip
def test_what_is_shown(text: str, syntax: str, html: str, shown: str) -> None:
    """Known inline tags and harmless links only."""
    parts = parse(text, syntax)
    assert (to_html(parts), plain(parts)) == (html, shown)


@pytest.mark.parametrize(
    ("text", "target", "html"),
    [
        ("the [guide] *now*", "la [guía][Guide] _ya_", 'la <a href="https://x.org/">guía</a> <em>ya</em>'),
        ("the [guide][]", "la [guía](https://x.org/)", 'la <a href="https://x.org/">guía</a>'),
        ("the [guide][]", "la [guía](https://x.com/)", "la [guía](https://x.com/)"),
        ("![guide]", "![guide][guide]", '<img src="https://x.org/" alt="guide">'),
    ],
)
def test_what_is_shown_alike_is_alike(text: str, target: str, html: str) -> None:
    """A link may be written in another way, not lead elsewhere."""
    links = {"guide": "https://x.org/"}
    parts = like_source(parse(target, MARKDOWN, links), parse(text, MARKDOWN, links))
    assert to_html(parts) == html
    named = with_labels(text, links)
    assert codes(parse(named, MARKDOWN)) == codes(parse(named, MARKDOWN, links))


@given(st.lists(MARKS | st.sampled_from(["[a]", "[*a*]", "[a][]", "![a]", "![a][]"]), max_size=6).map("".join))
def test_labels_change_nothing_that_is_shown(text: str) -> None:
    """References that name their labels are shown as before, and say the same again."""
    links = {"a": "https://x.org/", "*a*": "/b"}
    named = with_labels(text, links)
    assert to_html(parse(named, MARKDOWN, links)) == to_html(parse(text, MARKDOWN, links))
    assert with_labels(named, links) == named


def test_a_target_brings_no_markup_in() -> None:
    """Codes that the source lacks are shown as words, both halves of a pair alike."""
    source = parse("see <b>this</b>", HTML)
    target = parse('ver <b>esto</b> <a href="https://evil.example">ya</a><img src=x>', HTML)
    assert to_html(like_source(target, source)) == (
        'ver <b>esto</b> &lt;a href="https://evil.example"&gt;ya&lt;/a&gt;&lt;img src=x&gt;'
    )


@given(MARKS, MARKS, st.sampled_from([MARKDOWN, HTML]))
def test_codes_of_a_target_are_among_its_sources(target: str, source: str, syntax: str) -> None:
    """Whatever a target says, its codes are a part of the source's; those that are shown alike are the same."""
    kept = like_source(parse(target, syntax), parse(source, syntax))
    looks, known = (Counter(p.html or p.text for p in parts if p.is_code) for parts in (kept, parse(source, syntax)))
    assert looks <= known
    assert "".join(p.text for p in kept) == target
    _Balance().feed(to_html(kept))


def test_many_marks_take_no_time_to_speak_of() -> None:
    """No pattern runs away on hostile input."""
    for bad in (
        "*a_" * 3000,
        "[" * 5000 + "]" * 5000,
        "`" * 5000 + "a",
        "<a " * 3000,
        "![" * 3000,
        "&" * 9000,
        "{{" * 5000,
    ):
        assert "".join(p.text for p in parse(bad, MARKDOWN)) == bad
    assert not re.search("<a ", to_html(parse("<a " * 3000, HTML)))
