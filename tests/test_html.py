"""The HTML reader: roles, codes, places."""

from __future__ import annotations

import json
import sys

import pytest

from bylingual.embed import embed
from bylingual.errors import ReadError
from bylingual.html_text import shown, written
from bylingual.html_tree import Kind, parse
from bylingual.localize import fill
from bylingual.model import Article, Disposition
from bylingual.readers import html
from conftest import DATA


def read(text: str | bytes, path: str = "a.html") -> Article:
    return html.read(text.encode() if isinstance(text, str) else text, "a", path)


def units(article: Article) -> list[tuple[str, str]]:
    return [(b.role.value, b.source) for b in article.blocks if b.disposition is Disposition.TRANSLATE]


def test_roles_of_a_page() -> None:
    """Every kind of element has its role; headline and deck of the head and of the body are one unit each."""
    article = html.read((DATA / "contract/ferry.html").read_bytes(), "a", "a.html")
    headline = ("headline", "River ferry &amp; bridge: why both stopped")
    deck = ("deck", 'The town’s last ferry is tied up, and nobody says "when" it will sail')
    found = units(article)
    assert found[:3] == [("kicker", "Town"), headline, deck]
    assert found[-5:] == [headline, headline, deck, deck, headline]
    assert [f for f in found[3:-5] if f[0] != "body"] == [
        ("alt", 'A ferry at the quay, with "no" lights'),
        ("caption", "The ferry has been at the quay since the flood."),
        ("heading", "What the council says"),
        ("quote", "We will not sail with a broken engine"),
        ("list", "The ferry needs a new engine, which costs as much as two buses."),
        ("list", "The bridge needs new planks, and people to lay them."),
    ]
    assert [f[1] for f in found if f[0] == "body"] == [
        'On Monday, the council closed <em>both</em> the ferry and the <a href="/bridge?x=1&amp;y=2">wooden bridge</a>, '
        "after <strong>12 complaints</strong> from passengers in a single week. Nobody was told in advance, the captain said.",
        "He wrote a long letter to the mayor — “we will not sail with a broken engine” — and read it aloud on the quay,<br>"
        "where 40 people had come to hear him on a cold morning.",
        'The council says that it did not know of the <i lang="la">casus belli</i>, and that 5\u00a0500 people cross the river '
        "on an ordinary working day.",
        "Crossing", "People a day", "Ferry",
        "Until then, whoever wants to cross the river has to walk to the old mill, two hours upstream, where a farmer keeps "
        "a boat of his own.",
    ]  # fmt: skip
    kept = [
        (b.role.value, b.source) for b in article.blocks if b.disposition is Disposition.KEEP and b.form != "markup"
    ]
    assert kept == [
        ("byline", 'By <a href="/maria">Maria Gómez Duarte</a>'), ("meta", "3 March 2026"),
        ("credit", "Photo: Peter Lund"), ("body", "3 500"),
    ]  # fmt: skip
    dropped = {b.source: b.reason for b in article.blocks if b.disposition is Disposition.DROP}
    assert dropped == {
        "Share on Facebook · Copy link": "page furniture: share",
        "Read more · The bridge that nobody wanted": "page furniture: beside the article",
        "Sign up for our morning newsletter · Go": "page furniture: newsletter",
    }
    assert article.declared_language == "en_GB"
    assert article.meta == {
        "author": "Maria Gómez Duarte", "date": "2026-03-03T08:00:00Z", "section": "Town",
        "url": "https://example.org/ferry",
    }  # fmt: skip


def test_a_translated_page() -> None:
    """Targets stand in the page's own tags, quoted where they stand; dropped elements are gone; the rest is as it was."""
    article = html.read((DATA / "contract/ferry.html").read_bytes(), "a", "a.html")
    sources = {source.split()[0]: (role.value, source) for role, source in article.unit_keys()}
    page = fill(article, {
        sources["River"]: 'Fähre & „Brücke“ "stehen"',
        sources["On"]: 'Der <a href="/bridge?x=1&amp;y=2">Steg</a> und <em>beide</em> <script>x()</script> <u>&lt;</u>',
        sources["A"]: 'Eine "Fähre" <b>',
    }).decode()  # fmt: skip
    for text in (
        "<title>Fähre &amp; „Brücke“ \"stehen\" | Valley Post</title>",
        'property="og:title" content="Fähre &amp; „Brücke“ &quot;stehen&quot;">',
        '<a href="https://example.org/ferry">Fähre &amp; „Brücke“ "stehen"</a></h1>',
        '<p>Der <a class="link link--plain" href="/bridge?x=1&amp;y=2" data-track="7">Steg</a> und <em>beide</em> '
        '&lt;script&gt;x()&lt;/script&gt; &lt;u&gt;&lt;&lt;/u&gt;<script>track("body")</script>\n  <p>He wrote',
        'alt="Eine &quot;Fähre&quot; &lt;b&gt;"></picture>',
        '<div class="cookie-banner">', 'Not the text of the page.', "<footer>© Valley Post</footer>", "<style>p > a",
    ):  # fmt: skip
        assert text in page, text
    for text in ("share-bar", "Read more", "newsletter-signup", "dropcap"):
        assert text not in page, text


