"""What the page shows of an article, as plain values for the templates and the script. All HTML in it is made here,
from words that were escaped."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from markupsafe import Markup

from ..glossary import Term, occurrences
from ..inline import Kind, Part, to_html
from ..locales import bcp47, direction, english_name
from ..model import Finding, State, Unit
from ..pipeline.review import Page, Row, version
from ..risk import risk_level

# What a role is called on the page.
ROLES = {
    "headline": "Headline", "deck": "Deck", "kicker": "Kicker", "byline": "Byline", "credit": "Credit",
    "dateline": "Dateline", "heading": "Heading", "body": "Paragraph", "list": "List item", "quote": "Quote",
    "caption": "Caption", "alt": "Alternative text", "meta": "Metadata", "boilerplate": "Page furniture",
    "note": "Note",
}  # fmt: skip
STATES = {
    State.UNTRANSLATED: "not translated", State.NEEDS_REVIEW: "needs review", State.STALE: "source changed",
    State.APPROVED: "approved",
}  # fmt: skip
_WORD = re.compile(r"\s+|[^\W_]+|[\W_]")
_ELEMENTS = {"headline": "h1", "heading": "h2", "quote": "blockquote"}


def page(found: Page, terms: Sequence[Term]) -> dict[str, Any]:
    """An article's page."""
    return {
        "article": found.article,
        "title": found.title,
        "path": found.path,
        "problem": found.problem,
        "locale": found.locale,
        "source": {"lang": bcp47(found.language), "dir": _dir(found.language), "name": english_name(found.language)},
        "target": {"lang": bcp47(found.locale), "dir": _dir(found.locale), "name": english_name(found.locale)},
        "rows": [row(r, found.locale, number, terms) for number, r in enumerate(found.rows)],
        "counts": counts(found),
    }


def counts(found: Page) -> dict[str, int]:
    """Units by state."""
    states = [r.unit.state for r in found.rows if r.unit and r.first]
    return {state.value: states.count(state) for state in STATES if state in states}


def row(found: Row, locale: str, number: int, terms: Sequence[Term]) -> dict[str, Any]:
    """A row of the page; `unit` is None for what is kept as it is."""
    return {
        "number": number,
        "role": found.role,
        "role_name": ROLES.get(found.role, found.role),
        "element": _ELEMENTS.get(found.role, "p"),
        "source": Markup(_underlined(found.source, terms, locale)),  # noqa: S704 - escaped part by part  # nosec B704
        "target": Markup(to_html(found.target)),  # noqa: S704 - escaped part by part  # nosec B704
        "unit": unit(found.unit, found.findings, found.urgency) if found.unit else None,
        "first": found.first,
    }


def unit(found: Unit, findings: Sequence[Finding], urgency: float = 0.0) -> dict[str, Any]:
    """A unit as the script has it."""
    reasons = next((n for n in found.notes if n.startswith("risk: ")), "")
    shown = ("suggestion: ", "risk: ")
    return {
        "context": found.context,
        "source": found.source,
        "target": found.target,
        "state": found.state.value,
        "state_name": STATES.get(found.state, found.state.value),
        "risk": risk_level(found.notes),
        "reasons": reasons.partition("(")[2].rstrip(")"),
        "version": version(found),
        "notes": [n for n in found.notes if not n.startswith(shown)],
        "comments": list(found.comments),
        "suggestions": [n.removeprefix("suggestion: ") for n in found.notes if n.startswith("suggestion: ")],
        "previous": Markup(changed(found.previous, found.source)) if found.previous is not None else "",  # noqa: S704 - so is this  # nosec B704
        "findings": [finding(f) for f in findings],
        "urgency": round(urgency, 2),
    }


def finding(found: Finding) -> dict[str, str]:
    """A finding as the page explains it."""
    return {"rule": found.rule, "severity": found.severity.value, "message": found.message}


def changed(old: str, new: str) -> str:
    """The new text as HTML, with what it has lost in `<del>` and what it has gained in `<ins>`, word by word."""
    ones, others = _WORD.findall(old), _WORD.findall(new)
    out = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, ones, others, autojunk=False).get_opcodes():
        if tag == "equal":
            out.append(escape("".join(ones[a:b])))
            continue
        if b > a:
            out.append(f"<del>{escape(''.join(ones[a:b]))}</del>")
        if d > c:
            out.append(f"<ins>{escape(''.join(others[c:d]))}</ins>")
    return "".join(out)


def _underlined(parts: Sequence[Part], terms: Sequence[Term], locale: str) -> str:
    """The parts as HTML with the glossary's terms marked; a term across codes is not."""
    return "".join(
        "".join(_with_terms(p.shown, terms, locale)) if p.kind is Kind.TEXT and terms else p.html for p in parts
    )


def _with_terms(text: str, terms: Sequence[Term], locale: str) -> Iterator[str]:
    at = 0
    for term, start, end in sorted(occurrences(terms, text, locale), key=lambda found: found[1]):
        yield escape(text[at:start], quote=False)
        wanted = "is not translated" if term.keep else f"→ {term.target}"
        title = escape(f"{wanted} ({term.note})" if term.note else wanted)
        yield f'<abbr class="term" title="{title}">{escape(text[start:end], quote=False)}</abbr>'
        at = end
    yield escape(text[at:], quote=False)


def _dir(locale: str) -> str:
    return direction(locale) if locale else "auto"
