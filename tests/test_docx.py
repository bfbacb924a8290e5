"""Word files: roles by style, words with inline HTML, everything else as it was."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import Result
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given
from hypothesis import strategies as st

from bylingual import po
from bylingual.errors import ReadError
from bylingual.inline import HTML, parse, plain
from bylingual.model import Article, Disposition, Role
from bylingual.project import Project
from bylingual.readers import docx as reader
from bylingual.readers.base import ReadOptions


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def link(paragraph: Any, text: str, address: str) -> None:
    """A hyperlink at the end of a paragraph."""
    number = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), number)
    run = OxmlElement("w:r")
    word = OxmlElement("w:t")
    word.text = text
    run.append(word)
    element.append(run)
    paragraph._p.append(element)


def story() -> Document:
    """A page with most of what newsrooms write in Word."""
    document = docx.Document()
    document.core_properties.title = "The ferry stops"
    document.core_properties.author = "Maria Gómez"
    document.add_paragraph("The ferry stops", "Title")
    document.add_paragraph("After the flood nobody sails", "Subtitle")
    body = document.add_paragraph("The council ")
    body.add_run("closed").bold = True
    body.add_run(" the ferry after ")
    body.add_run("12").italic = True
    body.add_run(" complaints; see ")
    link(body, "the minutes", "https://example.org/m?a=1&b=2")
    document.add_heading("What now", 2)
    document.add_paragraph("Wait & see", "List Bullet")
    document.add_paragraph("“We will not sail.”", "Intense Quote")
    picture = document.add_paragraph("Before ")
    picture.add_run()._r.append(parse_xml(f"<w:drawing {nsdecls('w')}><w:x/></w:drawing>"))
    picture.add_run("and behind the picture")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Passengers", "40 people"
    document.add_paragraph("The quay on Monday", "Caption")
    document.add_paragraph("This site sets cookies. Our cookie policy tells you more.")
    return document


def reading(document: Document, **options: Any) -> Article:
    return reader.read(saved(document), "a", "articles/a.docx", ReadOptions(**options))


def texts(data: bytes) -> list[str]:
    """The paragraphs of a Word file, tables too, as python-docx reads them."""
    document = docx.Document(io.BytesIO(data))
    return ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p"))]


def test_styles_are_roles() -> None:
    """The text of each unit has its formats and links as tags."""
    found = [(b.role.value, b.source) for b in reading(story()).blocks]
    assert found == [
        ("headline", "The ferry stops"),
        ("deck", "After the flood nobody sails"),
        (
            "body",
            "The council <b>closed</b> the ferry after <i>12</i> complaints; see "
            '<a href="https://example.org/m?a=1&amp;b=2">the minutes</a>',
        ),
        ("heading", "What now"),
        ("list", "Wait &amp; see"),
        ("quote", "“We will not sail.”"),
        ("body", 'Before <x id="1"/>and behind the picture'),
        ("body", "Passengers"),
        ("body", "40 people"),
        ("caption", "The quay on Monday"),
        ("boilerplate", "This site sets cookies. Our cookie policy tells you more."),
    ]
    assert reading(story()).meta["author"] == "Maria Gómez"


def test_a_document_without_styles_is_read_as_text() -> None:
    """Headline, deck and byline by the rules for plain text."""
    document = docx.Document()
    for text in (
        "River ferry: why it stopped",
        "By Peter Lund",
        "On Monday the council closed the ferry after 12 complaints from passengers in a single week, and the captain "
        "wrote a long letter to the mayor about it.",
    ):
        document.add_paragraph(text)
    assert [b.role for b in reading(document).blocks] == [Role.HEADLINE, Role.BYLINE, Role.BODY]


def test_nothing_translated_is_the_file_itself() -> None:
    """Byte for byte, also when every target is its source."""
    article = reading(story(), drop=False)
    assert reader.fill(article, {}) == article.raw
    assert reader.fill(article, {(b.role.value, b.source): b.source for b in article.blocks}) == article.raw


def test_targets_take_formats_links_and_pictures() -> None:
    """Where the translation has them; a tag of its own is words, a picture it forgets comes last."""
    article = reading(story(), drop=False)
    body = article.blocks[2].source
    target = (
        "Tras <i>12</i> quejas, el concejo <b>cerró</b> el transbordador; véanse "
        '<a href="https://example.org/m?a=1&amp;b=2">las actas</a> <u>hoy</u>'
    )
    picture = article.blocks[6].source
    filled = reader.fill(
        article, {("body", body): target, ("body", picture): "Antes y después", ("headline", "The ferry stops"): "Para"}
    )
    document = docx.Document(io.BytesIO(filled))
    assert document.core_properties.title == "Para"
    paragraph = document.paragraphs[2]
    assert paragraph.text.startswith("Tras 12 quejas, el concejo cerró")
    assert [(r.text, bool(r.bold), bool(r.italic)) for r in paragraph.runs if r.bold or r.italic] == [
        ("12", False, True),
        ("cerró", True, False),
    ]
    assert [(h.text, h.address) for h in paragraph.hyperlinks] == [("las actas", "https://example.org/m?a=1&b=2")]
    assert "<u>hoy</u>" in paragraph.text
    assert document.paragraphs[6].text == "Antes y después"
    assert len(document.paragraphs[6]._p.findall(f".//{qn('w:drawing')}")) == 1
    with zipfile.ZipFile(io.BytesIO(article.raw)) as before, zipfile.ZipFile(io.BytesIO(filled)) as after:
        assert before.namelist() == after.namelist()
        changed = [n for n in before.namelist() if before.read(n) != after.read(n)]
    assert changed == ["word/document.xml", "docProps/core.xml"] or sorted(changed) == sorted(
        ["word/document.xml", "docProps/core.xml"]
    )
    assert reader.fill(article, {("body", body): target}) == reader.fill(article, {("body", body): target})


def test_what_is_dropped_leaves_the_file() -> None:
    """Its paragraph is gone, all others stay."""
    article = reading(story())
    before, after = texts(article.raw), texts(reader.fill(article, {}))
    assert [t for t in before if "cookies" not in t] == after


def test_notes_deletions_and_boxes() -> None:
    """Words of text boxes are units, deleted words are not, and both stay in the file."""
    document = docx.Document()
    paragraph = document.add_paragraph("The ferry ")
    paragraph._p.append(
        parse_xml(f'<w:del {nsdecls("w")} w:id="1" w:author="x"><w:r><w:delText>never </w:delText></w:r></w:del>')
    )
    paragraph._p.append(
        parse_xml(f'<w:ins {nsdecls("w")} w:id="2" w:author="x"><w:r><w:t>sails again</w:t></w:r></w:ins>')
    )
    paragraph.add_run()._r.append(
        parse_xml(
            f"<w:pict {nsdecls('w')}><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></w:pict>"
        )
    )
    article = reading(document)
    assert [b.source for b in article.blocks] == ['The ferry sails again<x id="1"/>', "In a box"]
    targets = {(b.role.value, b.source): s for b, s in zip(article.blocks, ["Zarpa", "En una caja"], strict=True)}
    filled = reader.fill(article, targets)
    again = reader.read(filled, "a", "a.docx")
    assert [plain(parse(b.source, HTML)) for b in again.blocks] == ["Zarpa", "En una caja"]
    assert b"never" in zipfile.ZipFile(io.BytesIO(filled)).read("word/document.xml")


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=12),
            st.booleans(), st.booleans(), st.sampled_from(["", "https://x.org/a", "https://x.org/b"]),
        ),
        max_size=6,
    )
)  # fmt: skip
def test_words_survive_whatever_the_runs(runs: list[tuple[str, bool, bool, str]]) -> None:
    """What is read is what python-docx reads; written back from its own source, formats and all, it reads the same."""
    document = docx.Document()
    document.add_paragraph("Anchor")
    paragraph = document.add_paragraph()
    for text, bold, italic, address in runs:
        if address:
            link(paragraph, text, address)
        else:
            run = paragraph.add_run(text)
            run.bold, run.italic = bold, italic
    article = reading(document, drop=False)
    shown = "".join(text for text, *_ in runs).strip()
    blocks = article.blocks[1:]
    assert [plain(parse(b.source, HTML)) for b in blocks] == ([shown] if shown else [])
    for block in blocks:
        if block.disposition is not Disposition.TRANSLATE:
            continue  # no words
        filled = reader.fill(article, {(block.role.value, block.source): block.source + "!"})
        again = reader.read(filled, "a", "a.docx", ReadOptions(drop=False))
        assert again.blocks[1].source in (block.source + "!", _inside(block.source))


def _inside(source: str) -> str:
    """The source with the mark inside of the tags that it ends with."""
    cut = len(source)
    while source[:cut].endswith(">") and "</" in source[:cut]:
        cut = source.rindex("</", 0, cut)
    return source[:cut] + "!" + source[cut:]


def broken(change: Callable[[bytes], bytes], name: str = "word/document.xml") -> bytes:
    """The story with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(story()))) as before, zipfile.ZipFile(out, "w") as after:
        for member in before.namelist():
            data = before.read(member)
            after.writestr(member, change(data) if member == name else data)
    return out.getvalue()


