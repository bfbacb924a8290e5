"""NITF and NewsML: what becomes what, that only the texts change, and what hostile XML cannot do."""

from __future__ import annotations

from typing import Any
from xml.dom import minidom

import pytest

from bylingual.errors import NoArticleError, ReadError, RefusedError
from bylingual.localize import fill
from bylingual.model import Article, Disposition, Role
from bylingual.readers import xml as reader
from conftest import DATA

SAMPLES = DATA / "contract"


def read(text: str | bytes) -> Article:
    """The article in a document."""
    return reader.read(text.encode() if isinstance(text, str) else text, "a", "a.xml")


def sample(name: str) -> Article:
    return read((SAMPLES / name).read_bytes())


def shown(article: Article) -> list[tuple[Role, str]]:
    """Roles and sources of what is in bundles, each once, in order."""
    found = [(b.role, b.source) for b in article.blocks if b.form != "markup" and b.disposition is not Disposition.DROP]
    return list(dict.fromkeys(found))


def filled(article: Article, change: Any) -> bytes:
    """The source bundle with a target for every unit."""
    return fill(article, {(role.value, source): change(source) for role, source in article.unit_keys()})


def nitf(body: str, head: str = "", status: str = "usable") -> str:
    return (
        f'<nitf><head><docdata management-status="{status}">{head}</docdata></head><body><body.head><hedline><hl1>A'
        f"</hl1></hedline></body.head><body.content>{body}</body.content></body></nitf>"
    )


def test_nitf_in_reading_order() -> None:
    """A slug is no deck; comments, metadata and editors' messages are nobody's; the title repeats the headline."""
    article = sample("ferry-nitf.xml")
    assert (article.encoding, article.declared_language) == ("cp1252", "fr_FR")
    assert article.meta == {"id": "agc-2031-118", "issued": "20310303T080000Z"}
    assert shown(article) == [
        (Role.HEADLINE, "Le bac reprend lundi"),
        (Role.DECK, "Après cinq semaines d'arrêt & de réparations"),
        (Role.DECK, "Le passage coûtera 2 euros."),
        (Role.BYLINE, "Par <person>Léa Brun</person>"),
        (Role.BYLINE, "envoyée spéciale"),
        (Role.DATELINE, "<location>Saint-Malo</location>,"),
        (
            Role.BODY,
            'Le bac reprend <em>lundi</em> ses traversées, a annoncé <org value="x">la Compagnie des bacs</org>.',
        ),
        (Role.CAPTION, "Le bac au port, <em>en mars</em>"),
        (Role.CREDIT, "Photo Yann Le Goff"),
        (Role.HEADING, "Ce qui change"),
        (Role.LIST, "un départ par heure"),
        (Role.LIST, "vélos: 1 euro < avant"),
        (Role.QUOTE, "«Nous sommes prêts», dit le capitaine."),
        (Role.CREDIT, "Le capitaine"),
        (Role.BODY, 'Voir <a href="https://bacs.example/horaires?a=1&amp;b=2">les horaires</a><br/>sur le site.'),
        (Role.BODY, "Prix & tarifs < 3 euros."),
        (Role.BODY, "Jour"),
        (Role.BODY, "Lundi"),
        (Role.BODY, "___"),
        (Role.CREDIT, "lb/ym"),
    ]
    assert "the story's slug" in {b.reason for b in article.blocks if b.source == "TRANSPORTS BAC"}


def test_what_an_encoding_cannot_hold_is_a_reference() -> None:
    """The file stays in the encoding that it names, whatever the target language."""
    out = filled(sample("ferry-nitf.xml"), lambda text: f"Ж “{text}” é")
    document = minidom.parseString(out)
    assert document.getElementsByTagName("hl1")[0].firstChild.data == "Ж “Le bac reprend lundi” é"
    assert document.getElementsByTagName("title")[0].firstChild.data == "Ж “Le bac reprend lundi” é"
    assert b"<hl1>&#1046; &#8220;Le bac reprend lundi&#8221; \xe9</hl1>" in out


