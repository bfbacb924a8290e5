"""Which part of a page is the article: trafilatura's text, found again in the runs of the page.

trafilatura tells where the article is, never what its parts are.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence

from ..errors import ReadError
from ..html_tree import Element, Kind, Tree
from ..keys import comparison_key
from .html_runs import Page

_GRAM = 12  # letters of a sample of a run
_SAMPLES = 8  # of a run, from its beginning to its end
_IS_FOUND = 0.6  # of its samples
# The smallest element that holds this share of the text found is the article's container.
_MOST = 0.9
_LONGEST_TAG = 20_000
_MOST_ATTRIBUTES = 100
_NOT_WORDS = re.compile(r"[\W_]+")


def _extracted(text: str, path: str) -> str:
    """trafilatura's text of a page, "" where it finds none. Nothing is fetched."""
    try:
        import trafilatura
    except ImportError:
        raise ReadError(
            "reading HTML needs trafilatura", path=path, remedy="Install it: pip install 'bylingual[html]'"
        ) from None
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        return trafilatura.extract(text, include_comments=False, include_tables=True) or ""
    except Exception:  # whatever it stumbles over, the page has its other marks
        return ""


def _modest(tree: Tree) -> str:
    """The page without what libxml2 takes very long for: comments without an end, and tags with very many attributes,
    which stand bare."""
    out = []
    for event in tree.events:
        is_long = event.end - event.start > _LONGEST_TAG or len(event.element.attributes) > _MOST_ATTRIBUTES
        if event.kind is Kind.OPEN and event.element.name and is_long:
            out.append(f"<{event.element.name}>")
        elif event.kind is not Kind.OTHER:
            out.append(tree.text[event.start : event.end])
    return "".join(out)


def found_runs(tree: Tree, path: str, texts: Sequence[str]) -> list[bool]:
    """For each text of a run, whether trafilatura's text of the page has it."""
    extract = _extracted(_modest(tree), path)
    lines = {_letters(line) for line in extract.splitlines()} - {""}
    samples: dict[str, list[int]] = {}
    counts = [0] * len(texts)
    hits = [0] * len(texts)
    found = [False] * len(texts)
    for number, one in enumerate(texts):
        letters = _letters(one)
        if letters in lines:
            found[number] = True
        elif len(letters) >= 2 * _GRAM:
            step = max(1, (len(letters) - _GRAM) // (_SAMPLES - 1))
            for at in range(0, len(letters) - _GRAM + 1, step):
                samples.setdefault(letters[at : at + _GRAM], []).append(number)
                counts[number] += 1
    whole = _letters(extract)
    for at in range(len(whole) - _GRAM + 1):
        for number in samples.pop(whole[at : at + _GRAM], ()):
            hits[number] += 1
    return [found[n] or (counts[n] > 0 and hits[n] >= _IS_FOUND * counts[n]) for n in range(len(texts))]


def _letters(text: str) -> str:
    return _NOT_WORDS.sub("", comparison_key(text))


def container(page: Page, found: Sequence[bool], weights: Sequence[int]) -> Element:
    """The smallest element that holds nearly all of the text found; the document if nothing was found."""
    share = dict.fromkeys(page.tree.elements, 0)
    for run, is_found, weight in zip(page.runs, found, weights, strict=True):
        share[run.parent] += weight if is_found else 0
    for element in reversed(page.tree.elements):
        if element.parent is not None:
            share[element.parent] += share[element]
    total = share[page.tree.root]
    best = page.tree.root
    for element in page.tree.elements:  # outer ones first
        if total and element.parent is best and share[element] >= _MOST * total:
            best = element
    return best
