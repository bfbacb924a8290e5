"""How a target is written where a file quotes it: in a JSON string, in XML text, in a CDATA section, as HTML in those.

A form is a chain of steps from the words outwards, joined by `+`, each with an argument behind `:` where it needs one:
`text+xml`, `html+json:ascii`, `html+refs:latin-1+cdata`. First the words:

- `text`: as they are, on one line;
- `html`: the codes of the source (`inline`), all else escaped;
- `html-plain`: without codes, for a text that repeats an HTML one elsewhere.

Then what is around them:

- `attribute`: between the quotes of an HTML or XML attribute;
- `xml`: escaped once more, as XML text;
- `refs:CODEC`: what the codec (or one of several, `shift_jis,cp932`) cannot hold as `&#…;`;
- `cdata`: as in a CDATA section; `cdata:CODEC` leaves the section for what the codec cannot hold;
- `json:FLAGS`: as in a JSON string; `ascii` for `\\uXXXX`, `slash` for `\\/` everywhere, `tags` for `<\\/` only.

Nothing written so ends the string, the section or the element around it.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from html import escape

from .inline import HTML, Kind, like_source, parse, plain

_SAFE_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#[0-9]+|#x[0-9a-fA-F]+);")
_BARE = re.compile(rf"&(?!{_SAFE_ENTITY.pattern[1:]})")
_LINES = re.compile(r"(?<![ \t])[ \t]*[\r\n\u2028\u2029]\s*")
# XML 1.0 §2.2: characters that no document holds, not even as references; a text has no use for them anywhere.
_UNUSABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def is_quoted(form: str) -> bool:
    """Whether a form is one of this module."""
    words, around, _ = form.partition("+")
    return bool(around) and words in _WORDS


def write(target: str, source: str, form: str) -> str:
    """`target`, the translation of `source`, as its file quotes it."""
    words, *around = form.split("+")
    text = _WORDS[words](_LINES.sub(" ", _UNUSABLE.sub("", target)).strip(), source)
    for step in around:
        name, _, argument = step.partition(":")
        text = _AROUND[name](text, argument)
    return text


def html(target: str, source: str) -> str:
    """`target` as HTML that is well formed as XML too: the codes of `source` in its spelling, all else escaped."""
    old = parse(source, HTML)
    spelling: defaultdict[str, deque[str]] = defaultdict(deque)
    for part in old:
        if part.is_code:
            spelling[part.html or part.text].append(part.text)
    out = []
    for part in like_source(parse(target, HTML), old):
        if part.kind is Kind.ALONE and not part.text.startswith("<"):  # an address
            out.append(_BARE.sub("&amp;", part.text))
        elif part.is_code and (known := spelling[part.html or part.text]):
            out.append(known.popleft())
        elif part.kind is Kind.ESCAPE:
            out.append(part.text if _SAFE_ENTITY.fullmatch(part.text) else escape(part.shown, quote=False))
        else:
            out.append(escape(part.text, quote=False))
    return "".join(out)


def _refs(text: str, names: str) -> str:
    for codec in names.split(","):
        text = text.encode(codec, "xmlcharrefreplace").decode(codec)
    return text


def _cdata(text: str, names: str) -> str:
    text = text.replace("]]>", "]]]]><![CDATA[>")
    if not names or _holds(text, names):
        return text
    pieces = (c if _holds(c, names) else f"]]>&#{ord(c)};<![CDATA[" for c in text)
    return "".join(pieces).replace("<![CDATA[]]>", "")


def _holds(text: str, names: str) -> bool:
    try:
        for codec in names.split(","):
            text.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def _json(text: str, flags: str) -> str:
    wanted = flags.split(",")
    out = json.dumps(text, ensure_ascii="ascii" in wanted)[1:-1]
    if "slash" in wanted:
        return out.replace("/", "\\/")
    return out.replace("</", "<\\/") if "tags" in wanted else out


_WORDS: Mapping[str, Callable[[str, str], str]] = {
    "text": lambda target, source: target,
    "html": html,
    "html-plain": lambda target, source: plain(like_source(parse(target, HTML), parse(source, HTML))),
}
_AROUND: Mapping[str, Callable[[str, str], str]] = {
    "attribute": lambda text, _: escape(text),
    "xml": lambda text, _: escape(text, quote=False),
    "refs": _refs,
    "cdata": _cdata,
    "json": _json,
}
