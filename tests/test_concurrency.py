"""Several at work on one project, as real processes: who has to wait is told for whom, and nobody's edit is lost."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import Result

from bylingual import po
from bylingual.errors import BylingualError
from bylingual.model import State, Unit
from bylingual.pipeline.approve import approve
from bylingual.pipeline.review import Desk, version
from bylingual.project import Project, Selection, load
from test_swap import SAVES

TRANSLATE = ("translate", "--from", "en", "--engine", "none")
PARAGRAPHS = [
    f"The {who} of the town said that {number} people had come to the meeting about the {what}."
    for number, (who, what) in enumerate(
        ((who, what) for who in ("mayor", "captain", "teacher", "baker") for what in ("bridge", "school", "ferry")), 11
    )
]
# Corrects the last paragraph of the article and translates, so often as its argument says. It may be told that somebody
# saved the catalog time and again; nothing else may go wrong.
TRANSLATOR = """
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from bylingual.pipeline import unchanged
from bylingual.pipeline.translate import Options, translate
from bylingual.project import Selection, load
unchanged.time = SimpleNamespace(time_ns=time.time_ns, sleep=lambda seconds: None)  # goes on at once
article = Path("articles/story.txt")
failed = []
print("ready", flush=True)
for number in range(int(sys.argv[1])):
    text = article.read_text().rpartition("\\n\\n")[0]
    article.write_text(f"{text}\\n\\nOn day {number} of the fair it rained from morning until night.\\n")
    report = translate(load(Path.cwd()), Selection(), Options(source="en"))
    said = [c.error for c in report.catalogs if c.error] + [f.error for f in report.failures]
    failed += [error for error in said if not error.endswith("changed while it was being worked on. Run again")]
print(len(failed), *failed, sep="\\n")
sys.exit(bool(failed))
"""
# Has a lock of the project until it is told to end, or killed.
HOLDER = """
import sys
from pathlib import Path
from bylingual.alone import Patience, alone
with alone(Path.cwd(), sys.argv[1], sys.argv[2], Patience()):
    print("locked", flush=True)
    sys.stdin.read()
"""
COUNTER = """
import sys
from pathlib import Path
from bylingual.files import ChangedUnderneathError, read_bytes, write_file
path = Path("counter")
for _ in range(int(sys.argv[1])):
    while True:
        was = read_bytes(path)
        try:
            write_file(path, str(int(was) + 1).encode(), expected=was)
            break
        except ChangedUnderneathError:
            pass
"""


@contextmanager
def process(*args: str) -> Iterator[subprocess.Popen[str]]:
    """A Python process beside this one, in the working directory; gone afterwards."""
    command = [sys.executable, *args]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, text=True, **pipes) as running:  # type: ignore[call-overload]
        try:
            yield running
        finally:
            running.kill()


def beside(*args: str) -> contextmanager[subprocess.Popen[str]]:  # type: ignore[type-arg]
    """`bylingual` as another process."""
    return process("-m", "bylingual", *args)


@contextmanager
def at_work(name: str, command: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that has a lock."""
    with process("-c", HOLDER, name, command) as holder:
        assert holder.stdout and holder.stdout.readline() == "locked\n"
        yield holder


def end(running: subprocess.Popen[str], code: int = 0) -> str:
    """Wait for a process; what it still said."""
    out, err = running.communicate()
    assert running.returncode == code, out + err
    return out + err


@pytest.fixture
def newsroom(project: Project, bylingual: Callable[..., Result]) -> Project:
    """A story with its catalog, not translated yet."""
    text = "\n\n".join(["Town meeting tonight", *PARAGRAPHS, "Rain is expected from Thursday."])
    (project.root / "articles" / "story.txt").write_text(text + "\n", encoding="utf-8")
    bylingual(*TRANSLATE)
    return project


def catalog(project: Project) -> Path:
    return project.catalog_path("story", "es")


def units(project: Project) -> list[Unit]:
    path = catalog(project)
    return list(po.read(path.read_bytes(), str(path)).units)


