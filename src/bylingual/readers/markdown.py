"""Markdown with front matter: a block is a span of the source; nothing is rendered, only spans are replaced.

markdown-it-py says where blocks begin and end, ruamel.yaml and tomllib what front matter says. What is not a unit
(markers, code, templates, definitions, keys) stays as it is, in keep blocks. A place that cannot be found for certain
is kept and says why.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, heading, lheading, paragraph, table
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.footnote import footnote_plugin
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from .. import embed
from ..errors import LanguageError, ReadError
from ..keys import comparison_key
from ..locales import parse_locale
from ..model import Article, Block, Disposition, Role
from .encoding import decode

NAME = "markdown"
SUFFIXES = (".md", ".markdown")

_Path = tuple[str, ...]

_DECK = frozenset(
    ["subtitle", "subhed", "subheadline", "description", "excerpt", "summary", "deck", "standfirst", "dek"]
)
_CAPTION = frozenset(["caption", "cutline", "imagecaption"])
_ALT = frozenset(["alt", "alttext", "imagealt"])
_BYLINE = frozenset(["author", "authors", "byline", "translator"])
_LANGUAGE = ("lang", "language", "locale")
_PARAMETERS = ("extra", "params")  # where Zola and Hugo want a site's own keys

_FRONT = re.compile(
    r"\A(?P<fence>---|\+\+\+)[ \t]*(?:\r\n|\r|\n)(?P<inside>(?:.*?(?:\r\n|\r|\n))??)(?P=fence)[ \t]*(?:\r\n|\r|\n|\Z)",
    re.DOTALL,
)
_TOML_PIECE = re.compile(
    r'#[^\r\n]*|"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\r\n]|\\.)*"|\'[^\'\r\n]*\'', re.DOTALL
)
_TOML_STRINGS = 500
_TOML_LINE = re.compile(r"at line (\d+)")
_MARK = "bylingual mark"

_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
# Tags of Liquid, Jinja and Hugo, HTML comments, attribute lists, container fences, alert marks, tables of contents.
_TAG = r"\{%(?:(?!%\}).)*%\}|\{\{(?:(?!\}\}).)*\}\}|<!--(?:(?!-->).)*-->|\{:[^{}]*\}|\{[#.][^{}]*\}"
_KEPT_LINE = re.compile(
    rf"(?:(?:{_TAG})\s*)+|:::.*|\[![A-Za-z]+\].*|\[\[?_?TOC_?\]?\]|</?[A-Z][\w.]*[^<>]*/?>", re.DOTALL
)
_OPENS_TAG = ("{%", "{{", "{:", "{#", "{.", "<!--")
_TAG_LINES = 40
_MODULE_LINE = re.compile(
    r"import\s+(?:[\w{*][^\"']*\sfrom\s+)?[\"'][^\"']+[\"'];?\s*\Z"
    r"|export\s+(?:(?:const|let|var|function|async|class)\s+\w+.*[={(]|default\s+\w+.*[{(;]|[{*])"
)
# Template tags whose inside is code, over any number of blocks.
_CODE_ZONE = re.compile(
    r"\{%-?\s*(highlight|comment|raw)\b(?:(?!%\}).)*%\}.*?\{%-?\s*end\1\s*-?%\}"
    r"|\{\{[<%]\s*(highlight|mermaid)\b(?:(?!\}\}).)*\}\}.*?\{\{[<%]\s*/\s*\2\s*[>%]\}\}",
    re.DOTALL,
)
_ENDS_ZONE = re.compile(r"\{%-?\s*end|\{\{[<%]\s*/")
_TASK = re.compile(r"\[[ xX]\]\s+")
_DEFINED = re.compile(r":[ \t]+")
_ALIGNMENT = re.compile(r"(?=[:|\s]*-)[-:|][-:|\s]*")
_OPAQUE = re.compile(
    r"\{%[^{}]*%\}|\{\{[^{}]*\}\}|\{[:#.][^{}]*\}|(`+)[^`]+\1|<[^<>]*>|\]\([^()\s]*\)|\]\[[^\[\]]*\]|\[\^[^\[\]]+\]"
    r"|\b(?:https?|ftp)://\S+|:[a-z0-9_+-]+:"
)


@dataclass(frozen=True)
class _Front:
    """Front matter: where it ends in the text, its blocks, its simple keys, and what must not change in it."""

    end: int = 0
    blocks: tuple[Block, ...] = ()
    meta: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    fixed: tuple[tuple[_Path, str], ...] = ()


@dataclass(frozen=True)
class _Leaf:
    """A scalar of front matter: the keys above it, its value, where it stands, and how to write it (no form: keep)."""

    path: _Path
    value: str
    start: int
    end: int
    form: str


@dataclass(frozen=True)
class _Body:
    """A body with LF line endings, its tokens, and where each of its offsets lies in the article's text."""

    src: str
    start: int
    returns: tuple[int, ...]
    tokens: tuple[Token, ...]
    definitions: tuple[str, ...]

    def place(self, at: int) -> int:
        """The offset in the text of an offset in `src`."""
        return self.start + at + bisect_right(self.returns, at)

    def block(self, role: Role, start: int, end: int, source: str, form: str) -> Block:
        """A unit at these offsets of `src`."""
        return Block(role, Disposition.TRANSLATE, source, self.place(start), self.place(end), "", 0, form)

    def kept(self, role: Role, start: int, end: int, reason: str) -> Block:
        """A kept block at these offsets of `src`; in the role `meta` it is markup, no content."""
        start, end = _trimmed(self.src, start, end)
        form = embed.MARKUP if role is Role.META else ""
        return Block(role, Disposition.KEEP, self.src[start:end], self.place(start), self.place(end), reason, form=form)


