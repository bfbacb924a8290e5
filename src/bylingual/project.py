"""The project on disk: configuration, path rules, the clock and atomic writes."""

from __future__ import annotations

import contextlib
import os
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from .config import CONFIG_NAME, GLOSSARY, Config, line_of, parse
from .contents import Contents
from .errors import ConfigError, LanguageError, NoArticleError, ReadError, escaped
from .files import ChangedUnderneathError as ChangedUnderneathError
from .files import leads_out, remedy
from .files import read_bytes as read_bytes
from .files import write_file as write_file
from .glossary import Term
from .glossary import parse as parse_glossary
from .locales import bcp47, parse_locale
from .readers import BY_SUFFIX
from .walk import LEADS_OUT, walk

_LARGEST_CONFIG = 1024 * 1024
_LARGEST_GLOSSARY = 16 << 20
_ACCENTS = ", whose name differs only in how accents are written"
_HALF = re.compile("[\ud800-\udfff]")  # what stands for a byte that is not UTF-8 in a file name
_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")


@dataclass(frozen=True)
class ArticleFile:
    """An article on disk: id, absolute file, and the path to show (relative to the project). One of several articles in
    a file has the `spans` of its bytes in it, and their SHA-256 in hex."""

    id: str
    file: Path
    path: str
    spans: tuple[tuple[int, int], ...] = ()
    digest: str = ""


@dataclass(frozen=True)
class Found:
    """What lies below the articles folder: articles by id, what no reader takes, what is refused and why, and articles
    that are not to be published, with the reason (killed, embargoed …). `contents` can be saved for the next run."""

    articles: tuple[ArticleFile, ...]
    skipped: tuple[tuple[str, str], ...] = ()
    refused: tuple[ReadError, ...] = ()
    refused_ids: frozenset[str] = frozenset()
    refused_folders: tuple[str, ...] = ()
    unpublished: tuple[tuple[ArticleFile, str], ...] = ()
    contents: Contents | None = None

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(a.id for a in self.articles) | self.refused_ids | {a.id for a, _ in self.unpublished}

    def __contains__(self, article_id: str) -> bool:
        """Whether the article with this id is there: read, refused, or in a folder that is refused."""
        return article_id in self._ids or any(article_id.startswith(folder) for folder in self.refused_folders)


@dataclass(frozen=True)
class Selection:
    """What the PATHs of a command name; nothing named is everything.

    Each entry is (locale or "", id prefix, whether the prefix is a folder, or a file that can hold several articles).
    """

    entries: tuple[tuple[str, str, bool], ...] = ()

    def has(self, article_id: str, locale: str = "") -> bool:
        """Whether an article (and its catalog in `locale`, if given) is selected."""
        if not self.entries:
            return True
        return any(
            (not want or not locale or want == locale)
            and (article_id == prefix or (folder and (not prefix or article_id.startswith(prefix + "/"))))
            for want, prefix, folder in self.entries
        )


