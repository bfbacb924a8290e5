"""The line grammar of PO files, held strictly: what a lenient parser would drop or misread is named here.

Source: GNU gettext manual, "The Format of PO Files". polib loses an entry or a letter where a quote is missing,
reads `#=` lines as errors and forgets `#~|` lines and comments after the last entry; `scan` finds the first, and
hands the others to the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"\s*\Z')
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)(?:\s+|(?=\"))(.*)\Z", re.DOTALL)
_BAD_ESCAPE = re.compile(r'(?<!\\)(?:\\\\)*\\([^\\ntrvbfa"])')
_CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})( |\Z)")
CONFLICT = "a git conflict marker: the merge of this file was not finished"
SAME = "the same context and source as line"
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "b": "\b", "f": "\f", "a": "\a"}
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)

# The only orders in which an entry's keywords may stand: keyword -> what may stand before it ("" = nothing yet).
_BEFORE = {
    "msgctxt": {""},
    "msgid": {"", "msgctxt"},
    "msgid_plural": {"msgid"},
    "msgstr": {"msgid"},
    "msgstr[": {"msgid_plural", "msgstr["},
}


@dataclass
class Place:
    """Where an entry stands and what polib forgets of it."""

    line: int
    obsolete: bool = False
    plural: bool = False
    context: str | None = None
    source: str = ""
    previous: str | None = None
    previous_context: str | None = None


@dataclass
class Scan:
    """The result of `scan`: problems as (line, text), entries in file order, the comment lines after the last."""

    problems: list[tuple[int, str]] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    trailing: list[str] = field(default_factory=list)


def unescape(text: str) -> str:
    """The characters that a quoted PO string stands for."""
    return _ESCAPE.sub(lambda m: _ESCAPES.get(m[1], m[1]), text)


def scan(text: str) -> Scan:
    """Read `text` (decoded, LF line ends) line by line; never raises."""
    return _Scanner(text.split("\n")).run()


class _Scanner:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.result = Scan()
        self.fields: dict[str, list[str]] = {}
        self.order: list[str] = []
        self.line = 0  # of the msgid
        self.obsolete = False
        self.open = ""  # the field that a continuation line would continue
        self.old: dict[str, list[str]] = {}  # "#~|" fields waiting for their entry
        self.comments: list[str] = []  # comment lines since the last entry

    def run(self) -> Scan:
        for number, line in enumerate(self.lines, 1):
            self._line(number, line.strip(" \t"))
        self._finish(len(self.lines))
        self.result.trailing = self.comments
        return self.result

    def problem(self, line: int, text: str) -> None:
        self.result.problems.append((line, text))

    def _line(self, number: int, line: str) -> None:
        if "\0" in line or "\r" in line:
            self.problem(number, "a NUL or carriage return inside a line")
        if not line:
            self.open = ""
        elif _CONFLICT.match(line):
            self.problem(number, CONFLICT)
        elif line.startswith("#~|"):
            self._previous(number, line[3:].strip())
        elif line.startswith("#~"):
            self._content(number, line[2:].strip(), obsolete=True)
        elif line.startswith("#"):
            self._comment(number, line)
        else:
            self._content(number, line, obsolete=False)

    def _comment(self, number: int, line: str) -> None:
        self._between(number, "a comment")
        self.comments.append(line)
        if line.startswith("#|"):
            self._quoted(number, line[2:].strip(), keywords=True)

    def _between(self, number: int, what: str) -> None:
        """A line that can only stand before an entry: the entry before it must be complete."""
        if self.order and not self.order[-1].startswith("msgstr"):
            self.problem(number, f"{what} between a {self.order[-1]} and its msgstr")
            self._reset()
        self._finish(number)

    def _previous(self, number: int, rest: str) -> None:
        self._between(number, "a previous text")
        keyword = _KEYWORD.match(rest)
        value = self._quoted(number, keyword[2] if keyword else rest)
        if keyword:
            self.open = "~" + keyword[1]
            self.old[keyword[1]] = [value]
        elif self.open.startswith("~"):
            self.old[self.open[1:]].append(value)

    def _content(self, number: int, line: str, *, obsolete: bool) -> None:
        if line.startswith('"'):
            if not self.open or self.open.startswith("~"):
                self.problem(number, "a quoted line that continues nothing")
                return
            self.fields[self.open].append(self._quoted(number, line))
            return
        keyword = _KEYWORD.match(line)
        if not keyword:
            self.problem(number, f"not a line of a PO file: {line[:40]!r}")
            self.open = ""
            return
        self._keyword(number, keyword[1], keyword[2], obsolete)

    def _keyword(self, number: int, name: str, rest: str, obsolete: bool) -> None:
        kind = "msgstr[" if name.startswith("msgstr[") else name
        last = self.order[-1] if self.order else ""
        last = "msgstr[" if last.startswith("msgstr[") else last
        if last.startswith("msgstr") and kind in ("msgctxt", "msgid"):
            self._finish(number)
            last = ""
        if last and kind in ("msgctxt", "msgid") and last not in _BEFORE[kind]:
            self._finish(number)  # the entry above has no msgstr
        elif last not in _BEFORE[kind]:
            self.problem(number, f"{name} after {last or 'nothing'}: a line is missing above")
            self._reset()
        if kind in ("msgctxt", "msgid"):
            self.line = number
        self.obsolete = obsolete
        self.order.append(name)
        self.open = name
        self.fields[name] = [self._quoted(number, rest)]

    def _quoted(self, number: int, text: str, *, keywords: bool = False) -> str:
        if keywords and (keyword := _KEYWORD.match(text)):
            text = keyword[2]
        quoted = _QUOTED.match(text)
        if not quoted:
            self.problem(number, 'a text that does not start and end with a quote ("), or has one inside')
            return ""
        if bad := _BAD_ESCAPE.search(quoted[1]):
            self.problem(number, f"an escape that is not known: \\{bad[1]}")
        return unescape(quoted[1]) if "\\" in quoted[1] else quoted[1]

    def _reset(self) -> None:
        self.fields, self.order, self.open, self.old = {}, [], "", {}

    def _finish(self, number: int) -> None:
        if not self.order:
            return
        if not self.order[-1].startswith("msgstr"):
            self.problem(self.line or number, f"{self.order[-1]} without msgstr")
        place = Place(
            line=self.line,
            obsolete=self.obsolete,
            plural="msgid_plural" in self.fields,
            context="".join(self.fields["msgctxt"]) if "msgctxt" in self.fields else None,
            source="".join(self.fields.get("msgid", ())),
            previous="".join(self.old["msgid"]) if "msgid" in self.old else None,
            previous_context="".join(self.old["msgctxt"]) if "msgctxt" in self.old else None,
        )
        if "msgid" in self.fields:
            self.result.places.append(place)
        self.comments = []
        self._reset()


def duplicates(places: list[Place]) -> Iterator[tuple[Place, Place]]:
    """Each entry whose context and source stand in the file already, with the first: (first, again)."""
    seen: dict[tuple[str | None, str], Place] = {}
    for place in places:
        if place.obsolete:
            continue
        first = seen.setdefault((place.context, place.source), place)
        if first is not place:
            yield first, place