def read(data: bytes, article_id: str, path: str, *, drop: bool = True) -> Article:
    """The article in `data`. Raises ReadError when it is empty, cannot be decoded, or has broken front matter.

    `drop` has no effect: an author's Markdown has no page furniture.
    """
    decoded = decode(data, path)
    if not decoded.text.strip():
        raise ReadError("the file is empty", path=path, remedy="Put the article into it, or remove the file")
    front = _front_matter(decoded.text, path)
    body = _parsed(decoded.text, front.end)
    found = [*front.blocks, *_body_blocks(body, titled=any(b.role is Role.HEADLINE for b in front.blocks))]
    blocks = _with_gaps(_headlines(found), decoded.text, front.end)
    return Article(
        article_id, path, NAME, data, decoded.text, decoded.encoding, decoded.bom, blocks,
        _declared(front.meta), front.meta,
    )  # fmt: skip


def same_structure(before: bytes, after: bytes) -> bool:
    """Whether two Markdown files have the same blocks in the same order, the same code, definitions and fixed keys."""
    try:
        return _structure(before) == _structure(after)
    except ReadError:
        return False


def _structure(data: bytes) -> tuple[object, ...]:
    text = decode(data, "").text
    front = _front_matter(text, "")
    body = _parsed(text, front.end)
    shapes: list[object] = []
    for token in body.tokens:
        fixed = token.content if token.type in ("fence", "code_block", "html_block") else ""
        info = token.info if token.type == "fence" else ""
        attributes = tuple(sorted((k, str(v)) for k, v in token.attrs.items()))
        shapes.append((token.type, token.tag, token.markup, token.hidden, token.level, info, attributes, fixed))
    return (front.fixed, body.definitions, tuple(shapes))


def _with_gaps(found: Sequence[Block], text: str, body: int) -> tuple[Block, ...]:
    """`found` in reading order with kept blocks for everything between them; `body` is where front matter ends."""
    blocks: list[Block] = []
    at = 0
    for block in sorted(found, key=lambda b: (b.start, b.end)):
        if block.start < at or block.start >= block.end:
            continue
        blocks += [*_gap(text, at, block.start, body), block]
        at = block.end
    return (*blocks, *_gap(text, at, len(text), body))


