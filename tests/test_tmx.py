"""TMX out and in: the memory leaves with its codes, comes back as it was, and foreign files are taken for what they are."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st
from translate.storage.tmx import tmxfile

from bylingual import po
from bylingual.errors import InterchangeError
from bylingual.interchange import tmx
from bylingual.interchange.codes import TEXT, native, source_pieces, target_pieces
from bylingual.model import State, Unit
from bylingual.pipeline.memory_pairs import of_record
from bylingual.project import Project
from ferry import SYNTAXES, TEXTS

Run = Callable[..., Result]
GOLDEN = Path(__file__).parent / "data" / "interchange"
ARTICLE = (
    "# The **ferry** stays\n\n"
    "The council keeps the [old *ferry*](https://valley.example/ferry) & its <b>bell</b>, said `ferry.txt`.\n\n"
    "Nobody came.\n"
)
TARGETS = {
    "The **ferry** stays": "El **ferry** se queda",
    "The council keeps the [old *ferry*](https://valley.example/ferry) & its <b>bell</b>, said `ferry.txt`.": (
        "Según `ferry.txt`, el concejo mantiene el [viejo *ferry*](https://valley.example/ferry) y su <b>campana</b>."
    ),
    "Nobody came.": "",
}


@pytest.fixture
def ferry(project: Project, bylingual: Run) -> Project:
    """A project with one Markdown article whose first units are approved in Spanish and French."""
    (project.root / "articles" / "ferry.md").write_text(ARTICLE, encoding="utf-8")
    bylingual("translate", "--from", "en", "--to", "es", "--to", "fr", "--engine", "none")
    for locale in ("es", "fr"):
        path = project.root / "translations" / locale / "ferry.po"
        catalog = po.read(path.read_bytes())
        units = tuple(replace(u, target=TARGETS[u.source]) for u in catalog.units)
        path.write_text(po.write(replace(catalog, units=units)), encoding="utf-8")
    return project


def units(project: Project, name: str) -> dict[str, Unit]:
    path = project.root / "translations" / "es" / f"{name}.po"
    return {u.source: u for u in po.read(path.read_bytes(), str(path)).units}


def memory(name: str = "other") -> Path:
    return Path("translations/memory") / f"{name}.tmx"


def foreign(*records: str, srclang: str = "en-US", path: str = "other.tmx") -> Path:
    """A TMX file as another tool writes it."""
    head = f'<header creationtool="X" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="{srclang}" datatype="text"/>'
    text = f'<?xml version="1.0"?>\n<!DOCTYPE tmx SYSTEM "http://nowhere.example/tmx14.dtd">\n<tmx version="1.4">{head}<body>\n'
    Path(path).write_text(text + "\n".join(records) + "\n</body></tmx>\n", encoding="utf-8")
    return Path(path)


def tu(source: str, target: str, languages: tuple[str, str] = ("en-US", "es-ES")) -> str:
    a, b = languages
    return f'<tu><tuv xml:lang="{a}"><seg>{source}</seg></tuv><tuv xml:lang="{b}"><seg>{target}</seg></tuv></tu>'


def held(path: Path) -> list[tuple[str, str, str, str]]:
    """(locale, source, target, role) of every pair in a file of ours."""
    pairs = [p for r in tmx.read(path, str(path)) for p in tmx.pairs_of(r, str(path))]
    return [(p.locale, native(p.source), native(p.target), p.role) for p in pairs]


def test_export_is_as_people_expect_it(ferry: Project, bylingual: Run) -> None:
    """The golden file; the same bytes again, and on the standard output; one locale, one article."""
    bylingual("memory", "export", "--output", "out.tmx", "--project", "Valley Post")
    golden = GOLDEN / "memory.tmx"
    assert Path("out.tmx").read_text(encoding="utf-8") == golden.read_text(encoding="utf-8")
    assert bylingual("memory", "export", "--project", "Valley Post").output == golden.read_text(encoding="utf-8")
    some = bylingual("memory", "export", "--to", "fr", "articles/ferry.md", "--project", "Valley Post").output
    assert "fr" in some
    assert 'xml:lang="es"' not in some


def test_other_libraries_read_the_export(ferry: Project, bylingual: Run) -> None:
    """translate-toolkit, which Weblate imports TMX with, sees every pair."""
    bylingual("memory", "export", "--to", "es", "--output", "out.tmx")
    with Path("out.tmx").open("rb") as file:
        store = tmxfile.parsefile(file)
    assert [(str(u.source)[:3], str(u.target)[:3]) for u in store.units] == [("The", "El "), ("The", "Seg")]


def test_only_what_people_approved_leaves(project: Project, story: Path, bylingual: Run) -> None:
    """And what TMX cannot hold is said, with its line; so is an article that cannot be read."""
    bylingual("translate", "--from", "en")
    assert "<tu>" not in bylingual("memory", "export").output
    path = project.root / "translations" / "es" / "story.po"
    path.write_text(
        path.read_text(encoding="utf-8").replace("#, fuzzy\n", "").replace('msgstr "', 'msgstr "\\b', 2),
        encoding="utf-8",
    )
    result = bylingual("memory", "export")
    assert "control character" in result.stderr
    assert "translations/es/story.po:" in result.stderr
    assert "<tu>" in result.output
    story.write_bytes(b"\xff\xfe\x00")
    assert "story.txt" in bylingual("memory", "export", code=1).stderr


def test_what_leaves_comes_back(ferry: Project, bylingual: Run) -> None:
    """In another project: the same text in the same role is filled for review, codes and all; a third import changes
    nothing."""
    bylingual("memory", "export", "--output", "out.tmx")
    for path in (ferry.root / "translations").glob("*/*.po"):
        path.unlink()
    assert "2 pairs added" in bylingual("memory", "import", "out.tmx").output
    before = memory("out").read_bytes()
    assert "0 pairs added to the 2 there" in bylingual("memory", "import", "out.tmx").output
    assert memory("out").read_bytes() == before
    bylingual("translate", "--from", "en")
    found = units(ferry, "ferry")
    for source, target in TARGETS.items():
        if target:
            assert (found[source].target, found[source].state) == (target, State.NEEDS_REVIEW)
            assert "memory: translations/memory/out.tmx" in found[source].notes
    assert found["Nobody came."].target != ""


def test_without_a_role_body_is_filled_and_headlines_get_suggestions(project: Project, bylingual: Run) -> None:
    """A sentence of a foreign memory is no headline; where its codes are gone it is a suggestion everywhere."""
    headline, body = "The ferry stays for now", "Nobody came to the quay on Monday morning, not even the captain."
    coded = "The old captain wrote a very long letter to the mayor."
    foreign(
        tu(headline, "El ferry se queda por ahora"),
        tu(body, "Nadie vino al muelle el lunes por la mañana, ni siquiera el capitán."),
        tu(
            coded.replace("very", '<bpt i="1">&lt;b&gt;</bpt>very<ept i="1">&lt;/b&gt;</ept>'),
            "El viejo capitán escribió una carta.",
        ),
    )
    result = bylingual("memory", "import", "other.tmx")
    assert "1 without the inline codes" in result.output
    (project.root / "articles" / "a.txt").write_text(f"{headline}\n\n{body}\n\n{coded}\n", encoding="utf-8")
    bylingual("translate", "--from", "en")
    found = units(project, "a")
    assert found[body].target.startswith("Nadie vino al muelle")
    assert found[body].notes == (
        "risk: medium (the same text, its place unknown)",
        "memory: translations/memory/other.tmx",
    )
    assert found[headline].target != "El ferry se queda por ahora"
    assert found[headline].notes[-2:] == (
        "similar: the same text in translations/memory/other.tmx, its place unknown",
        "suggestion: El ferry se queda por ahora",
    )
    assert found[coded].target != "El viejo capitán escribió una carta."
    assert found[coded].notes[-1] == "suggestion: El viejo capitán escribió una carta."


def test_memories_grow_together(project: Project, bylingual: Run) -> None:
    """A second file of the same name adds to the first; a file that no import wrote is left alone."""
    foreign(tu("One.", "Uno."), tu("Two.", "Dos."), tu("Two.", "Dos."))
    bylingual("memory", "import", "other.tmx")
    foreign(tu("Two.", "Dos."), tu("Two.", "Segundo."), tu("Three.", "Tres."))
    assert (
        "2 pairs added to the 2 there: translations/memory/other.tmx"
        in bylingual("memory", "import", "other.tmx").output
    )
    assert [(s, t) for _, s, t, _ in held(memory())] == [
        ("One.", "Uno."),
        ("Three.", "Tres."),
        ("Two.", "Dos."),
        ("Two.", "Segundo."),
    ]
    foreign(tu("Four.", "Cuatro."), path=str(memory("mine")))
    before = memory("mine").read_bytes()
    foreign(tu("Five.", "Cinco."), path="mine.tmx")
    assert "no import wrote it" in bylingual("memory", "import", "mine.tmx", code=1).stderr
    assert memory("mine").read_bytes() == before
    (project.root / "articles" / "a.txt").write_text("The ferry stays for now\n\nFour.\n\nOne.\n", encoding="utf-8")
    bylingual("translate", "--from", "en")
    assert (units(project, "a")["Four."].target, units(project, "a")["One."].target) == ("Cuatro.", "Uno.")


def test_variants_of_a_language(project: Project, bylingual: Run) -> None:
    """`es-ES` serves `es`, the nearest variant first, all texts in it; another region or script only when asked for."""
    record = (
        '<tu><tuv xml:lang="EN-GB"><seg>One.</seg></tuv><tuv xml:lang="es-MX"><seg>Uno (MX).</seg></tuv>'
        '<tuv xml:lang="es"><seg>Uno.</seg></tuv><tuv lang="ES"><seg>Una.</seg></tuv><tuv xml:lang="zh-TW"><seg>一。</seg></tuv></tu>'
    )
    foreign(record, tu("Two.", "Dos.", ("en-US", "es-EM")), tu("Three.", "Três.", ("en", "pt-PT")))
    bylingual("memory", "import", "other.tmx", "--to", "es")
    assert held(memory()) == [("es", "One.", "Una.", ""), ("es", "One.", "Uno.", ""), ("es", "Two.", "Dos.", "")]
    (project.root / "bylingual.toml").write_text('targets = ["es_AR", "pt_BR", "zh"]\n', encoding="utf-8")
    bylingual("memory", "import", "other.tmx")
    assert held(memory())[-3:] == [
        ("es_AR", "One.", "Una.", ""),
        ("es_AR", "One.", "Uno.", ""),
        ("es_AR", "Two.", "Dos.", ""),
    ]
    bylingual("memory", "import", "other.tmx", "--to", "pt_BR", "--from", "en")
    assert ("pt_BR", "Three.", "Três.", "") in held(memory())
    assert not [p for p in held(memory()) if p[0] == "zh"]


def test_what_is_left_out_is_said(project: Project, bylingual: Run) -> None:
    """Empty segments, other languages; nothing at all writes no file."""
    foreign(tu("One.", ""), tu(" ", "Dos."), tu("Three.", "Trois.", ("en", "fr")))
    result = bylingual("memory", "import", "other.tmx")
    assert "2 empty: left out\n1 in other languages: left out\n3 records read, 0 pairs added" in result.output
    assert not memory().exists()


def test_the_source_language_must_be_clear(project: Project, bylingual: Run) -> None:
    """`*all*` says nothing: --from or the configuration does."""
    foreign(tu("One.", "Uno."), srclang="*all*")
    assert (
        "other.tmx:4: does not say which of its languages is the source"
        in bylingual("memory", "import", "other.tmx", code=2).stderr
    )
    bylingual("memory", "import", "other.tmx", "--from", "en")
    assert held(memory()) == [("es", "One.", "Uno.", "")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_encodings(project: Project, bylingual: Run, encoding: str) -> None:
    """As the file declares."""
    path = foreign(tu("Morning.", "Mañana."))
    declared = encoding.removesuffix("-sig")
    text = path.read_text(encoding="utf-8").replace('version="1.0"', f'version="1.0" encoding="{declared}"')
    path.write_bytes(text.encode(encoding))
    bylingual("memory", "import", "other.tmx")
    assert held(memory()) == [("es", "Morning.", "Mañana.", "")]


HOSTILE = {
    '<!DOCTYPE tmx [<!ENTITY a "b">]>\n<tmx/>': "bad.tmx:1: declares an entity, a",
    '<!DOCTYPE tmx [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>\n<tmx/>': "bad.tmx:1: declares an entity, a",
    '<!DOCTYPE tmx [\n<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<tmx>&a;</tmx>': "bad.tmx:2: declares an entity, a",
    '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx><body>\n<tu>&nbsp;</tu></body></tmx>': "bad.tmx:3: an entity that XML does not have, &nbsp;",
    "<tmx>\n&nbsp;</tmx>": "bad.tmx:2: not well-formed XML: undefined entity",
    "<tmx>\n<body>\n<tu>": "bad.tmx:3: not well-formed XML: no element found",
    "": "bad.tmx:1: not well-formed XML: no element found",
    "<html/>": "bad.tmx:1: not a TMX file: it begins with <html>",
    "<tmx><body>\n<tu><tuv><seg>a</seg></tuv></tu></body></tmx>": "bad.tmx:2: a tuv without xml:lang",
    '<?xml version="1.0" encoding="klingon"?><tmx/>': "bad.tmx:1: an encoding that is not read here",
    f"<tmx><tu>{'<a>' * 300}": "bad.tmx:1: elements nested deeper than 200",
    f"<tmx><!-- {'a' * 5_000_000}": "bad.tmx:1: a tag or comment of more than 4 MB",
    f"<tmx><tu>{'a' * 5_000_000}": "bad.tmx:1: more than 4000000 characters in one record",
}


@pytest.mark.parametrize("text", HOSTILE, ids=HOSTILE.values())
def test_bad_files_are_named_with_their_line(project: Project, bylingual: Run, text: str) -> None:
    """What is wrong; nothing is looked up, nothing is written."""
    Path("bad.tmx").write_text(text, encoding="utf-8")
    assert HOSTILE[text] in bylingual("memory", "import", "bad.tmx", "--from", "en", code=1).stderr
    assert not memory("bad").exists()


def test_a_bad_memory_is_a_warning(project: Project, story: Path, bylingual: Run) -> None:
    """In every run until it is mended; the good ones are used."""
    memory().parent.mkdir(parents=True)
    memory("bad").write_text("<tmx><body>", encoding="utf-8")
    foreign(tu("Nobody knows.", "Nadie lo sabe."), path=str(memory("good")))
    for name in ("one", "two"):
        (project.root / "articles" / f"{name}.txt").write_text(
            f"The ferry stays for now\n\nNobody knows.\n\n{name}\n", encoding="utf-8"
        )
        result = bylingual("translate", "--from", "en", f"articles/{name}.txt")
        assert (
            "Warning: left out of the translation memory: translations/memory/bad.tmx:1: not well-formed XML"
            in result.stderr
        )
        assert units(project, name)["Nobody knows."].target == "Nadie lo sabe."


@given(TEXTS, TEXTS, SYNTAXES)
def test_pieces_are_the_text(source: str, target: str, syntax: str) -> None:
    """Nothing is lost; a target's codes are codes of its source, each at most as often."""
    pieces = source_pieces(source, syntax)
    assert native(pieces) == source
    others = target_pieces(target, pieces, syntax)
    assert native(others) == target
    codes = {(p.kind, p.number, p.text) for p in pieces if p.kind is not TEXT}
    used = [(p.kind, p.number, p.text) for p in others if p.kind is not TEXT]
    assert len(used) == len({*used}) and {*used} <= codes
    same = target_pieces(source, pieces, syntax)
    assert {p.number for p in same} == {p.number for p in pieces}


