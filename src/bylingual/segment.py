"""Text to sentences and back, without losing a character."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .locales import language_of, spaced


@dataclass(frozen=True)
class Sentence:
    """One sentence as it stands, and the white space after it."""

    text: str
    after: str


def sentences(text: str, language: str) -> list[Sentence]:
    """The sentences of `text`; joining each `text + after` gives `text` back."""
    import sentencex

    found: list[Sentence] = []
    for line in re.split(r"(?<=\n)", text):
        at = 0
        for piece in sentencex.segment(language_of(language), line) if line.strip() else ():
            piece = piece.strip()
            start = line.find(piece, at)
            if not piece or start < 0:
                continue
            if start > at:
                _pad(found, line[at:start])
            found.append(Sentence(piece, ""))
            at = start + len(piece)
        _pad(found, line[at:])
    return found


def _pad(found: list[Sentence], text: str) -> None:
    """Put what lies between two sentences where no character is lost: white space after the one before."""
    if not text:
        return
    if not text.strip() and found:
        found[-1] = Sentence(found[-1].text, found[-1].after + text)
    else:
        content = text.strip()
        found.append(
            Sentence(
                text[: text.find(content) + len(content)] if content else text,
                text[len(text.rstrip()) :] if content else "",
            )
        )


def glue(after: str, source: str, target: str) -> str:
    """What stands between two translated sentences, given the white space between them in the source: line ends stay;
    other white space becomes one space, or nothing where the target's script has none."""
    if "\n" in after:
        return "\n" * after.count("\n")
    return " " if spaced(target) and (after or not spaced(source)) else ""
