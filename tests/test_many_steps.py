"""Ten thousand random steps of a newsroom: people edit articles and catalogs with their tools and with git, commands run
or are killed. After each step no person's text is lost, and nothing is approved or shipped that no person approved."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import polib
import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

import faults
from bylingual import po
from bylingual.config import Config
from bylingual.errors import BylingualError
from bylingual.merge import merge
from bylingual.model import State, Unit
from bylingual.pipeline import unchanged, unchanged_bundles
from bylingual.pipeline.approve import approve
from bylingual.pipeline.check import check_project
from bylingual.pipeline.compile import Options as CompileOptions
from bylingual.pipeline.compile import compile_bundles
from bylingual.pipeline.reading import read_article
from bylingual.pipeline.status import status
from bylingual.pipeline.translate import Options, translate
from bylingual.project import Project, Selection
from figures import FIGURES
from test_crash import is_true
from test_stateful import SUNDRY, TOPICS, Desk, names, paragraphs, slots

EXAMPLES, STEPS, ROUNDS = 10, 100, 20
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
EVERYTHING = Selection()
MEMORY = Path("/dev/shm")
ENGINE = Options(engines=("apertium",))
COUNTED: Counter[str] = Counter()
few = st.integers(0, 9).map(lambda n: n < 2)


@pytest.fixture(scope="module")
def sentences(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache in which the engine's translation of everything that can be written here is: steps are many."""
    root = tmp_path_factory.mktemp("sentences")
    (root / "articles").mkdir()
    said = "The {} of the town said on {} that {} people had come to the meeting about the {}."
    texts = ["Town meeting tonight", *SUNDRY]
    for who in TOPICS:
        for day in ("Monday", "Friday"):
            for number in range(11, 15):
                texts += [said.format(who, day, number, what) for what in ("bridge", "school", "ferry")]
    (root / "articles" / "all.txt").write_text("\n\n".join(texts) + "\n", encoding="utf-8")
    assert not translate(project_at(root), EVERYTHING, ENGINE).failed
    return root / ".bylingual" / "cache.sqlite"


def project_at(root: Path) -> Project:
    return Project(root, Config(source="en", targets=("es",), engines=("apertium",)))


