"""The Markdown reader: roles, conservation, identity, and targets that never change the structure of the file."""

from __future__ import annotations

import tomllib
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from bylingual.embed import MARKDOWN, MARKDOWN_ALT, MARKDOWN_CELL, MARKDOWN_HEADING, MARKDOWN_SETEXT, embed, tamed
from bylingual.errors import ReadError
from bylingual.localize import fill, localize, misfits
from bylingual.model import Article, Disposition, Role
from bylingual.readers import BY_SUFFIX, markdown
from bylingual.readers.base import DEFAULTS, ReadOptions

# Written for these tests.
ARTICLE = """\
---
layout: post
title: "Bakers' strike ends"   # shown on the front page
description: >
  The ovens of the old town
  are lit again.
author: Ana Gómez
slug: bakers-strike
tags: [bread, strikes]
image:
  path: /img/ovens.jpg
  alt: An oven with an open door
  caption: 'The oven of Peter''s bakery'
lang: en-GB
---

# Bakers’ strike ends

![A baker at work](/img/baker.jpg "baker"){: .wide }

The strike of the bakers ended on Monday,
after **43 days** and [long talks](https://example.org/talks "the talks").[^1]

{% include advert.html
   slot="middle" %}

## What they won {#won}

> Nobody slept much,
> said one of them,
and nobody complained.

- An hour more of sleep
  for every baker
- [x] `flour`
1. A raise of 3%

| Town | Bakers |
|------|--------|
| Olten | twelve \\| more |

```python
print("bread")
```

<!-- a note of the desk -->

{{< newsletter id="7" >}}
***
[desk]: https://example.org/desk

[^1]: Held in the town hall.
"""


def read(text: str | bytes, options: ReadOptions = DEFAULTS) -> Article:
    data = text.encode() if isinstance(text, str) else text
    return markdown.read(data, "a", "a.md", options)


def units(article: Article) -> list[tuple[str, str]]:
    return [(b.role.value, b.source) for b in article.blocks if b.disposition is Disposition.TRANSLATE]


def every_unit(article: Article, target: str) -> dict[tuple[str | None, str], str]:
    return {(role.value, source): target for role, source in article.unit_keys()}


def kept(article: Article) -> str:
    return "\n".join(b.source for b in article.blocks if b.disposition is Disposition.KEEP)


def test_roles_of_an_article() -> None:
    """Every kind of block has its role; the headline of the front matter and of the body are one unit."""
    article = read(ARTICLE)
    assert units(article) == [
        ("headline", "Bakers' strike ends"),
        ("deck", "The ovens of the old town are lit again."),
        ("alt", "An oven with an open door"),
        ("caption", "The oven of Peter's bakery"),
        ("headline", "Bakers' strike ends"),
        ("alt", "A baker at work"),
        (
            "body",
            "The strike of the bakers ended on Monday, after **43 days** and "
            '[long talks](https://example.org/talks "the talks").[^1]',
        ),
        ("heading", "What they won"),
        ("quote", "Nobody slept much, said one of them, and nobody complained."),
        ("list", "An hour more of sleep for every baker"),
        ("list", "A raise of 3%"),
        ("body", "Town"),
        ("body", "Bakers"),
        ("body", "Olten"),
        ("body", "twelve | more"),
        ("body", "Held in the town hall."),
    ]
    assert len(article.unit_keys()) == 15
    assert article.declared_language == "en_GB"
    assert article.meta["slug"] == "bakers-strike"
    assert [b.source for b in article.blocks if b.role is Role.BYLINE] == ["Ana Gómez"]
    for text in (
        "slug: bakers-strike", "/img/ovens.jpg", "[bread, strikes]", "{% include advert.html", 'slot="middle" %}',
        'print("bread")', "<!-- a note", "{{< newsletter", "***", "[desk]:", "[^1]:", "{#won}", "`flour`", "{: .wide }",
    ):  # fmt: skip
        assert text in kept(article), text


