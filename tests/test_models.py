"""Packages from a real web server on localhost: good, broken off, lying, slow, gone, hostile."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st

from bylingual import po
from bylingual.cli.shared import Progress
from bylingual.engines import apertium
from bylingual.engines.apertium_packages import PACKAGES
from bylingual.errors import EngineError, PackageError
from bylingual.packages import archive as archives
from bylingual.packages.folders import downloads_folder, packages_folder
from bylingual.packages.index import leads, read_index
from bylingual.packages.installed import installed, usable
from bylingual.packages.ways import for_pair, pivots
from bylingual.pipeline.plan import Planner, _path
from bylingual.project import Project
from conftest import DATA
from models_server import Page, Site, archive, serve, sha256

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
Run = Callable[..., Result]

COMMAND = [sys.executable, "-c", "from bylingual.cli import main; main()", "models"]
EN_ES = ("en", "es")


@pytest.fixture(autouse=True)
def _folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty package and download folders."""
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "argos" / "packages"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A server with an index, and Bylingual told of it."""
    with serve() as running:
        monkeypatch.setenv("BYLINGUAL_MODELS_INDEX", running.index)
        yield running


class Archive(bytes):
    """An archive that a failing test does not print."""

    def __repr__(self) -> str:
        return f"<{len(self)} bytes>"


@pytest.fixture(scope="module")
def body(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The English–Spanish package as a file."""
    return Archive(archive(tmp_path_factory.mktemp("package") / "p.argosmodel").read_bytes())


def versions() -> dict[tuple[str, str], str]:
    return {pair: package.version for pair, package in usable(installed()).items()}


def nothing_left(*, download: bool = False) -> None:
    """No package, no hidden folder; a download only where one broke off."""
    assert installed() == []
    folder = packages_folder()
    assert [p.name for p in folder.glob("*") if p.name != ".bylingual.lock"] == []
    assert [p.name for p in folder.parent.glob("*") if p != folder] == []
    assert bool(list(downloads_folder().glob("*.part"))) == download


def test_install_translate_remove(site: Site, project: Project, bylingual: Run, tmp_path: Path) -> None:
    """The journey: nothing, two packages from the index, an article through both, removed again."""
    for pair in ("en_es", "es_fr"):
        data = archive(tmp_path / pair, pair).read_bytes()
        site.offer(data, pair, sha256=sha256(data))
    assert bylingual("models", "list").output.startswith("No package in ")
    assert bylingual("models", "install", "en", "es").output == "en→es 1.0 installed\n"
    assert bylingual("models", "install", "es", "fr").output == "es→fr 1.0 installed\n"
    assert not list(downloads_folder().iterdir())
    (project.root / "articles" / "a.txt").write_text("The mayor closed the old bridge on Monday.", encoding="utf-8")
    bylingual("translate", "--from", "en", "--to", "fr", "--engine", "argos")
    units = po.read(project.catalog_path("a", "fr").read_bytes()).units
    assert {u.notes[-1] for u in units} == {"argos en_es 1.0 + es_fr 1.0"}
    listed = bylingual("models", "list").output.splitlines()
    assert [line.split()[:4] for line in listed[1:]] == [
        ["en→es", "1.0", "1.0", "complete"],
        ["es→fr", "1.0", "1.0", "complete"],
    ]
    assert bylingual("models", "remove", "en", "es").output == "en→es 1.0 removed\n"
    assert versions() == {("es", "fr"): "1.0"}
    assert "Installed: es→fr" in bylingual("models", "remove", "en", "es", code=1).stderr


def test_what_is_there_is_not_fetched_again(site: Site, body: bytes, bylingual: Run) -> None:
    """Unless it is asked for."""
    site.offer(body)
    bylingual("models", "install", "en", "es")
    site.requests.clear()
    assert bylingual("models", "install", "en", "es").output == "en→es 1.0 is installed already\n"
    assert [path for path, _ in site.requests] == ["/index.json"]
    assert bylingual("models", "install", "--force", "en", "es").output == "en→es 1.0 installed\n"
    assert len(installed()) == 1


