"""The blocks of a Markdown body: what is a unit, where it stands, and what is kept and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from markdown_it.token import Token

from .. import embed
from ..inline import with_labels
from ..model import Block, Disposition, Role
from .markdown_body import Body
from .spans import has_words, trimmed

_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
# Tags of Liquid, Jinja and Hugo, HTML comments, attribute lists, container fences, alert marks, tables of contents.
_TAG = r"\{%(?:(?!%\}).)*%\}|\{\{(?:(?!\}\}).)*\}\}|<!--(?:(?!-->).)*-->|\{:[^{}]*\}|\{[#.][^{}]*\}"
_KEPT_LINE = re.compile(
    rf"(?:(?:{_TAG})\s*)+|:::.*|\[![A-Za-z]+\].*|\[\[?_?(?i:toc)_?\]?\]|\{{/\*.*\*/\}}|\{{[\w.]+\}}|</?[A-Z][\w.]*[^<>]*/?>",
    re.DOTALL,
)
_TAG_ENDS = {"{%": "%}", "{{": "}}", "{:": "}", "{#": "}", "{.": "}", "<!--": "-->"}
_TAG_LINES = 40
_COMPONENT = re.compile(r"<[A-Z][\w.]*(?:\s[^>]*)?\Z")  # the first line of an MDX component
_MODULE_LINE = re.compile(
    r"import\s+(?:[\w{*][^\"']*\sfrom\s+)?[\"'][^\"']+[\"'];?\s*\Z"
    r"|export\s+(?:(?:const|let|var|function|async|class)\s+\w+.*[={(]|default\s+\w+.*[{(;]|[{*])"
)
# Template tags whose inside is code, over any number of blocks: their names where they begin and where they end.
_ZONE_TAG = re.compile(
    r"\{%-?\s*(?:(?P<begin>highlight|comment|raw)\b(?:(?!%\}).){0,500}|end(?P<end>highlight|comment|raw)\s*-?)%\}"
    r"|\{\{[<%]\s*(?:(?P<begins>highlight|mermaid)\b(?:(?!\}\}).){0,500}|/\s*(?P<ends>highlight|mermaid)\s*[>%])\}\}",
    re.DOTALL,
)
_HTML_CODE = re.compile(r"\s*<(?:[!?]|(?:script|style|svg|iframe|template|noscript)\b)", re.IGNORECASE)
_TASK = re.compile(r"\[[ xX]\]\s+")
# What begins a definition below its term, or of an abbreviation (kramdown, PHP Markdown Extra).
_DEFINED = re.compile(r"(?:\*\[[^\[\]]+\])?:[ \t]+")
_ALIGNMENT = re.compile(r"(?=[:|\s]*-)[-:|][-:|\s]*")


def body_blocks(body: Body, *, titled: bool) -> list[Block]:
    """The units of a body and its kept code. `titled`: the headline is known, so the first heading is only that."""
    starts = [0, *(m.end() for m in re.finditer("\n", body.src)), len(body.src)]
    blocks: list[Block] = []
    stack: list[Token] = []
    cells: list[tuple[int, int]] = []
    defined = -1
    for token in body.tokens:
        if token.nesting == 1:
            stack.append(token)
            if token.type == "tr_open":
                cells = []
        elif token.nesting == -1:
            stack.pop()
        elif token.type in ("fence", "code_block", "html_block", "hr") and token.map:
            role = Role.NOTE if token.type in ("fence", "code_block") else Role.META
            first, last = token.map[0], min(token.map[1], len(starts) - 1)
            if token.type == "fence":  # without its first line and, where it is closed, its last
                first += 1
                last -= body.src[starts[last - 1] : starts[last]].rstrip().endswith(token.markup) and last > first
            if first >= last:
                continue
            a, b = starts[first], starts[last]
            block = body.kept(role, a, b, token.type.replace("_", " "))
            if token.type == "html_block" and has_words(token.content) and not _HTML_CODE.match(token.content):
                block = replace(block, role=Role.BODY, reason="html block, its words are kept", form=embed.HTML)
            blocks.append(replace(block, tag="pre") if role is Role.NOTE else block)
        elif token.type == "definition" and token.map:
            defined = token.map[1]
        elif token.type == "inline" and token.map:
            parent = stack[-1]
            before = len(blocks)
            if parent.type in ("th_open", "td_open"):
                cells = cells or _cells(body.src, *token.meta["lines"][0])
                blocks += _cell_blocks(body, token, cells.pop(0) if cells else (0, 0))
            elif parent.type == "heading_open" and parent.markup.startswith("#"):
                first = not titled and not any(b.disposition is Disposition.TRANSLATE for b in blocks)
                blocks += _heading_blocks(body, token, Role.HEADLINE if first and parent.tag == "h1" else Role.HEADING)
            elif parent.type == "admonition_title_open":
                blocks += _title_blocks(body, token, starts)
            elif "lines" in token.meta:
                role, form = _container_role(stack), embed.MARKDOWN
                if parent.type == "heading_open":
                    first = not titled and not any(b.disposition is Disposition.TRANSLATE for b in blocks)
                    role = Role.HEADLINE if first and parent.tag == "h1" else Role.HEADING
                    form = embed.MARKDOWN_SETEXT
                blocks += _paragraph_blocks(body, token, role, form, beside=defined == token.map[0])
            blocks[before:] = [replace(b, tag=_tag(b.role, stack)) for b in blocks[before:]]
    zones = _zones(body)
    return [_code(b) if any(b.start < z and a < b.end for a, z in zones) else b for b in blocks]


def _zones(body: Body) -> list[tuple[int, int]]:
    """Where template tags hold code, as offsets of the text. A tag that is never closed holds none."""
    tags = list(_ZONE_TAG.finditer(body.src))
    last = {m["end"] or m["ends"]: m.start() for m in tags}
    zones: list[tuple[int, int]] = []
    opened, start = "", 0
    for tag in tags:
        begins, ends = tag["begin"] or tag["begins"], tag["end"] or tag["ends"]
        if not opened and begins and last.get(begins, -1) > tag.start():
            opened, start = begins, tag.start()
        elif opened and ends == opened:
            zones.append((body.place(start), body.place(tag.end())))
            opened = ""
    return zones


def _code(block: Block) -> Block:
    role = Role.NOTE if block.disposition is Disposition.TRANSLATE else block.role
    return replace(block, role=role, disposition=Disposition.KEEP, reason="inside a template tag", form="")


def _tag(role: Role, stack: Sequence[Token]) -> str:
    """The element of a heading, or of the list that an item stands in."""
    if role in (Role.HEADLINE, Role.HEADING):
        return stack[-1].tag if stack[-1].type == "heading_open" else ""
    lists = (token.tag for token in reversed(stack) if token.tag in ("ul", "ol"))
    return next(lists, "") if role is Role.LIST else ""


def _container_role(stack: Sequence[Token]) -> Role:
    for token in reversed(stack):
        if token.type == "blockquote_open":
            return Role.QUOTE
        if token.type == "list_item_open":
            return Role.LIST
    return Role.BODY


def _unit(body: Body, role: Role, start: int, end: int, source: str, form: str) -> Block:
    if has_words(source):
        if body.links and form not in (embed.MARKDOWN_ALT, embed.MARKDOWN_TITLE):
            source = with_labels(source, body.links)
        return body.block(role, start, end, source, form)
    return body.kept(role, start, end, "no words")


def _heading_blocks(body: Body, token: Token, role: Role) -> list[Block]:
    start, end = token.meta["lines"][0]
    start = re.compile(r"#{1,6}\s*").match(body.src, start, end).end()  # type: ignore[union-attr]
    end = start + len(token.content)
    if body.src[start:end] != token.content or not token.content:
        return []
    start, end = _without_marks(body.src, start, end)
    return [_unit(body, role, start, end, body.src[start:end], embed.MARKDOWN_HEADING)] if start < end else []


def _title_blocks(body: Body, token: Token, starts: Sequence[int]) -> list[Block]:
    """The quoted title of an admonition (`!!! note "Title"`)."""
    if not token.map:
        return []
    line = body.src[starts[token.map[0]] : starts[token.map[0] + 1]]
    at = line.find(f'"{token.content}"')
    if at < 0:
        return []
    start, end = trimmed(body.src, starts[token.map[0]] + at + 1, starts[token.map[0]] + at + 1 + len(token.content))
    return [_unit(body, Role.HEADING, start, end, body.src[start:end], embed.MARKDOWN_TITLE)] if start < end else []


def _cells(src: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the cells of a table row stand, split as markdown-it does."""
    start, end = trimmed(src, start, end)
    cells = []
    at = start
    for i in range(start, end):
        if src[i] == "|" and not (i > start and src[i - 1] == "\\"):
            cells.append((at, i))
            at = i + 1
    cells.append((at, end))
    if cells and cells[0][0] == cells[0][1]:
        cells.pop(0)
    if cells and cells[-1][0] == cells[-1][1]:
        cells.pop()
    return cells


