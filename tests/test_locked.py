"""Approvals that are bound to two texts: what `approve` writes, what `[gate] locked` lets through, and what git makes of
branches that people merge, in real repositories."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from click.testing import CliRunner, Result
from translate.storage import pypo

from bylingual import po
from bylingual.cli import main
from bylingual.model import State, Unit, stamp
from bylingual.pipeline.review import Desk, version
from bylingual.project import Project, load

Run = Callable[..., Result]
MAYOR = "The mayor said that 43 houses had burned down in the valley."
GOVERNOR = "The governor said that 53 houses had burned down in the valley."
ALCALDE = "El alcalde dijo que 43 casas se habían quemado en el valle."
GOBERNADOR = "El gobernador dijo que 53 casas se habían quemado en el valle."
FIRES = "Fires in the valley"
DECK = "Nobody was hurt, but many have lost everything they had"
LAST = "The fire began on Sunday near the old mill and was put out on Monday."
TEXTS = {FIRES: "Incendios en el valle", DECK: "Nadie resultó herido, pero muchos lo han perdido todo",
         MAYOR: ALCALDE, GOVERNOR: GOBERNADOR,
         LAST: "El fuego empezó el domingo cerca del viejo molino y fue apagado el lunes."}  # fmt: skip


@pytest.fixture
def desk(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project whose one article people translated, all of it fuzzy."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    configure(project)
    write_article(project, MAYOR)
    translate(project, TEXTS)
    return load(project.root)


def configure(project: Project, gate: str = "locked = true") -> None:
    text = f'source = "en"\ntargets = ["es"]\nengines = ["apertium"]\n[gate]\n{gate}\n'
    (project.root / "bylingual.toml").write_text(text, encoding="utf-8")


def write_article(project: Project, body: str) -> None:
    text = f"{FIRES}\n\n{DECK}\n\n{body}\n\n{LAST}\n"
    (project.root / "articles/fires.txt").write_text(text, encoding="utf-8")


def run(project: Project, *args: str, code: int | None = 0) -> str:
    done = CliRunner().invoke(main, list(args))
    assert code is None or done.exit_code == code, done.output + done.stderr
    return done.stdout


def file_of(project: Project) -> Path:
    return project.catalog_path("fires", "es")


def units(project: Project) -> tuple[Unit, ...]:
    return po.read(file_of(project).read_bytes()).units


def change(project: Project, source: str, **fields: object) -> None:
    """As an editor's tool would, all other entries as they are."""
    catalog = po.read(file_of(project).read_bytes())
    changed = [replace(u, **fields) if u.source == source else u for u in catalog.units]  # type: ignore[arg-type]
    file_of(project).write_text(po.write(replace(catalog, units=tuple(changed))), encoding="utf-8")


def translate(project: Project, texts: dict[str, str]) -> None:
    run(project, "translate", "--engine", "none")
    for source, target in texts.items():
        change(project, source, target=target, fuzzy=True)


def held(project: Project) -> list[str]:
    """What `compile` holds each unit back for: a rule or its state."""
    found = json.loads(run(project, "compile", "--json"))["held"]
    return sorted(u.get("rule") or u["state"] for h in found for u in h["units"])


def shipped(project: Project) -> str:
    path = project.root / "dist/es/fires/article.txt"
    run(project, "compile", code=None)
    return path.read_text(encoding="utf-8") if path.exists() else ""


def test_what_approve_writes(desk: Project) -> None:
    """A line of its own above the flags, from the same recipe as the machine's stamp; nothing else changes."""
    before = file_of(desk).read_text(encoding="utf-8")
    assert run(desk, "approve", "translations").startswith("4 units approved")
    text = file_of(desk).read_text(encoding="utf-8")
    assert text == re.sub(
        r'#, fuzzy\n(msgctxt "(.*)"\nmsgid "(.*)"\nmsgstr "(.*)")',
        lambda m: f"#. ok {stamp(m[2], m[3], m[4])}\n{m[1]}",
        before,
    )
    assert all(u.state is State.APPROVED and u.approval_fits for u in units(desk))
    assert run(desk, "approve", "translations").startswith("0 units approved in 0 catalogs")
    run(desk, "translate", "--engine", "none")
    assert file_of(desk).read_text(encoding="utf-8") == text
    assert not held(desk) and ALCALDE in shipped(desk)


