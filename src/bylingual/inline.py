"""Inline markup of a text: its words, and the codes between them that no translation may lose.

Two syntaxes: "markdown" and "html"; "" is plain text without codes. Joining the `text` of all parts gives the text
back. Nothing here trusts a text: what it shows in HTML is made of known inline tags and harmless links only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from html import escape, unescape
from itertools import groupby
from types import MappingProxyType

PLAIN = ""
MARKDOWN = "markdown"
HTML = "html"


class Kind(StrEnum):
    """What a part is."""

    TEXT = "text"  # words
    ESCAPE = "escape"  # one or a few characters written in another way: `\\*`, `&amp;`
    OPEN = "open"  # begins something: `**`, `[`, `<em>`
    CLOSE = "close"  # ends it: `**`, `](https://…)`, `</em>`
    ALONE = "alone"  # stands for itself: `<br>`, `![…](…)`, a code span, an address


@dataclass(frozen=True)
class Part:
    """A piece of a text.

    `text` is the piece as it stands, `shown` what a reader sees of it, `html` how it is written in an HTML page
    (safe). An opening and its closing code have the same `pair`, counted from 1; other parts have 0.
    """

    kind: Kind
    text: str
    shown: str = ""
    html: str = ""
    pair: int = 0

    @property
    def is_code(self) -> bool:
        """Whether it is a code, not words."""
        return self.kind in (Kind.OPEN, Kind.CLOSE, Kind.ALONE)


# Inline elements that bundles show, and the attributes that they keep there.
_SHOWN_TAGS = frozenset(
    ["a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q",
     "rp", "rt", "ruby", "s", "samp", "small", "strong", "sub", "sup", "time", "u", "var", "wbr"]
)  # fmt: skip
VOID = frozenset(["br", "img", "wbr", "hr", "input", "source", "embed"])
_SHOWN_ATTRIBUTES = ("href", "src", "alt", "title", "lang", "dir", "datetime", "cite")
_ADDRESSES = ("href", "src", "cite")
_SCHEME = re.compile(r"[^a-z0-9+.-]*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SAFE_SCHEMES = frozenset(["http", "https", "mailto", "tel", "ftp"])

_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_TAG = r"""<(?P<slash>/?)(?P<name>[a-zA-Z][\w:.-]*)(?P<rest>(?:[^<>"']|"[^"<]*"|'[^'<]*')*)>"""
# Longest comment or template tag. A bound, so that openers without an end cost no more than their number.
_LONGEST = 2000
_COMMENT = rf"<!--.{{0,{_LONGEST}}}?-->|<!\[CDATA\[.{{0,{_LONGEST}}}?\]\]>|<\?.{{0,{_LONGEST}}}?\?>"
_ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});"
# What an address is made of, and what it ends with: no quotation marks, no sign that belongs to the sentence around it.
URL_INNER = r"[^\s<>\"'`«»“”„]"
URL_END = r"[^\s<>\"'`«»“”„’.,;:!?)\]}]"
URL = rf"\b(?:https?|ftp)://{URL_INNER}*{URL_END}"

_HTML_TOKEN = re.compile(rf"(?P<comment>{_COMMENT})|(?P<entity>{_ENTITY})|(?P<tag>{_TAG})|(?P<url>{URL})", re.DOTALL)
_MARKDOWN_TOKEN = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>(?:(?<!`)|(?<=\\`))(?P<ticks>`+)(?!`)(?:(?!(?P=ticks)(?!`))[^`]|`(?!(?P=ticks)))*?(?<!`)(?P=ticks)(?!`))"
    rf"|(?P<template>\{{%.{{0,{_LONGEST}}}?%\}}|\{{\{{.{{0,{_LONGEST}}}?\}}\}}|\{{[:#.][^{{}}]*\}})"
    rf"|(?P<comment>{_COMMENT})|(?P<entity>{_ENTITY})"
    r"|(?P<autolink><(?:[a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+)>)"
    rf"|(?P<tag>{_TAG})|(?P<url>{URL})"
    r"|(?P<footnote>\[\^[^\s\[\]]+\])|(?P<image>!\[)|(?P<open>\[)|(?P<close>\])|(?P<mark>\*+|_+|~~)",
    re.DOTALL,
)
_SHORTCODE = re.compile(r"\[(?P<slash>/?)(?P<name>[a-z][\w-]*)(?:\s[^\[\]<>]*)?\]")
_CLOSED = re.compile(r"\[/([a-z][\w-]*)\]")
_DESTINATION = re.compile(
    r"""\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<bare>(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*))"""
    r"""(?:\s+(?:"(?P<title>(?:[^"\\]|\\.)*)"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?\s*\)"""
)
_REFERENCE = re.compile(r"\[([^\[\]]*)\]")
_NO_LINKS: Mapping[str, str] = MappingProxyType({})


def syntax_of(form: str) -> str:
    """The syntax of units that are written into their source in a `form` of `embed`."""
    return MARKDOWN if form.startswith("markdown") else HTML if form.startswith("html") else PLAIN


def label_of(text: str) -> str:
    """The label of a reference link as it is compared: white space collapsed, case folded (CommonMark 0.31 §4.7)."""
    return " ".join(text.split()).casefold()


def parse(text: str, syntax: str, links: Mapping[str, str] = _NO_LINKS) -> tuple[Part, ...]:
    """The parts of `text`; never raises. Codes without their other half are words.

    `links` gives the addresses of Markdown's reference links by `label_of` their labels.
    """
    if syntax == MARKDOWN:
        return _MarkdownParser(text, links).run()
    if syntax == HTML:
        return _tidied(_paired_tags(list(_html_parts(text))))
    return (_words(text),) if text else ()


def plain(parts: Iterable[Part]) -> str:
    """What a reader sees, without markup."""
    return "".join(p.shown for p in parts)


def to_html(parts: Iterable[Part]) -> str:
    """The parts as safe HTML; every element that is opened is closed."""
    return "".join(p.html for p in parts)


def codes(parts: Iterable[Part]) -> Counter[str]:
    """How often each code stands in a text."""
    return Counter(p.text for p in parts if p.is_code)


def with_labels(text: str, links: Mapping[str, str]) -> str:
    """Markdown in which every reference link and image names its label apart from its words: `[guide]` as
    `[guide][guide]`, so that its words can be translated."""
    result: list[str] = []
    opened: dict[int, int] = {}
    for part in parse(text, MARKDOWN, links):
        if part.kind is Kind.OPEN:
            opened[part.pair] = len(result)
        named = part.text
        if part.kind is Kind.CLOSE and named in ("]", "][]"):
            named = f"][{''.join(result[opened[part.pair] + 1 :])}]"
        elif part.kind is Kind.ALONE and named.startswith("![") and named.endswith("[]"):
            named = f"{named[:-2]}[{named[2:-3]}]"
        elif part.kind is Kind.ALONE and named.startswith("![") and label_of(named[2:-1]) in links:
            named = f"{named}[{named[2:-1]}]"
        result.append(named)
    return "".join(result)


def like_source(target: Sequence[Part], source: Sequence[Part]) -> tuple[Part, ...]:
    """`target`, its codes that the source does not have shown as words: no markup comes in with a translation.

    Of a pair of codes both stay or none does. Codes that are shown alike are the same: `*` and `_`, a link and a
    reference to the same address.
    """
    left = Counter(p.html or p.text for p in source if p.is_code)
    alone = left.copy()
    refused: set[int] = set()
    for part in target:
        if part.is_code:
            left[part.html or part.text] -= 1
            if left[part.html or part.text] < 0:
                refused.add(part.pair or -1)
    result = []
    for part in target:
        alone[part.html or part.text] -= part.kind is Kind.ALONE
        lost = part.pair in refused if part.pair else part.kind is Kind.ALONE and alone[part.html or part.text] < 0
        result.append(_words(part.text) if lost else part)
    return tuple(result)


def _words(text: str) -> Part:
    return Part(Kind.TEXT, text, text, escape(text, quote=False))


def _entity(text: str) -> Part:
    shown = unescape(text)
    return Part(Kind.ESCAPE, text, shown, escape(shown, quote=False))


def _address(text: str) -> Part:
    return Part(Kind.ALONE, text, text, escape(text, quote=False))


def _tag(match: re.Match[str]) -> Part:
    name = match["name"].lower().rpartition(":")[2]  # `xhtml:em` is shown as `em`
    if match["slash"]:
        return Part(Kind.CLOSE, match["tag"], "", f"</{name}>" if name in _SHOWN_TAGS - VOID else "")
    kind = Kind.ALONE if name in VOID or match["rest"].rstrip().endswith("/") else Kind.OPEN
    attributes = {m[1].lower(): unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(match["rest"])}
    shown = " " if name == "br" else attributes.get("alt", "") if name == "img" else ""
    if name not in _SHOWN_TAGS:
        return Part(kind, match["tag"], shown)
    kept = [
        f' {key}="{escape(attributes[key])}"'
        for key in _SHOWN_ATTRIBUTES
        if key in attributes and (key not in _ADDRESSES or is_harmless(attributes[key]))
    ]
    html = f"<{name}{''.join(kept)}>"
    if kind is Kind.ALONE and name not in VOID:
        html += f"</{name}>"
    return Part(kind, match["tag"], shown, html)


def is_harmless(address: str) -> bool:
    """Whether a link may stand in a page: a relative one, or one with a scheme that runs nothing."""
    scheme = _SCHEME.match("".join(c for c in address if c > " "))
    return scheme is None or scheme[1].lower() in _SAFE_SCHEMES


def _html_parts(text: str) -> Iterable[Part]:
    at = 0
    closed = frozenset(_CLOSED.findall(text)) if "[/" in text else frozenset()
    for match in _HTML_TOKEN.finditer(text):
        if match.start() > at:
            yield from _shortcodes(text[at : match.start()], closed)
        at = match.end()
        if match["tag"]:
            yield _tag(match)
        elif match["entity"]:
            yield _entity(match[0])
        else:
            yield _address(match[0]) if match["url"] else Part(Kind.ALONE, match[0])
    if at < len(text):
        yield from _shortcodes(text[at:], closed)


def _shortcodes(text: str, closed: Collection[str]) -> Iterable[Part]:
    """Words, and the shortcodes of WordPress between them whose end is in `closed`: `[dropcap]T[/dropcap]he`."""
    at = 0
    for match in _SHORTCODE.finditer(text) if closed else ():
        if match["name"] in closed:
            yield from (_words(text[at : match.start()]), Part(Kind.CLOSE if match["slash"] else Kind.OPEN, match[0]))
            at = match.end()
    yield _words(text[at:])


def _name(part: Part) -> str:
    """The element's name of a tag, "" for another code."""
    found = re.match(r"[<\[]/?([a-zA-Z][\w:.-]*)", part.text)
    return found[1].lower() if found else ""


def _paired_tags(parts: list[Part], first: int = 1) -> list[Part]:
    """Number the pairs of tags; tags without their other half, or that cross another pair, become words."""
    opened: list[int] = []
    names: Counter[str] = Counter()  # of the opened ones
    number = first
    for i, part in enumerate(parts):
        if not part.text.startswith(("<", "[")) or part.pair:
            continue
        if part.kind is Kind.OPEN:
            opened.append(i)
            names[_name(part)] += 1
        elif part.kind is Kind.CLOSE:
            if not names[_name(part)]:
                parts[i] = _words(part.text)
                continue
            while (at := opened.pop()) >= 0:
                names[_name(parts[at])] -= 1
                if _name(parts[at]) == _name(part):
                    break
                parts[at] = _words(parts[at].text)
            parts[at] = replace(parts[at], pair=number)
            parts[i] = replace(part, pair=number)
            number += 1
    for k in opened:
        parts[k] = _words(parts[k].text)
    return parts


def _tidied(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Neighbouring words as one part, empty ones gone."""
    result: list[Part] = []
    for is_text, group in groupby((p for p in parts if p.text), key=lambda p: p.kind is Kind.TEXT):
        if is_text:
            result.append(_words("".join(p.text for p in group)))
        else:
            result.extend(group)
    return tuple(result)


@dataclass
class _Mark:
    """A run of `*`, `_` or `~` that may open or close emphasis; `at` is its place among the parts."""

    at: int
    sign: str
    left: int
    size: int
    opens: bool
    closes: bool


class _MarkdownParser:
    """CommonMark 0.31 §6, with strikethrough, footnotes and templates; one pass, then the delimiters."""

    def __init__(self, text: str, links: Mapping[str, str]) -> None:
        self.text, self.links = text, links
        self.parts: list[Part] = []
        self.marks: list[_Mark] = []
        self.brackets: list[tuple[int, int, bool, int]] = []  # part, offset, is an image, marks before it
        self.in_link = 0  # of the open brackets, so many stand around a link
        self.number = 1
        self.at = 0

    def run(self) -> tuple[Part, ...]:
        while match := _MARKDOWN_TOKEN.search(self.text, self.at):
            if match.start() > self.at:
                self.parts.append(_words(self.text[self.at : match.start()]))
            self.at = match.end()
            self._token(match)
        if self.at < len(self.text):
            self.parts.append(_words(self.text[self.at :]))
        self._emphasis(0)
        numbered = _paired_tags(self.parts, self.number)
        return _tidied(_nested(numbered))

    def _token(self, match: re.Match[str]) -> None:
        rules: dict[str, Callable[[re.Match[str]], Part]] = {
            "escape": lambda m: Part(Kind.ESCAPE, m[0], m[0][1:], escape(m[0][1:], quote=False)),
            "code": _code_span,
            "template": lambda m: Part(Kind.ALONE, m[0]),
            "comment": lambda m: Part(Kind.ALONE, m[0]),
            "entity": lambda m: _entity(m[0]),
            "autolink": _autolink,
            "url": lambda m: _address(m[0]),
            "footnote": lambda m: Part(Kind.ALONE, m[0], "", f"<sup>{escape(m[0][2:-1])}</sup>"),
            "tag": _tag,
        }
        for name, rule in rules.items():
            if match[name]:
                self.parts.append(rule(match))
                return
        if match["mark"]:
            self._mark(match[0], match.start())
        elif match["close"]:
            self._close(match)
        else:
            self.brackets.append((len(self.parts), match.start(), bool(match["image"]), len(self.marks)))
            self.parts.append(_words(match[0]))

    def _mark(self, run: str, start: int) -> None:
        before = self.text[start - 1] if start else " "
        after = self.text[start + len(run)] if start + len(run) < len(self.text) else " "
        left = not after.isspace() and (after.isalnum() or before.isspace() or not before.isalnum())
        right = not before.isspace() and (before.isalnum() or after.isspace() or not after.isalnum())
        opens = left and (run[0] != "_" or not right or not before.isalnum())
        closes = right and (run[0] != "_" or not left or not after.isalnum())
        self.marks.append(_Mark(len(self.parts), run[0], len(run), len(run), opens, closes))
        self.parts.append(_words(run))

    def _close(self, match: re.Match[str]) -> None:
        """A `]`: with what follows it, the end of a link or an image; else words."""
        if not self.brackets:
            self.parts.append(_words("]"))
            return
        part, offset, image, marks = self.brackets.pop()
        around, self.in_link = len(self.brackets) < self.in_link, min(self.in_link, len(self.brackets))
        if around and not image:
            self.parts.append(_words("]"))
            return
        inside = self.text[offset + (2 if image else 1) : match.start()]
        found = self._target(inside)
        if found is None:
            self.parts.append(_words("]"))
            return
        end, address = found
        safe = is_harmless(address)
        self.at = end
        if image:
            alt = plain(parse(inside, MARKDOWN))
            html = f'<img src="{escape(address)}" alt="{escape(alt)}">' if address and safe else ""
            del self.parts[part:]
            del self.marks[marks:]
            self.parts.append(Part(Kind.ALONE, self.text[offset:end], alt, html))
            return
        self._emphasis(marks)
        html = f'<a href="{escape(address)}">' if address and safe else ""
        self.parts[part] = Part(Kind.OPEN, "[", "", html, self.number)
        self.parts.append(Part(Kind.CLOSE, self.text[match.start() : end], "", "</a>" if html else "", self.number))
        self.number += 1
        self.in_link = len(self.brackets)  # no links in links

    def _target(self, inside: str) -> tuple[int, str] | None:
        """Where the link that a `]` before `self.at` ends is over, and its address; None for no link."""
        if direct := _DESTINATION.match(self.text, self.at):
            address = direct["angled"] if direct["angled"] is not None else direct["bare"] or ""
            return direct.end(), unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", address))
        if full := _REFERENCE.match(self.text, self.at):
            label = label_of(full[1] or inside)
            if label in self.links or full[1]:
                return full.end(), self.links.get(label, "")
        if (label := label_of(inside)) in self.links:
            return self.at, self.links[label]
        return None

    def _emphasis(self, bottom: int) -> None:
        """Match the delimiters from number `bottom` on, and forget them (CommonMark's process emphasis)."""
        found: dict[int, list[tuple[str, str, str]]] = {}  # part -> codes to put there, in order
        openers: list[_Mark] = []
        barren: dict[tuple[str, bool, int], int] = {}  # kind of closer -> part up to which no opener fits it
        for end in self.marks[bottom:]:
            kind = (end.sign, end.opens, end.size % 3)
            while end.closes and end.left:
                lowest = barren.get(kind, -1)
                at = len(openers) - 1
                while at >= 0 and openers[at].at > lowest and not _match(openers[at], end):
                    at -= 1
                if at < 0 or openers[at].at <= lowest:
                    barren[kind] = openers[-1].at if openers else lowest
                    break
                start = openers[at]
                del openers[at + 1 :]  # what lies between can no longer match
                size = 2 if min(start.left, end.left) >= 2 else 1
                tag = "del" if end.sign == "~" else "strong" if size == 2 else "em"
                start.left -= size
                end.left -= size
                found.setdefault(start.at, []).insert(0, ("open", end.sign * size, f"{tag} {self.number}"))
                found.setdefault(end.at, []).append(("close", end.sign * size, f"{tag} {self.number}"))
                self.number += 1
                if not start.left:
                    openers.pop()
            if end.opens and end.left:
                openers.append(end)
        for at in sorted(found, reverse=True):
            self._put(at, found[at])
        del self.marks[bottom:]

    def _put(self, at: int, found: Sequence[tuple[str, str, str]]) -> None:
        """Replace the run of marks at part `at` by the codes found in it: those that close first, what is left of it
        in the middle, those that open last."""
        run = self.parts[at].text
        closing = [self._code(*f) for f in found if f[0] == "close"]
        opening = [self._code(*f) for f in found if f[0] == "open"]
        rest = run[: len(run) - sum(len(p.text) for p in (*closing, *opening))]
        group = [*closing, *([_words(rest)] if rest else []), *opening]
        # A group stays one entry of the list, so that the places of other marks hold.
        self.parts[at] = _Group(Kind.TEXT, run, parts=tuple(group))

    @staticmethod
    def _code(kind: str, sign: str, tag: str) -> Part:
        name, _, number = tag.partition(" ")
        slash = "/" if kind == "close" else ""
        return Part(Kind(kind), sign, "", f"<{slash}{name}>", int(number))


@dataclass(frozen=True)
class _Group(Part):
    """Several parts that came of one run of marks."""

    parts: tuple[Part, ...] = ()


def _match(start: _Mark, end: _Mark) -> bool:
    """Whether one run can open what the other closes (CommonMark's rules 9 and 10 on multiples of three)."""
    if not start.opens or start.sign != end.sign:
        return False
    both = (start.closes or end.opens) and (start.size + end.size) % 3 == 0
    return not both or (start.size % 3 == 0 and end.size % 3 == 0)


def _nested(parts: Iterable[Part]) -> list[Part]:
    """Groups laid open; pairs that cross another pair become words, so that the HTML is well formed."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, _Group) else (part,))]
    stack: list[int] = []
    inside: set[int] = set()  # what is on the stack
    bad: set[int] = set()
    for part in flat:
        if part.kind is Kind.OPEN:
            stack.append(part.pair)
            inside.add(part.pair)
        elif part.kind is Kind.CLOSE and part.pair in inside:
            while (top := stack.pop()) != part.pair:
                bad.add(top)
                inside.discard(top)
            inside.discard(part.pair)
    bad.update(stack)
    return [_words(p.text) if p.pair in bad else p for p in flat]


def _code_span(match: re.Match[str]) -> Part:
    content = match[0].strip("`").replace("\n", " ")
    if content.startswith(" ") and content.endswith(" ") and content.strip():
        content = content[1:-1]
    return Part(Kind.ALONE, match[0], content, f"<code>{escape(content, quote=False)}</code>")


def _autolink(match: re.Match[str]) -> Part:
    address = match[0][1:-1]
    href = address if ":" in address else f"mailto:{address}"
    shown = escape(address, quote=False)
    return Part(Kind.ALONE, match[0], address, f'<a href="{escape(href)}">{shown}</a>' if is_harmless(href) else shown)