def targets(project: Project) -> dict[str, str]:
    return {u.source: u.target for u in units(project)}


def test_a_second_translate_waits(newsroom: Project) -> None:
    """It says at once for whom, writes nothing meanwhile, and goes on when the first has ended, or is killed."""
    (newsroom.root / "articles" / "new.txt").write_text("A new story\n\nIt is short.\n", encoding="utf-8")
    made = newsroom.catalog_path("new", "es")
    with at_work("translate.lock", "bylingual translate") as first, beside(*TRANSLATE) as second:
        assert second.stderr
        said = second.stderr.readline()
        assert re.fullmatch(
            rf"Waiting for `bylingual translate` \(process {first.pid}, since \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d\)\n",
            said,
        )
        assert not made.exists()
        first.send_signal(signal.SIGKILL)
        end(second)
        assert made.exists()


@pytest.mark.parametrize("seconds", ["0", "0.2"])
def test_patience_ends(newsroom: Project, seconds: str) -> None:
    """With an error that says who is at work and what to do; nothing was done."""
    before = catalog(newsroom).read_bytes()
    (newsroom.root / "articles" / "story.txt").write_text("Another story\n\nIt is short.\n", encoding="utf-8")
    with at_work("translate.lock", "bylingual translate") as first:
        with beside(*TRANSLATE, "--wait", seconds) as second:
            said = end(second, code=1)
        assert f"Error: `bylingual translate` (process {first.pid}, since " in said
        assert said.endswith(") is at work here. Run again when it is done, or wait with --wait\n")
        assert ("Waiting for" in said) == (seconds != "0")
        assert catalog(newsroom).read_bytes() == before


def test_nobody_else_waits_for_a_translate(newsroom: Project, bylingual: Callable[..., Result]) -> None:
    """What only looks, and what people do, goes on beside it."""
    with at_work("translate.lock", "bylingual translate"):
        bylingual(*TRANSLATE, "--dry-run")
        bylingual(*TRANSLATE, "--check")
        bylingual("status")
        bylingual("check")
        bylingual("inspect")
        bylingual("approve", "translations")
        bylingual("compile", "--draft", "--from", "en")
        unit = units(newsroom)[0]
        Desk(newsroom).save("es", "story", unit.key, version(unit), "Un texto", approve=True)
        bylingual("export", "--to", "es", "--output", "out")
        bylingual("import", "out")


def test_a_lock_that_cannot_be_had(newsroom: Project, bylingual: Callable[..., Result]) -> None:
    """The command goes on with a warning."""
    (newsroom.root / ".bylingual/translate.lock").unlink(missing_ok=True)
    (newsroom.root / ".bylingual/translate.lock").mkdir()
    said = bylingual(*TRANSLATE).stderr
    assert said.startswith("Warning: .bylingual/translate.lock cannot be locked (Is a directory); see that no other")


def test_compile_waits_for_one_into_the_same_folder(newsroom: Project) -> None:
    """And for none into another one."""
    arguments = ("compile", "--draft", "--from", "en")
    name = f"compile-{sha256(os.fsencode(os.path.realpath('out'))).hexdigest()[:12]}.lock"
    with at_work(name, "bylingual compile"):
        with beside(*arguments, "--output", "out", "--wait", "0") as second:
            assert "`bylingual compile` (process" in end(second, code=1)
        assert not Path("out").exists()
        with beside(*arguments, "--output", "out", "--check") as third:
            end(third, code=1)
        with beside(*arguments, "--output", "other") as fourth:
            end(fourth)
    with beside(*arguments, "--output", "out") as one, beside(*arguments, "--output", "out") as other:
        end(one)
        end(other)
    manifest = json.loads(Path("out/manifest.json").read_bytes())
    files = [f for a in manifest["articles"] for e in a["locales"].values() for f in e["files"].values()]
    assert files
    for file in files:
        assert sha256((Path("out") / file["path"]).read_bytes()).hexdigest() == file["sha256"]