def test_a_translated_article() -> None:
    """Targets are quoted and escaped where they stand, and everything else is as it was."""
    article = read(ARTICLE)
    targets: dict[tuple[str | None, str], str] = {
        ("headline", "Bakers' strike ends"): 'Termina la "huelga": panaderos',
        ("deck", "The ovens of the old town are lit again."): "Los hornos\narden: otra vez",
        ("caption", "The oven of Peter's bakery"): "L'horno",
        ("alt", "An oven with an open door"): "Un horno, abierto",
        ("quote", "Nobody slept much, said one of them, and nobody complained."): "# Nadie\ndurmió",
        ("list", "A raise of 3%"): "3. Un aumento",
        ("body", "twelve | more"): "doce | más",
        ("heading", "What they won"): "Lo que ganaron #",
    }
    out = fill(article, targets).decode()
    for line in (
        'title: "Termina la \\"huelga\\": panaderos"   # shown on the front page\n',
        'description: "Los hornos\\narden: otra vez"\nauthor: Ana Gómez\n',
        "  alt: Un horno, abierto\n  caption: 'L''horno'\n",
        '# Termina la "huelga": panaderos\n',
        "> \\# Nadie durmió\n\n",
        "1. 3\\. Un aumento\n",
        "| Olten | doce \\| más |\n",
        "## Lo que ganaron \\# {#won}\n",
    ):
        assert line in out, line
    assert markdown.same_structure(ARTICLE.encode(), out.encode())


def test_markup_is_no_content() -> None:
    """Keys, markers and templates stand in the source file only; code and bylines are pieces of every bundle."""
    pieces = [p.text for p in localize(read(ARTICLE), "en", "en", [], {}).pieces]
    assert 'print("bread")' in "".join(pieces)
    assert "Ana Gómez" in pieces
    assert not [p for p in pieces if p.startswith(("#", "---", "|", "{", "-", ">", "<!--", "[^1]"))]


