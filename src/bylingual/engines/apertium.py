"""Apertium: rule-based, from the system's packages (`apt-get install apertium-eng-spa`)."""

from __future__ import annotations

import contextlib
import os
import re
import select
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from ..errors import EngineError
from ..model import Translation
from .base import Engine, Pair

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


def _locale(code: str) -> str:
    """The on-disk locale of an Apertium code (`spa`, `pt_BR`), "" if CLDR has none."""
    language, _, territory = code.partition("_")
    aliases: Mapping[str, str] = get_global("language_aliases")
    try:
        return str(Locale.parse("_".join(filter(None, (aliases.get(language, language), territory)))))
    except (UnknownLocaleError, ValueError):
        return ""


class Apertium:
    """One running pipeline for each language pair, fed with a stream of our own making.

    The `line` format lets words wander over line ends, the raw one aborts on `$`; here every reserved character is
    escaped, every sentence is closed with the mark that Apertium's own formatters use, and a NUL makes the pipeline
    flush. Source: Apertium stream format, https://wiki.apertium.org/wiki/Apertium_stream_format
    """

    def __init__(self) -> None:
        self._pipelines: dict[str, _Pipeline] = {}

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

    def translate(self, texts: Sequence[str], pair: Pair) -> list[Translation]:
        """Through the pair's pipeline, a few sentences at a time. Raises EngineError when it fails."""
        mode = self._modes[pair]
        if mode not in self._pipelines:
            self._pipelines[mode] = _Pipeline(mode)
        try:
            out = self._pipelines[mode].ask_all([_RESERVED.sub(r"\\\1", " ".join(t.split())) for t in texts])
        except EngineError:
            self._pipelines.pop(mode).close()
            raise
        return [_result(text, result) for text, result in zip(texts, out, strict=True)]

    def close(self) -> None:
        """End all pipelines."""
        while self._pipelines:
            self._pipelines.popitem()[1].close()


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
            raise EngineError(f"apertium {self.mode} has no pipes")
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
            remedy=f"apt-get install {_PACKAGES.get(missing[1], missing[1])}" if missing else "",
        )

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


def _result(source: str, result: str) -> Translation:
    """Without escapes, stray spaces and marks (unless the source has such a mark itself); marked words are reported."""
    unknown = []

    def unmark(match: re.Match[str]) -> str:
        if match[0] + match[1] in source:
            return match[0]
        unknown.append(match[1])
        return ""

    text = _MARK.sub(unmark, _ESCAPED.sub(r"\1", result))
    text = _AFTER_OPENING.sub(r"\1", " ".join(text.split()))
    return Translation(text, tuple(unknown))
