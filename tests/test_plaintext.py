"""The plain-text reader: roles, conservation, identity."""

from __future__ import annotations

import textwrap
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


def wrapped(text: str, width: int) -> str:
    """`text` in lines of at most `width`, hyphens left alone."""
    return "\n".join(textwrap.wrap(text, width, break_on_hyphens=False))


PARAGRAPHS = [
    "The council of the harbour town decided on Monday that the old bridge will be rebuilt before the winter comes. Work on its two "
    "towers begins in March, the mayor said, and the ferry sails until then. Nobody in the valley had expected so quick a decision.",
    "Engineers from three countries looked at the stones last week. They found that the foundations, which are two hundred years old, "
    "can carry the new road, although the western tower has to be taken down to the height of the quay and built again.",
    "Who pays for it is not decided. The town has asked the valley for help, and the valley has asked the town.",
]


def test_wrapped_paragraphs_by_indents_and_short_lines() -> None:
    """R0: an indent, an item of a list, or a line with room for the next word ends a paragraph."""
    body = "\n".join(f"   {wrapped(p, 68)}" for p in PARAGRAPHS)
    assert [b.source for b in read(body).blocks] == PARAGRAPHS
    text = f"Old bridge to be rebuilt\nby the town and the valley\n\n{wrapped(PARAGRAPHS[0], 69)}\nShort end.\n{wrapped(PARAGRAPHS[1], 69)}\n- one item\n- another item\n"
    assert [b.source for b in read(text).blocks] == [
        "Old bridge to be rebuilt", "by the town and the valley", PARAGRAPHS[0], "Short end.", PARAGRAPHS[1], "- one item", "- another item",
    ]  # fmt: skip


def test_lines_that_are_sentences_are_not_joined() -> None:
    """R0: paragraphs of one line each are as long as a wrapped text's lines, but they end like sentences."""
    lines = [f"On day {i} of the work the mayor went to the quay and looked at the towers." for i in range(10, 22)]
    assert [b.source for b in read("\n".join(lines)).blocks] == lines


def test_wrapped_chinese_is_joined_without_spaces() -> None:
    """R0: nothing comes between two characters of Chinese or Japanese."""
    text = "港口城市的市议会星期一决定在冬天来到山谷之前重建那座旧桥工程预计需要六个月时间" * 12
    lines = [text[i : i + 36] for i in range(0, len(text), 36)]
    assert read("\n".join(lines)).blocks[0].source == text


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_paragraph_behind_a_dateline_is_wrapped_again(newline: str) -> None:
    """The target of the first paragraph begins behind the dateline, on its line."""
    text = ("\n\n".join(wrapped(p, 69) for p in ("Lisbon (dpa) - " + PARAGRAPHS[0], *PARAGRAPHS[1:])) + "\n").replace(
        "\n", newline
    )
    article = read(text)
    assert article.blocks[0].source == "Lisbon (dpa) -"
    out = fill(article, {("body", PARAGRAPHS[0]): "palabra " * 40}).decode()
    assert out.startswith("Lisbon (dpa) - palabra palabra")
    assert max(map(len, out.splitlines())) <= 69
    assert fill(article, {("body", p): p for p in PARAGRAPHS}) == text.encode()


IPTC = (
    "\x01abc0042 4 s 250  abc-tns 0908\r\n\r\nBridges/Old Town/\r\n\x02{mark}Old bridge to be rebuilt before the winter comes to the valley, says the\r\ncouncil\r\n"
    "By Ana Gómez, Valley Post =\r\n\r\n"
    + wrapped("Lisbon (abc/dpa) - " + PARAGRAPHS[0], 72).replace("\n", "\r\n") + "\r\n\r\n"
    + wrapped(PARAGRAPHS[1], 72).replace("\n", "\r\n") + "\r\n\r\n"
    + wrapped(PARAGRAPHS[2], 72).replace("\n", "\r\n")
    + "\r\n\r\n# Notebook\r\n\r\n## Note to editors\r\n- adds the valley\r\n\r\n* * * *\r\nThe following information is not intended for publication\r\n\r\n"
    "## Editorial contacts\r\n- Editing by: Tom Hill\r\n- Tel: +00 1234; <desk@example.org>\r\n\r\nabc xy\r\n\r\n\x03211259 Nov 18\r\n\x7f\x04"
)  # fmt: skip


@pytest.mark.parametrize("mark", ["", "1ST LEAD\r\n", "REFILE - corrects the town\r\n", "Eds: adds the valley\r\n"])
def test_an_agencys_wire(mark: str) -> None:
    """R2: the header, slug, marks and notes are for editors; the headline, even over two lines, is the last line of the
    head; the byline's end mark is no part of it."""
    text = IPTC.replace("{mark}", mark)
    article = read(text)
    shown = [
        (b.role.value, b.source) for b in article.blocks if b.disposition is not Disposition.DROP and b.form != "markup"
    ]
    headline = "Old bridge to be rebuilt before the winter comes to the valley, says the council"
    assert shown == [
        ("headline", headline), ("byline", "By Ana Gómez, Valley Post"), ("dateline", "Lisbon (abc/dpa) -"), *(("body", p) for p in PARAGRAPHS),
    ]  # fmt: skip
    assert all(b.reason.startswith("R2") for b in article.blocks if b.disposition is Disposition.DROP)
    out = fill(article, {("headline", headline): "El viejo puente"}).decode()
    assert out.startswith("El viejo puente\r\nBy Ana Gómez, Valley Post =\r\n\r\nLisbon")
    assert "desk@example.org" not in out
    kept = read(text, drop=False)
    assert fill(kept, {(r.value, source): source for r, source in kept.unit_keys()}) == text.encode()


