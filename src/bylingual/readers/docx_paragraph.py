"""A paragraph of a Word file as text with inline HTML, and back.

Bold, italic, underline, strike-through, super- and subscript and links are tags; line breaks are `<br/>`; whatever else
stands among the words (pictures, notes, fields) is `<x id="1"/>`. What all of a paragraph's words share is not said.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from ..inline import HTML, Kind, like_source, parse

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PROPERTY_TAGS = {"b": "b", "i": "i", "u": "u", "strike": "s"}
_PLACES = {"sub": "subscript", "sup": "superscript"}
_OFF = ("0", "false", "off", "none")
# What runs lie in, besides the paragraph itself and links; its words are seen.
_AROUND = ("ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "bdo", "dir")
_LETTERS = {"noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "tab": "\t", "cr": "\n"}
# What stands among the words without being seen; it is written back before or behind them.
_IN_RUN_UNSEEN = ("lastRenderedPageBreak", "rPr")
_FORGOTTEN = ("proofErr",)
_SPACES = " \t\u00a0"

Links = Mapping[str, str]  # relationship → address


@dataclass(frozen=True)
class _Span:
    """Words in one format, or one thing among them. `tags` are outermost first, each as it is opened."""

    text: str
    tags: tuple[str, ...]
    run: Any = None  # the w:r it stands in
    things: tuple[tuple[Any, Any], ...] = ()  # the elements that `<x/>` or `<br/>` stands for, each with its run
    link: Any = None  # the w:hyperlink around it


def visible(paragraph: Any, links: Links) -> str:
    """What a paragraph says, as inline HTML, "" for one without words. White space at its ends is left out."""
    return _source(_spans(paragraph, links))


def put(paragraph: Any, target: str, links: Links) -> None:
    """Replace a paragraph's words by `target`, inline HTML with the tags of its source; tags that the source does not
    have are words. Formats are copied from the source's runs. What the target leaves out of things is put at its end;
    bookmarks and deleted text stay."""
    spans = _spans(paragraph, links)
    source = _source(spans)
    things = [s for s in spans if s.things]
    parts = like_source(parse(target, HTML), parse(source, HTML))
    left = dict(enumerate(things))
    made: list[tuple[Any, Any]] = []  # (link, run)
    tags: list[str] = []
    lead, trail = _ends("".join(s.text for s in spans))
    if lead:
        made.append((None, _run(spans, (), lead)))
    for part in parts:
        if part.kind is Kind.OPEN:
            tags.append(part.text)
        elif part.kind is Kind.CLOSE:
            tags.pop()
        elif part.kind is Kind.ALONE and part.text.startswith("<"):
            number = next((n for n, s in left.items() if _code(things, n) == part.text), None)
            if number is not None:
                made += [(_link(spans, tags), run) for run in _moved(left.pop(number))]
        else:
            made.append((_link(spans, tags), _run(spans, tuple(tags), part.shown or part.text)))
    made += [(None, run) for span in left.values() for run in _moved(span)]
    if trail:
        made.append((None, _run(spans, (), trail)))
    _replace(paragraph, made)


def clear(paragraph: Any) -> None:
    """Take a paragraph's words away; what a section or a table cell needs of it stays."""
    _replace(paragraph, [])


def _source(spans: Sequence[_Span]) -> str:
    things = [s for s in spans if s.things]
    numbers = {id(s): n for n, s in enumerate(things)}
    if not "".join(s.text for s in spans).strip():
        return ""
    out: list[str] = []
    opened: list[str] = []

    def turn(tags: Sequence[str]) -> None:
        same = 0
        while same < min(len(opened), len(tags)) and opened[same] == tags[same]:
            same += 1
        for tag in reversed(opened[same:]):
            out.append(f"</{tag[1:].split(' ')[0].rstrip('>')}>")
        out.extend(tags[same:])
        opened[same:] = tags[same:]

    for span in _spaced(spans):
        turn(span.tags)
        out.append(_code(things, numbers[id(span)]) if span.things else escape(span.text, quote=False))
    turn(())
    return "".join(out).strip()


