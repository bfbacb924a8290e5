"""Names for the articles in one file: from what identifies each (an address, a guid), the same on every run."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

_LONGEST = 60  # bytes; with the hash and `.po` far below what file systems allow
_NO_WORD = re.compile(r"[^\w]+|_+")
_SUFFIX = re.compile(r"\.(?:s?html?|php|aspx?|jsp|xml|json|ece)\Z", re.IGNORECASE)


def slugs(identities: Sequence[str]) -> list[str]:
    """A name of lower-case words for each identity, "" for one without a word. Equal names get a hash of the identity;
    equal identities stay equal."""
    names = [slug(identity) for identity in identities]
    same = Counter(name for name, _ in {(n, i) for n, i in zip(names, identities, strict=True)})
    return [
        f"{name}-{_hash(identity)}" if same[name] > 1 and name else name
        for name, identity in zip(names, identities, strict=True)
    ]


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
