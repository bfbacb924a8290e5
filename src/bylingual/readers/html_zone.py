"""The part of a page that is read: its container, its headline above it, and what each element there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz

from ..html_text import shown_and_plain
from ..html_tree import Element
from ..keys import comparison_key, width_units
from .html_container import container, found_runs
from .html_labels import FIRM, furniture_named, role_named
from .html_meta import Facts
from .html_names import is_labelled
from .html_runs import Page, Run

_FURNITURE_TAGS = {
    "nav": "navigation", "footer": "footer", "form": "form", "button": "button", "dialog": "dialog", "menu": "menu",
    "fieldset": "form", "aside": "beside the article",
}  # fmt: skip
_FURNITURE_ROLES = {
    "navigation": "navigation", "search": "search", "complementary": "beside the article", "banner": "banner",
    "contentinfo": "footer", "dialog": "dialog", "alert": "alert", "alertdialog": "dialog", "menu": "menu",
    "toolbar": "toolbar", "tablist": "navigation", "button": "button",
}  # fmt: skip
_HEADLINE_WIDTH = range(8, 301)
_IS_ALIKE = 85  # rapidfuzz's ratio of a heading and the page's title
# How much of the text found an element of page furniture may hold: all of it small, or hardly any of its own.
_SMALL = 0.25
_HALF = 0.5
_LINKS = 0.5
_NAMES_WIDTH = 160
_LABEL_WIDTH = 40
_NEAR = 6  # texts above or below the article that may belong to it


@dataclass(frozen=True)
class Text:
    """A run, its text as a unit shows it (`unwrapped`: without codes around all of it), and as a reader sees it."""

    run: Run
    source: str
    unwrapped: str
    plain: str
    key: str
    width: int
    found: bool

    @property
    def parent(self) -> Element:
        """The block element around."""
        return self.run.parent


@dataclass(frozen=True)
class Zone:
    """The runs that are read, `first` to before `last` of all texts; `headline` is the number of one of them, -1 for
    none. `top` is the element around headline and container."""

    page: Page
    texts: tuple[Text, ...]
    container: Element
    top: Element
    headline: int
    first: int
    last: int
    furniture: Mapping[Element, str]
    links: Mapping[Element, int]


def zone(page: Page, facts: Facts, path: str) -> Zone:
    """The zone of a page. Raises ReadError where trafilatura is missing."""
    source = page.tree.text
    shown = [shown_and_plain(source[r.start : r.end]) for r in page.runs]
    found = found_runs(page.tree, path, [words for _, words in shown])
    texts = tuple(_text(source, r, *both, f) for r, both, f in zip(page.runs, shown, found, strict=True))
    links = _links(page)
    texts = _without_extractor(page, texts, links)
    furniture = _furniture(page, texts, links)
    titles = {comparison_key(t) for t in (*facts.headlines, *(s.text for s in facts.titles))}
    counts = [t.found and t.parent not in furniture and t.key not in titles for t in texts]
    body = container(page, counts, [t.width for t in texts])
    headline = _headline(texts, facts, furniture, body)
    top = body
    if headline >= 0:
        holders = [texts[headline].parent, *texts[headline].parent.around()]
        top = next(e for e in holders if e.holds(body))
    inside = [i for i, t in enumerate(texts) if body.holds(t.parent)]
    first, last = (inside[0], inside[-1] + 1) if inside else (0, len(texts))
    if headline >= 0:
        first, last = min(first, headline), max(last, headline + 1)
    first = _above(texts, first, headline, top)
    last = _below(texts, last, top, [comparison_key(a) for a in facts.authors])
    return Zone(page, texts, body, top, headline, first, last, furniture, links)


def _text(source: str, run: Run, whole: str, words: str, found: bool) -> Text:
    is_wrapped = (run.start, run.end) != (run.inner_start, run.inner_end)
    unwrapped = shown_and_plain(source[run.inner_start : run.inner_end])[0] if is_wrapped else whole
    return Text(run, whole, unwrapped, words.strip(), comparison_key(words), width_units(words.strip()), found)


def _without_extractor(page: Page, texts: tuple[Text, ...], links: Mapping[Element, int]) -> tuple[Text, ...]:
    """Where the extractor found nothing, or the file is a fragment and so has no page around its article: every text
    that is no link counts as found, in the page's only `article` or `main` if it has one."""
    names = {e.name for e in page.tree.elements}
    is_fragment = not names & {"html", "head", "body"}
    if any(t.found for t in texts) and not is_fragment:
        return texts
    scopes = [
        e
        for name in ("article", "main")
        if len(one := [e for e in page.tree.elements if e.name == name]) == 1
        for e in one
    ]
    scope = scopes[0] if scopes else page.tree.root
    return tuple(
        replace(t, found=t.found or (scope.holds(t.parent) and links[t.parent] < _LINKS * page.letters[t.parent]))
        for t in texts
    )


