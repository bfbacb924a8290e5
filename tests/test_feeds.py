"""RSS, Atom and WordPress exports: an article an item, from the file to the bundles."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from xml.dom import minidom

import pytest
from click.testing import Result

from bylingual.inline import parse, plain
from bylingual.localize import fill
from bylingual.model import Article, Disposition, Role
from bylingual.project import Project
from bylingual.readers import xml as reader

Run = Callable[..., Result]


def rss(*items: str, more: str = "", spaces: str = "") -> str:
    """A feed of these items."""
    inside = "\n".join(f"<item>{item}</item>" for item in items)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/'
        f'content/" {spaces}><channel><title>Feed</title>{more}\n{inside}\n</channel></rss>\n'
    )


def articles(text: str) -> dict[str, Article]:
    """The articles of a feed by their slugs, read one by one."""
    data = text.encode()
    parts = {i.slug: b"".join(data[a:b] for a, b in i.spans) for i in reader.split(data, "f.xml") if not i.refused}
    return {slug: reader.read(part, slug, "f.xml") for slug, part in parts.items()}


def one(item: str, **more: str) -> Article:
    (article,) = articles(rss(item, **more)).values()
    return article


def shown(article: Article) -> list[tuple[Role, str]]:
    """Roles and sources of what is in bundles, each once, in order."""
    found = [(b.role, b.source) for b in article.blocks if b.form != "markup" and b.disposition is not Disposition.DROP]
    return list(dict.fromkeys(found))


def filled(article: Article, change: Any = lambda text: text + " ñ") -> str:
    return fill(article, {(role.value, source): change(source) for role, source in article.unit_keys()}).decode()


FERRY = "<title>Ferry stops</title><guid>https://post.example/2031/ferry</guid>"
LEAD = "The ferry stops for a week."


@pytest.mark.parametrize(
    ("content", "target"),
    [
        ("<![CDATA[<p>One <b>two</b> &amp; three</p>]]>", "<![CDATA[<p>Eins <b>zwei</b> &amp; \u20ac]]]]><![CDATA[>3</p>]]>"),
        ("&lt;p&gt;One &lt;b&gt;two&lt;/b&gt; &amp;amp; three&lt;/p&gt;", "&lt;p&gt;Eins &lt;b&gt;zwei&lt;/b&gt; &amp;amp; \u20ac]]&amp;gt;3&lt;/p&gt;"),
    ],
)  # fmt: skip
def test_content_in_a_section_or_escaped(content: str, target: str) -> None:
    """Both are HTML; a target is written as its source was."""
    article = one(f"{FERRY}<content:encoded>{content}</content:encoded>")
    assert shown(article)[1:] == [(Role.BODY, "One <b>two</b> & three")]
    out = filled(article, lambda text: "Eins <b>zwei</b> & \u20ac]]>3" if "One" in text else text)
    if "CDATA" in content:
        target = "<![CDATA[<p>Eins <b>zwei</b> &amp; \u20ac]]&gt;3</p>]]>"
    assert f"<content:encoded>{target}</content:encoded>" in out
    minidom.parseString(out)


def test_a_plain_title_in_a_section_ends_no_section() -> None:
    """`]]>` in a target."""
    out = filled(
        one(f"<title><![CDATA[Ferry stops]]></title><description>{LEAD}</description>"), lambda text: "a ]]> b"
    )
    assert minidom.parseString(out).getElementsByTagName("title")[1].toxml().count("CDATA") == 2
    assert "<title><![CDATA[a ]]]]><![CDATA[> b]]></title>" in out


def test_a_summary_is_the_deck_or_the_text() -> None:
    """The first paragraph in advance is that paragraph; what has no other text is the body."""
    full = f"<content:encoded><![CDATA[<p>{LEAD}</p><p>It needs an engine.</p>]]></content:encoded>"
    assert shown(one(f"{FERRY}<description>A short word.</description>{full}"))[1] == (Role.DECK, "A short word.")
    assert shown(one(f"{FERRY}<description>{LEAD}</description>{full}"))[1:] == [
        (Role.BODY, LEAD),
        (Role.BODY, "It needs an engine."),
    ]
    assert shown(one(f"{FERRY}<description>{LEAD}</description>"))[1:] == [(Role.BODY, LEAD)]


def test_html_without_paragraphs() -> None:
    """Two breaks part paragraphs, so do blank lines outside of elements; pictures stand apart, their texts are read."""
    html = '<img src="a.jpg" alt="The quay"/> One<br/> more.<br><br/>Two.\n\n<em>Three\n\nfour.</em><br>'
    assert shown(one(f"{FERRY}<description><![CDATA[{html}]]></description>"))[1:] == [
        (Role.ALT, "The quay"),
        (Role.BODY, "One<br/> more."),
        (Role.BODY, "Two."),
        (Role.BODY, "<em>Three four.</em>"),
    ]


@pytest.mark.parametrize(
    "tail",
    [
        '<a href="https://post.example/2031/ferry">Continue reading...</a>',
        "<p>Read more about the ferry</p>",
        '<p>The post <a href="#">Ferry stops</a> appeared first on <a href="#">The Post</a>.</p>',
        "<p>La entrada <a>Ferry</a> se publicó primero en <a>El Diario</a>.</p>",
    ],
)
def test_what_feeds_put_below_an_excerpt_is_dropped(tail: str) -> None:
    """It is no text of the article."""
    article = one(f"{FERRY}<description><![CDATA[<p>{LEAD}</p> {tail}]]></description>")
    assert shown(article)[1:] == [(Role.BODY, LEAD)]
    assert [b.role for b in article.blocks if b.disposition is Disposition.DROP] == [Role.BOILERPLATE]


WXR = 'xmlns:wp="http://wordpress.org/export/1.2/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def wordpress(status: str, kind: str = "post", content: str = "Words.") -> str:
    return (
        f"<title>Mill</title><guid>https://mill.example/?p=7</guid><dc:creator>Ada</dc:creator><description/>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded><excerpt:encoded><![CDATA[In short.]]></excerpt:encoded>"
        f"<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>"
    )


def test_wordpress_exports() -> None:
    """Blank lines are paragraphs, shortcodes are codes; drafts and attachments are refused."""
    content = (
        '[dropcap]T[/dropcap]he mill <b>turns</b>.\n\n[gallery ids="1,2"]\n\nIt grinds [sic] wheat.\n<!--more-->\nMore.'
    )
    article = one(wordpress("publish", content=content), spaces=WXR)
    assert shown(article) == [
        (Role.HEADLINE, "Mill"),
        (Role.DECK, "In short."),
        (Role.BYLINE, "Ada"),
        (Role.BODY, "[dropcap]T[/dropcap]he mill <b>turns</b>."),
        (Role.BODY, "It grinds [sic] wheat. More."),
    ]
    assert plain(parse("[dropcap]T[/dropcap]he mill [sic]", "html")) == "The mill [sic]"
    feed = rss(wordpress("draft"), wordpress("publish", "attachment"), wordpress("future"), spaces=WXR).encode()
    assert [i.refused for i in reader.split(feed, "f.xml")] == [
        "a draft",
        "no article (attachment)",
        "scheduled, not published yet",
    ]


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>F</title>
<entry><title type="html">Ein &lt;i&gt;Wort&lt;/i&gt; &amp;amp; mehr</title><id>tag:a,1:x</id><author><name>Jo</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Ein <b>Satz</b>.</p></div></content></entry>
<entry><title>A &lt;b&gt; c</title><id>tag:a,1:y</id><summary type="text">Nur kurz.</summary></entry></feed>"""


