"""Articles of a selection, read and with their language: what most use cases start from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..contents import lines_between, part
from ..detect import Detection, detect, detect_blocks
from ..errors import BylingualError, ConfigError, LanguageError, ReadError
from ..files import remedy
from ..locales import language_of, parse_locale
from ..model import Article, Disposition, Role
from ..project import ArticleFile, Found, Project, Selection, read_bytes
from ..readers import BY_SUFFIX
from ..readers.encoding import LONGEST_UNIT, MAX_BYTES, UNUSABLE

# A text with fewer letters does not outweigh what its file says.
_ENOUGH_LETTERS = 60
_SOURCE_LANGUAGE = re.compile(rb'"X-Source-Language: ([\w@-]+)\\n"')


@dataclass(frozen=True)
class Failure:
    """An article that could not be used, and why."""

    article: str
    path: str
    error: str


@dataclass(frozen=True)
class Refused:
    """An article that is not to be published, and why: killed, withheld, embargoed, without a text."""

    article: str
    path: str
    reason: str


@dataclass(frozen=True)
class Selected:
    """What lies in the project, the selected articles, those that failed before reading, and those refused."""

    found: Found
    files: list[ArticleFile]
    failures: list[Failure]
    refused: list[Refused]


def selected(project: Project, selection: Selection) -> Selected:
    """What a selection names. Raises ConfigError when something was named and nothing of it is an article."""
    found = project.find_articles()
    files = [a for a in found.articles if selection.has(a.id)]
    failures = [Failure("", e.path or "", str(e)) for e in found.refused if selection.has(_id(project, e.path or ""))]
    refused = refused_in(found, selection)
    if selection.entries and not (files or failures or refused):
        why = [f"{path}: {reason}" for path, reason in found.skipped if selection.has(_id(project, path))]
        named = ", ".join(prefix or "." for _, prefix, _ in selection.entries)
        problem = "; ".join(why) or f"no article at {named}"
        raise ConfigError(problem, remedy="`bylingual status` lists what there is")
    return Selected(found, files, failures, refused)


def refused_in(found: Found, selection: Selection) -> list[Refused]:
    """The selected articles that are not to be published."""
    return [Refused(a.id, a.path, reason) for a, reason in found.unpublished if selection.has(a.id)]


def _id(project: Project, path: str) -> str:
    relative = path.removeprefix(project.config.articles.rstrip("/") + "/")
    name, dot, suffix = relative.rpartition(".")
    return name if f"{dot}{suffix}".lower() in BY_SUFFIX else relative


def read_article(project: Project, file: ArticleFile) -> Article:
    """The article in a file. Raises ReadError."""
    reader = BY_SUFFIX[file.file.suffix.lower()]
    if file.spans:
        data: bytes | None = part(file.file, file.spans, file.digest, file.path)
    else:
        try:
            data = read_bytes(file.file, most=MAX_BYTES)
        except OSError as error:
            raise ReadError(f"cannot be read: {error.strerror}", path=file.path, remedy=remedy(error)) from None
    if data is None:
        raise ReadError("gone while it was being worked on", path=file.path, remedy="Run again")
    try:
        article: Article = reader.read(data, file.id, file.path, project.config.read)
        _check_units(article)
    except ReadError as error:
        if file.spans and error.line:
            error.line += lines_between(file.file, file.spans, error.line)
        raise
    return article


def named(path: str, article_id: str) -> str:
    """The path of an article, with its name in the file where it is one of several: `articles/feed.xml (ferry)`."""
    is_alone = path.rpartition(".")[0].endswith(article_id)
    return path if is_alone else f"{path} ({article_id.rpartition('/')[2]})"


def _check_units(article: Article) -> None:
    """Raises ReadError for a text that no editor could work on, or no catalog could hold."""
    for block in article.blocks:
        if block.disposition is not Disposition.TRANSLATE:
            continue
        bad = UNUSABLE.search(block.source)
        if bad or len(block.source) > LONGEST_UNIT:
            line = article.text.count("\n", 0, block.start) + 1
            if bad:  # written as an escape, else the file would not have been read
                problem, what = f"a character that no text has (U+{ord(bad[0]):04X})", "Remove it"
            else:
                problem, what = f"a paragraph of {len(block.source):,} characters", "Break it into paragraphs"
            raise ReadError(problem, path=article.path, line=line, remedy=what)


def main_text(article: Article) -> str:
    """Headline, deck and body, a paragraph a line: what a language is told by. Never page furniture or credits."""
    roles = (Role.BOILERPLATE, Role.NOTE, Role.META, Role.BYLINE, Role.CREDIT)
    return "\n\n".join(
        b.source for b in article.blocks if b.disposition is Disposition.TRANSLATE and b.role not in roles
    )


def language(project: Project, article: Article, given: str = "") -> Detection:
    """The article's language: the first of `given` (from --from), the configuration's, the one that its catalogs were
    made for, what it declares unless its text is certainly in another, what is detected."""
    fixed = given or ("" if project.config.source == "auto" else project.config.source)
    fixed = fixed or _recorded(project, article.id)
    if not fixed and article.declared_language:
        contradiction = _contradiction(article)
        if contradiction:
            return contradiction
        fixed = article.declared_language
    if fixed:
        return Detection(fixed, 1.0, True, "")
    return detect(
        main_text(article), candidates=project.config.candidates, min_confidence=project.config.min_confidence
    )


def warnings(article: Article, language: str, given: str = "") -> list[str]:
    """What the user should know of an article that is read as being in `language`, each a line."""
    name = named(article.path, article.id)
    found = [f"{name}: {warning}" for warning in article.warnings]
    declared = article.declared_language
    if declared and not given and language_of(declared) != language_of(language) and _contradiction(article):
        found.append(
            f"{name}: declares {declared}, but its text is {language} and is read as that "
            f"(--from {declared} if it is not)"
        )
    return found


def _contradiction(article: Article) -> Detection | None:
    """What an article's text is in, if that is certainly not what it declares."""
    text = main_text(article)
    if sum(c.isalpha() for c in text[:10_000]) < _ENOUGH_LETTERS:
        return None
    found = detect_blocks([text], article.declared_language)[0]
    return found if found and found.decided else None


