"""Apertium: rule-based, from the system's packages (`apt-get install apertium-eng-spa`)."""

from __future__ import annotations

import contextlib
import os
import re
import select
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from ..errors import EngineError
from ..marks import Mark, Marked
from ..model import Translation
from .apertium_packages import packages_for
from .base import Engine, Pair, Query

NAME = "apertium"

# Apertium's marks before a word: * unknown to the dictionary, @ no translation, # no inflected form.
_MARK = re.compile(r"(?<![\w*@#])[*@#](?=(\w[\w’'-]*))")
_TIMEOUT = 120  # seconds without a word
_PORTION = 8000  # bytes; a pipe's buffer holds 65,536
_MISSING = re.compile(r"([\w-]+): command not found")
# Debian packages of the programs that a pair calls and its package only recommends.
_PACKAGES = {"cg-proc": "cg3", "hfst-proc": "hfst", "lrx-proc": "apertium-lex-tools"}
_RESERVED = re.compile(r"([\\^$/\[\]{}@<>])")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_END = ".[][\n]"
# Apertium leaves a space behind an opening mark.
_AFTER_OPENING = re.compile(r"((?:^|\s)[“‘¿¡(\[]) +")
# Modes named by ISO 639-3 code, as CLDR shortens them.
_MODE = re.compile(r"([a-z]{2,3}(?:_[A-Z]{2})?)-([a-z]{2,3}(?:_[A-Z]{2})?)")


def open_engine() -> Engine:
    """The engine. Raises EngineError when Apertium is not installed."""
    if not shutil.which("apertium"):
        raise EngineError("Apertium is not installed", remedy="apt-get install apertium apertium-eng-spa")
    return Apertium()


def command(pair: Pair) -> str:
    """What installs the pair on Debian, through another language if need be, "" if no package has it."""
    names = packages_for(pair)
    return f"apt-get install {' '.join(names)}" if names else ""


def versions() -> dict[str, str]:
    """Of the program."""
    if not shutil.which("apertium"):
        return {"apertium": ""}
    said = subprocess.run(["apertium", "-V"], capture_output=True, text=True, encoding="utf-8", check=False).stdout
    return {"apertium": next(iter(re.findall(r"\d+(?:\.\d+)+", said)), "of unknown version")}


def _locale(code: str) -> str:
    """The on-disk locale of an Apertium code (`spa`, `pt_BR`), "" if CLDR has none."""
    language, _, territory = code.partition("_")
    aliases: Mapping[str, str] = get_global("language_aliases")
    try:
        return str(Locale.parse("_".join(filter(None, (aliases.get(language, language), territory)))))
    except (UnknownLocaleError, ValueError):
        return ""


class Apertium:
    """Running pipelines, one a language pair and thread, fed with a stream of our own making.

    The `line` format lets words wander over line ends, the raw one aborts on `$`; here every reserved character is
    escaped, every sentence is closed with the mark that Apertium's own formatters use, and a NUL makes the pipeline
    flush. Source: Apertium stream format, https://wiki.apertium.org/wiki/Apertium_stream_format
    """

    decodes_as_asked = False

    def __init__(self) -> None:
        self._free: dict[str, list[_Pipeline]] = {}
        self._closed = False
        self._lock = threading.Lock()
        self._busy: set[_Pipeline] = set()

    @cached_property
    def _modes(self) -> dict[Pair, str]:
        listed = subprocess.run(["apertium", "-l"], capture_output=True, text=True, encoding="utf-8", check=False)
        modes: dict[Pair, str] = {}
        for name in sorted(listed.stdout.split(), key=lambda n: (len(n), n)):
            match = _MODE.fullmatch(name)
            if match and (source := _locale(match[1])) and (target := _locale(match[2])):
                modes.setdefault((source, target), name)
        return modes

    def pairs(self) -> Mapping[Pair, str]:
        """Installed pairs, labelled `apertium eng-spa`."""
        return {pair: f"apertium {mode}" for pair, mode in self._modes.items()}

    def identity(self, pair: Pair) -> str:
        """The mode, and when its programs and dictionaries were installed."""
        mode = self._modes[pair]
        data = [_mode_file(mode), *sorted((_share() / f"apertium-{mode}").glob("*"))]
        times = [p.stat().st_mtime_ns for p in data if p.is_file()]
        return f"apertium {mode} {max(times, default=0)}"

    def translate(self, queries: Sequence[Query], pair: Pair) -> list[Translation]:
        """Through the pair's pipeline, a few sentences at a time. Raises EngineError when it fails.

        Marks travel as Apertium's own blanks: a fixed text as one that it passes on, others bound to their words.
        """
        mode = self._modes[pair]
        pipeline = self._taken(mode)
        try:
            out = pipeline.ask_all([_stream(query) for query in queries])
        except BaseException:
            self._given_back(pipeline, whole=False)
            raise
        self._given_back(pipeline, whole=True)
        return [_result(query, result) for query, result in zip(queries, out, strict=True)]

    def close(self) -> None:
        """End all pipelines, also those that are at work."""
        with self._lock:
            self._closed = True
            free = [pipeline for pipelines in self._free.values() for pipeline in pipelines]
            self._free.clear()
            busy = list(self._busy)
        for pipeline in busy:
            pipeline.stop()
        for pipeline in free:
            pipeline.close()

    def _taken(self, mode: str) -> _Pipeline:
        """A pipeline that no other thread uses."""
        with self._lock:
            if self._closed:
                raise EngineError("Apertium was closed", remedy="Run again")
            waiting = self._free.setdefault(mode, [])
            pipeline = waiting.pop() if waiting else _Pipeline(mode)
            self._busy.add(pipeline)
            return pipeline

    def _given_back(self, pipeline: _Pipeline, *, whole: bool) -> None:
        """Keep a pipeline for the next thread, or end one that failed."""
        with self._lock:
            self._busy.discard(pipeline)
            if whole and not self._closed:
                self._free.setdefault(pipeline.mode, []).append(pipeline)
                return
        pipeline.close()


