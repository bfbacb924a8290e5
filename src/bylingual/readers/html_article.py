"""The article of a web page: its texts as blocks where they stand in the file, markup between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from types import MappingProxyType

from .. import embed
from ..embed import is_form
from ..errors import ReadError
from ..html_text import shown_and_plain
from ..html_tree import Element, parse
from ..inline import HTML, plain
from ..inline import parse as parse_inline
from ..keys import comparison_key
from ..model import Article, Block, Disposition, Role
from .base import ReadOptions
from .encoding import BREAK, LONGEST_UNIT, decode
from .html_head import head_blocks
from .html_json import body as json_body
from .html_json import strings
from .html_meta import Facts, facts
from .html_names import is_picture_credit
from .html_roles import Decided, decide
from .html_runs import MEDIA, Page, page
from .html_split import Splitter
from .html_zone import Text, Zone, zone
from .spans import has_words, trimmed

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_XML = re.compile(rb"""\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})""")
_HEAD_BYTES = 8192  # where a charset is declared; browsers look at 1024
# Roles whose units show no codes around all of their text.
_UNWRAPPED = frozenset([Role.HEADLINE, Role.DECK, Role.KICKER, Role.HEADING, Role.BYLINE, Role.CREDIT, Role.META])
_ABOUT = (Role.HEADLINE, Role.KICKER, Role.ALT)  # a page that shows no others shows no article
_SHOWN = (Disposition.TRANSLATE, Disposition.KEEP)
_ICON = 48  # pixels
_FILE_NAME = re.compile(r"\S*[\w-]+\.(?:jpe?g|png|gif|webp|avif|svg)|[\w-]*[_\d][\w-]*", re.IGNORECASE)


def article_of(data: bytes, article_id: str, path: str, name: str, options: ReadOptions) -> Article:
    """The article in `data`, its format called `name`. Raises ReadError as `html.read`."""
    decoded = decode(data, path, declared=declared_encoding(data))
    text = decoded.text
    if not text.strip():
        raise ReadError("the file is empty", path=path, remedy="Put the article into it, or remove the file")
    tree = parse(text, path, xml=path.lower().endswith(".xhtml") or text.lstrip().startswith("<?xml"))
    found = facts(tree)
    whole = page(tree)
    _refuse_long_texts(whole, path)
    place = zone(whole, found, path)
    decided = decide(place, found)
    texts = strings(tree)
    blocks = json_body(texts, place)
    if not blocks:
        blocks = list(_body(place, decided, drop=options.drop))
        blocks += _pictures(place, decided, found, blocks)
    if not any(b.disposition is Disposition.TRANSLATE and b.role not in _ABOUT for b in blocks):
        raise ReadError("no article was found in the page", path=path, remedy="Check that its text is in the file")
    head = list(head_blocks(found, texts, blocks))
    blocks = _unified([*blocks, *head])
    encoding = "" if decoded.encoding.startswith("utf") else decoded.encoding
    return Article(
        article_id, path, name, data, text, decoded.encoding, decoded.bom,
        _read(_with_gaps(blocks, text, encoding), head), _language(found, place), MappingProxyType(dict(_meta(found))),
        warnings=tuple(_warnings(decided)),
    )  # fmt: skip


def _warnings(decided: dict[int, Decided]) -> Iterator[str]:
    if any(one.reason == "R11 paywall" for one in decided.values()):
        yield "its text may break off: the page says that there is more for subscribers"


def _refuse_long_texts(whole: Page, path: str) -> None:
    """Raises ReadError for a text that is too long to be a paragraph."""
    text = whole.tree.text
    for run in whole.runs:
        if run.end - run.start > LONGEST_UNIT:
            length = len(shown_and_plain(text[run.start : run.end])[1])
            if length > LONGEST_UNIT:
                line = text.count("\n", 0, run.start) + 1
                raise ReadError(f"a text of {length:,} characters", path=path, line=line, remedy=BREAK)


def declared_encoding(data: bytes) -> str:
    """The encoding that a page says it has, "" if none."""
    head = data[:_HEAD_BYTES]
    match = _XML.match(head) or _CHARSET.search(head)
    return match[1].decode("ascii") if match else ""


def _language(found: Facts, place: Zone) -> str:
    """The language of the element that holds the article, else the page's."""
    around = (place.container, *place.container.around())
    named = [e.get("lang") or e.get("xml:lang") for e in around if "lang" in e.attributes or "xml:lang" in e.attributes]
    return Facts(languages=[*named, *found.languages]).language()


