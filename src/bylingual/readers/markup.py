"""Marked-up text as texts, tags and notes, each with its place; what of it becomes the text of a unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ..inline import VOID
from .coded import REFERENCE, decoded_references, referenced

# A bounded number of `<` in an attribute's value, so that quotes without an end cost no more than their number.
_QUOTED = r'"[^"<]*+(?:<[^"<]*+){0,8}"|' + r"'[^'<]*+(?:<[^'<]*+){0,8}'"
TOKEN = re.compile(
    rf"(?P<note><!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!(?!\[CDATA\[)[^<>]*>)|<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)"
    rf"|<(?P<close>/?)(?P<name>[a-zA-Z][\w:.-]*)(?P<rest>(?:[^<>\"']++|{_QUOTED})*+)>",
    re.DOTALL,
)
_REFERENCE_BEFORE = re.compile(rf"{REFERENCE.pattern}\Z")
_WHITE = re.compile(r"[ \t\r\n\f]+")
_CJK = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_CJK_BREAK = re.compile(rf"(?<={_CJK})[ \t\r\n\f]*[\r\n][ \t\r\n\f]*(?={_CJK})")
_LIKE_MARKUP = re.compile(rf"<(?=[a-zA-Z/!?])|{REFERENCE.pattern}")


@dataclass(frozen=True)
class Token:
    """Text ("" as name), a tag, or a note (`!`)."""

    start: int
    end: int
    name: str = ""
    kind: str = ""  # "open", "close", "alone"
    match: re.Match[str] | None = None

    @property
    def is_text(self) -> bool:
        """Whether it is text, in a CDATA section or not."""
        return not self.name


def tokens(text: str, *, is_xml: bool = False, hidden: Collection[str] = ()) -> Iterator[Token]:
    """Texts, tags and notes of a marked-up text, in order; of `hidden` elements only the tags. In XML nothing but `/>`
    makes an element empty."""
    at = 0
    endless: set[str] = set()
    while match := TOKEN.search(text, at):
        if match.start() > at:
            yield Token(at, match.start())
        at = match.end()
        if match["note"] is not None:
            yield Token(match.start(), at, "!")
        elif match["cdata"] is not None:
            yield Token(match.start(), at, "", "", match)
        else:
            name = match["name"].rpartition(":")[2].lower()
            kind, end = kind_of(match, is_xml=is_xml), at
            if kind == "open" and name in hidden:
                found = None if name in endless else _end_tag(match["name"]).search(text, at)
                if found is None:  # without its end it would hide the rest of the text
                    endless.add(name)
                    kind = "alone"
                end = found.start() if found else at
            yield Token(match.start(), at, name, kind, match)
            at = end
    if at < len(text):
        yield Token(at, len(text))


def kind_of(tag: re.Match[str], *, is_xml: bool = False) -> str:
    """Whether a tag opens, closes or is `alone`."""
    if tag["close"]:
        return "close"
    is_void = tag["name"].rpartition(":")[2].lower() in VOID and not is_xml
    return "alone" if is_void or tag["rest"].endswith("/") else "open"


def _end_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE)


def pairs_of(found: Sequence[Token]) -> list[tuple[int, int]]:
    """Where elements open and close, for those that do both and cross no other."""
    opened: list[int] = []
    names: Counter[str] = Counter()
    pairs = []
    for i, token in enumerate(found):
        if token.kind == "open":
            opened.append(i)
            names[token.name] += 1
        elif token.kind == "close" and names[token.name]:
            while (at := opened.pop()) >= 0:
                names[found[at].name] -= 1
                if found[at].name == token.name:
                    break
            pairs.append((at, i))
    return pairs


def depths(found: Sequence[Token], pairs: Sequence[tuple[int, int]]) -> list[int]:
    """In how many elements each token stands."""
    change = [0] * (len(found) + 1)
    for first, last in pairs:
        change[first] += 1
        change[last + 1] -= 1
    depth, result = 0, []
    for step in change[:-1]:
        depth += step
        result.append(depth)
    return result


def without_white(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the white space at its ends, that which is written as a reference (`&nbsp;`) too."""
    while start < end:
        reference = REFERENCE.match(text, start, end)
        if not (text[start].isspace() or (reference and referenced(reference[0]).isspace())):
            break
        start = reference.end() if reference else start + 1
    while start < end:
        reference = _REFERENCE_BEFORE.search(text, max(start, end - 40), end)
        if not (text[end - 1].isspace() or (reference and referenced(reference[0]).isspace())):
            break
        end = reference.start() if reference else end - 1
    return start, end


def plain_source(text: str) -> str:
    """A text of one line, its character references read."""
    return collapsed(decoded_references(text, 0, len(text)).text)


def collapsed(text: str) -> str:
    """`text` on one line; lines of Chinese and Japanese are joined without a space. Hard spaces stay."""
    return _WHITE.sub(" ", _CJK_BREAK.sub("", text)).strip(" ")


def source_of(found: Sequence[Token], text: str, start: int, end: int) -> str:
    """The text of a unit from `start` to `end`: white space collapsed, references read unless they would look like
    markup."""
    out: list[str] = []
    words: list[str] = []
    for token in found:
        if token.match is not None and token.is_text:
            words.append(token.match["cdata"])
        elif token.is_text:
            inside = text[max(start, token.start) : min(end, token.end)]
            words.append(REFERENCE.sub(lambda m: referenced(m[0]), inside))
        elif token.name != "!":
            out += [_as_markup("".join(words)), _WHITE.sub(" ", text[token.start : token.end])]
            words = []
    return collapsed("".join([*out, _as_markup("".join(words))]))


def _as_markup(words: str) -> str:
    def escaped(match: re.Match[str]) -> str:
        if match[0] == "<":
            return "&lt;"
        return "&amp;" + match[0][1:] if referenced(match[0]) != match[0] else match[0]

    return _LIKE_MARKUP.sub(escaped, words)