def _code(things: Sequence[_Span], number: int) -> str:
    return "<br/>" if things[number].things[0][1].tag == f"{_W}br" else f'<x id="{number + 1}"/>'


def _spaced(spans: Sequence[_Span]) -> Iterator[_Span]:
    """Spans with the white space at their ends outside of their tags where a neighbour has fewer."""
    for at, span in enumerate(spans):
        if span.things:
            yield span
            continue
        lead, trail = _ends(span.text)
        before = spans[at - 1].tags if at else ()
        after = spans[at + 1].tags if at + 1 < len(spans) else ()
        if not span.text.strip():
            yield _Span(span.text, tuple(t for t in span.tags if t in before and t in after))
            continue
        inner = span.text[len(lead) : len(span.text) - len(trail)]
        if lead:
            yield _Span(lead, _common(before, span.tags))
        yield _Span(inner, span.tags)
        if trail:
            yield _Span(trail, _common(span.tags, after))


def _common(ones: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    same = 0
    while same < min(len(ones), len(others)) and ones[same] == others[same]:
        same += 1
    return tuple(ones[:same])


def _ends(text: str) -> tuple[str, str]:
    """The white space that a text begins and ends with; all of a white one is its beginning."""
    core = text.strip()
    if not core:
        return text, ""
    start = text.index(core)
    return text[:start], text[start + len(core) :]


def _spans(paragraph: Any, links: Links) -> list[_Span]:
    """The paragraph's words and things in order, neighbours of one format joined, without the tags that all share."""
    found = [s for s in _found(paragraph, links, None) if s.text or s.things]
    worded = [s for s in found if s.text.strip()]
    shared = set(worded[0].tags).intersection(*(s.tags for s in worded)) if worded else set()
    shared -= {t for t in shared if t.startswith("<a ")}
    joined: list[_Span] = []
    for span in found:
        tags = tuple(t for t in span.tags if t not in shared)
        last = joined[-1] if joined else None
        if last and last.link is span.link and _is_field(last) and _is_field(span):
            joined[-1] = _Span("", last.tags, last.run, last.things + span.things, last.link)
        elif last and last.link is span.link and last.tags == tags and not (last.things or span.things):
            joined[-1] = _Span(last.text + span.text, tags, last.run, (), last.link)
        else:
            joined.append(_Span(span.text, tags, span.run, span.things, span.link))
    return joined


def _is_field(span: _Span) -> bool:
    """Whether it is a part of a field's code, which comes in several."""
    return bool(span.things) and all(e.tag in (f"{_W}fldChar", f"{_W}instrText") for _, e in span.things)


def _found(element: Any, links: Links, link: Any) -> Iterator[_Span]:
    for child in element.iterchildren(f"{_W}*"):
        name = child.tag.removeprefix(_W)
        if name == "hyperlink":
            yield from _found(child, links, child)
        elif name in _AROUND:
            yield from _found(child, links, link)
        elif name == "r":
            yield from _in_run(child, links, link)


def _in_run(run: Any, links: Links, link: Any) -> Iterator[_Span]:
    tags = _tags(run, links, link)
    for child in run.iterchildren():
        name = child.tag.removeprefix(_W) if isinstance(child.tag, str) else ""
        if name == "t":
            yield _Span(child.text or "", tags, run, (), link)
        elif name in _LETTERS and not (name == "tab" and child.get(f"{_W}pos")):
            yield _Span(_LETTERS[name], tags, run, (), link)
        elif name and name not in _IN_RUN_UNSEEN:
            yield _Span("", tags, run, ((run, child),), link)


def _tags(run: Any, links: Links, link: Any) -> tuple[str, ...]:
    tags = []
    if link is not None:
        address = links.get(link.get(f"{_R}id") or "", "")
        if anchor := link.get(f"{_W}anchor"):
            address += f"#{anchor}"
        if address:
            tags.append(f'<a href="{escape(address)}">')
    properties = run.find(f"{_W}rPr")
    if properties is not None:
        for name, tag in _PROPERTY_TAGS.items():
            found = properties.find(_W + name)
            if (
                found is not None
                and found.get(f"{_W}val", "1").lower() not in _OFF
                and not (link is not None and name == "u")
            ):
                tags.append(f"<{tag}>")
        place = properties.find(f"{_W}vertAlign")
        tags += [f"<{tag}>" for tag, value in _PLACES.items() if place is not None and place.get(f"{_W}val") == value]
    return tuple(tags)


def _run(spans: Sequence[_Span], tags: tuple[str, ...], text: str) -> Any:
    """A new run in the format of the source's words with the same tags, of the most of its words if there are none."""
    worded = [s for s in spans if s.text.strip()]
    like = [s for s in worded if s.tags == tags] or [s for s in worded if set(s.tags) == set(tags)]
    if not like:
        sizes = Counter({id(s): len(s.text) for s in worded if not s.tags} or {id(s): len(s.text) for s in worded})
        like = [s for s in worded if id(s) == sizes.most_common(1)[0][0]]
    run = _empty(like[0].run)
    _format(run, {*like[0].tags} - {*tags}, {*tags} - {*like[0].tags})
    for number, line in enumerate(unescape(text).split("\t")):
        if number:
            run.append(run.makeelement(f"{_W}tab"))
        if line:
            word = run.makeelement(f"{_W}t")
            word.text = line
            if line != line.strip():
                word.set(_SPACE, "preserve")
            run.append(word)
    return run


def _format(run: Any, without: Set[str], more: Set[str]) -> None:
    """Take the properties of some tags from a run, and give it those of others."""
    properties = run.find(f"{_W}rPr")
    for name, tag in (*_PROPERTY_TAGS.items(), *(("vertAlign", tag) for tag in _PLACES)):
        if f"<{tag}>" in without and properties is not None:
            for old in properties.findall(_W + name):
                properties.remove(old)
        if f"<{tag}>" in more:
            value = {"u": "single", **_PLACES}.get(tag, "1")
            getattr(run.get_or_add_rPr(), f"get_or_add_{name}")().set(f"{_W}val", value)


def _moved(span: _Span) -> Iterator[Any]:
    """New runs with the things of a span; moved, not copied: a text box among them has paragraphs of its own."""
    for old, element in span.things:
        run = _empty(old)
        run.append(element)
        yield run


def _empty(run: Any) -> Any:
    made = run.makeelement(run.tag, dict(run.attrib))
    properties = run.find(f"{_W}rPr")
    if properties is not None:
        made.append(copy.deepcopy(properties))
    return made


def _link(spans: Sequence[_Span], tags: Sequence[str]) -> Any:
    """The source's link that the opened tags name."""
    wanted = next((t for t in tags if t.startswith("<a ")), None)
    return next((s.link for s in spans if wanted and wanted in s.tags), None)


def _replace(paragraph: Any, made: Sequence[tuple[Any, Any]]) -> None:
    """Put runs, each in its link, in place of all that is seen; the rest stays before or behind them."""
    before: list[Any] = []
    behind: list[Any] = []
    seen = False
    for child in list(paragraph.iterchildren()):
        name = child.tag.removeprefix(_W) if isinstance(child.tag, str) else ""
        if name in ("hyperlink", "r", *_AROUND):
            seen = True
            if name == "r" and not any(True for _ in _in_run(child, {}, None)):
                behind.append(child)
        elif name not in _FORGOTTEN:
            (behind if seen else before).append(child)
        paragraph.remove(child)
    paragraph.extend(before)
    current = None
    for link, run in made:
        if link is None:
            paragraph.append(run)
            current = None
            continue
        if current is None or current[0] is not link:
            current = (link, link.makeelement(link.tag, dict(link.attrib)))
            paragraph.append(current[1])
        current[1].append(run)
    paragraph.extend(behind)
