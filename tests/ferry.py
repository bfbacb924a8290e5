"""The ferry's article, which the tests of exchanged files share: every kind of inline code, changed as editors do; and
arbitrary texts with codes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from bylingual import po
from bylingual.inline import HTML, MARKDOWN, PLAIN
from bylingual.model import Unit

HEADLINE = "The **ferry** stays"
LEAD = "The council keeps the [old *ferry*](https://valley.example/ferry) & its <b>bell</b>, said `ferry.txt`."
STALE = "The captain wrote 13 letters to the mayor of the valley."
EMPTY = "Nobody came to the quay on Monday. The boat was tied up there all the same."
DONE = "All of them were answered."
ARTICLE = f"# {HEADLINE}\n\n{LEAD}\n\n{STALE}\n\n{EMPTY}\n\n{DONE}\n"
MACHINE = "El concejo mantiene el [viejo *ferry*](https://valley.example/ferry) y su <b>campana</b>, dijo `ferry.txt`."
NAMES = {"headline": HEADLINE, "lead": LEAD, "stale": STALE, "empty": EMPTY, "done": DONE}


def catalog() -> Path:
    return Path("translations/es/ferry.po")


def put(**changes: dict[str, object]) -> None:
    """Change units of the catalog as an editor does."""
    found = po.read(catalog().read_bytes())
    by_source = {NAMES[name]: change for name, change in changes.items()}
    units = tuple(replace(u, **by_source.get(u.source, {})) for u in found.units)  # type: ignore[arg-type]
    catalog().write_text(po.write(replace(found, units=units)), encoding="utf-8")


def units() -> dict[str, Unit]:
    by_source = {u.source: u for u in po.read(catalog().read_bytes()).units}
    return {name: by_source[source] for name, source in NAMES.items() if source in by_source}


# Bits of markup and of XML, so that arbitrary texts have codes, entities and what looks like them.
BITS = st.sampled_from(
    ["**", "*", "_", "`", "[", "](https://a.example)", "<b>", "</b>", "<br>", "&amp;", "&", "<", "]]>", "\\*", "~~",
     "{% x %}", " ", "\n", "\r", "\t", "word", "ñ", "بيت", "\u2028", "😀", "'", '"', "<!-- -->", "![", "<em>", "</em>"]
)  # fmt: skip
TEXTS = st.lists(BITS | st.text(max_size=5), max_size=12).map("".join)
SYNTAXES = st.sampled_from([PLAIN, MARKDOWN, HTML])
