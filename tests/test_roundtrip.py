"""Our catalogs through the programs that editors use: what each changes, what survives, and what we do next.

`tests/data/roundtrip/quay.po` holds every state; the table in `docs/editors.md` is compared with what the programs do.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polib
import pytest
from babel.messages.pofile import read_po, write_po
from click.testing import Result
from translate.storage.pypo import pofile

from bylingual import po
from bylingual.errors import CatalogError
from bylingual.model import Catalog, State, Unit
from bylingual.project import Project
from conftest import DATA
from poedit import Poedit, virtual_screen

Run = Callable[..., Result]
GOLDEN = (DATA / "roundtrip" / "quay.po").read_bytes()
ARTICLE = (DATA / "roundtrip" / "quay.txt").read_bytes()
DOCS = Path(__file__).parents[1] / "docs" / "editors.md"
START = po.read(GOLDEN)
STALE = next(u for u in START.units if u.state is State.STALE and "1963" in u.source)


@pytest.fixture(scope="session")
def screen() -> Iterator[str]:
    """A virtual screen for Poedit."""
    with virtual_screen() as display:
        yield display


@pytest.fixture
def quay(project: Project) -> Path:
    """The catalog in a project with its article; the path of the catalog."""
    (project.root / "articles" / "quay.txt").write_bytes(ARTICLE)
    path = project.catalog_path("quay", "es")
    path.parent.mkdir(parents=True)
    path.write_bytes(GOLDEN)
    return path


def files(project: Project) -> dict[Path, bytes]:
    """The bytes of every catalog and article."""
    folders = (project.articles_dir, project.translations_dir)
    return {p: p.read_bytes() for folder in folders for p in folder.rglob("*") if p.is_file()}


def msgfmt(data: bytes) -> str:
    """What msgfmt --check has to say; "" if it is content."""
    done = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", "-"], input=data, capture_output=True, check=False)
    return f"{done.returncode} {done.stderr.decode()}" if done.returncode or done.stderr else ""


def test_the_catalog_holds_every_state(quay: Path, project: Project, bylingual: Run) -> None:
    """It is as we write it, msgfmt agrees, and it is current: what the other tests start from."""
    assert po.write(START).encode() == GOLDEN
    assert msgfmt(GOLDEN) == ""
    assert {u.state for u in START.units} == set(State)
    assert {(u.obsolete, u.fuzzy, u.previous is not None) for u in START.units if u.obsolete} == {
        (True, False, False), (True, True, False), (True, True, True),
    }  # fmt: skip
    assert any(u.fuzzy and u.is_machine_text for u in START.units)
    assert any(u.fuzzy and u.stamp and not u.is_machine_text for u in START.units)
    before = files(project)
    assert "1 catalog current" in bylingual("translate", "--engine", "none").output
    assert files(project) == before


# The programs


@dataclass(frozen=True)
class Tool:
    """A program, as the table names it: takes the path of a catalog, returns what it makes of it. `advice` stands in
    the table's last column."""

    name: str
    run: Callable[[Path], bytes]
    advice: str


def output_of(*command: str) -> Callable[[Path], bytes]:
    """A program that reads the file named last and writes the new one to its output."""
    return lambda path: subprocess.run([*command, str(path)], capture_output=True, check=True).stdout


def in_place(*command: str) -> Callable[[Path], bytes]:
    """A program that changes the file named last."""

    def run(path: Path) -> bytes:
        subprocess.run([*command, str(path)], capture_output=True, check=True)
        return path.read_bytes()

    return run


def template(path: Path) -> Path:
    """A POT of the same sources, beside the catalog."""
    catalog = po.read(path.read_bytes())
    units = tuple(Unit(u.context, u.source) for u in catalog.units if not u.obsolete)
    header = {**catalog.header, "Language": ""}
    pot = path.with_suffix(".pot")
    pot.write_text(po.write(Catalog(header, units)), encoding="utf-8")
    return pot


def msgmerge(*options: str) -> Callable[[Path], bytes]:
    """msgmerge against the template."""

    def run(path: Path) -> bytes:
        command = ["msgmerge", *options, str(path), str(template(path))]
        return subprocess.run(command, capture_output=True, check=True).stdout

    return run