@dataclass(frozen=True)
class Project:
    """A configuration and the folder it holds for. `root` is absolute."""

    root: Path
    config: Config = field(default_factory=Config)

    @property
    def articles_dir(self) -> Path:
        """Where articles lie."""
        return self.root / self.config.articles

    @property
    def translations_dir(self) -> Path:
        """Where catalogs lie, a folder a locale."""
        return self.root / self.config.translations

    @property
    def folders(self) -> tuple[Path, Path]:
        """Where articles and catalogs lie."""
        return self.articles_dir, self.translations_dir

    def shown(self, path: Path) -> str:
        """`path` relative to the project where it lies inside, with `/`; control characters are escaped."""
        try:
            return escaped(path.relative_to(self.root).as_posix())
        except ValueError:
            return escaped(path.as_posix())

    def catalog_path(self, article_id: str, locale: str) -> Path:
        """Where the catalog of an article in a locale lies or will lie."""
        folder = self.translations_dir / locale
        spelled = self.translations_dir / bcp47(locale)
        return (spelled if spelled.is_dir() and not folder.is_dir() else folder) / f"{article_id}.po"

    def glossary(self) -> tuple[Term, ...]:
        """The terms of the glossary; none where its file has its usual name and does not exist.

        Raises ConfigError for a file that is missing otherwise, lies outside the project or cannot be understood.
        """
        name = self.config.glossary_file
        file = self.root / name
        if leads_out(file, self.root):
            raise ConfigError("[glossary] file lies outside the project", path=name, remedy="Copy it in")
        try:
            data = read_bytes(file, most=_LARGEST_GLOSSARY)
        except OSError as error:
            raise ConfigError(f"cannot be read: {error.strerror}", path=name, remedy=remedy(error)) from None
        if data and len(data) > _LARGEST_GLOSSARY:
            raise ConfigError(f"larger than {_LARGEST_GLOSSARY >> 20} MB", path=name, remedy="Keep the terms in use")
        if data is None:
            if name == GLOSSARY:
                return ()
            raise ConfigError("no such file", path=name, remedy="Write it, or mend [glossary] file")
        try:
            return parse_glossary(data.decode("utf-8-sig"), name)
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise ConfigError("not UTF-8", path=name, line=line, remedy="Save it as CSV UTF-8") from None

    def find_articles(self) -> Found:
        """Every article below the articles folder, sorted by path. Dot-files and unfinished files are passed over.

        Raises ConfigError when there is no such folder.
        """
        if not self.articles_dir.is_dir():
            raise ConfigError(
                f"no articles folder {self.shown(self.articles_dir)}/",
                remedy="Run `bylingual init`, or set `articles` in bylingual.toml",
            )
        files, skipped, refused, folders, unpublished = [], [], [], [], []
        inside = Contents(self.root)
        refused_ids: set[str] = set()
        moment = now()
        for entry in walk(self.articles_dir, self.root):
            file, shown = entry.path, self.shown(entry.path)
            relative = file.relative_to(self.articles_dir)
            if not entry.is_folder and file.suffix.lower() not in BY_SUFFIX:
                skipped.append((shown, f"no reader for {escaped(file.suffix) or 'files without suffix'}"))
            elif entry.problem:
                refused.append(ReadError(entry.problem, path=shown, remedy=entry.remedy))
                if entry.is_folder:
                    folders.append(f"{relative.as_posix()}/")
                else:
                    refused_ids.add(relative.with_suffix("").as_posix())
            elif shown != file.relative_to(self.root).as_posix():
                what = "that is not UTF-8" if _HALF.search(str(file)) else "with a control character"
                refused.append(ReadError(f"a file name {what}", path=shown, remedy="Rename it"))
            else:
                whole = ArticleFile(relative.with_suffix("").as_posix(), file, shown)
                try:
                    for article, reason in _held(whole, inside, moment):
                        unpublished.append((article, reason)) if reason else files.append(article)
                except NoArticleError as error:
                    skipped.append((shown, error.problem))
                except ReadError:  # reading will say why; meanwhile the articles in it are not gone
                    files.append(whole)
                    folders.append(f"{whole.id}/")
        by_id: dict[str, list[ArticleFile]] = {}
        for article in files:
            by_id.setdefault(unicodedata.normalize("NFC", article.id).casefold(), []).append(article)
        kept = [same[0] for same in by_id.values() if len(same) == 1]
        for same in by_id.values():
            if len(same) > 1:
                refused_ids |= {a.id for a in same}
                others = " and ".join(a.path for a in same[1:])
                alike = len({unicodedata.normalize("NFC", a.path) for a in same}) < len(same)
                problem = f"would share its catalog with {others}{_ACCENTS if alike else ''}"
                refused.append(ReadError(problem, path=same[0].path, remedy="Rename one of them"))
        return Found(
            tuple(kept),
            tuple(skipped),
            tuple(refused),
            frozenset(refused_ids),
            tuple(folders),
            tuple(unpublished),
            inside,
        )

    def find_catalogs(self) -> list[tuple[str, str, Path]]:
        """(locale, article id, file) of every catalog, sorted. Folders that are no locale are passed over.

        What cannot be read as a catalog is among them, folders too: reading it tells why.
        """
        found = []
        if not self.translations_dir.is_dir():
            return []
        for folder in sorted(p for p in self.translations_dir.iterdir() if p.is_dir()):
            try:
                locale = parse_locale(folder.name)
            except LanguageError:
                continue
            for entry in walk(folder, self.root):
                if entry.path.suffix == ".po" or (entry.is_folder and entry.problem):
                    found.append((locale, escaped(_id_of(entry.path.relative_to(folder), entry.is_folder)), entry.path))
        return found

    @property
    def memories_dir(self) -> Path:
        """Where imported translation memories lie."""
        return self.translations_dir / "memory"

    def find_memories(self) -> list[Path]:
        """Every imported memory, sorted."""
        if not self.memories_dir.is_dir():
            return []
        return [e.path for e in walk(self.memories_dir, self.root) if e.path.suffix == ".tmx" and not e.problem]

    def select(self, paths: Sequence[Path]) -> Selection:
        """What `paths` (articles, catalogs or folders, relative to the working directory) name.

        Raises ConfigError for a path that does not exist, lies elsewhere, or is no kind of file we read.
        """
        return Selection(tuple(self._entry(path) for path in paths))

    def _entry(self, given: Path) -> tuple[str, str, bool]:
        path = Path(os.path.abspath(given))  # noqa: PTH100 - not resolve(): links are looked at where they are read
        try:
            path.lstat()
        except (OSError, ValueError) as error:  # ValueError: a NUL in it
            problem = "no such file or folder" if isinstance(error, FileNotFoundError | ValueError) else error.strerror
            raise ConfigError(problem or "", path=str(given), remedy="Check the spelling") from None
        folder = path.is_dir()
        if path.is_relative_to(self.translations_dir):
            parts = path.relative_to(self.translations_dir).parts
            locale = parse_locale(parts[0]) if parts else ""
            rest = Path(*parts[1:])
            return locale, _id_of(rest, folder), folder
        if path.is_relative_to(self.articles_dir):
            if not folder and path.suffix.lower() not in BY_SUFFIX:
                known = ", ".join(sorted(BY_SUFFIX))
                raise ConfigError(
                    f"no reader for {path.suffix or 'this file'}", path=str(given), remedy=f"Known: {known}"
                )
            several = not folder and hasattr(BY_SUFFIX[path.suffix.lower()], "split")
            return "", _id_of(path.relative_to(self.articles_dir), folder), folder or several
        if folder and self.articles_dir.is_relative_to(path):
            return "", "", True
        raise ConfigError(
            "not in this project's articles or translations",
            path=str(given),
            remedy=f"They lie in {self.shown(self.articles_dir)}/ and {self.shown(self.translations_dir)}/",
        )


