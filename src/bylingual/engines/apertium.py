"""Apertium: rule-based, from the system's packages (`apt-get install apertium-eng-spa`)."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from functools import cached_property

from babel import Locale, UnknownLocaleError

from ..errors import EngineError
from ..model import Translation
from .base import Engine, Pair

NAME = "apertium"

# Apertium's marks before a word: * unknown to the dictionary, @ no translation, # no inflected form.
_MARK = re.compile(r"(?<![\w*@#])[*@#](?=(\w[\w’'-]*))")
_TIMEOUT = 600
# Modes named by ISO 639-3 code, as CLDR shortens them.
_MODE = re.compile(r"([a-z]{2,3}(?:_[A-Z]{2})?)-([a-z]{2,3}(?:_[A-Z]{2})?)")


def open_engine() -> Engine:
    """The engine. Raises EngineError when Apertium is not installed."""
    if not shutil.which("apertium"):
        raise EngineError("Apertium is not installed", remedy="apt-get install apertium apertium-eng-spa")
    return Apertium()


def _locale(code: str) -> str:
    """The on-disk locale of an Apertium code, "" if CLDR has none."""
    try:
        return str(Locale.parse(code))
    except (UnknownLocaleError, ValueError):
        return ""


class Apertium:
    """Runs `apertium -f line`, which takes a sentence a line and, unlike the raw format, any character."""

    @cached_property
    def _modes(self) -> dict[Pair, str]:
        listed = subprocess.run(
            ["apertium", "-l"], capture_output=True, text=True, encoding="utf-8", check=False
        )
        modes: dict[Pair, str] = {}
        for name in sorted(listed.stdout.split(), key=lambda n: (len(n), n)):
            match = _MODE.fullmatch(name)
            if match and (source := _locale(match[1])) and (target := _locale(match[2])):
                modes.setdefault((source, target), name)
        return modes

    def pairs(self) -> Mapping[Pair, str]:
        """Installed pairs, labelled `apertium eng-spa`."""
        return {pair: f"apertium {mode}" for pair, mode in self._modes.items()}

    def translate(self, texts: Sequence[str], pair: Pair) -> list[Translation]:
        """One process for all texts. Raises EngineError when Apertium fails or loses a line."""
        if not texts:
            return []
        mode = self._modes[pair]
        lines = "".join(" ".join(text.split()) + "\n" for text in texts)
        try:
            done = subprocess.run(
                ["apertium", "-f", "line", mode],
                input=lines.encode(),
                capture_output=True,
                check=False,
                timeout=_TIMEOUT,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise EngineError(f"apertium {mode} failed: {error}") from None
        out = done.stdout.decode("utf-8", "replace").split("\n")
        if out and not out[-1]:
            out.pop()
        if done.returncode or len(out) != len(texts):
            detail = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise EngineError(
                f"apertium {mode} returned {len(out)} of {len(texts)} sentences"
                + (f" ({detail[-1][:200]})" if detail else "")
            )
        return [_unmarked(text, result) for text, result in zip(texts, out, strict=True)]


def _unmarked(source: str, result: str) -> Translation:
    """Without the marks, unless the source has such a mark itself; marked words are reported."""
    unknown = []

    def unmark(match: re.Match[str]) -> str:
        if match[0] + match[1] in source:
            return match[0]
        unknown.append(match[1])
        return ""

    text = _MARK.sub(unmark, result).strip()
    return Translation(text, tuple(unknown))
