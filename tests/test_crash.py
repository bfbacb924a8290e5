"""Whatever goes wrong while a file is written: afterwards it is the old one or the new one, and the next run completes."""

from __future__ import annotations

import gc
import json
import os
import pkgutil
import re
import shutil
from collections.abc import Callable, Sequence
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

import bylingual.cli
import faults
from bylingual.cli import main
from bylingual.detect import detect
from bylingual.errors import BylingualError
from bylingual.packages.installed import installed, usable
from bylingual.pipeline.review import Desk, version
from bylingual.project import load
from conftest import STORY
from figures import FIGURES
from models_server import archive

Action = Callable[[], int]
Step = tuple[str, ...] | Callable[[Path], object]
Scene = tuple[Path, Action]
INJECTED: dict[str, int] = {}


def command(*args: str) -> Action:
    """The command line, as a function that gives the exit code."""

    def call() -> int:
        try:
            main(list(args), prog_name="bylingual")
        except SystemExit as done:
            return int(done.code or 0)
        return 0

    return call


def reviewed() -> int:
    """What the review page does when a person approves."""
    desk = Desk(load(Path.cwd()))
    page = desk.page("es", "story")
    unit = next(row.unit for row in page.rows if row.unit)
    try:
        desk.save("es", "story", unit.key, version(unit), "Un texto de una persona", approve=True)
    except (BylingualError, OSError):
        return 1
    return 0


def shown(root: Path) -> dict[str, bytes]:
    """Every file that counts: not what is derived, not unfinished ones, which every reader passes over."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(root).parts)
    }


MANIFEST, INDEX = "manifest.json", "index.html"


def is_true(file: Path) -> bool:
    """Whether every file that a manifest or an index page names is there as it says. After an article that failed these
    are neither the old nor the new ones."""
    if file.name == INDEX:
        links = re.findall(r'<a href="([^"#:]+)"', file.read_text(encoding="utf-8"))
        return all((file.parent / unquote(link)).is_file() for link in links)
    manifest = file
    listed = [
        file
        for article in json.loads(manifest.read_bytes())["articles"]
        for locale in article["locales"].values()
        for file in locale["files"].values()
    ]
    return all(sha256((manifest.parent / f["path"]).read_bytes()).hexdigest() == f["sha256"] for f in listed)


def chosen(at: int, operations: int) -> list[str]:
    """The faults that an operation is given, by turns: so many as CRASH_FAULTS says, by default two, one in a command
    of many operations that are alike."""
    usual = 1 if operations > 100 else 2
    count = min(int(os.environ.get("CRASH_FAULTS", usual)), len(faults.FAULTS))
    return [faults.FAULTS[(at + n) % len(faults.FAULTS)] for n in range(count)]


def changed(root: Path) -> None:
    """A correction in the article."""
    story = root / "articles" / "story.txt"
    story.write_text(story.read_text(encoding="utf-8").replace("12 complaints", "15 complaints"), encoding="utf-8")


def moved(root: Path) -> None:
    """An article goes to another folder."""
    (root / "articles" / "old").mkdir()
    (root / "articles" / "brief.md").rename(root / "articles" / "old" / "brief.md")


def filled(root: Path) -> None:
    """A person translates everything, for review."""
    for catalog in (root / "translations").rglob("*.po"):
        lines = catalog.read_text(encoding="utf-8").split("\n")
        out = []
        for line in lines:
            if line == 'msgstr ""' and out[-1].startswith("msgid ") and out[-1] != 'msgid ""':
                out.insert(-2, "#, fuzzy")
                line = out[-1].replace('msgid "', 'msgstr "En otra lengua: ')
            out.append(line)
        catalog.write_text("\n".join(out), encoding="utf-8")


def withheld(root: Path) -> None:
    """An article must not be published any more."""
    brief = root / "articles" / "brief.md"
    brief.write_text(f"---\nstatus: killed\n---\n\n{brief.read_text(encoding='utf-8')}", encoding="utf-8")


def with_mo(root: Path) -> None:
    """The configuration asks for one format more."""
    with (root / "bylingual.toml").open("a", encoding="utf-8") as file:
        file.write('[gate]\nfindings = "none"\n[bundle]\nformats = ["source", "html", "json", "mo"]\n')


def answered(root: Path) -> None:
    """A translator's tool has other texts for the story."""
    file = root / "out" / "story.xlf"
    text = re.sub(r"(<target[^>]*>)[^<]*(</target>)", r"\1Un texto más\2", file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")


def more_memory(root: Path) -> None:
    """The file that is imported has other pairs."""
    file = root / "memory.tmx"
    file.write_text(file.read_text(encoding="utf-8").replace("ferry", "boat"), encoding="utf-8")


def a_package(root: Path) -> None:
    """An Argos package as a file."""
    archive(root / "en-es.argosmodel")


def initialised() -> int:
    """`init`, which is content with what is there already only if all of it is."""
    code = command("init", "new")()
    return 0 if code == 2 and all(Path("new", name).is_dir() for name in ("articles", "translations")) else code


def package_installed() -> int:
    """`models install`, unless the package is there, whole."""
    return 0 if usable(installed()) else command(*INSTALL)()


def package_removed() -> int:
    """`models remove`, unless it is gone."""
    return command("models", "remove", "en", "es")() if installed() else 0


EXPORT = ("export", "--to", "es", "--output", "out")
MEMORY, MEMORY_IMPORT = ("memory", "export", "--output", "memory.tmx"), ("memory", "import", "memory.tmx")
INSTALL = ("models", "install", "en-es.argosmodel")
TRANSLATE = ("translate", "--from", "en", "--engine", "none")
APPROVE, COMPILE = ("approve", "translations"), ("compile", "--draft")
# What came before (commands, changes of the folder), and what is interrupted.
SCENES: dict[str, tuple[tuple[Step, ...], Action]] = {
    "first translate": ((), command(*TRANSLATE)),
    "translate a correction": ((TRANSLATE, filled, APPROVE, changed), command(*TRANSLATE)),
    "translate a moved article": ((TRANSLATE, filled, APPROVE, moved), command(*TRANSLATE)),
    "approve": ((TRANSLATE, filled), command(*APPROVE)),
    "review": ((TRANSLATE, filled), reviewed),
    "first compile": ((TRANSLATE, filled), command(*COMPILE)),
    "compile a correction": ((TRANSLATE, filled, COMPILE, changed, TRANSLATE), command(*COMPILE)),
    "compile a withheld article": ((TRANSLATE, filled, COMPILE, withheld), command(*COMPILE)),
    "compile with MO files": ((TRANSLATE, filled, APPROVE, with_mo), command("compile", "--from", "en")),
    "export": ((TRANSLATE, filled), command(*EXPORT)),
    "import": ((TRANSLATE, filled, EXPORT, answered), command("import", "--overwrite", "out")),
    "memory export": ((TRANSLATE, filled, APPROVE), command(*MEMORY)),
    "memory import": ((TRANSLATE, filled, APPROVE, MEMORY, MEMORY_IMPORT, more_memory), command(*MEMORY_IMPORT)),
    "review as files": ((TRANSLATE, filled), command("review", "--static", "pages")),
    "init": ((), initialised),
    "install a package": ((a_package,), package_installed),
    "remove a package": ((a_package, INSTALL), package_removed),
}


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever a command loads when it runs first is loaded here, not in every child."""
    for module in pkgutil.iter_modules(bylingual.cli.__path__, "bylingual.cli."):
        import_module(module.name)
    detect(STORY)
    here = Path.cwd()
    monkeypatch = pytest.MonkeyPatch()
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", "packages")
    for name, (steps, action) in SCENES.items():
        os.chdir(prepared(tmp_path_factory.mktemp("warm") / "project", steps))
        try:
            assert action() == 0, name
        finally:
            os.chdir(here)
    monkeypatch.undo()
    gc.collect()
    gc.freeze()  # children would copy what the collector touches


@pytest.fixture(params=SCENES, ids=lambda name: name.replace(" ", "-"))
def scene(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, warm: None) -> Scene:
    """A project as it is before the command, and the command."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767312000")
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", "packages")
    steps, action = SCENES[request.param]
    return prepared(tmp_path / "before", steps), action