def _recorded(project: Project, article_id: str) -> str:
    """The language that a catalog of the article names, so that --from is said once; "" if there is none.

    Only the head of the file is looked at: a broken catalog is reported where it is used.
    """
    for folder in sorted(project.translations_dir.glob("*/")):
        try:
            head = read_bytes(folder / f"{article_id}.po", most=4096)
            if head and (match := _SOURCE_LANGUAGE.search(head)):
                return parse_locale(match[1].decode())
        except (OSError, LanguageError):
            continue
    return ""


def decided_language(project: Project, article: Article, given: str = "") -> str:
    """As `language`, but raises LanguageError when it is undecided."""
    found = language(project, article, given)
    if not found.decided and not main_text(article).strip():
        raise LanguageError(
            "no text that could tell its language", path=article.path, remedy="Put text into it, or use --from"
        )
    if not found.decided:
        reason = f" ({found.reason})" if found.reason else ""
        raise LanguageError(
            f"the language is unclear{reason}",
            path=article.path,
            remedy="Name it with --from, for example --from en",
        )
    return found.language


def each_article(
    project: Project, files: list[ArticleFile], failures: list[Failure], given: str = ""
) -> Iterator[tuple[Article, str]]:
    """Each article with its language; those that fail are added to `failures` and passed over."""
    for file in files:
        found = each(project, file, failures, given)
        if found:
            yield found


def each(project: Project, file: ArticleFile, failures: list[Failure], given: str = "") -> tuple[Article, str] | None:
    """The article in a file with its language; None for one that fails, which is added to `failures`."""
    try:
        article = read_article(project, file)
        return article, decided_language(project, article, given)
    except BylingualError as error:
        failures.append(failure(file, error))
        return None


def failure(file: ArticleFile, error: BylingualError) -> Failure:
    """What went wrong with an article, as it is to be said."""
    if error.path == file.path:
        error.path = named(file.path, file.id)
    return Failure(file.id, file.path, str(error))
