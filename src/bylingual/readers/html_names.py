"""Texts of a page that name people: authors, editors, photographers, by their labels, signs and agencies."""

from __future__ import annotations

import re

from .._label_tables import AGENCIES
from ..labels import PICTURES, credit_kind, is_bare_label, is_names
from ..roles import captions

_AROUND = " \t()（）[]【】·|"
_DOTS = " \t.…"
_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 12
_SIGNATURE = 60
_WITHIN_SENTENCE = ",，、"
_SIGN = re.compile(r"[©ⓒ℗]|\(c\)", re.IGNORECASE)
_SENTENCE_BREAK = re.compile(r"(?<![A-Z])[.!?。»”]\s+(?=\S)")
# "Xinhua reporter" without a name or with one, as Chinese papers open their stories.
_REPORTER = re.compile(r"\S{2,8}(?:记者|記者)\s?\S{0,20}")


def is_author(text: str) -> bool:
    """Whether a text names an author behind a label ("By …", "Auteur : …")."""
    bare = text.strip(_AROUND)
    return credit_kind(bare) == "by" or _REPORTER.fullmatch(bare) is not None


def is_labelled(text: str) -> bool:
    """Whether a text names an author or another hand behind a label."""
    return is_author(text) or bool(credit_kind(text.strip(_AROUND)))


def is_labelled_credit(text: str) -> bool:
    """Whether a text is a picture's credit with its label ("Photo: …")."""
    return credit_kind(text.strip(_AROUND).lstrip(_DOTS)) in PICTURES


def is_credit_label(text: str) -> bool:
    """Whether a text is the label of a picture's credit without the name ("Photo:", "Credit...")."""
    bare = text.strip(_AROUND).rstrip(_DOTS + ":：")
    return any(is_bare_label(one) in PICTURES for one in (bare, f"{bare}:")) or bare.casefold().endswith("credit")


def is_picture_credit(text: str, *, in_figure: bool) -> bool:
    """Whether a text is nothing but a picture's credit; outside of a figure only with a label."""
    if is_labelled_credit(text) or not in_figure:
        return is_labelled_credit(text)
    if is_credit_label(text) or bool(credit_kind(text.strip(_AROUND))):
        return True
    if _SENTENCE_BREAK.search(text):
        return False
    return _is_agency(text) or (_SIGN.match(text.lstrip(_AROUND)) is not None and len(text.split()) <= _MOST_WORDS)


def _is_agency(text: str) -> bool:
    """Whether one of a few words is an agency's name."""
    words = [word.casefold() for word in _WORD.findall(text)]
    return len(words) <= _MOST_WORDS and any(word in AGENCIES for word in words)


def credit_start(caption: str) -> int:
    """Where in a caption its credit begins, -1 if it has none or is nothing else."""
    start = captions.credit_start(caption) or len(caption)
    is_apart = start < len(caption) and caption[:start].strip(_AROUND) and caption[start - 1] not in _WITHIN_SENTENCE
    return start if is_apart else -1


def is_signature(text: str) -> bool:
    """Whether a text is who signs an article at its end ("lee/dpa/AFP")."""
    return len(text) <= _SIGNATURE and _is_agency(text) and (is_names(text) or "/" in text)