def _meta(found: Facts) -> Iterator[tuple[str, str]]:
    names = list(dict.fromkeys(found.authors))
    # Not "By A and B" beside A and B.
    if authors := [n for n in names if not any(o in n for o in names if o != n)]:
        yield "author", ", ".join(authors)
    yield from found.meta.items()


def _body(place: Zone, decided: dict[int, Decided], *, drop: bool) -> Iterator[Block]:
    """A block for each text of the zone; dropped ones go with the elements that hold nothing else."""
    keeping = _keeping(place, decided)
    split = Splitter(" ".join(place.texts[n].plain for n, d in decided.items() if d.role is Role.BODY))
    at = -1
    for number, one in decided.items():
        text = place.texts[number]
        run = text.run
        if one.disposition is not Disposition.DROP or not drop:
            reason = one.reason if one.disposition is not Disposition.DROP else f"{one.reason}, kept by configuration"
            disposition = Disposition.KEEP if one.disposition is Disposition.DROP else one.disposition
            inner = one.role in _UNWRAPPED
            start, end = (run.inner_start, run.inner_end) if inner else (run.start, run.end)
            source = text.unwrapped if inner else text.source
            if one.tag == "pre":
                source = place.page.tree.text[start:end]
            block = Block(one.role, disposition, source, start, end, reason, form=embed.HTML_RUN, tag=one.tag)
            yield from split.split(block, text.plain, place.page.tree.text)
        elif run.start >= at:
            start, end = _span(place, text, keeping)
            gone = [place.texts[n].plain for n in _from(decided, number) if start <= place.texts[n].run.start < end]
            at = end
            yield Block(one.role, one.disposition, " · ".join(gone), start, end, one.reason, form=embed.HTML_RUN)


def _from(decided: dict[int, Decided], number: int) -> Iterator[int]:
    while number in decided:
        yield number
        number += 1


def _keeping(place: Zone, decided: dict[int, Decided]) -> set[Element]:
    """The elements that hold something to keep: a text that is not dropped, one outside of the zone, a picture."""
    keeping: set[Element] = {place.container, place.top, place.page.tree.root}
    for number, text in enumerate(place.texts):
        if number not in decided or decided[number].disposition is not Disposition.DROP:
            keeping.add(text.parent)
    for element in reversed(place.page.tree.elements):
        if element in keeping and element.parent is not None:
            keeping.add(element.parent)
    # A picture stands with the texts around it: with none but dropped ones, it is dropped with them.
    for element in place.page.tree.elements:
        if element.name in MEDIA and element not in place.furniture:
            outer = [element, *element.around()]
            worded = next((n for n, e in enumerate(outer) if place.page.letters[e]), len(outer) - 1)
            if outer[worded] in keeping:
                keeping.update(outer[:worded])
    return keeping


def _span(place: Zone, text: Text, keeping: set[Element]) -> tuple[int, int]:
    """Where a dropped text stands, with the elements around that hold nothing to keep."""
    element = None
    for one in (text.parent, *text.parent.around()):
        if one in keeping or not one.name:
            break
        element = one
    return (text.run.start, text.run.end) if element is None else (element.start, element.end)


