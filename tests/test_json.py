"""ninjs and schema.org: what becomes what, and that only the texts change."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylingual.errors import NoArticleError, ReadError, RefusedError
from bylingual.localize import fill
from bylingual.model import Article, Disposition, Role
from bylingual.readers import json as reader
from bylingual.readers import json_text
from conftest import DATA

SAMPLES = DATA / "contract"


def read(data: Any) -> Article:
    """The article in an object, in a text, or in bytes."""
    text = data if isinstance(data, str | bytes) else json.dumps(data)
    return reader.read(text if isinstance(text, bytes) else text.encode(), "a", "a.json")


def shown(article: Article) -> list[tuple[Role, str]]:
    """Roles and sources of what is in bundles, in order."""
    return [(b.role, b.source) for b in article.blocks if b.form != "markup" and b.disposition is not Disposition.DROP]


def filled(article: Article, change: Any = lambda text: text + "!") -> str:
    """The source bundle with a target for every unit."""
    targets = {(role.value, source): change(source) for role, source in article.unit_keys()}
    return fill(article, targets).decode(article.encoding)


def test_ninjs_3_in_reading_order() -> None:
    """The main headline first whatever its place in the file, names and tables; the plain version is the same units."""
    article = reader.read((SAMPLES / "ninjs3.json").read_bytes(), "lamp", "lamp.json")
    assert article.declared_language == "en_GB"
    keeper = 'The keeper\'s <strong>granddaughter</strong> lit the lamp at dusk – "at last", she said.'
    people = "Two thousand people watched<br>from the pier."
    headline = (Role.HEADLINE, "Lighthouse lamp burns again after 40 years")
    assert shown(article) == [
        headline,
        (Role.DECK, "Neighbours had asked for it since 2019"),
        (Role.META, "Lamp burns again"),
        (Role.BYLINE, "Ada Quill"),
        headline,
        (Role.BODY, keeper),
        (Role.BODY, "Year"),
        (Role.BODY, "1984"),
        (Role.BODY, people),
        (Role.NOTE, "beam: 12 s\n  range: 20 nm"),
        headline,
        (Role.BODY, keeper),
        (Role.BODY, people),
        (Role.CAPTION, "The lamp, seen from the pier"),
        (Role.CREDIT, "Ben Fogg"),
    ]
    dropped = [b.source for b in article.blocks if b.disposition is Disposition.DROP]
    assert dropped == ["* * *", "The following is not intended for publication:", "Contact: desk@agency.example"]


def test_ninjs_1_stays_ascii_with_its_slashes() -> None:
    """Only the texts change, in the file's own way of writing; a picture's caption and its alternative text are one."""
    data = (SAMPLES / "ninjs1.json").read_bytes()
    article = reader.read(data, "f", "f.json")
    out = filled(article, lambda text: text.replace("Fähre", "Barque à 5 €/km"))
    assert out.isascii()
    assert "Barque \\u00e0 5 \\u20ac\\/km" in out
    before, after = json.loads(data), json.loads(out)
    assert after["associations"]["bild"]["description_text"] == "Die Barque à 5 €/km am Kai"
    assert after["ednote"] == before["ednote"]
    assert after["associations"]["mehr"] == before["associations"]["mehr"]
    assert after["body_html"].count("Barque") == 2
    assert [b.role for b in article.blocks if b.source == "Die Fähre am Kai"] == [Role.CAPTION] * 3


def test_a_news_article_of_schema_org() -> None:
    """Found in its graph; two authors; the paragraphs of its body; what the deck says again is the deck."""
    article = reader.read((SAMPLES / "newsarticle.json").read_bytes(), "m", "m.json")
    assert article.declared_language == "es"
    assert [s for r, s in shown(article) if r is Role.BYLINE] == ["Lía Campos", "Iván Sol"]
    assert [s for r, s in shown(article) if r is Role.BODY] == [
        'El ayuntamiento prueba el horario durante un año. Los vendedores votaron "sí" por 40 a 12.',
        'La "prueba" empieza el 6 de abril\\mayo.',
        "Habrá dos guardias más.",
    ]
    assert [s for r, s in shown(article) if r is Role.DECK] == ["El ayuntamiento prueba el horario durante un año."]
    assert [s for r, s in shown(article) if r in (Role.CAPTION, Role.CREDIT)] == [
        "Los puestos del mercado",
        "Foto: N. Vega",
    ]
    assert json.loads(filled(article))["@graph"][1]["articleBody"].splitlines()[-1] == "Habrá dos guardias más.!"


def test_a_description_that_is_the_first_paragraph_is_one_unit() -> None:
    """In the body's role."""
    lead = "The bridge opens on Monday after two years of work on both of its towers."
    item = {"uri": "x", "headline": "Bridge opens", "description_text": lead, "body_html": f"<p>{lead}</p><p>More.</p>"}
    keys = read(item).unit_keys()
    assert keys == ((Role.HEADLINE, "Bridge opens"), (Role.BODY, lead), (Role.BODY, "More."))