def toolkit(program: str, *arguments: str) -> None:
    """Run a program of translate-toolkit."""
    subprocess.run([Path(sys.executable).parent / program, "--progress=none", *arguments], check=True)


def pofilter(path: Path) -> bytes:
    """Every test of pofilter."""
    out = path.with_name("filtered.po")
    toolkit("pofilter", "-i", str(path), "-o", str(out))
    return out.read_bytes()


def through_csv(path: Path) -> bytes:
    """po2csv, then csv2po with the catalog as template."""
    table, out = path.with_suffix(".csv"), path.with_name("from-csv.po")
    toolkit("po2csv", "-i", str(path), "-o", str(table))
    toolkit("csv2po", "-i", str(table), "-t", str(path), "-o", str(out))
    return out.read_bytes()


def through_toolkit(path: Path) -> bytes:
    """Loaded and saved by the class that Weblate uses."""
    return bytes(pofile.parsefile(str(path)))


def through_babel(path: Path) -> bytes:
    """Babel's read_po and write_po with everything that may keep more switched on."""
    out = io.BytesIO()
    with path.open("rb") as file:
        write_po(out, read_po(file), width=0, include_previous=True)
    return out.getvalue()


def through_polib(width: int) -> Callable[[Path], bytes]:
    """polib's load and save."""

    def run(path: Path) -> bytes:
        polib.pofile(str(path), wrapwidth=width).save()
        return path.read_bytes()

    return run


def emacs(lisp: str) -> Callable[[Path], bytes]:
    """Emacs opens the file in po-mode, evaluates `lisp`, saves."""
    return lambda path: in_place(
        "emacs", "--batch", "-l", "package", "-f", "package-initialize", "--eval",
        f"(progn (find-file (pop command-line-args-left)) (po-mode) (let ((inhibit-read-only t)) {lisp}"
        " (set-buffer-modified-p t) (save-buffer)))",
    )(path)  # fmt: skip


VIM = ("vim.tiny", "-u", "NONE", "-i", "NONE", "-n", "-es")

IN_PLACE, NEVER = "yes", "no"
MATRIX = (
    Tool("Poedit 3: open, save", lambda path: b"", IN_PLACE),
    Tool("Weblate (translate-toolkit): load, save", through_toolkit, IN_PLACE),
    Tool("Emacs po-mode: open, save", emacs(""), IN_PLACE),
    Tool("Vim: open, save", in_place(*VIM, "-c", "w!", "-c", "q"), IN_PLACE),
    Tool("msgcat", output_of("msgcat"), IN_PLACE),
    Tool("msgcat --no-wrap", output_of("msgcat", "--no-wrap"), IN_PLACE),
    Tool("msgcat --width=40", output_of("msgcat", "--width=40"), IN_PLACE),
    Tool("msgcat --sort-output", output_of("msgcat", "--sort-output"), IN_PLACE),
    Tool("msgconv --to-code=GB18030", output_of("msgconv", "--to-code=GB18030"), IN_PLACE),
    Tool("msgattrib --no-obsolete", output_of("msgattrib", "--no-obsolete"), "yes: throws old translations away"),
    Tool("msgattrib --set-fuzzy", output_of("msgattrib", "--set-fuzzy"), "yes: takes every approval back"),
    Tool(
        "msgattrib --clear-fuzzy", output_of("msgattrib", "--clear-fuzzy"), "no: approves unread; `bylingual approve`"
    ),
    Tool("msgattrib --clear-previous", output_of("msgattrib", "--clear-previous"), "no: hides that the source changed"),
    Tool("msgattrib --only-fuzzy", output_of("msgattrib", "--only-fuzzy"), "no: to read only"),
    Tool("msgattrib --untranslated", output_of("msgattrib", "--untranslated"), "no: to read only"),
    Tool("msgmerge", msgmerge(), "no: `bylingual translate` does its work"),
    Tool("msgmerge --previous", msgmerge("--previous"), "no: `bylingual translate` does its work"),
    Tool("pofilter", pofilter, "no: to read only"),
    Tool("po2csv, csv2po -t", through_csv, "only without backslashes in the texts"),
    Tool("polib: load, save, no wrapping", through_polib(0), IN_PLACE),
    Tool("polib: load, save", through_polib(78), "better without wrapping"),
    Tool("Babel: read_po, write_po", through_babel, NEVER),
)
COLUMNS = (
    "tool",
    "entries",
    "order",
    "targets",
    "states",
    "`#|`",
    "`#.`",
    "`# `",
    "header, flags: changed",
    "in place?",
)