def _held(whole: ArticleFile, inside: Contents, moment: datetime) -> Iterator[tuple[ArticleFile, str]]:
    """The articles in a file, each with the reason why it is not to be published, "" for none. Raises ReadError."""
    reader = BY_SUFFIX[whole.file.suffix.lower()]
    if not (hasattr(reader, "split") or hasattr(reader, "withheld")):
        yield whole, ""
        return
    for held in inside.of(whole.file, whole.path, reader):
        article = ArticleFile(f"{whole.id}/{held.slug}", whole.file, whole.path, held.spans, held.digest)
        yield article if held.slug else whole, held.refusal(moment)


def _id_of(relative: Path, folder: bool) -> str:
    if relative == Path():
        return ""
    return (relative if folder else relative.with_suffix("")).as_posix()


def load(start: Path, *, required: bool = True) -> Project:
    """The project around `start`: the nearest `bylingual.toml` or `[tool.bylingual]`, upwards.

    Raises ConfigError for a configuration that cannot be used and, if `required`, when there is none.
    """
    start = Path(os.path.abspath(start))  # noqa: PTH100
    for folder in (start, *start.parents):
        for name in (CONFIG_NAME, "pyproject.toml"):
            file = folder / name
            text = _text(file)
            table: Any = _toml(text, name) if text else {}
            if name == "pyproject.toml":
                tools = table.get("tool")
                table = tools.get("bylingual") if isinstance(tools, dict) else None
            if text is not None and table is not None:
                if not isinstance(table, dict):
                    raise ConfigError("[tool.bylingual] is no table", path=name, remedy="Write [tool.bylingual]")
                return _one_folder_each(_inside(Project(folder, parse(table, name, text)), name, text))
    if required:
        raise ConfigError(f"no {CONFIG_NAME} here or above", remedy="Run `bylingual init` to start a project")
    return Project(start)