def test_atom() -> None:
    """Titles and contents by their types."""
    found = articles(ATOM)
    assert list(found) == ["tag-a-1-x", "tag-a-1-y"]
    assert {a.declared_language for a in found.values()} == {"de"}
    assert shown(found["tag-a-1-x"]) == [
        (Role.HEADLINE, "Ein <i>Wort</i> & mehr"),
        (Role.BYLINE, "Jo"),
        (Role.BODY, "Ein <b>Satz</b>."),
    ]
    assert "<p>Ein <b>Satz</b>. ñ</p></div>" in filled(found["tag-a-1-x"])
    assert '<title type="html">Ein &lt;i&gt;Wort&lt;/i&gt; &amp;amp; mehr ñ</title>' in filled(found["tag-a-1-x"])
    assert shown(found["tag-a-1-y"])[-1] == (Role.BODY, "Nur kurz.")


@pytest.mark.parametrize(
    ("item", "why"),
    [
        ("<link>https://a.example/</link>", "no text"),
        (f'{FERRY}<enclosure type="audio/mpeg" url="a.mp3"/><itunes:duration>9</itunes:duration>', "an episode of a podcast"),
    ],
)  # fmt: skip
def test_items_without_an_article_are_refused(item: str, why: str) -> None:
    """With the reason."""
    spaces = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    assert [i.refused for i in reader.split(rss(item, spaces=spaces).encode(), "f.xml")] == [why]


@pytest.mark.parametrize(
    ("body", "warning"),
    [
        ("It stops for […]", "its text breaks off: the feed has the beginning only"),
        ("It stops for ... Read more", "its text breaks off: the feed has the beginning only"),
        ("It stops.", ""),
        ("", "no text but its headline"),
    ],
)
def test_texts_that_break_off_are_said_to(body: str, warning: str) -> None:
    """And those that are not there."""
    assert "".join(one(f"{FERRY}<description>{body}</description>").warnings) == warning


def test_a_feed_becomes_articles_and_bundles(project: Project, bylingual: Run) -> None:
    """Ids by guid; the source bundle is the feed with this item alone; the feed's language is the items'."""
    body = "<description>The ferry across the river stops for a week because its engine has to be mended.</description>"
    text = rss(f"{FERRY}{body}", "<title>Bridge opens today</title><guid>b-2</guid>", more="<language>en</language>")
    (project.articles_dir / "post.rss").write_text(text, encoding="utf-8")
    result = bylingual("translate")
    assert "no text but its headline" in result.stderr
    ids = sorted(article for _, article, _ in project.find_catalogs())
    assert ids[0] == "post/b-2"
    assert ids[1].startswith("post/ferry-")
    bylingual("approve", "translations")
    bylingual("compile")
    out = (project.root / "dist/es" / ids[1] / "article.rss").read_text(encoding="utf-8")
    assert out.count("<item>") == 1
    assert out.startswith(text[: text.index("<item>")])
    data = json.loads((project.root / "dist/es" / ids[1] / "article.json").read_text(encoding="utf-8"))
    assert data["meta"]["guid"] == "https://post.example/2031/ferry"
    assert len(data["body"]) == 1


def test_a_single_item_is_named_too(project: Project, bylingual: Run) -> None:
    """Its id does not change when the next one comes."""
    path = project.articles_dir / "post.xml"
    path.write_text(rss("<title>Ferry stops</title><guid>f-1</guid>"), encoding="utf-8")
    bylingual("translate", "--from", "en")
    more = rss("<title>Bridge opens</title><guid>b-2</guid>", "<title>Ferry stops</title><guid>f-1</guid>")
    path.write_text(more, encoding="utf-8")
    bylingual("translate", "--from", "en")
    assert sorted(article for _, article, _ in project.find_catalogs()) == ["post/b-2", "post/f-1"]
