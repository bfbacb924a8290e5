"""Locales in their three spellings: `pt_BR` on disk, `pt-BR` (BCP 47) in bundles, and what CLDR knows of them."""

from __future__ import annotations

import difflib
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.localedata import locale_identifiers
from babel.messages.plurals import get_plural

from .errors import LanguageError


@cache
def parse_locale(text: str) -> str:
    """The on-disk form of a locale written in either way (`pt-br`, `pt_BR`, `zh-Hant`).

    Raises LanguageError for what CLDR does not list, with the nearest that it does.
    """
    try:
        return str(Locale.parse(text.strip().replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        near = difflib.get_close_matches(text.replace("-", "_"), locale_identifiers(), n=1, cutoff=0.5)
        remedy = f"Did you mean {near[0]}?" if near else "Use a code such as es, fr or pt_BR"
        raise LanguageError(f"unknown locale {text!r}", remedy=remedy) from None


def bcp47(locale: str) -> str:
    """The BCP 47 tag of an on-disk locale."""
    return locale.replace("_", "-")


def language_of(locale: str) -> str:
    """The language alone: `pt` for `pt_BR`."""
    return locale.partition("_")[0]


@cache
def direction(locale: str) -> str:
    """`ltr` or `rtl`. Source: CLDR character order."""
    return str(Locale.parse(locale).text_direction)


@cache
def english_name(locale: str) -> str:
    """The locale's name in English. Source: CLDR."""
    return Locale.parse(locale).get_display_name("en") or locale


@cache
def plural_forms(locale: str) -> str:
    """The PO header's Plural-Forms value. Source: Babel's table of gettext plural rules."""
    return get_plural(locale).plural_forms


def spaced(locale: str) -> bool:
    """Whether sentences and words are separated by spaces in the locale's script."""
    return language_of(locale) not in ("zh", "ja", "th", "lo", "km", "my")