def test_toml_front_matter() -> None:
    """The same for Zola and Hugo: strings of any kind are found, comments and other keys stay."""
    text = (
        '+++\n# title = "not this"\ntitle = \'Ferry runs again\' # "the" title\nslug = "ferry"\nweight = 3\n'
        'authors = ["Ana Gómez", "desk"]\ndate = 2026-03-02\nlanguage = "fr"\n[extra]\nsubtitle = """\nAfter the "flood"\n"""\n'
        'image = { src = "a.jpg", alt = "A ferry", caption = "A ferry" }\n[other]\ntitle = "A title of another thing"\n'
        "+++\nThe ferry runs.\n"
    )
    article = read(text)
    assert units(article) == [
        ("headline", "Ferry runs again"), ("deck", 'After the "flood"'), ("alt", "A ferry"), ("caption", "A ferry"),
        ("body", "The ferry runs."),
    ]  # fmt: skip
    assert [b.source for b in article.blocks if b.role is Role.BYLINE] == ["Ana Gómez", "desk"]
    assert article.declared_language == "fr"
    assert dict(article.meta) == {
        "title": "Ferry runs again", "slug": "ferry", "weight": "3", "date": "2026-03-02", "language": "fr",
    }  # fmt: skip
    out = fill(article, every_unit(article, 'Le "bac"\\')).decode()
    data = tomllib.loads(out.split("+++")[1])
    assert data["title"] == data["extra"]["subtitle"] == data["extra"]["image"]["alt"] == 'Le "bac"\\'
    assert data["other"]["title"] == "A title of another thing"
    assert '# title = "not this"' in out


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("---\ntitle: a\nslug: [b\n---\nBody text\n", 4, "not YAML"),
        ("---\r\ntitle: 'a\r\n---\r\nBody text\r\n", 3, "not YAML"),
        ("---\nNo keys\n---\nBody text\n", 2, "no keys"),
        ("+++\ntitle = 'a'\nslug = b\n+++\nBody text\n", 3, "not TOML"),
        ("  \n\n", None, "empty"),
    ],
)
def test_broken_files_are_refused(text: str, line: int | None, problem: str) -> None:
    """With path, line and remedy."""
    with pytest.raises(ReadError, match=problem) as caught:
        read(text)
    assert (caught.value.path, caught.value.line) == ("a.md", line)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A title here\n\nText\n", [("headline", "A title here"), ("body", "Text")]),
        ("Lead first\n\n# A title here\n", [("body", "Lead first"), ("heading", "A title here")]),
        ("A title here\n============\n\nText\n", [("headline", "A title here"), ("body", "Text")]),
        ("---\ntitle: One\n---\n# Another title\n", [("headline", "One"), ("heading", "Another title")]),
        ("---\ntitle: One\n---\n## ONE\n", [("headline", "One"), ("headline", "One")]),
        ("---\ntitle: 2026\ndate: x\n---\nText\n", [("body", "Text")]),
        ("---\ntitle: &t One\nother: *t\n---\nText\n", [("body", "Text")]),
        ("---\n\nJust a rule above\n", [("body", "Just a rule above")]),
        ("---\n\nBetween rules\n\n---\nText\n", [("body", "Between rules"), ("body", "Text")]),
        ("---\n\ntitle: One\n---\nText\n", [("headline", "One"), ("body", "Text")]),
        ("---\n---\nText\n", [("body", "Text")]),
        ("one  \ntwo\\\nthree\n", [("body", "one"), ("body", "two"), ("body", "three")]),
        ("**one  \ntwo**\n", [("body", "**one two**")]),
        ("日本\n語の\n", [("body", "日本語の")]),
        ("Term\n: Its meaning\n", [("body", "Term"), ("body", "Its meaning")]),
        ("Text.<!-- more -->\n", [("body", "Text.")]),
        ("{% if x %}\nText {{ page.name }} here\n{% endif %}\n", [("body", "Text {{ page.name }} here")]),
        ("{% highlight ruby %}\nputs 'bread'\n\nmore code\n{% endhighlight %}\n\nText\n", [("body", "Text")]),
        ("import Chart from './chart.js'\n\n<Chart year={2026} />\n\nText\n", [("body", "Text")]),
        ("import duties rose in May\n", [("body", "import duties rose in May")]),
        ("> [!NOTE]\n> Take care\n", [("quote", "Take care")]),
        ('!!! note "Take care"\n\n    Hot ovens\n', [("heading", "Take care"), ("body", "Hot ovens")]),
        (":::tip\nTake care\n:::\n", [("body", "Take care")]),
        ("    code of four spaces\n\nText\n", [("body", "Text")]),
        ("[![One](a.png)](b)\n![Two](c.png)\n", [("alt", "One"), ("alt", "Two")]),
        ("Look: ![One](a.png)\n", [("body", "Look: ![One](a.png)")]),
        ("[a]: /url\nText below\n", []),
        ("<https://example.org>\n", []),
        ("a | b\n--|--\nc |\n", [("body", "a"), ("body", "b"), ("body", "c")]),
        ('---\ntitle: It’s "on"\n---\nIt\'s “on”\n===\n', [("headline", 'It’s "on"'), ("headline", 'It’s "on"')]),
        ("+++\ntitle = 'R&D'\n+++\n# R&amp;D\n", [("headline", "R&D"), ("headline", "R&D")]),
        (
            "---\ntitle: The late edition\n---\n# The *late* edition\n",
            [("headline", "The late edition"), ("headline", "The *late* edition")],
        ),
        ("import {\n  A,\n  B\n} from './x'\n\nText\n", [("body", "Text")]),
        ('<Chart\n  go={() => go(now)}\n  title="Sales"\n/>\n\nText\n', [("body", "Text")]),
        ("{/* of the desk */}\n\n{props.title}\n\nA <Tip>tip</Tip>\n", [("body", "A <Tip>tip</Tip>")]),
        ("{% set x = 'a b' %}\n{# of the desk #}\n{{ x | upper }}\nText\n", [("body", "Text")]),
        ("{%- for i in list -%}\nText {{ i }}\n{%- endfor -%}\n", [("body", "Text {{ i }}")]),
        ("{{% notice %}}\nTake care\n{{% /notice %}}\n", [("body", "Take care")]),
        (
            "mid{{< x >}}dle {% link a.md %} of {{ words }}\n",
            [("body", "mid{{< x >}}dle {% link a.md %} of {{ words }}")],
        ),
        ("{% comment %}\n\nnot this\n\n{% endcomment %}\n{% raw %}\n\nText\n", [("body", "Text")]),
        (
            "Text[^1] ^[inline]\n\n[^1]: First\n\n    Second\n",
            [("body", "Text[^1] ^[inline]"), ("body", "First"), ("body", "Second")],
        ),
        (
            "[x][y], [Y], [*Z*] ![Y]\nand [y][], [no]\n\n[y]: /u (title)\n[*z*]: /v\n",
            [("body", "[x][y], [Y][Y], [*Z*][*Z*] ![Y][Y] and [y][y], [no]")],
        ),
        ("![A loaf]\n\n[a loaf]: /u\n", []),
        ("![A loaf][y]\n\n[y]: /u\n", [("alt", "A loaf")]),
        ("*[HTML]: Hyper Text\n\n[[toc]]\n", [("body", "Hyper Text")]),
        ("> ```\n> code\n> ```\n\n```\nopen", []),
    ],
)
def test_what_is_a_unit(text: str, expected: list[tuple[str, str]]) -> None:
    """Small cases, with LF and with CRLF, and what they give with something in every unit."""
    for source in (text, text.replace("\n", "\r\n")):
        article = read(source)
        assert units(article) == expected
        assert fill(article, {}) == source.encode()
        assert markdown.same_structure(source.encode(), fill(article, every_unit(article, "Otro texto")))


