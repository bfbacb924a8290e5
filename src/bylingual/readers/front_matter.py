"""Front matter: the YAML or TOML above an article, its texts as blocks and its simple keys.

ruamel.yaml and tomllib say what it says and where; nothing is ever written by them, only spans are replaced.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from .. import embed
from ..errors import LanguageError, ReadError
from ..locales import parse_locale
from ..model import Block, Disposition, Role
from .base import DEFAULTS, ReadOptions
from .spans import has_words
from .status import Standing, standing

_Path = tuple[str, ...]

_DECK = frozenset(
    ["subtitle", "subhed", "subheadline", "description", "excerpt", "summary", "deck", "standfirst", "dek"]
)
_CAPTION = frozenset(["caption", "cutline", "imagecaption"])
_ALT = frozenset(["alt", "alttext", "imagealt"])
_KICKER = frozenset(["kicker", "overline", "eyebrow"])
_BYLINE = frozenset(["author", "authors", "byline", "translator"])
_CREDIT = frozenset(["credit", "photocredit", "imagecredit"])
_NAMES = (Role.BYLINE, Role.CREDIT)  # names of people and organisations: kept
# Keys of static site generators and newsrooms that hold no text for readers, in lower case without `-` and `_`.
_FIXED = frozenset([
    "alias", "aliases", "audio", "banner", "build", "canonical", "canonicalurl", "cascade", "categories", "category",
    "changefreq", "class", "collection", "collections", "color", "comments", "contact", "copyright", "cover",
    "created", "cssclass", "date", "datepublished", "datetime", "draft", "eleventynavigation", "email", "engine",
    "expirydate", "facebook", "file", "filename", "format", "github", "guid", "handle", "hero", "href", "icon", "id",
    "identifier", "image", "images", "img", "key", "keywords", "kind", "lang", "language", "lastmod", "layout",
    "licence", "license", "link", "locale", "markup", "menu", "modified", "order", "outputs", "path", "permalink",
    "photo", "pubdate", "publishdate", "published", "redirect", "redirectfrom", "redirectto", "ref", "resources",
    "robots", "section", "sections", "series", "sitemap", "slug", "source", "src", "status", "style", "tag", "tags",
    "template", "theme", "thumbnail", "time", "toc", "topic", "topics", "translationkey", "twitter", "type", "uid",
    "updated", "url", "uuid", "version", "video", "weight",
])  # fmt: skip
_LISTS = frozenset(["tags", "tag", "categories", "category", "keywords", "taxonomies", "menu", "aliases", "series"])
_IDENTIFIER = re.compile(r"\S*[\d/._:@#{}\[\]=<>\\-]\S*|[a-z0-9]+|\w*[a-z][A-Z]\w*")
_LANGUAGE = ("lang", "language", "locale")
_PARAMETERS = ("extra", "params")  # where Zola and Hugo want a site's own keys

_FRONT = re.compile(
    r"\A(?P<fence>---|\+\+\+)[ \t]*(?:\r\n|\r|\n)(?P<inside>(?:.*?(?:\r\n|\r|\n))??)(?P=fence)[ \t]*(?:\r\n|\r|\n|\Z)",
    re.DOTALL,
)
# What begins as front matter does: a key in lower case, and nothing but keys up to the first empty line.
_BEGUN = re.compile(
    r"---[ \t]*\r?\n(?=[a-z])(?:(?:[\w-]+:(?:[ \t].*)?|[ \t#-].*)\r?\n)+(?:[ \t]*\r?\n|\Z)"
    r"|\+\+\+[ \t]*\r?\n[\w\[]"
)
_TOML_PIECE = re.compile(
    r'#[^\r\n]*|"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\r\n]|\\.)*"|\'[^\'\r\n]*\'|[\r\n]|[^\s"\'#]',
    re.DOTALL,
)
_TOML_KEY_ENDS = re.compile(r"[ \t]*[=.]")
_TOML_LINE = re.compile(r"at line (\d+)")
_MARK = "bylingual mark"


@dataclass(frozen=True)
class FrontMatter:
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


def read_front_matter(text: str, path: str, options: ReadOptions = DEFAULTS) -> FrontMatter:
    """The front matter at the head of `text`, an empty one if there is none. Raises ReadError where it is broken."""
    match = _FRONT.match(text)
    if not match:
        if begun := _BEGUN.match(text):
            problem = f"front matter without its end, a second line {begun[0][:3]}"
            raise ReadError(problem, path=path, line=1, remedy="Add it")
        return FrontMatter()
    start, inside = match.start("inside"), match["inside"]
    # As in Pandoc, a line `---` above an empty line is a break, unless keys follow.
    is_break = match["fence"] == "---" and inside[:1].isspace() and not inside.splitlines()[0].strip()
    try:
        leaves, meta = (_yaml if match["fence"] == "---" else _toml)(inside, start, path)
    except ReadError:
        if is_break:
            return FrontMatter()
        raise
    blocks = tuple(block for leaf in leaves if (block := _leaf_block(leaf, options)))
    fixed = tuple((leaf.path, "" if leaf.form and _is_text(leaf.path, options) else leaf.value) for leaf in leaves)
    return FrontMatter(match.end(), blocks, MappingProxyType(meta), fixed)


def declared_language(meta: Mapping[str, str]) -> str:
    """The on-disk locale that the keys of an article name, "" if none does."""
    for key in _LANGUAGE:
        try:
            if meta.get(key):
                return parse_locale(meta[key])
        except LanguageError:
            continue
    return ""


def front_standing(text: str, path: str) -> Standing:
    """Whether the front matter of `text` says that it is not to be published. Raises ReadError where it is broken."""
    front = read_front_matter(text, path)
    own = ((keys[1], value) for keys, value in front.fixed if len(keys) == 2 and keys[0] in _PARAMETERS)
    return standing((*front.meta.items(), *own))


def _is_text(path: _Path, options: ReadOptions) -> bool:
    return _key_role(path, options) not in (None, *_NAMES)


def _leaf_block(leaf: _Leaf, options: ReadOptions) -> Block | None:
    """The block of a scalar; None for one that is a key's matter, not a reader's."""
    value, name = leaf.value.strip(), ".".join(leaf.path)
    role = _key_role(leaf.path, options)
    if leaf.start >= leaf.end or not has_words(value):
        return None
    if role is None:
        if not _is_unknown_text(leaf.path, value, options):
            return None
        reason = f"front matter: unknown text key; add {name} to [read] front_matter or front_matter_keep"
        return Block(Role.META, Disposition.KEEP, value, leaf.start, leaf.end, reason, form=embed.MARKUP)
    reason = f"front matter: {name}"
    if role in _NAMES:
        return Block(role, Disposition.KEEP, value, leaf.start, leaf.end, reason, form=leaf.form, name=name)
    if not leaf.form:
        reason = f"{reason}, written with an anchor or a tag"
        return Block(role, Disposition.KEEP, value, leaf.start, leaf.end, reason, name=name)
    return Block(role, Disposition.TRANSLATE, value, leaf.start, leaf.end, reason, form=leaf.form, name=name)


def _plain_keys(path: Sequence[str]) -> tuple[str, ...]:
    """Keys as they are compared: `image_alt`, `image-alt` and `imageAlt` are one."""
    return tuple(re.sub(r"[_-]", "", name).casefold() for name in path)


def _is_kept(names: tuple[str, ...], options: ReadOptions) -> bool:
    path = ".".join(names) + "."
    return any(path.startswith(".".join(_plain_keys(key.split("."))) + ".") for key in options.front_matter_keep)


def _is_unknown_text(path: _Path, value: str, options: ReadOptions) -> bool:
    """Whether a text for readers may be meant by a value that has no role."""
    names = _plain_keys(path)
    fixed = not names or names[-1] in _FIXED or names[0] in _LISTS or _is_kept(names, options)
    return not fixed and not _IDENTIFIER.fullmatch(value)


def _key_role(path: _Path, options: ReadOptions) -> Role | None:
    """The role of a key, None for one that is no text. Titles and decks count only at the top."""
    names = _plain_keys(path)
    if not names or _is_kept(names, options):
        return None
    role = _default_role(names)
    if role in (None, *_NAMES) and any(
        ".".join(names) == ".".join(_plain_keys(key.split("."))) for key in options.front_matter
    ):
        return Role.META
    return role


def _default_role(names: tuple[str, ...]) -> Role | None:
    if names[-1] in _CAPTION:
        return Role.CAPTION
    if names[-1] in _ALT:
        return Role.ALT
    if names[-1] in _CREDIT:
        return Role.CREDIT
    if names[0] in _BYLINE and (len(names) == 1 or names[-1] == "name"):
        return Role.BYLINE
    if len(names) > 1 and (len(names) > 2 or names[0] not in _PARAMETERS):
        return None
    if names[-1] in ("title", "headline"):
        return Role.HEADLINE
    if names[-1] in _KICKER:
        return Role.KICKER
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

    tomllib tells no places: every string of the text is exchanged for a mark of its own, and where a mark comes out,
    its string stands. Unless all other values and keys stay the same, no place is told.
    """
    try:
        data = tomllib.loads(inside)
    except tomllib.TOMLDecodeError as error:
        at = _TOML_LINE.search(str(error))
        lines = inside.count("\n")
        problem = str(error).partition(" (at ")[0]  # its lines are not the file's
        raise _broken("TOML", problem, path, (int(at.group(1)) if at else lines) + 1) from None
    except RecursionError:
        raise _broken("TOML", "nested too deeply", path, 2) from None
    leaves = list(_toml_leaves(data, ()))
    places = _toml_places(inside, leaves)
    found = []
    for i, (keys, value) in enumerate(leaves):
        place = places.get(i)
        a, b = (start + place.start(), start + place.end()) if place else (0, 0)
        found.append(_Leaf(keys, str(value), a, b, embed.TOML if place else ""))
    meta = {k: str(v) for k, v in data.items() if not isinstance(v, (dict, list))}
    return found, meta