@pytest.mark.parametrize(
    ("header", "byline", "notes"),
    [
        (
            "abc0042 4 pl 250  abc 0042\n\nBrücken/Altstadt/\n",
            "Von Jan Müller, dpa =",
            "# Notizblock\n\n## Redaktionelle Hinweise\n- neu: das Tal\n",
        ),
        (
            "\x01XYZ 12 Bridge\n\n\x02",
            "Por Ana Gómez =",
            "* * * *\nInformación no destinada a la publicación\nTel: 1234\n",
        ),
        ("\x01abc7 3 s 20\n\n\x02", "By Tom Hill =", "\x03011200 Mar 26\n"),
    ],
)
def test_agencys_wires_of_other_desks(header: str, byline: str, notes: str) -> None:
    """R2: with and without control characters, in other languages."""
    body = "\n\n".join(wrapped(p, 69) for p in PARAGRAPHS)
    shown = [
        b
        for b in read(f"{header}Old bridge to be rebuilt\n{byline}\n\n{body}\n\n{notes}").blocks
        if b.disposition is not Disposition.DROP
    ]
    assert [(b.role.value, b.source) for b in shown if b.form != "markup"] == [
        ("headline", "Old bridge to be rebuilt"), ("byline", byline.removesuffix(" =")), *(("body", p) for p in PARAGRAPHS),
    ]  # fmt: skip


def test_an_agencys_wire_in_anpa_style() -> None:
    """R2: carets before and signs behind the lines of the head, paragraphs by their indents."""
    body = "\r\n".join(
        "   " + wrapped(p, 64).replace("\n", "\r\n") for p in ("LISBON (AP) _ " + PARAGRAPHS[0], *PARAGRAPHS[1:])
    )
    text = (
        "\x16\x16\x01i0042\x1fbc-abc\r\nr i \x13\x11 BC-ABC--Bridge 03-03 0250\r\n\x02BC-ABC--Bridge, 250\r\n^Eds: adds the valley.\r\n"
        f"^Old bridge to be rebuilt<\r\n^By ANA GOMEZ=\r\n^Associated Press Writer=\r\n{body}\r\n\x03abc-wx-03-03-26 1030GMT<\r\n"
    )
    shown = [b for b in read(text).blocks if b.disposition is not Disposition.DROP and b.form != "markup"]
    assert [(b.role.value, b.source) for b in shown] == [
        ("headline", "Old bridge to be rebuilt"), ("byline", "By ANA GOMEZ"), ("byline", "Associated Press Writer"),
        ("dateline", "LISBON (AP) _"), *(("body", p) for p in PARAGRAPHS),
    ]  # fmt: skip


def test_a_paywall_is_in_the_metadata() -> None:
    """Readers of the bundle can say that the article goes on elsewhere."""
    text = (
        "Le vieux pont reconstruit\n\n" + "Le conseil de la ville a décidé lundi de le reconstruire avant l’hiver. " * 3
    )
    assert read(f"{text}\n\nIl vous reste 57 % de cet article à lire.").meta == {"truncated-source": "yes"}
    assert not read(text).meta


def test_right_to_left() -> None:
    """Directional marks around lines make no difference, and stay in the file."""
    head, body = (
        "הגשר הישן ייבנה מחדש",
        "מועצת עיר הנמל החליטה ביום שני כי הגשר הישן ייבנה מחדש לפני שהחורף יגיע אל העמק, והעבודות צפויות להימשך שנה.",
    )
    article = read(f"\u200f{head}\n\nמאת דנה לוי\n\n{head}\u200f\n\n{body}\u200f\n")
    assert [b.role.value for b in article.blocks] == ["headline", "byline", "headline", "body"]
    assert len(article.unit_keys()) == 2


articles = st.lists(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=80)
    | st.sampled_from(
        [
            STORY.split("\n")[0],
            "We use cookies. Accept our cookies",
            "By Ana Gómez",
            "",
            " \u00a0",
            "3 March 2026",
            "di",
            "Carla Bruni",
            "Related",
            "\x01abc0042 4 s 250",
            "\x02Headline of a wire",
            "By Tom Hill, Post =",
            "* * * *",
            "not for publication",
            "\x03",
            "   indented",
            "Lisbon (dpa) - " + PARAGRAPHS[0][:70],
            PARAGRAPHS[0][70:140],
            PARAGRAPHS[1],
            "The towers. Photo: Ana Gómez / EFE",
        ]
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
    assert fill(article, {(role.value, source): source for role, source in article.unit_keys()}) == data


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
