"""Datelines in other languages: what CLDR has names for is said, all else stays; in the page they begin the paragraph."""

from __future__ import annotations

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from bylingual._date_tables import MONTHS, WEEKDAYS
from bylingual._label_tables import LABELS
from bylingual.datelines import said
from bylingual.localize import localize
from bylingual.readers import plaintext
from bylingual.writers import html, json


@pytest.mark.parametrize(
    ("text", "source", "locale", "wanted"),
    [
        ("МОСКВА, 14 мая. /ТАСС/.", "ru", "en", "MOSCOW, May 14. /ТАСС/."), ("BERLIN, 3. März (dpa) –", "de", "es", "BERLÍN, 3 de marzo (dpa) –"),
        ("دمشق، سوريا (CNN) --", "ar", "en", "Damascus, Syria (CNN) --"), ("(ANSA) - Rome, October 11 -", "en", "pt_BR", "(ANSA) - Roma, 11 de outubro -"),
        ("MADRID, 3 de marzo (EFE).", "es", "ja", "マドリード, 3月3日 (EFE)."), ("NEW YORK -", "it", "ru", "НЬЮ-ЙОРК -"), ("HONG KONG (Reuters) -", "en", "zh", "香港 (Reuters) -"),
        ("LONDRES, 3 mars (AFP) —", "fr", "en_GB", "LONDON, 3 March (AFP) —"), ("Little Harbour (dpa) -", "en", "es", "Little Harbour (dpa) -"),
        ("PARIS, 31 février (AFP) -", "fr", "en", "PARIS, 31 février (AFP) -"), ("Berlin (dpa) -", "de", "de_AT", "Berlin (dpa) -"), ("新华社北京4月24日电", "zh", "en", "新华社北京4月24日电"),
    ],
)  # fmt: skip
def test_in_other_languages(text: str, source: str, locale: str, wanted: str) -> None:
    """Capitals stay capitals; unknown places, agencies and impossible dates stay as they are."""
    assert said(text, source, locale) == wanted


@given(
    st.text(max_size=60), st.sampled_from(["en", "ru", "ar", "zh", "xx", ""]), st.sampled_from(["es", "ja", "he", "de"])
)
def test_any_text(text: str, source: str, locale: str) -> None:
    """Nothing raises; without a letter or an Arabic comma nothing changes."""
    if not any(c.isalpha() or c == "،" for c in text):
        assert said(text, source, locale) == text
    said(text, source, locale)


def test_bundles() -> None:
    """In the source file and in the page before its paragraph, in JSON a piece of its own."""
    text = "Bridge to be rebuilt before winter\n\nROME, March 3 (AFP) - The council decided on Monday that the old bridge will be rebuilt.\n"
    edition = localize(plaintext.read(text.encode(), "a", "a.txt"), "en", "es", (), {})
    assert edition.source_file.decode() == text.replace("ROME, March 3", "ROMA, 3 de marzo")
    page = html.write(edition, ["en", "es"]).decode()
    assert '<span class="dateline">ROMA, 3 de marzo (AFP) -</span> The council decided' in page
    assert page.count("ROMA") == 1
    assert '"role": "dateline",' in json.write(edition, ["en", "es"]).decode()


def test_months_are_those_of_cldr() -> None:
    """The table of months and weekdays has every name of the languages that the labels are in."""
    for language in ("en", "de", "ru", "ar", "he", "tr", "pl", "cs"):
        data = Locale.parse(language)
        assert language in LABELS["by"]
        names = [str(n).casefold().removesuffix(".") for n in data.months["format"]["wide"].values()]
        assert set(names) <= MONTHS
        days = [str(n).casefold() for n in data.days["format"]["wide"].values()]
        assert {d for d in days if " " not in d} <= WEEKDAYS
