"""Whole pages in the manner of the systems that newsrooms use, all written for these tests: what each text of them is.

Beside `pages/NAME.html` stands `pages/NAME.txt`: role, what becomes of it (+ a unit, = kept, - dropped), and the text.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bylingual.embed import MARKUP
from bylingual.model import Disposition
from bylingual.readers import html
from conftest import DATA

PAGES = sorted((DATA / "pages").glob("*.htm*"))
SIGNS = {Disposition.TRANSLATE: "+", Disposition.KEEP: "=", Disposition.DROP: "-"}


def shown(path: Path) -> str:
    """The blocks of a page, a line each."""
    article = html.read(path.read_bytes(), "a", path.name)
    lines = [f"{b.role} {SIGNS[b.disposition]} {b.source}" for b in article.blocks if b.form != MARKUP]
    return "\n".join([*lines, f"language {article.declared_language or '-'}", *article.warnings]) + "\n"


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_a_page(path: Path) -> None:
    """Every text has the role that an editor would give it."""
    assert shown(path) == path.with_suffix(".txt").read_text(encoding="utf-8")