def test_what_an_encoding_cannot_hold() -> None:
    """It is written as a reference, and the page stays in its encoding."""
    article = html.read((DATA / "contract/mill.htm").read_bytes(), "a", "a.htm")
    assert article.encoding == "cp1252"
    filled = fill(article, {("headline", "Der Müller räumt das Wehr"): "Młynarz & jaz", ("alt", "Wehr"): "jaz młyna"})
    assert filled.count(b"M&#322;ynarz &amp; jaz") == 2
    assert b"alt=jaz&#32;m&#322;yna align" in filled
    assert "Flu\xdf" in filled.decode("cp1252")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a <em> b </em>c", "a <em>b</em> c"),
        ("<span class=x>T</span>he <b></b> boat", "The boat"),
        ("x<sup>2</sup> &lt; y &amp; z&nbsp;&eacute;", "x<sup>2</sup> &lt; y &amp; z\u00a0é"),
        ("one <br/> two<!-- x --> three", "one<br>two three"),
        ('<a href="j&quot;>x" onclick="y">l</a>', '<a href="j&quot;%3Ex">l</a>'),
        ("<ruby>橋<rp>(</rp><rt>はし</rt></ruby>の", "橋の"),
        ("橋の\n上 on\n it", "橋の上 on it"),
        ("a<span hidden>b</span><span style='display: none'>c</span>d", "ad"),
        ('see <span lang="la">ergo</span>', 'see <span lang="la">ergo</span>'),
        ("5 < 6 & <3", "5 &lt; 6 &amp; &lt;3"),
    ],
)
def test_what_a_unit_shows(raw: str, text: str) -> None:
    """Tags that matter, spaces outside of them, characters for entities; shown again, it is the same."""
    assert shown(raw) == text
    assert shown(text) == text
    assert shown(written(text, raw)) == text


def test_tags_are_written_as_they_were() -> None:
    """Each with its own attributes, in the order in which they stand."""
    raw = '<a class=1 href="x">a</a> <i>b</i> <a class=2 href="x">c</a><script>s</script>'
    assert written('<a href="x">C</a> <a href="x">A</a>', raw) == (
        '<a class=1 href="x">C</a> <a class=2 href="x">A</a><script>s</script>'
    )
    assert embed("a\nb <b>", "html-run", "c") == "a b &lt;b&gt;"


def test_elements_end_as_in_browsers() -> None:
    """Implied end tags, stray end tags, void elements, raw text, attributes in any spelling."""
    text = "<ul><li>a<li>b</ul></p><p>c<div>d</div><br>e<table><tr><td>f<td>g</table><title><b></title><a b=c/ d='>'>h"
    tree = parse(text, "a")
    assert "".join(text[e.start : e.end] for e in tree.events) == text
    inside = [
        ("/".join(o.name for o in reversed([e.element, *e.element.around()])), text[e.start : e.end])
        for e in tree.events if e.kind is Kind.TEXT
    ]  # fmt: skip
    assert inside == [
        ("/ul/li", "a"), ("/ul/li", "b"), ("/p", "c"), ("/div", "d"), ("", "e"), ("/table/tr/td", "f"),
        ("/table/tr/td", "g"), ("/title", "<b>"), ("/a", "h"),
    ]  # fmt: skip
    link = tree.elements[-1]
    assert (link.get("b"), link.get("d"), link.get("e")) == ("c/", ">", "")


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names what to install."""
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(ReadError, match=r"pip install 'bylingual\[html\]'"):
        read("<p>Words of an article.</p>")


def test_deep_elements_are_refused() -> None:
    """With the line."""
    with pytest.raises(ReadError, match="nested too deeply") as caught:
        read("<p>a</p>\n" + "<div>" * 10_000)
    assert (caught.value.path, caught.value.line) == ("a.html", 2)


LONG = (
    "The harbour of the old town was closed on Friday morning, after ice had damaged two of the gates during the night."
)


def page(body: str, head: str = "") -> str:
    return f"<html><head><title>Harbour closed by ice</title>{head}</head><body>{body}</body></html>"


def roles(text: str) -> list[tuple[str, str, str]]:
    """Role, disposition and text of what stands in the body of a page."""
    article = read(text)
    first = article.text.find("<body")
    return [
        (b.role.value, b.disposition.value, b.source) for b in article.blocks if b.form != "markup" and b.start >= first
    ]


def test_names_and_credits() -> None:
    """Authors at either end; a picture's credit apart from its caption, in an element of its own or not."""
    text = page(
        "<h1>Harbour closed by ice</h1><p class=meta><span>Ann Lee</span><span>January 9, 2026</span></p>"
        "<figure><img src=a><figcaption>One of the gates, bent by ice. Photo: Jo Field / AP</figcaption></figure>"
        f"<p>{LONG}</p><p>{LONG.replace('two', 'four')}</p><div class=image-desc>A tug on its way to the harbour</div>"
        "<div class=image-author>Jo Field</div>"
        f"<p>{LONG.replace('two', 'ten')}</p><p>Text: Ann Lee</p><p>Editor: Max Roth</p>",
        '<meta name=author content="Ann Lee">',
    )
    assert [r for r in roles(text) if r[0] != "body"] == [
        ("headline", "translate", "Harbour closed by ice"),
        ("byline", "keep", "Ann Lee"),
        ("meta", "keep", "January 9, 2026"),
        ("caption", "translate", "One of the gates, bent by ice."),
        ("credit", "keep", "Photo: Jo Field / AP"),
        ("caption", "translate", "A tug on its way to the harbour"),
        ("credit", "keep", "Jo Field"),
        ("byline", "keep", "Text: Ann Lee"),
        ("credit", "keep", "Editor: Max Roth"),
    ]


