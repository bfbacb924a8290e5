"""Risk of a machine's target: low, medium or high, with the reasons in words. An order of work, not a probability."""

from __future__ import annotations

from collections.abc import Sequence

from .checks.numbers import missing_numbers
from .model import STARTER, Role, Translation

_SHORT_WORDS = 4
_LENGTH_RATIO = (0.4, 2.5)
_LENGTH_FROM = 20
# A headline that does not fit its place: longer than most search pages and home pages show, and than its source.
_HEADLINE_LENGTH = 80
_HEADLINE_GROWTH = 1.25
# Mean log probability of a piece: below it a model gave its own words less than e^-1, 37 %, on (geometric) average.
_UNSURE = -1.0


def risk_note(role: str | None, source: str, translation: Translation, engine: str = "") -> str:
    """The `#.` line: `risk: medium (headline; 2 unknown words: Foo, bar)`. `engine` is the label of the one that wrote
    it; what a starter model wrote is never without risk."""
    severe, minor = _reasons(role, source, translation)
    if STARTER in engine:
        minor.append(STARTER)
    level = "high" if severe else "medium" if minor else "low"
    reasons = "; ".join([*severe, *minor])
    return f"risk: {level} ({reasons})" if reasons else f"risk: {level}"


def risk_level(notes: tuple[str, ...]) -> str:
    """The level that a unit's notes state, "" if none."""
    line = next((n for n in notes if n.startswith("risk: ")), "")
    return line.removeprefix("risk: ").partition(" ")[0]


def engine_note(notes: Sequence[str]) -> str:
    """The line that names the engine (`argos en_es 1.9`), "" if none: the one below the risk, which some tool may have
    wrapped, unless the text came from the memory."""
    risk = ""
    for note in notes:
        if risk and risk.count("(") <= risk.count(")"):
            return "" if note.startswith("memory: ") else note
        if risk or note.startswith("risk: "):
            risk += note
    return ""


def _reasons(role: str | None, source: str, translation: Translation) -> tuple[list[str], list[str]]:
    severe: list[str] = []
    minor: list[str] = []
    target = translation.text
    if missing := missing_numbers(source, target):
        severe.append(f"number{'s' if len(missing) > 1 else ''} {', '.join(missing)} missing")
    if target.strip() == source.strip() and len(source.split()) >= _SHORT_WORDS:
        severe.append("came back untranslated")
    if translation.lost:
        severe.append(f"not carried over: {', '.join(dict.fromkeys(translation.lost))}")
    ratio = len(target) / max(len(source), 1)
    if len(source) >= _LENGTH_FROM and not _LENGTH_RATIO[0] <= ratio <= _LENGTH_RATIO[1]:
        severe.append("much shorter than its source" if ratio < 1 else "much longer than its source")
    unknown = list(dict.fromkeys(translation.unknown))
    if unknown:
        words = ", ".join(unknown[:5]) + (" …" if len(unknown) > 5 else "")
        many = len(unknown) > max(2, len(source.split()) // 5)
        (severe if many else minor).append(f"unknown word{'s' if len(unknown) > 1 else ''}: {words}")
    if translation.score is not None and translation.score < _UNSURE:
        minor.append("the engine was unsure")
    if role == Role.HEADLINE:
        minor.append("headline")
        if len(target) > max(_HEADLINE_LENGTH, _HEADLINE_GROWTH * len(source)):
            minor.append(f"long for a headline: {len(target)} characters, {len(source)} in the source")
    elif len(source.split()) < _SHORT_WORDS:
        minor.append("short text")
    return severe, minor