@pytest.mark.parametrize(
    ("form", "target", "expected"),
    [
        (MARKDOWN, "- a", "\\- a"), (MARKDOWN, "1986. A year", "1986\\. A year"), (MARKDOWN, "**bold** text", "**bold** text"),
        (MARKDOWN, "<a href='x'>text</a> more", "<a href='x'>text</a> more"), (MARKDOWN, "<div>x", "\\<div>x"),
        (MARKDOWN, "<a href='x'>text</a>", "<a href='x'>text</a>"), (MARKDOWN, "<a href='x'>", "\\<a href='x'>"),
        (MARKDOWN, "[x]: y", "\\[x]: y"), (MARKDOWN, "[x](y) z", "[x](y) z"), (MARKDOWN, "    a\n b", "a b"),
        (MARKDOWN, "----", "\\----"), (MARKDOWN, "#tag", "#tag"), (MARKDOWN, "-5 degrees", "-5 degrees"),
        (MARKDOWN, "> a", "\\> a"), (MARKDOWN, "```", "\\```"), (MARKDOWN, " ", "source"),
        (MARKDOWN_HEADING, "C #", "C \\#"), (MARKDOWN_HEADING, "# C", "# C"), (MARKDOWN_SETEXT, "a|b", "a&#124;b"),
        (MARKDOWN_CELL, "a|b \\| c\\", "a\\|b \\| c\\ "), (MARKDOWN_ALT, "a [b] `c` \\[d", "a \\[b\\] \\`c\\` \\[d"),
    ],
)  # fmt: skip
def test_escapes(form: str, target: str, expected: str) -> None:
    """Only what would begin another block is escaped."""
    assert embed(target, form, "source") == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("a <b>b</b> <B>c", "a <b>b</b> \\<B>c"), ("a <script>b</script>", "a \\<script>b\\</script>"),
        ("\\<div> \\\\<div>", "\\<div> \\\\\\<div>"), ("<!-- x", "\\<!-- x"), ("1 < 2, a<1", "1 < 2, a<1"),
        ("{{ page.name }} {{ x }}", "{{ page.name }} &#123;&#123; x }}"), ("{% raw %}{{", "&#123;% raw %}&#123;&#123;"),
        ("a {: .x} {#id}", "a \\{: .x} \\{#id}"), ("[a](javascript:b) [c](d)", "[a\\](javascript:b) [c](d)"),
        ("[a](java&#115;cript:b)", "[a\\](java&#115;cript:b)"), ("**more** `code`", "**more** `code`"),
    ],
)  # fmt: skip
def test_no_code_comes_in(target: str, expected: str) -> None:
    """Tags, templates and harmful links that the source lacks are escaped; what it has, and emphasis, stay."""
    assert tamed(target, "say <b>this</b> {{ page.name }}") == expected