def test_only_what_was_approved_here_ships(desk: Project, bylingual: Run) -> None:
    """Clearing `fuzzy` elsewhere is not enough, nor is dismissing the finding; approving such a unit is."""
    run(desk, "approve", "translations")
    change(desk, FIRES, ok="")
    change(desk, MAYOR, target=ALCALDE.replace("dijo", "afirmó"))
    change(desk, DECK, ok="", comments=("bylingual: ignore approval",))
    assert held(desk) == ["approval"] * 3
    assert "not approved through bylingual" in run(desk, "compile")
    found = json.loads(bylingual("check", "--format", "json", code=1).stdout)
    assert [(f["rule"], f["severity"]) for f in found["findings"]] == [("approval", "error")] * 2
    assert found["gate"]["units"] == {"target": 1, "source": 0, "held": 3, "approved": 1}
    assert run(desk, "approve", "translations", "--only-clean").startswith("3 units approved")
    assert not held(desk)


def test_policies_under_the_lock(desk: Project) -> None:
    """`machine` still ships what needs review, under its notice; `source` ships the source; stale is held back."""
    run(desk, "approve", "translations")
    change(desk, MAYOR, fuzzy=True, ok="")
    configure(desk, 'locked = true\nbody = "machine"')
    assert ALCALDE in shipped(desk)
    change(desk, MAYOR, fuzzy=False)
    assert held(desk) == ["approval"]
    configure(desk, 'locked = true\nbody = "source"')
    assert MAYOR in shipped(desk)
    configure(desk, 'locked = true\nstale = "previous"')
    change(desk, MAYOR, ok=stamp("body", MAYOR, ALCALDE))
    write_article(desk, GOVERNOR)
    assert held(desk) == ["stale"]


def test_without_the_lock(desk: Project, bylingual: Run) -> None:
    """What tools and people clear counts; an approval of another text is said, and can be given again."""
    configure(desk, "")
    change(desk, MAYOR, fuzzy=False)
    assert held(desk) == ["needs-review"] * 3
    run(desk, "approve", "translations")
    assert [bool(u.ok) for u in units(desk)] == [True, True, False, True]  # cleared in an editor, and left alone
    change(desk, LAST, target=TEXTS[LAST].replace("viejo", "antiguo"))
    found = json.loads(bylingual("check", "--format", "json").stdout)["findings"]
    assert [(f["rule"], f["severity"]) for f in found] == [("approval", "warning")]
    assert not held(desk)
    assert run(desk, "approve", "translations").startswith("1 unit approved")
    assert "0 warnings" in bylingual("check").stdout


def test_the_review_page_writes_it_too(desk: Project) -> None:
    """For the text that is saved; a draft, and undoing, take it back."""
    page = Desk(desk)

    def unit() -> Unit:
        return next(u for u in units(desk) if u.source == MAYOR)

    def save(target: str, *, approve: bool) -> None:
        page.save("es", "fires", ("body", MAYOR), version(unit()), target, approve=approve)

    save(ALCALDE, approve=True)
    assert unit().approval_fits
    save(ALCALDE.replace("dijo", "afirmó"), approve=True)
    assert unit().approval_fits
    save(ALCALDE, approve=False)
    assert unit().state is State.NEEDS_REVIEW and not unit().ok
    page.undo()
    assert unit().approval_fits and "afirmó" in unit().target


def test_it_goes_when_a_text_changes(desk: Project) -> None:
    """Stale, another role, and back again: no approval of what was survives; an obsolete entry keeps its own."""
    run(desk, "approve", "translations")
    write_article(desk, GOVERNOR)
    run(desk, "translate", "--engine", "none")
    stale = next(u for u in units(desk) if u.source == GOVERNOR)
    assert (stale.state, stale.ok, stale.target) == (State.STALE, "", ALCALDE)
    write_article(desk, MAYOR)
    run(desk, "translate", "--engine", "none")
    back = next(u for u in units(desk) if u.source == MAYOR)
    assert (back.state, back.ok) == (State.NEEDS_REVIEW, "")
    write_article(desk, "Something else altogether happened in another town.")
    change(desk, MAYOR, fuzzy=False, ok=stamp("body", MAYOR, ALCALDE))
    run(desk, "translate", "--engine", "none")
    write_article(desk, MAYOR)
    run(desk, "translate", "--engine", "none")
    assert next(u for u in units(desk) if u.source == MAYOR).approval_fits
    assert not held(desk)


@pytest.mark.parametrize("tool", ["msgcat", "msgcat --no-wrap", "msgattrib", "msgconv", "polib", "translate-toolkit"])
def test_other_programs_keep_it(desk: Project, tool: str) -> None:
    """What rewrites the file rewrites the line; bound to the texts, it fits as before."""
    run(desk, "approve", "translations")
    file = file_of(desk)
    before = units(desk)
    if tool == "polib":
        polib.pofile(str(file)).save(str(file))
    elif tool == "translate-toolkit":
        pypo.pofile.parsefile(str(file)).savefile(str(file))
    else:
        file.write_bytes(subprocess.run([*tool.split(), str(file)], capture_output=True, check=True).stdout)
    assert [u.approval_fits for u in units(desk)] == [True] * 4
    assert [(u.key, u.target) for u in units(desk)] == [(u.key, u.target) for u in before]
    assert not held(desk)