def test_a_newer_version_replaces_the_older(site: Site, bylingual: Run, tmp_path: Path) -> None:
    """Also one that lies in a folder of another name; the newest of the index is taken."""
    bylingual("models", "install", str(archive(tmp_path / "old.argosmodel", top="en_es")))
    for version in ("1.10", "1.9"):
        site.offer(archive(tmp_path / version, version=version).read_bytes(), version=version)
    bylingual("models", "install", "en", "es")
    assert [package.path.name for package in installed()] == ["translate-en_es-1_10"]
    older = str(archive(tmp_path / "p.argosmodel", version="1.2"))
    error = bylingual("models", "install", older, code=1).stderr
    assert "it is en→es 1.2, and 1.10 is installed. --force installs it all the same" in error
    bylingual("models", "install", "--force", older)
    assert versions() == {EN_ES: "1.2"}


def test_list_available(site: Site, body: bytes, bylingual: Run) -> None:
    """What the index offers, and what of it is there; without --available nothing is asked."""
    site.offer(body, sha256=sha256(body))
    site.offer(b"", "en_pb", "1.9")
    bylingual("models", "install", "en", "es")
    site.requests.clear()
    bylingual("models", "list")
    assert site.requests == []
    lines = bylingual("models", "list", "--available").output.splitlines()
    assert [line.split() for line in lines[-3:]] == [
        ["available", "version", "installed"],
        ["en→es", "1.0", "1.0"],
        ["en→pt_BR", "1.9"],
    ]
    data = json.loads(bylingual("models", "list", "--available", "--json").output)
    assert data["schema"] == "bylingual.models/1"
    assert [(p["source"], p["target"], p["complete"]) for p in data["packages"]] == [("en", "es", True)]
    assert data["packages"][0]["bytes"] == sum(
        f.stat().st_size for f in packages_folder().rglob("*") if f.is_file() and f.name != ".bylingual.lock"
    )
    assert data["available"][1] == {
        "source": "en", "target": "pt_BR", "version": "1.9", "sha256": "", "installed": ""
    }  # fmt: skip


def test_a_broken_download_is_gone_on_with(site: Site, body: bytes, bylingual: Run) -> None:
    """At once, from the byte where the server stopped."""
    page = site.offer(body, sha256=sha256(body))
    page.stop, page.times = 300_000, 2
    bylingual("models", "install", "en", "es")
    assert [wanted for path, wanted in site.requests if path != "/index.json"] == [
        "",
        "bytes=300000-",
        "bytes=600000-",
    ]
    assert versions() == {EN_ES: "1.0"}


def test_a_download_is_gone_on_with_in_a_later_run(site: Site, body: bytes, bylingual: Run) -> None:
    """After a server that halts for longer than --timeout, and one that cuts without end."""
    page = site.offer(body, sha256=sha256(body))
    page.stop, page.times, page.halt = 400_000, 1, True
    page.ranges = False
    stopped = bylingual("models", "install", "--timeout", "0.3", "en", "es")
    assert stopped.output == "en→es 1.0 installed\n"
    bylingual("models", "remove", "en", "es")
    page.ranges, page.halt, page.times, page.stop = True, False, 6, 100_000
    failed = bylingual("models", "install", "en", "es", code=1)
    assert "broke off after 600,000 bytes" in failed.stderr
    assert "Run again to go on from there" in failed.stderr
    nothing_left(download=True)
    site.requests.clear()
    bylingual("models", "install", "en", "es")
    assert site.requests[-1][1] == "bytes=600000-"
    assert versions() == {EN_ES: "1.0"}


def test_another_file_at_the_same_address_is_fetched_anew(site: Site, body: bytes, bylingual: Run) -> None:
    """If-Range: what is there is not joined with a part of something else."""
    page = site.offer(body)
    page.stop, page.times = 100_000, 6
    bylingual("models", "install", "en", "es", code=1)
    page.etag, page.times = '"2"', 0
    page.body = body + b"\0" * 10
    bylingual("models", "install", "en", "es")
    assert versions() == {EN_ES: "1.0"}


