"""The project on disk: configuration, path rules, the clock and atomic writes."""

from __future__ import annotations

import contextlib
import os
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .config import CONFIG_NAME, GLOSSARY, Config, parse
from .errors import BylingualError, ConfigError, LanguageError, ReadError
from .glossary import Term
from .glossary import parse as parse_glossary
from .locales import bcp47, parse_locale
from .readers import BY_SUFFIX


@dataclass(frozen=True)
class ArticleFile:
    """An article on disk: id, absolute file, and the path to show (relative to the project)."""

    id: str
    file: Path
    path: str


@dataclass(frozen=True)
class Found:
    """What lies below the articles folder: articles by id, what no reader takes, and what is refused and why."""

    articles: tuple[ArticleFile, ...]
    skipped: tuple[tuple[str, str], ...] = ()
    refused: tuple[ReadError, ...] = ()
    refused_ids: frozenset[str] = frozenset()

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all articles that are there, the refused ones too."""
        return frozenset(a.id for a in self.articles) | self.refused_ids


@dataclass(frozen=True)
class Selection:
    """What the PATHs of a command name; nothing named is everything.

    Each entry is (locale or "", id prefix, whether the prefix is a folder).
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

    def shown(self, path: Path) -> str:
        """`path` relative to the project where it lies inside, with `/`."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()

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
        if not file.resolve().is_relative_to(self.root.resolve()):
            raise ConfigError("[glossary] file lies outside the project", path=name, remedy="Copy it in")
        try:
            data = file.read_bytes()
        except FileNotFoundError:
            if name == GLOSSARY:
                return ()
            raise ConfigError("no such file", path=name, remedy="Write it, or mend [glossary] file") from None
        except OSError as error:
            raise ConfigError(f"cannot be read: {error.strerror}", path=name) from None
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
        files, skipped, refused = [], [], []
        refused_ids: set[str] = set()
        for file in _walk(self.articles_dir):
            shown = self.shown(file)
            if not _is_utf8(shown):
                name = shown.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
                refused.append(ReadError("a file name that is not UTF-8", path=name, remedy="Rename it"))
            elif file.suffix.lower() not in BY_SUFFIX:
                skipped.append((shown, f"no reader for {file.suffix or 'files without suffix'}"))
            elif not file.resolve().is_relative_to(self.root.resolve()):
                refused.append(ReadError("a link that leads out of the project", path=shown, remedy="Copy the file in"))
            else:
                relative = file.relative_to(self.articles_dir)
                files.append(ArticleFile(relative.with_suffix("").as_posix(), file, shown))
        by_id: dict[str, list[ArticleFile]] = {}
        for article in files:
            by_id.setdefault(article.id.casefold(), []).append(article)
        kept = [same[0] for same in by_id.values() if len(same) == 1]
        for same in by_id.values():
            if len(same) > 1:
                refused_ids |= {a.id for a in same}
                names = " and ".join(a.path for a in same)
                refused.append(
                    ReadError(f"{names} would share one catalog", path=same[0].path, remedy="Rename one of them")
                )
        return Found(tuple(kept), tuple(skipped), tuple(refused), frozenset(refused_ids))

    def find_catalogs(self) -> list[tuple[str, str, Path]]:
        """(locale, article id, file) of every catalog, sorted. Folders that are no locale are passed over."""
        found = []
        if not self.translations_dir.is_dir():
            return []
        for folder in sorted(p for p in self.translations_dir.iterdir() if p.is_dir()):
            try:
                locale = parse_locale(folder.name)
            except LanguageError:
                continue
            for file in _walk(folder):
                if file.suffix == ".po":
                    found.append((locale, file.relative_to(folder).with_suffix("").as_posix(), file))
        return found

    @property
    def memories_dir(self) -> Path:
        """Where imported translation memories lie."""
        return self.translations_dir / "memory"

    def find_memories(self) -> list[Path]:
        """Every imported memory, sorted."""
        return [f for f in _walk(self.memories_dir) if f.suffix == ".tmx"] if self.memories_dir.is_dir() else []

    def select(self, paths: Sequence[Path]) -> Selection:
        """What `paths` (articles, catalogs or folders, relative to the working directory) name.

        Raises ConfigError for a path that does not exist, lies elsewhere, or is no kind of file we read.
        """
        return Selection(tuple(self._entry(path) for path in paths))

    def _entry(self, given: Path) -> tuple[str, str, bool]:
        path = Path(os.path.abspath(given))  # noqa: PTH100 - not resolve(): links are looked at where they are read
        if not path.exists():
            raise ConfigError("no such file or folder", path=str(given))
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
            return "", _id_of(path.relative_to(self.articles_dir), folder), folder
        if folder and self.articles_dir.is_relative_to(path):
            return "", "", True
        raise ConfigError(
            "not in this project's articles or translations",
            path=str(given),
            remedy=f"They lie in {self.shown(self.articles_dir)}/ and {self.shown(self.translations_dir)}/",
        )


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _id_of(relative: Path, folder: bool) -> str:
    if relative == Path():
        return ""
    return (relative if folder else relative.with_suffix("")).as_posix()


def _walk(folder: Path) -> Iterator[Path]:
    """Files below `folder` in order of their names; dot-files, `*.part` and `*.tmp` are passed over."""
    for entry in sorted(folder.iterdir(), key=lambda p: p.name):
        if entry.name.startswith(".") or entry.name.endswith((".part", ".tmp")):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry)
        elif entry.is_file():
            yield entry


def load(start: Path, *, required: bool = True) -> Project:
    """The project around `start`: the nearest `bylingual.toml` or `[tool.bylingual]`, upwards.

    Raises ConfigError for a configuration that cannot be used and, if `required`, when there is none.
    """
    start = Path(os.path.abspath(start))  # noqa: PTH100
    for folder in (start, *start.parents):
        for name in (CONFIG_NAME, "pyproject.toml"):
            file = folder / name
            if not file.is_file():
                continue
            table: Any = _toml(file)
            if name == "pyproject.toml":
                tools = table.get("tool")
                table = tools.get("bylingual") if isinstance(tools, dict) else None
            if table is not None:
                if not isinstance(table, dict):
                    raise ConfigError("[tool.bylingual] is no table", path=str(file))
                return _inside(Project(folder, parse(table, name)), name)
    if required:
        raise ConfigError(f"no {CONFIG_NAME} here or above", remedy="Run `bylingual init` to start a project")
    return Project(start)


def _inside(project: Project, name: str) -> Project:
    """`project`, if its folders lie in it. Raises ConfigError."""
    for key, folder in (("articles", project.articles_dir), ("translations", project.translations_dir)):
        inner = Path(os.path.abspath(folder))  # noqa: PTH100
        if inner == project.root or not inner.is_relative_to(project.root):
            raise ConfigError(f"{key} must be a folder inside the project", path=name, remedy=f"Use {key} = {key!r}")
    return project


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"not TOML: {error}", path=str(file)) from None


def now() -> datetime:
    """The current time in UTC, or the one that SOURCE_DATE_EPOCH (seconds since 1970) sets."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        raise ConfigError(f"SOURCE_DATE_EPOCH={epoch} is no number of seconds since 1970") from None


_ANY = object()


class ChangedUnderneathError(BylingualError):
    """A file changed between our reading it and our writing it; nothing was written."""


def read_bytes(path: Path) -> bytes | None:
    """The file's bytes, None if there is no such file."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def write_file(path: Path, data: bytes, *, expected: object = _ANY) -> bool:
    """Write `data` whole or not at all: temporary file in the same folder, fsync, rename. True if it changed.

    Nothing is written when the file holds `data` already. With `expected` (bytes, or None for no file), a file that
    holds something else raises ChangedUnderneathError. Raises BylingualError where the folder cannot be written.
    """
    path = path.resolve() if path.is_symlink() else path  # a link stays a link
    current = read_bytes(path)
    if expected is not _ANY and current != expected:
        raise ChangedUnderneathError("changed while it was being worked on", path=str(path), remedy="Run again")
    if current == data:
        return False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:80]}.", suffix=".tmp")
    except OSError as error:
        raise BylingualError(f"cannot be written: {error.strerror}", path=str(path)) from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(path.stat().st_mode & 0o777 if current is not None else 0o644)
        temporary.replace(path)
    except OSError as error:
        raise BylingualError(f"cannot be written: {error.strerror}", path=str(path)) from None
    finally:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()
    return True
