"""`<language>/index.html`: every article of a language, with what there is of it in others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import quote

from ..locales import direction, own_name

FILE_NAME = "index.html"

_TEMPLATE = """<!doctype html>
<html lang="{{ tag }}" dir="{{ dir }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ name }}</title>
<style>
:root { color-scheme: light dark }
body { font: 1.125rem/1.6 Georgia, "Noto Serif", serif; max-width: 38rem; margin: 2rem auto; padding: 0 1rem }
ul { list-style: none; padding: 0 } li { margin-block: 1.2rem } p { margin: 0; opacity: .85 }
nav { font: .875rem/1.5 system-ui, sans-serif }
</style>
</head>
<body>
<h1>{{ name }}</h1>
<ul>
{% for entry in entries %}<li data-state="{{ entry.state }}"><a href="{{ entry.href }}">{{ entry.headline }}</a>
{% if entry.deck %}<p>{{ entry.deck }}</p>
{% endif -%}
{% if entry.others %}<nav>{% for other in entry.others %}
{{- "" }}<a href="{{ other.href }}" hreflang="{{ other.tag }}" lang="{{ other.tag }}">{{ other.name }}</a>
{{- "" }}{{ " · " if not loop.last }}{% endfor %}</nav>
{% endif %}</li>
{% endfor %}</ul>
</body>
</html>
"""


@dataclass(frozen=True)
class Entry:
    """An article of an index: where its page lies below the output folder, its words, the state of its bundle, and its
    pages in other languages by tag."""

    path: str
    headline: str
    deck: str
    state: str
    others: Mapping[str, str] = field(default_factory=dict)


@cache
def _template() -> Any:
    import jinja2

    return jinja2.Environment(autoescape=True, keep_trailing_newline=True).from_string(_TEMPLATE)


def write(tag: str, entries: Sequence[Entry]) -> bytes:
    """The index of a language (BCP 47 tag), its entries in the order given."""
    shown = [
        {
            "href": f"../{quote(entry.path)}",
            "headline": entry.headline,
            "deck": entry.deck,
            "state": entry.state,
            "others": [
                {"tag": other, "name": own_name(other.replace("-", "_")), "href": f"../{quote(path)}"}
                for other, path in sorted(entry.others.items())
            ],
        }
        for entry in entries
    ]
    locale = tag.replace("-", "_")
    page = _template().render(tag=tag, dir=direction(locale), name=own_name(locale), entries=shown)
    return str(page).encode()
