"""Articles that cannot be read, or not as they are."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .case import STORY, Case, write

_RUSSIAN = "Паром снова ходит по реке\n\nСовет города сообщил в понедельник, что паром снова пойдёт первого мая.\n"


def article(data: str | bytes, name: str = "bad.txt"):
    """An article with these contents."""
    return lambda project: write(project / "articles" / name, data)


def front(matter: str, fence: str = "---"):
    """A Markdown article under this front matter."""
    return article(f"{fence}\n{matter}\n{fence}\n\n# A heading\n\nThe people of the town came to the quay.\n", "bad.md")


def _same_letters(project: Path) -> None:
    write(project / "articles/bad.txt", STORY)
    write(project / "articles/Bad.txt", STORY)


def _same_accents(project: Path) -> None:
    write(project / "articles/caf\u00e9.txt", STORY)
    write(project / "articles/cafe\u0301.txt", STORY)


def _suffixes(project: Path) -> None:
    write(project / "articles/bad.txt", STORY)
    write(project / "articles/bad.md", STORY)


def _pipe(project: Path) -> None:
    os.mkfifo(project / "articles/bad.txt")


def _device(project: Path) -> None:
    (project / "articles/bad.txt").symlink_to("/dev/zero")


def _link_out(project: Path) -> None:
    write(project.parent / "outside.txt", STORY)
    (project / "articles/bad.txt").symlink_to("../../outside.txt")


def _folder_out(project: Path) -> None:
    write(project.parent / "outside/secret.txt", STORY)
    (project / "articles/bad").symlink_to("../../outside")


def _loop(project: Path) -> None:
    (project / "articles/bad.txt").symlink_to("bad.txt")


def _dangling(project: Path) -> None:
    (project / "articles/bad.txt").symlink_to("gone.txt")


def _folder_loop(project: Path) -> None:
    (project / "articles/bad").symlink_to("..")


def _folder_twice(project: Path) -> None:
    write(project / "articles/2024-05/story.txt", STORY)
    (project / "articles/latest").symlink_to("2024-05")


def _named(name: str | bytes):
    def make(project: Path) -> None:
        folder = os.fsencode(project / "articles")
        descriptor = os.open(folder + b"/" + os.fsencode(name), os.O_CREAT | os.O_WRONLY)
        os.write(descriptor, STORY.encode())
        os.close(descriptor)

    return make


def _deep(project: Path) -> None:
    """Deeper than a path can be long."""
    here = os.open(".", os.O_RDONLY)
    os.chdir(project / "articles")
    for _ in range(20):
        Path("d" * 250).mkdir()
        os.chdir("d" * 250)
    write(Path("bad.txt"), STORY)
    os.fchdir(here)
    os.close(here)


@contextmanager
def _removed(project: Path) -> Iterator[None]:
    """shutil and pathlib cannot remove it."""
    yield
    subprocess.run(["rm", "-rf", project / "articles" / ("d" * 250)], check=True)


def _long(project: Path) -> None:
    """The longest path that an article can have: its catalog's is longer."""
    here = os.open(".", os.O_RDONLY)
    os.chdir(project / "articles")
    left = 4090 - len(os.fsencode(project / "articles"))
    while left > 250:
        Path("d" * 200).mkdir()
        os.chdir("d" * 200)
        left -= 201
    write(Path("b" * (left - 5) + ".txt"), STORY)
    os.fchdir(here)
    os.close(here)


@contextmanager
def _long_removed(project: Path) -> Iterator[None]:
    yield
    subprocess.run(["rm", "-rf", project / "articles" / ("d" * 200)], check=True)


def _unreadable(project: Path) -> None:
    article(STORY)(project)
    (project / "articles/bad.txt").chmod(0)


def _unreadable_folder(project: Path) -> None:
    article(STORY, "bad/story.txt")(project)
    (project / "articles/bad").chmod(0)


