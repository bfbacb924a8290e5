"""R6: bylines and credits. Labels come from `labels`; a name without one is told by its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from .._date_tables import JOINTS, MONTHS, STAMPS, WEEKDAYS
from ..labels import PICTURES, credit_kind, is_bare_label, is_names, is_person, label_of
from ..model import Disposition, Role
from .dates import is_date
from .draft import Draft, Part
from .headline import last_copy

_LONGEST = 160
_ORG_NAME = re.compile(r"[^|]{2,60}\s\|\s(?P<name>[^|]+)\Z")
_ADDRESS = re.compile(r"\W*(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)+|@\w{2,30})\W*\Z")
_WIRE_END = re.compile(r"\s*[=<]+\Z")
_WORD_START = re.compile(r"\d+|[^\W\d_]+")
_MOST_NAMES = 9
_NAME_WORDS = 5
# How far below the last paragraph, or the headline, a name can stand.
_NEAR = 3
# What people of a paper are, at the start of a line below their name; from general knowledge.
_JOBS = re.compile(
    r"(?:dall[ao] nostr[ao] |de nuestr[ao] |do nosso |da nossa |de notre |von unsere[mr] |unsere? )?(?:(?:associated press|ap|reuters|afp|dpa|efe|staff|business|sports?|political|science|health|senior|chief|foreign|"
    r"bbc|special|news|contributing|the|freelance) ){0,4}(?:writers?|reporters?|correspondents?|editors?|journalists?|columnists?)\b"
    r"|corresponsal|redactora?\b|periodista|enviad[oa] especial|repórter|correspondente|jornalista|envoyée? spécial"
    r"|correspondante?\b|journaliste|(?:auslands)?-?korrespondent|redakteur|reporterin|corrispondente|inviat[oa]"
    r"|giornalista|correspondent|redacteur|verslag|dziennikar|korespondent|redaktor|(?:специальный )?корреспондент|обозреватель"
    r"|журналист|кореспондент|журналіст|muhabir|مراسل|صحفي|כתב(?:ת|נו)?\b|记者\Z|記者\Z|特派員|特派记者|기자\Z|특파원|wartawan|jurnalis",
    re.IGNORECASE,
)


def find_labelled(draft: Draft) -> None:
    """R6: lines that are a label and a name; a label and its name on two lines are one."""
    _join_labels(draft)
    draft.settle()
    for part in draft.parts:
        if not part.is_free or part.width > _LONGEST:
            continue
        text = _WIRE_END.sub("", part.text)
        kind = credit_kind(text)
        if kind == "by":
            _byline(draft, part, len(text))
        elif kind in PICTURES:
            part.become(Role.CREDIT, Disposition.KEEP, "R9 a picture's credit")
        elif kind == "source":
            part.become(Role.CREDIT, Disposition.KEEP, "R6 a source")
        elif at := _date_behind_name(part.text):
            pieces = draft.cut(part, at)
            pieces[0].become(Role.BYLINE, Disposition.KEEP, "R6 a name before a date")
            for piece in pieces[1:]:
                piece.become(Role.META, Disposition.KEEP, "R12 date line")


def find_beside_headline(draft: Draft) -> None:
    """R6 between the headline and the first paragraph: a line that is only a name, credits, and who that is."""
    last = last_copy(draft)
    if last < 0:
        return
    strip = [p for p in draft.parts[last : draft.first_paragraph + 1] if not p.is_dropped]
    for above, part, below in zip(strip, strip[1:], strip[2:], strict=False):
        if not part.is_free or part.furniture:
            continue
        labels = [p.is_free and p.is_button and not _is_name_line(p) for p in (above, below)]
        among_labels = all(labels) or (labels[0] and part.text.upper() == part.text.lower())
        if credit_kind(part.text):
            part.become(Role.CREDIT, Disposition.KEEP, "R6 credit below the headline")
        elif not _JOBS.match(part.text) and (
            _recurs_as_name(draft, part) or (_is_name_line(part) and not among_labels)
        ):
            part.become(Role.BYLINE, Disposition.KEEP, "R6 a name beside the headline")
    _jobs(draft)


def find_below(draft: Draft) -> None:
    """R6 below the last paragraph: credits of every kind, and a name by itself."""
    last = draft.last_paragraph
    tail = [p for p in draft.parts[last:] if not p.is_dropped]
    near = 0
    for number, part in enumerate(tail[1:], 1):
        above = tail[number - 1]
        near = 0 if part.is_free and part.is_sentence else near + 1
        if not part.is_free:
            continue
        org = _ORG_NAME.match(part.text)
        if credit_kind(part.text) or (org and is_names(org["name"])):
            part.become(Role.CREDIT, Disposition.KEEP, "R6 credit at the end")
        elif near <= _NEAR and not part.furniture and _is_name_line(part) and _stands_alone(above, tail[number + 1 :]):
            part.become(Role.BYLINE, Disposition.KEEP, "R6 a name below the last paragraph")
    for above, part in pairwise(draft.parts):
        if part.is_free and above.role in (Role.BYLINE, Role.CREDIT) and _ADDRESS.match(part.text):
            part.become(Role.BYLINE, Disposition.KEEP, "R6 an address beside a name")


def _date_behind_name(text: str) -> int:
    """Where the date begins in a line of a name and a date, 0 in others."""
    for match in _WORD_START.finditer(text, 4):
        name = text[: match.start()].rstrip(" ,|•·—–-")
        if match[0].isdigit() or match[0].casefold() in MONTHS:
            words = name.casefold().replace(".", "").split()
            is_name = is_names(name) and 2 <= len(words) <= _MOST_NAMES and name.upper() != name.lower()
            is_name = is_name and not any(w in JOINTS or w in MONTHS or w in WEEKDAYS or w in STAMPS for w in words)
            return match.start() if (is_name or credit_kind(name) == "by") and is_date(text[match.start() :]) else 0
    return 0


def _join_labels(draft: Draft) -> None:
    """A label and the name on the line below it become one part."""
    taken: Part | None = None
    for part, below in pairwise(draft.parts):
        if not (part.is_free and below.is_free and is_bare_label(part.text)) or part is taken or not draft.may_cut:
            continue
        is_name = is_person(below.text) or len(below.text.split()) <= _NAME_WORDS
        if is_name and not is_bare_label(below.text) and credit_kind(f"{part.text} {below.text}"):
            draft.join(part, below)
            taken = below


def _byline(draft: Draft, part: Part, end: int) -> None:
    """A byline, without a wire's end mark; what its writer is becomes a text to translate."""
    part.become(Role.BYLINE, Disposition.KEEP, "R6 label and name")
    places = [end] if end < len(part.text) else []
    label = label_of(part.text)
    comma = part.text.find(", ", label.start if label else 0)
    job = part.text[comma + 2 : end]
    if comma > 0 and job[:1].islower() and not is_names(job):
        places = [comma, comma + 1, *places]
    pieces = draft.cut(part, *places)
    for piece in pieces[1:]:
        if not piece.has_words:
            piece.markup = True
            piece.reason = "R6 between the parts of a byline"
        else:
            piece.become(Role.BYLINE, Disposition.TRANSLATE, "R6 what the writer is")