DEEP = b"<w:sdt><w:sdtContent>" * 10_000 + b"</w:sdtContent></w:sdt>" * 10_000
LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"no zip at all",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        saved(story())[:9000],
        saved(docx.Document()),
        broken(lambda _: b""),
        broken(lambda d: d[: len(d) // 2]),
        broken(lambda d: d.replace(b"<w:body>", b"<w:body>" + DEEP)),
        broken(lambda d: d.replace(b"ferry", b"fe\xff\x00rry")),
        broken(lambda _: b"<x/>"),
        broken(lambda _: b"", "[Content_Types].xml"),
        broken(lambda d: d.replace(b"officeDocument", b"nothing"), "_rels/.rels"),
    ],
)
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    """With its path and what to do."""
    with pytest.raises(ReadError) as caught:
        reader.read(data, "a", "articles/a.docx")
    assert caught.value.path == "articles/a.docx" and caught.value.remedy


def test_entities_are_never_resolved(tmp_path: Path) -> None:
    """Neither a file's nor a bomb's."""
    secret = tmp_path / "secret"
    secret.write_text("SECRET", encoding="utf-8")
    outside = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
    for head, name in ((LAUGHS, b"&c;"), (outside, b"&e;")):
        data = broken(lambda d, h=head, n=name: d.replace(b"<w:document", h + b"<w:document", 1).replace(b"ferry", n))  # type: ignore[misc]
        try:
            text = reader.read(data, "a", "a.docx").text
        except ReadError:
            continue
        assert "SECRET" not in text and "haha" not in text


