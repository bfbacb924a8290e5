"""Catalogs on disk: reading, laying out, writing only what changed."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from .. import po
from ..checks import Context
from ..errors import CatalogError, LanguageError
from ..files import leads_out, remedy
from ..locales import english_name, language_of, parse_locale, plural_forms
from ..model import Article, Catalog, Unit
from ..project import Project, now, read_bytes, write_file
from ..swap import is_written_to
from ..walk import LEADS_OUT

SCHEMA = "1"
# So often, and so long each time, a catalog that is half written is waited for: editors write for milliseconds.
_LOOKS = 50
_PAUSE_SECONDS = 0.02


@dataclass(frozen=True)
class Loaded:
    """A catalog as it lies on disk: its bytes (None if there is no file yet) and what they say."""

    path: Path
    shown: str
    data: bytes | None
    catalog: Catalog


def load(project: Project, path: Path) -> Loaded:
    """The catalog at `path`, an empty one if there is none. Raises CatalogError."""
    shown = project.shown(path)
    data, catalog = _read(project, path, shown)
    if plural := next((u for u in catalog.units if u.plural), None):
        raise CatalogError("an entry with plural forms", path=shown, line=plural.line, remedy="Remove msgid_plural")
    if data:
        check_header(project, path, data, catalog.header)
    return Loaded(path, shown, data, catalog)


def _read(project: Project, path: Path, shown: str) -> tuple[bytes | None, Catalog]:
    """A catalog's bytes and what they say; one that somebody is just saving is waited for. Raises CatalogError."""
    data = data_of(project, path)
    for _ in range(_LOOKS):
        try:
            return data, Catalog({}, ()) if data is None else po.read(data, shown)
        except CatalogError:
            if is_written_to(path):
                time.sleep(_PAUSE_SECONDS)
            again = data_of(project, path)
            if again == data and not is_written_to(path):
                raise
            data = again
    return data, po.read(data or b"", shown)


def data_of(project: Project, path: Path) -> bytes | None:
    """The bytes of a catalog, None if there is none. Raises CatalogError."""
    shown = project.shown(path)
    if leads_out(path, project.root):
        raise CatalogError(LEADS_OUT, path=shown, remedy="Copy the file in")
    try:
        return read_bytes(path, most=po.MAX_BYTES)
    except OSError as error:
        raise CatalogError(f"cannot be read: {error.strerror}", path=shown, remedy=remedy(error)) from None


def check_header(project: Project, path: Path, data: bytes, header: Mapping[str, str]) -> None:
    """Raises CatalogError for a catalog of another language than its folder's, or in a form that is not known here."""
    schema = header.get("X-Bylingual-Schema", SCHEMA)
    language = header.get("Language", "").strip()
    locale = parse_locale(path.relative_to(project.translations_dir).parts[0])
    field, problem, what = "", "", ""
    if schema != SCHEMA:
        field, problem = "X-Bylingual-Schema", f"written by another version (schema {schema}; this one has {SCHEMA})"
        what = "Use the version that wrote it, or a newer one"
    elif language and _language(language) != language_of(locale):
        field, problem = "Language", f"its header says Language: {language}, its folder is {locale}'s"
        what = f"Move the file to its language's folder, or write Language: {locale}"
    if problem:
        line = next((n for n, text in enumerate(data.split(b"\n"), 1) if field.encode() + b":" in text), None)
        raise CatalogError(problem, path=project.shown(path), line=line, remedy=what)


def _language(text: str) -> str:
    try:
        return language_of(parse_locale(text))
    except LanguageError:
        return ""


def rule_context(project: Project, units: Sequence[Unit], source: str, locale: str) -> Context:
    """What the rules may know of the units of a catalog. `source` is a locale, as far as it is known.

    Raises ConfigError for a glossary that cannot be understood.
    """
    try:
        language = parse_locale(source) if source else ""
    except LanguageError:
        language = ""
    return Context(
        language, locale, project.glossary(), tuple(units), project.config.grades, project.config.gate_locked
    )


def save(
    loaded: Loaded,
    units: Sequence[Unit],
    article: Article,
    language: str,
    locale: str,
) -> bytes | None:
    """Write the catalog if its units or the article's file differ from what was loaded. The bytes written, None for no
    change.

    Raises ChangedUnderneathError when the file on disk is no longer the one that was loaded.
    """
    old = loaded.catalog
    is_at_home = old.header.get("X-Source-File", article.path) == article.path
    if loaded.data is not None and is_at_home and tuple(units) == old.units:
        return None
    header = _header(old.header, article, language, locale, sources_changed=_sources(units) != _sources(old.units))
    data = po.write(replace(old, header=header, units=tuple(units))).encode()
    return data if write_file(loaded.path, data, expected=loaded.data, shown=loaded.shown) else None


def revise(loaded: Loaded, units: Sequence[Unit]) -> bool:
    """Write the catalog with `units` and a new revision date, all else as it was. True if the file changed.

    Raises ChangedUnderneathError as `save` does.
    """
    if tuple(units) == loaded.catalog.units:
        return False
    header = {**loaded.catalog.header, "PO-Revision-Date": _date()}
    text = po.write(replace(loaded.catalog, header=header, units=tuple(units)))
    return write_file(loaded.path, text.encode(), expected=loaded.data, shown=loaded.shown)


def _date() -> str:
    """The time as PO headers write it."""
    return now().strftime("%Y-%m-%d %H:%M+0000")


def _sources(units: Sequence[Unit]) -> list[tuple[str | None, str]]:
    return [u.key for u in units if not u.obsolete]


def _header(
    old: Mapping[str, str], article: Article, language: str, locale: str, *, sources_changed: bool
) -> dict[str, str]:
    date = _date()
    fresh = {
        "Project-Id-Version": article.id,
        "Report-Msgid-Bugs-To": "",
        "POT-Creation-Date": date,
        "PO-Revision-Date": date,
        "Last-Translator": "Bylingual",
        "Language-Team": english_name(locale),
        "Language": locale,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms(locale),
        "X-Generator": "Bylingual",
    }
    ours = {
        "X-Source-File": article.path,
        "X-Source-Language": language,
        "X-Bylingual-Schema": SCHEMA,
        "PO-Revision-Date": date,
    }
    if sources_changed:
        ours["POT-Creation-Date"] = date
    old = {name: value for name, value in old.items() if value or name != "Language"}  # msginit leaves it empty
    return po.header_fields([*{**fresh, **old, **ours}.items()])