def _gap(text: str, start: int, end: int, body: int) -> Iterator[Block]:
    parts = [(start, end)] if not start < body < end else [(start, body), (body, end)]
    for part_start, part_end in parts:
        a, b = _trimmed(text, part_start, part_end)
        if a < b:
            reason = "front matter" if a < body else "markup"
            yield Block(Role.META, Disposition.KEEP, text[a:b], a, b, reason, form=embed.MARKUP)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, max(start + left, start + len(piece.rstrip()))


def _headlines(blocks: Sequence[Block]) -> list[Block]:
    """Headings that say the headline again become it; all copies share the first one's source."""
    first = next((b for b in blocks if b.role is Role.HEADLINE), None)
    if first is None:
        return list(blocks)
    key = comparison_key(first.source)
    return [
        replace(b, role=Role.HEADLINE, source=first.source, reason="the headline again")
        if b is not first and b.role in (Role.HEADLINE, Role.HEADING) and comparison_key(b.source) == key
        else b
        for b in blocks
    ]


def _declared(meta: Mapping[str, str]) -> str:
    for key in _LANGUAGE:
        try:
            if meta.get(key):
                return parse_locale(meta[key])
        except LanguageError:
            continue
    return ""


def _has_words(text: str) -> bool:
    return any(c.isalpha() for c in _OPAQUE.sub(" ", text))


# Front matter


def _front_matter(text: str, path: str) -> _Front:
    match = _FRONT.match(text)
    if not match:
        return _Front()
    start, inside = match.start("inside"), match["inside"]
    # As in Pandoc, a line `---` above an empty line is a break, unless keys follow.
    is_break = match["fence"] == "---" and inside[:1].isspace() and not inside.splitlines()[0].strip()
    try:
        leaves, meta = (_yaml if match["fence"] == "---" else _toml)(inside, start, path)
    except ReadError:
        if is_break:
            return _Front()
        raise
    blocks = tuple(block for leaf in leaves if (block := _leaf_block(leaf)))
    fixed = tuple((leaf.path, "" if leaf.form and _is_text(leaf.path) else leaf.value) for leaf in leaves)
    return _Front(match.end(), blocks, MappingProxyType(meta), fixed)


def _is_text(path: _Path) -> bool:
    return _key_role(path) not in (None, Role.BYLINE)


def _leaf_block(leaf: _Leaf) -> Block | None:
    value = leaf.value.strip()
    role = _key_role(leaf.path)
    if role is None or not leaf.form or not _has_words(value):
        return None
    reason = f"front matter: {'.'.join(leaf.path)}"
    kept = role is Role.BYLINE
    disposition = Disposition.KEEP if kept else Disposition.TRANSLATE
    return Block(role, disposition, value, leaf.start, leaf.end, reason, 0, "" if kept else leaf.form)


def _key_role(path: _Path) -> Role | None:
    """The role of a key, None for one that is no text. Titles and decks count only at the top."""
    names = [re.sub(r"[_-]", "", name).casefold() for name in path]
    if not names:
        return None
    if names[-1] in _CAPTION:
        return Role.CAPTION
    if names[-1] in _ALT:
        return Role.ALT
    if names[0] in _BYLINE and (len(names) == 1 or names[-1] == "name"):
        return Role.BYLINE
    if len(names) > 1 and (len(names) > 2 or names[0] not in _PARAMETERS):
        return None
    if names[-1] in ("title", "headline"):
        return Role.HEADLINE
    return Role.DECK if names[-1] in _DECK else None