# --- branches -------------------------------------------------------------------------------------------------------


def git(folder: Path, *args: str, code: int | None = 0) -> str:
    identity = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "merge.conflictStyle=merge")
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_MERGE_AUTOEDIT": "no"}
    done = subprocess.run(["git", *identity, *args], cwd=folder, capture_output=True, text=True, env=environment)
    assert code is None or done.returncode == code, done.stdout + done.stderr
    return done.stdout


def commit(project: Project) -> None:
    git(project.root, "add", "bylingual.toml", "articles", "translations")
    git(project.root, "commit", "-q", "--allow-empty", "-m", "Work")


def retranslated(project: Project) -> None:
    """The source changed; the machine's text is made anew (here: by real Apertium), a person's turns stale."""
    write_article(project, GOVERNOR)
    run(project, "translate")


def cleared(project: Project) -> None:
    """In a text editor: the flag and nothing else."""
    text = file_of(project).read_text(encoding="utf-8")
    file_of(project).write_text(text.replace("#, fuzzy\n", ""), encoding="utf-8")


def edited(project: Project) -> None:
    """In a text editor: another wording, and the flag is gone, if there was one."""
    target = next(u.target for u in units(project) if u.source == MAYOR)
    text = file_of(project).read_text(encoding="utf-8").replace(target, ALCALDE.replace("dijo", "afirmó"))
    file_of(project).write_text(text, encoding="utf-8")
    cleared(project)


def approved(project: Project) -> None:
    """With Bylingual, as it stands."""
    run(project, "approve", "translations")


def approved_anew(project: Project) -> None:
    """Another wording on the review page."""
    seen = next(u for u in units(project) if u.source == MAYOR)
    text = ALCALDE.replace("dijo", "afirmó")
    Desk(project).save("es", "fires", ("body", MAYOR), version(seen), text, approve=True)


def machine(project: Project) -> None:
    """All is the machine's, unread."""
    file_of(project).unlink()
    run(project, "translate")


def people(project: Project) -> None:
    """All is read and approved with Bylingual."""
    approved(project)


def elsewhere(project: Project) -> None:
    """All is read and approved in an editor."""
    cleared(project)


Step = Callable[[Project], None]


def merges(project: Project) -> Iterator[tuple[str, bool]]:
    """Every way in which the merge of branch b into a can end: (how, whether git did it by itself)."""
    for how in ("plain", "ours", "theirs", "union", "hunk by hunk"):
        git(project.root, "checkout", "-q", "-f", "a")
        git(project.root, "checkout", "-q", "-B", "merged")
        option = [f"-X{how}"] if how in ("ours", "theirs") else []
        clean = "CONFLICT" not in git(project.root, "merge", *option, "b", code=None)
        if how == "union" and not clean:
            (project.root / ".gitattributes").write_text("*.po merge=union\n", encoding="utf-8")
            git(project.root, "merge", "--abort")
            git(project.root, "merge", "b", code=None)
        elif how == "hunk by hunk" and not clean:
            yield from _resolved(project)
            continue
        yield how, how == "union" or (how == "plain" and clean)
        (project.root / ".gitattributes").unlink(missing_ok=True)
        git(project.root, "merge", "--abort", code=None)


def _resolved(project: Project) -> Iterator[tuple[str, bool]]:
    """Line by line as it should not be done: what changed on either side, the flags gone, in each mixture."""
    text = file_of(project).read_text(encoding="utf-8")
    source_a, source_b = (
        re.compile("<<<<<<< [^\n]*\n(.*?)=======\n", re.S),
        re.compile("=======\n(.*?)>>>>>>> [^\n]*\n", re.S),
    )
    whole = re.compile("<<<<<<< .*?>>>>>>> [^\n]*\n", re.S)
    for sources, targets in (("a", "b"), ("b", "a")):

        def mixed(match: re.Match[str], sources: str = sources, targets: str = targets) -> str:
            one, other = source_a.search(match[0]), source_b.search(match[0])
            assert one and other
            sides = {"a": one[1], "b": other[1]}
            lines = [x for x in sides[sources].splitlines(True) if not x.startswith(("msgstr", "#, ", "#|", "#."))]
            return "".join(
                [x for x in sides[targets].splitlines(True) if x.startswith("#.")]
                + lines
                + [x for x in sides[targets].splitlines(True) if x.startswith("msgstr")]
            )

        file_of(project).write_text(whole.sub(mixed, text), encoding="utf-8")
        yield f"sources of {sources}, targets of {targets}", False