def test_decks() -> None:
    """The description where it stands; a description that begins the body is no deck."""
    deck = "Ships have waited for three days outside the harbour."
    body = f"<h1>Harbour closed by ice</h1><div><p>{LONG}</p><p>{LONG.replace('two', 'four')}</p></div>"
    assert ("deck", "translate", deck) in roles(page(body.replace("<div>", f"<h2>{deck}</h2><div>", 1)))
    article = read(page(body, f'<meta name=description content="{deck}">'))
    assert [b.source for b in article.blocks if b.role == "deck"] == [deck]
    for lead in (LONG, LONG[:60] + "…", LONG[:60]):
        article = read(page(body, f'<meta name=description content="{lead}">'))
        assert not [b for b in article.blocks if b.role == "deck"]


def test_bold_lines_and_double_breaks() -> None:
    """A bold line above a paragraph is a heading; two breaks end a paragraph, one does not."""
    text = page(
        f"<h1>Harbour closed by ice</h1><div>{LONG}<br><br>{LONG.replace('two', 'four')}<br>And so on.<br><br>"
        f"<b>What happens now</b><br>{LONG.replace('two', 'ten')}</div>"
    )
    assert roles(text)[1:] == [
        ("body", "translate", LONG),
        ("body", "translate", LONG.replace("two", "four") + "<br>And so on."),
        ("heading", "translate", "What happens now"),
        ("body", "translate", LONG.replace("two", "ten")),
    ]


def test_fragments() -> None:
    """Without a page around it everything is the article, short texts too."""
    assert roles("<p>No.</p><ul><li>Ice<li>Wind</ul><pre><code>a = 1</code></pre>") == [
        ("body", "translate", "No."), ("list", "translate", "Ice"), ("list", "translate", "Wind"),
        ("note", "keep", "<code>a = 1</code>"),
    ]  # fmt: skip


def test_authors_in_json() -> None:
    """JSON-LD wrapped in what scripts are wrapped in, with names that the page does not show."""
    data = '<![CDATA[{"@type":"NewsArticle","author":[{"name":"Ana G\\u00f3mez"},],"inLanguage":"en"}]]>'
    article = read(
        page(f"<h1>Harbour closed by ice</h1><p>{LONG}</p>", f"<script type=application/ld+json>{data}</script>")
    )
    assert [(b.source, article.text[b.start : b.end]) for b in article.blocks if b.role == "byline"] == [
        ("Ana Gómez", "Ana G\\u00f3mez")
    ]
    assert (article.meta["author"], article.declared_language) == ("Ana Gómez", "en")


def test_the_language_of_the_article_goes_before_the_pages() -> None:
    """An element around the text says it, then the page, then its own address among its translations."""
    body = f"<h1>Harbour closed by ice</h1><p>{LONG}</p>"
    assert read(page(f"<div lang=de>{body}</div>", "<meta property=og:locale content=fr_FR>")).declared_language == "de"
    assert read(page(body, "<meta property=og:locale content=fr_FR>")).declared_language == "fr_FR"
    links = '<link rel=canonical href="/x"><link rel=alternate hreflang=es href="/y"><link rel=alternate hreflang=it href="/x">'
    assert read(page(body, links)).declared_language == "it"