def identity(unit: Unit) -> tuple[str | None, str, bool]:
    """What finds a unit again."""
    return (*unit.key, unit.obsolete)


def row(tool: Tool, after: Catalog) -> tuple[str, ...]:
    """The table's cells for what a tool made of the catalog."""
    new = {identity(u): u for u in after.units}
    assert len(new) == len(after.units)
    pairs = [(u, new[identity(u)]) for u in START.units if identity(u) in new]
    gone = sorted({u.state.value for u in START.units if identity(u) not in new})
    keys = [identity(u) for u in after.units]
    moves = sorted({f"{a.state} → {b.state}" for a, b in pairs if a.state is not b.state})
    moves += sorted({"obsolete loses fuzzy" for a, b in pairs if a.obsolete and a.fuzzy and not b.fuzzy})
    header = [n for n in {**START.header, **after.header} if START.header.get(n) != after.header.get(n)]
    flags = sorted({f for a, b in pairs for f in set(b.flags) ^ set(a.flags)})
    return (
        tool.name,
        "without " + ", ".join(gone) if gone else "all",
        "kept" if keys == [identity(a) for a, _ in pairs] else "changed",
        "kept" if all(a.target == b.target for a, b in pairs) else "changed",
        ", ".join(moves) or "kept",
        fate([((u.previous,), (v.previous,)) for u, v in pairs], pairs),
        fate([((*u.notes, u.stamp), (*v.notes, v.stamp)) for u, v in pairs], pairs),
        fate([(u.comments, v.comments) for u, v in pairs], pairs),
        ", ".join([*header, *flags]) or "–",
        tool.advice,
    )


def fate(
    texts: Sequence[tuple[tuple[str | None, ...], tuple[str | None, ...]]], units: Sequence[tuple[Unit, Unit]]
) -> str:
    """What became of lines: kept, lost, wrapped, added to, changed; of live and obsolete entries apart if need be."""

    def words(lines: tuple[str | None, ...]) -> str:
        return re.sub(r"[\s-]+", "", "".join(line or "" for line in lines))

    def one(before: tuple[str | None, ...], after: tuple[str | None, ...]) -> str:
        if before == after:
            return "kept"
        if not words(after):
            return "lost"
        if words(before) == words(after):
            return "wrapped"
        return "added to" if words(after).startswith(words(before)) else "changed"

    found: dict[bool, set[str]] = {False: set(), True: set()}
    for (before, after), (unit, _) in zip(texts, units, strict=True):
        if words(before) or words(after):
            found[unit.obsolete].add(one(before, after))
    said = {old: ", ".join(sorted(f - {"kept"})) or "kept" for old, f in found.items() if f}
    if len(set(said.values())) <= 1:
        return next(iter(said.values()), "–")
    live = [said[False]] if said[False] != "kept" else []
    return "; ".join([*live, *([f"obsolete: {said[True]}"] if said[True] != said[False] else [])])


def documented() -> dict[str, tuple[str, ...]]:
    """The rows of the table in the documentation, by tool."""
    lines = DOCS.read_text(encoding="utf-8").split("| tool |", 1)[1].splitlines()
    rows = [line for line in lines[2:] if line.startswith("|")]
    cells = [tuple(c.strip().replace("\\|", "|") for c in re.split(r"(?<!\\)\|", line)[1:-1]) for line in rows]
    return {c[0]: c for c in cells}


def test_the_table_names_the_tools_that_are_run() -> None:
    """No more and no fewer, in this order, under these columns."""
    assert list(documented()) == [t.name for t in MATRIX]
    assert "| " + " | ".join(COLUMNS).replace("#|", "#\\|") + " |" in DOCS.read_text(encoding="utf-8")


