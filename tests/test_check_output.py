"""What `bylingual check` says, word for word, of a PO file from elsewhere: tests/data/checks/ferry.po, ferry.txt."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from bylingual.checks import RULES

DATA = Path(__file__).parent / "data" / "checks"


def test_every_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bylingual: Callable[..., Result]) -> None:
    """The texts as editors read them; `(name)` at the end of each names the rule."""
    shutil.copy(DATA / "ferry.po", tmp_path)
    monkeypatch.chdir(tmp_path)
    output = bylingual("check", "ferry.po", "--from", "en", code=1).output
    assert output.splitlines() == (DATA / "ferry.txt").read_text(encoding="utf-8").splitlines()


def test_every_rule_has_a_message_there() -> None:
    """But the one that needs a glossary."""
    text = (DATA / "ferry.txt").read_text(encoding="utf-8")
    assert [r.NAME for r in RULES if f"({r.NAME})" not in text] == ["glossary"]