def _yaml(inside: str, start: int, path: str) -> tuple[list[_Leaf], dict[str, str]]:
    """The scalars of a YAML mapping and its simple keys."""
    parser = YAML(typ="safe", pure=True)
    parser.allow_duplicate_keys = True
    try:
        root = parser.compose(inside)  # type: ignore[no-untyped-call,unused-ignore]
        leaves = list(_yaml_leaves(root, (), inside, start, set())) if root is not None else []
    except RecursionError:
        raise _broken("YAML", "nested too deeply", path, 2) from None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _broken("YAML", str(error.problem or error.context), path, (mark.line if mark else 0) + 2) from None
    except (YAMLError, ValueError) as error:
        raise _broken("YAML", str(error).splitlines()[0] if str(error) else "unreadable", path, 2) from None
    if root is not None and not isinstance(root, MappingNode):
        raise _broken("YAML", "no keys with values", path, 2)
    meta = {}
    for key, value in root.value if root is not None else ():
        if isinstance(key, ScalarNode) and isinstance(value, ScalarNode):
            meta[str(key.value)] = str(value.value).strip()
    return leaves, meta


def _yaml_leaves(
    node: Node, path: _Path, inside: str, start: int, seen: set[int], flow: bool = False
) -> Iterator[_Leaf]:
    """Every scalar below `node` once. Aliases are not followed: what they stand for stands elsewhere."""
    if id(node) in seen:
        return
    seen.add(id(node))
    flow = flow or bool(getattr(node, "flow_style", False))
    if isinstance(node, MappingNode):
        for key, value in node.value:
            name = str(key.value) if isinstance(key, ScalarNode) else "?"
            yield from _yaml_leaves(value, (*path, name), inside, start, seen, flow)
    elif isinstance(node, SequenceNode):
        for value in node.value:
            yield from _yaml_leaves(value, path, inside, start, seen, flow)
    elif isinstance(node, ScalarNode):
        a, b = node.start_mark.index, node.end_mark.index
        b = a + len(inside[a:b].rstrip())
        form = embed.YAML if node.style is None and not flow else embed.YAML_QUOTED
        # An anchor or a tag is part of the node's span: such a scalar is kept.
        named = inside[a:b][:1] in ("&", "!", "*", "") or str(node.tag) != "tag:yaml.org,2002:str"
        yield _Leaf(path, str(node.value), start + a, start + b, "" if named else form)


def _toml(inside: str, start: int, path: str) -> tuple[list[_Leaf], dict[str, str]]:
    """The strings of a TOML document and its simple keys.

    tomllib tells no places: each string literal is exchanged for a mark, and where that changes exactly one value of
    the document, it is the place of that value.
    """
    try:
        data = tomllib.loads(inside)
    except tomllib.TOMLDecodeError as error:
        at = _TOML_LINE.search(str(error))
        lines = inside.count("\n")
        raise _broken("TOML", str(error), path, (int(at.group(1)) if at else lines) + 1) from None
    except RecursionError:
        raise _broken("TOML", "nested too deeply", path, 2) from None
    literals = [m for m in _TOML_PIECE.finditer(inside) if not m.group().startswith("#")][:_TOML_STRINGS]
    places: dict[int, re.Match[str]] = {}
    leaves = list(_toml_leaves(data, ()))
    for literal in literals:
        try:
            marked = tomllib.loads(f'{inside[: literal.start()]}"{_MARK}"{inside[literal.end() :]}')
        except tomllib.TOMLDecodeError:
            continue
        others = list(_toml_leaves(marked, ()))
        if [p for p, _ in others] != [p for p, _ in leaves]:
            continue
        changed = [i for i, (a, b) in enumerate(zip(leaves, others, strict=True)) if a != b]
        if len(changed) == 1 and others[changed[0]][1] == _MARK and isinstance(leaves[changed[0]][1], str):
            places[changed[0]] = literal
    found = []
    for i, (keys, value) in enumerate(leaves):
        place = places.get(i)
        a, b = (start + place.start(), start + place.end()) if place else (0, 0)
        found.append(_Leaf(keys, str(value), a, b, embed.TOML if place else ""))
    meta = {k: str(v) for k, v in data.items() if not isinstance(v, (dict, list))}
    return found, meta


def _toml_leaves(value: object, path: _Path) -> Iterator[tuple[_Path, object]]:
    if isinstance(value, dict):
        for key, below in value.items():
            yield from _toml_leaves(below, (*path, str(key)))
    elif isinstance(value, list):
        for below in value:
            yield from _toml_leaves(below, path)
    else:
        yield path, value


