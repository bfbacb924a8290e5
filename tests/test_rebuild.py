"""dist/ as a function of its inputs: the same bytes anywhere, only what changed is built, never half a bundle."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import faults
from bylingual import swap
from bylingual.pipeline import bundle_files
from bylingual.project import Project, load
from test_crash import command
from test_journey import edit, snapshot

Run = Callable[..., Result]

SENTENCES = [
    "The ferry across the river stops for 12 days.",
    "Its engine has to be mended in the yard of the harbour.",
    "Nobody in the town knows when it will sail again.",
    "The captain wrote a long letter to the mayor about it.",
]
LOCALES = ("es", "pt", "ca")


def write(project: Project, name: str, sentences: list[str], meta: str = "") -> Path:
    path = project.articles_dir / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = f"---\ntitle: The story of {name}\nlang: en\n{meta}---\n\n" + "\n\n".join(sentences) + "\n"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def paper(project: Project, bylingual: Run) -> Project:
    """Articles beside and below each other, in three locales, all approved without a machine."""
    (project.root / "bylingual.toml").write_text(
        f'targets = {json.dumps(LOCALES)}\n[gate]\nfindings = "none"\ncaption = "source"\n', encoding="utf-8"
    )
    for name in ("a", "a/b", "c", "d/e"):
        write(project, name, SENTENCES)
    bylingual("translate", "--engine", "none")
    for _, _, path in project.find_catalogs():
        fill(path)
    return load(project.root)


def fill(path: Path) -> None:
    """Translate as a person who is in a hurry."""
    text = path.read_text(encoding="utf-8")
    head, body = text.split("\n\n", 1)
    parts = body.split("\n\n")
    filled = [p.replace('msgstr ""', f'msgstr "{path.parent.name} {n}"') for n, p in enumerate(parts)]
    path.write_text("\n\n".join([head, *filled]), encoding="utf-8")


def clean(project: Project, bylingual: Run) -> dict[str, bytes]:
    """What a machine that has never seen the project builds."""
    other = project.root.parent / "elsewhere"
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(project.root, other, ignore=shutil.ignore_patterns("dist", ".bylingual"))
    before = Path.cwd()
    try:
        os.chdir(other)
        bylingual("compile")
    finally:
        os.chdir(before)
    return snapshot(other / "dist")


def changes(result: Result) -> str:
    """What the run says it changed."""
    return result.stdout.strip().splitlines()[-1]


def test_only_what_changed_is_built(paper: Project, bylingual: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is read for the others; held bundles and their lines are told again."""
    bylingual("compile", "--require-all")
    assert "16 bundles built (nothing changed), 0 held back" in bylingual("compile").stdout
    edit(paper.catalog_path("c", "pt"), "headline", "Outro título")
    assert "16 bundles built (3 changes), 0 held back" in bylingual("compile").stdout  # bundle, index, manifest
    assert snapshot(paper.root / "dist") == clean(paper, bylingual)
    edit(paper.catalog_path("c", "es"), "headline", "")
    told = bylingual("compile").stdout
    assert "held back: c [es]: 1 untranslated" in told
    monkeypatch.setattr("bylingual.pipeline.compile.each", lambda *_: pytest.fail("an article was read"))
    again = bylingual("compile").stdout
    held = [[line for line in text.splitlines() if "c.po" in line] for text in (told, again)]
    assert held[0] == held[1]
    assert "removed" not in again


def step_sources(rng: random.Random, project: Project) -> None:
    write(project, rng.choice(["a", "a/b", "c"]), rng.sample(SENTENCES, 3))


def step_kill(rng: random.Random, project: Project) -> None:
    write(project, "d/e", SENTENCES, rng.choice(["status: killed\n", ""]))


def step_catalog(rng: random.Random, project: Project) -> None:
    path = project.catalog_path(rng.choice(["a", "a/b", "c"]), rng.choice(LOCALES))
    edit(path, "headline", f"Title {rng.random()}")


