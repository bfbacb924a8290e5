"""Labels of bylines and credits: told, and said in other languages; names are never touched."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylingual._label_tables import LABELS
from bylingual.labels import credit_kind, is_bare_label, is_names, label_of, picture_credit, relabelled
from bylingual.localize import localize
from bylingual.model import Article, Role
from bylingual.readers import BY_SUFFIX
from bylingual.writers.json import write

NAMES = [
    "Ana Gómez", "Jean-Luc d’Ormesson", "Peter van der Berg", "Анна Ковалёва", "王小明", "田中太郎", "김민수", "سارة خليل", "דנה לוי",
    "नेहा शर्मा", "Lund & Söhne / EFE",
]  # fmt: skip
LOCALES = sorted(LABELS["by"])


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Ana Gómez", "by"), ("BY ANA GÓMEZ", "by"), ("By Ana Gómez and Luis Mora", "by"), ("Por Ana Gómez", "by"),
        ("Von Jan Müller", "by"), ("Di Carla Bruni", "by"), ("di Carla Bruni", "by"), ("Par Zoé Petit", "by"),
        ("De Ion Popescu", "by"), ("Door Anouk de Vries", "by"), ("Av Nils Berg", "by"), ("Oleh Siti Rahma", "by"),
        ("By Tom Hill, The Valley Post", "by"), ("Text: Jan Müller", "by"), ("Автор: Анна Ковалёва", "by"),
        ("文/王小明", "by"), ("文・田中太郎", "by"), ("田中太郎 記者", "by"), ("김민수 기자", "by"), ("记者 王小明", "by"),
        ("بقلم سارة خليل", "by"), ("מאת דנה לוי", "by"), ("लेखक: नेहा शर्मा", "by"), ("Yazan: Ayşe Yılmaz", "by"),
        ("Copy edited by Peter Lund", "copy-edited"), ("Korekta: Anna Nowak", "copy-edited"), ("責任編輯：王小明", "edited"),
        ("（责编：王小明、李强）", "edited"), ("Редактор: Анна Ковалёва", "edited"), ("A cura di Carla Bruni", "edited"),
        ("Foto: Jan Müller/dpa", "photo"), ("(Foto: Ana Gómez / EFE)", "photo"), ("写真：田中太郎", "photo"),
        ("사진=연합뉴스", "photo"), ("[사진=연합뉴스]", "photo"), ("صورة: رويترز", "photo"), ("צילום: דנה לוי", "photo"),
        ("Fot. Anna Nowak", "photo"), ("Photo : Zoé Petit / AFP", "photo"), ("王小明 摄", "photo"),
        ("Reporting by Ana Gómez; Editing by Tom Hill", "reported"), ("Источник: ТАСС", "source"), ("来源：新华社", "source"),
        ("Übersetzung: Jan Müller", "translated"), ("Traducción: Ana Gómez", "translated"),
    ],
)  # fmt: skip
def test_lines_that_are_labels_with_names(line: str, kind: str) -> None:
    """In any of the table's languages, with and without colons, in brackets, in small letters or capitals."""
    assert credit_kind(line) == kind


@pytest.mark.parametrize(
    "line",
    [
        "By the time it rained, everybody had left", "By Tuesday nobody was left.", "Por fin llega el tren", "Por qué no llueve",
        "Von der Brücke sprang niemand", "Di sera si balla", "De facto ist die Brücke zu", "Par ici la sortie", "Foto: so sieht es aus",
        "Video: how to vote in the valley", "Text: what the minister really said.", "Source: the minister told us so.",
        "Ana Gómez", "The council said: nothing", "文章", "记者从市政府了解到，大桥将关闭", "写真は当時の様子", "", "By", "Foto:", ":", "По словам Анны",
    ],
)  # fmt: skip
def test_lines_that_are_none(line: str) -> None:
    """Everyday words at the start of a sentence are no labels."""
    assert credit_kind(line) == ""


