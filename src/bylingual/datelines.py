"""What a dateline says in another language: places and dates that CLDR has names for; agencies and all else stay.

CLDR names the cities that time zones are called after (Berlin, Cairo, Moscow …) and the countries.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from functools import cache

from babel import Locale
from babel.dates import format_skeleton

from .facts.cldr import locale_data, months
from .locales import direction, language_of

_NAME = re.compile(r"[^\W\d_](?:(?!\s-)[^,،、/()（）—–―:;.=])*")
_DAY = r"(?P<day>\d{1,2})"
# A leap year, for dates that name none.
_ANY_YEAR = 2024


def said(text: str, source: str, locale: str) -> str:
    """A dateline with its places and its date in the words of an on-disk locale. `source` is the text's own locale.

    `МОСКВА, 14 мая. /ТАСС/.` in English is `MOSCOW, May 14. /ТАСС/.`.
    """
    if language_of(source) == language_of(locale):
        return text
    text = _NAME.sub(lambda m: _place(m[0], source, locale), _dated(text, source, locale))
    return text if direction(locale) == "rtl" else text.replace("،", ",")


def _place(text: str, source: str, locale: str) -> str:
    """A city or country in another language, in capitals where it stands in capitals."""
    name = text.strip(" -")
    found = _names(locale).get(_keys(source).get(_key(name), ""), "")
    if not found:
        return text
    return text.replace(name, found.upper() if name.isupper() and len(name) > 1 else found)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


@cache
def _names(locale: str) -> Mapping[str, str]:
    """The names of cities by their time zone and of countries by their code, in a locale. Where CLDR has no name for a
    city, the locale calls it as the zone does."""
    data = locale_data(locale)
    if data is None:
        return {}
    own = {zone: str(entry["city"]) for zone, entry in data.time_zones.items() if "city" in entry}
    cities = {zone: own.get(zone, zone.rpartition("/")[2].replace("_", " ")) for zone in _zones()}
    return {**{code: str(name) for code, name in data.territories.items() if code.isalpha()}, **cities}


@cache
def _zones() -> tuple[str, ...]:
    """Every time zone that CLDR names a city of in Arabic, where all are named."""
    return tuple(
        zone for zone in map(str, Locale.parse("ar").time_zones) if "/" in zone and not zone.startswith("Etc/")
    )


@cache
def _keys(locale: str) -> Mapping[str, str]:
    """Time zones and country codes by the case-folded name in a locale; cities win."""
    return {_key(name): place for place, name in _names(locale).items()}


def _dated(text: str, source: str, locale: str) -> str:
    """The text with its day and month as the locale writes them."""
    names = months(source)
    if not names or locale_data(locale) is None:
        return text
    month = "|".join(sorted((re.escape(name) for name in names), key=len, reverse=True))
    of = r"\.?\s*(?:de\s+|d’|d')?"
    pattern = re.compile(
        rf"(?<!\d){_DAY}{of}(?P<month>{month})(?!\w)|(?<!\w)(?P<first>{month})\s+(?P<second>\d{{1,2}})(?!\d)",
        re.IGNORECASE,
    )
    return pattern.sub(lambda m: _written(m, names, locale), text, count=1)


def _written(match: re.Match[str], names: Mapping[str, int], locale: str) -> str:
    number = names[(match["month"] or match["first"]).casefold()]
    try:
        date = datetime.date(_ANY_YEAR, number, int(match["day"] or match["second"]))
    except ValueError:
        return match[0]
    return str(format_skeleton("MMMMd", date, locale=locale))