def _cell_blocks(body: Body, token: Token, place: tuple[int, int]) -> list[Block]:
    start, end = trimmed(body.src, *place)
    if start >= end or not token.content:
        return []
    source = body.src[start:end].replace("\\|", "|")
    if source != token.content.strip():
        return [body.kept(Role.BODY, start, end, "a table cell that was not found")]
    return [_unit(body, Role.BODY, start, end, source, embed.MARKDOWN_CELL)]


def _paragraph_blocks(body: Body, token: Token, role: Role, form: str, *, beside: bool) -> list[Block]:
    """The units of a paragraph: one, or one for each part between kept lines and hard breaks."""
    src = body.src
    lines = [trimmed(src, a, b) for a, b in token.meta["lines"]]
    if form == embed.MARKDOWN_SETEXT:
        lines = lines[: len(token.content.split("\n"))]
    texts = [src[a:b] for a, b in lines]
    whole = (lines[0][0], lines[-1][1])
    if [line.strip() for line in token.content.split("\n")] != texts:
        return [body.kept(role, *whole, "its lines were not found")]
    if beside:  # a quoted target here would become the definition's title
        return [body.kept(role, *whole, "directly below a link definition")]
    if _MODULE_LINE.match(texts[0]) or _MODULE_LINE.match(" ".join(texts[:_TAG_LINES])):
        return [body.kept(Role.META, *whole, "code of a module")]
    if texts[0].startswith("$$") and texts[-1].endswith("$$"):
        return [body.kept(Role.NOTE, *whole, "a formula")]
    if images := _image_blocks(body, token, *whole):
        return images
    runs, kept = _runs(lines, texts, _hard_breaks(token, len(lines)))
    if len(runs) + len(kept) > 1 and any(_ALIGNMENT.fullmatch(text) for text in texts):
        return [body.kept(role, *whole, "a line that could begin a table")]
    blocks = [body.kept(Role.META, a, b, "template or attributes") for a, b in kept]
    for run in runs:
        source, start, end = _joined(src, run)
        if source:
            blocks.append(_unit(body, role, start, end, source, form))
    return blocks


