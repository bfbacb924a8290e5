"""A case of bad input: how it is made, the command that meets it, and what must hold when the command is done."""

from __future__ import annotations

import ctypes
import os
import re
import shlex
import shutil
import signal
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from types import FrameType

from click.testing import CliRunner

from bylingual.cli import main

Make = Callable[[Path], object]
During = Callable[[Path], AbstractContextManager[object]]

# Written for these tests.
GOOD = (
    "River ferry sails again after nine weeks\n\n"
    "The council of the town said on Monday that the old ferry would sail again from the first of May.\n\n"
    "Forty people had come to the quay to hear the news, and most of them were very happy about it.\n"
)
_GOOD_TARGETS = (
    "El transbordador del río vuelve a navegar tras nueve semanas",
    "El ayuntamiento de la ciudad dijo el lunes que el viejo transbordador volvería a navegar desde el uno de mayo.",
    "Cuarenta personas habían ido al muelle para oír la noticia, y la mayoría de ellas estaban muy contentas.",
)
NEW = (
    "Library opens its doors at night\n\n"
    "The library of the town will be open until midnight, because many students had asked for it in spring.\n"
)
STORY = (
    "Baker sells bread from a boat\n\n"
    "A baker of the town has begun to sell his bread from a small boat on the river every morning.\n\n"
    "He told us that the people who live on the other side had been without bread since the bridge was closed.\n"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_TEMPORARY = re.compile(r"\.tmp$|(^|/)\.new-")
_LONGEST_LINE = 500
_SECONDS = 60


@dataclass(frozen=True)
class Case:
    """`make` gets the project's folder. The project has a good article `good` with an approved catalog; for
    `translate` another one, `new`, without.

    `says` are texts that the output holds. `changes` are patterns of files that may change or go; `done` are files
    that the run must leave behind in spite of the bad input, by default what becomes of the good article. With
    `plain_user`, permissions hold as they do for everybody but root. `during` is entered around the run. What click says
    is not `documented`: it changes with its version.
    """

    name: str
    make: Make
    says: tuple[str, ...]
    command: str = "translate"
    code: int = 1
    changes: tuple[str, ...] = ()
    done: tuple[str, ...] | None = None
    plain_user: bool = False
    during: During | None = None
    note: str = ""
    documented: bool = True

    @property
    def results(self) -> tuple[str, ...]:
        """The files that must be there after the run."""
        if self.done is not None:
            return self.done
        verb = self.command.split()[0]
        if self.code == 2:
            return ()
        return {"translate": ("translations/es/new.po",), "compile": ("dist/es/good/article.html",)}.get(verb, ())


class ImpossibleError(Exception):
    """This machine lets nobody make such a case: its kernel or container forbids what it takes."""


@dataclass(frozen=True)
class Outcome:
    """What a run printed and what is wrong with it, each in words; or why this machine cannot make the case."""

    printed: str = ""
    wrong: tuple[str, ...] = ()
    impossible: str = ""


def base(folder: Path) -> Path:
    """A project with one good article whose catalog is approved, made in `folder`."""
    write(folder / "bylingual.toml", 'targets = ["es"]\nengines = []\n')
    write(folder / "articles/good.txt", GOOD)
    here = Path.cwd()
    os.chdir(folder)
    try:
        result = CliRunner().invoke(main, ["translate"])
    finally:
        os.chdir(here)
    assert result.exit_code == 0, result.output
    catalog = folder / "translations/es/good.po"
    text = catalog.read_text(encoding="utf-8")
    for source, target in zip(GOOD.strip().split("\n\n"), _GOOD_TARGETS, strict=True):
        text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{target}"')
    write(catalog, text)
    shutil.rmtree(folder / ".bylingual")
    return folder


def write(path: Path, data: str | bytes) -> Path:
    """Write a file with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def run(case: Case, project: Path) -> Outcome:
    """Make the bad input in `project`, run the command there, and look at everything below the project's parent."""
    try:
        return _run(case, project)
    except ImpossibleError as error:
        return Outcome(impossible=str(error))


def _run(case: Case, project: Path) -> Outcome:
    outside = project.parent
    if case.command.startswith("translate"):
        write(project / "articles/new.txt", NEW)
    case.make(project)
    with ExitStack() as stack:
        if case.during:
            stack.enter_context(case.during(project))
        before = snapshot(outside)
        with stack.enter_context(ExitStack()) as inner:
            if case.plain_user:
                inner.enter_context(without_roots_rights())
            inner.enter_context(working_directory(project))
            inner.enter_context(_no_hang())
            result = CliRunner().invoke(main, shlex.split(case.command), prog_name="bylingual")
        after = snapshot(outside)
        wrong = [*_wrong_output(case, result.output, result.exit_code), *_wrong_files(case, project, before, after)]
    return Outcome(_shown(result.stderr or (result.stdout if case.code else "")), tuple(wrong))


def _shown(output: str) -> str:
    """As docs/errors.md has it: the list of suffixes, which grows with every reader, is cut short."""
    output = re.sub(r"^Translating: .*\n", "", output, flags=re.MULTILINE)  # what takes long says so
    return re.sub(r"(Known: \.\w+), .*", r"\1, …", output.rstrip("\n"))


def _wrong_output(case: Case, output: str, code: int) -> Iterator[str]:
    if code != case.code:
        yield f"exit code {code}, not {case.code}"
    if "Traceback" in output or "bug in bylingual" in output:
        yield "a traceback"
    for text in case.says:
        if text not in output:
            yield f"the output does not say {text!r}"
    if found := _CONTROL.search(output):
        yield f"a control character on the terminal: {found[0]!r}"
    longest = max((len(line) for line in output.splitlines()), default=0)
    if longest > _LONGEST_LINE:
        yield f"a line of {longest} characters"


def _wrong_files(case: Case, project: Path, before: dict[str, object], after: dict[str, object]) -> Iterator[str]:
    inside = project.name + "/"
    for name, was in before.items():
        if after.get(name) != was and not any(fnmatch(name, inside + pattern) for pattern in case.changes):
            yield f"{name} {'changed' if name in after else 'is gone'}"
    for name in after.keys() - before.keys():
        if _TEMPORARY.search(name):
            yield f"{name} is left behind"
        if not name.startswith((inside + "translations/", inside + "dist", inside + ".bylingual")) and not any(
            fnmatch(name, inside + pattern) for pattern in case.changes
        ):
            yield f"{name} appeared"
    for name in case.results:
        if not (project / name).is_file():
            yield f"{name} was not made"


def snapshot(folder: Path) -> dict[str, object]:
    """Everything below a folder by name: the bytes of a file, the target of a link, the kind of anything else."""
    found: dict[str, object] = {}
    waiting = [folder]
    while waiting:
        try:
            listed = [(path, path.lstat().st_mode) for path in waiting.pop().iterdir()]
        except OSError:  # too deep
            continue
        for path, kind in listed:
            shown = path.relative_to(folder).as_posix()
            if stat.S_ISLNK(kind):
                found[shown] = ("link", path.readlink())
            elif stat.S_ISREG(kind):
                found[shown] = path.read_bytes()
            else:
                found[shown] = stat.S_IFMT(kind)
                waiting += [path] if stat.S_ISDIR(kind) else []
    return found


@contextmanager
def working_directory(folder: Path) -> Iterator[None]:
    here = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(here)


class _HungError(BaseException):
    """No Exception: nothing may catch it."""


@contextmanager
def _no_hang() -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise _HungError(f"still at work after {_SECONDS} seconds")

    old = signal.signal(signal.SIGALRM, stop)
    signal.alarm(_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, old)


_OVERRIDES = 1 << 1 | 1 << 2  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH: capabilities(7)
_VERSION_3 = 0x20080522


@contextmanager
def without_roots_rights() -> Iterator[None]:
    """This thread obeys the permissions of files; root may otherwise read and write everything."""
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(_VERSION_3, 0)
    sets = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable; then the same of the upper half
    if libc.capget(header, sets):
        raise OSError(ctypes.get_errno(), "capget")
    effective = sets[0]
    sets[0] = effective & ~_OVERRIDES
    if libc.capset(header, sets):
        raise OSError(ctypes.get_errno(), "capset")
    try:
        yield
    finally:
        sets[0] = effective
        if libc.capset(header, sets):
            raise OSError(ctypes.get_errno(), "capset")