@pytest.mark.parametrize("start", [machine, people, elsewhere], ids=lambda s: s.__name__)
@pytest.mark.parametrize("mine", [cleared, edited, approved, approved_anew], ids=lambda s: s.__name__)
def test_no_merge_ships_what_nobody_read(desk: Project, start: Step, mine: Step) -> None:
    """A changes the source and translates, B approves or edits. Under the lock no text ships with a source that it was
    not approved for, whoever merges and however. Without the lock the same holds for what git merges by itself, or
    `check` says so; who is asked by git and takes the wrong side is believed."""
    start(desk)
    known = set(_pairs(desk))
    git(desk.root, "init", "-q", "-b", "start")
    commit(desk)
    git(desk.root, "checkout", "-q", "-b", "a")
    retranslated(desk)
    commit(desk)
    git(desk.root, "checkout", "-q", "-b", "b", "start")
    mine(desk)
    known |= set(_pairs(desk))
    commit(desk)
    for how, by_itself in merges(desk):
        if "<<<<<<<" in file_of(desk).read_text(encoding="utf-8"):
            assert not by_itself and not shipped(desk)
            continue
        for gate in ("locked = true", "")[: 1 + by_itself]:
            configure(desk, gate)
            for body in (MAYOR, GOVERNOR):
                write_article(desk, body)
                bundle = shipped(desk)
                wrong = {pair for pair in _pairs(desk) if pair[1] in bundle and pair not in known}
                said = json.loads(run(desk, "check", "--format", "json", code=None))["findings"] if wrong else ()
                assert not wrong or (not gate and {f["source"] for f in said} >= {s for s, _ in wrong}), how


def _pairs(project: Project) -> list[tuple[str, str]]:
    """Source and target of what is approved."""
    return [(u.source, u.target) for u in units(project) if u.state is State.APPROVED]


def test_two_approvals_side_by_side(desk: Project) -> None:
    """Of different entries: git merges them and all ships. Of the same entry as it stands: likewise. Of one entry in two
    wordings: git asks."""
    git(desk.root, "init", "-q", "-b", "start")
    commit(desk)
    for branch, sources in (("a", (FIRES, MAYOR)), ("b", (DECK, MAYOR, LAST))):
        git(desk.root, "checkout", "-q", "-b", branch, "start")
        for unit in units(desk):
            if unit.source in sources:
                key = (unit.context, unit.source)
                Desk(desk).save("es", "fires", key, version(unit), unit.target, approve=True)
        commit(desk)
    git(desk.root, "merge", "a")
    assert not held(desk) and all(u.approval_fits for u in units(desk))
    git(desk.root, "checkout", "-q", "-b", "c", "a")
    approved_anew(desk)
    commit(desk)
    git(desk.root, "checkout", "-q", "-b", "d", "a")
    seen = next(u for u in units(desk) if u.source == MAYOR)
    Desk(desk).save("es", "fires", ("body", MAYOR), version(seen), ALCALDE + " Otra vez.", approve=True)
    commit(desk)
    assert "CONFLICT" in git(desk.root, "merge", "c", code=1)
    assert "cannot be read" in json.loads(run(desk, "compile", "--json", code=None))["held"][0]["reason"]


def test_two_edits_of_one_long_text(desk: Project) -> None:
    """Two people reword different lines of one entry, in editors: git makes a text of both that nobody has read. The
    lock holds it back; without it `check` says so, if the text was approved with Bylingual before."""
    long = 'First line of a poem that was read\\n"\n"at the square,\\n"\n"a second line,\\n"\n"and the last line of it'
    run(desk, "approve", "translations")
    text = file_of(desk).read_text(encoding="utf-8").replace(f'msgstr "{ALCALDE}"', f'msgstr ""\n"{long}"')
    text = text.replace(f"#. ok {stamp('body', MAYOR, ALCALDE)}", "#. ok 00000000")
    file_of(desk).write_text(text, encoding="utf-8")
    run(desk, "approve", "translations")
    git(desk.root, "init", "-q", "-b", "start")
    commit(desk)
    for branch, old, new in (("a", "First line", "Line one"), ("b", "last line", "closing line")):
        git(desk.root, "checkout", "-q", "-b", branch, "start")
        file_of(desk).write_text(file_of(desk).read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        commit(desk)
    git(desk.root, "merge", "a")
    target = next(u.target for u in units(desk) if u.source == MAYOR)
    assert target.startswith("Line one") and target.endswith("the closing line of it")
    assert held(desk) == ["approval"]
    configure(desk, 'findings = "none"')
    found = json.loads(run(desk, "check", "--format", "json", code=None))["findings"]
    assert "approval" in {f["rule"] for f in found}
