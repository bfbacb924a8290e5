"""JSON and XML from anybody: whatever a file holds, it is an article or an error that names it; quickly, and offline.

Files that the sockets guard of pytest-socket would see being fetched do not exist for these readers: they open none.
"""

from __future__ import annotations

import json
from pathlib import Path
from xml.parsers import expat

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bylingual.errors import NoArticleError, ReadError, RefusedError
from bylingual.localize import fill
from bylingual.model import Article
from bylingual.readers import BY_SUFFIX
from bylingual.readers.base import ReadOptions
from conftest import DATA

SAMPLES = sorted(p for p in (DATA / "contract").iterdir() if BY_SUFFIX[p.suffix].NAME in ("json", "xml"))
HOSTILE = [
    b"\0", b"\xff\xfe", b"\xc3", b"\xed\xa0\x80", b"<", b">", b"&", b"&#0;", b"&#xD800;", b"&lt;", b"<![CDATA[", b"]]>",
    b"<!--", b"-->", b"<?", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b'"', b"\\", b"\\u0000", b"\\ud83d", b"{", b"}",
    b"[", b"]", b",", b":", b"<p>", b"</p>", b"<em>", b"</em>", b"<br><br>", b"<script>", b"<pre>", b"<img alt='x'>",
    "\u202e\u2066".encode(), "e\u0301\u0327".encode() * 3, "\u2028".encode(), b"\r", b"\n\n", b"\x0b", b" " * 50,
    b"<p" + b" a='x'" * 20, b"[x]y[/x]", b"not for publication",
]  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> tuple[Path, bytes]:
    """A sample with pieces cut out, doubled, moved, or put in."""
    path = draw(st.sampled_from(SAMPLES))
    data = path.read_bytes()
    for _ in range(draw(st.integers(1, 4))):
        a, b = sorted(draw(st.tuples(st.integers(0, len(data)), st.integers(0, len(data)))))
        b = min(b, a + 200)
        kind = draw(st.sampled_from(["cut", "double", "insert", "truncate", "many"]))
        if kind == "cut":
            data = data[:a] + data[b:]
        elif kind == "double":
            data = data[:b] + data[a:b] + data[b:]
        elif kind == "truncate":
            data = data[: max(a, b)]
        else:
            data = data[:a] + draw(st.sampled_from(HOSTILE)) * (1 if kind == "insert" else 40) + data[a:]
    return path, data


def sound(article: Article) -> None:
    """Every character in one block, the sources as targets change nothing, any target can be put in."""
    at = 0
    for block in sorted(article.blocks, key=lambda b: b.start):
        assert at <= block.start < block.end
        assert not article.text[at : block.start].strip()
        at = block.end
    assert not article.text[at:].strip()
    same = {(role.value, source): source for role, source in article.unit_keys()}
    assert fill(article, same) == fill(article, {})
    other = fill(article, {key: f'<b> & ]]> " {text[::-1]} </p>' for key, text in same.items()})
    if article.format == "json":
        json.loads(other.decode(article.encoding), strict=False)
    elif article.encoding == "utf-8" and b"&" not in article.raw.replace(b"&amp;", b"").replace(b"&lt;", b""):
        expat.ParserCreate().Parse(other.lstrip(), True)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(damaged())
def test_damaged_files(case: tuple[Path, bytes]) -> None:
    """An article, or an error with the file's name."""
    path, data = case
    reader = BY_SUFFIX[path.suffix]
    try:
        for item in reader.split(data, path.name):
            if item.refused:
                continue
            part = b"".join(data[a:b] for a, b in item.spans)
            sound(reader.read(part, "a", path.name, ReadOptions(drop=False)))
    except ReadError as error:
        assert error.path == path.name
        assert error.line or isinstance(error, NoArticleError) or "binary" in error.problem
        assert not isinstance(error, RefusedError)  # `split` has said so


