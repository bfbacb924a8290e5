"""Argos' language codes and our locales."""

from __future__ import annotations

from ..errors import LanguageError
from ..locales import parse_locale

# Argos' codes that are no CLDR locale, or another one.
_LOCALES = {"zt": "zh_Hant", "pb": "pt_BR"}


def locale_of(code: str) -> str:
    """The on-disk locale of an Argos code, "" for one that CLDR does not list."""
    try:
        return parse_locale(_LOCALES.get(code, code))
    except LanguageError:
        return ""
