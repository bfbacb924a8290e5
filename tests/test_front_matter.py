"""Front matter: which keys are texts, what the configuration adds and takes away, and what is said of the rest."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylingual.localize import fill
from bylingual.model import Article, Disposition, Role
from bylingual.readers import markdown
from bylingual.readers.base import DEFAULTS, ReadOptions

# Written for these tests.
KEYS = """\
title: Harbour opens
Kicker: Transport
teaser: A new quay
seo:
  title: Harbour opens again
  image_text: A crane at work
image: {src: crane.jpg, caption: "The crane", credit: Photo Desk}
blurbs: [First blurb here, Second blurb here]
author: Ana Gómez
date: 3 March 2026
section: City News
schemaType: NewsArticle
status: published
lead-photo: img/crane one.jpg
tags: [old harbour, new quay]
review_of: Some old play
"""
UNKNOWN = "front matter: unknown text key; add {} to [read] front_matter or front_matter_keep"


def read(front: str, options: ReadOptions = DEFAULTS) -> Article:
    return markdown.read(f"---\n{front}---\nBody\n".encode(), "a", "a.md", options)


def texts(article: Article, disposition: Disposition = Disposition.TRANSLATE) -> dict[str, str]:
    return {b.name: b.role.value for b in article.blocks if b.name and b.disposition is disposition}


def unknown(article: Article) -> list[str]:
    return [b.source for b in article.blocks if b.reason.startswith(UNKNOWN.partition("{}")[0])]


def test_the_default_keys() -> None:
    """Texts have roles, names are kept, the rest is fixed; a text under an unknown key is kept and said."""
    article = read(KEYS)
    assert texts(article) == {"title": "headline", "Kicker": "kicker", "image.caption": "caption"}
    assert texts(article, Disposition.KEEP) == {"image.credit": "credit", "author": "byline"}
    assert unknown(article) == [
        "A new quay", "Harbour opens again", "A crane at work", "First blurb here", "Second blurb here",
        "img/crane one.jpg", "Some old play",
    ]  # fmt: skip
    assert UNKNOWN.format("seo.image_text") in [b.reason for b in article.blocks]


def test_keys_are_added_and_taken_away() -> None:
    """Dotted, whatever their case, `-` and `_`; a kept key covers all below it; what is named is no longer unknown."""
    options = ReadOptions(
        front_matter=("teaser", "seo.imageText", "blurbs", "author"),
        front_matter_keep=("image", "seo.title", "leadPhoto"),
    )
    article = read(KEYS, options)
    assert texts(article) == {
        "title": "headline", "Kicker": "kicker", "teaser": "meta", "seo.image_text": "meta", "blurbs": "meta",
        "author": "meta",
    }  # fmt: skip
    assert [b.source for b in article.blocks if b.name == "blurbs"] == ["First blurb here", "Second blurb here"]
    assert unknown(article) == ["Some old play"]
    targets: dict[tuple[str | None, str], str] = {("meta", "A new quay"): "Un muelle: nuevo"}
    after = fill(article, targets)
    assert b'teaser: "Un muelle: nuevo"\n' in after
    assert markdown.same_structure(article.raw, after, options)
    assert not markdown.same_structure(article.raw, after)  # for whoever does not translate the key


def test_the_same_in_toml() -> None:
    """Keys of tables, quoted keys and arrays of tables; no key is ever taken for a text."""
    front = (
        '"odd key" = "Odd text here"\nslug = "Not a text"\nlist = [\n  ["One text", "x"],\n  ["Two texts"],\n]\n'
        '[params."a.b"]\nteaser = "A new quay" # "no text"\n[[gallery]]\ncaption = "The crane"\n[[gallery]]\n'
        "caption = '''The\nquay'''\n\"credit\" = 'Photo Desk'\n[\"extra\"]\n'title' = \"Harbour opens\"\n"
    )
    data = f"+++\n{front}+++\nBody\n".encode()
    options = ReadOptions(front_matter=("params.a.b.teaser", "list"))
    article = markdown.read(data, "a", "a.md", options)
    assert [(b.role.value, b.source) for b in article.blocks if b.disposition is Disposition.TRANSLATE] == [
        ("meta", "One text"), ("meta", "x"), ("meta", "Two texts"), ("meta", "A new quay"), ("caption", "The crane"),
        ("caption", "The\nquay"), ("headline", "Harbour opens"), ("body", "Body"),
    ]  # fmt: skip
    assert unknown(article) == ["Odd text here"]
    after = fill(article, {(role.value, source): "Otro" for role, source in article.unit_keys()}).decode()
    assert tomllib.loads(after.split("+++")[1]) == {
        "odd key": "Odd text here", "slug": "Not a text", "list": [["Otro", "Otro"], ["Otro"]],
        "params": {"a.b": {"teaser": "Otro"}}, "gallery": [{"caption": "Otro"}, {"caption": "Otro", "credit": "Photo Desk"}],
        "extra": {"title": "Otro"},
    }  # fmt: skip


@pytest.mark.parametrize("value", ["&t Harbour opens", "!text Harbour opens"])
def test_anchors_and_tags_are_kept_and_said(value: str) -> None:
    """What they would mean elsewhere in the file cannot be told from here."""
    block = next(b for b in read(f"title: {value}\nother: x\n").blocks if b.name == "title")
    assert (block.role, block.disposition) == (Role.HEADLINE, Disposition.KEEP)
    assert block.reason == "front matter: title, written with an anchor or a tag"


values = st.recursive(
    st.text("ab c\"'\\[]{}=#.\n", max_size=8) | st.integers(0, 9) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab.\"' ", max_size=3), inner, max_size=3),
    max_leaves=8,
)


def toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml(k)} = {toml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[\n" + "".join(f"  {toml(v)}, # ] \"'\n" for v in value) + "]"
    if isinstance(value, str):
        literal = "'" not in value and "\n" not in value and len(value) % 2
        return (
            f"'{value}'"
            if literal
            else '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
        )
    return str(value).lower()


@given(
    st.dictionaries(st.text("xyz.\"'[ ", min_size=1, max_size=3), values, max_size=4), st.text("ab c\"'\\", max_size=6)
)
def test_toml_strings_stand_where_they_are_found(table: dict[str, object], title: str) -> None:
    """Whatever stands around it, a title's string is found, and nothing but it changes."""
    title = f"A{title}"
    front = "".join(f"{toml(k)} = {toml(v)}\n" for k, v in table.items()) + f"title = {toml(title)}\n"
    article = markdown.read(f"+++\n{front}+++\n".encode(), "a", "a.md")
    after = fill(article, {("headline", title.strip()): "Otro"}).decode()
    assert tomllib.loads(after.removeprefix("+++\n").removesuffix("+++\n")) == {**table, "title": "Otro"}