# fmt: off
CASES = (
    Case("An empty file", article(""), ("articles/bad.txt: the file is empty", "Put the article into it")),
    Case("A file of white space", article(" \n\t\n \u2003\n"), ("articles/bad.txt: the file is empty",)),
    Case("An empty Markdown file", article("\n", "bad.md"), ("articles/bad.md: the file is empty",)),
    Case("Front matter and nothing else", article("---\nlayout: post\n---\n", "bad.md"), ("articles/bad.md: no text that could tell its language", "--from")),
    Case("A binary file", article(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256))), ("articles/bad.txt: a binary file", "move it")),
    Case("An encoding that cannot be told", article(_RUSSIAN.encode("koi8-r")), ("articles/bad.txt:1: ", "Convert it to UTF-8")),
    Case("A byte order mark that the bytes do not fit", article(b"\xff\xfe" + STORY.encode("utf-16-le") + b"x"), ("articles/bad.txt:", "not utf-16-le", "Convert it to UTF-8")),
    Case("UTF-8 that breaks off", article(b"\xef\xbb\xbf" + STORY.encode() + "é".encode()[:1] + b"\n"), ("articles/bad.txt:6: not utf-8", "Convert")),
    Case("A NUL character in UTF-16", article(b"\xff\xfe" + (STORY + "\0").encode("utf-16-le")), ("articles/bad.txt:6: a character that no text has (U+0000)", "Remove it")),
    Case("A line of 20 MB", article("The boat was late. " * 1_050_000), ("articles/bad.txt:1: a line of 19,950,000 characters", "Break it")),
    Case("A paragraph of 200,000 characters", article("The boat was *late*.\n" * 10_000, "bad.md"), ("articles/bad.md:1: a paragraph of ", "Break it")),
    Case("An image inside the text", article(f"# A heading\n\nThe boat was late.\n\n![](data:image/png;base64,{'Ab3+' * 100_000})\n", "bad.md"), (), code=0),
    Case("Half a character, written as an escape", front('title: "A boat \\ud83d"'), ("articles/bad.md:2: a character that no text has (U+D83D)", "Remove it")),
    Case("NUL, written as an escape", front('title: "A boat \\0"'), ("articles/bad.md:2: a character that no text has (U+0000)", "Remove it")),
    Case("A file of more than 20 MB", article(STORY * 100_000), ("articles/bad.txt: ", "larger than 20 MB", "Split the file")),
    Case("No permission to read a file", _unreadable, ("articles/bad.txt: cannot be read: Permission denied",), plain_user=True),
    Case("No permission to read a folder", _unreadable_folder, ("articles/bad: cannot be read: Permission denied",), plain_user=True),
    Case("Front matter that is not YAML", front("title: [open\nauthor: Ann"), ("articles/bad.md:3: front matter is not YAML", "Mend")),
    Case("Front matter with a tab", front("title: A boat\n\tlate: true"), ("articles/bad.md:3: front matter is not YAML",)),
    Case("Front matter without keys", front("just words"), ("articles/bad.md:2: front matter is not YAML",)),
    Case("Front matter that is not TOML", front('title = "A boat\ndate = 2024', "+++"), ("articles/bad.md:2: front matter is not TOML: Illegal character", "Mend")),
    Case("Front matter without an end", article("---\ntitle: A boat\nauthor: Ann\n\nThe people came to the quay.\n", "bad.md"), ("articles/bad.md:1: front matter without its end, a second line ---",)),
    Case("TOML front matter without an end", article('+++\ntitle = "A boat"\n\nThe people came to the quay.\n', "bad.md"), ("articles/bad.md:1: front matter without its end, a second line +++",)),
    Case("Two suffixes, one catalog", _suffixes, ("articles/bad.md: would share its catalog with articles/bad.txt", "Rename one of them")),
    Case("Two spellings, one catalog", _same_letters, ("articles/Bad.txt: would share its catalog with articles/bad.txt", "Rename")),
    Case("Two ways to write an accent, one catalog", _same_accents, ("would share its catalog with articles/caf", "how accents are written", "Rename")),
    Case("A link that leads out of the project", _link_out, ("articles/bad.txt: a link that leads out of the project", "Copy the file in")),
    Case("A folder that leads out of the project", _folder_out, ("articles/bad: a link that leads out of the project", "Copy the folder in")),
    Case("A link to itself", _loop, ("articles/bad.txt: a link that leads nowhere", "Remove it")),
    Case("A link to nothing", _dangling, ("articles/bad.txt: a link that leads nowhere", "Remove it")),
    Case("A link to a folder above", _folder_loop, ("articles/bad: a link to a folder", "Move the folder itself here")),
    Case("A link to a folder among the articles", _folder_twice, (), code=0),
    Case("A pipe", _pipe, ("articles/bad.txt: not a file but a pipe", "Remove it")),
    Case("A link to a device", _device, ("articles/bad.txt: a link that leads out of the project",)),
    Case("A name with a line end", _named("bad\nError: x.txt"), (r"articles/bad\nError: x.txt: ", "Rename it")),
    Case("A name with control characters", _named("bad\x1b[31m\x9b.txt"), (r"articles/bad\x1b[31m\x9b.txt: ", "Rename it")),
    Case("A name with text direction overridden", _named("bad\u202etxt.txt"), (r"articles/bad\u202etxt.txt: ", "Rename it")),
    Case("A name that is not UTF-8", _named(b"bad\xff.txt"), (r"articles/bad\xff.txt: a file name that is not UTF-8", "Rename it")),
    Case("A name as long as names can be", _named("\U0001f6a2" * 62 + "abc.txt"), (), code=0),
    Case("Folders deeper than a path can be long", _deep, ("cannot be read: File name too long", "Shorten"), during=_removed),
    Case("A path as long as paths can be", _long, ("cannot be read: File name too long", "Shorten the article's name"), during=_long_removed, documented=False),
    Case("Terminal codes in a text", article(STORY.replace("sells", "\x1b[31msells\x9b0m\u202e")), (r"\x1b[31msells\x9b0m\u202e",), "inspect", 0),
    Case("Terminal codes in a text, as JSON", article(STORY.replace("sells", "\x1b[31msells\x9b0m\u202e")), (r"\u001b[31msells\u009b0m\u202e",), "inspect --json", 0),
    Case("Path of a folder that is not there", article(STORY), ("articles/gone: no such file or folder",), "translate articles/gone", 2),
    Case("Path of a file that no reader takes", article(STORY, "bad.xyz"), ("articles/bad.xyz: no reader for .xyz", "Known: "), "translate articles/bad.xyz", 2),
    Case("Path of another project", lambda p: write(p.parent / "other/bad.txt", STORY), ("../other/bad.txt: not in this project", "They lie in articles/"), "translate ../other/bad.txt", 2),
    Case("A language that is unclear", article("Lorem ipsum\n\nDolor sit amet, consectetur.\n"), ("articles/bad.txt: the language is unclear", "--from")),
    Case("A slug that climbs", front("title: A boat is late\nslug: ../../etc"), (), code=0, done=("translations/es/bad.po", "translations/es/new.po")),
    Case("A slug that climbs, for compile", front("title: A boat is late\nslug: ../../etc\nlang: en"), ("held back: bad [es]: no catalog yet",), "compile", 0, done=("dist/en/bad/article.md", "dist/es/good/article.html")),
    Case("A name as long as names can be, for compile", _named("\U0001f6a2" * 62 + "abc.txt"), (), "compile", 0, done=("dist/en/" + "\U0001f6a2" * 62 + "abc/article.html",)),
)
# fmt: on