def prepared(root: Path, steps: Sequence[Step]) -> Path:
    """A project in which this was done."""
    (root / "articles").mkdir(parents=True)
    (root / "bylingual.toml").write_text('targets = ["es", "fr"]\n', encoding="utf-8")
    (root / "articles" / "story.txt").write_text(STORY, encoding="utf-8")
    (root / "articles" / "brief.md").write_text("# In brief\n\nThe ferry sails *again* on Monday.\n", encoding="utf-8")
    here = Path.cwd()
    os.chdir(root)
    try:
        for step in steps:
            if callable(step):
                step(root)
            else:
                result = CliRunner().invoke(main, list(step))
                assert result.exit_code == 0, result.output
    finally:
        os.chdir(here)
    return root


def test_no_fault_leaves_half_a_file(scene: Scene, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Each file operation of the command fails or is the last (in all five ways with CRASH_FAULTS=5). Afterwards every
    file is the old or the new one; an error is an error, not a bug; and the same command again gives what it gives
    undisturbed."""
    before, action = scene
    undisturbed = tmp_path / "undisturbed" / before.name
    shutil.copytree(before, undisturbed)
    code, operations, said = faults.run(undisturbed, action)
    assert code == 0 and operations, said
    old, new = shown(before), shown(undisturbed)
    assert old != new
    tried = 0
    for at in range(1, operations + 1):
        for fault in chosen(at, operations):
            root = tmp_path / "faulty" / before.name
            shutil.copytree(before, root)
            code, _, said = faults.run(root, action, at, fault)
            tried += 1
            where = f"{fault} at {at} of {operations}: exit {code}\n{said}"
            assert code not in (3, 70), where
            found = shown(root)
            for name in old.keys() | new.keys():
                fits = found.get(name) in (old.get(name), new.get(name)) or (
                    found.get(name) in old.values() and name not in old  # a catalog that was moved, and not yet more
                )
                assert fits or (Path(name).name in (MANIFEST, INDEX) and is_true(root / name)), f"{name} after {where}"
            assert found.keys() <= old.keys() | new.keys(), where
            if found != old or at % 5 == 0:  # nothing done is where it began
                code, _, said = faults.run(root, action)
                assert code == 0, f"again after {where}\n{said}"
                assert shown(root) == new, f"again after {where}"
            shutil.rmtree(root.parent)
    assert tried >= operations
    name = request.node.callspec.params["scene"]
    INJECTED[name] = tried
    FIGURES["faults injected into commands"] = sum(INJECTED.values())


def test_a_thousand_faults() -> None:
    """So many were injected, where all scenes ran."""
    assert INJECTED.keys() != SCENES.keys() or sum(INJECTED.values()) >= 1000