def _pictures(place: Zone, decided: dict[int, Decided], found: Facts, body: Sequence[Block]) -> Iterator[Block]:
    """The alternative texts of pictures among the texts of the article. One that says the headline or a caption again
    is that; one that names an author is none."""
    source = place.page.tree.text
    known = {comparison_key(a) for a in found.authors}
    said = {_key(b): b for b in body if b.role in (Role.HEADLINE, Role.CAPTION) and b.disposition in _SHOWN}
    keeping = _keeping(place, decided)
    spans = [(b.start, b.end) for b in body if b.disposition in _SHOWN]
    for image in place.page.images:
        span = image.attributes.get("alt")
        inside = spans and spans[0][0] <= image.start <= spans[-1][1]
        if (
            span is None
            or image in place.furniture
            or image not in keeping
            or not (inside or place.container.holds(image))
        ):
            continue
        alt = " ".join(image.get("alt").split())
        start, end = trimmed(source, *span)
        key = comparison_key(alt)
        if (
            not has_words(alt)
            or _FILE_NAME.fullmatch(alt)
            or key in known
            or is_picture_credit(alt, in_figure=True)
            or start >= end
            or _is_small(image)
        ):
            continue
        quoted = source[span[0] - 1] in "\"'"
        if again := said.get(key):
            form = embed.HTML_ATTRIBUTE if quoted else embed.HTML_BARE
            yield Block(again.role, again.disposition, again.source, start, end, f"the {again.role} again", form=form)
        else:
            form = embed.ATTRIBUTE if quoted else embed.ATTRIBUTE_BARE
            yield Block(Role.ALT, Disposition.TRANSLATE, alt, start, end, "", form=form)


def _key(block: Block) -> str:
    return comparison_key(plain(parse_inline(block.source, HTML)))


def _is_small(image: Element) -> bool:
    """Whether a picture is an icon by its size."""
    sizes = [image.get(name).removesuffix("px") for name in ("width", "height")]
    return any(size.isdecimal() and int(size) <= _ICON for size in sizes)


def _unified(blocks: Iterable[Block]) -> list[Block]:
    """Blocks in order; those with the same text in the same role share the first one's source."""
    first: dict[tuple[Role, str], str] = {}
    result = []
    for block in sorted(blocks, key=lambda b: (b.start, -b.end)):
        source = block.source
        if block.disposition is Disposition.TRANSLATE:
            source = first.setdefault((block.role, comparison_key(block.source)), block.source)
        result.append(Block(block.role, block.disposition, source, block.start, block.end, block.reason, 0, block.form,
                            block.name, block.tag))  # fmt: skip
    return result


def _read(blocks: Sequence[Block], head: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks in the order of reading: what only the page's head says stands around the headline, what it says again
    comes last."""
    places = {b.start for b in head}
    said = [b for b in blocks if b.start in places]
    body = [b for b in blocks if b.start not in places]
    shown = {b.role for b in body if b.form != embed.MARKUP}
    ranks = (Role.HEADLINE, Role.DECK, Role.BYLINE)
    news = sorted((b for b in said if b.role not in shown), key=lambda b: ranks.index(b.role))
    again = [b for b in said if b.role in shown]
    at = next((n + 1 for n, b in enumerate(body) if b.role is Role.HEADLINE), 0)
    return (*body[:at], *news, *body[at:], *again)


def _with_gaps(blocks: Sequence[Block], text: str, encoding: str) -> tuple[Block, ...]:
    """The blocks with the markup between them; a block within another one is left out."""
    result: list[Block] = []
    at = 0
    for block in blocks:
        if block.start < at or block.start >= block.end:
            continue
        result += [*_gap(text, at, block.start)]
        form = f"{block.form}+{encoding}" if encoding and is_form(block.form) else block.form
        result.append(Block(block.role, block.disposition, block.source, block.start, block.end, block.reason, 0, form,
                            block.name, block.tag))  # fmt: skip
        at = block.end
    return (*result, *_gap(text, at, len(text)))


def _gap(text: str, start: int, end: int) -> Iterator[Block]:
    start, end = trimmed(text, start, end)
    if start < end:
        yield Block(Role.META, Disposition.KEEP, text[start:end], start, end, "markup", form=embed.MARKUP)