@pytest.mark.parametrize("tool", MATRIX, ids=lambda t: t.name)
def test_what_a_tool_makes_of_a_catalog(
    tool: Tool, quay: Path, project: Project, bylingual: Run, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """The table tells the truth; msgfmt agrees; the next run of translate keeps what people did and then rests."""
    copy = tmp_path / "desk" / "quay.po"
    copy.parent.mkdir()
    copy.write_bytes(GOLDEN)
    if tool.name.startswith("Poedit"):
        with Poedit(copy, tmp_path / "home", request.getfixturevalue("screen")):
            pass
        data = copy.read_bytes()
    else:
        data = tool.run(copy)
    assert msgfmt(data) == ""
    after = po.read(data)
    found = row(tool, after)
    assert documented().get(tool.name) == found, "docs/editors.md should say\n| " + " | ".join(found).replace(
        "#|", "#\\|"
    )
    if found[1:8] == ("all", found[2], *["kept"] * 5):  # nothing but layout: our next write restores every byte
        units = {identity(u): u for u in after.units}
        restored = replace(after, header=START.header, units=tuple(units[identity(u)] for u in START.units))
        assert po.write(restored).encode() == GOLDEN

    quay.write_bytes(data)
    bylingual("translate", "--engine", "none")
    if after.units == START.units:  # another layout is no reason to write
        assert quay.read_bytes() == data
    now = po.read(quay.read_bytes())
    live = [u.key for u in now.units if not u.obsolete]
    assert live == [u.key for u in START.units if not u.obsolete]
    by_key = {identity(u): u for u in now.units}
    for unit in after.units:
        if unit.target.strip():
            kept = by_key[identity(unit)]
            assert (kept.target, kept.state, kept.comments) == (unit.target, unit.state, unit.comments)
            assert kept.is_machine_text == unit.is_machine_text
    approved = {u.key for u in after.units if u.state is State.APPROVED}
    assert {u.key for u in now.units if u.state is State.APPROVED} == approved
    assert msgfmt(quay.read_bytes()) == ""
    before = files(project)
    assert "1 catalog current" in bylingual("translate", "--engine", "none").output
    assert files(project) == before


# People at the programs


def by_source(catalog: Catalog, start: str) -> Unit:
    """The live unit whose source starts so."""
    return next(u for u in catalog.units if not u.obsolete and u.source.startswith(start))


def others_are_as_before(catalog: Catalog, *changed: str) -> bool:
    """Whether every unit is as in the catalog that the tests start from, but for those whose source starts so."""
    left = [u for u in catalog.units if u.obsolete or not u.source.startswith(changed)]
    return left == [u for u in START.units if u.obsolete or not u.source.startswith(changed)]


def a_wrong_number_is_caught(quay: Path, bylingual: Run) -> None:
    """The stale text was approved with the old number in it: check names it, compile holds it back, before and after
    translate has cleaned up."""
    for _ in range(2):
        unit = by_source(po.read(quay.read_bytes()), "The clock on the quay")
        assert (unit.state, unit.target) == (State.APPROVED, STALE.target)
        assert f"quay.po:{unit.line}: error: 1963 became 1961" in bylingual("check", code=1).output
        assert f"quay.po:{unit.line}: body: approved, numbers: 1963 became 1961" in bylingual("compile").output
        assert not (quay.parents[2] / "dist" / "es").exists()
        bylingual("translate", "--engine", "none")
    unit = by_source(po.read(quay.read_bytes()), "The clock on the quay")
    assert (unit.previous, unit.notes, unit.comments) == (None, (), STALE.comments)


def test_one_key_in_poedit_approves_a_stale_text(quay: Path, bylingual: Run, screen: str, tmp_path: Path) -> None:
    """Ctrl+U takes `fuzzy` and `#|` away at once; the rules still see the old number. A .mo file beside is nobody's."""
    with Poedit(quay, tmp_path / "home", screen, line=STALE.line) as editor:
        editor.keys("ctrl+u")
        editor.save()
    after = po.read(quay.read_bytes())
    assert by_source(after, "The clock on the quay") == replace(
        STALE, fuzzy=False, previous=None, previous_context=None
    )
    assert others_are_as_before(after, "The clock on the quay")
    assert quay.with_suffix(".mo").exists()
    a_wrong_number_is_caught(quay, bylingual)


def test_typing_in_poedit_approves(quay: Path, bylingual: Run, screen: str, tmp_path: Path) -> None:
    """A text that is changed there loses `fuzzy` and `#|` without a further key; Ctrl+U then says: not yet."""
    with Poedit(quay, tmp_path / "home", screen, line=STALE.line) as editor:
        editor.retype("El reloj va tarde desde 1963.")
        editor.keys("ctrl+u")
        editor.save()
        doubted = by_source(po.read(quay.read_bytes()), "The clock on the quay")
        editor.keys("ctrl+u")
        editor.save()
    assert (doubted.state, doubted.target) == (State.NEEDS_REVIEW, "El reloj va tarde desde 1963.")
    assert not doubted.is_machine_text
    after = po.read(quay.read_bytes())
    unit = by_source(after, "The clock on the quay")
    assert (unit.state, unit.target, unit.previous) == (State.APPROVED, "El reloj va tarde desde 1963.", None)
    assert others_are_as_before(after, "The clock on the quay")
    bylingual("translate", "--engine", "none")
    unit = by_source(po.read(quay.read_bytes()), "The clock on the quay")
    assert (unit.state, unit.notes, unit.comments) == (State.APPROVED, (), STALE.comments)
    assert "numbers" not in bylingual("check", code=1).output  # it is far too short, but its number is right


@pytest.mark.parametrize(
    "approve",
    [
        emacs(
            '(goto-char (point-min)) (search-forward "slow since 1963")'
            ' (call-interactively (lookup-key po-mode-map "\\t"))'
        ),
        in_place(*VIM, "-c", "/slow since 1963/", "-c", "?^#, fuzzy?d", "-c", "wq"),
    ],
    ids=["Emacs po-mode: Tab", "Vim: the line deleted"],
)
def test_text_editors_approve_a_stale_text(approve: Callable[[Path], bytes], quay: Path, bylingual: Run) -> None:
    """po-mode takes `#|` along, who deletes the flag's line leaves it: approved both ways, and caught both ways."""
    after = po.read(approve(quay))
    assert others_are_as_before(after, "The clock on the quay")
    a_wrong_number_is_caught(quay, bylingual)


def test_weblates_library_leaves_the_previous_text_behind(quay: Path, bylingual: Run) -> None:
    """Approved all the same; the next write drops it. Doubt and an edit that stays fuzzy are kept too."""
    store = pofile.parsefile(str(quay))
    for unit in store.units:
        if unit.source.startswith("The clock on the quay"):
            unit.markfuzzy(False)
        elif unit.source.startswith("The Quay That"):
            unit.markfuzzy(True)
        elif unit.source.startswith("The sign reads"):
            unit.target = "El cartel dice 「七分」."
        elif unit.source == "Not late.":
            unit.target = "Sin retraso."
    quay.write_bytes(bytes(store))
    after = po.read(quay.read_bytes())
    assert by_source(after, "The clock on the quay").previous == STALE.previous
    a_wrong_number_is_caught(quay, bylingual)
    now = po.read(quay.read_bytes())
    assert by_source(now, "The Quay That").state is State.NEEDS_REVIEW
    sign = by_source(now, "The sign reads")
    assert (sign.state, sign.target, bool(sign.previous)) == (State.STALE, "El cartel dice 「七分」.", True)
    assert by_source(now, "Not late.").state is State.APPROVED


def test_who_empties_the_needs_review_texts_loses_only_those(quay: Path, bylingual: Run) -> None:
    """What a program does that takes no fuzzy text for a translation: nothing turns approved, old sources are named
    no more, and `git checkout` is the only way back. Hence: never open a catalog in place with one."""
    units = [replace(u, target="") if u.fuzzy and not u.obsolete else u for u in START.units]
    quay.write_text(po.write(replace(START, units=tuple(units))), encoding="utf-8")
    bylingual("translate", "--engine", "none")
    now = po.read(quay.read_bytes())
    assert {u.key for u in now.units if u.state is State.APPROVED} == {
        u.key for u in START.units if u.state is State.APPROVED
    }
    assert by_source(now, "The clock on the quay").state is State.UNTRANSLATED


def test_two_branches_never_merge_into_an_unread_approval(quay: Path, project: Project, bylingual: Run) -> None:
    """One branch translates a changed article, the other approves the old text: git stops, and check names the line."""

    def git(*args: str, code: int = 0) -> None:
        who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
        done = subprocess.run(["git", *who, *args], cwd=project.root, capture_output=True, check=False)
        assert done.returncode == code, done.stdout + done.stderr

    git("init")
    git("add", "articles", "translations")
    git("commit", "-m", "start")
    git("checkout", "-b", "desk")
    text = quay.read_text(encoding="utf-8")
    quay.write_text(text.replace("#, fuzzy\nmsgctxt", "msgctxt"), encoding="utf-8")
    git("commit", "-a", "-m", "read and approved")
    git("checkout", "main")
    article = project.root / "articles" / "quay.txt"
    article.write_bytes(ARTICLE.replace(b"06:40", b"07:40").replace(b"53 people", b"54 people"))
    bylingual("translate", "--engine", "none")
    git("commit", "-a", "-m", "new figures")
    git("merge", "desk", code=1)
    assert "a git conflict marker" in bylingual("check", code=1).output
    before = quay.read_bytes()
    bylingual("translate", "--engine", "none", code=1)
    assert quay.read_bytes() == before


# Files in other clothes


def comments_turned_round(data: bytes) -> bytes:
    """The comment lines above every entry in the opposite order of kinds: flags first, people's comments last."""
    kinds = (b"#,", b"#|", b"#~|", b"#.", b"#")
    blocks = []
    for block in data.split(b"\n\n"):
        lines = block.split(b"\n")
        comments = [line for line in lines if line.startswith(b"#") and not line.startswith(b"#~ ")]
        comments.sort(key=lambda line: next(i for i, kind in enumerate(kinds) if line.startswith(kind)))
        blocks.append(b"\n".join([*comments, *lines[len(comments) :]]))
    return b"\n\n".join(blocks)


def entries_turned_round(data: bytes) -> bytes:
    """The last entry first, obsolete ones among them."""
    header, *entries = data.rstrip(b"\n").split(b"\n\n")
    return b"\n\n".join([header, *reversed(entries)]) + b"\n"


DISGUISES: dict[str, Callable[[bytes], bytes]] = {
    "CRLF": lambda data: data.replace(b"\n", b"\r\n"),
    "byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "header flagged fuzzy": lambda data: data.replace(b'msgid ""\n', b'#, fuzzy\nmsgid ""\n', 1),
    "no spaces": lambda data: re.sub(rb'(?m)^(#[,.|]|#~\|?) (?! )|^(msg\w+) (?=")', rb"\1\2", data),
    "workflow flags (#=)": lambda data: data.replace(b"#, fuzzy", b"#= fuzzy"),
    "no blank lines": lambda data: re.sub(rb"\n\n(?=[^\n])", b"\n", data),
    "many blank lines": lambda data: data.replace(b"\n\n", b"\n\n\n\n"),
    "comments turned round": comments_turned_round,
    "entries turned round": entries_turned_round,
}


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES.keys())
def test_other_clothes_same_catalog(disguise: Callable[[bytes], bytes], quay: Path, bylingual: Run) -> None:
    """Read back to the same units; written again, the same bytes."""
    data = disguise(GOLDEN)
    assert data != GOLDEN
    after = po.read(data)
    units = {identity(u): u for u in after.units}
    ordered = tuple(units[identity(u)] for u in START.units)
    assert ordered == START.units
    assert po.write(replace(after, units=ordered)).encode() == GOLDEN
    quay.write_bytes(data)
    bylingual("translate", "--engine", "none")
    bylingual("translate", "--engine", "none", "--check")