@given(st.lists(st.tuples(TEXTS, TEXTS, SYNTAXES, st.sampled_from(["", "body", "headline"]))))
def test_a_written_file_reads_back(tmp_path: Path, texts: list[tuple[str, str, str, str]]) -> None:
    """Every pair that TMX can hold, codes and white space; written again it is the same file."""
    pairs = []
    for source, target, syntax, role in texts:
        pieces = source_pieces(source, syntax)
        pair = tmx.Pair(
            "en", "pt_BR", pieces, target_pieces(target, pieces, syntax), role, frozenset([role]), role != "body"
        )
        if tmx.writable(pair):
            pairs.append(pair)
    path = tmp_path / "a.tmx"
    text = "".join(tmx.write(tmx.merged(pairs)))
    path.write_bytes(text.encode())
    back = [p for record in tmx.read(path, "a") for p in tmx.pairs_of(record, "a")]
    assert [p.key for p in back] == [p.key for p in tmx.merged(pairs)]
    assert "".join(tmx.write(tmx.merged(back))) == text


@given(st.binary(max_size=200) | TEXTS.map(lambda t: f"<tmx><body><tu>{t}</tu></body></tmx>".encode()))
def test_no_file_breaks_the_reader(tmp_path: Path, data: bytes) -> None:
    """It is read, or refused as the user's affair."""
    path = tmp_path / "a.tmx"
    path.write_bytes(data)
    try:
        for record in tmx.read(path, "a"):
            list(of_record(record, "en", ("es",)))
    except InterchangeError as error:
        assert error.path == "a"


def test_large_files_are_streamed(tmp_path: Path) -> None:
    """Reading holds one record at a time, however many there are."""
    path = tmp_path / "large.tmx"
    with path.open("w", encoding="utf-8") as file:
        file.write('<tmx version="1.4"><header srclang="en"/><body>\n')
        file.writelines(tu(f"Sentence number {n} of many. " * 5, f"Frase {n}. " * 5) + "\n" for n in range(8_000))
        file.write("</body></tmx>")

    def records() -> Iterator[tmx.Record]:
        return tmx.read(path, "large")

    tracemalloc.start()
    count = sum(1 for _ in records())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 8_000
    assert peak < path.stat().st_size / 3