def test_a_part_that_the_server_does_not_have_is_dropped(site: Site, body: bytes, bylingual: Run) -> None:
    """A server that answers 416 is asked for the whole file."""
    page = site.offer(body)
    page.stop, page.times = 100_000, 6
    bylingual("models", "install", "en", "es", code=1)
    part = next(downloads_folder().glob("*.part"))
    part.write_bytes(b"")
    page.times = 0
    bylingual("models", "install", "en", "es")
    assert site.requests[-1][1] == ""
    assert versions() == {EN_ES: "1.0"}


def test_a_server_that_says_nothing_of_its_file(site: Site, body: bytes, bylingual: Run) -> None:
    """No length, no ETag: taken as it comes; broken off, it is no ZIP archive."""
    page = site.offer(body)
    page.etag, page.length = "", False
    page.stop, page.times = 200_000, 1
    assert "not a whole ZIP archive" in bylingual("models", "install", "en", "es", code=1).stderr
    nothing_left()
    bylingual("models", "install", "en", "es")
    assert versions() == {EN_ES: "1.0"}


def test_a_lying_checksum(site: Site, body: bytes, bylingual: Run) -> None:
    """Refused, and not kept."""
    site.offer(body, sha256="0" * 64)
    error = bylingual("models", "install", "en", "es", code=1).stderr
    assert f"its SHA-256 is {sha256(body)}, the index says {'0' * 64}" in error
    nothing_left()


@pytest.mark.parametrize(
    ("metadata", "problem"),
    [
        ({"to_code": "de"}, "it is en→de 1.0, not en→es 1.0 as the index says"),
        ({"version": "0.9"}, "it is en→es 0.9, not en→es 1.0 as the index says"),
        ({"to_code": "../../x"}, "'../../x' is no language code"),
        ({"package_version": 1}, "1 is no version"),
        ({"type": "sbd"}, "no translation package but one of type 'sbd'"),
    ],
)
def test_lying_metadata(site: Site, bylingual: Run, tmp_path: Path, metadata: dict[str, Any], problem: str) -> None:
    """A package that is not what the index says."""
    site.offer(archive(tmp_path / "p", **metadata).read_bytes())
    assert problem in bylingual("models", "install", "en", "es", code=1).stderr
    (tmp_path / "p").unlink()
    nothing_left()


@pytest.mark.parametrize(
    "gone", ["metadata.json", "model/model.bin", "model/shared_vocabulary.json", "sentencepiece.model"]
)
def test_a_package_that_lacks_a_file(bylingual: Run, tmp_path: Path, gone: str) -> None:
    """Refused, and passed over where somebody else put it."""
    top = "translate-en_es-1_0"
    with zipfile.ZipFile(archive(tmp_path / "p")) as whole, zipfile.ZipFile(tmp_path / "q", "w") as out:
        for name in whole.namelist():
            if name != f"{top}/{gone}":
                out.writestr(name, whole.read(name))
    assert gone in bylingual("models", "install", str(tmp_path / "q"), code=1).stderr
    assert installed() == []
    with zipfile.ZipFile(tmp_path / "q") as half:
        half.extractall(packages_folder())
    (package,) = installed()
    assert (package.pair, package.problem) == (EN_ES, f"no {gone}")
    assert usable([package]) == {}
    bylingual("models", "install", str(tmp_path / "p"))
    assert [(p.path.name, p.problem) for p in installed()] == [(f"{top}-2", "")]


