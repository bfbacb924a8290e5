"""Folders and files that cannot be written, caches that are broken, engines that are missing or die."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from click.testing import CliRunner

from bylingual import database
from bylingual.cli import main

from .case import STORY, Case, During, ImpossibleError, Make, working_directory, write
from .catalogs import CATALOG
from .configuration import variable

_PACKAGES = Path(__file__).parents[1] / "data/argos"
_CACHE = (".bylingual", ".bylingual/*")
_FILE = "translations/es/sub/bad.po"


def _article(project: Path) -> None:
    """An article in a folder of its own, so that the others' folder can stay as it is."""
    write(project / "articles/sub/bad.txt", STORY)


def _changed(project: Path) -> None:
    """An article whose catalog is there, but for an older text."""
    _article(project)
    write(project / _FILE, CATALOG)
    write(project / "articles/sub/bad.txt", STORY.replace("every morning", "every evening"))


def _both(*makes: Callable[[Path], object]) -> Make:
    def make(project: Path) -> None:
        for one in makes:
            one(project)

    return make


def _closed(folder: str) -> Make:
    """The folder is there and nobody may write in it."""

    def make(project: Path) -> None:
        (project / folder).mkdir(parents=True, exist_ok=True)
        (project / folder).chmod(0o555)

    return make


def _command(*words: str | Path) -> None:
    """Run a program of the system's."""
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode:
        raise ImpossibleError(f"{words[0]}: {done.stderr.strip()}")


def _full(folder: str, before: Callable[[Path], object] = lambda project: None) -> During:
    """A small disk at the folder, without room, once `before` is done."""

    @contextmanager
    def during(project: Path) -> Iterator[None]:
        place = project / folder
        place.mkdir(parents=True, exist_ok=True)
        _command("mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", place)
        try:
            before(project)
            with (place / ".filler").open("wb", buffering=0) as file:
                try:
                    while file.write(bytes(4096)):
                        pass
                except OSError as error:
                    assert error.errno == errno.ENOSPC
            yield
        finally:
            _command("umount", place)

    return during


def _read_only(folder: str) -> During:
    """The folder lies on a disk that is mounted for reading only."""

    @contextmanager
    def during(project: Path) -> Iterator[None]:
        place = project / folder
        place.mkdir(parents=True, exist_ok=True)
        _command("mount", "--bind", place, place)
        try:
            _command("mount", "-o", "remount,ro,bind", place)
            yield
        finally:
            _command("umount", place)

    return during


_all_read_only = _read_only(".")


@contextmanager
def _immutable(project: Path) -> Iterator[None]:
    _command("chattr", "+i", project / _FILE)
    try:
        yield
    finally:
        _command("chattr", "-i", project / _FILE)


def _built(project: Path) -> None:
    """The bundles of an article in a folder of its own; its catalog changes afterwards."""
    _article(project)
    write(project / _FILE, CATALOG.replace("#, fuzzy\n", ""))
    with working_directory(project):
        assert CliRunner().invoke(main, ["compile"]).exit_code == 0
    shutil.rmtree(project / "dist/es/good")
    write(project / _FILE, CATALOG.replace("#, fuzzy\n", "").replace("señal", "signo"))


def _gone(project: Path) -> None:
    """A bundle of an article that is no longer there."""
    write(project / "dist/es/old/article.txt", "old")
    files = {"source": {"path": "es/old/article.txt", "sha256": ""}}
    write(
        project / "dist/manifest.json", json.dumps({"articles": [{"id": "old", "locales": {"es": {"files": files}}}]})
    )


def _broken_cache(data: bytes, name: str = "cache.sqlite") -> Make:
    return lambda project: write(project / ".bylingual" / name, data)


def _torn(project: Path) -> None:
    """A database whose pages are gone behind its head."""
    file = project / ".bylingual/cache.sqlite"
    file.parent.mkdir()
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE translations (number INTEGER PRIMARY KEY, text TEXT)")
        database.executemany("INSERT INTO translations (text) VALUES (?)", [("x" * 1000,)] * 50)
    database.close()
    file.write_bytes(file.read_bytes()[:4096] + b"\xff" * 40_960)


