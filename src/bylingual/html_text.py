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
_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


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
    return element.name in CODES or "lang" in element.attributes or "dir" in element.attributes


def tag(element: Element) -> str:
    """An element's start tag as units show it."""
    kept = ((key, element.get(key)) for key in _ATTRIBUTES if key in element.attributes)
    return f"<{element.name}" + "".join(f' {key}="{escape(_plain(value))}"' for key, value in kept) + ">"


def _plain(value: str) -> str:
    """An attribute's value on one line, with signs that no tag of a unit can hold in its address form."""
    return _WHITE.sub(" ", value).strip().replace("<", "%3C").replace(">", "%3E")


def shown(raw: str) -> str:
    """The text of a piece of HTML as a unit shows it."""
    return _Shown(raw).text


def written(target: str, raw: str) -> str:
    """`target` as it stands in a file in place of `raw`: the codes that `raw` has in its spelling, all else escaped.

    What a unit does not show (scripts between words) stands behind it.
    """
    source = _Shown(raw)
    out = []
    closing: dict[int, str] = {}
    for part in like_source(parse(target, HTML), parse(source.text, HTML)):
        if not part.is_code:
            out.append(part.html)
            continue
        known = source.spelling[part.html or part.text]
        if part.pair in closing:
            out.append(closing[part.pair])
        elif known:
            start, end = known.popleft()
            out.append(start)
            if part.pair:
                closing[part.pair] = end
        else:
            out.append(part.html or part.text)
    return "".join((*out, *source.unseen))


class _Shown:
    """A piece of HTML: its `text` for a unit, the `spelling` of each code (start and end tag) by what `inline` shows of
    it, in order, and the `unseen` pieces in it."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.out: list[str] = []
        self.held: list[Element] = []  # opened since the last words
        self.space = ""
        self.spelling: defaultdict[str, deque[tuple[str, str]]] = defaultdict(deque)
        self.unseen: list[str] = []
        self._walk(html_tree.parse(raw, ""))
        self.text = "".join(self.out)
        del self.out, self.held

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
                self._words(unescape(self.raw[event.start : event.end]))
            elif event.kind is Kind.OPEN and element.name in html_tree.VOID:
                if element.name in CODES:
                    self._alone(element)
            elif event.kind is Kind.OPEN and is_code(element):
                self.held.append(element)
            elif event.kind is Kind.CLOSE and is_code(element) and element.name not in html_tree.VOID:
                self._close(element)

    def _words(self, text: str) -> None:
        words = text.strip(WHITE)
        if text[:1] in WHITE or not words:
            self.space = self.space or text[: len(text) - len(text.lstrip(WHITE))]
        if not words:
            return
        self._content(escape(_WHITE.sub(_gap, words), quote=False))
        self.space = text[len(text.rstrip(WHITE)) :]

    def _content(self, text: str) -> None:
        if self.space and self.out and self.out[-1] != "<br>":
            between = f"{self.out[-1][-1:]}{self.space}{text[:1]}"
            self.out.append(_WHITE.sub(_gap, between)[1:-1])
        self.space = ""
        for element in self.held:
            code = tag(element)
            self._spell(code, self.raw[element.start : element.inner], self.raw[element.inner_end : element.end])
            self.out.append(code)
        self.held = []
        self.out.append(text)

    def _alone(self, element: Element) -> None:
        if element.name == "br":
            self.space = ""
        code = tag(element) if element.name != "br" else "<br>"
        self._spell(code, self.raw[element.start : element.end], "")
        self._content(code)

    def _close(self, element: Element) -> None:
        if self.held and self.held[-1] is element:
            self.held.pop()
        else:
            self.out.append(f"</{element.name}>")

    def _spell(self, code: str, start: str, end: str) -> None:
        part = parse(
            code if not end or code.startswith("<br") else f"{code}</{code[1:].split()[0].rstrip('>')}>", HTML
        )[0]
        self.spelling[part.html or part.text].append((start, end))


def _gap(match: re.Match[str]) -> str:
    """White space as a unit has it: a space, nothing at a line's end between characters that stand without spaces."""
    text = match.string
    around = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    is_line_end = "\n" in match[0] or "\r" in match[0]
    return "" if is_line_end and all(_CJK.match(c) for c in around) else " "