@pytest.mark.parametrize(
    ("item", "why"),
    [
        ({"uri": "x", "headline": "A", "body_text": "B", "pubstatus": "canceled"}, "killed"),
        ({"uri": "x", "headline": "A", "body_text": "B", "pubStatus": "stat:withheld"}, "withheld"),
        ({"uri": "x", "headline": "A", "body_text": "B", "pubstatus": "private"}, "its status is private"),
        ({"uri": "x", "headline": "A", "type": "text"}, "no text"),
        ({"uri": "x", "headline": "A", "type": "picture", "description_text": "B"}, "an item of type picture"),
        ({"@type": "NewsArticle", "headline": "A"}, "neither articleBody nor description"),
    ],
)
def test_what_is_not_to_be_published_is_refused(item: dict[str, str], why: str) -> None:
    """With the reason."""
    with pytest.raises(RefusedError, match=why):
        read(item)


@pytest.mark.parametrize("data", ["[]", "{}", '{"name": "package", "version": "1"}', "3", '{"@type": "Person"}'])
def test_other_json_is_no_article(data: str) -> None:
    """It is passed over, not read as something."""
    with pytest.raises(NoArticleError):
        read(data)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ('{"headline": "A",\n"uri": }', 2),
        ('{"headline": "A",\n\n"uri": "x"', 3),
        ("[" * 10_000, 1),
        ('{"a":' * 10_000, 1),
        ('{"headline": "A", "uri": "x", "body_text": "a\\u0000b"}', 1),
        ('{"headline": "\\ud800", "uri": "x", "body_text": "b"}', 1),
        ('{"headline": "A\\x"}', 1),
        ('{"a": 01}', 1),
        ('{"a": 1} x', 1),
    ],
)
def test_broken_json_is_an_error_with_its_line(data: str, line: int) -> None:
    """Truncated, nested too deeply, characters that no text has."""
    with pytest.raises(ReadError) as caught:
        read(data)
    assert (caught.value.path, caught.value.line) == ("a.json", line)


def test_targets_cannot_leave_their_string() -> None:
    """Quotes, backslashes, control characters, markup that the source does not have."""
    article = read({"uri": "x", "headline": "A", "body_html": "<p>B <em>c</em></p>", "body_text": "B c"})
    evil = 'x", "pubstatus": "canceled" \\ \x07\ud800 <script>alert(1)</script> <em>y</em> &amp; & </p>\n\nz'
    after = json.loads(filled(article, lambda text: evil))
    assert set(after) == {"uri", "headline", "body_html", "body_text"}
    words = 'x", "pubstatus": "canceled" \\  <script>alert(1)</script>'
    assert after["headline"].startswith(words)
    assert after["body_html"] == (
        '<p>x", "pubstatus": "canceled" \\  &lt;script&gt;alert(1)&lt;/script&gt; <em>y</em> &amp; &amp; &lt;/p&gt; z</p>'
    )
    assert after["body_text"] == f"{words} y & & </p> z"


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def value(text: str, parsed: json_text.Value) -> Any:
    """What our parser found, as `json` would load it."""
    match parsed:
        case json_text.String():
            assert json_text.read_string(text, parsed).text == json_text.plain_string(text, parsed)
            return json_text.plain_string(text, parsed)
        case json_text.Array():
            return [value(text, item) for item in parsed.items]
        case json_text.Object():
            return {key: value(text, item) for key, item in parsed.members.items()}
        case _:
            return json.loads(text[parsed.start : parsed.end])


@given(VALUES, st.booleans(), st.none() | st.integers(0, 3))
def test_values_are_those_that_json_loads(data: Any, ascii_only: bool, indent: int | None) -> None:
    """Any JSON that the standard library writes."""
    text = json.dumps(data, ensure_ascii=ascii_only, indent=indent)
    assert value(text, json_text.parse(text, "a.json")) == data


@given(st.text(alphabet='{}[]:,"\\0 1-.eEtrufalsn/b\n', max_size=30))
def test_what_is_json_is_what_json_says(text: str) -> None:
    """Both take a text, or both refuse it."""
    try:
        wanted = json.loads(text, strict=False)
    except ValueError:
        with pytest.raises(ReadError):
            json_text.parse(text, "a.json")
    else:
        assert value(text, json_text.parse(text, "a.json")) == wanted


@given(st.text(), st.text(), st.sampled_from(["ascii", "slash", "tags", "ascii,slash", ""]))
def test_any_target_fits_into_any_string(target: str, source: str, style: str) -> None:
    """The string around it stays one string."""
    from bylingual.quoted import write

    for words in ("text", "html", "html-plain", "text+attribute"):
        out = write(target, source, f"{words}+json:{style}")
        assert isinstance(json.loads(f'"{out}"'), str)
        if "ascii" in style:
            assert out.isascii()
