"""Whatever goes wrong while a file is written: afterwards it is the old one or the new one, and the next run completes."""

from __future__ import annotations

import json
import os
import pkgutil
import re
import shutil
from collections.abc import Callable
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import Result

import bylingual.cli
import faults
from bylingual.cli import main
from bylingual.detect import detect
from bylingual.errors import BylingualError
from bylingual.pipeline.review import Desk, version
from bylingual.project import load
from conftest import STORY

Action = Callable[[], int]


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


def chosen(at: int) -> list[str]:
    """The faults that an operation is given: so many as CRASH_FAULTS says, one by default, by turns."""
    count = min(int(os.environ.get("CRASH_FAULTS", "1")), len(faults.FAULTS))
    return [faults.FAULTS[(at + n) % len(faults.FAULTS)] for n in range(count)]


def changed(root: Path) -> None:
    """A correction in the article."""
    story = root / "articles" / "story.txt"
    story.write_text(story.read_text(encoding="utf-8").replace("12 complaints", "15 complaints"), encoding="utf-8")


def moved(root: Path) -> None:
    """An article goes to another folder."""
    (root / "articles" / "old").mkdir()
    (root / "articles" / "brief.md").rename(root / "articles" / "old" / "brief.md")


TRANSLATE = ("translate", "--from", "en", "--engine", "none")
APPROVE, COMPILE = ("approve", "translations"), ("compile", "--draft")
# What came before (commands, changes of the folder), and what is interrupted.
SCENES: dict[str, tuple[tuple[tuple[str, ...] | Callable[[Path], None], ...], Action]] = {
    "first translate": ((), command(*TRANSLATE)),
    "translate a correction": ((TRANSLATE, "filled", APPROVE, changed), command(*TRANSLATE)),  # type: ignore[dict-item]
    "translate a moved article": ((TRANSLATE, "filled", APPROVE, moved), command(*TRANSLATE)),  # type: ignore[dict-item]
    "approve": ((TRANSLATE, "filled"), command(*APPROVE)),  # type: ignore[dict-item]
    "review": ((TRANSLATE, "filled"), reviewed),  # type: ignore[dict-item]
    "first compile": ((TRANSLATE, "filled"), command(*COMPILE)),  # type: ignore[dict-item]
    "compile a correction": ((TRANSLATE, "filled", COMPILE, changed, TRANSLATE), command(*COMPILE)),  # type: ignore[dict-item]
    "export": ((TRANSLATE, "filled"), command("export", "--to", "es", "--output", "out")),  # type: ignore[dict-item]
    "memory export": ((TRANSLATE, "filled", APPROVE), command("memory", "export", "--output", "memory.tmx")),  # type: ignore[dict-item]
}


def filled(root: Path) -> None:
    """A person translates everything, for review."""
    for catalog in (root / "translations").rglob("*.po"):
        lines = catalog.read_text(encoding="utf-8").split("\n")
        out = []
        for line in lines:
            if line == 'msgstr ""' and out[-1].startswith("msgid ") and out[-1] != 'msgid ""':
                out.insert(-2, "#, fuzzy")
                line = out[-1].replace("msgid ", "msgstr ")
            out.append(line)
        catalog.write_text("\n".join(out), encoding="utf-8")


@pytest.fixture(params=SCENES, ids=lambda name: name.replace(" ", "-"))
def scene(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bylingual: Callable[..., Result]
) -> tuple[Path, Action]:
    """A project as it is before the command, and the command."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767312000")
    root = tmp_path / "before"
    (root / "articles").mkdir(parents=True)
    (root / "bylingual.toml").write_text('targets = ["es", "fr"]\n', encoding="utf-8")
    (root / "articles" / "story.txt").write_text(STORY, encoding="utf-8")
    (root / "articles" / "brief.md").write_text("# In brief\n\nThe ferry sails *again* on Monday.\n", encoding="utf-8")
    monkeypatch.chdir(root)
    steps, action = SCENES[request.param]
    for step in steps:
        if step == "filled":
            filled(root)
        elif callable(step):
            step(root)
        else:
            bylingual(*step)
    return root, action


def test_no_fault_leaves_half_a_file(scene: tuple[Path, Action], tmp_path: Path) -> None:
    """Each file operation of the command fails or is the last (in all five ways with CRASH_FAULTS=5). Afterwards every
    file is the old or the new one; an error is an error, not a bug; and the same command again gives what it gives
    undisturbed."""
    before, action = scene
    for module in pkgutil.iter_modules(bylingual.cli.__path__, "bylingual.cli."):
        import_module(module.name)  # here, not in every child
    detect(STORY)
    undisturbed = tmp_path / "undisturbed" / before.name
    shutil.copytree(before, undisturbed)
    code, operations, said = faults.run(undisturbed, action)
    assert code == 0 and operations, said
    old, new = shown(before), shown(undisturbed)
    assert old != new
    tried = 0
    for at in range(1, operations + 1):
        for fault in chosen(at):
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