def test_gone(site: Site, body: bytes, bylingual: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """404 for the package, for the index; nobody there at all; one of two links."""
    site.offer(body)
    whole = site.pages.pop("/translate-en_es-1_0.argosmodel")
    error = bylingual("models", "install", "en", "es", code=1).stderr
    assert "/translate-en_es-1_0.argosmodel: the server says 404 Not Found" in error
    site.pages["/else"] = whole
    index = json.loads(site.pages["/index.json"].body)
    index[0]["links"].append("else")
    site.pages["/index.json"].body = json.dumps(index).encode()
    bylingual("models", "install", "en", "es")
    del site.pages["/index.json"]
    assert "/index.json: the server says 404 Not Found" in bylingual("models", "list", "--available", code=1).stderr
    monkeypatch.setenv("BYLINGUAL_MODELS_INDEX", "http://127.0.0.1:1/index.json")
    error = bylingual("models", "install", "en", "es", code=1).stderr
    assert error == "Error: http://127.0.0.1:1/index.json: cannot be reached: Connection refused\n"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"<html>", "no index of Argos packages: not a JSON list"),
        (b'{"a": 1}', "no index of Argos packages: not a JSON list"),
        (b"[" * 100_000, "no index of Argos packages: not a JSON list"),
        (b"\xff\xfe[]", "no index of Argos packages: not a JSON list"),
        (b'[1, null, {"from_code": "en"}]', "the index has no package en→es"),
        (b" " * (16 << 20) + b"[]", "larger than 16,777,216 bytes"),
    ],
)
def test_an_index_that_is_none(site: Site, bylingual: Run, data: bytes, problem: str) -> None:
    """Its address and what is wrong."""
    site.pages["/index.json"] = Page(data)
    assert problem in bylingual("models", "install", "en", "es", code=1).stderr


def test_a_halting_or_broken_index(site: Site, bylingual: Run) -> None:
    """It is not waited for without end, nor read in part."""
    site.pages["/index.json"] = Page(b"[" + b" " * 1000 + b"]", stop=1, times=1, halt=True)
    error = bylingual("models", "install", "--timeout", "0.2", "en", "es", code=1).stderr
    assert "no answer in time; --timeout SECONDS waits longer" in error
    site.pages["/index.json"] = Page(b"[" + b" " * 1000 + b"]", stop=1, times=1)
    assert "broke off after 1 of 1,002 bytes" in bylingual("models", "install", "en", "es", code=1).stderr


def test_redirects(site: Site, body: bytes, bylingual: Run) -> None:
    """Followed to another page, never to a file, to another kind of address, or in circles."""
    page = site.offer(body)
    page.status, page.location, page.body = 302, f"{site.address}/moved", b""
    site.pages["/moved"] = Page(body)
    bylingual("models", "install", "en", "es")
    for location, problem in (
        ("file:///etc/passwd", "'file:///etc/passwd' is not allowed"),
        ("ftp://127.0.0.1/x", "leads to ftp://127.0.0.1/x, which is not followed"),
    ):
        page.location = location
        assert problem in bylingual("models", "install", "--force", "en", "es", code=1).stderr
    page.location = f"{site.address}/translate-en_es-1_0.argosmodel"
    assert "redirect" in bylingual("models", "install", "--force", "en", "es", code=1).stderr
    assert versions() == {EN_ES: "1.0"}


def test_links_of_a_server_never_lead_to_files(site: Site, body: bytes, bylingual: Run, tmp_path: Path) -> None:
    """Nor out of TLS; a local index may name local files and relative ones."""
    archive(tmp_path / "p.argosmodel")
    site.offer(body, links=[(tmp_path / "p.argosmodel").as_uri(), "ftp://x/y", "data:,x", "http://[/"])
    assert "gives no address that can be used" in bylingual("models", "install", "en", "es", code=1).stderr
    assert not leads("https://a/", "http://a/")
    (tmp_path / "index.json").write_text(
        site.pages["/index.json"].body.decode().replace("ftp://x/y", "p.argosmodel"), encoding="utf-8"
    )
    bylingual("models", "install", "--index", (tmp_path / "index.json").as_uri(), "en", "es")
    assert versions() == {EN_ES: "1.0"}
    assert (tmp_path / "p.argosmodel").exists()
    for address, problem in (
        ("ftp://x/index.json", "not an address that can be used"),
        ("index.json", "not an address that can be used"),
        ("file://server/x", "names another machine"),
        ("file:///no/such", "cannot be read: No such file or directory"),
        ("http://[/", "not an address that can be used"),
        ("http://a b/", "cannot be reached"),
    ):
        assert problem in bylingual("models", "list", "--available", "--index", address, code=1).stderr