def test_a_bomb_is_refused() -> None:
    """By what its members say they unpack to."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"word/media/{number}.xml", bytes(90_000_000))
    with pytest.raises(ReadError, match="unpacks to too much"):
        reader.read(out.getvalue(), "a", "a.docx")


def test_the_whole_journey(project: Project, bylingual: Callable[..., Result]) -> None:
    """From a Word file to a Word file, with the HTML and JSON bundles beside it."""
    (project.root / "articles" / "a.docx").write_bytes(saved(story()))
    config = project.root / "bylingual.toml"
    config.write_text(config.read_text(encoding="utf-8") + '[gate]\nfindings = "none"\n', encoding="utf-8")
    bylingual("translate", "--from", "en", "--engine", "apertium")
    path = project.catalog_path("a", "es")
    assert any("<b>" in u.target for u in po.read(path.read_bytes()).units)
    bylingual("approve", str(path))
    bylingual("compile", "--require-all")
    folder = project.root / "dist" / "es" / "a"
    words = texts((folder / "article.docx").read_bytes())
    assert len(words) == len([b for b in reading(story()).blocks if b.disposition is not Disposition.DROP])
    assert "<x" not in (folder / "article.html").read_text(encoding="utf-8")
    assert json.loads((folder / "article.json").read_text(encoding="utf-8"))["headline"] == words[0]
    before = (folder / "article.docx").read_bytes()
    bylingual("compile", "--check")
    assert (folder / "article.docx").read_bytes() == before