def test_a_page_without_an_article_is_refused() -> None:
    """It is said, not passed over."""
    with pytest.raises(ReadError, match="no article was found"):
        read(page("<nav><a href=a>Home</a> <a href=b>News</a></nav>").replace("Harbour closed by ice", ""))


def test_json_says_the_headline_and_the_deck_again() -> None:
    """They are written there as JSON, and nothing ends the script; the article's body there is left alone."""
    data = {
        "@type": "NewsArticle",
        "headline": "Harbour closed by ice",
        "description": "Ships \u201cwait\u201d outside",
        "articleBody": LONG,
    }
    script = f"<script type=application/ld+json>{json.dumps(data)}</script>"
    article = read(page(f"<h1>Harbour closed by ice</h1><h2 class=deck>Ships “wait” outside</h2><p>{LONG}</p>", script))
    filled = fill(
        article,
        {
            ("headline", "Harbour closed by ice"): 'Hafen & "Eis"</script>',
            ("deck", "Ships “wait” outside"): "Schiffe warten",
        },
    )
    found = json.loads(filled.decode().split("ld+json>")[1].split("</script>")[0])
    assert (found["headline"], found["description"]) == ('Hafen & "Eis"</script>', "Schiffe warten")
    assert found["articleBody"] == LONG


def test_a_body_that_only_json_has() -> None:
    """Pages that scripts fill: a paragraph a line of its string; the page's own words are none of it."""
    data = json.dumps(
        {"@type": "NewsArticle", "headline": "Harbour closed by ice", "articleBody": f'{LONG}\n\nShe said: "{LONG}"\n'}
    )
    article = read(
        page(
            "<h1>Harbour closed by ice</h1><div id=app>Please turn on JavaScript.</div>",
            f"<script type=application/ld+json>{data}</script>",
        )
    )
    assert [(b.source, b.form) for b in article.blocks if b.role == "body"] == [
        (LONG, "text+json:tags"), (f'She said: "{LONG}"', "text+json:tags"),
    ]  # fmt: skip
    assert b'"She said: \\"' not in fill(article, {("body", f'She said: "{LONG}"'): "Sie sagte"})
    assert b"\\n\\nSie sagte\\n" in fill(article, {("body", f'She said: "{LONG}"'): "Sie sagte"})


def test_a_page_that_breaks_off_says_so() -> None:
    """What stands for the rest is left out."""
    article = read(
        page(
            f"<h1>Harbour closed by ice</h1><p>{LONG}</p><p>{LONG.replace('two', 'four')}</p><p>Subscribe to continue reading</p>"
        )
    )
    assert article.warnings == ("its text may break off: the page says that there is more for subscribers",)
    assert "Subscribe" not in fill(article, {}).decode()


def test_datelines() -> None:
    """Place, agency and date before the first sentence are kept, with their tags, and the sentence is a unit."""
    for raw, place in (
        ("OLDTOWN (AP) — ", "OLDTOWN (AP) —"),
        ("<b>OLDTOWN, Jan. 9</b> (Reuters) &ndash; ", "<b>OLDTOWN, Jan. 9</b> (Reuters) –"),
        ("<strong>Oldtown (dpa)</strong> - ", "<strong>Oldtown (dpa)</strong> -"),
    ):
        found = roles(page(f"<h1>Harbour closed by ice</h1><p>{raw}{LONG}</p><p>{LONG.replace('two', 'four')}</p>"))
        assert found[1:3] == [("dateline", "keep", place), ("body", "translate", LONG)]
    # A tag around place and sentence: one unit.
    found = roles(page(f"<h1>Harbour closed by ice</h1><p><b>OLDTOWN (AP) — {LONG[:60]}</b>{LONG[60:]}</p>"))
    assert [f[0] for f in found[1:]] == ["body"]


def test_a_caption_said_again_is_one() -> None:
    """Slide shows say it beside the figure once more."""
    caption = "Ships outside the harbour on Friday morning"
    found = roles(page(
        f"<h1>Harbour closed by ice</h1><p>{LONG}</p><figure><img src=a><figcaption>{caption} Photo: Jo Field</figcaption></figure>"
        f"<div class=slide>{caption}</div><p>{LONG.replace('two', 'four')}</p>"
    ))  # fmt: skip
    assert found.count(("caption", "translate", caption)) == 2