def test_flags_beside_fuzzy_stay(quay: Path, bylingual: Run) -> None:
    """`#, fuzzy, no-wrap` is needs-review; the other flag survives approval."""
    quay.write_bytes(GOLDEN.replace(b'#, fuzzy\nmsgctxt "deck"', b'#, fuzzy, no-wrap\nmsgctxt "deck"'))
    assert by_source(po.read(quay.read_bytes()), "A clock").state is State.NEEDS_REVIEW
    bylingual("approve", "--role", "deck", "translations")
    assert b'#, no-wrap\nmsgctxt "deck"' in quay.read_bytes()


@pytest.mark.parametrize("charset", ["CP1252", "ISO-8859-15"])
def test_catalogs_in_old_charsets(charset: str, quay: Path, bylingual: Run, tmp_path: Path) -> None:
    """msgconv wrote it; read by its header, written as UTF-8 at the next change."""
    kept = tuple(
        u for u in START.units if not u.obsolete and repr(u).encode(charset, "ignore").decode(charset) == repr(u)
    )
    assert {u.state for u in kept} >= {State.APPROVED, State.NEEDS_REVIEW}
    file = tmp_path / "old.po"
    file.write_text(po.write(replace(START, units=kept)), encoding="utf-8")
    data = output_of("msgconv", f"--to-code={charset}")(file)
    assert "escribió".encode(charset) in data
    quay.write_bytes(data)
    assert po.read(data).units == kept
    bylingual("translate", "--engine", "none")
    now = po.read(quay.read_bytes())
    assert b"charset=UTF-8" in quay.read_bytes()
    assert [u for u in now.units if identity(u) in {identity(k) for k in kept}] == list(kept)