def _toml_places(inside: str, leaves: Sequence[tuple[_Path, object]]) -> dict[int, re.Match[str]]:
    """Where the strings among `leaves` stand, by their number."""
    mark = _MARK
    while mark in inside:
        mark += "_"
    literals = list(_toml_strings(inside))
    marked, at = "", 0
    for i, literal in enumerate(literals):
        marked += f'{inside[at : literal.start()]}"{mark}{i}"'
        at = literal.end()
    try:
        others = list(_toml_leaves(tomllib.loads(marked + inside[at:]), ()))
    except tomllib.TOMLDecodeError:
        return {}
    if [path for path, _ in others] != [path for path, _ in leaves]:
        return {}
    places = {}
    for i, ((_, was), (_, now)) in enumerate(zip(leaves, others, strict=True)):
        if isinstance(now, str) and now.startswith(mark):
            places[i] = literals[int(now.removeprefix(mark))]
        elif was != now and was == was:  # NaN differs from itself
            return {}
    return places


def _toml_strings(inside: str) -> Iterator[re.Match[str]]:
    """Every string of a TOML document that is a value, none that is a key."""
    depth, header, fresh = 0, False, True
    for piece in _TOML_PIECE.finditer(inside):
        sign = piece[0]
        if sign in "\r\n":
            header, fresh = False, True
            continue
        if sign.startswith("#"):
            continue
        if sign == "[" and fresh and not depth:
            header = True
        elif sign in "[{" and not header:
            depth += 1
        elif sign in "]}" and not header:
            depth -= 1
        elif sign[0] in "\"'" and not header and not _TOML_KEY_ENDS.match(inside, piece.end()):
            yield piece
        fresh = False


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