@pytest.mark.parametrize(
    ("line", "own", "locale", "said"),
    [
        ("Por Ana Gómez", "es", "en", "By Ana Gómez"), ("By Ana Gómez", "en", "es_MX", "Por Ana Gómez"),
        ("BY ANA GÓMEZ", "en", "fr", "PAR ANA GÓMEZ"), ("By Reuters", "en", "fr", "Par Reuters"),
        ("di Carla Bruni", "it", "de", "Von Carla Bruni"), ("Copy edited by Peter Lund", "en", "es", "Corregido por Peter Lund"),
        ("Foto: Jan Müller/dpa", "de", "fr", "Photo : Jan Müller/dpa"), ("(Foto: Ana Gómez / EFE)", "es", "ja", "(写真：Ana Gómez / EFE)"),
        ("（责编：王小明、李强）", "zh", "en", "（Edited by 王小明、李强）"), ("文/王小明", "zh", "ru", "Автор: 王小明"),
        ("김민수 기자", "ko", "en", "By 김민수"), ("By Ana Gómez", "en", "zh_TW", "作者：Ana Gómez"),
        ("Editor: Tom Hill", "en", "zh_Hant", "責任編輯：Tom Hill"), ("بقلم سارة خليل", "ar", "he", "מאת سارة خليل"),
        ("Reporting by Ana Gómez; Editing by Tom Hill", "en", "de", "Bericht: Ana Gómez; Redaktion: Tom Hill"),
        ("Por Ana Gómez y Luis Mora", "es", "en", "By Ana Gómez and Luis Mora"),
        ("Por José Ortega y Gasset", "es", "en", "By José Ortega y Gasset"),
        ("By Ana Gómez and Luis Mora", "en", "ja", "文：Ana Gómez、Luis Mora"), ("By Ana Gómez", "en", "sw", "By Ana Gómez"),
        ("Ana Gómez", "es", "fr", "Ana Gómez"), ("di", "it", "en", "By"), ("责任编辑：", "zh", "en", "Edited by"),
        ("Per Anna Puig", "ca", "es", "Por Anna Puig"), ("Per Nils Olsson", "sv", "es", "Per Nils Olsson"),
        ("Von Stein", "de", "en", "Von Stein"), ("Di Maria", "it", "en", "Di Maria"),
    ],
)  # fmt: skip
def test_labels_in_other_languages(line: str, own: str, locale: str, said: str) -> None:
    """The locale's own label, the same name; what joins two people's names too; no entry, no change. A word that is a
    label in another language only, or that a name can begin with, is left alone."""
    assert relabelled(line, own, locale) == said


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("The old bridge in spring. Photo: Ana Gómez / EFE", "Photo: Ana Gómez / EFE"),
        ("Die Brücke im März Foto: Jan Müller/imago", "Foto: Jan Müller/imago"),
        ("El puente (Foto: Ana Gómez)", "(Foto: Ana Gómez)"), ("古い橋。写真：田中太郎", "写真：田中太郎"),
        ("Старый мост. Фото: Анна Ковалёва, ТАСС", "Фото: Анна Ковалёва, ТАСС"),
        ("What the photo says: nothing", ""), ("Photo: Ana Gómez", ""), ("Nobody knows", ""),
    ],
)  # fmt: skip
def test_credits_in_captions(caption: str, credit: str) -> None:
    """Where the credit of a caption begins; a line that is a credit only has none inside."""
    at = picture_credit(caption)
    assert (caption[at:] if at >= 0 else "") == credit


def test_no_label_means_two_things() -> None:
    """A form belongs to one kind, whatever the language; every language has every kind; no form is written twice."""
    kinds: dict[str, str] = {}
    for kind, languages in LABELS.items():
        assert set(languages) == set(LABELS["by"])
        for language, text in languages.items():
            forms = text.split("|")
            assert len(forms) == len(set(forms)), (kind, language)
            for form in forms:
                key = re.sub(r"\s*[:：]\Z", ":", form).casefold()
                assert kinds.setdefault(key, kind) == kind, (form, kinds[key], kind)


@given(st.sampled_from(sorted(LABELS)), st.sampled_from(LOCALES), st.sampled_from(LOCALES), st.sampled_from(NAMES))
def test_a_label_comes_back(kind: str, language: str, other: str, name: str) -> None:
    """What the table writes is told again, and says the same thing in the first language after a second."""
    form = next(f for f in LABELS[kind]["en"].split("|") if f.endswith(":"))
    line = relabelled(f"{form} {name}", "en", language)
    label = label_of(line)
    assert label is not None
    assert label.kind == kind
    assert line[label.start : label.end] == name
    assert relabelled(relabelled(line, language, other), other, language) == line


@given(st.text(max_size=60), st.sampled_from(LOCALES))
def test_any_text(text: str, locale: str) -> None:
    """Nothing raises; a line without a label stays as it is."""
    said = relabelled(text, "en", locale)
    if label_of(text) is None and not is_bare_label(text) and ";" not in text and "；" not in text:
        assert said == text
    credit_kind(text)
    is_names(text)
    picture_credit(text)


BYLINES = {
    ".txt": "The bridge is open again\n\nBy Ana Gómez\n\n" + "Trams cross it at noon. " * 9 + "\n\nCopy edited by Peter Lund\n",
    ".md": '---\ntitle: The bridge is open again\nauthor: By Ana Gómez\ncredit: "Copy edited by Peter Lund"\n---\n\nTrams cross it at noon.\n',
    ".html": "<html lang='en'><body><article><h1>The bridge is open again</h1><p class='byline'>By Ana Gómez</p>"
    + "<p>Trams cross it at noon, and all of the town comes to see them pass the old quay.</p>" * 4
    + "<p>Copy edited by Peter Lund</p></article></body></html>",
}  # fmt: skip


def _read(suffix: str) -> Article:
    article: Article = BY_SUFFIX[suffix].read(BYLINES[suffix].encode(), "bridge", f"bridge{suffix}")
    return article


@pytest.mark.parametrize("suffix", BYLINES)
def test_labels_in_bundles(suffix: str) -> None:
    """Every bundle format says the label in its locale, in the source file where it stands; the file reads again."""
    edition = localize(_read(suffix), "en", "es", (), {})
    names = [p.plain for p in edition.pieces if p.role in (Role.BYLINE, Role.CREDIT)]
    assert names == ["Por Ana Gómez", "Corregido por Peter Lund"]
    assert b"Por Ana G\xc3\xb3mez" in edition.source_file
    again = BY_SUFFIX[suffix].read(edition.source_file, "bridge", f"bridge{suffix}")
    assert [b.source for b in again.blocks if b.role in (Role.BYLINE, Role.CREDIT)] == names
    assert "Corregido por Peter Lund" in write(edition, ["en", "es"]).decode()


@pytest.mark.parametrize("suffix", BYLINES)
def test_labels_in_the_source_edition(suffix: str) -> None:
    """The article's own language, any variant of it, keeps its own words."""
    assert localize(_read(suffix), "en", "en", (), {}).source_file == BYLINES[suffix].encode()
    assert b"Copy edited by Peter Lund" in localize(_read(suffix), "en", "en_GB", (), {}).source_file