def _broken(language: str, problem: str, path: str, line: int) -> ReadError:
    return ReadError(f"front matter is not {language}: {problem}", path=path, line=line, remedy="Mend the front matter")


# Body

_Rule = Callable[[StateBlock, int, int, bool], bool]


def _recording(rule: _Rule) -> _Rule:
    """A block rule that also notes where each line of its text stands, without the prefixes of its containers."""

    def recorded(state: StateBlock, first: int, last: int, silent: bool) -> bool:
        before = len(state.tokens)
        done = rule(state, first, last, silent)
        if done and not silent:
            for token in state.tokens[before:]:
                if token.type == "inline" and token.map:
                    lines = range(token.map[0], token.map[1])
                    token.meta["lines"] = [(state.bMarks[i] + state.tShift[i], state.eMarks[i]) for i in lines]
        return done

    return recorded


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"inline_definitions": True}).enable("table")
    parser.use(footnote_plugin, move_to_end=False).use(admon_plugin)
    rules: tuple[tuple[str, _Rule, list[str]], ...] = (
        ("table", table, ["paragraph", "reference"]),
        ("heading", heading, ["paragraph", "reference", "blockquote"]),
        ("lheading", lheading, []),
        ("paragraph", paragraph, []),
    )
    for name, rule, ends in rules:
        parser.block.ruler.at(name, _recording(rule), {"alt": ends})
    return parser


def _parsed(text: str, start: int) -> _Body:
    raw = text[start:]
    src = re.sub(r"\r\n?", "\n", raw).replace("\0", "\ufffd")
    # The offset in `src` behind each line feed that was two characters.
    returns = tuple(m.start() - i + 1 for i, m in enumerate(re.finditer("\r\n", raw)))
    env: dict[str, object] = {}
    tokens = tuple(_parser().parse(src, env))
    references = env.get("references", {})
    definitions = (
        [f"{k} {v['href']} {v['title']}" for k, v in references.items()] if isinstance(references, dict) else []
    )
    return _Body(src, start, returns, tokens, tuple(definitions))


def _body_blocks(body: _Body, *, titled: bool) -> list[Block]:
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
            a, b = starts[token.map[0]], starts[min(token.map[1], len(starts) - 1)]
            blocks.append(body.kept(role, a, b, token.type.replace("_", " ")))
        elif token.type == "definition" and token.map:
            defined = token.map[1]
        elif token.type == "inline" and token.map:
            parent = stack[-1]
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
    zones = _zones(body)
    return [_code(b) if any(b.start < z and a < b.end for a, z in zones) else b for b in blocks]


def _zones(body: _Body) -> list[tuple[int, int]]:
    """Where template tags hold code, as offsets of the text."""
    if not _ENDS_ZONE.search(body.src):
        return []
    return [(body.place(m.start()), body.place(m.end())) for m in _CODE_ZONE.finditer(body.src)]


def _code(block: Block) -> Block:
    role = Role.NOTE if block.disposition is Disposition.TRANSLATE else block.role
    return replace(block, role=role, disposition=Disposition.KEEP, reason="inside a template tag", form="")


def _container_role(stack: Sequence[Token]) -> Role:
    for token in reversed(stack):
        if token.type == "blockquote_open":
            return Role.QUOTE
        if token.type == "list_item_open":
            return Role.LIST
    return Role.BODY


def _unit(body: _Body, role: Role, start: int, end: int, source: str, form: str) -> Block:
    if _has_words(source):
        return body.block(role, start, end, source, form)
    return body.kept(role, start, end, "no words")


def _heading_blocks(body: _Body, token: Token, role: Role) -> list[Block]:
    start, end = token.meta["lines"][0]
    start = re.compile(r"#{1,6}\s*").match(body.src, start, end).end()  # type: ignore[union-attr]
    end = start + len(token.content)
    if body.src[start:end] != token.content or not token.content:
        return []
    start, end = _without_marks(body.src, start, end)
    return [_unit(body, role, start, end, body.src[start:end], embed.MARKDOWN_HEADING)] if start < end else []


