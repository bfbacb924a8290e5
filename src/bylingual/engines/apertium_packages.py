"""Debian's packages of Apertium language pairs, and what each translates.

Source: the modes in Debian 12's packages that run from one CLDR locale to another; Debian names packages by one
direction, and some have only that one or the other.
"""

from __future__ import annotations

from ..packages.ways import for_pair, pivots
from .base import Pair

_BOTH = {
    "apertium-afr-nld": "af-nl",
    "apertium-arg-cat": "an-ca",
    "apertium-bel-rus": "be-ru",
    "apertium-cat-ita": "ca-it",
    "apertium-dan-nor": "da-nb da-nn",
    "apertium-en-gl": "en-gl",
    "apertium-eng-cat": "en-ca",
    "apertium-eng-spa": "en-es",
    "apertium-eo-en": "eo-en",
    "apertium-es-gl": "es-gl",
    "apertium-es-pt": "es-pt",
    "apertium-fr-es": "fr-es",
    "apertium-fra-cat": "fr-ca",
    "apertium-isl-swe": "is-sv",
    "apertium-mkd-bul": "mk-bg",
    "apertium-nno-nob": "nn-nb",
    "apertium-oc-ca": "oc-ca",
    "apertium-oc-es": "oc-es",
    "apertium-oci-fra": "oc-fr",
    "apertium-por-cat": "pt-ca",
    "apertium-pt-gl": "pt-gl",
    "apertium-rus-ukr": "ru-uk",
    "apertium-spa-arg": "es-an",
    "apertium-spa-cat": "es-ca",
    "apertium-spa-ita": "es-it",
    "apertium-swe-dan": "sv-da",
    "apertium-swe-nor": "sv-nb sv-nn",
    "apertium-urd-hin": "ur-hi",
}
_ONE_WAY = {
    "apertium-br-fr": "br-fr",
    "apertium-eo-es": "es-eo",
    "apertium-eo-fr": "fr-eo",
    "apertium-es-pt": "es-pt_BR",
    "apertium-es-ro": "ro-es",
    "apertium-eu-en": "eu-en",
    "apertium-eu-es": "eu-es",
    "apertium-isl-eng": "is-en",
    "apertium-mkd-eng": "mk-en",
    "apertium-por-cat": "ca-pt_BR",
    "apertium-spa-ast": "es-ast",
}


def _packages() -> dict[Pair, str]:
    found: dict[Pair, str] = {}
    for package, pairs in _ONE_WAY.items():
        for source, _, target in (pair.partition("-") for pair in pairs.split()):
            found[source, target] = package
    for package, pairs in _BOTH.items():
        for source, _, target in (pair.partition("-") for pair in pairs.split()):
            found[source, target] = found[target, source] = package
    return found


PACKAGES = _packages()


def packages_for(pair: Pair) -> list[str]:
    """The packages for a pair of locales: one, two with a language between, none."""
    direct = for_pair(PACKAGES, *pair)
    if direct:
        return [PACKAGES[direct]]
    ways = pivots(PACKAGES, (), *pair)
    return list(dict.fromkeys(PACKAGES[hop] for hop in ways[0])) if ways else []