@pytest.mark.parametrize(
    ("declaration", "body", "wanted"),
    [
        ('<?xml version="1.0" encoding="ISO-8859-1"?>', "plain", b"&#233;"),  # ASCII, but who reads it as UTF-8?
        ('<?xml version="1.0" encoding="ISO-8859-1"?>', "zoo\u0308", b"&#233;"),  # says Latin-1, is UTF-8
        ("", "caf&#233;", b"&#233;"),  # references throughout
        ("", "plain", "é".encode()),
        ('<?xml version="1.0" encoding="utf-8"?>', "café", "é".encode()),
    ],
)
def test_new_text_is_written_as_the_file_is(declaration: str, body: str, wanted: bytes) -> None:
    """Right for every program, whichever encoding it takes the file for."""
    out = filled(read(f"{declaration}{nitf(f'<p>{body}</p>')}"), lambda text: "é")
    assert b"<p>" + wanted + b"</p>" in out


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gb2312", "北京今天举行新闻发布会"), ("ISO-8859-2", "Zażółć gęślą jaźń"), ("windows-1251", "Мэр города"),
        ("Shift_JIS", "東京で今日ニュースがあった"), ("euc-kr", "서울에서 오늘 뉴스"), ("windows-1252", "“Año” señor"),
        ("ISO-8859-1", "Año señor"), ("utf-16", "Año señor"), ("utf-8", "Año señor"),
    ],
)  # fmt: skip
def test_files_stay_in_the_encoding_that_they_name(encoding: str, text: str) -> None:
    """What it cannot hold is a reference, in CDATA sections of plain text too; read strictly, nothing is lost."""
    document = nitf(f"<p>{text} <em>x</em></p>").replace("<hl1>A", f"<hl1><![CDATA[{text}]]>")
    data = f'<?xml version="1.0" encoding="{encoding}"?>{document}'.encode(encoding)
    article = read(data)
    assert fill(article, {(role.value, source): source for role, source in article.unit_keys()}) == data
    out = filled(article, lambda source: source + " ñ—Ж東〜’").decode(encoding)
    found = minidom.parseString(out.partition("?>")[2])
    for name in ("hl1", "p"):
        said = "".join(n.data for n in found.getElementsByTagName(name)[0].childNodes if hasattr(n, "data"))
        assert said.replace(" ", "") == f"{text}ñ—Ж東〜’".replace(" ", "")


def test_newsml_g2() -> None:
    """Headline before sub-headline, other languages aside, the plain version is the same units."""
    article = sample("market-g2.xml")
    assert shown(article)[:6] == [
        (Role.HEADLINE, "Markt öffnet sonntags"),
        (Role.DECK, "Versuch dauert bis Ende April"),
        (Role.DECK, "Der Rat probiert es ein Jahr lang aus."),
        (Role.BYLINE, "Von Ole Sand"),
        (Role.DATELINE, "Husum (nord)"),
        (
            Role.BODY,
            "Der Rat will es ein Jahr lang versuchen, sagte die <h:strong>Bürgermeisterin</h:strong> am Montag…",
        ),
    ]
    assert "in another language (en)" in {b.reason for b in article.blocks if b.source == "Market opens on Sundays"}
    out = filled(article, lambda text: text.replace("Der", "El").replace("Die", "Los")).decode()
    assert "<![CDATA[El Rat will es ein Jahr lang versuchen, sagte die Bürgermeisterin am Montag…\n" in out
    assert "Los Händler wollen es so.\nNur hier.]]>" in out
    assert "<copyrightNotice>(c) Nord. All rights reserved.</copyrightNotice>" in out


