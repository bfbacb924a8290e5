"""What holds for every reader: each file of `data/contract/` (all written for these tests) is read and written back.

A new format joins with a sample there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from bylingual.embed import MARKUP
from bylingual.errors import ReadError
from bylingual.gate import Verdict
from bylingual.inline import Kind, codes, parse, syntax_of
from bylingual.localize import fill, localize
from bylingual.model import Article, Block, Disposition, Role, Unit
from bylingual.readers import BY_NAME, BY_SUFFIX
from bylingual.readers.base import DEFAULTS, ReadOptions
from bylingual.writers import html as html_writer
from bylingual.writers import json as json_writer
from conftest import DATA

SAMPLES = [*sorted((DATA / "contract").iterdir()), *sorted((DATA / "pages").glob("*.htm*"))]
KEEPING = ReadOptions(drop=False)

each_sample = pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.name)


def read(path: Path, options: ReadOptions = DEFAULTS, data: bytes | None = None) -> Article:
    """The article in a sample, or in `data` as if it were there."""
    article: Article = BY_SUFFIX[path.suffix].read(path.read_bytes() if data is None else data, "a", path.name, options)
    return article


def accented(text: str, syntax: str) -> str:
    """A text that can be told from its source: each `a` and `の` marked, codes as they are."""
    parts = parse(text, syntax)
    return "".join(p.text.replace("a", "á").replace("の", "ノ") if p.kind is Kind.TEXT else p.text for p in parts)


def targets(article: Article) -> dict[tuple[str | None, str], str]:
    """An accented target for each unit."""
    blocks = [b for b in article.blocks if b.disposition is Disposition.TRANSLATE]
    return {(b.role.value, b.source): accented(b.source, syntax_of(b.form)) for b in blocks}


def written(article: Article, said: Mapping[tuple[str | None, str], str]) -> bytes:
    """The source bundle, by the reader itself where the article's text is not the file's."""
    own = getattr(BY_NAME[article.format], "fill", None)
    done: bytes = (own or fill)(article, said)
    return done


def is_text(article: Article) -> bool:
    """Whether the article's text is the file's, decoded."""
    return not hasattr(BY_NAME[article.format], "fill")


def units(article: Article) -> list[Block]:
    return [b for b in article.blocks if b.disposition is Disposition.TRANSLATE]


def by_place(article: Article) -> list[Block]:
    """The blocks in the file's order, which need not be that of reading."""
    return sorted(article.blocks, key=lambda b: b.start)


@each_sample
@pytest.mark.parametrize("options", [DEFAULTS, KEEPING], ids=["drop", "keep"])
def test_conservation(path: Path, options: ReadOptions) -> None:
    """Every character lies in exactly one block, or is white; what is dropped says why."""
    article = read(path, options)
    at = 0
    for block in by_place(article):
        assert at <= block.start < block.end
        assert not article.text[at : block.start].strip()
        span = article.text[block.start : block.end]
        assert span == span.strip()
        assert block.reason or block.disposition is not Disposition.DROP
        at = block.end
    assert not article.text[at:].strip()
    assert not is_text(article) or article.bom + article.text.encode(article.encoding) == article.raw
    if options is KEEPING:
        assert not any(b.disposition is Disposition.DROP for b in article.blocks)


@each_sample
def test_identity(path: Path) -> None:
    """Nothing dropped, and nothing translated or everything by its own source: the same bytes."""
    article = read(path, KEEPING)
    assert written(article, {}) == article.raw
    assert written(article, {(role.value, source): source for role, source in article.unit_keys()}) == article.raw


@each_sample
def test_a_translated_file_is_read_back(path: Path) -> None:
    """All targets stand where their sources stood, with their codes, and nothing else changed."""
    article = read(path, KEEPING)
    wanted = targets(article)
    again = read(path, KEEPING, written(article, wanted))
    assert [(b.role, b.source) for b in units(again)] == [
        (b.role, wanted[b.role.value, b.source]) for b in units(article)
    ]
    fixed, fixed_again = ([a.text[b.start : b.end] for b in a.blocks if b.form == MARKUP] for a in (article, again))
    assert fixed == fixed_again
    for block in units(article):
        syntax = syntax_of(block.form)
        assert codes(parse(wanted[block.role.value, block.source], syntax)) == codes(parse(block.source, syntax))


@each_sample
def test_what_is_dropped_is_gone(path: Path) -> None:
    """The source bundle has everything but the dropped spans and the white space before them."""
    article = read(path)
    filled = written(article, {}).decode(article.encoding) if is_text(article) else ""
    if not is_text(article):
        filled = read(path, KEEPING, written(article, {})).text
    rest = "".join(article.text[b.start : b.end] for b in by_place(article) if b.disposition is not Disposition.DROP)
    assert "".join(filled.split()) == "".join(rest.split())


@each_sample
def test_every_unit_once_and_in_order(path: Path) -> None:
    """In the HTML and the JSON bundle."""
    article = read(path)
    wanted = targets(article)
    catalog = [Unit(*key, target) for key, target in wanted.items()]
    localized = localize(article, "en", "es", catalog, dict.fromkeys(wanted, Verdict.TARGET), filled=written)
    shown = [p.html for p in localized.pieces if p.first and p.state == "approved"]
    assert len(shown) == len(wanted)
    page = html_writer.write(localized, ["es"]).decode()
    at = page.index("<article>")
    for html in shown:
        found = re.compile(rf">\s?{re.escape(html)}</").search(page, at)  # behind a dateline, a space
        assert found, html
        at = found.end()
    body = [e["html"] for e in json.loads(json_writer.write(localized, ["es"]))["body"]]
    above = (Role.HEADLINE, Role.DECK, Role.META)
    for_body = [p.html for p in localized.pieces if p.first and p.state == "approved" and p.role not in above]
    assert [html for html in body if html in for_body] == for_body


@each_sample
def test_an_empty_file_is_refused(path: Path) -> None:
    """With the file's name."""
    for data in (b"", b" \n\t "):
        with pytest.raises(ReadError) as caught:
            read(path, data=data)
        assert caught.value.path == path.name


@each_sample
def test_cut_anywhere_it_is_read_or_refused(path: Path) -> None:
    """A file that ends too early is an article or a ReadError; every character still lies in one block."""
    data = path.read_bytes()
    for end in range(0, len(data), max(1, len(data) // 60)):
        try:
            article = read(path, KEEPING, data[:end])
        except ReadError as error:
            assert error.path == path.name
        else:
            assert written(article, {}) == data[:end]