def step_damage(rng: random.Random, project: Project) -> None:
    """Somebody edits, adds or deletes below dist/."""
    found = sorted(p for p in (project.root / "dist").rglob("*") if p.is_file())
    path = rng.choice(found)
    how = rng.choice(["edit", "delete", "stray", "folder"])
    if how == "edit":
        path.write_bytes(path.read_bytes()[::-1])
    elif how == "delete":
        path.unlink()
    elif how == "folder" and path.parent.parent != project.root / "dist":
        shutil.rmtree(path.parent)
    elif path.name != "manifest.json":
        path.with_name("stray").write_bytes(b"x")


def step_config(rng: random.Random, project: Project) -> None:
    path = project.root / "bylingual.toml"
    text = path.read_text(encoding="utf-8").partition("[bundle]")[0]
    path.write_text(text + rng.choice(["", '[bundle]\nformats = ["json", "html"]\n']), encoding="utf-8")


def step_move(rng: random.Random, project: Project) -> None:
    one, other = project.articles_dir / "c.md", project.articles_dir / "f/g/c.md"
    other.parent.mkdir(parents=True, exist_ok=True)
    (one if one.exists() else other).rename(other if one.exists() else one)
    (project.articles_dir / "c.md").exists() or write(project, "c", SENTENCES)


def step_glossary(rng: random.Random, project: Project) -> None:
    path = project.translations_dir / "glossary.csv"
    path.write_text(f"source,target,locale\nferry,barca {rng.randint(1, 9)},es\n", encoding="utf-8")


STEPS = (step_sources, step_kill, step_catalog, step_damage, step_config, step_move, step_glossary)


@pytest.mark.parametrize("seed", range(4))
def test_a_rebuild_is_a_build(paper: Project, bylingual: Run, seed: int) -> None:
    """After any steps, what is built on what was there is what is built from nothing."""
    rng = random.Random(seed)
    bylingual("compile")
    for _ in range(8):
        for step in rng.sample(STEPS, 2):
            step(rng, paper)
        bylingual("compile")
        assert snapshot(paper.root / "dist") == clean(paper, bylingual)
        assert not [
            p
            for p in (paper.root / "dist").rglob("*")
            if p.name.startswith(".") or (p.is_dir() and not any(p.iterdir()))
        ]
        assert "nothing changed" in changes(bylingual("compile"))


def test_check_says_what_a_build_would_do(paper: Project, bylingual: Run) -> None:
    """And writes nothing, remembers nothing."""
    bylingual("compile")
    bylingual("compile", "--check")
    page = paper.root / "dist/es/c/article.html"
    page.write_bytes(b"edited by hand")
    before = snapshot(paper.root)
    bylingual("compile", "--check", code=1)
    assert snapshot(paper.root) == before
    bylingual("compile")
    assert page.read_bytes() != b"edited by hand"


@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Chatham", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1"},
        {"PYTHONHASHSEED": "3", "LANG": "tr_TR.UTF-8", "SOURCE_DATE_EPOCH": "1930366800", "PYTHONUTF8": "0"},
    ],
)
def test_the_same_bytes_anywhere(paper: Project, bylingual: Run, tmp_path: Path, surroundings: dict[str, str]) -> None:
    """Whatever the machine's hash seed, time zone, locale, clock, umask and order of files."""
    bylingual("compile")
    wanted = snapshot(paper.root / "dist")
    copy = tmp_path / "copy"
    copy.mkdir()
    paths = [
        p
        for p in paper.root.rglob("*")
        if p.is_file() and not {"dist", ".bylingual", "copy"} & set(p.relative_to(paper.root).parts)
    ]
    random.Random(str(surroundings)).shuffle(paths)  # in many file systems, the order of names is that of writing
    for path in paths:
        target = copy / path.relative_to(paper.root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    code = (
        "import os\nfrom pathlib import Path\nfrom bylingual.cli import main\nos.umask(0o077)\n"
        "plain = os.scandir\n"
        "class Backwards(list):\n    def __enter__(self): return iter(self)\n    def __exit__(self, *_): pass\n"
        "    def close(self): pass\n"
        "os.scandir = lambda *a: Backwards(sorted(plain(*a), key=lambda e: e.name, reverse=True))\n"
        "os.listdir = (lambda f: lambda *a: sorted(f(*a), reverse=True))(os.listdir)\nmain(['compile'])"
    )  # fmt: skip
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "TZ"))}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=copy, env={**environment, **surroundings}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert snapshot(copy / "dist") == wanted