TOKENS = (
    "<p> </p> <div> </div> <ul> </ul> <li> <blockquote> </blockquote> <h2> </h2> <td> <table> <tr> <figure> </figure> <br> <br/> <hr/> "
    "<em> </em> <b> </b> <a·href='x?a=1&amp;b'> </a> <img·alt='on·it'> <img·src=x> <span·class=\"byline\"> </span> <pre> </pre> "
    "<script> </script> <style> <!-- --> <!--more--> <?x?> &amp; &lt; &nbsp; &eacute; &nope; &#8217; &#150; & < > \" ' ]]> [x]y[/x] "
    "one two Ferry 3 … \n \n\n \t 東京 の \u202e \u0301 \u200b . , http://a.example/?b=1&c not·for·publication <x:p> </x:p>"
)  # fmt: skip
MARKUP = st.sampled_from(TOKENS.split(" ")).map(lambda token: token.replace("·", " "))


def balanced(tokens: list[str]) -> str:
    """The tokens as well-formed XML: what is open is closed, what was not opened is left out, the rest is escaped."""
    out, stack = [], []
    for token in tokens:
        if token.startswith("</"):
            if stack and stack[-1] == token[2:-1]:
                out.append(f"</{stack.pop()}>")
        elif token.startswith("<") and token.endswith(">") and token[1:2].isalpha() and "=x" not in token:
            if not token.endswith("/>"):
                stack.append(token[1:-1].split()[0])
            out.append(token)
        elif token in ("<!--more-->", "<?x?>") or (token.startswith("&") and token.endswith(";")):
            out.append(token)
        else:
            out.append(token.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    return "".join(out) + "".join(f"</{name}>" for name in reversed(stack))


def containers(fragment: str, xml: str) -> dict[str, str]:
    """A fragment in each of the files that can hold it."""
    escaped = fragment.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    section = fragment.replace("]]>", "]]]]><![CDATA[>")
    return {
        "a.json": json.dumps({"uri": "x", "headline": "A", "body_html": fragment + "<p>End</p>", "body_text": "End"}),
        "b.json": json.dumps({"@type": "NewsArticle", "headline": "A", "articleBody": f"<p>End</p>\n{fragment}"}),
        "a.rss": f"<rss><channel><item><title>A</title><description>&lt;p&gt;End&lt;/p&gt; {escaped}</description></item></channel></rss>",
        "b.rss": f"<rss xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:wp='http://wordpress.org/export/1.2/'>"
        f"<channel><item><title>A</title><content:encoded><![CDATA[{section} End]]></content:encoded></item></channel></rss>",
        "a.xml": f"<nitf><body><body.head><hedline><hl1>A</hl1></hedline></body.head><body.content>{xml}<p>End</p>"
        "</body.content></body></nitf>",
    }  # fmt: skip


@settings(max_examples=120)
@given(st.lists(MARKUP, max_size=25))
def test_any_markup_in_any_field(tokens: list[str]) -> None:
    """Sound, and what was written is read back as the units of the filled file."""
    for name, text in containers("".join(tokens), balanced(tokens)).items():
        reader = BY_SUFFIX[Path(name).suffix]
        article = reader.read(text.encode(), "a", name, ReadOptions(drop=False))
        sound(article)
        targets = {(role.value, source): source + " ñ" for role, source in article.unit_keys()}
        again = reader.read(fill(article, targets), "a", name, ReadOptions(drop=False))
        assert [b.role for b in again.blocks] == [b.role for b in article.blocks]
        assert [s for _, s in again.unit_keys()] == [targets[r.value, s] for r, s in article.unit_keys()]
    # Fields of one line are HTML or not by what they hold: a filled one may be the other.
    text = json.dumps({"@type": "NewsArticle", "headline": "".join(tokens), "description": "".join(tokens) + " End."})
    sound(BY_SUFFIX[".json"].read(text.encode(), "a", "a.json", ReadOptions(drop=False)))