def test_a_way_through_another_language(site: Site, body: bytes, bylingual: Run, tmp_path: Path) -> None:
    """A pair that the index has not: the commands of the way through one that it has."""
    for pair in ("en_es", "es_fr", "en_de", "de_fr"):
        site.offer(body, pair)
    error = bylingual("models", "install", "en", "fr", code=1).stderr
    assert error == (
        "Error: the index has no package en→fr. "
        "Through de: bylingual models install en de && bylingual models install de fr\n"
    )
    bylingual("models", "install", "en", "es")
    error = bylingual("models", "install", "en", "fr", code=1).stderr
    assert error.endswith("Through es: bylingual models install es fr\n")
    bylingual("models", "install", str(archive(tmp_path / "p", "es_fr")))
    assert "None is needed: `translate` goes through es" in bylingual("models", "install", "en", "fr", code=1).stderr
    assert "`bylingual models list --available`" in bylingual("models", "install", "en", "ja", code=1).stderr


def test_locales_and_argos_codes(site: Site, bylingual: Run, tmp_path: Path) -> None:
    """Argos' `pb` is pt_BR; where it has none, Portuguese is taken for it, as `translate` does."""
    site.offer(archive(tmp_path / "p", to_code="pt").read_bytes(), "en_pt")
    assert bylingual("models", "install", "en", "pt-BR").output == (
        "en→pt 1.0 installed\nThe index has no en→pt_BR; `translate` uses en→pt for it.\n"
    )
    site.offer(archive(tmp_path / "p", to_code="pb").read_bytes(), "en_pb")
    assert bylingual("models", "install", "en", "pt_BR").output == "en→pt_BR 1.0 installed\n"
    assert set(versions()) == {("en", "pt"), ("en", "pt_BR")}


@pytest.mark.parametrize(
    "args", [("en",), ("en", "es", "fr"), ("en", "en"), ("en", "qqq"), ("no-such.argosmodel",), ()]
)
def test_usage(bylingual: Run, args: tuple[str, ...]) -> None:
    """What is neither a pair nor a file."""
    bylingual("models", "install", *args, code=2)


def hostile(path: Path, build: Callable[[zipfile.ZipFile], None]) -> Path:
    """A whole package with something added."""
    archive(path)
    with zipfile.ZipFile(path, "a") as out:
        build(out)
    return path


def member(name: str, mode: int = 0o644 | stat.S_IFREG, body: str = "x") -> Callable[[zipfile.ZipFile], None]:
    """Adds a file of this name and kind."""

    def build(out: zipfile.ZipFile) -> None:
        info = zipfile.ZipInfo("x")
        info.filename = name
        info.external_attr = mode << 16
        out.writestr(info, body)

    return build


def bomb(out: zipfile.ZipFile) -> None:
    """Eighty megabytes of nothing."""
    out.writestr("translate-en_es-1_0/zeros", b"\0" * 80_000_000, zipfile.ZIP_DEFLATED)


def many(out: zipfile.ZipFile) -> None:
    """More files than a package has."""
    for i in range(archives.MEMBERS):
        out.writestr(f"translate-en_es-1_0/{i}", b"")


TOP = "translate-en_es-1_0"


@pytest.mark.parametrize(
    ("build", "problem"),
    [
        (member("../outside"), "is no name of a file in a package"),
        (member(f"{TOP}/../../outside"), "is no name of a file in a package"),
        (member("/etc/outside"), "is no name of a file in a package"),
        (member("C:\\outside"), "is no name of a file in a package"),
        (member(f"{TOP}\\..\\outside"), "is no name of a file in a package"),
        (member(f"{TOP}/a\x1b[2J"), "is no name of a file in a package"),
        (member(f"{TOP}/" + "x" * 250), "is no name of a file in a package"),
        (member(f"{TOP}/" + "x/" * 20 + "x"), "is no name of a file in a package"),
        (member(f"{TOP}/link", 0o777 | stat.S_IFLNK, "/etc/passwd"), "is a link or another special file"),
        (member(f"{TOP}/pipe", 0o644 | stat.S_IFIFO), "is a link or another special file"),
        (member(f"{TOP}/METADATA.json"), "is there twice"),
        (member(f"{TOP}/README.md/x"), "is both a file and a folder"),
        (member("other/file"), "it holds no single folder"),
        (member("loose"), "it holds no single folder"),
        (bomb, "unpacks to more than 100 times its size"),
        (many, "more than 2,000 files"),
    ],
)
def test_hostile_archives(
    bylingual: Run, tmp_path: Path, build: Callable[[zipfile.ZipFile], None], problem: str
) -> None:
    """Refused as a whole; nothing is written, inside or outside."""
    path = hostile(tmp_path / "p.argosmodel", build)
    error = bylingual("models", "install", str(path), code=1).stderr
    assert problem in error
    assert "\x1b" not in error
    path.unlink()
    nothing_left()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["argos"]