_Lines = list[tuple[int, int]]


def _runs(lines: _Lines, texts: Sequence[str], breaks: set[int]) -> tuple[list[_Lines], _Lines]:
    """Lines that are one text each, and lines to keep. `breaks`: the lines that end in a hard break."""
    runs: list[_Lines] = [[]]
    kept: _Lines = []
    i = 0
    while i < len(lines):
        last = _kept_until(texts, i)
        if last is not None:
            kept += lines[i : last + 1]
            runs.append([])
            i = last + 1
            continue
        start, end = lines[i]
        if match := _DEFINED.match(texts[i]):
            start += match.end()
            runs.append([])
        if i in breaks or (i + 1 < len(lines) and texts[i].endswith("\\")):
            end -= texts[i].endswith("\\")
        runs[-1].append((start, end))
        if i in breaks:
            runs.append([])
        i += 1
    return [run for run in runs if run], kept


def _kept_until(texts: Sequence[str], first: int) -> int | None:
    """The last of the lines from `first` on that are template tags or the like, None for a line of text."""
    if _KEPT_LINE.fullmatch(texts[first]):
        return first
    if _COMPONENT.match(texts[first]):
        lines = range(first + 1, min(first + _TAG_LINES, len(texts)))
        return next((i for i in lines if texts[i] == ">" or texts[i].endswith("/>")), None)
    closer = next((_TAG_ENDS[begin] for begin in _TAG_ENDS if texts[first].startswith(begin)), "")
    if closer:
        for last in range(first + 1, min(first + _TAG_LINES, len(texts))):
            if texts[last].endswith(closer) and _KEPT_LINE.fullmatch("\n".join(texts[first : last + 1])):
                return last
    return None


