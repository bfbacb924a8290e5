"""Arrows point one way: cli → pipeline → adapters → core → errors; heavy libraries are imported in one place each."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import bylingual

ROOT = Path(bylingual.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))

CORE = {
    "_detect_tables",
    "boilerplate",
    "casing",
    "change",
    "checks",
    "corrections",
    "datelines",
    "embed",
    "quoted",
    "errors",
    "facts",
    "gate",
    "glossary",
    "html_text",
    "html_tree",
    "inline",
    "_boilerplate_tables",
    "_date_tables",
    "_label_tables",
    "_name_tables",
    "keys",
    "labels",
    "locales",
    "localize",
    "loops",
    "marks",
    "memory",
    "merge",
    "model",
    "names",
    "notices",
    "po_syntax",
    "priority",
    "residue",
    "risk",
    "roles",
    "segment",
    "typography",
}
ADAPTERS = {
    "alone",
    "po",
    "detect",
    "readers",
    "writers",
    "engines",
    "packages",
    "config",
    "contents",
    "project",
    "cache",
    "database",
    "files",
    "git",
    "locks",
    "swap",
    "walk",
    "memory_index",
    "interchange",
    "reports",
}
LEVEL = {**dict.fromkeys(CORE, 0), **dict.fromkeys(ADAPTERS, 1), "pipeline": 2, "review": 3, "cli": 4, "__main__": 5}
ONLY_IN = {
    "polib": {"po"},
    "langdetect": {"detect"},
    "click": {"cli"},
    "argostranslate": {"engines"},
    "ctranslate2": {"engines"},
    "distributed": {"engines"},
    "jinja2": {"writers", "review"},
    "markdown_it": {"readers"},
    "mdit_py_plugins": {"readers"},
    "num2words": {"facts"},
    "ruamel": {"readers"},
    "docx": {"readers"},
    "lxml": {"readers"},
    "trafilatura": {"readers"},
}
WORLD = {"os", "pathlib", "socket", "subprocess", "time", "tempfile", "shutil", "urllib", "sqlite3", "io"}


def room(path: Path) -> str:
    """The first part of a module's name below the package."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(path: Path) -> list[str]:
    """Absolute names of everything a module imports, anywhere in it."""
    package = ["bylingual", *path.relative_to(ROOT).parts[:-1]]
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            name = ".".join([*base, *([node.module] if node.module else [])])
            found += [f"{name}.{a.name}" if name == "bylingual" else name for a in node.names]
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_arrows_point_one_way(path: Path) -> None:
    """No module imports from a room above its own, and every room is known."""
    if path == ROOT / "__init__.py":
        return
    here = room(path)
    assert here in LEVEL, f"{here} has no place in the layout"
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "bylingual" and len(parts) > 1:
            assert LEVEL[parts[1]] <= LEVEL[here], f"{here} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_libraries_stay_in_their_room(path: Path) -> None:
    """polib in po.py, click in cli/ …; the core touches no file, clock or network."""
    here = room(path)
    for name in imports(path):
        top = name.split(".")[0]
        assert here in ONLY_IN.get(top, {here}), f"{here} imports {name}"
        if LEVEL.get(here) == 0:
            assert top not in WORLD, f"the core module {here} imports {name}"


def test_only_packages_reach_the_network() -> None:
    """No other room fetches anything."""
    clients = {"urllib.request", "http.client", "ftplib", "requests", "httpx", "aiohttp", "urllib3"}
    for path in FILES:
        assert room(path) == "packages" or not clients & set(imports(path)), path


def test_readers_never_see_an_engine() -> None:
    """A reader knows no engine, no catalog and no pipeline."""
    for path in (ROOT / "readers").glob("*.py"):
        assert not [
            n for n in imports(path) if n.startswith(("bylingual.engines", "bylingual.po", "bylingual.pipeline"))
        ]


@pytest.mark.parametrize("args", [["--help"], ["--version"]])
def test_help_imports_nothing_heavy(args: list[str]) -> None:
    """--help and --version start fast: no engine, no polib, no lxml, no langdetect."""
    code = (
        "import sys\nfrom bylingual.cli import main\n"
        f"try:\n    main({args!r})\nexcept SystemExit as e:\n    assert not e.code\n"
        "heavy = {'argostranslate', 'ctranslate2', 'sentencepiece', 'polib', 'lxml', 'langdetect', 'jinja2', 'babel'}\n"
        "found = heavy & set(sys.modules)\nassert not found, found\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