def test_archives_that_lie_about_themselves(bylingual: Run, tmp_path: Path, body: bytes) -> None:
    """Wrong checksums and sizes inside the ZIP archive, a list of members without end, members over one another."""
    middle = body.index(b"model.bin") + 500_000
    broken = body[:middle] + bytes([body[middle] ^ 1]) + body[middle + 1 :]
    end = body.rindex(b"PK\5\6")
    long = body[: end + 12] + (1 << 30).to_bytes(4, "little") + body[end + 16 :]
    zip64 = body[:end] + b"PK\6\7" + b"\0" * 16 + body[end:]
    for data, problem in (
        (broken, "Bad CRC-32"),
        (body[:-30], "not a whole ZIP archive"),
        (b"", "not a whole ZIP archive"),
        (long, "its list of files is longer than any package's"),
        (zip64, "its list of files is longer than any package's"),
    ):
        (tmp_path / "p").write_bytes(data)
        assert problem in bylingual("models", "install", str(tmp_path / "p"), code=1).stderr
        assert installed() == []


@settings(max_examples=60)
@given(changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6))
def test_no_damage_gets_out(
    changes: list[tuple[float, int]], body: Archive, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Bytes changed in the list of members: unpacked below the folder, or refused; nothing else is raised."""
    start = body.index(b"PK\1\2")
    where = {start + int(at * (len(body) - start)): byte for at, byte in changes}
    unpack_damaged(body, where, tmp_path_factory.mktemp("damage"))


def test_no_damage_to_the_end_gets_out(body: Archive, tmp_path: Path) -> None:
    """The same for every byte of the record at the end, which says where the list of members is."""
    for at in range(body.rindex(b"PK\5\6"), len(body)):
        for byte in {0, 1, 65, 255, body[at] ^ 1} - {body[at]}:
            place = tmp_path / f"{at} {byte}"
            place.mkdir()
            unpack_damaged(body, {at: byte}, place)
            shutil.rmtree(place)


def unpack_damaged(body: bytes, changes: Mapping[int, int], place: Path) -> None:
    """Unpack an archive with other bytes at some places."""
    damaged = bytearray(body)
    for at, byte in changes.items():
        damaged[at] = byte
    (place / "p").write_bytes(bytes(damaged))
    (place / "out").mkdir()
    with contextlib.suppress(PackageError):
        archives.unpack(place / "p", place / "out", lambda done, total: None)
    assert sorted(p.name for p in place.iterdir()) == ["out", "p"]


def test_a_full_or_unwritable_disk_changes_nothing(
    bylingual: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A packages folder that is a file; one below a file."""
    path = str(archive(tmp_path / "p.argosmodel"))
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "file"))
    error = bylingual("models", "install", path, code=1).stderr
    assert error.startswith(f"Error: {tmp_path / 'file'}: cannot be written: ")
    assert error.endswith("Name another with ARGOS_PACKAGES_DIR\n")
    assert bylingual("models", "list").output.startswith("No package in ")


def test_whoever_looks_sees_a_whole_package(bylingual: Run, tmp_path: Path) -> None:
    """While packages replace one another, there is one at every moment."""
    files = [str(archive(tmp_path / v, version=v)) for v in ("1.0", "1.1")]
    bylingual("models", "install", files[0])
    seen: list[set[tuple[str, str]]] = []
    done = threading.Event()

    def look() -> None:
        while not done.wait(0.001):
            seen.append(set(usable(installed())))

    looker = threading.Thread(target=look)
    looker.start()
    try:
        for n in range(6):
            bylingual("models", "install", "--force", files[n % 2])
    finally:
        done.set()
        looker.join()
    assert seen
    assert all(pairs == {EN_ES} for pairs in seen)