def _jobs(draft: Draft) -> None:
    for above, part in pairwise([p for p in draft.parts if not p.markup]):
        is_job = part.is_free and part.width <= 60 and not part.has_full_stop and _JOBS.match(part.text)
        if is_job and above.role in (Role.BYLINE, Role.DECK, Role.HEADLINE):
            part.become(Role.BYLINE, Disposition.TRANSLATE, "R6 what the writer is")


def _is_name_line(part: Part) -> bool:
    return part.width <= 60 and not part.is_sentence and is_person(part.text)


def _stands_alone(above: Part, below: Sequence[Part]) -> bool:
    """Whether a line below the last paragraph is none of a list."""
    is_list = (
        bool(below)
        and below[0].is_free
        and below[0].is_line
        and not below[0].furniture
        and not credit_kind(below[0].text)
    )
    return not is_list and (above.is_sentence or above.role in (Role.CREDIT, Role.BYLINE, Role.META))


def _recurs_as_name(draft: Draft, part: Part) -> bool:
    """Whether a short line of a script without capitals comes again at the end of a paragraph or as a line: who wrote
    it is named there once more."""
    if part.text.upper() != part.text.lower() or not 6 <= part.width <= 24 or not part.text.replace(" ", "").isalpha():
        return False
    within = any(p.is_paragraph and part.text in p.text[-60:] for p in draft.parts)
    alone = any(p is not part and p.text == part.text for p in draft.parts[draft.last_paragraph :])
    return within or alone