def test_two_translates_at_once(newsroom: Project) -> None:
    """Both end well; what they leave is what one leaves."""
    for number in range(20):
        (newsroom.root / f"articles/story-{number}.txt").write_text(f"Story {number}\n\n{PARAGRAPHS[number % 12]}\n")
    with beside(*TRANSLATE) as one, beside(*TRANSLATE) as other:
        end(one)
        end(other)
    assert len(newsroom.find_catalogs()) == 21
    with beside(*TRANSLATE, "--check") as third:
        end(third)


def test_processes_take_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one of ours wrote is never replaced by another who had not seen it."""
    monkeypatch.chdir(tmp_path)
    Path("counter").write_text("0", encoding="utf-8")
    with process("-c", COUNTER, "40") as a, process("-c", COUNTER, "40") as b, process("-c", COUNTER, "40") as c:
        end(a)
        end(b)
        end(c)
    assert Path("counter").read_text(encoding="utf-8") == "120" and os.listdir() == ["counter"]  # noqa: PTH208


def test_an_editor_saves_while_translate_runs(newsroom: Project) -> None:
    """Text after text, in all ways of saving: in the end every one is there."""
    path = catalog(newsroom)
    random.seed(7)
    with process("-c", TRANSLATOR, "60") as translator:
        assert translator.stdout and translator.stdout.readline() == "ready\n"
        for number in range(60):
            source = PARAGRAPHS[number % len(PARAGRAPHS)]
            for _ in range(1000):  # what was saved a moment ago may be taken out to be looked at
                text = path.read_bytes().decode()
                if not number or f'"texto {number - 1}"' in text:
                    break
            else:
                raise AssertionError(f"texto {number - 1} is lost")
            before, entry, after = text.partition(f'msgid "{source}"\nmsgstr "')
            assert entry
            text = f"{before}{entry}texto {number}{after[after.index(chr(34)) :]}"
            random.choice(SAVES)(path, text.encode())
            time.sleep(random.uniform(0, 0.02))
        end(translator)
    found = targets(newsroom)
    for number, source in enumerate(PARAGRAPHS):
        assert found[source] == f"texto {48 + number}"


def test_the_review_page_saves_while_translate_runs(newsroom: Project) -> None:
    """Whatever the page said it saved is there in the end."""
    desk = Desk(newsroom)
    saved: dict[str, str] = {}
    with process("-c", TRANSLATOR, "60") as translator:
        assert translator.stdout and translator.stdout.readline() == "ready\n"
        for number in range(120):
            unit = next(u for u in units(newsroom) if u.source == PARAGRAPHS[number % len(PARAGRAPHS)])
            try:
                desk.save("es", "story", unit.key, version(unit), f"texto {number}", approve=True)
            except BylingualError:
                continue
            saved[unit.source] = f"texto {number}"
            time.sleep(random.uniform(0, 0.01))
        end(translator)
    found = targets(newsroom)
    assert len(saved) == len(PARAGRAPHS)
    assert {source: found[source] for source in saved} == saved


def test_approve_while_translate_runs(newsroom: Project) -> None:
    """What approve says it approved stays approved; what it could not, it names."""
    desk = Desk(newsroom)
    for number, unit in enumerate(u for u in units(newsroom) if u.source in PARAGRAPHS):
        desk.save("es", "story", unit.key, version(unit), f"texto {number}", approve=False)
    approved = 0
    with process("-c", TRANSLATOR, "60") as translator:
        assert translator.stdout and translator.stdout.readline() == "ready\n"
        for _ in range(100):
            report = approve(load(newsroom.root), Selection())
            approved += report.approved
        end(translator)
    approved += approve(load(newsroom.root), Selection()).approved
    assert approved == len(PARAGRAPHS)
    done = {u.source: u.target for u in units(newsroom) if u.state is State.APPROVED}
    assert done == {source: f"texto {number}" for number, source in enumerate(PARAGRAPHS)}
