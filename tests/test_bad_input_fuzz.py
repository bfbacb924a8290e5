"""Files with bytes changed anywhere: an error or a result, never a traceback, never a lost text."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from bad_input.case import STORY, base, write
from bad_input.catalogs import CATALOG
from bylingual import po
from bylingual.cli import main
from bylingual.errors import BylingualError

_CONFIG = """\
targets = ["es", "fr"]
engines = []
source = "en"

[read]
drop = true
front_matter = ["teaser"]

[gate]
headline = "approved"
findings = "error"

[glossary]
file = "translations/glossary.csv"
"""
_TERMS = 'source,target,locale,note,match case,do not translate\nferry,"transbordador",es,"a, b",no,no\nBBC,,,,,yes\n'

# What is put in, dropped or doubled: bytes that mean something somewhere.
pieces = st.one_of(
    st.binary(min_size=1, max_size=3),
    st.sampled_from(
        [
            b'"',
            b"\\",
            b"\n",
            b"\n\n",
            b"\r",
            b"\0",
            b"#",
            b"#~ ",
            b"#| ",
            b"#, fuzzy\n",
            b"msgid ",
            b"msgstr ",
            b"=",
            b"[",
            b",",
        ]
    ),
)
changes = st.lists(
    st.tuples(st.sampled_from(["in", "out", "end", "again"]), st.floats(0, 1), pieces, st.integers(1, 40)), max_size=3
)
Changes = list[tuple[str, float, bytes, int]]


def changed(data: bytes, wanted: Changes) -> bytes:
    """`data` with pieces put in, cut out, the rest cut off, or lines said twice."""
    for kind, where, piece, length in wanted:
        at = int(where * len(data))
        if kind == "in":
            data = data[:at] + piece + data[at:]
        elif kind == "out":
            data = data[:at] + data[at + length :]
        elif kind == "end":
            data = data[: max(at, 1)]
        else:
            start = data.rfind(b"\n", 0, at) + 1
            end = data.find(b"\n\n", at) + 2 or len(data)
            data = data[:end] + data[start:end] + data[end:]
    return data


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The project, with the article whose catalog is changed; the working directory."""
    folder = base(tmp_path_factory.mktemp("fuzz") / "news")
    write(folder / "articles/bad.txt", STORY)
    here = Path.cwd()
    os.chdir(folder)
    yield folder
    os.chdir(here)


def bylingual(*words: str) -> Result:
    """Run a command; anything but an answer or an error fails."""
    result = CliRunner().invoke(main, words)
    assert result.exit_code in (0, 1, 2), result.output
    return result


@settings(max_examples=60)
@given(changes)
def test_catalogs(project: Path, wanted: Changes) -> None:
    """What is refused stays as it is, byte for byte; what is accepted keeps every text there was."""
    file = project / "translations/es/bad.po"
    before = changed(CATALOG.encode(), wanted)
    file.write_bytes(before)
    try:
        targets = {u.target for u in po.read(before).units if u.target.strip()}
    except BylingualError:
        targets = set()
    result = bylingual("translate")
    after = file.read_bytes()
    if "Error: translations/es/bad.po" in result.stderr:
        assert result.exit_code == 1 and after == before
    else:
        assert targets <= {u.target for u in po.read(after).units}
    assert bylingual("check", "translations/es/bad.po").exit_code in (0, 1)


@settings(max_examples=60)
@given(changes)
def test_configurations(project: Path, wanted: Changes) -> None:
    """Exit code 2 with the file's name, or a project."""
    file = project / "bylingual.toml"
    before = file.read_bytes()
    file.write_bytes(changed(_CONFIG.encode(), wanted))
    result = bylingual("status")
    file.write_bytes(before)
    assert result.exit_code == 0 or result.stderr.startswith("Error: ")


@settings(max_examples=40)
@given(changes)
def test_glossaries(project: Path, wanted: Changes) -> None:
    """Exit code 2 with file and line, or terms."""
    file = write(project / "translations/glossary.csv", changed(_TERMS.encode(), wanted))
    result = bylingual("glossary", "suggest")
    file.unlink()
    assert result.exit_code in (0, 1) or result.stderr.startswith("Error: translations/glossary.csv:")