def _links(page: Page) -> dict[Element, int]:
    """How many letters of each element are links."""
    links = dict.fromkeys(page.tree.elements, 0)
    for element in reversed(page.tree.elements):
        if element.name == "a":
            links[element] = page.letters[element]
        if element.parent is not None:
            links[element.parent] += links[element]
    return links


def _furniture(page: Page, texts: Sequence[Text], links: Mapping[Element, int]) -> dict[Element, str]:
    """For each element of page furniture, what it is, and for all elements in it. What holds much of the article's text
    is none, whatever its name."""
    mass = dict.fromkeys(page.tree.elements, 0)
    own = dict.fromkeys(page.tree.elements, 0)
    for text in texts:
        own[text.parent] += text.width
        mass[text.parent] += text.width if text.found else 0
    for element in reversed(page.tree.elements):
        if element.parent is not None:
            own[element.parent] += own[element]
            mass[element.parent] += mass[element]
    total = max(mass[page.tree.root], 1)
    furniture: dict[Element, str] = {}
    for element in page.tree.elements:
        if element.parent is not None and element.parent in furniture:
            furniture[element] = furniture[element.parent]
            continue
        kind = _kind(element)
        if element.name == "nav":
            furniture[element] = kind
            continue
        if not kind or mass[element] > (_HALF if kind in FIRM else _SMALL) * total:
            continue
        is_linked = links[element] >= _LINKS * page.letters[element] > 0
        if mass[element] <= _HALF * own[element] or kind in FIRM or is_linked:
            furniture[element] = kind
    return furniture


def _kind(element: Element) -> str:
    return (
        _FURNITURE_TAGS.get(element.name)
        or (_FURNITURE_ROLES.get(element.get("role").lower()) if "role" in element.attributes else None)
        or furniture_named(element)
    )


def _headline(texts: Sequence[Text], facts: Facts, furniture: Mapping[Element, str], body: Element) -> int:
    """The number of the text that the page's titles name; without titles, of the only first-level heading. -1: none."""
    titles = [comparison_key(t) for t in (*facts.headlines, *(s.text for s in facts.titles))]
    best, number = 0.0, -1
    for i, text in enumerate(texts):
        if text.width not in _HEADLINE_WIDTH or text.parent in furniture or text.parent.first > body.last:
            continue
        level = _heading_level(text.parent)
        score = max((_agreement(text.key, title) for title in titles), default=0.0)
        score += {1: 0.5, 2: 0.2, 3: 0.1}.get(level, 0.0) if score else 0.3 if level == 1 else 0.0
        if score > best:
            best, number = score, i
    return number


@lru_cache(maxsize=4096)
def _agreement(key: str, title: str) -> float:
    """How well a text agrees with a page's title: 3 the same, 2 a good part of it, 0 not."""
    if key == title:
        return 3
    if len(key) >= 0.4 * len(title) and key in title:
        return 2
    return 2 if fuzz.ratio(key, title) >= _IS_ALIKE else 0


def _heading_level(element: Element) -> int:
    for one in (element, *element.around()):
        if len(one.name) == 2 and one.name[0] == "h" and one.name[1] in "123456":
            return int(one.name[1])
        if one.name in ("div", "section", "article", "li", "td"):
            return 0
    return 0


def _above(texts: Sequence[Text], first: int, headline: int, top: Element) -> int:
    """The number of the first text that belongs to the article above its headline: a kicker, a picture's caption."""
    for at in range(first - 1, max(first - 1 - _NEAR, -1), -1):
        if not top.holds(texts[at].parent):
            break
        around = (texts[at].parent, *texts[at].parent.around())
        named = {role_named(e) for e in around[:2]}
        is_label = texts[at].width <= _LABEL_WIDTH and at == headline - 1
        if (
            named & {"kicker", "caption"}
            or any(e.name == "figcaption" for e in around)
            or (is_label and texts[headline].parent.parent in around[:2])
        ):
            first = at
    return first


def _below(texts: Sequence[Text], last: int, top: Element, authors: Sequence[str]) -> int:
    """The number behind the last text that belongs to the article below it: its authors."""
    for at in range(last, min(last + _NEAR, len(texts))):
        if not top.holds(texts[at].parent):
            break
        named = "byline" in {role_named(e) for e in (texts[at].parent, *texts[at].parent.around())[:2]}
        if texts[at].width <= _NAMES_WIDTH and (
            is_labelled(texts[at].plain) or (named and any(a in texts[at].key for a in authors))
        ):
            last = at + 1
    return last
