"""`article.html`: a whole page, readable as it is and by machines (hreflang, JSON-LD)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any
from urllib.parse import quote

from ..locales import bcp47, direction
from ..localize import Localized, Piece
from ..model import Role
from ..notices import Kind, notice

NAME = "html"

_TAGS = {Role.HEADLINE: "h1", Role.HEADING: "h2", Role.CAPTION: "figcaption", Role.LIST: "li"}
_AROUND = {Role.QUOTE: "blockquote", Role.CAPTION: "figure", Role.ALT: "figure", Role.LIST: "ul"}
_FROM_SOURCE = ("h2", "h3", "h4", "h5", "h6", "pre", "ul", "ol")  # what a block's own element can be here

_TEMPLATE = """<!doctype html>
<html lang="{{ lang }}" dir="{{ dir }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title }}</title>
{% if deck %}<meta name="description" content="{{ deck }}">
{% endif -%}
{% for other in editions %}<link rel="alternate" hreflang="{{ other.lang }}" href="{{ other.href }}">
{% endfor -%}
<script type="application/ld+json">{{ data }}</script>
<style>
:root { color-scheme: light dark }
body { font: 1.125rem/1.6 Georgia, "Noto Serif", serif; max-width: 38rem; margin: 2rem auto; padding: 0 1rem }
h1 { line-height: 1.2; margin-bottom: .4rem } .deck { font-size: 1.25rem; margin-top: 0; opacity: .85 }
.kicker, .byline, .credit, .meta, .notice { font: .875rem/1.5 system-ui, sans-serif; opacity: .85 }
.kicker { text-transform: uppercase; letter-spacing: .06em }
.notice { border-inline-start: 4px solid #b07d00; padding: .4rem .8rem }
blockquote { margin-inline: 0; border-inline-start: 3px solid; padding-inline-start: 1rem; font-style: italic }
figure { margin-inline: 0 } figcaption, .alt { font: .875rem/1.5 system-ui, sans-serif; opacity: .85 }
pre { overflow-x: auto; font-size: .875rem }
[data-untranslated], [data-previous] { border-inline-start: 3px dotted; padding-inline-start: .6rem }
</style>
</head>
<body>
<article>
{% for said in notices %}<p class="notice" role="note" lang="{{ said.lang }}" dir="{{ said.dir }}">{{ said.text }}</p>
{% endfor -%}
{% for group in groups %}{% if group.tag %}<{{ group.tag }}>
{% endif -%}
{% for piece in group.pieces %}<{{ piece.tag }} class="{{ piece.role }}"
{%- if piece.lang %} lang="{{ piece.lang }}" dir="{{ piece.dir }}" data-untranslated{% endif -%}
{%- if piece.label %} title="{{ piece.label }}" data-previous{% endif -%}
>{% if piece.dateline %}<span class="dateline">{{ piece.dateline }}</span> {% endif -%}
{{ piece.html }}</{{ piece.tag }}>
{% endfor -%}
{% if group.tag %}</{{ group.tag }}>
{% endif -%}
{% endfor -%}
</article>
</body>
</html>
"""


def filename(localized: Localized) -> str:
    """Always `article.html`."""
    return "article.html"


@cache
def _template() -> Any:
    import jinja2

    return jinja2.Environment(autoescape=True, keep_trailing_newline=True).from_string(_TEMPLATE)


def write(localized: Localized, editions: Sequence[str]) -> bytes:
    """Every unit once, in order; text that ships in the source language carries its own `lang`."""
    up = "../" * (localized.article.id.count("/") + 2)
    links = [{"lang": bcp47(e), "href": f"{up}{bcp47(e)}/{quote(localized.article.id)}/article.html"} for e in editions]
    page = _template().render(
        lang=bcp47(localized.locale),
        dir=direction(localized.locale),
        title=localized.text_of(Role.HEADLINE) or localized.article.id,
        deck=localized.text_of(Role.DECK),
        editions=links if len(links) > 1 else [],
        data=_safe(_json_ld(localized, {link["lang"]: link["href"] for link in links})),  # every < is escaped in it
        notices=[{"lang": bcp47(n.language), "dir": direction(n.language), "text": n.text} for n in localized.notices],
        groups=list(_groups(localized)),
    )
    return str(page).encode()


def _safe(html: str) -> Any:
    from markupsafe import Markup

    return Markup(html)  # noqa: S704 - only for what was made safe  # nosec B704


def _groups(localized: Localized) -> Iterator[dict[str, Any]]:
    """The pieces, those of one list or quote together, with the element around them ("" for none)."""
    pieces = list(_with_datelines([p for p in localized.pieces if p.first]))
    for (_, tag), group in groupby(enumerate(pieces), key=lambda item: _around(item[0], item[1][0])):
        yield {"tag": tag, "pieces": [_shown(localized, *piece) for _, piece in group]}


def _with_datelines(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, str]]:
    """Each piece with the dateline that begins its paragraph ("" for none)."""
    before = ""
    for piece, below in zip(pieces, [*pieces[1:], None], strict=True):
        if piece.role is Role.DATELINE and below is not None and below.role is Role.BODY:
            before = piece.html
            continue
        yield piece, before
        before = ""


def _around(number: int, piece: Piece) -> tuple[int, str]:
    """What pieces of one group share: its element, and for those that stand alone their number."""
    tag = _AROUND.get(piece.role, "")
    if piece.role is Role.LIST and piece.tag in _FROM_SOURCE:
        tag = piece.tag
    return (number if tag in ("", "figure") else -1), tag


def _shown(localized: Localized, piece: Piece, dateline: str) -> dict[str, Any]:
    untranslated = piece.is_source and piece.state != "kept" and not localized.is_source_edition
    tag = _TAGS.get(piece.role, "p")
    return {
        "tag": piece.tag if piece.tag in _FROM_SOURCE and piece.role in (Role.HEADING, Role.NOTE) else tag,
        "role": piece.role.value,
        "html": _safe(piece.html),
        "dateline": _safe(dateline),
        "lang": bcp47(localized.language) if untranslated else "",
        "dir": direction(localized.language),
        "label": notice(Kind.PREVIOUS, localized.locale).text if piece.previous else "",
    }


def _json_ld(localized: Localized, links: Mapping[str, str]) -> str:
    """schema.org NewsArticle with `links` to its editions by tag. A translator is named where a machine's text was read
    by nobody. `<` is escaped so that no text can close the script element."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": localized.text_of(Role.HEADLINE) or localized.article.id,
        "inLanguage": bcp47(localized.locale),
    }
    if deck := localized.text_of(Role.DECK):
        data["description"] = deck
    if localized.is_source_edition:
        others = [_edition(tag, href) for tag, href in links.items() if tag != bcp47(localized.locale)]
        if others:
            data["workTranslation"] = others
    else:
        source = bcp47(localized.language)
        data["translationOfWork"] = _edition(source, links.get(source, ""))
    if localized.machine_units:
        names = localized.machines or ("machine translation",)
        data["translator"] = [{"@type": "SoftwareApplication", "name": name} for name in names]
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace("&", "\\u0026")


def _edition(tag: str, href: str) -> dict[str, str]:
    """An edition in another language; `href` may be unknown ("")."""
    return {"@type": "NewsArticle", "inLanguage": tag, **({"url": href} if href else {})}