class Newsroom(Desk):
    """The model: texts that people wrote, and (role, source, target) that people approved."""

    cache: Path

    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        for module in (unchanged, unchanged_bundles):  # nobody waits for the clock of the file system
            self.patch.setattr(module, "time", SimpleNamespace(time_ns=module.time.time_ns, sleep=lambda seconds: None))
        self.root = Path(tempfile.mkdtemp(prefix="newsroom-", dir=MEMORY if MEMORY.is_dir() else None))
        (self.root / "articles").mkdir()
        (self.root / ".bylingual").mkdir()
        shutil.copy(self.cache, self.root / ".bylingual")
        self.project = project_at(self.root)
        self.written: set[str] = set()
        self.approved: set[tuple[str | None, str, str]] = set()
        self.odd: set[tuple[str | None, str, str]] = set()
        self.counter = self.kills = self.merges = 0
        self.is_built = False
        self.known: dict[bytes, tuple[Unit, ...]] = {}

    def teardown(self) -> None:
        self.patch.undo()
        shutil.rmtree(self.root)

    # What stands on disk

    def read(self, path: Path) -> tuple[Unit, ...]:
        data = path.read_bytes()
        if data not in self.known:
            self.known[data] = po.read(data, str(path)).units
        return self.known[data]

    def units(self) -> list[Unit]:
        return [u for path in self.catalogs() for u in self.read(path)]

    def pairs(self, *states: State) -> set[tuple[str | None, str, str]]:
        return {(u.context, u.source, u.target) for u in self.units() if u.state in states}

    def files(self) -> dict[Path, bytes]:
        return {
            p: p.read_bytes()
            for p in self.root.rglob("*")
            if p.is_file() and p.relative_to(self.root).parts[0] not in (".git", ".bylingual")
        }

    @initialize(one=st.lists(paragraphs, min_size=2, max_size=4), two=st.lists(paragraphs, min_size=1, max_size=3))
    def first_day(self, one: list[str], two: list[str]) -> None:
        self.write_article("one", one)
        self.write_article("two", two)
        self.translate(refresh=False)

    # People at the articles

    @rule(name=names, slot=slots, text=paragraphs)
    def change_paragraph(self, name: str, slot: int, text: str) -> None:
        if self.article(name).exists():
            blocks = self.article(name).read_text(encoding="utf-8").strip().split("\n\n")
            blocks[slot % len(blocks)] = text
            self.article(name).write_text("\n\n".join(blocks) + "\n", encoding="utf-8")

    # People at the catalogs

    def some_catalog(self, which: int) -> Path | None:
        paths = self.catalogs()
        return paths[which % len(paths)] if paths else None

    @rule(which=slots, nth=slots, clear=st.booleans())
    def edit_target(self, which: int, nth: int, clear: bool) -> None:
        """In a text editor."""
        path = self.some_catalog(which)
        live = [u for u in self.read(path) if not u.obsolete] if path else []
        if path and live:
            old = live[nth % len(live)]
            self.counter += 1
            new = replace(old, target=f"texto humano {self.counter}", fuzzy=not clear and (old.fuzzy or not old.target))
            catalog = po.read(path.read_bytes(), str(path))
            units = tuple(new if u == old else u for u in catalog.units)
            path.write_text(po.write(replace(catalog, units=units)), encoding="utf-8")
            self.saved(old.target, new.target)
            if not new.fuzzy:
                self.approved.add((new.context, new.source, new.target))

    def saved(self, old: str, new: str) -> None:
        self.written.discard(old)  # copies that the memory made of it are the machine's
        self.written.add(new)

    @rule(which=slots, nth=slots)
    def edit_as_poedit(self, which: int, nth: int) -> None:
        """What is typed there is approved, with no previous source left; all is wrapped anew, the header goes on."""
        path = self.some_catalog(which)
        if path is None:
            return
        file = polib.pofile(str(path), wrapwidth=79)
        live = [e for e in file if not e.obsolete]
        if live:
            entry = live[nth % len(live)]
            old, self.counter = entry.msgstr, self.counter + 1
            entry.msgstr = f"texto humano {self.counter}"
            entry.flags = [f for f in entry.flags if f != "fuzzy"]
            entry.previous_msgid = entry.previous_msgctxt = None
            file.metadata = {
                "X-Generator": "Poedit 3.4",
                **{k: v for k, v in file.metadata.items() if k != "X-Generator"},
            }
            file.save()
            self.saved(old, entry.msgstr)
            self.approved.add((entry.msgctxt, entry.msgid, entry.msgstr))

    @rule(which=slots, nth=slots)
    def doubt(self, which: int, nth: int) -> None:
        """Somebody sets fuzzy on a text: it is a person's from then on."""
        path = self.some_catalog(which)
        if path:
            catalog = po.read(path.read_bytes(), str(path))
            units = list(catalog.units)
            done = [n for n, u in enumerate(units) if u.state is State.APPROVED]
            if done:
                at = done[nth % len(done)]
                units[at] = replace(units[at], fuzzy=True)
                path.write_text(po.write(replace(catalog, units=tuple(units))), encoding="utf-8")

    @rule(which=slots, tool=st.sampled_from(["msgcat", "msgcat --width=40", "msgattrib --set-fuzzy", "msgmerge"]))
    def rewrite(self, which: int, tool: str) -> None:
        """One of gettext's own programs."""
        path = self.some_catalog(which)
        if path:
            what = [str(path), str(path)] if tool == "msgmerge" else [str(path)]
            self.gettext(*tool.split(), *what, "-o", str(path))

    def gettext(self, *command: str) -> None:
        """Its programs read all that we write; what people made of a conflict they may refuse."""
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0 or self.merges, done.stderr

    @rule(which=slots)
    def clear_all(self, which: int) -> None:
        """Somebody takes all flags away with msgattrib."""
        path = self.some_catalog(which)
        if path:
            self.gettext("msgattrib", "--clear-fuzzy", str(path), "-o", str(path))
            # msgattrib clears entries that are gone from the article too: they come back approved
            cleared = [u for u in self.read(path) if u.state is State.APPROVED or (u.obsolete and not u.fuzzy)]
            self.approved |= {(u.context, u.source, u.target) for u in cleared}

    # People with git

    def git(self, *args: str, code: int | None = 0) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "-c", "gc.auto=0")
        done = subprocess.run(["git", *who, *args], cwd=self.root, capture_output=True, text=True, check=False)
        assert code is None or done.returncode == code, done.stdout + done.stderr
        self.last = done.returncode

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "work")

    @precondition(lambda self: self.merges < 3)
    @rule(
        rare=few, which=slots, nth=slots, other=slots, text=paragraphs, clear=st.booleans(), side=st.sampled_from(["ours", "theirs"])
    )  # fmt: skip
    def merge_branches(self, rare: bool, which: int, nth: int, other: int, text: str, clear: bool, side: str) -> None:
        """One edits; the other edits, or corrects an article and translates. What git cannot merge, somebody decides:
        that is his word, wrong as it may be."""
        if not rare or not self.catalogs():
            return
        self.merges += 1
        if not (self.root / ".git").exists():
            self.git("init", "-q", "-b", "main")
            (self.root / ".git/info/exclude").write_text("dist\n.bylingual\n.*.tmp\n", encoding="utf-8")
        self.commit()
        self.git("checkout", "-q", "-B", "side")
        self.edit_target(which, nth, clear)
        self.commit()
        self.git("checkout", "-q", "main")
        if clear:
            self.edit_target(which, other, clear)
        else:
            self.change_paragraph("one", other, text)
            self.translate(refresh=False)
        self.commit()
        self.git("merge", "-q", "side", code=None)
        COUNTED["merges in conflict" if self.last else "merges by git alone"] += 1
        if self.last:
            conflicts = {p: p.read_bytes() for p in self.catalogs() if b"<<<<<<<" in p.read_bytes()}
            translate(self.project, EVERYTHING, ENGINE)
            assert all(p.read_bytes() == data for p, data in conflicts.items())  # no command touches such a file
            self.git("reset", "-q", "--hard")
            self.git("clean", "-q", "-f", "-d", "translations")
            self.git("merge", "-q", "-X", side, "side", code=None)
            if self.last:
                self.git("reset", "-q", "--hard")
                self.git("merge", "-q", "-s", "ours", "side")
            self.decided()

    def decided(self) -> None:
        """Somebody has chosen sides; what cannot be read he throws away."""
        try:
            self.units()
        except BylingualError:
            self.git("reset", "-q", "--hard", "HEAD~1")
        self.written &= {u.target for u in self.units()}
        self.approved |= self.pairs(State.APPROVED)
        self.odd |= {(u.context, u.source, u.target) for u in self.units() if u.previous == u.source}

    # Commands

    @rule(refresh=st.booleans())
    def translate(self, refresh: bool) -> None:
        report = translate(self.project, EVERYTHING, replace(ENGINE, refresh=refresh))
        assert not report.failed, [c.error for c in report.catalogs]
        for file in self.project.find_articles().articles:
            units = self.read(self.project.catalog_path(file.id, "es"))
            assert tuple(u.key for u in units if not u.obsolete) == read_article(self.project, file).unit_keys()
            assert all(u.target for u in units if not u.obsolete)
        before = self.files()
        translate(self.project, EVERYTHING, ENGINE)
        assert self.files() == before

    @rule(only_clean=st.booleans(), stale=st.booleans())
    def approve(self, only_clean: bool, stale: bool) -> None:
        self.approved |= self.pairs(State.NEEDS_REVIEW, *([State.STALE] if stale else []))
        assert not approve(self.project, EVERYTHING, only_clean=only_clean, stale=stale).failures
        assert not approve(self.project, EVERYTHING, only_clean=only_clean, stale=stale).files

    @rule()
    def look(self) -> None:
        """`status` and `check` change nothing."""
        before = self.files()
        assert not status(self.project, EVERYTHING).failures
        check_project(self.project, EVERYTHING)
        assert self.files() == before

    @rule()
    def compile(self) -> None:
        report = compile_bundles(self.project, EVERYTHING, CompileOptions())
        assert not report.failures
        again = compile_bundles(self.project, EVERYTHING, CompileOptions())
        assert not again.written and not again.removed
        self.is_built = True
        articles = {file.id: file for file in self.project.find_articles().articles}
        listed = {a["id"]: a["locales"] for a in report.manifest["articles"]}
        assert listed.keys() == articles.keys()
        for name, locales in listed.items():
            if "es" in locales:
                keys = read_article(self.project, articles[name]).unit_keys()
                for unit in merge(self.read(self.project.catalog_path(name, "es")), keys).live:
                    assert unit.state is State.APPROVED
                    assert (unit.context, unit.source, unit.target) in self.approved
        on_disk = {p.parent.name for p in (self.root / "dist" / "es").rglob("article.json")}
        assert on_disk == {name.rpartition("/")[2] for name, locales in listed.items() if "es" in locales}

    @precondition(lambda self: self.kills < 6)
    @rule(
        command=st.sampled_from(["translate", "approve", "compile"]),
        at=st.integers(1, 12),
        fault=st.sampled_from(faults.FAULTS),
    )
    def interrupted(self, command: str, at: int, fault: str) -> None:
        """A command is killed at one of its operations, or the operation fails."""
        self.kills += 1
        if command == "approve":
            self.approved |= self.pairs(State.NEEDS_REVIEW)
        self.is_built = self.is_built and command != "compile"
        actions: dict[str, Callable[[], object]] = {
            "translate": lambda: translate(self.project, EVERYTHING, ENGINE),
            "approve": lambda: approve(self.project, EVERYTHING),
            "compile": lambda: compile_bundles(self.project, EVERYTHING, CompileOptions()),
        }

        def action() -> int:
            try:
                actions[command]()
            except (BylingualError, OSError):
                return 1
            return 0

        code, _, said = faults.run(self.root, action, at, fault)
        assert code in (0, 1, -9, -15), said
        COUNTED[
            "commands killed" if code < 0 else "commands that failed" if code else "commands that were done before"
        ] += 1

    # What must always hold

    @invariant()
    def all_is_well(self) -> None:
        COUNTED["steps"] += 1
        units = self.units()
        assert self.written <= {u.target for u in units}
        for unit in units:
            what = (unit.context, unit.source, unit.target)
            if unit.state is State.APPROVED:
                assert what in self.approved
            if unit.state is State.STALE and what not in self.odd:
                assert unit.previous != unit.source
        if self.is_built:
            manifest = self.root / "dist" / "manifest.json"
            assert is_true(manifest)
            assert json.loads(manifest.read_bytes())["schema"] == "bylingual.bundle/1"


def test_ten_thousand_steps(sentences: Path) -> None:
    """So many, after each of which all is well."""
    Newsroom.cache = sentences
    COUNTED.clear()
    machine = Newsroom.TestCase
    machine.settings = settings(max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, phases=PHASES)
    for _ in range(ROUNDS):
        if COUNTED["steps"] < 10_000:
            machine("runTest").runTest()
    FIGURES.update({f"{name} in the model": count for name, count in COUNTED.items()})
    assert COUNTED["steps"] >= 10_000
    assert min(COUNTED["commands killed"], COUNTED["merges in conflict"], COUNTED["merges by git alone"]) > 0
