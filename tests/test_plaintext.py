"""The plain-text reader: roles, conservation, identity."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylingual.errors import ReadError
from bylingual.localize import fill
from bylingual.model import Article, Disposition
from bylingual.readers import plaintext
from bylingual.readers.base import ReadOptions
from conftest import STORY


def read(text: str | bytes, *, drop: bool = True) -> Article:
    data = text.encode() if isinstance(text, str) else text
    return plaintext.read(data, "a", "a.txt", ReadOptions(drop=drop))


def test_roles_of_a_web_article() -> None:
    """Headline twice but one unit, deck between, two credits kept, the cookie banner dropped with its reason."""
    article = read(STORY)
    assert [(b.role.value, b.disposition.value) for b in article.blocks] == [
        ("headline", "translate"), ("deck", "translate"), ("headline", "translate"), ("body", "translate"),
        ("body", "translate"), ("credit", "keep"), ("credit", "keep"), ("boilerplate", "drop"),
    ]  # fmt: skip
    assert article.blocks[-1].reason == "R11 cookie"
    assert len(article.unit_keys()) == 4


@pytest.mark.parametrize(
    "lead",
    [
        "The council voted on Tuesday to close the ferry after a long debate in which nobody agreed with anybody else.",
        "x" * 250,
    ],
)
def test_a_lead_is_no_headline(lead: str) -> None:
    """A file that begins with its lead has no headline, and says so by having none."""
    assert all(b.role.value == "body" for b in read(f"{lead}\n\nSecond paragraph of it.").blocks)


def test_an_article_about_cookies_is_kept() -> None:
    """A phrase inside a long paragraph is not enough."""
    text = (
        "Bakers worry\n\nThe bakers of the valley use cookies of all kinds to pay for the school, " + "and so on " * 20
    )
    assert all(b.disposition is Disposition.TRANSLATE for b in read(text).blocks)


def test_wrapped_lines_are_one_paragraph() -> None:
    """R0: a wire's 69-column lines are joined, and a target is laid out the same way."""
    line = "one two three four five six seven eight nine ten eleven twelve"
    text = (
        "\n".join([f"{line} {i:02}" for i in range(6)])
        + "\n\n"
        + "\n".join([f"{line} {i}" for i in range(10, 16)])
        + "\n"
    )
    article = read(text)
    assert len(article.blocks) == 2
    out = fill(article, {article.unit_keys()[0]: "palabra " * 60}).decode()
    assert max(map(len, out.splitlines())) <= max(map(len, text.splitlines()))


articles = st.lists(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=80)
    | st.sampled_from(
        [STORY.split("\n")[0], "We use cookies. Accept our cookies", "By Ana Gómez", "", " \u00a0", "3 March 2026"]
    ),
    max_size=25,
)
newlines = st.sampled_from(["\n", "\r\n", "\n\n", "\r"])


@given(articles, newlines, st.booleans(), st.booleans())
def test_conservation_and_identity(paragraphs: list[str], newline: str, final: bool, bom: bool) -> None:
    """Every non-white character lies in exactly one block; nothing translated or dropped gives the same bytes."""
    text = newline.join(paragraphs) + (newline if final else "")
    data = (b"\xef\xbb\xbf" if bom else b"") + text.encode()
    try:
        article = read(data, drop=False)
    except ReadError as error:
        assert not text.strip() or "binary" in error.problem
        return
    covered = sorted((b.start, b.end) for b in article.blocks)
    assert all(a[1] <= b[0] for a, b in pairwise(covered))
    outside = article.text
    for start, end in reversed(covered):
        outside = outside[:start] + outside[end:]
    assert not outside.strip()
    assert fill(article, {}) == data


def test_a_dropped_block_takes_its_white_space_along() -> None:
    """The banner at the end leaves no blank lines behind."""
    assert fill(read(STORY), {}).decode() == STORY[: STORY.index("Peter Lund") + len("Peter Lund")]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "empty"), (b" \n\n ", "empty"), (b"GIF89a\0\0", "binary"),
        ("Привет, мир, это статья".encode("cp1251"), "encoding is unclear"),
    ],
)  # fmt: skip
def test_bad_files_are_refused(data: bytes, problem: str) -> None:
    """With the path and what to do."""
    with pytest.raises(ReadError, match=problem) as caught:
        read(data)
    assert caught.value.path == "a.txt"
    assert caught.value.remedy


def test_western_european_bytes_are_read_and_kept() -> None:
    """cp1252 in, cp1252 out where it can hold the text, UTF-8 where it cannot."""
    article = read("El señor llegó mañana\n\nY se fue.".encode("cp1252"))
    assert article.encoding == "cp1252"
    key = article.unit_keys()[0]
    assert fill(article, {key: "Señora"}).startswith("Señora".encode("cp1252"))
    assert fill(article, {key: "Господин"}).startswith("Господин".encode())
