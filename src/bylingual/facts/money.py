"""Amounts of money: numbers and the currencies beside them. Names and symbols of currencies are CLDR's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from .cldr import locale_data
from .numbers import Number, numbers

# The currencies that news speak of.
_CODES = """
USD EUR GBP JPY CNY CHF SEK NOK DKK ISK RUB UAH PLN CZK HUF RON BGN TRY INR PKR BDT IDR KRW THB VND PHP MYR SGD HKD TWD
AUD NZD CAD MXN BRL ARS CLP COP PEN UYU VES ZAR NGN KES EGP MAD ILS SAR AED IRR IQD
"""
_CURRENCIES = frozenset(_CODES.split())
_SIGNS = {
    "$": frozenset(["USD", "AUD", "NZD", "CAD", "MXN", "ARS", "CLP", "COP", "UYU", "HKD", "SGD", "TWD"]),
    "€": frozenset(["EUR"]),
    "£": frozenset(["GBP", "EGP"]),
    "¥": frozenset(["JPY", "CNY"]),
    "￥": frozenset(["JPY", "CNY"]),
    "円": frozenset(["JPY"]),
    "元": frozenset(["CNY", "TWD", "HKD"]),
    "₹": frozenset(["INR"]),
    "₽": frozenset(["RUB"]),
    "₩": frozenset(["KRW"]),
    "₺": frozenset(["TRY"]),
    "₴": frozenset(["UAH"]),
    "₪": frozenset(["ILS"]),
}
_WORD = re.compile(r"[^\W\d_]+")
_SIGN = "|".join(map(re.escape, _SIGNS))
_BEFORE = re.compile(rf"(?:({_SIGN})|\b([A-Z]{{3}}))[ \u00a0\u202f]?\Z")
# Behind a number, up to three words on, none of them another number's.
_BEHIND = re.compile(rf"[ \u00a0\u202f-]?(?:({_SIGN})|((?:[^\W\d_]+[ \u00a0\u202f-]+){{0,3}}[^\W\d_]+))")


# Nouns for money that begin as the names of places do.
_NOUN = re.compile(r"euros?|евро|єв?ро|franc(?:s|os?)?|franken|franchi|fran(?:k|ki|ków|kiem)|франк\w*", re.IGNORECASE)
# Words in CLDR's names that are no nouns for money, or that mostly mean something else.
_OTHER = """
new neue neuer neuen nuevo nuevos nouveau nouveaux novo novos nuovo nuovi nowy nowe nowych nowego новый новых нового uae
eau vae zea won wons real reals reales reali reale sol soles sols sóis sole sola soli lei leu lev leva levas lew lewy
lewa bat bats так таки така вон воны вона лев лева лей лея соль соля солей juan juana juany jena rand rands randy randa
"""
_OTHER_WORDS = frozenset(_OTHER.split())
# Of these the source may mean books, pounds of butter, weight or crowns.
_SEVERAL = """
pound pounds livre livres libra libras pfund peso pesos corona coronas corone couronne couronnes krone kronen fiorino
fiorini фунт фунта фунтов funt funty funtów funta
"""
_UNSURE = frozenset(_SEVERAL.split())


@dataclass(frozen=True)
class Amount:
    """A number with the word or sign beside it, as `text`, and the currencies (ISO 4217) that this may mean; `sure`
    where it is money for certain."""

    text: str
    number: Number
    currencies: frozenset[str]
    sure: bool


@lru_cache(maxsize=256)
def amounts(text: str, locale: str) -> tuple[Amount, ...]:
    """The amounts of money in `text`."""
    words = currency_words(locale)
    found = []
    for number in numbers(text, locale):
        before = _BEFORE.search(text, max(0, number.start - 5), number.start)
        behind = _BEHIND.match(text, number.end)
        currencies: frozenset[str] = frozenset()
        sure = True
        start, end = number.start, number.end
        if before:
            currencies = _SIGNS.get(before[1] or "", frozenset()) or frozenset([before[2]]) & _CURRENCIES
            start = before.start() if currencies else start
        if not currencies and behind:
            currencies = _SIGNS.get(behind[1] or "", frozenset())
            end = behind.end() if currencies else end
            for match in () if currencies else _WORD.finditer(text, number.end, behind.end()):
                word = match[0].casefold()
                if match[0] in _CURRENCIES or word in words:
                    currencies = words.get(word) or frozenset([match[0]])
                    end, sure = match.end(), word not in _UNSURE
                    break
        if currencies:
            found.append(Amount(text[start:end].strip(), number, currencies, sure))
    return tuple(found)


@lru_cache(maxsize=256)
def mentioned(text: str, locale: str) -> frozenset[str]:
    """Every currency that a word or sign of `text` may mean."""
    words = currency_words(locale)
    found = {code for word in _WORD.findall(text) for code in words.get(word.casefold(), ())}
    found |= {code for sign, codes in _SIGNS.items() if sign in text for code in codes}
    return _CURRENCIES & (found | set(_WORD.findall(text)))


@cache
def currency_words(locale: str) -> Mapping[str, frozenset[str]]:
    """Nouns for currencies, case-folded, to the currencies that they may mean: `dollar`, `libras`."""
    data: Any = locale_data(locale)
    if data is None:
        return {}
    names = {code: _names(data, code) for code in _CURRENCIES}
    places = Counter(
        w.casefold()[:4]
        for table in (data.territories, data.languages)
        for n in table.values()
        for w in _WORD.findall(n)
    )
    table: dict[str, set[str]] = {}
    for code, forms in names.items():
        for form in forms:
            for word in _WORD.findall(form):
                word = word.casefold()
                if len(word) < 3 or word in _OTHER_WORDS:
                    continue
                if _NOUN.fullmatch(word) or not places[word[:4]]:
                    table.setdefault(word, set()).add(code)
    return {word: frozenset(codes) for word, codes in table.items()}


def _names(data: Any, code: str) -> set[str]:
    plural = data._data["currency_names_plural"].get(code) or {}
    return {str(n) for n in (*plural.values(), data.currencies.get(code, "")) if n}
