"""Markdown made to be slow: openers without an end, deep nesting, thousands of keys. Work grows with the text."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from types import FrameType

import pytest

from bylingual.errors import ReadError
from bylingual.inline import MARKDOWN, parse
from bylingual.localize import fill, localize
from bylingual.model import Role
from bylingual.readers import markdown

TRAPS: dict[str, Callable[[int], str]] = {
    "comments": lambda n: "word " + "<!--" * n,
    "brackets": lambda n: "word " + "[" * n + "]" * n,
    "links": lambda n: "word " + "[a](" * n,
    "images around links": lambda n: "word " + "![" * n + "[a](b)" * n,
    "emphasis": lambda n: "word " + "*a_" * n,
    "emphasis inside": lambda n: "**a " * n + "**" * n,
    "tags": lambda n: "word " + "<a>" * n + "</b>" * n,
    "quotes": lambda n: (">" * 90 + " word\n\n") * (n // 90),
    "lists": lambda n: ("- " * 40 + "word\n\n") * (n // 40),
    "ticks": lambda n: "word " + "".join("`" * (i % 50 + 1) + "a" for i in range(n // 20)),
    "templates": lambda n: "word\n" + "{% x\n" * n,
    "zones": lambda n: "{% raw %}\n" * n + "{% endraw\n" * n,
    "trailing comments": lambda n: "word" + " <!-- a -->" * n,
    "yaml": lambda n: "---\n" + "".join(f"k{i}: some words\n" for i in range(n)) + "---\nword\n",
    "toml": lambda n: "+++\n" + "".join(f'k{i} = "some words"\n' for i in range(n)) + "+++\nword\n",
}


def everything(text: str) -> None:
    """All that is done with an article: read, filled, compared, shown."""
    article = markdown.read(text.encode(), "a", "a.md")
    after = fill(article, {(role.value, source): f"word {source}" for role, source in article.unit_keys()})
    markdown.same_structure(article.raw, after)
    assert localize(article, "en", "en", (), {}).pieces


def calls(action: Callable[[], object]) -> int:
    """How many functions are called, Python's own ones too."""
    count = 0

    def counted(frame: FrameType, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        action()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", TRAPS)
def test_twice_the_text_is_twice_the_work(name: str) -> None:
    """Work counted in calls of functions."""
    everything(TRAPS[name](90))  # what is set up once
    small, large = (calls(lambda n=n: everything(TRAPS[name](n))) for n in (400, 800))
    assert large < 2.5 * small


def test_searches_end() -> None:
    """Work inside regular expressions cannot be counted; these take a second, and hours where it is not bounded."""
    code = (
        "from bylingual.inline import parse\nfrom bylingual.readers import markdown\n"
        "for text in ('{% x ' * 30_000, '{{ x ' * 30_000, 'x <!-- ' * 30_000, 'x <? ' * 30_000, '<a b=\"' * 30_000):\n"
        "    assert parse(text, 'markdown')\n"
        "text = '{% highlight x %}\\n' * 5_000 + '{% end' * 5_000\n"
        "assert markdown.read(text.encode(), 'a', 'a.md')\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


@pytest.mark.parametrize("front", ["a: " + "[" * 5000, "a: " + "{a: " * 5000])
def test_deep_front_matter_is_refused(front: str) -> None:
    """With the reason, not with a traceback."""
    with pytest.raises(ReadError, match="nested too deeply"):
        markdown.read(f"---\n{front}\n---\nword\n".encode(), "a", "a.md")


def test_deep_blocks_are_refused() -> None:
    """Nothing below many levels is passed over in silence; 40 levels of lists are read."""
    assert markdown.read(("- " * 40 + "word\n").encode(), "a", "a.md").unit_keys() == ((Role.LIST, "word"),)
    for mark in (">", "> ", "- ", "1. "):
        with pytest.raises(ReadError, match="nested too deeply") as caught:
            markdown.read(("---\na: b\n---\nText\n\n" + mark * 10000 + "word\n").encode(), "a", "a.md")
        assert (caught.value.path, caught.value.line) == ("a.md", 6)


def test_no_links_in_links() -> None:
    """A bracket around a link is words, and an image around both is still one (CommonMark 0.31 §6.3)."""
    parts = parse("![a [b [c](d) e] f](g)", MARKDOWN)
    assert [p.text for p in parts] == ["![a [b [c](d) e] f](g)"]