def _title_blocks(body: _Body, token: Token, starts: Sequence[int]) -> list[Block]:
    """The quoted title of an admonition (`!!! note "Title"`)."""
    if not token.map:
        return []
    line = body.src[starts[token.map[0]] : starts[token.map[0] + 1]]
    at = line.find(f'"{token.content}"')
    if at < 0:
        return []
    start, end = _trimmed(body.src, starts[token.map[0]] + at + 1, starts[token.map[0]] + at + 1 + len(token.content))
    return [_unit(body, Role.HEADING, start, end, body.src[start:end], embed.MARKDOWN_TITLE)] if start < end else []


def _cells(src: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the cells of a table row stand, split as markdown-it does."""
    start, end = _trimmed(src, start, end)
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


def _cell_blocks(body: _Body, token: Token, place: tuple[int, int]) -> list[Block]:
    start, end = _trimmed(body.src, *place)
    if start >= end or not token.content:
        return []
    source = body.src[start:end].replace("\\|", "|")
    if source != token.content.strip():
        return [body.kept(Role.BODY, start, end, "a table cell that was not found")]
    return [_unit(body, Role.BODY, start, end, source, embed.MARKDOWN_CELL)]


def _paragraph_blocks(body: _Body, token: Token, role: Role, form: str, *, beside: bool) -> list[Block]:
    """The units of a paragraph: one, or one for each part between kept lines and hard breaks."""
    src = body.src
    lines = [_trimmed(src, a, b) for a, b in token.meta["lines"]]
    if form == embed.MARKDOWN_SETEXT:
        lines = lines[: len(token.content.split("\n"))]
    texts = [src[a:b] for a, b in lines]
    whole = (lines[0][0], lines[-1][1])
    if [line.strip() for line in token.content.split("\n")] != texts:
        return [body.kept(role, *whole, "its lines were not found")]
    if beside:  # a quoted target here would become the definition's title
        return [body.kept(role, *whole, "directly below a link definition")]
    if _MODULE_LINE.match(texts[0]):
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
        if match := _DEFINED.match(texts[i]):  # a definition below its term (kramdown, PHP Markdown Extra)
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
    if texts[first].startswith(_OPENS_TAG):
        for last in range(first + 1, min(first + _TAG_LINES, len(texts))):
            if _KEPT_LINE.fullmatch("\n".join(texts[first : last + 1])):
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
    start, end = _trimmed(src, run[0][0], run[-1][1])
    return (text, start, end) if start < end <= last[1] else ("", start, start)


def _without_marks(src: str, start: int, end: int) -> tuple[int, int]:
    """A span without the comments and attribute lists at its end."""
    while True:
        start, end = _trimmed(src, start, end)
        piece = src[start:end]
        at = piece.rfind("<!--") if piece.endswith("-->") else piece.rfind("{") if piece.endswith("}") else -1
        is_list = at > 0 and piece[at - 1].isspace() and piece[at + 1] in ":#."
        if at < 0 or not (is_list or piece.startswith("<!--", at)):
            return start, end
        end = start + at


def _image_blocks(body: _Body, token: Token, start: int, end: int) -> list[Block]:
    """The alternative texts of a paragraph of nothing but images; [] for any other paragraph."""
    children = token.children or ()
    images = [c for c in children if c.type == "image"]
    marks = ("image", "softbreak", "hardbreak", "link_open", "link_close")
    if not images or any(c.type not in marks and _has_words(c.content) for c in children):
        return []
    blocks = []
    at = start
    for image in images:
        found = body.src.find(f"![{image.content}]", at, end)
        if found < 0:
            return [body.kept(Role.META, start, end, "an image whose text was not found")]
        a, b = _trimmed(body.src, found + 2, found + 2 + len(image.content))
        if _has_words(image.content):
            blocks.append(_unit(body, Role.ALT, a, b, body.src[a:b], embed.MARKDOWN_ALT))
        at = b
    return blocks or [body.kept(Role.META, start, end, "images")]
