"""Locales in their three spellings: `pt_BR` on disk, `pt-BR` (BCP 47) in bundles, and what CLDR knows of them."""

from __future__ import annotations

import difflib
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.localedata import locale_identifiers

from .errors import LanguageError


@cache
def parse_locale(text: str) -> str:
    """The on-disk form of a locale written in either way (`pt-br`, `pt_BR`, `zh-Hant`).

    Raises LanguageError for what CLDR does not list, with the nearest that it does.
    """
    try:
        return str(Locale.parse(text.strip().replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        near = _nearest(text.strip().replace("-", "_"))
        remedy = f"Did you mean {near}?" if near else "Use a code such as es, fr or pt_BR"
        raise LanguageError(f"unknown locale {_quoted(text)}", remedy=remedy) from None


def _nearest(text: str) -> str:
    """The locale that a wrong code or the English name of a language may stand for; "" if none is near."""
    english: dict[str, str] = {name.casefold(): code for code, name in Locale("en").languages.items()}
    if text.casefold() in english:
        return english[text.casefold()]
    language = text.partition("_")[0].lower()
    known = [code for code in locale_identifiers() if language in (code, language_of(code))]
    matches = difflib.get_close_matches(text, known or locale_identifiers(), n=1, cutoff=0.8 if known else 0.6)
    return matches[0] if matches else language if known else ""


def _quoted(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:39] + "…")


def bcp47(locale: str) -> str:
    """The BCP 47 tag of an on-disk locale."""
    return locale.replace("_", "-")


def language_of(locale: str) -> str:
    """The language alone: `pt` for `pt_BR`."""
    return locale.partition("_")[0]


@cache
def script_of(locale: str) -> str:
    """The script that a locale is written in: `Latn`, `Hant` for `zh_TW`. Source: CLDR likely subtags."""
    found = Locale.parse(locale)
    likely = get_global("likely_subtags")
    language, _, _ = locale.partition("_")
    by_territory = likely.get(f"{language}_{found.territory}") if found.territory else None
    full = by_territory or likely.get(language, "")
    return found.script or next((part for part in full.split("_") if len(part) == 4), "")


@lru_cache(maxsize=1024)
def likeness(locale: str, wanted: str) -> int:
    """How well a text in `locale` serves where `wanted` is asked for: 3 the same, 2 one is the other without its
    region (`es` and `es_MX`), 1 another region, 0 another language or script."""
    if locale == wanted:
        return 3
    if language_of(locale) != language_of(wanted) or script_of(locale) != script_of(wanted):
        return 0
    return 1 if Locale.parse(locale).territory and Locale.parse(wanted).territory else 2


@cache
def direction(locale: str) -> str:
    """`ltr` or `rtl`. Source: CLDR character order."""
    return str(Locale.parse(locale).text_direction)


@cache
def english_name(locale: str) -> str:
    """The locale's name in English. Source: CLDR."""
    return Locale.parse(locale).get_display_name("en") or locale


@cache
def own_name(locale: str) -> str:
    """The locale's name in its own language. Source: CLDR."""
    return Locale.parse(locale).get_display_name() or locale


@cache
def plural_forms(locale: str) -> str:
    """The PO header's Plural-Forms value. Source: Babel's table of gettext plural rules."""
    from babel.messages.plurals import get_plural  # brings all of Babel's message catalogs along

    return get_plural(locale).plural_forms


def spaced(locale: str) -> bool:
    """Whether sentences and words are separated by spaces in the locale's script."""
    return language_of(locale) not in ("zh", "ja", "th", "lo", "km", "my")
