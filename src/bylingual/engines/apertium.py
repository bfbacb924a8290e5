"""Apertium: rule-based, from the system's packages (`apt-get install apertium-eng-spa`)."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from functools import cached_property

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from ..errors import EngineError
from ..model import Translation
from .base import Engine, Pair

NAME = "apertium"

# Apertium's marks before a word: * unknown to the dictionary, @ no translation, # no inflected form.
_MARK = re.compile(r"(?<![\w*@#])[*@#](?=(\w[\w’'-]*))")
_TIMEOUT = 600
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
    """Runs `apertium -f none` on a stream of our own making: one process for all texts of a call.

    The `line` format lets words wander over line ends, the raw one aborts on `$`; here every reserved character is
    escaped and every sentence is closed with the mark that Apertium's own formatters use.
    Source: Apertium stream format, https://wiki.apertium.org/wiki/Apertium_stream_format
    """

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

    def translate(self, texts: Sequence[str], pair: Pair) -> list[Translation]:
        """One process for all texts. Raises EngineError when Apertium fails or loses a sentence."""
        mode = self._modes[pair]
        stream = "".join(_RESERVED.sub(r"\\\1", " ".join(text.split())) + _END for text in texts)
        try:
            done = subprocess.run(
                ["apertium", "-f", "none", mode],
                input=stream.encode(),
                capture_output=True,
                check=False,
                timeout=_TIMEOUT,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise EngineError(f"apertium {mode} failed: {error}") from None
        out = done.stdout.decode("utf-8", "replace").split(_END)[:-1]
        if done.returncode or len(out) != len(texts):
            detail = done.stderr.decode("utf-8", "replace").strip().splitlines()
            missing = _MISSING.search(detail[-1]) if detail else None
            raise EngineError(
                f"apertium {mode} returned {len(out)} of {len(texts)} sentences"
                + (f" ({detail[-1][:200]})" if detail else ""),
                remedy=f"apt-get install {_PACKAGES.get(missing[1], missing[1])}" if missing else "",
            )
        return [_result(text, result) for text, result in zip(texts, out, strict=True)]


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
