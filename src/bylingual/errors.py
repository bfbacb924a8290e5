"""Errors that are the user's situation, not our bug: the text says the file, what is wrong and what to do."""

from __future__ import annotations


class BylingualError(Exception):
    """Base of every error shown to the user without a traceback."""

    def __init__(self, problem: str, *, path: str | None = None, line: int | None = None, remedy: str = ""):
        super().__init__(problem)
        self.problem = problem
        self.path = path
        self.line = line
        self.remedy = remedy

    def __str__(self) -> str:
        place = "" if self.path is None else self.path if self.line is None else f"{self.path}:{self.line}"
        text = f"{place}: {self.problem}" if place else self.problem
        return f"{text}. {self.remedy}" if self.remedy else text


class ConfigError(BylingualError):
    """The configuration, or what was asked for on the command line, cannot be used. Stops the run."""


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


class EngineError(BylingualError):
    """A translation engine is missing, lacks a language pair, or failed."""