def test_misfits_are_found_one_by_one() -> None:
    """Only the units that break the file are refused, also together, in few tries; a flood of them is bounded."""
    article = read("\n\n".join(f"Text {i} words" for i in range(300)))
    targets = every_unit(article, "fits")
    tries = 0

    def same(before: bytes, after: bytes) -> bool:
        nonlocal tries
        tries += 1
        return b"bad" not in after and after.count(b"half") < 2

    assert misfits(article, targets, same) == {}
    assert tries == 1
    keys = list(targets)
    for at, text in ((5, "bad"), (100, "half"), (250, "half"), (299, "bad")):
        targets[keys[at]] = text
    tries = 0
    assert list(misfits(article, targets, same)) == [keys[5], keys[250], keys[299]]
    assert tries < 60
    article = read("\n\n".join(f"Text {i} " + "words " * 400 for i in range(200)))
    targets, tries = every_unit(article, "bad"), 0
    refused = misfits(article, targets, same)
    assert refused.keys() == targets.keys()
    assert tries <= 64
    assert "not tried" in list(refused.values())[-1]


def test_registered_and_in_western_european() -> None:
    """Both suffixes; bytes of another encoding are read and written back."""
    assert BY_SUFFIX[".md"] is BY_SUFFIX[".markdown"] is markdown
    data = "# Mañana será otro día\r\n\r\nEl señor llegó.\r\n".encode("cp1252")
    article = read(data)
    assert article.encoding == "cp1252"
    assert fill(article, {}) == data
    assert fill(article, {("body", "El señor llegó."): "Él"}).endswith("\r\n\r\nÉl\r\n".encode("cp1252"))


BLOCKS = [
    *[block + "\n" for block in ARTICLE.split("---\n", 2)[2].split("\n\n")],
    "", "A plain paragraph", "Two lines\nof one", "Hard  \nbreak\\\nhere", "   indented", "\tcode", "Title\n---", "Title\n===",
    "> quote\n> > deeper\nlazy", "- a\n- b\n\n  c\n    - d", "* * *", "7) seven\n8) eight", "a | b\n--|--\nc | d\n| e |",
    "|x|\n|-|\n|`y\\|z`|", "```\nfence\n~~~", "<div>\nhtml\n</div>", "<b>bold</b> start", "[a]: /b 'c'", "[a]: /b\ntext",
    "[^n]: note\n\n    more of it", "{% x %}\ntext\n{{ y }}", "{{< z >}}", "![alt](u)", "[![alt](u)](v)", "![a\nb](u)",
    "# H #", "#", "###### six {#id .x}", "text {: .x}", "{: .x}", "- [ ] task", "!!! note \"Title\"\n    inside", "??? tip\n    in",
    "Term\n: meaning\n: more", ":::\nx\n:::", "text<!-- more -->", "$$\nx\n$$", "-\n", "1.\n\n   x", ">", "<!--", "| a\n---",
]  # fmt: skip
ALPHABET = "ab1.)#*-+_=>|`~[](){}!:<>/\\\"'&%^ \t\n\u00a0é日"
fragments = st.sampled_from(BLOCKS) | st.text(ALPHABET, max_size=25)
bodies = st.lists(fragments, max_size=8)
fronts = st.sampled_from(
    ["", "---\ntitle: A b\n---\n", "+++\ntitle = 'A b'\n+++\n", "\n", '---\ntitle: >-\n  A\n  b\nalt: "c"\n...\n---\n']
)
targets = st.text(ALPHABET, min_size=1, max_size=12) | st.sampled_from(
    ["# a", "- a", "> a", "1. a", "    a", "| a | b |", "---", "===", "```", "~~~ x", "<div>", "<!-- x", "[a]: b", "[^a]: b",
     "!!! a", "+++", "{% x %}", "a\n\nb", "a\\", "*", "`a", "a #", "<x>", "</b >", "a | b", ":-- | :--", "_ _ _", "a\r\rb"]
)  # fmt: skip


