"""PO files: what is written reads back, msgfmt agrees, broken files are refused with a line."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bylingual import po
from bylingual.errors import CatalogError
from bylingual.model import Catalog, State, Unit, stamp

HEADER = {
    "Project-Id-Version": "a", "PO-Revision-Date": "2026-01-01 00:00+0000", "Last-Translator": "x",
    "Language-Team": "Spanish", "Language": "es", "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit",
}  # fmt: skip
# Everything that can stand in an article, line separators and quotes included; readers strip other control characters.
texts = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc"], include_characters='\n\t\x85\u2028\u2029"\\', max_codepoint=0x2FFFF
    ).filter(lambda c: not 0xFDD0 <= ord(c) <= 0xFDEF),
    max_size=60,
)
lines = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30)


@st.composite
def units(draw: st.DrawFn) -> Unit:
    target = draw(texts)
    fuzzy = bool(target) and draw(st.booleans())
    previous = draw(st.none() | texts.filter(bool)) if fuzzy else None
    return Unit(
        context=draw(st.sampled_from(["headline", "deck", "body"])),
        source=draw(texts.filter(lambda t: bool(t.strip()))),
        target=target,
        fuzzy=fuzzy,
        previous=previous,
        previous_context="body" if previous is not None else None,
        obsolete=draw(st.booleans()),
        stamp=draw(st.sampled_from(["", "0123abcd"])),
        notes=tuple(draw(st.lists(lines.map(lambda t: f"note: {t}"), max_size=2))),
        comments=tuple(draw(st.lists(lines.filter(lambda t: t[0] not in ".,:|~#="), max_size=2))),
    )


@given(st.lists(units(), max_size=5, unique_by=lambda u: u.key))
@example([Unit("body", "a", "b", comments=(r"C:\articles",), notes=(r"C:\articles",))])
def test_what_is_written_reads_back(found: list[Unit]) -> None:
    """Units, notes, stamps, previous sources and obsolete entries survive, and a second write changes no byte."""
    ordered = (*(u for u in found if not u.obsolete), *(u for u in found if u.obsolete))
    catalog = Catalog(HEADER, ordered)
    text = po.write(catalog)
    again = po.read(text.encode(), "x.po")
    assert again.units == ordered
    assert po.write(again) == text


def test_no_line_is_wrapped() -> None:
    """Long texts and notes stay on one line: diffs show what changed."""
    unit = Unit("body", "word " * 100, "palabra " * 100, notes=("suggestion: " + "long " * 60,))
    assert max(map(len, po.write(Catalog(HEADER, (unit,))).splitlines())) > 700


def test_msgfmt_accepts_what_is_written(tmp_path: Path) -> None:
    """GNU msgfmt --check is content with every kind of entry."""
    found = (
        Unit("headline", 'A “b” "c" \\ d', "e", fuzzy=True, stamp="0123abcd", notes=("risk: low",)),
        Unit("body", "two\nlines\n", "dos\nlíneas\n"),
        Unit("body", "new", "viejo", fuzzy=True, previous="old", previous_context="body"),
        Unit("body", "gone", "ido", fuzzy=True, previous="went", obsolete=True, notes=("n",)),
    )
    file = tmp_path / "a.po"
    file.write_text(po.write(Catalog(HEADER, found)), encoding="utf-8")
    done = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", str(file)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("options", [[], ["--no-wrap"], ["--sort-output"]])
def test_msgcat_changes_no_state(tmp_path: Path, options: list[str]) -> None:
    """A file that msgcat rewrote reads back to the same units."""
    found = (
        Unit("body", "A long source text " * 9, "Un texto " * 12, fuzzy=True, stamp="0123abcd", notes=("risk: low",)),
        Unit("body", "new", "viejo", fuzzy=True, previous="old", previous_context="body", comments=("mine",)),
        Unit("headline", "yes", "sí"),
        Unit("body", "gone", "ido", fuzzy=True, previous="went", previous_context="body", obsolete=True),
    )
    file = tmp_path / "a.po"
    file.write_text(po.write(Catalog(HEADER, found)), encoding="utf-8")
    done = subprocess.run(["msgcat", *options, str(file)], capture_output=True, check=True)
    again = po.read(done.stdout, "a.po").units
    assert sorted(again, key=str) == sorted((replace(u, references=()) for u in found), key=str)


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ('msgid "a"\nmsgstr "b\n', 2, "quote"),
        ('msgid "a" b"\nmsgstr "b"\n', 1, "quote"),
        ('msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', 1, "without msgstr"),
        ('msgstr "c"\n', 1, "msgstr after nothing"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', 4, "same context and source as line 1"),
        ('msgid "a"\nmsgstr "b"\n<<<<<<< HEAD\n', 3, "git conflict"),
        ('msgid "a"\nmsgstr "\\q"\n', 2, "escape"),
        ('msgid "a"\n# comment\nmsgstr "b"\n', 2, "between"),
        ('msgid "a"\nmsgstr "b"\nnonsense\n', 3, "not a line"),
        ('msgid "a"\rmsgstr "b"\n', 1, "carriage return"),
        ('msgid "a\0"\nmsgstr "b"\n', 1, "NUL"),
    ],
)
def test_broken_files_are_refused_with_their_line(text: str, line: int, problem: str) -> None:
    """What polib would lose silently is an error that names the line."""
    with pytest.raises(CatalogError, match=problem) as caught:
        po.read(text.encode(), "x.po")
    assert (caught.value.path, caught.value.line) == ("x.po", line)


def test_wrong_charset_names_the_line() -> None:
    """Latin-1 bytes under a UTF-8 header."""
    data = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "a"\nmsgstr "se\xf1or"\n'
    with pytest.raises(CatalogError, match="not UTF-8") as caught:
        po.read(data, "x.po")
    assert caught.value.line == 5


def test_what_other_tools_write_is_read() -> None:
    """BOM, CRLF, `#=` flags, `#comment` without space, a comment after the last entry."""
    data = '\ufeffmsgid ""\r\nmsgstr "Language: es\\n"\r\n\r\n#mine\r\n#= fuzzy\r\nmsgid "a"\r\nmsgstr "b"\r\n\r\n# end\r\n'
    catalog = po.read(data.encode(), "x.po")
    assert (catalog.units[0].state, catalog.units[0].comments) == (State.NEEDS_REVIEW, ("mine",))
    assert catalog.trailing == ("# end",)


@pytest.mark.parametrize(
    "flags",
    ["#, fuzzy", "#,fuzzy", "#, fuzzy, c-format", "#,c-format,fuzzy", "#, fuzzy c-format", "#,\tfuzzy", "#, Fuzzy", "#= fuzzy",
     "#=fuzzy", "#, no-wrap\n#= fuzzy", "#, c-format\n#, fuzzy"],
)  # fmt: skip
def test_fuzzy_in_every_spelling_is_fuzzy(flags: str) -> None:
    """A doubtful flag never approves, and the flags beside it stay."""
    (unit,) = po.read(f'{flags}\nmsgid "a"\nmsgstr "b"\n'.encode()).units
    assert unit.state is State.NEEDS_REVIEW
    assert set(unit.flags) == {flag for flag in ("c-format", "no-wrap") if flag in flags}


@pytest.mark.parametrize(
    ("before", "entry"),
    [
        ('#| msgctxt "old"\n#| msgid "was"', 'msgid "a"\nmsgstr "b"'),
        ('#|msgctxt "old"\n#|msgid ""\n#|"wa"\n#|"s"', 'msgid"a"\nmsgstr"b"'),
        ('#|\tmsgctxt\t"old"\n#|\tmsgid\t"was"\n# a note\n#. another', '\tmsgid "a"\n\tmsgstr "b"'),
        ('#~| msgctxt "old"\n#~| msgid "was"', '#~ msgid "a"\n#~ msgstr "b"'),
        ('#~|msgctxt "old"\n#~|msgid ""\n#~|"was"', '#~msgid "a"\n#~msgstr "b"'),
        ('#| msgctxt "old"\n#| msgid "was"', '#~ msgid "a"\n#~ msgstr "b"'),
    ],
)
def test_previous_texts_in_every_spelling(before: str, entry: str) -> None:
    """With and without spaces, above and below the flags, on live and obsolete entries."""
    for text in (f"#, fuzzy\n{before}\n{entry}\n", f"{before}\n#, fuzzy\n{entry}\n"):
        (unit,) = po.read(text.encode()).units
        assert (unit.source, unit.target, unit.fuzzy) == ("a", "b", True)
        assert (unit.previous_context, unit.previous) == ("old", "was")


def test_texts_that_look_like_keywords(tmp_path: Path) -> None:
    """A continuation line may hold the word msgid alone."""
    text = 'msgid ""\n"msgid"\n"msgstr"\nmsgstr ""\n"#~| msgctxt"\n'
    (unit,) = po.read(text.encode()).units
    assert (unit.source, unit.target) == ("msgidmsgstr", "#~| msgctxt")


def test_empty_comment_lines_have_no_trailing_space() -> None:
    """As gettext writes them: the next tool makes no noise in git."""
    text = po.write(Catalog(HEADER, (Unit("body", "a", "b", comments=("one", "", "two")),)))
    assert "# one\n#\n# two\n" in text


def test_states() -> None:
    """The table of states."""
    assert Unit("body", "a", " \n").state is State.UNTRANSLATED
    assert Unit("body", "a", "b", fuzzy=True).state is State.NEEDS_REVIEW
    assert Unit("body", "a", "b", fuzzy=True, previous="c").state is State.STALE
    assert Unit("body", "a", "b").state is State.APPROVED
    assert Unit("body", "a", "b", obsolete=True).state is State.OBSOLETE


def test_only_a_fitting_stamp_is_the_machines() -> None:
    """An edit, a cleared flag or a previous source makes a target a human's."""
    ours = Unit("body", "a", "b", fuzzy=True, stamp=stamp("body", "a", "b"))
    assert ours.is_machine_text
    for other in (
        replace(ours, target="c"),
        replace(ours, fuzzy=False),
        replace(ours, previous="z"),
        replace(ours, stamp=""),
    ):
        assert not other.is_machine_text