PLAIN = """<newsItem guid="g1" xml:lang="en"><itemMeta><itemClass qcode="icls:text"/></itemMeta>
<contentMeta><creator><name>KLM</name></creator><headline>Rain</headline><dateline>2031-03-04 10:00:00 GMT+00:00</dateline></contentMeta>
<contentSet><inlineData contenttype="text/plain"><![CDATA[
<p>
    (WIRE) - Cove, March 3 - It rained on the first day of the
fair, and the stalls were taken down long before the evening
came and the wind rose.
   The mayor said that the fair would go on "if need be, inside
the church", and the people in the square clapped their hands.
   Nobody left before the last song, which was a very old one of
the kind that is sung in harbours.
   More rain is expected here on Monday and on Tuesday morning.
   The fair ends next week.
  </p>]]></inlineData></contentSet></newsItem>"""


def test_wrapped_plain_text_in_a_section() -> None:
    """Paragraphs by their indents, lines joined; a time for machines is no dateline."""
    assert shown(read(PLAIN)) == [
        (Role.HEADLINE, "Rain"),
        (Role.BYLINE, "KLM"),
        (Role.DATELINE, "(WIRE) - Cove, March 3 -"),
        (
            Role.BODY,
            "It rained on the first day of the fair, and the stalls were taken down long before the evening came and the "
            "wind rose.",
        ),
        (
            Role.BODY,
            'The mayor said that the fair would go on "if need be, inside the church", and the people in the square '
            "clapped their hands.",
        ),
        (
            Role.BODY,
            "Nobody left before the last song, which was a very old one of the kind that is sung in harbours.",
        ),
        (Role.BODY, "More rain is expected here on Monday and on Tuesday morning."),
        (Role.BODY, "The fair ends next week."),
    ]


AGENCY = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="g2" xml:lang="de"><itemMeta><itemClass qcode="ninat:text"/>
</itemMeta><contentMeta><creator><name>sand.ole</name></creator><by/><headline>Bagger im Hafen</headline></contentMeta><contentSet>
<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>
<header><ul class="slugline"><li>Verkehr</li><li>Hafen</li></ul><time class="publicationDate">4.3.2031 11:14</time>
<p class="genre g-7">Extra</p><h1>Bagger im Hafen</h1></header><section class="main g-7"><p>Von Ole Sand</p>
<p><span class="dateline">Husum <span class="credit">(nord)</span> - </span>Im Hafen wird seit Montag wieder gebaggert, die
 Fischer warten auf <em>Wasser</em>.</p><p>Das dauert bis Mai.</p><p>(Bericht von Ole Sand; redigiert von Eva Kern)</p><p>Ende</p>
</section></body></html></inlineXML></contentSet></newsItem>"""


def test_agency_xhtml() -> None:
    """Keywords are for no reader, a log-in is no byline; dateline and names within the text."""
    assert shown(read(AGENCY)) == [
        (Role.HEADLINE, "Bagger im Hafen"),
        (Role.META, '<time class="publicationDate">4.3.2031 11:14</time>'),
        (Role.BYLINE, "Von Ole Sand"),
        (Role.DATELINE, '<span class="dateline">Husum <span class="credit">(nord)</span> - </span>'),
        (Role.BODY, "Im Hafen wird seit Montag wieder gebaggert, die Fischer warten auf <em>Wasser</em>."),
        (Role.BODY, "Das dauert bis Mai."),
        (Role.CREDIT, "(Bericht von Ole Sand; redigiert von Eva Kern)"),
        (Role.BODY, "Ende"),
    ]


WIRE = """<newsItem guid="g3"><contentMeta><headline>Gold rises</headline></contentMeta><contentSet><inlineXML
contenttype="application/xhtml+html"><html><body><p>(Adds detail)
    * Gold may edge up
    * Investors wait

    By Ada Quill
    March 3 (Wire) - Gold rose on Tuesday on increased demand as