def _share() -> Path:
    """Where Apertium's data lies."""
    program = shutil.which("apertium") or "apertium"
    return Path(program).resolve().parent.parent / "share" / "apertium"


def _mode_file(mode: str) -> Path:
    return _share() / "modes" / f"{mode}.mode"


class _Pipeline:
    """The programs of one mode, running, each flushing at NUL."""

    def __init__(self, mode: str) -> None:
        self.mode = mode
        command = ["apertium-wblank-mode", "-z", str(_mode_file(mode))]
        script = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
        self.errors = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the pipeline
        # -g: mark unknown words. The mode's script is Apertium's own, made of its installed programs.
        self.process = subprocess.Popen(
            ["bash", "-c", script.stdout or "exit 1", "apertium", "-g", ""],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            start_new_session=True,
        )

    def ask_all(self, texts: Sequence[str]) -> list[str]:
        """The results of `texts` (escaped), in portions that fit a pipe's buffer."""
        results: list[str] = []
        portion: list[str] = []
        size = 0
        for text in texts:
            if portion and size + len(text.encode()) > _PORTION:
                results += self._ask(portion)
                portion, size = [], 0
            portion.append(text)
            size += len(text.encode())
        return results + (self._ask(portion) if portion else [])

    def _ask(self, texts: list[str]) -> list[str]:
        stream = "".join(text + _END for text in texts).encode() + b"\0"
        stdin, stdout = self.process.stdin, self.process.stdout
        if stdin is None or stdout is None:
            raise EngineError(f"apertium {self.mode} has no pipes", remedy="Run again")
        answer = b""
        try:
            stdin.write(stream)
            stdin.flush()
            while not answer.endswith(b"\0"):
                ready, _, _ = select.select([stdout], [], [], _TIMEOUT)
                piece = os.read(stdout.fileno(), 65536) if ready else b""
                if not piece:
                    break
                answer += piece
        except BrokenPipeError:
            pass
        out = answer.rstrip(b"\0").decode("utf-8", "replace").split(_END)[:-1]
        if len(out) != len(texts):
            raise self._failure(len(out), len(texts))
        return out

    def _failure(self, got: int, wanted: int) -> EngineError:
        self.errors.seek(0)
        detail = self.errors.read().decode("utf-8", "replace").strip().splitlines()
        missing = _MISSING.search(detail[-1]) if detail else None
        return EngineError(
            f"apertium {self.mode} returned {got} of {wanted} sentences" + (f" ({detail[-1][:200]})" if detail else ""),
            remedy=f"apt-get install {_PACKAGES.get(missing[1], missing[1])}"
            if missing
            else "Run again; if it stays so, install the pair's package anew",
        )

    def stop(self) -> None:
        """End the programs at once; the thread that waits for an answer gets none."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)

    def close(self) -> None:
        """End the programs: the first one sees the end of its input and the others follow."""
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.errors.close()


def _stream(query: Query) -> str:
    """A query as Apertium reads it: reserved characters escaped, `[f0]` for the fixed text of mark 0, `[[t:m:1]]` …
    `[[/]]` around words under mark 1."""
    out: list[str] = []
    at = 0
    edges = sorted({0, len(query.text), *(e for m in query.marks for e in (m.start, m.end))})
    fixed = {m.start: i for i, m in enumerate(query.marks) if m.fixed}
    points = [(m.start, i) for i, m in enumerate(query.marks) if m.fixed and m.start == m.end]
    skip = 0
    for at, end in zip(edges, [*edges[1:], len(query.text)], strict=True):
        out += [f"[f{i}]" for start, i in points if start == at]
        if at < skip or at == end:
            continue
        mark = fixed.get(at)
        if mark is not None and query.marks[mark].end > at:
            skip = query.marks[mark].end
            out.append(f"[f{mark}]")
            continue
        words = _RESERVED.sub(r"\\\1", query.text[at:end])
        over = [i for i, m in enumerate(query.marks) if not m.fixed and m.start <= at and end <= m.end]
        inner = words.strip()
        if over and inner:
            bound = f"[[{'; '.join(f't:m:{i}' for i in over)}]]{inner}[[/]]"
            words = words.replace(inner, bound, 1)
        out.append(words)
    return " ".join("".join(out).split())


# In an answer: words bound to marks, or a fixed text. An escaped bracket is none.
_BOUND = re.compile(r"(?<!\\)\[\[(?P<marks>[^\]]*)\]\]|(?<!\\)\[\[/\]\]|(?<!\\)\[f(?P<fixed>\d+)\]")
_BOUND_MARK = re.compile(r"t:m:(\d+)")
# While an answer is tidied, what begins and ends a mark is a character of Unicode's second private plane.
_PLANE = 0x100000
_PRIVATE = re.compile("[\U00100000-\U0010fffd]")


def _result(query: Query, answer: str) -> Translation:
    """Without escapes, stray spaces and Apertium's marks on words (unless the source has such a mark itself); words
    that it marked are reported, our marks are found again."""
    unknown = []

    def unmark(match: re.Match[str]) -> str:
        if match[0] + match[1] in query.text:
            return match[0]
        unknown.append(match[1])
        return ""

    places: list[tuple[int, bool] | None] = []  # for each private character the mark that begins, or None: one ends
    covered: list[list[int]] = []

    def hide(match: re.Match[str]) -> str:
        if match["fixed"]:
            number = int(match["fixed"])
            mark = query.marks[number]
            places.append((number, True))
            return chr(_PLANE + len(places) - 1) + query.text[mark.start : mark.end].replace("\\", "\\\\")
        places.append(None)
        covered.append(sorted({int(n) for n in _BOUND_MARK.findall(match["marks"])}) if match["marks"] else [])
        return chr(_PLANE + len(places) - 1)

    text = _ESCAPED.sub(r"\1", _BOUND.sub(hide, _PRIVATE.sub("", answer)))
    text = _MARK.sub(unmark, text)
    text = _AFTER_OPENING.sub(r"\1", " ".join(text.split()))
    return _found(query, text, places, covered, tuple(unknown))


def _found(
    query: Query,
    text: str,
    places: Sequence[tuple[int, bool] | None],
    covered: Sequence[list[int]],
    unknown: tuple[str, ...],
) -> Translation:
    """The translation with its marks: those over several words reach from the first to the last of them."""
    plain = ""
    spans: dict[int, tuple[int, int]] = {}
    over: list[int] = []
    bound = iter(covered)
    for character in text:
        if ord(character) >= _PLANE:
            place = places[ord(character) - _PLANE]
            if place is None:
                over = next(bound)
            else:
                mark = query.marks[place[0]]
                spans[place[0]] = (len(plain), len(plain) + mark.end - mark.start)
            continue
        if not character.isspace():
            for number in over:
                start, _ = spans.get(number, (len(plain), 0))
                spans[number] = (start, len(plain) + 1)
        plain += character
    marks = [
        Mark(start, min(end, len(plain)), query.marks[n].number, query.marks[n].fixed)
        for n, (start, end) in spans.items()
    ]
    tidy = Marked(plain, tuple(marks)).tidy()
    return Translation(tidy.text, unknown, marks=tidy.marks)
