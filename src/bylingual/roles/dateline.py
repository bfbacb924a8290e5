"""R7: the dateline at the start of a paragraph: place, agency, date, and the dash behind them."""

from __future__ import annotations

import re

from .._date_tables import JOINTS, MONTHS, WEEKDAYS
from ..labels import is_agency
from ..model import Disposition, Role
from .draft import Draft

# How many paragraphs of a text are looked at, and how wide a dateline can be.
_WITHIN = 4
_LONGEST = 90
_SHORTEST_BODY = 40
_SHORTEST_REST = 20
_ACRONYM = 8
_DATE_WORDS = 5
_SIGNS = "(（,،、"

_DASH = r"(?:--+|[—–―_]|-(?=\s))"
_AGENCY = r"[(（][^()（）]{2,40}[)）]"
# `(ANSA) - Rome, October 11 - `, `San Diego (tca/dpa) - `, `ANKARA (AA) `, `МОСКВА, 14 мая. /ТАСС/. `, `القاهرة - رويترز - `
_FORM = re.compile(
    rf"(?:(?P<first>{_AGENCY})\s*(?:{_DASH}|[.:])\s*)?(?P<head>[^()（）!?;“”„«»\"]*?)\s*(?P<last>{_AGENCY})?\s*(?P<end>{_DASH}|[.:：=])?\s*"
)
_ENDS = re.compile(rf"{_DASH}\s*|[)）]\s*(?:[.:：=]\s*)?|/?\.\s+")
_MONTH_DOT = re.compile(r"([^\W\d_]+)\.(?=\s+\d)")  # `Jan. 9`
_HEAD_BREAK = re.compile(rf"\s*(?:{_DASH}|(?<!\d)\.(?=\s))\s*|\s*/(?=\s|\Z)|\s/(?=\S)")
# East Asia: `新华社北京4月24日电`, `【6月18日 AFP】`, `（中央社記者王小明台北3日電）`, `(서울=연합뉴스) 김민수 기자 = `
_EAST_ASIAN = re.compile(
    r"(?:[（(])?(?:新华社|新華社|中新社|中新网|中央社|人民网|央视网|央广网|本报|本報|法新社|路透社|美联社|环球网)[^\s。，,：:]{0,24}?"
    r"(?:\d{1,2}月)?\d{1,2}日?(?:综合)?(?:电|電|讯|訊|消息|报道|報導)(?:[）)])?(?:\s*[（(][^（）()]{2,30}[）)])?[\s\u3000]*"
    r"|【[^【】]{2,24}】\s*|\[[^\[\]]{2,24}(?:=|＝)[^\[\]]{2,24}\]\s*(?:[가-힣]{2,4} (?:기자|특파원) ?[=＝]\s*)?"
    r"|[(（][가-힣]{1,12}\s?[=＝]\s?[가-힣\w]{2,12}[)）]\s*(?:[가-힣·, ]{2,20}(?:기자|특파원)\s?[=＝]\s*)?"
)
_BRACKETED = re.compile(
    r"【(?:[^【】]*\d{1,2}(?:月\d{1,2})?日[^【】]*|[^【】]{1,12}(?:共同|時事|ロイター|AFP|AP|ＡＦＰ|ＡＰ)[^【】]{0,8})】"
)
_LETTERS = re.compile(r"[^\W\d_]")


def find_datelines(draft: Draft) -> None:
    """R7: the datelines of the first paragraphs become parts of their own; the sentence behind them is the body."""
    looked = 0
    whole = " ".join(p.text for p in draft.parts if p.role is Role.BODY and not p.is_dropped)
    for part in draft.parts:
        if not part.is_free:
            continue
        is_line = part.width <= _LONGEST and any(c in _SIGNS for c in part.text[1:])
        if is_line and not part.text.startswith(("(", "（")) and _is_dateline(f"{part.text} - ", whole):
            part.become(Role.DATELINE, Disposition.KEEP, "R7 place, agency or date by themselves")
        if not part.is_free or part.width < _SHORTEST_BODY:
            continue
        looked += 1
        if looked > _WITHIN:
            return
        end = dateline_end(part.text, whole)
        if end:
            first, *_ = pieces = draft.cut(part, end)
            if len(pieces) > 1:
                first.become(Role.DATELINE, Disposition.KEEP, "R7 place, agency or date before a dash")


