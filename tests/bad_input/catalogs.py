"""PO files that cannot be used, or not as they are."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from .case import STORY, Case, Make, write

CATALOG = """\
msgid ""
msgstr ""
"Project-Id-Version: bad\\n"
"Language: es\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"X-Source-File: articles/bad.txt\\n"
"X-Source-Language: en\\n"
"X-Bylingual-Schema: 1\\n"

# An editor's note.
#, fuzzy
msgctxt "headline"
msgid "{}"
msgstr "Un panadero vende pan desde una barca: señal"

msgctxt "body"
msgid "{}"
msgstr "Un panadero del pueblo vende su pan cada mañana desde una pequeña barca."

msgctxt "body"
msgid "{}"
msgstr "Nos dijo que la gente que vive al otro lado había estado sin pan desde que se cerró el puente."
""".format(*STORY.strip().split("\n\n"))
_FILE = "translations/es/bad.po"
_CHANGES = (_FILE,)


def catalog(change: Callable[[str], str | bytes]) -> Make:
    """The article and its catalog, changed."""

    def make(project: Path) -> None:
        write(project / "articles/bad.txt", STORY)
        data = change(CATALOG)
        assert data != CATALOG
        write(project / _FILE, data)

    return make


def swap(old: str, new: str) -> Make:
    """The catalog with a text in place of another."""
    return catalog(lambda text: text.replace(old, new, 1))


def _instead(make: Callable[[Path], object]) -> Make:
    def both(project: Path) -> None:
        write(project / "articles/bad.txt", STORY)
        make(project / _FILE)

    return both


def _link_out(path: Path) -> None:
    write(path.parents[3] / "outside.po", CATALOG)
    path.symlink_to("../../../outside.po")


def _folder_out(project: Path) -> None:
    write(project / "articles/sub/bad.txt", STORY)
    write(project.parent / "outside/bad.po", CATALOG)
    (project / "translations/es/sub").symlink_to("../../../outside")


def _locale_out(project: Path) -> None:
    write(project.parent / "outside/bad.po", CATALOG)
    write(project / "articles/bad.txt", STORY)
    (project / "translations/fr").symlink_to("../../outside")


def _unreadable(project: Path) -> None:
    swap("señal", "signo")(project)
    (project / _FILE).chmod(0)


def _unreadable_folder(project: Path) -> None:
    write(project / "articles/sub/bad.txt", STORY)
    write(project / "translations/es/sub/bad.po", CATALOG)
    (project / "translations/es/sub").chmod(0)


def _twice(project: Path) -> None:
    write(project / "articles/bad.txt", STORY)
    write(project / "translations/ES/bad.po", CATALOG)


_ENTRY = '\nmsgctxt "body"\nmsgid "A line"\nmsgstr "Una línea"\n'
# An approved text, with another number than its source.
_TERMINAL = catalog(
    lambda text: text.replace("#, fuzzy\n", "").replace("señal", "\x1b[31m 12 \x9b0m \u202e fin") + _ENTRY
)

# fmt: off
CASES = (
    Case("A missing quote", swap("señal\"", "señal"), (f"{_FILE}:16: a text that does not start and end with a quote", "Mend the line")),
    Case("A quote inside a text", swap("señal", 'la "señal" de'), (f"{_FILE}:16: a text that does not start and end with a quote",)),
    Case("A file that breaks off in an entry", catalog(lambda text: text[:text.rindex("msgstr")]), (f"{_FILE}:23: msgid without msgstr",)),
    Case("A file that breaks off in a line", catalog(lambda text: text[:-20]), (f"{_FILE}:24: a text that does not start",)),
    Case("A translation without its source", swap('msgctxt "body"\nmsgid', "#"), (f"{_FILE}:19: msgstr after nothing: a line is missing above",)),
    Case("The same entry twice", catalog(lambda text: text + _ENTRY + _ENTRY), (f"{_FILE}:31: the same context and source as line 27",)),
    Case("The same entry twice, for check", catalog(lambda text: text + _ENTRY + _ENTRY), (f"{_FILE}:31: error: the same context and source as line 27",), "check translations/es/bad.po"),
    Case("A carriage return inside a line", swap("señal", "se\rñal"), (f"{_FILE}:16: a NUL or carriage return",)),
    Case("NUL", swap("señal", "se\0ñal"), (f"{_FILE}:16: a NUL or carriage return",)),
    Case("A noncharacter", swap("señal", "se\ufdd0ñal"), (f"{_FILE}:16: a Unicode noncharacter",)),
    Case("An escape that is not known", swap("señal", "se\\xñal"), (f"{_FILE}:16: an escape that is not known: \\x",)),
    Case("An unfinished merge of git", swap("#, fuzzy\n", "<<<<<<< HEAD\n#, fuzzy\n=======\n>>>>>>> other\n"), (f"{_FILE}:13: a git conflict marker",)),
    Case("Plural forms", swap('msgstr "Un panadero vende', 'msgid_plural "bakers"\nmsgstr[0] "Un panadero vende'), (f"{_FILE}:15: an entry with plural forms", "Remove msgid_plural")),
    Case("No PO file at all", catalog(lambda text: "Dear editors,\nthe translation is attached.\n"), (f"{_FILE}:1: not a line of a PO file", "Mend")),
    Case("An MO file", catalog(lambda text: b"\xde\x12\x04\x95" + bytes(60)), (f"{_FILE}:1: ",)),
    Case("UTF-16", catalog(lambda text: text.encode("utf-16")), (f"{_FILE}:1: ", "UTF-8")),
    Case("Another charset than the header says", catalog(lambda text: text.encode("latin-1")), (f"{_FILE}:16: not UTF-8, as its header says (byte 0xf1)", "Save it as UTF-8")),
    Case("A charset that nobody knows", swap("charset=UTF-8", "charset=KLINGON"), (f"{_FILE}:6: unknown charset KLINGON", "Save it as UTF-8")),
    Case("A charset that is no charset", swap("charset=UTF-8", "charset=base64"), (f"{_FILE}:6: unknown charset base64", "Save it as UTF-8")),
    Case("Another language than the folder's", swap("Language: es", "Language: fr"), (f"{_FILE}:4: its header says Language: fr", "Language: es")),
    Case("A language that is none", swap("Language: es", "Language: Spanish"), (f"{_FILE}:4: its header says Language: Spanish", "Language: es")),
    Case("Another language, for check", swap("Language: es", "Language: fr"), (f"{_FILE}:4: error: its header says Language: fr",), "check translations/es/bad.po"),
    Case("Another version's catalog", swap("Schema: 1", "Schema: 7"), (f"{_FILE}:10: written by another version (schema 7; this one has 1)", "version")),
    Case("Another version's catalog, for compile", swap("Schema: 1", "Schema: 7"), ("held back: bad [es]", f"Error: {_FILE}:10: written by another version"), "compile"),
    Case("More than 64 MB", catalog(lambda text: text + "\n" * (64 << 20)), (f"{_FILE}: larger than 64 MB", "Split")),
    Case("A catalog nobody may read", _unreadable, (f"{_FILE}: cannot be read: Permission denied", "permissions"), plain_user=True),
    Case("A folder of catalogs nobody may read", _unreadable_folder, ("translations/es/sub", "cannot be read: Permission denied"), plain_user=True),
    Case("A folder of catalogs nobody may read, for status", _unreadable_folder, ("translations/es/sub: cannot be read: Permission denied",), "status", 0, plain_user=True),
    Case("A folder in place of a catalog", _instead(lambda path: path.mkdir()), (f"{_FILE}: cannot be read: not a file but a folder", "Move")),
    Case("A pipe in place of a catalog", _instead(os.mkfifo), (f"{_FILE}: cannot be read: not a file but a pipe", "Move")),
    Case("A pipe in place of a catalog, for check", _instead(os.mkfifo), (f"{_FILE}:1: error: cannot be read: not a file but a pipe",), "check"),
    Case("A catalog that is a link out of the project", _instead(_link_out), (f"{_FILE}: a link that leads out of the project", "Copy the file in")),
    Case("A catalog that is a link to itself", _instead(lambda path: path.symlink_to(path.name)), (f"{_FILE}: ",)),
    Case("A folder of catalogs that leads out", _folder_out, ("translations/es/sub/bad.po: a link that leads out of the project",)),
    Case("A locale's folder that leads out", _locale_out, ("translations/fr/bad.po: a link that leads out of the project",), "translate --to es --to fr", done=("translations/es/new.po", "translations/es/bad.po")),
    Case("A locale's folder that leads out, for approve", _locale_out, ("translations/fr: a link that leads out of the project",), "approve translations"),
    Case("A broken catalog, for approve", swap("señal\"", "señal"), (f"{_FILE}:16: a text that does not start",), "approve translations"),
    Case("A broken catalog, for status", swap("señal\"", "señal"), (f"{_FILE}:16: a text that does not start",), "status", 0),
    Case("A broken catalog, for compile", swap("señal\"", "señal"), ("held back: bad [es]", f"Error: {_FILE}:16: a text that does not start"), "compile"),
    Case("A broken catalog, for check", catalog(lambda text: text.replace("señal\"", "señal").replace("puente.\"", "puente.")), (f"{_FILE}:16: error: ", f"{_FILE}:24: error: "), "check"),
    Case("A broken catalog, for memory export", swap("señal\"", "señal"), (f"{_FILE}:16: a text that does not start",), "memory export"),
    Case("Terminal codes in a catalog", _TERMINAL, (r"\x1b[31m",), "check translations/es/bad.po", 1, documented=False),
    Case("Terminal codes in a catalog, as JSON", _TERMINAL, (r"\u001b[31m",), "check translations/es/bad.po --format json", 1, documented=False),
    Case("Terminal codes in a catalog, as JUnit", _TERMINAL, (), "check translations/es/bad.po --format junit", 1, documented=False),
    Case("Terminal codes in a catalog, as SARIF", _TERMINAL, (), "check translations/es/bad.po --format sarif", 1, documented=False),
    Case("Terminal codes in a catalog, as annotations", _TERMINAL, (), "check translations/es/bad.po --format github", 1, documented=False),
    Case("Terminal codes in a catalog, for the queue", _TERMINAL, (), "status --queue 30m", 0),
    Case("Terminal codes in a catalog, for export", _TERMINAL, (), "memory export", 0),
    Case("Two folders of one locale", _twice, ("translations/ES and translations/es are folders of one locale", "Move"), code=2),
    Case("An empty catalog", _instead(lambda path: write(path, "")), (), code=0, changes=_CHANGES),
    Case("A catalog with a byte order mark", catalog(lambda text: "\ufeff" + text), ("1 catalog checked", "0 errors"), "check translations/es/bad.po", 0),
    Case("Workflow flags of gettext 0.25", swap("#, fuzzy", "#= fuzzy"), ("0 errors",), "check translations/es/bad.po", 0),
    Case("A line separator inside a text", swap("señal", "se\u2028ñal"), ("0 errors",), "check translations/es/bad.po", 0),
    Case("A header without language", swap('"Language: es\\n"\n', ""), (), code=0),
    Case("No header", catalog(lambda text: text.partition("\n\n")[2]), (), code=0),
)
# fmt: on
