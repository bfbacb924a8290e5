"""How well articles are read, on a folder of labelled ones: what is measured, without the printing.

FOLDER holds `manifest.jsonl`: one object a line with `id`, `file` (below FOLDER), `format`, `language`,
`must_survive` and `must_not_appear` (pieces of text that a bundle has to have, or must not have), and where they are
known `headline`, `deck`, `byline` (a text or a list), `dateline`, `section_headings`, `captions_or_credits` and
`image_alts`. `python -m benchmarks.articles_table FOLDER` prints the result.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from bylingual.embed import MARKUP
from bylingual.errors import BylingualError
from bylingual.inline import parse, plain, syntax_of
from bylingual.keys import comparison_key
from bylingual.localize import Localized, fill, localize
from bylingual.model import Article, Disposition, Role
from bylingual.readers import BY_SUFFIX
from bylingual.readers.base import Item, ReadOptions

NAMES = (Role.BYLINE, Role.CREDIT)
# In the order of the table.
MEASURES = (
    "headline", "no headline", "must_survive", "must_not_appear", "deck", "byline", "dateline", "heading", "caption",
    "conservation", "identity",
)  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """One thing that was looked for in one article. `why` says what there was instead, "" for a hit."""

    row: str
    file: str
    format: str
    measure: str
    wanted: str
    right: bool
    why: str = ""


@dataclass
class Result:
    """All outcomes, and the files that were not read with the reason."""

    outcomes: list[Outcome] = field(default_factory=list)
    unread: list[tuple[str, str, str]] = field(default_factory=list)

    def of(self, measure: str, formats: Sequence[str] = ()) -> list[Outcome]:
        """The outcomes of one measure, of some formats or all."""
        return [o for o in self.outcomes if o.measure == measure and (not formats or o.format in formats)]

    def score(self, measure: str, formats: Sequence[str] = ()) -> tuple[int, int]:
        """How many were right, of how many. For `must_not_appear`: how many appeared nevertheless."""
        found = self.of(measure, formats)
        right = sum(o.right for o in found)
        return (len(found) - right if measure == "must_not_appear" else right), len(found)


def rows(folder: Path) -> list[dict[str, Any]]:
    """The manifest's objects."""
    lines = (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def measure(folder: Path, formats: Sequence[str] = ()) -> Result:
    """Everything about every article of the manifest, or of some formats."""
    result = Result()
    for row in rows(folder):
        if formats and row["format"] not in formats:
            continue
        file = folder / row["file"]
        try:
            articles = read(file)
            kept = read(file, drop=False)
        except (BylingualError, ImportError) as error:
            result.unread.append((row["id"], row["file"], str(error)))
            continue
        result.outcomes += judge(row, articles, kept)
    return result


def read(file: Path, *, drop: bool = True) -> list[Article]:
    """The articles in a file. Raises BylingualError when no reader takes it or the reader refuses it."""
    reader = BY_SUFFIX.get(file.suffix.lower())
    if reader is None:
        raise BylingualError(f"no reader for {file.suffix}")
    data, options = file.read_bytes(), ReadOptions(drop=drop)
    items: Sequence[Item] = reader.split(data, file.name) if hasattr(reader, "split") else ()
    parts = [(i.slug, b"".join(data[a:b] for a, b in i.spans)) for i in items if i.slug and not i.refused]
    found: list[Article] = [reader.read(part, f"{file.stem}/{slug}", file.name, options) for slug, part in parts]
    return found or [reader.read(data, file.stem, file.name, options)]


def judge(row: dict[str, Any], articles: Sequence[Article], kept: Sequence[Article]) -> Iterator[Outcome]:
    """What the manifest's row says of its file, compared with `articles`; `kept` are the same read with `drop = false`.

    Of a file with several articles (a feed) the one with the row's headline is judged.
    """

    def outcome(measure: str, wanted: str, right: bool, why: str = "") -> Outcome:
        return Outcome(row["id"], row["file"], row["format"], measure, wanted, right, "" if right else why)

    editions = [as_it_is(article, row["language"]) for article in articles]
    shown = _meant(editions, row.get("headline", ""))
    headlines = texts(shown, Role.HEADLINE)
    if wanted := row.get("headline"):
        right = bool(headlines) and same(headlines[0], wanted)
        yield outcome("headline", wanted, right, f"found {headlines[0]!r}" if headlines else "none found")
    else:
        yield outcome("no headline", "", not headlines, f"found {headlines[:1]}")
    everything = "\n".join(p.plain for edition in editions for p in edition.pieces)
    for wanted in row["must_survive"]:
        yield outcome("must_survive", wanted, has(everything, wanted), _whereabouts(articles, wanted))
    for unwanted in row["must_not_appear"]:
        yield outcome("must_not_appear", unwanted, not has(everything, unwanted), _whereabouts(articles, unwanted))
    yield from _parts(row, shown, outcome)
    for article in kept:
        yield outcome("conservation", article.id, not (lost := unconserved(article)), lost)
        yield outcome("identity", article.id, identical(article), "the source bundle differs from the source")


def _parts(row: dict[str, Any], shown: Localized, outcome: Any) -> Iterator[Outcome]:
    """Decks, names, datelines, headings and captions."""

    def among(measure: str, wanted: str, roles: Sequence[Role]) -> Outcome:
        said = "\n".join(texts(shown, *roles))
        instead = next((p.role.value for p in shown.pieces if has(p.plain, wanted)), "no one block")
        return outcome(measure, wanted, has(said, wanted), f"in {instead}")

    if deck := row.get("deck"):
        yield among("deck", deck, [Role.DECK])
    for name in _names(row.get("byline")):
        yield among("byline", name, NAMES)
    if dateline := row.get("dateline"):
        yield among("dateline", dateline, [Role.DATELINE])
    for heading in row.get("section_headings", ()):
        yield among("heading", plain(parse(heading, "markdown")), [Role.HEADING, Role.HEADLINE])
    for caption in [*row.get("captions_or_credits", ()), *row.get("image_alts", ())]:
        yield among("caption", caption, [Role.CAPTION, Role.CREDIT, Role.ALT])


def _names(value: Any) -> list[str]:
    """The names of a byline without the wire's end mark; those that the file itself does not have are left out."""
    found = value if isinstance(value, list) else [value] if value else []
    named = [str(name) for name in found if "metadata only" not in str(name)]
    return [re.sub(r"\s*=\Z", "", one) for name in named for one in re.split(r"\s*;\s*", name)]


def _meant(editions: Sequence[Localized], headline: str) -> Localized:
    fitting = (e for e in editions if headline and any(same(t, headline) for t in texts(e, Role.HEADLINE)))
    return next(fitting, editions[0])


def as_it_is(article: Article, language: str) -> Localized:
    """The article's edition in its own language: what a bundle shows of it."""
    locale = language.replace("-", "_")
    return localize(article, locale, locale, (), {})


def texts(shown: Localized, *roles: Role) -> list[str]:
    """The texts of some roles without markup, in order."""
    return [p.plain for p in shown.pieces if p.role in roles]


def same(a: str, b: str) -> bool:
    """Whether two texts are the same to a reader."""
    return comparison_key(a) == comparison_key(b)


def has(text: str, piece: str) -> bool:
    """Whether `piece` stands in `text`, whatever the white space: pages are split at other places than their texts."""
    return _solid(piece) in _solid(text)


def _solid(text: str) -> str:
    return comparison_key(text).replace(" ", "")


def _whereabouts(articles: Iterable[Article], text: str) -> str:
    """The blocks that have the text or most of it, with what became of them."""
    found = []
    for article in articles:
        for block in article.blocks:
            words = plain(parse(block.source, syntax_of(block.form)))
            if has(words, text) or (len(words) > 3 and has(text, words)):
                found.append(f"{block.role} {block.disposition} {block.reason}".strip())
    return "; ".join(found) or "in no block"


def unconserved(article: Article) -> str:
    """What is wrong with the spans of an article's blocks, "" if every non-white character is in exactly one."""
    spans = sorted((b.start, b.end) for b in article.blocks)
    for before, after in pairwise(spans):
        if before[1] > after[0]:
            return f"twice: {article.text[after[0] : before[1]][:60]!r}"
    at = 0
    for start, end in [*spans, (len(article.text), len(article.text))]:
        if outside := article.text[at:start].strip():
            return f"in no block: {outside[:60]!r}"
        at = max(at, end)
    return ""


def identical(article: Article) -> bool:
    """Whether a source file filled with targets that are the sources has the source's bytes. Blocks that are dropped
    whatever the configuration says are left out of the comparison."""
    targets = {(role.value, source): source for role, source in article.unit_keys()}
    if any(b.disposition is Disposition.DROP and b.form != MARKUP for b in article.blocks):
        return fill(article, targets) == fill(article, {})
    return fill(article, targets) == article.raw