def source(front: str, body: list[str], newline: str) -> bytes:
    return (front + "\n".join(body)).replace("\n", newline).encode()


@given(fronts | st.just("---\n"), bodies, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_conservation_and_identity(front: str, body: list[str], newline: str, bom: bool) -> None:
    """Every non-white character lies in exactly one block; nothing translated gives the same bytes."""
    data = (b"\xef\xbb\xbf" if bom else b"") + source(front, body, newline)
    try:
        article = read(data)
    except ReadError:
        return
    covered = [(b.start, b.end) for b in article.blocks]
    assert all(a[1] <= b[0] for a, b in pairwise(covered))
    outside = article.text
    for start, end in reversed(covered):
        assert outside[start:end].strip() == outside[start:end] != ""
        outside = outside[:start] + outside[end:]
    assert not outside.strip()
    assert fill(article, {}) == data
    for block in article.blocks:
        if block.disposition is Disposition.KEEP:
            assert block.source == article.text[block.start : block.end].replace("\r\n", "\n").replace("\r", "\n") or (
                block.role in (Role.BYLINE, Role.META)
            )


@given(fronts, bodies, st.sampled_from(["\n", "\r\n", "\r"]), st.data())
def test_no_target_changes_the_structure(front: str, body: list[str], newline: str, data: st.DataObject) -> None:
    """Whatever the units say in another language, the blocks of the file stay the same."""
    before = source(front, body, newline)
    try:
        article = read(before)
    except ReadError:
        return
    chosen = {
        (role.value, text): data.draw(targets)
        for role, text in article.unit_keys()
        if data.draw(st.booleans(), label="translated")
    }
    refused = misfits(article, chosen, markdown.same_structure)
    left = {key: target for key, target in chosen.items() if key not in refused}
    after = fill(article, left)
    assert markdown.same_structure(before, after), after
    for key in refused:  # none is refused that would fit
        assert not markdown.same_structure(before, fill(article, {**left, key: chosen[key]}))


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(lambda t: t.strip() != "")


@given(words | targets.filter(lambda t: t.strip() != ""))
@example("yes")
@example("a: b")
@example("a #b")
@example("\x85\u2028\ufeff\x00\x7f")
@example("It's")
def test_front_matter_reads_back(target: str) -> None:
    """A target in front matter is, read again, exactly the target, and no other key changes."""
    for scalar in ("Old", "'Old'", '"Old"', "|\n  Old\n  text", ">-\n  Old", "Old\n  text"):
        before = f"---\na: 1\ntitle: {scalar}\nimage: {{alt: An oven, b: [c]}}\nz: 2\n---\n\nBody\n"
        after = fill(read(before), every_unit(read(before), target)).decode()
        front = after[: after.rindex("\n---\n")].removeprefix("---\n")
        expected = {"a": 1, "title": target, "image": {"alt": target, "b": ["c"]}, "z": 2}
        assert YAML(typ="safe", pure=True).load(front) == expected
    for scalar in ('"Old"', "'Old'", '"""\nOld"""', "'''Old'''"):
        before = f"+++\na = 1\ntitle = {scalar}\nimage = {{alt = 'An oven', b = 'c'}}\n+++\n\nBody\n"
        after = fill(read(before), every_unit(read(before), target)).decode()
        front = after[: after.rindex("\n+++\n")].removeprefix("+++\n")
        assert tomllib.loads(front) == {"a": 1, "title": target, "image": {"alt": target, "b": "c"}}