def versions(folder: Path, stop: threading.Event, seen: set[tuple[str, ...]], wrong: list[str]) -> None:
    """Read a bundle again and again, as docs/bundles.md says: by its folder, twice where that was exchanged."""
    while not stop.is_set():
        try:
            before = folder.stat().st_ino
            texts = tuple(sorted((p.name, p.read_text(encoding="utf-8")) for p in folder.iterdir()))
            after = folder.stat().st_ino
        except FileNotFoundError as error:
            wrong.append(f"gone: {error}")
            continue
        if before == after:
            seen.add(tuple(text for _, text in texts))
            if [name for name, _ in texts] != ["article.html", "article.json", "article.md"]:
                wrong.append(f"half a bundle: {[name for name, _ in texts]}")
            elif len({("odd" in text) for _, text in texts}) != 1:
                wrong.append("two versions in one bundle")


def test_a_reader_never_sees_half_a_bundle(paper: Project, bylingual: Run) -> None:
    """While compile replaces it: all of the old one or all of the new one, and always one of them."""
    catalog = paper.catalog_path("c", "es")
    for role in ("headline", "body"):
        edit(catalog, role, "even")
    bylingual("compile")
    folder, stop = paper.root / "dist/es/c", threading.Event()
    seen: set[tuple[str, ...]] = set()
    wrong: list[str] = []
    readers = [threading.Thread(target=versions, args=(folder, stop, seen, wrong)) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        for n in range(12):
            edit(catalog, "headline", "odd" if n % 2 == 0 else "even")
            bylingual("compile", "articles/c.md")
    finally:
        stop.set()
        for reader in readers:
            reader.join()
    assert not wrong
    assert len(seen) == 2


def test_without_an_exchange_in_one_step(paper: Project, bylingual: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other systems get there in two."""
    bylingual("compile")
    monkeypatch.setattr(bundle_files, "exchange", lambda *_: False)
    edit(paper.catalog_path("c", "es"), "headline", "Otro")
    bylingual("compile")
    assert snapshot(paper.root / "dist") == clean(paper, bylingual)


def test_exchange(tmp_path: Path) -> None:
    """Linux exchanges two folders in one step; what is not there is an error."""
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / "name").write_text(folder.name)
    assert swap.exchange(one, other)
    assert (one / "name").read_text() == "other"
    with pytest.raises(FileNotFoundError):
        swap.exchange(one, tmp_path / "none")


def test_what_is_withdrawn_after_a_killed_run_goes(paper: Project, bylingual: Run) -> None:
    """Whenever the run was killed: bundles that no manifest lists yet, and those that none lists any more."""
    compiled = command("compile")
    kept = {p: p.read_bytes() for p in paper.articles_dir.rglob("*") if p.is_file()}
    for at in (*range(3, 60, 8), 0):
        faults.run(paper.root, compiled, at, "kill")
        for path in kept:
            path.unlink()
        for again in (3, 6, 12, 24):
            faults.run(paper.root, compiled, again, "kill")
        bylingual("compile")
        assert {name for name in snapshot(paper.root / "dist") if not name.startswith(".")} == {"manifest.json"}
        for path, data in kept.items():
            path.write_bytes(data)


def test_what_a_killed_run_left_is_removed(paper: Project, bylingual: Run) -> None:
    """A staged bundle beside the real one."""
    bylingual("compile")
    before = snapshot(paper.root / "dist")
    shutil.copytree(paper.root / "dist/es/c", paper.root / "dist/es/.new-abc/old")
    bylingual("compile")
    assert snapshot(paper.root / "dist") == before
    assert not (paper.root / "dist/es/.new-abc").exists()
