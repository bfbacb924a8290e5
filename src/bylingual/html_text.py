"""Running HTML text as units show it, and back: tags with the attributes that matter to a reader, nothing invisible.

`shown` makes a msgid of what stands in a file; `written` puts a target there, in the file's own spelling of its tags.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from html import escape, unescape

from . import html_tree
from .html_tree import Element, Kind
from .inline import HTML, like_source, parse

# Elements that a unit shows; all others are left out of it, with their words kept.
CODES = frozenset(
    ["a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q",
     "s", "samp", "small", "strong", "sub", "sup", "u", "var"]
)  # fmt: skip
_ATTRIBUTES = ("href", "src", "alt", "title", "lang", "dir", "cite")
# Elements whose words nobody reads in a page; readings of ruby stand beside the words that they repeat.
UNSEEN = frozenset(
    ["area", "audio", "canvas", "datalist", "embed", "head", "iframe", "map", "math", "noembed", "noframes", "noscript",
     "object", "optgroup", "option", "rp", "rt", "rtc", "script", "select", "style", "svg", "template", "textarea",
     "title", "video"]
)  # fmt: skip
_KEPT_BEHIND = UNSEEN - {"rp", "rt", "rtc"}
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
WHITE = " \t\n\r\f"
_WHITE = re.compile(r"[ \t\n\r\f]+")
_CJK = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_CJK_LINES = re.compile(rf"(?<={_CJK})[ \t\f]*[\r\n][ \t\n\r\f]*(?={_CJK})")


def is_unseen(element: Element) -> bool:
    """Whether an element is not shown by a browser, or holds no words of the page's text."""
    if element.name in UNSEEN:
        return True
    attributes = element.attributes
    return bool(attributes) and (
        "hidden" in attributes or ("style" in attributes and bool(_HIDDEN_STYLE.search(element.get("style"))))
    )


def is_code(element: Element) -> bool:
    """Whether a unit shows the tags of an element."""
    if element.name == "a":
        return "href" in element.attributes
    is_other_language = "lang" in element.attributes or "dir" in element.attributes
    return element.name in CODES or (element.name == "span" and is_other_language)


def tag(element: Element) -> str:
    """An element's start tag as units show it."""
    kept = ((key, element.get(key)) for key in _ATTRIBUTES if key in element.attributes)
    return f"<{element.name}" + "".join(f' {key}="{escape(_plain(value))}"' for key, value in kept) + ">"


def _plain(value: str) -> str:
    """An attribute's value on one line, with signs that no tag of a unit can hold in its address form."""
    return _WHITE.sub(" ", value).strip().replace("<", "%3C").replace(">", "%3E")


def shown(raw: str) -> str:
    """The text of a piece of HTML as a unit shows it."""
    return shown_and_plain(raw)[0]


def shown_and_plain(raw: str) -> tuple[str, str]:
    """The text of a piece of HTML as a unit shows it, and as a reader sees it."""
    if "<" not in raw and "&" not in raw:
        text = _collapsed(raw.strip())
        return escape(text, quote=False), text
    piece = _Shown(raw)
    return piece.text, piece.plain


def written(target: str, raw: str) -> str:
    """`target` as it stands in a file in place of `raw`: the codes that `raw` has in its spelling, all else escaped.

    What a unit does not show (scripts between words) stands behind it.
    """
    source = _Shown(raw)
    spelling = source.spelling()
    out: list[str] = []
    closing: dict[int, str] = {}
    unended = ""  # an end tag that the page leaves out at the end of its words, and only there
    for part in like_source(parse(target, HTML), parse(source.text, HTML)):
        if part.pair in closing:
            out.append(closing[part.pair])
            unended += "" if closing[part.pair] else part.html
            continue
        out.append(unended)
        unended = ""
        if not part.is_code:
            out.append(part.html)
        elif known := spelling[part.html or part.text]:
            start, end = known.popleft()
            out.append(start)
            if part.pair:
                closing[part.pair] = end
        else:
            out.append(part.html or part.text)
    return "".join((*out, *source.unseen))


class _Shown:
    """A piece of HTML: its `text` for a unit, its `plain` words, and the `unseen` pieces in it."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.unseen: list[str] = []
        self._codes: list[tuple[str, Element]] = []
        self._out: list[str] = []
        self._words: list[str] = []
        self._held: list[Element] = []  # opened since the last words
        self._space = ""
        self._walk(html_tree.parse(raw, ""))
        self.text = "".join(self._out).strip()
        self.plain = "".join(self._words).strip()

    def spelling(self) -> defaultdict[str, deque[tuple[str, str]]]:
        """The start and end tag of each code as they stand in the file, by what `inline` shows of it, in order."""
        found: defaultdict[str, deque[tuple[str, str]]] = defaultdict(deque)
        for code, element in self._codes:
            is_void = element.name in html_tree.VOID
            part = parse(code if is_void else f"{code}</{element.name}>", HTML)[0]
            end = "" if is_void else self.raw[element.inner_end : element.end]
            found[part.html or part.text].append((self.raw[element.start : element.inner], end))
        return found

    def _walk(self, tree: html_tree.Tree) -> None:
        skip = -1
        for at, event in enumerate(tree.events):
            element = event.element
            if at <= skip or (not element.name and event.kind is not Kind.TEXT):
                continue
            if event.kind is Kind.OPEN and is_unseen(element):
                skip = element.last
                if element.name in _KEPT_BEHIND:
                    self.unseen.append(self.raw[element.start : element.end])
            elif event.kind is Kind.TEXT:
                self._text(unescape(self.raw[event.start : event.end]))
            elif event.kind is Kind.OPEN and element.name in html_tree.VOID:
                if element.name in CODES:
                    self._alone(element)
            elif event.kind is Kind.OPEN and is_code(element):
                self._held.append(element)
            elif event.kind is Kind.CLOSE and is_code(element) and element.name not in html_tree.VOID:
                self._close(element)

    def _text(self, text: str) -> None:
        words = text.strip(WHITE)
        if text[:1] in WHITE or not words:
            self._space = self._space or text[: len(text) - len(text.lstrip(WHITE))]
        if not words:
            return
        words = _collapsed(words)
        self._content(escape(words, quote=False), words)
        self._space = text[len(text.rstrip(WHITE)) :]

    def _content(self, text: str, words: str) -> None:
        if self._space and self._out and self._out[-1] != "<br>":
            gap = _collapsed(f"{self._out[-1][-1:]}{self._space}{text[:1]}")[1:-1]
            self._out.append(gap)
            self._words.append(gap)
        self._space = ""
        for element in self._held:
            code = tag(element)
            self._codes.append((code, element))
            self._out.append(code)
        self._held = []
        self._out.append(text)
        self._words.append(words)

    def _alone(self, element: Element) -> None:
        code = tag(element)
        if element.name == "br":
            self._space = ""
            code = "<br>"
        self._content(code, " " if element.name == "br" else element.get("alt") if element.name == "img" else "")
        self._codes.append((code, element))

    def _close(self, element: Element) -> None:
        if self._held and self._held[-1] is element:
            self._held.pop()
        else:
            self._out.append(f"</{element.name}>")


def _collapsed(text: str) -> str:
    """Text on one line: a space for white space, nothing for a line's end between characters that stand without
    spaces."""
    if "\n" in text or "\r" in text:
        text = _CJK_LINES.sub("", text)
    return _WHITE.sub(" ", text)
