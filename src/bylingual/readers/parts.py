"""The articles in one file: their names, from what identifies each, and the bytes that make a file of one alone."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from .encoding import Decoded

_LONGEST = 60  # bytes; with the hash and `.po` far below what file systems allow
_NO_WORD = re.compile(r"[^\w]+|_+")
_SUFFIX = re.compile(r"\.(?:s?html?|php|aspx?|jsp|xml|json|ece)\Z", re.IGNORECASE)


def slugs(identities: Sequence[str], *, always: bool = False) -> list[str]:
    """A name of lower-case words for each identity (an address, a guid, else any text of it), the same on every run; ""
    for the only one, unless `always`. Equal names get a hash of the identity; equal identities stay equal."""
    if len(identities) == 1 and not always:
        return [""]
    names = [slug(identity) for identity in identities]
    same = Counter(name for name, _ in {(n, i) for n, i in zip(names, identities, strict=True)})
    return [
        f"{name}-{_hash(identity)}" if same[name] > 1 and name else name
        for name, identity in zip(names, identities, strict=True)
    ]


def alone(decoded: Decoded, spans: Sequence[tuple[int, int]]) -> list[tuple[tuple[int, int], ...]]:
    """For each of the spans of a text (in order, one after the other): the bytes of the file that are left when all the
    other spans, and what stands between them, are taken out."""
    at, size = 0, len(decoded.bom)
    places: list[int] = []
    for place in [*(p for span in spans for p in span), len(decoded.text)]:
        size += len(decoded.text[at:place].encode(decoded.encoding, "surrogatepass"))
        places.append(size)
        at = place
    starts, ends = places[:-1:2], places[1:-1:2]
    return [((0, starts[0]), (start, end), (ends[-1], places[-1])) for start, end in zip(starts, ends, strict=True)]


def slug(identity: str) -> str:
    """The last words of an address, or all of another identity; with a hash where that leaves something out."""
    address = urlsplit(identity) if re.match(r"https?://", identity, re.IGNORECASE) else None
    if address is None:
        whole = words = _words(identity)
    else:
        parts = [p for p in unquote(address.path).split("/") if p]
        last = _words(_SUFFIX.sub("", parts[-1])) if parts else ""
        query = _words(unquote(address.query))
        words = "-".join(w for w in (last, query) if w)
        whole = words if len(parts) <= 1 else ""
    short = _cut(words)
    if not short:
        return _hash(identity) if identity.strip() else ""
    return short if short == whole else f"{short}-{_hash(identity)}"


def _words(text: str) -> str:
    return _NO_WORD.sub("-", unicodedata.normalize("NFC", text).lower()).strip("-")


def _cut(words: str) -> str:
    return words.encode()[:_LONGEST].decode("utf-8", "ignore").strip("-")


def _hash(identity: str) -> str:
    return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:6]