the weather rattled the markets of the north.
    The price was up by one percent.

 (Reporting by Ada Quill in Cove; Editing by Ben Fogg)</p></body></html></inlineXML></contentSet></newsItem>"""


def test_a_wire_in_one_paragraph() -> None:
    """Indents part its paragraphs, lines are joined."""
    assert shown(read(WIRE)) == [
        (Role.HEADLINE, "Gold rises"),
        (Role.BODY, "(Adds detail)"),
        (Role.BODY, "* Gold may edge up"),
        (Role.BODY, "* Investors wait"),
        (Role.BYLINE, "By Ada Quill"),
        (Role.DATELINE, "March 3 (Wire) -"),
        (Role.BODY, "Gold rose on Tuesday on increased demand as the weather rattled the markets of the north."),
        (Role.BODY, "The price was up by one percent."),
        (Role.CREDIT, "(Reporting by Ada Quill in Cove; Editing by Ben Fogg)"),
    ]


NEWSML_1 = """<NewsML><NewsItem><Identification><NewsIdentifier><NewsItemId>7</NewsItemId></NewsIdentifier></Identification>
<NewsManagement><Status FormalName="{status}"/></NewsManagement><NewsComponent><NewsLines><HeadLine>La crue</HeadLine>
<SubHeadLine>Deux villages isolés</SubHeadLine><ByLine>Léa Brun</ByLine><DateLine>Dol, 3 mars 2031 (AGC)</DateLine>
<CopyrightLine>© AGC</CopyrightLine></NewsLines><DescriptiveMetadata><Language FormalName="fr"/></DescriptiveMetadata>
<NewsComponent><ContentItem><MediaType FormalName="Text"/><DataContent><p>La rivière a <b>monté</b>.</p></DataContent>
</ContentItem></NewsComponent><NewsComponent><ContentItem><MediaType FormalName="Photo"/><DataContent>R0lG</DataContent>
</ContentItem></NewsComponent></NewsComponent></NewsItem></NewsML>"""


def test_newsml_1() -> None:
    """Lines and contents; pictures have no text."""
    article = read(NEWSML_1.format(status="Usable"))
    assert article.declared_language == "fr"
    assert shown(article) == [
        (Role.HEADLINE, "La crue"),
        (Role.DECK, "Deux villages isolés"),
        (Role.BYLINE, "Léa Brun"),
        (Role.DATELINE, "Dol, 3 mars 2031 (AGC)"),
        (Role.BODY, "La rivière a <b>monté</b>."),
    ]


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (nitf("<p>B</p>", status="canceled"), "killed"),
        (nitf("<p>B</p>", status="withheld"), "withheld"),
        (nitf("<p>B</p>", status="embargoed"), "embargoed"),
        (nitf("<p> &#160;</p><p/>"), "no text"),
        (NEWSML_1.format(status="Canceled"), "killed"),
        (PLAIN.replace("<itemClass", '<pubStatus qcode="stat:canceled"/><itemClass'), "killed"),
        (PLAIN.replace("text/plain", "application/pdf"), "no text: an item of class text"),
        (PLAIN.replace("newsItem", "packageItem"), "a package that names other items"),
    ],
)
def test_what_is_not_to_be_published_is_refused(document: str, why: str) -> None:
    """With the reason, also where items are only listed."""
    with pytest.raises(RefusedError, match=why):
        read(document)
    (item,) = reader.split(document.encode(), "a.xml")
    assert why in item.refused


def test_embargoes() -> None:
    """NITF's release and NewsML-G2's element; an empty one does not end."""
    release = nitf("<p>B</p>", '<date.release norm="20310304T050000Z"/>', "embargoed")
    forever = PLAIN.replace("<itemClass", "<embargoed/><itemClass")
    until = PLAIN.replace("<itemClass", "<embargoed>2031-03-04T06:00:00+01:00</embargoed><itemClass")
    found = [reader.split(d.encode(), "a.xml")[0] for d in (release, forever, until)]
    assert [i.embargo for i in found] == ["20310304T050000Z", "no end is named", "2031-03-04T06:00:00+01:00"]
    assert not any(i.refused for i in found)


def test_items_of_a_message() -> None:
    """Each is a document of its own; the one that a picture is has no text."""
    item, other = PLAIN.replace("g1", "urn:x:1"), PLAIN.replace("g1", "urn:x:2").replace("<p>", "<p>Once more.")
    picture = PLAIN.replace("icls:text", "icls:picture").replace("text/plain", "image/jpeg").replace("g1", "urn:x:3")
    message = f"<newsMessage><header/><itemSet>{item}\n {other}\n{picture}</itemSet></newsMessage>".encode()
    items = reader.split(message, "a.xml")
    assert [(i.slug, bool(i.refused)) for i in items] == [("urn-x-1", False), ("urn-x-2", False), ("urn-x-3", True)]
    second = b"".join(message[a:b] for a, b in items[1].spans)
    assert (Role.BODY, "Once more.") in shown(read(second))
    assert second.startswith(b"<newsMessage><header/><itemSet><newsItem") and second.count(b"<newsItem") == 1
    with pytest.raises(ReadError, match="3 articles"):
        read(message)


@pytest.mark.parametrize("root", ["<urlset/>", "<html/>", "<svg/>", "<rss><channel/></rss>", "<newsMessage/>"])
def test_other_xml_is_no_article(root: str) -> None:
    """It is passed over."""
    with pytest.raises(NoArticleError):
        read(root)


LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))


@pytest.mark.parametrize(
    ("document", "line", "problem"),
    [
        (f'<!DOCTYPE nitf [<!ENTITY l0 "ha">{LAUGHS}]>\n<nitf>&l9;</nitf>', 1, "declarations of its own"),
        ('<!DOCTYPE nitf SYSTEM "x.dtd" [\n<!ENTITY x SYSTEM "file:///etc/passwd">]><nitf>&x;</nitf>', 1, "declarations"),
        ('<!DOCTYPE nitf [<!ENTITY % p SYSTEM "http://a.example/"> %p;]><nitf/>', 1, "declarations"),
        ("<nitf>\n" + "<p>\n" * 10_000, 201, "nested more than 200 deep"),
        ("<nitf>" + "<p/>" * 500_001 + "</nitf>", 1, "more than 500,000 elements"),
        ("<nitf>\n<body></nitf>", 2, "mismatched tag"),
        ("<nitf>\n\n<p>R&D</p></nitf>", 3, "invalid token"),
        ("<nitf>\x0b</nitf>", 1, "invalid token"),
        ("<nitf>", 1, "no element found"),
        ('<nitf a="1" a="2"/>', 1, "duplicate attribute"),
        ("<nitf>\n\ufdd0</nitf>", 2, "a character that no text has"),
    ],
)  # fmt: skip
def test_hostile_and_broken_xml_is_an_error_with_its_line(document: str, line: int, problem: str) -> None:
    """Billion laughs, entities from elsewhere, depth, breadth; nothing is read or fetched."""
    with pytest.raises(ReadError, match=problem) as caught:
        read(document)
    assert (caught.value.path, caught.value.line) == ("a.xml", line)


def test_what_does_no_harm_is_read() -> None:
    """A document type that is only named, white space before the declaration, names of HTML, a huge attribute."""
    huge = "x" * 3_000_000
    text = (
        '\n <?xml version="1.0"?>\n<!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.6//EN" "http://a.example/nitf.dtd">'
        + nitf(f'<p class="{huge}">a&nbsp;b &eacute; &unknown; c</p>')
    )
    article = read(text)
    assert shown(article)[-1] == (Role.BODY, "a\xa0b é &unknown; c")
    assert fill(article, {}) == text.encode()


def test_targets_cannot_leave_their_element() -> None:
    """Tags that the source does not have, ends of sections, references, control characters."""
    document = nitf('<p>B <em class="x">c</em><br/></p><p><![CDATA[plain]]></p>')
    evil = "x</p><p>y <em>z</em> <br> ]]> &amp; & <!-- \x00\x07 --> <script>1</script>"
    out = filled(read(document), lambda text: evil)
    minidom.parseString(out)
    assert b'<p>x&lt;/p&gt;&lt;p&gt;y <em class="x">z</em> &lt;br&gt; ]]&gt; &amp; &amp; &lt;!--' in out
    again = filled(read(document), lambda text: f"{text} <em class='x'>d</em>")
    minidom.parseString(again)