def test_two_at_once(site: Site, body: bytes, bylingual: Run) -> None:
    """The second waits for the first and finds its package."""
    page = site.offer(body)
    page.stop, page.times, page.halt = 100_000, 1, True
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "encoding": "utf-8"}
    with subprocess.Popen([*COMMAND, "install", "en", "es"], **pipes) as first:
        assert site.halted.wait(60)
        with subprocess.Popen([*COMMAND, "install", "en", "es"], **pipes) as second:
            assert "waiting for it" in second.stderr.readline()
            site.ended.set()
            assert first.communicate()[0] == "en→es 1.0 installed\n"
            assert second.communicate()[0] == "en→es 1.0 is installed already\n"
    assert (first.returncode, second.returncode) == (0, 0)
    assert len(installed()) == 1


def test_killed_while_it_downloads(site: Site, body: bytes, bylingual: Run) -> None:
    """Nothing is seen of it; the next run goes on, and tidies up what was left."""
    page = site.offer(body)
    page.stop, page.times, page.halt = 400_000, 1, True
    killed = subprocess.Popen([*COMMAND, "install", "en", "es"])
    part_size = 0
    while part_size < 300_000:
        assert not site.ended.wait(0.02)
        part_size = sum(p.stat().st_size for p in downloads_folder().glob("*.part"))
        assert killed.poll() is None
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert installed() == []
    left = packages_folder().parent / ".packages.bylingual-left"
    (left / "translate-en_es-1_0").mkdir(parents=True)
    bylingual("models", "install", "en", "es")
    assert site.requests[-1][1].startswith("bytes=")
    assert versions() == {EN_ES: "1.0"}
    assert not left.exists()


def test_a_bar_on_a_terminal(site: Site, body: bytes) -> None:
    """For what takes more than a second: how much of how much, cleared at the end; the result on stdout."""
    page = site.offer(body)
    page.stop, page.times, page.halt = 100_000, 1, True
    ours, theirs = os.openpty()
    with subprocess.Popen([*COMMAND, "install", "en", "es"], stdout=subprocess.PIPE, stderr=theirs) as running:
        os.close(theirs)
        assert site.halted.wait(60)
        time.sleep(1.1)
        site.ended.set()
        shown = b""
        with contextlib.suppress(OSError):  # EIO: the other end is closed
            while piece := os.read(ours, 4096):
                shown += piece
        assert running.communicate()[0].decode() == "en→es 1.0 installed\n"
    os.close(ours)
    assert re.match(rb"\r\x1b\[KDownloading \[#+\.*\] [01]/1 MB", shown)
    assert shown.endswith(b"\r\x1b[K")


def test_lines_elsewhere(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """On stderr, with the unit; without a total where the server gives none."""
    monkeypatch.setattr(Progress, "_AFTER", 0)
    monkeypatch.setattr(Progress, "_EVERY", 0)
    progress = Progress("Downloading", "MB", 1_000_000)
    progress(31_200_000, 87_000_000, "")
    progress(31_200_000, 0, "")
    assert capsys.readouterr() == ("", "Downloading: 31 of 87 MB\nDownloading: 31 MB\n")


def test_folders_are_argos_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The same folder as Argos Translate's, for each way to name it, in its own process."""
    for name in ("ARGOS_PACKAGES_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))

    def same() -> Path:
        code = "import argostranslate.settings as s; print(s.package_data_dir)"
        theirs = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
        assert str(packages_folder()) == theirs
        return Path(theirs)

    assert same() == tmp_path / ".local/share/argos-translate/packages"
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert same() == tmp_path / "data/argos-translate/packages"
    (tmp_path / ".config/argos-translate").mkdir(parents=True, exist_ok=True)
    (tmp_path / ".config/argos-translate/settings.json").write_text(
        json.dumps({"ARGOS_PACKAGES_DIR": str(tmp_path / "set")}), encoding="utf-8"
    )
    assert same() == tmp_path / "set"
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "named"))
    assert same() == tmp_path / "named"