def _inside(project: Project, name: str, text: str) -> Project:
    """`project`, if its folders lie in it, apart from each other. Raises ConfigError."""
    inner = {}
    for key, folder in (("articles", project.articles_dir), ("translations", project.translations_dir)):
        inner[key] = Path(os.path.abspath(folder))  # noqa: PTH100
        line, remedy = line_of(key, text), f'Use {key} = "{key}"'
        if inner[key] == project.root or not inner[key].is_relative_to(project.root):
            raise ConfigError(f"{key} must be a folder inside the project", path=name, line=line, remedy=remedy)
        if leads_out(inner[key], project.root):
            raise ConfigError(LEADS_OUT, path=project.shown(inner[key]), remedy="Move the folder itself here")
        if inner[key].exists() and not inner[key].is_dir():
            raise ConfigError("not a folder", path=project.shown(inner[key]), remedy=f"Move it away, or set {key}")
    for key, other in (("articles", "translations"), ("translations", "articles")):
        if inner[key].is_relative_to(inner[other]):
            line = line_of(key, text)
            raise ConfigError(f"{key} lie in {other}", path=name, line=line, remedy=f'Use {key} = "{key}"')
    return project


def _one_folder_each(project: Project) -> Project:
    """`project`, if no locale has two folders of catalogs: `pt_BR` and `pt-BR`. Raises ConfigError."""
    seen: dict[str, Path] = {}
    place = project.translations_dir
    try:
        folders = sorted(p for p in place.iterdir() if p.is_dir()) if place.is_dir() else []
    except OSError as error:
        problem = f"cannot be read: {error.strerror}"
        raise ConfigError(problem, path=project.shown(place), remedy=remedy(error)) from None
    for folder in folders:
        with contextlib.suppress(LanguageError):
            first = seen.setdefault(parse_locale(folder.name), folder)
            if first is not folder:
                both = f"{project.shown(first)} and {project.shown(folder)}"
                what = "Move the catalogs of one into the other"
                raise ConfigError(f"{both} are folders of one locale", remedy=what)
    return project


def _text(file: Path) -> str | None:
    """The text of a configuration file, None if there is none. Raises ConfigError."""
    try:
        data = read_bytes(file, most=_LARGEST_CONFIG)
        return data if data is None else data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError("not UTF-8", path=file.name, line=line, remedy="Save it as UTF-8") from None
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", path=file.name, remedy=remedy(error)) from None


def _toml(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else text.count("\n") + 1
        problem = _TOML_PLACE.sub("", str(error))
        raise ConfigError(f"not TOML: {problem}", path=name, line=line, remedy="Mend the line") from None
    except RecursionError:
        raise ConfigError("nested too deeply", path=name, remedy="No key needs it") from None


def now() -> datetime:
    """The current time in UTC, or the one that SOURCE_DATE_EPOCH (seconds since 1970) sets."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        problem = f"SOURCE_DATE_EPOCH={epoch} is no number of seconds since 1970"
        raise ConfigError(problem, remedy="Unset it, or use a number") from None
