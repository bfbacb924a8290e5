"""The configuration: every key is checked, and the file that `init` writes is one that loads."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from bylingual.config import KEYS, Config, Key, literal, parse, template
from bylingual.errors import ConfigError
from bylingual.gate import Gate, Policy


def read(text: str) -> Config:
    return parse(tomllib.loads(text), "bylingual.toml")


def value_of(key: Key) -> Any:
    """A value that shows something, where the key has one."""
    return key.default if key.example is None else key.example


def test_init_writes_a_file_that_loads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bylingual: Callable[..., Result]
) -> None:
    """It says what holds anyway, and Spanish as target."""
    monkeypatch.chdir(tmp_path)
    bylingual("init")
    assert read(Path("bylingual.toml").read_text(encoding="utf-8")) == Config(targets=("es",))
    bylingual("init", code=2)


def test_what_init_comments_out_may_be_taken_in() -> None:
    """Every line `# key = …` loads without its `# `, and every key of the table is there."""
    lines = [
        line[2:] if line.startswith("# ") and " = " in line and " " not in line[2:].partition(" = ")[0] else line
        for line in template().splitlines()
    ]
    text = "\n".join(lines)
    config = read(text)
    assert (config.read_front_matter, config.gate_roles) == (("teaser", "seo.title"), (("headline", "approved"),))
    written = {
        name for table, rest in tomllib.loads(text).items() for name in (rest if isinstance(rest, dict) else {table: 0})
    }
    assert {key.last for key in KEYS if not key.names} <= written


@pytest.mark.parametrize("key", KEYS, ids=lambda k: k.name)
def test_every_key_is_described_and_read(key: Key) -> None:
    """A sentence, an example that loads, and a wrong type that is refused."""
    assert key.meaning.endswith(".") and value_of(key) not in ((), "")
    for name in key.spelled:
        section, _, last = name.rpartition(".")
        head = f"[{section}]\n" if section else ""
        read(f"{head}{last} = {literal(value_of(key))}")
        with pytest.raises(ConfigError, match="must be"):
            read(f"{head}{last} = 2026-01-01")


def test_values_arrive() -> None:
    """Locales in any spelling, whole numbers, roles of the gate."""
    config = read(
        'source = "pt-br"\ntargets = ["es", "fr-CA"]\n[detect]\nmin_confidence = 1\n'
        '[gate]\ndeck = "machine"\nfindings = "none"\n[read]\ndrop = false\n'
    )
    assert (config.source, config.targets, config.min_confidence) == ("pt_BR", ("es", "fr_CA"), 1.0)
    assert config.gate == Gate({"deck": Policy.MACHINE}, Policy.APPROVED, "none")
    assert not config.read.drop
    assert read("") == Config() and repr(config) != repr(Config())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('tagets = ["es"]', "unknown key tagets. Did you mean targets?"),
        ('[gate]\nheadlin = "approved"', "unknown key [gate] headlin. Did you mean [gate] headline?"),
        ('candidates = ["en"]', "unknown key candidates. Did you mean [detect] candidates?"),
        ("[gates]\na = 1", "unknown table [gates]. Did you mean [gate]?"),
        ("[gate.headline]\na = 1", "[gate] headline must be a text. Such as headline = \"approved\""),
        ('gate = "approved"', "gate is a table. Write [gate] and its keys below it"),
        ("zzz = 1", "unknown key zzz. Remove it; docs/configuration.md lists all keys"),
        ('targets = "es"', 'targets must be a list of texts. Such as targets = ["es", "fr", "pt_BR"]'),
        ("targets = [1]", 'targets must be a list of texts. Such as targets = ["es", "fr", "pt_BR"]'),
        ('targets = ["espanol"]', "targets: unknown locale 'espanol'"),
        ('source = "auto-detect"', "source: unknown locale 'auto-detect'"),
        ("[read]\ndrop = 1", "[read] drop must be true or false. Such as drop = true"),
        ("[detect]\nmin_confidence = true", "[detect] min_confidence must be a number"),
        ("[detect]\nmin_confidence = 95", "[detect] min_confidence must be between 0 and 1"),
        ('engines = ["deepl"]', "engines: 'deepl' is not known. Use argos, apertium"),
        ('[read]\nfront_matter = ["a"]\nfront_matter_keep = ["a"]', "both name a. Remove one of them"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_said(text: str, says: str) -> None:
    """With the file, the key and what to do."""
    with pytest.raises(ConfigError) as caught:
        read(text)
    assert str(caught.value).startswith("bylingual.toml: ") and says in str(caught.value)