def test_argos_itself_uses_what_we_installed(bylingual: Run, tmp_path: Path) -> None:
    """Its own listing, with our lock file beside the package."""
    bylingual("models", "install", str(archive(tmp_path / "p.argosmodel")))
    code = "import argostranslate.package as p; print([(x.from_code, x.to_code) for x in p.get_installed_packages()])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[('en', 'es')]\n"


def test_the_public_index_as_it_is() -> None:
    """Entries in the shape of Argos' public index: links of other networks, packages of another type."""
    entries = [
        {"package_version": "1.9", "argos_version": "1.9.0", "from_code": "zt", "from_name": "Chinese (traditional)",
         "to_code": "en", "to_name": "English", "links": ["https://packages.example/v1/translate-zt_en-1_9.argosmodel"],
         "code": "translate-zt_en"},
        {"package_version": "1.3", "argos_version": "1.5", "from_code": "en", "from_name": "English", "to_code": "da",
         "to_name": "Danish", "links": ["ifps://Qm", "https://packages.example/v1/translate-en_da-1_3.argosmodel"],
         "code": "translate-en_da"},
        {"package_version": "1.0", "type": "sbd", "from_codes": ["en"], "links": [], "code": "sbd-en"},
    ]  # fmt: skip
    offers = read_index(json.dumps(entries).encode(), "https://index.example/index.json")
    assert {pair: offer.links for pair, offer in offers.items()} == {
        ("zh_Hant", "en"): ("https://packages.example/v1/translate-zt_en-1_9.argosmodel",),
        ("en", "da"): ("https://packages.example/v1/translate-en_da-1_3.argosmodel",),
    }


def test_the_error_of_a_pair_names_the_commands() -> None:
    """Of every engine that is asked; Debian's packages through another language too."""
    for names, pair, told in (
        (["argos"], ("en", "pt_BR"), "`bylingual models install en pt_BR`"),
        (["argos", "apertium"], ("sv", "da"), "`bylingual models install sv da` or `apt-get install apertium-swe-dan`"),
        (["apertium"], ("it", "fr"), "`apt-get install apertium-cat-ita apertium-fra-cat`"),
    ):
        with pytest.raises(EngineError) as raised:
            Planner(names).route(*pair)
        assert raised.value.remedy == f"Install a package: {told}"
    with pytest.raises(EngineError) as raised:
        Planner(["apertium"]).route("en", "ja")
    assert "bylingual doctor" in raised.value.remedy


def test_debian_packages_translate_what_the_table_says() -> None:
    """The Apertium packages on this machine against the engine's own list."""
    listed = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Abbrev}\n", "apertium-*"],
        capture_output=True,
        text=True,
        check=True,
    )
    present = {line.split()[0] for line in listed.stdout.splitlines() if line.split()[1:] == ["ii"]}
    assert {"apertium-eng-spa", "apertium-es-pt"} <= present
    pairs = apertium.open_engine().pairs()
    assert {pair for pair, package in PACKAGES.items() if package in present} <= set(pairs)


PAIRS = st.sets(
    st.tuples(st.sampled_from(["en", "es", "fr", "pt", "pt_BR"]), st.sampled_from(["en", "es", "pt", "ja"]))
)


@given(
    offered=PAIRS, present=PAIRS, source=st.sampled_from(["en", "es"]), target=st.sampled_from(["fr", "pt_BR", "ja"])
)
def test_a_way_is_one_that_the_planner_finds(
    offered: set[tuple[str, str]], present: set[tuple[str, str]], source: str, target: str
) -> None:
    """With the packages of any way that is named, the planner goes from the source to the target."""
    for way in pivots(offered, present, source, target):
        assert set(way) <= offered | present
        assert _path(way, source, target)
    direct = for_pair(offered, source, target)
    assert bool(direct) == (len(_path(offered, source, target)) == 1)


def test_data_is_untouched() -> None:
    """The packages of the other tests are no one's to change."""
    assert not (DATA / "argos" / ".bylingual.lock").exists()
