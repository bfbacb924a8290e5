"""Random sequences of article edits, moves, people's edits and commands: no human's text is ever lost or changed."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bylingual import po
from bylingual.config import Config
from bylingual.model import State, Unit
from bylingual.pipeline.approve import approve
from bylingual.pipeline.reading import read_article
from bylingual.pipeline.translate import Options, translate
from bylingual.project import Project, Selection

TOPICS = ("mayor", "captain", "teacher", "baker", "doctor", "farmer")
SUNDRY = (
    "Rain is expected from Thursday.",
    "Nobody was hurt when the old mill burned down, and the cause is not known yet.",
    "Tickets cost 5 euros for children and 12 for everybody else.",
)
paragraphs = st.sampled_from(SUNDRY) | st.builds(
    "The {} of the town said on {} that {} people had come to the meeting about the {}.".format,
    st.sampled_from(TOPICS),
    st.sampled_from(["Monday", "Friday"]),
    st.integers(11, 14),
    st.sampled_from(["bridge", "school", "ferry"]),
)
names = st.sampled_from(["one", "two", "desk/three"])
slots = st.integers(0, 3)
EVERYTHING = Selection()


class Desk(RuleBasedStateMachine):
    """A project on disk, and people at its articles."""

    root: Path
    project: Project

    def article(self, name: str) -> Path:
        return self.root / "articles" / f"{name}.txt"

    def catalogs(self) -> list[Path]:
        return [path for _, _, path in self.project.find_catalogs()]

    @rule(name=names, texts=st.lists(paragraphs, min_size=1, max_size=4))
    def write_article(self, name: str, texts: list[str]) -> None:
        self.article(name).parent.mkdir(exist_ok=True)
        self.article(name).write_text("Town meeting tonight\n\n" + "\n\n".join(texts) + "\n", encoding="utf-8")

    @rule(name=names)
    def delete_article(self, name: str) -> None:
        self.article(name).unlink(missing_ok=True)

    @rule(old=names, new=names)
    def move_article(self, old: str, new: str) -> None:
        if self.article(old).exists() and not self.article(new).exists():
            self.article(new).parent.mkdir(exist_ok=True)
            self.article(old).rename(self.article(new))


class Newsroom(Desk):
    """The model: texts that people wrote, and (role, source, target) that people approved."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="newsroom-"))
        (self.root / "articles").mkdir()
        self.project = Project(self.root, Config(source="en", targets=("es",), engines=("apertium",)))
        self.written: set[str] = set()
        self.approved: set[tuple[str | None, str, str]] = set()
        self.counter = 0

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    # What stands on disk

    def units(self) -> list[Unit]:
        return [u for path in self.catalogs() for u in po.read(path.read_bytes(), str(path)).units]

    def bytes_on_disk(self) -> dict[Path, bytes]:
        return {p: p.read_bytes() for p in self.root.rglob("*") if p.is_file()}

    @initialize(one=st.lists(paragraphs, min_size=2, max_size=4), two=st.lists(paragraphs, min_size=1, max_size=3))
    def first_day(self, one: list[str], two: list[str]) -> None:
        self.write_article("one", one)
        self.write_article("two", two)
        self.run_translate()

    # People at the articles

    @rule(name=names, slot=slots, text=paragraphs, then_translate=st.booleans())
    def change_paragraph(self, name: str, slot: int, text: str, then_translate: bool) -> None:
        if self.article(name).exists():
            blocks = self.article(name).read_text(encoding="utf-8").strip().split("\n\n")
            blocks[slot % len(blocks)] = text
            self.article(name).write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
        if then_translate:
            self.run_translate()

    @rule(name=names, slot=slots, then_translate=st.booleans())
    def remove_paragraph(self, name: str, slot: int, then_translate: bool) -> None:
        if self.article(name).exists():
            blocks = self.article(name).read_text(encoding="utf-8").strip().split("\n\n")
            del blocks[1 + slot % len(blocks) : 2 + slot % len(blocks)]
            self.article(name).write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
        if then_translate:
            self.run_translate()

    # People at the catalogs

    def change(self, which: int, nth: int, edit: object) -> None:
        paths = self.catalogs()
        if not paths:
            return
        path = paths[which % len(paths)]
        catalog = po.read(path.read_bytes(), str(path))
        live = [i for i, u in enumerate(catalog.units) if not u.obsolete]
        if not live:
            return
        units = list(catalog.units)
        at = live[nth % len(live)]
        units[at] = edit(units[at])  # type: ignore[operator]
        path.write_text(po.write(replace(catalog, units=tuple(units))), encoding="utf-8")

    @rule(which=slots, nth=slots, clear=st.booleans())
    def edit_target(self, which: int, nth: int, clear: bool) -> None:
        self.counter += 1
        text = f"texto humano {self.counter}"

        def edit(unit: Unit) -> Unit:
            self.written.discard(unit.target)
            self.written.add(text)
            if clear:
                self.approved.add((unit.context, unit.source, text))
                return replace(unit, target=text, fuzzy=False)
            return replace(unit, target=text, fuzzy=unit.fuzzy or not unit.target)

        before = len(self.written)
        self.change(which, nth, edit)
        if len(self.written) > before or text in self.written:
            unit = next(u for u in self.units() if u.target == text)
            if unit.state is State.APPROVED:
                self.approved.add((unit.context, unit.source, text))

    @rule(which=slots, nth=slots)
    def doubt(self, which: int, nth: int) -> None:
        """Somebody sets fuzzy on a text: it is a person's from then on."""

        def edit(unit: Unit) -> Unit:
            if unit.state is State.APPROVED:
                return replace(unit, fuzzy=True)
            return unit

        self.change(which, nth, edit)

    # Commands

    @rule(refresh=st.booleans())
    def translate(self, refresh: bool) -> None:
        self.run_translate(refresh=refresh)

    def run_translate(self, *, refresh: bool = False) -> None:
        if not any(self.root.joinpath("articles").rglob("*.txt")):
            return
        report = translate(self.project, EVERYTHING, Options(engines=("apertium",), refresh=refresh))
        assert not report.failed
        for file in self.project.find_articles().articles:
            path = self.project.catalog_path(file.id, "es")
            units = po.read(path.read_bytes(), str(path)).units
            keys = read_article(self.project, file).unit_keys()
            assert tuple(u.key for u in units if not u.obsolete) == keys
            assert all(u.target for u in units if not u.obsolete)
        before = self.bytes_on_disk()
        translate(self.project, EVERYTHING, Options(engines=("apertium",)))
        assert self.bytes_on_disk() == before

    @precondition(lambda self: self.catalogs())
    @rule(only_clean=st.booleans(), stale=st.booleans())
    def approve(self, only_clean: bool, stale: bool) -> None:
        waiting = {State.NEEDS_REVIEW, State.STALE} if stale else {State.NEEDS_REVIEW}
        self.approved |= {(u.context, u.source, u.target) for u in self.units() if u.state in waiting}
        approve(self.project, EVERYTHING, only_clean=only_clean, stale=stale)

    # What must always hold

    @invariant()
    def no_persons_text_is_lost(self) -> None:
        assert self.written <= {u.target for u in self.units()}

    @invariant()
    def only_people_approve(self) -> None:
        for unit in self.units():
            if unit.state is State.APPROVED:
                assert (unit.context, unit.source, unit.target) in self.approved

    @invariant()
    def stale_units_name_another_source(self) -> None:
        assert all(u.previous != u.source for u in self.units() if u.state is State.STALE)


TestNewsroom = Newsroom.TestCase
TestNewsroom.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
