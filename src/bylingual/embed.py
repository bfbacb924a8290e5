"""How a target is written into a source file: quoted for YAML and TOML, escaped where Markdown would see a block.

Input is a target, the form of its block (`Block.form`) and the source text that it replaces; output the text to put
in its place. A target never adds a block, a cell, a key or a line to the file around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape

from .html_text import written
from .inline import HTML as HTML_SYNTAX
from .inline import MARKDOWN as MARKDOWN_SYNTAX
from .inline import parse, plain

LINE = "line"  # a line of plain text
YAML = "yaml"  # a plain scalar in block context: stays plain where it can
YAML_QUOTED = "yaml-quoted"  # any other scalar: quoted
TOML = "toml"
MARKUP = "markup"  # no content of the article: keys, markers, templates; always kept, in the source file only
MARKDOWN = "markdown"  # a line of a paragraph
MARKDOWN_HEADING = "markdown-heading"  # behind `#`
MARKDOWN_SETEXT = "markdown-setext"  # above `---`, where a pipe would begin a table
MARKDOWN_CELL = "markdown-cell"
MARKDOWN_ALT = "markdown-alt"  # between `![` and `]`
MARKDOWN_TITLE = "markdown-title"  # between the quotes of `!!! note "…"`
HTML = "html"  # between tags; kept, never written
# Of pages, whose units are HTML; behind `+` the file's encoding, for what it cannot hold.
HTML_RUN = "html-run"  # words and tags within a block
HTML_TITLE = "html-title"  # words only, as in <title>
HTML_ATTRIBUTE = "html-attribute"  # between the quotation marks of an attribute
HTML_BARE = "html-bare"  # an attribute without them
# The same for plain units.
ATTRIBUTE = "page-attribute"
ATTRIBUTE_BARE = "page-bare"

_LINES = re.compile(r"\s*[\r\n]+\s*")

# YAML 1.2 §5.1 (printable characters), less those that YAML 1.1 readers take for line breaks.
_YAML_UNSAFE = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_YAML_PLAIN = re.compile(r"[^\W\d_](?:[\w .,;!?()’“”…–—«»¿¡-]*[\w.!?)”»…])?")
_YAML_WORDS = frozenset(["true", "false", "null", "yes", "no", "on", "off", "y", "n"])
_TOML_UNSAFE = re.compile(r"[\x00-\x1f\x7f]")
_SHORT = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}

# CommonMark 0.31 §4.6, start conditions 1-7 of an HTML block; names of condition 6 as in the specification.
_HTML_NAMES = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|"
    "menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|"
    "track|ul"
)
_ATTRIBUTE = r"""\s+[a-zA-Z_:][a-zA-Z0-9:._-]*(?:\s*=\s*(?:[^"'=<>`\x00-\x20]+|'[^']*'|"[^"]*"))?"""
_HTML = (
    r"<(?:(?:script|pre|style|textarea)(?=\s|>|\Z)|\?|!|"
    rf"/?(?:{_HTML_NAMES})(?=\s|/?>|\Z)|"
    rf"(?:[a-z][a-z0-9-]*(?:{_ATTRIBUTE})*\s*/?|/[a-z][a-z0-9-]*\s*)>\s*\Z)"
)
# What begins another block than a paragraph at the start of a line: headings, list items, quotes, fences, admonitions,
# HTML, definitions of links and footnotes, breaks and underlines, rows of table alignment.
_BLOCK_START = re.compile(
    r"#{1,6}(?=\s|\Z)|[-+*](?=\s|\Z)|>|`{3}|~{3}|!!!|\?{3}|:{3}|\+{3}"
    rf"|{_HTML}|\[(?=.*\]:|[^\]]*\Z)|[-_*=][-_*=\s]*\Z|[-:|][-:|\s]*\Z",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"([0-9]{1,9})(?=[.)](?:\s|\Z))")
# What a site would run or act upon; an opener without its end too.
_LIVE = re.compile(
    r"<[a-zA-Z/!?][^<>]*>?|\{%(?:.{0,2000}?%\})?|\{\{(?:.{0,2000}?\}\})?|\{[:#.](?:[^{}]*\})?", re.DOTALL
)
_BARE = re.compile(r"""[\s"'`=<>&]""")
_CLOSING_HASHES = re.compile(r"(?<!\\)#(?=#*\Z)")
_BARE_IN_ALT = re.compile(r"(?<!\\)((?:\\\\)*)([\[\]<`])")


def embed(target: str, form: str, original: str) -> str:
    """`target` as it stands in a source file in place of `original`. A white target leaves the original."""
    if not target.strip():
        return original
    name, _, encoding = form.partition("+")
    text = _FORMS[name](target, original)
    return text.encode(encoding, "xmlcharrefreplace").decode(encoding) if encoding else text


def tamed(target: str, source: str) -> str:
    """A Markdown target in which every tag, comment, template, attribute list and harmful link that its source does
    not have is escaped: no code comes into a file with a translation."""
    known = {" ".join(code.split()) for code in _LIVE.findall(source)}
    text = "".join(
        f"\\{part.text}" if part.text.startswith("](") and not part.html and part.text not in source else part.text
        for part in parse(target, MARKDOWN_SYNTAX)
    )
    return _LIVE.sub(lambda m: m[0] if " ".join(m[0].split()) in known else _dead(m), text)


def _dead(match: re.Match[str]) -> str:
    if match[0].startswith(("{{", "{%")):  # a template engine knows no backslash
        return "&#123;" + match[0][1:].replace("{", "&#123;")
    start = match.start()
    while start and match.string[start - 1] == "\\":
        start -= 1
    is_escaped = (match.start() - start) % 2
    return match[0] if is_escaped else "\\" + match[0]


def _yaml(target: str, original: str) -> str:
    if _YAML_PLAIN.fullmatch(target) and "\n" not in target and target.casefold() not in _YAML_WORDS:
        return target
    return _yaml_quoted(target, original)


def _yaml_quoted(target: str, original: str) -> str:
    if original.startswith("'") and not _YAML_UNSAFE.search(target):
        return "'" + target.replace("'", "''") + "'"
    text = target.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _YAML_UNSAFE.sub(_escaped, text) + '"'


def _toml(target: str, original: str) -> str:
    text = target.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _TOML_UNSAFE.sub(_escaped, text) + '"'


def _escaped(match: re.Match[str]) -> str:
    char = match.group()
    return _SHORT.get(char) or (f"\\u{ord(char):04x}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08x}")


def _one_line(target: str) -> str:
    return _LINES.sub(" ", target).strip()


def _paragraph(target: str, original: str) -> str:
    line = _one_line(target)
    if _BLOCK_START.match(line):
        return "\\" + line
    return _NUMBERED.sub(r"\1\\", line, count=1) if _NUMBERED.match(line) else line


def _heading(target: str, original: str) -> str:
    line = _one_line(target)
    return _CLOSING_HASHES.sub(r"\\#", line, count=1) if line.endswith("#") else line


def _setext(target: str, original: str) -> str:
    return _paragraph(target, original).replace("|", "&#124;")


def _cell(target: str, original: str) -> str:
    line = _paragraph(_one_line(target), original).replace("\\|", "|").replace("|", "\\|")
    return f"{line} " if line.endswith("\\") else line


def _alt(target: str, original: str) -> str:
    line = _BARE_IN_ALT.sub(r"\1\\\2", _one_line(target))
    trailing = len(line) - len(line.rstrip("\\"))
    return f"{line}\\" if trailing % 2 else line


def _title(target: str, original: str) -> str:
    return _one_line(target).replace('"', "&quot;")


def _run(target: str, original: str) -> str:
    return written(_one_line(target), original)


def _attribute(target: str, original: str) -> str:
    return escape(_one_line(target))


def _bare(target: str, original: str) -> str:
    return _BARE.sub(lambda m: f"&#{ord(m[0])};", _one_line(target))


def _words(target: str) -> str:
    return plain(parse(target, HTML_SYNTAX))


_FORMS: Mapping[str, Callable[[str, str], str]] = {
    **dict.fromkeys(("", LINE), lambda target, original: _one_line(target)),
    YAML: _yaml,
    YAML_QUOTED: _yaml_quoted,
    TOML: _toml,
    MARKDOWN: _paragraph,
    MARKDOWN_HEADING: _heading,
    MARKDOWN_SETEXT: _setext,
    MARKDOWN_CELL: _cell,
    MARKDOWN_ALT: _alt,
    MARKDOWN_TITLE: _title,
    HTML_RUN: _run,
    HTML_TITLE: lambda target, original: escape(_one_line(_words(target)), quote=False),
    HTML_ATTRIBUTE: lambda target, original: _attribute(_words(target), original),
    HTML_BARE: lambda target, original: _bare(_words(target), original),
    ATTRIBUTE: _attribute,
    ATTRIBUTE_BARE: _bare,
}


def is_form(form: str) -> bool:
    """Whether texts can be written in a form of this module."""
    return bool(form) and form.partition("+")[0] in _FORMS
