"""Texts of a page that name people: authors, editors, photographers, by the labels before the names."""

from __future__ import annotations

import re

from ..roles import is_byline, is_credit

_AUTHOR = re.compile(
    r"(?:written by|authors?|auteure?s?|aut[eo]r(?:a|as|es|en|in|innen)?|autore|autrice|autori|verfasser(?:in)?|автор(?:ы)?|"
    r"作者|記者|记者|撰文|글|기자|بقلم|كتب|texte?|texto|testo|tekst|по материалам)\s*[:：|]\s*\S.{0,90}\Z"
    r"|新华社记者\s?\S{0,20}\Z",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"(?:editors?|edition|éditions?|editor(?:a|es)|redactor(?:a|es)?|redaktion|redakteur(?:in)?|redaktor|redazione|"
    r"sources?|fuentes?|fontes?|fonte|quellen?|źródło|источник|traduction|traducción|tradução|übersetzung|traduzione|перевод|"
    r"责编|責編|编辑|責任編集|校对|审核|来源|出典|translat(?:or|ed by)|edited by|reporting by)\s*[:：]\s*\S.{0,90}\Z",
    re.IGNORECASE,
)
# Of a picture: a label with a name, a sign with a name, or a few words with an agency.
_LABELLED_PICTURE = re.compile(
    r"(?:fotos?|photos?|imagen|imágenes|imagem|image|immagine|bild(?:er)?|crédito|credit[os]?|crédits?|fotograf\w*|фото|"
    r"источник|source|fuente|fonte|quelle|zdjęcie|fot|źródło|picture|illustration|ilustración|写真|图片|图源|摄影|摄|foto di|"
    r"photo by|photograph by|foto de|photo de|foto von)\s*(?:[:：|/.]|\b)\s*\S.{0,90}\Z",
    re.IGNORECASE,
)
_LABEL_ONLY = re.compile(
    r"(?:fotos?|photos?|imagem|imagen|image|bild|crédito|credit|фото|写真)\s*[:：]\s*\S.{0,90}\Z", re.IGNORECASE
)
_LABEL_ALONE = re.compile(r"(?:photo|image|picture)?\s?credits?|crédit(?:os?|s)?|foto|photo|credit", re.IGNORECASE)
_AGENCY = re.compile(
    r"(?:[©ⓒ℗]|\(c\))\s?.{2,90}\Z"
    r"|.{0,60}\b(?:getty|afp|reuters|efe|ansa|dpa|tass|imago|ap photo|shutterstock|istock|picture alliance|alamy|pap|afpbb|"
    r"unsplash|flickr|wikimedia|télam|agência brasil|xinhua|ap|epa|lusa|ntb|tt|sipa|hans lucas|bloomberg|kyodo)\b.{0,30}\Z",
    re.IGNORECASE,
)
_BRACKETS = " \t()（）[]【】.·|"


def is_labelled(text: str) -> bool:
    """Whether a text names an author or another hand behind a label."""
    bare = text.strip(_BRACKETS)
    return is_author(text) or is_credit(bare) or _OTHERS.match(bare) is not None


def is_author(text: str) -> bool:
    """Whether a text names an author behind a label ("By …", "Auteur : …")."""
    bare = text.strip(_BRACKETS)
    return is_byline(bare) or _AUTHOR.match(bare) is not None


def is_picture_credit(text: str, *, in_figure: bool) -> bool:
    """Whether a text is nothing but a picture's credit; outside of a figure only with a label and a colon."""
    bare = text.strip(_BRACKETS)
    if not in_figure:
        return is_labelled_credit(text)
    is_sentence = len(bare.split()) > 12 or re.search(r"[.!?。]\s", bare) is not None
    named = _LABELLED_PICTURE.match(bare) or _AGENCY.match(bare)
    return is_credit_label(text) or (not is_sentence and named is not None)


def is_credit_label(text: str) -> bool:
    """Whether a text is the label of a picture's credit without the name."""
    return _LABEL_ALONE.fullmatch(text.strip(_BRACKETS + ":：")) is not None


def is_labelled_credit(text: str) -> bool:
    """Whether a text is a picture's credit with its label and a colon ("Photo: …")."""
    return _LABEL_ONLY.match(text.strip(_BRACKETS)) is not None