def test_bytes_as_escapes_are_refused(quay: Path, bylingual: Run) -> None:
    """msgcat --escape writes \\303\\261 for ñ: named with its line, and the file is left alone."""
    data = output_of("msgcat", "--escape")(quay)
    with pytest.raises(CatalogError, match="escape that is not known"):
        po.read(data)
    quay.write_bytes(data)
    assert "an escape that is not known" in bylingual("translate", "--engine", "none", code=1).output
    assert quay.read_bytes() == data


def test_utf_16_is_refused_by_name(quay: Path, bylingual: Run) -> None:
    """Some Windows editors save so; nothing is guessed."""
    data = GOLDEN.decode().encode("utf-16")
    quay.write_bytes(data)
    assert "Save it as UTF-8" in bylingual("translate", "--engine", "none", code=1).output
    assert quay.read_bytes() == data
    done = subprocess.run(["msgconv", "--to-code=UTF-16", "-"], input=GOLDEN, capture_output=True, check=False)
    assert b"not a portable encoding" in done.stderr


def test_the_pattern_for_weblate_finds_catalogs(quay: Path, project: Project) -> None:
    """The regular expression in the documentation gives locale and article, also of articles in folders."""
    (pattern,) = re.findall(r"`(translations/\(\?P<language>.*)`", DOCS.read_text(encoding="utf-8"))
    deeper = project.catalog_path("desk/ferry", "pt_BR")
    deeper.parent.mkdir(parents=True)
    deeper.write_bytes(GOLDEN)
    found = [re.fullmatch(pattern, path.relative_to(project.root).as_posix()) for _, _, path in project.find_catalogs()]
    assert sorted(m.groups() for m in found if m) == [("es", "quay"), ("pt_BR", "desk/ferry")]


def test_a_dismissed_alarm_and_a_changed_source_text(quay: Path, bylingual: Run) -> None:
    """`# bylingual: ignore numbers` silences the rule in one entry; a text whose msgid somebody edits is carried over to
    the article's own entry as stale."""
    text = quay.read_text(encoding="utf-8")
    assert "1963 became 1961" in bylingual("check", code=1).output
    quay.write_text(text.replace("# Luis: checked", "# bylingual: ignore numbers\n# Luis: checked"), encoding="utf-8")
    assert "became" not in bylingual("check").output
    quay.write_text(text.replace('msgid "Tickets: ', 'msgid "Fares, as somebody would have it: '), encoding="utf-8")
    bylingual("translate", "--engine", "none")
    now = po.read(quay.read_bytes())
    tickets = by_source(now, "Tickets")
    assert (tickets.state, tickets.target) == (State.STALE, by_source(START, "Tickets").target)
