"""Errors that are the user's situation, not our bug: the text says the file, what is wrong and what to do."""

from __future__ import annotations

import re

# What a terminal may take for more than text: C0 and C1 control characters, line and paragraph separators, marks that
# turn the direction of text; and what UTF-8 cannot hold.
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}
# What GitHub's runner takes for a command wherever a step prints it: a line that begins with `::`, and `##[` anywhere
# (github.com/actions/runner, src/Runner.Common/ActionCommand.cs).
_COMMAND = re.compile(r"^[^\S\n]*:(?=:)|#(?=#\[)", re.MULTILINE)
_LONGEST = 300  # characters of a path or a problem that are shown


def escaped(text: str, keep: str = "") -> str:
    """`text` as one line that a terminal shows as it is: control characters, but those in `keep`, as `\\n`, `\\x1b`,
    `\\u202e`; a byte of a file name that is not UTF-8 as `\\xff`."""
    return UNPRINTABLE.sub(lambda m: m[0] if m[0] in keep else _escape(m[0]), text)


def _escape(character: str) -> str:
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:  # as Python's surrogateescape holds such a byte
        code -= 0xDC00
    return _SHORT.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def inert(text: str) -> str:
    """`text` in which no continuous integration sees a command: `\\x3a:error::` for `::error::` at a line's start."""
    return _COMMAND.sub(lambda m: m[0][:-1] + _escape(m[0][-1]), text)


class BylingualError(Exception):
    """Base of every error shown to the user without a traceback."""

    def __init__(self, problem: str, *, path: str | None = None, line: int | None = None, remedy: str = ""):
        super().__init__(problem)
        self.problem = problem
        self.path = path
        self.line = line
        self.remedy = remedy

    def __str__(self) -> str:
        path = _shortened(self.path or "")
        place = path if self.line is None else f"{path}:{self.line}"
        problem = _shortened(self.problem)
        text = f"{place}: {problem}" if path else problem
        return escaped(f"{text}. {self.remedy}" if self.remedy else text)

    def at(self, path: str) -> str:
        """The text, with `path` as its place where it names none itself."""
        self.path = self.path or path
        return str(self)


def _shortened(text: str) -> str:
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half]} … {text[-half:]}"


class ConfigError(BylingualError):
    """The configuration, or what was asked for on the command line, cannot be used. Stops the run."""

    def __init__(
        self, problem: str, *, path: str | None = None, line: int | None = None, remedy: str = "", key: str = ""
    ):
        super().__init__(problem, path=path, line=line, remedy=remedy)
        self.key = key  # the dotted name of the key that the problem is with


class ReadError(BylingualError):
    """One article cannot be read. The run goes on without it."""


class RefusedError(ReadError):
    """An article that is not to be published: killed, withheld, embargoed, or without a text. Listed, not a failure."""


class NoArticleError(ReadError):
    """A file of a known format that is no article, such as a sitemap. Passed over."""


class CatalogError(BylingualError):
    """One PO file cannot be used as it is. The run goes on without it."""


class InterchangeError(BylingualError):
    """A TMX or XLIFF file cannot be used."""


class LanguageError(BylingualError):
    """The language of an article is undecided, or a locale is unknown."""


class InUseError(BylingualError):
    """Another command is at work on the same files, and did not end in the time that was given to it. Nothing was
    done."""


class EngineError(BylingualError):
    """A translation engine is missing, lacks a language pair, or failed."""


class PackageError(BylingualError):
    """An Argos package cannot be fetched, is not what it says, or cannot be put in place. Nothing was changed."""
