"""The glossary: words that a newsroom translates in one way, and words that it never translates."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .errors import ConfigError, LanguageError
from .locales import language_of, parse_locale, spaced

COLUMNS = ("source", "target", "locale", "note", "match case", "do not translate")
_YES = frozenset(["yes", "true", "1", "x", "y"])
_NO = frozenset(["", "no", "false", "0", "n"])
_FORMULA = ("=", "+", "-", "@")  # a tab or a line end cannot begin a cell here
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# An inflected form shares so much of its beginning with the form in the glossary, and is at most so much longer.
_STEM_SHARE = 0.7
_SHORTEST_STEM = 3
_LONGEST_ENDING = 4


@dataclass(frozen=True)
class Term:
    """A line of the glossary. `locale` is the target locale or language it holds for, "" for all; `keep` marks what is
    never translated (`target` is then the source)."""

    source: str
    target: str
    locale: str = ""
    note: str = ""
    match_case: bool = False
    keep: bool = False

    def is_for(self, locale: str) -> bool:
        """Whether the term holds for a target locale."""
        return self.locale in ("", locale, language_of(locale))


def parse(text: str, path: str) -> tuple[Term, ...]:
    """The terms of a CSV file (RFC 4180; the first line names the columns, of which only `source` must be there).

    Raises ConfigError with the line for what cannot be understood.
    """
    rows = csv.reader(_LINE.findall(text.removeprefix("\ufeff")), strict=True)
    terms: list[Term] = []
    line = 1
    try:
        names = [name.strip().casefold() for name in next(rows, [])]
        if "source" not in names:
            raise ConfigError(
                "the first line does not name a column `source`", path=path, line=1, remedy=f"Use {','.join(COLUMNS)}"
            )
        if unknown := [name for name in names if name not in COLUMNS]:
            raise ConfigError(f"unknown column {unknown[0]!r}", path=path, line=1, remedy=f"Use {','.join(COLUMNS)}")
        line = rows.line_num + 1
        for row in rows:
            cells = [_unguarded(cell.strip()) for cell in row]
            if any(cells[len(names) :]):
                remedy = "Put a text that has a comma into quotes"
                raise ConfigError("more cells than columns", path=path, line=line, remedy=remedy)
            if any("\0" in cell for cell in cells):
                raise ConfigError("a NUL character", path=path, line=line, remedy="Save it as CSV UTF-8")
            if any(cells):
                terms.append(_term(dict(zip(names, cells, strict=False)), path, line))
            line = rows.line_num + 1
    except csv.Error as error:
        raise ConfigError(f"not CSV: {error}", path=path, line=line, remedy="Close every quote") from None
    return tuple(dict.fromkeys(terms))


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: `'` before what begins like one (OWASP, "CSV Injection")."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def _term(row: dict[str, str], path: str, line: int) -> Term:
    keep = _flag(row, "do not translate", path, line)
    source, target = row.get("source", ""), row.get("target", "")
    if not source or not (target or keep):
        raise ConfigError(f"no {'target' if source else 'source'}", path=path, line=line, remedy="Fill it in")
    try:
        locale = parse_locale(row["locale"]) if row.get("locale") else ""
    except LanguageError as error:
        raise ConfigError(error.problem, path=path, line=line, remedy=error.remedy) from None
    return Term(
        source, source if keep else target, locale, row.get("note", ""), _flag(row, "match case", path, line), keep
    )


def _flag(row: dict[str, str], name: str, path: str, line: int) -> bool:
    value = row.get(name, "").casefold()
    if value not in _YES | _NO:
        raise ConfigError(f"{name}: {value!r} is neither yes nor no", path=path, line=line, remedy="Use one of them")
    return value in _YES


def occurrences(terms: Iterable[Term], text: str, locale: str) -> Iterator[tuple[Term, int, int]]:
    """Each place (start, end) of `text` where a term that holds for `locale` stands as the glossary writes it; longer
    terms first, none inside another."""
    taken: list[tuple[int, int]] = []
    for term in sorted((t for t in terms if t.is_for(locale)), key=lambda t: (-len(t.source), t.source)):
        edge = r"(?<!\w)" if term.source[0].isalnum() else "", r"(?!\w)" if term.source[-1].isalnum() else ""
        flags = 0 if term.match_case else re.IGNORECASE
        for found in re.finditer(edge[0] + re.escape(term.source) + edge[1], text, flags):
            if not any(a < found.end() and found.start() < b for a, b in taken):
                taken.append(found.span())
                yield term, *found.span()


def has_term(term: Term, target: str, locale: str) -> bool:
    """Whether `target` has the term's translation, in any inflection; what is kept must stand as it is."""
    if term.keep or not spaced(locale):
        return term.target in target if term.match_case or term.keep else term.target.casefold() in target.casefold()
    words = [w.casefold() for w in _WORD.findall(target)]
    wanted = [w.casefold() for w in _WORD.findall(term.target)]
    return any(_inflected(wanted, words[i : i + len(wanted)]) for i in range(len(words) - len(wanted) + 1))


def _inflected(wanted: Sequence[str], words: Sequence[str]) -> bool:
    return all(_same_stem(a, b) for a, b in zip(wanted, words, strict=True))


def _same_stem(term: str, word: str) -> bool:
    if term == word:
        return True
    stem = max(_SHORTEST_STEM, round(len(term) * _STEM_SHARE))
    return len(term) > _SHORTEST_STEM and word.startswith(term[:stem]) and len(word) <= len(term) + _LONGEST_ENDING


# Words before a noun that agree with it in gender; from general knowledge.
_ARTICLES = {
    "ca": "el la els les un una uns unes l del dels al als aquest aquesta",
    "de": "der die das den dem des ein eine einen einem einer eines kein keine dieser diese dieses",
    "es": "el la los las un una unos unas del al este esta estos estas ese esa",
    "fr": "le la les l un une des du au aux ce cet cette",
    "gl": "o a os as un unha do da no na ao á",
    "it": "il lo la i gli le l un uno una del dello della dei al allo alla nel nella questo questa",
    "nl": "de het een dit dat",
    "pt": "o a os as um uma do da dos das no na ao à este esta esse essa",
}
_GENDER_BY_ENDING = frozenset(["ca", "es", "gl", "it", "pt"])


def fits(words: str, term: str, before: str, locale: str) -> bool:
    """Whether a term may stand in place of a machine's words, with the text before them, without breaking agreement.

    Behind an article it fits only where both are of one gender and number, as far as their endings tell.
    """
    language = language_of(locale)
    last = _WORD.findall(before)[-1:]
    if not last or last[0].casefold() not in _ARTICLES.get(language, "").split():
        return True
    old, new = (_WORD.findall(text) or [""] for text in (words, term))
    if language not in _GENDER_BY_ENDING or not old[0] or not new[0]:
        return False
    return _ending(old[0]) == _ending(new[0])


def _ending(noun: str) -> tuple[bool, bool]:
    """(feminine, plural), as the ending of a noun tells in Spanish and its neighbours."""
    word = noun.casefold()
    plural = word.endswith("s")
    return word.rstrip("s").endswith(("a", "ción", "ção", "dad", "dade", "tà")), plural