def _hard_breaks(token: Token, lines: int) -> set[int]:
    """The lines that end in a hard break outside links and emphasis."""
    breaks = [c for c in token.children or () if c.type in ("softbreak", "hardbreak")]
    if len(breaks) != lines - 1:
        return set()
    return {i for i, c in enumerate(breaks) if c.type == "hardbreak" and c.level == 0}


def _joined(src: str, run: _Lines) -> tuple[str, int, int]:
    """The text of some lines on one line, and where it stands, without task boxes and marks at its end."""
    first, last = run[0], run[-1]
    if box := _TASK.match(src, first[0], first[1]):
        run = [(box.end(), first[1]), *run[1:]]
    start, end = _without_marks(src, *run[-1])
    if start >= end and len(run) > 1:
        return _joined(src, run[:-1])
    run = [*run[:-1], (start, end)]
    text = ""
    for a, b in run:
        line = src[a:b].strip()
        glue = "" if not text or not line or (_CJK.match(text[-1]) and _CJK.match(line[0])) else " "
        text += glue + line
    start, end = trimmed(src, run[0][0], run[-1][1])
    return (text, start, end) if start < end <= last[1] else ("", start, start)


def _without_marks(src: str, start: int, end: int) -> tuple[int, int]:
    """A span without the comments and attribute lists at its end."""
    while True:
        while end > start and src[end - 1].isspace():
            end -= 1
        mark = "<!--" if src.endswith("-->", start, end) else "{"
        at = src.rfind(mark, start, end) if mark == "<!--" or src.endswith("}", start, end) else -1
        is_list = at > start and src[at - 1].isspace() and src[at + 1] in ":#."
        if at < 0 or not (is_list or mark == "<!--"):
            return trimmed(src, start, end)
        end = at


def _image_blocks(body: Body, token: Token, start: int, end: int) -> list[Block]:
    """The alternative texts of a paragraph of nothing but images; [] for any other paragraph."""
    children = token.children or ()
    images = [c for c in children if c.type == "image"]
    marks = ("image", "softbreak", "hardbreak", "link_open", "link_close")
    if not images or any(c.type not in marks and has_words(c.content) for c in children):
        return []
    blocks = []
    at = start
    for image in images:
        found = body.src.find(f"![{image.content}]", at, end)
        if found < 0:
            return [body.kept(Role.META, start, end, "an image whose text was not found")]
        after = found + 3 + len(image.content)
        if not body.src.startswith(("(", "["), after, end) or body.src.startswith("[]", after, end):
            return [body.kept(Role.META, start, end, "an image named by its text")]
        a, b = trimmed(body.src, found + 2, found + 2 + len(image.content))
        if has_words(image.content):
            blocks.append(_unit(body, Role.ALT, a, b, body.src[a:b], embed.MARKDOWN_ALT))
        at = b
    return blocks or [body.kept(Role.META, start, end, "images")]