def dateline_end(text: str, article: str = "") -> int:
    """Where the sentence begins behind a dateline, 0 without one. `article` is the whole text: what stands there in
    capitals once more (NATO) is no place."""
    if (match := _EAST_ASIAN.match(text)) and _is_east_asian(match[0]):
        return match.end() if len(text) - match.end() >= _SHORTEST_REST else 0
    found = 0
    for end in _ENDS.finditer(text, 0, _LONGEST):
        if len(text) - end.end() < _SHORTEST_REST:
            break
        if _is_dateline(text[: end.end()], article or text):
            found = end.end()
    return found


def _is_east_asian(prefix: str) -> bool:
    return not prefix.startswith("【") or bool(_BRACKETED.match(prefix))


def _is_dateline(prefix: str, article: str) -> bool:
    """Whether a prefix is nothing but a place, a date and an agency, at least two of them or a place in capitals."""
    match = _FORM.fullmatch(prefix)
    if match is None:
        return False
    places, dates, agencies = _parts(match["head"])
    if places is None or len(places) > 1 or len(dates) > 1:
        return False
    place = places[0] if places else ""
    capitals = _is_capitals(place, article)
    for bracket in (match["first"], match["last"]):
        if bracket:
            inner = bracket[1:-1]
            is_known = is_agency(inner) or dates or capitals or (place and inner.isupper() and len(inner) <= _ACRONYM)
            if not is_known:
                return False
            agencies.append(inner)
    is_agency_alone = bool(match["first"]) and not match["head"].strip()
    if not (match["end"] or "").strip(".") and not is_agency_alone:  # no dash behind it
        return bool(agencies) and bool(place) and (capitals or bool(dates))
    return bool(agencies) or capitals or (bool(dates) and bool(place) and _is_cased(place))


def _parts(head: str) -> tuple[list[str] | None, list[str], list[str]]:
    """Places, dates and agencies of what stands before the dash; None for places where something else is there."""
    places: list[str] = []
    dates: list[str] = []
    agencies: list[str] = []
    for piece in _HEAD_BREAK.split(_MONTH_DOT.sub(_without_dot, head)):
        piece = piece.strip(" ,،、/")
        if not piece:
            continue
        if is_agency(piece) and (places or dates):
            agencies.append(piece)
            continue
        place, date = _with_date(piece)
        if date:
            dates.append(date)
        if place and (places or not _is_place(place)):
            return None, dates, agencies
        if place:
            places.append(place)
    return places, dates, agencies


def _without_dot(match: re.Match[str]) -> str:
    return match[1] if match[1].casefold() in MONTHS else match[0]


def _with_date(text: str) -> tuple[str, str]:
    """A place and the date behind it."""
    for gap in re.finditer(r"\A|[\s,،、]+", text):
        if _is_date(text[gap.end() :]):
            return text[: gap.start()], text[gap.end() :]
    return text, ""


def _is_date(text: str) -> bool:
    """Whether a text is a day and a month ("14 мая", "Oct. 11"), perhaps with a year."""
    words = [w.casefold().strip(".") for w in re.findall(r"[^\s\d,.]+\.?", text)]
    is_month = any(w in MONTHS for w in words) or "月" in text or "월" in text
    others = [
        w
        for w in words
        if w not in MONTHS and w not in JOINTS and w not in WEEKDAYS and "月" not in w and "월" not in w
    ]
    return any(c.isdigit() for c in text) and is_month and not others and len(words) <= _DATE_WORDS


def _is_place(text: str) -> bool:
    """Whether every word of a place begins with a capital letter, or its script has none."""
    words = [w for w in re.split(r"[\s,/،、]+", text) if w and _LETTERS.match(w)]
    small = {
        "de",
        "del",
        "da",
        "do",
        "di",
        "am",
        "an",
        "der",
        "la",
        "le",
        "les",
        "los",
        "las",
        "el",
        "of",
        "the",
        "sur",
        "y",
    }
    return all(not w[0].islower() or w in small for w in words) and sum(w[0].islower() for w in words) <= 2


def _is_capitals(place: str, article: str) -> bool:
    """Whether a place is written in capitals, four letters or more, and not so elsewhere: then it is a word of its own."""
    letters = "".join(_LETTERS.findall(place))
    if len(letters) < 4 or not all(c.isupper() for c in letters):
        return False
    return article.count(place) <= 1


def _is_cased(text: str) -> bool:
    return text.upper() != text.lower()