@contextmanager
def _locked(project: Path) -> Iterator[None]:
    """Another process is in the middle of writing to the cache, and stays there."""
    program = (
        "import sqlite3, sys\n"
        "database = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "database.execute('BEGIN EXCLUSIVE')\n"
        "print('locked', flush=True)\nsys.stdin.read()\n"
    )
    (project / ".bylingual").mkdir(exist_ok=True)
    file = project / ".bylingual/cache.sqlite"
    patience = database.BUSY_SECONDS
    database.BUSY_SECONDS = 0.2
    command = [sys.executable, "-c", program, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdin and other.stdout
        try:
            assert other.stdout.readline() == b"locked\n"
            yield
        finally:
            other.stdin.close()
            other.wait()
            database.BUSY_SECONDS = patience


def _engine(name: str) -> Make:
    """An engine in the configuration."""
    return lambda project: write(project / "bylingual.toml", f'targets = ["es"]\nengines = ["{name}"]\n')


def _programs(**scripts: str) -> During:
    """Other programs in place of the system's; without any, there are none."""

    @contextmanager
    def during(project: Path) -> Iterator[None]:
        folder = project.parent / "bin"
        folder.mkdir()
        for name, script in scripts.items():
            write(folder / name.replace("_", "-"), f"#!/bin/sh\n{script}\n").chmod(0o755)
        path = os.environ["PATH"]
        os.environ["PATH"] = f"{folder}:{path}" if scripts else str(folder)
        try:
            yield
        finally:
            os.environ["PATH"] = path

    return during


@contextmanager
def package_folder(project: Path) -> Iterator[None]:
    """Argos has an empty folder for its packages."""
    folder = project.parent / "packages"
    write(folder / ".bylingual.lock", "")
    with variable("ARGOS_PACKAGES_DIR", str(folder))(project):
        yield


def _package(spoil: Callable[[Path], object]) -> During:
    """Argos finds a package, spoilt."""

    @contextmanager
    def during(project: Path) -> Iterator[None]:
        folder = project.parent / "packages"
        shutil.copytree(_PACKAGES / "translate-en_es-1_0", folder / "translate-en_es-1_0")
        spoil(folder / "translate-en_es-1_0")
        with variable("ARGOS_PACKAGES_DIR", str(folder))(project):
            yield

    return during


# fmt: off
CASES = (
    Case("No permission to write into a folder of catalogs", _both(_article, _closed("translations/es/sub")), (f"{_FILE}: cannot be written: Permission denied", "permissions"), plain_user=True),
    Case("A catalog that is locked against changes", _changed, (f"{_FILE}: cannot be written: Operation not permitted", "lsattr"), during=_immutable),
    Case("A disk that is mounted for reading only", _article, (f"{_FILE}: cannot be written: Read-only file system", "mounted"), during=_read_only("translations/es/sub")),
    Case("A full disk", _article, (f"{_FILE}: cannot be written: No space left on device", "Make room"), during=_full("translations/es/sub")),
    Case("A project on a disk for reading only", _article, ("out of date translations/es/new.po",), "translate --check", 1, during=_all_read_only, done=(), documented=False),
    Case("A project on a disk for reading only, for translate", _article, ("translations/es/new.po: cannot be written: Read-only file system", "Warning: .bylingual/ cannot be used", "mounted"), during=_all_read_only, done=()),
    Case("A project on a disk for reading only, for compile", _article, ("cannot be written: Read-only file system", "mounted"), "compile", during=_all_read_only, done=()),
    Case("A project on a disk for reading only, for compile --check", _article, (), "compile --check", 1, during=_all_read_only, done=(), documented=False),
    Case("A project on a disk for reading only, for check", _article, (), "check", 0, during=_all_read_only),
    Case("A project on a disk for reading only, for status", _article, (), "status", 0, during=_all_read_only),
    Case("A project on a disk for reading only, for approve", _article, (), "approve translations", 0, during=_all_read_only),
    Case("A project on a disk for reading only, for detect", _article, (), "detect", 0, during=_all_read_only),
    Case("A file in place of a folder of catalogs", _both(_article, lambda p: write(p / "translations/es/sub", "x")), (f"{_FILE}: cannot be read: Not a directory", "Move"), ),
    Case("A file in place of a locale's folder", _both(_article, lambda p: write(p / "translations/fr", "x")), ("translations/fr/sub/bad.po: cannot be read: Not a directory", "Move"), "translate --to es --to fr"),
    Case("No permission to write bundles", _closed("dist/es"), ("dist/es/good: cannot be written: Permission denied", "permissions"), "compile", done=("dist/en/good/article.html",), plain_user=True),
    Case("No permission to write into the output folder", _closed("dist"), ("dist", "cannot be written: Permission denied"), "compile", done=(), plain_user=True),
    Case("A bundle that cannot be removed", _both(_gone, _closed("dist/es/old")), ("dist/es/old", "Permission denied", "permissions"), "compile", changes=("dist/manifest.json",), plain_user=True, documented=False),
    Case("A full disk for bundles", lambda p: None, ("dist/es/sub/bad: cannot be written: No space left on device", "Make room"), "compile", during=_full("dist/es/sub", _built), changes=("dist/manifest.json", "dist/es/sub/.filler", *_CACHE)),
    Case("A file in place of the output folder", lambda p: write(p / "dist", "x"), ("dist: not a folder", "Remove it"), "compile", done=()),
    Case("A file in place of a bundle's folder", lambda p: write(p / "dist/es/good", "x"), ("dist/es/good: cannot be written: ", "Move"), "compile", done=("dist/en/good/article.html",)),
    Case("A folder in place of the manifest", lambda p: (p / "dist/manifest.json").mkdir(parents=True), ("dist/manifest.json: cannot be written: not a file but a folder", "Move"), "compile"),
    Case("A manifest that lists other files", lambda p: write(p / "dist/manifest.json", '{"articles": [{"id": "x", "locales": {"es": {"files": {"html": {"path": "../articles/x"}}}}}]}'), (), "compile", 0, changes=("dist/manifest.json",)),
    Case("A bundle that leads out", lambda p: (write(p.parent / "outside/index.html", "Not ours"), (p / "dist").mkdir(), (p / "dist/es").symlink_to("../../outside")), ("dist/es/good: bundles are not written through links", "Remove the link"), "compile", done=("dist/en/good/article.html",)),
)

CACHE = (
    Case("A cache that is no database", _broken_cache(b"Not a database at all. " * 100), ("Warning: .bylingual/cache.sqlite was broken", "set aside as .bylingual/cache.sqlite.broken"), code=0, changes=_CACHE),
    Case("A cache whose pages are gone", _torn, ("Warning: .bylingual/cache.sqlite ", ), code=0, changes=_CACHE),
    Case("A memory index that is no database", _both(_engine("apertium"), _broken_cache(b"Not a database at all. " * 100, "memory.sqlite")), ("Warning: .bylingual/memory.sqlite was broken", "a new one begun"), code=0, changes=_CACHE),
    Case("A cache that another process holds", _article, ("Warning: .bylingual/cache.sqlite ", "locked", "going on without a cache"), code=0, changes=_CACHE, during=_locked),
    Case("A file in place of the cache's folder", lambda p: write(p / ".bylingual", "x"), ("Warning: .bylingual/ cannot be used", "going on without a cache"), code=0),
    Case("A folder in place of the cache", lambda p: (p / ".bylingual/cache.sqlite").mkdir(parents=True), ("Warning: .bylingual/cache.sqlite cannot be used", "going on without a cache"), code=0),
    Case("A cache that leads out of the project", lambda p: (write(p.parent / "outside/notes", "Not ours"), (p / ".bylingual").symlink_to("../outside")), ("Warning: .bylingual/cache.sqlite is a link that leads out", "going on without a cache"), code=0),
    Case("No permission to write the cache", _closed(".bylingual"), ("Warning: .bylingual/", "going on without a cache"), code=0, plain_user=True),
)

ENGINES = (
    Case("No engine is installed", _both(_article, _engine("apertium")), (f"{_FILE}: no engine translates en to es (Apertium is not installed", "apt-get install"), during=_programs()),
    Case("An engine that dies", _both(_article, _engine("apertium")), (f"{_FILE}: apertium eng-spa ", "Run again"), during=_programs(apertium_transfer="kill -9 $$")),
    Case("An engine of which a part is missing", _both(_article, _engine("apertium")), (f"{_FILE}: apertium eng-spa ", "apt-get install apertium-lex-tools"), during=_programs(lrx_proc="echo lrx-proc: command not found >&2; exit 127")),
    Case("A model that is cut off", _both(_article, _engine("argos")), (f"{_FILE}: ", "bylingual models install --force en es"), during=_package(lambda folder: os.truncate(folder / "model/model.bin", 100_000))),
    Case("A model that is no model", _both(_article, _engine("argos")), (f"{_FILE}: ", "bylingual models install --force en es"), during=_package(lambda folder: write(folder / "model/model.bin", b"no model")), documented=False),
    Case("A package without its tokenizer", _both(_article, _engine("argos")), (f"{_FILE}: ", "bylingual models install"), during=_package(lambda folder: (folder / "sentencepiece.model").unlink())),
    Case("A tokenizer that is none", _both(_article, _engine("argos")), (f"{_FILE}: ", "bylingual models install"), during=_package(lambda folder: write(folder / "sentencepiece.model", "none"))),
    Case("A package whose metadata is not JSON", _both(_article, _engine("argos")), (f"{_FILE}: no engine translates en to es", "bylingual models install"), during=_package(lambda folder: write(folder / "metadata.json", "{"))),
    Case("A folder of packages that is not there", _both(_article, _engine("argos")), (f"{_FILE}: no engine translates en to es", "bylingual models install en es"), during=_package(lambda folder: shutil.rmtree(folder.parent))),
    Case("No engine for a language pair", _both(_article, _engine("apertium")), ("translations/ja/sub/bad.po: no engine translates en to ja", "bylingual doctor"), "translate --to ja", done=("translations/ja/new.po",)),
)
# fmt: on
