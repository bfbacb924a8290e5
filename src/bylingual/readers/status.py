"""What agencies and newsrooms say of an item's life: usable, withheld, canceled, under an embargo."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

# IPTC's news codes `stat`, NITF's management-status, NewsML 1's Status, and what agencies write for them.
_USABLE = frozenset(["", "usable", "publish", "published", "correction", "corrected", "update", "new"])
_WORDS = {
    "canceled": "killed (canceled)",
    "cancelled": "killed (canceled)",
    "killed": "killed",
    "kill": "killed",
    "withheld": "withheld",
    "withhold": "withheld",
    "withdrawn": "withdrawn",
    "retracted": "retracted",
    "embargoed": "embargoed",
}
# Keys of front matter, names of <meta>, properties of documents; `-`, `_`, spaces and what stands before a colon or a
# dot are not compared.
_STATUS_KEYS = frozenset(
    ["status", "pubstatus", "publishingstatus", "publicationstatus", "articlestatus", "contentstatus",
     "creativeworkstatus"]
)  # fmt: skip
_EMBARGO_KEYS = frozenset(
    ["embargo", "embargoed", "embargountil", "embargoeduntil", "embargodate", "embargotime", "embargoend",
     "embargoends"]
)  # fmt: skip
_NOT_SET = frozenset(["", "false", "no", "none", "null", "off", "0", "~"])
_SET = frozenset(["true", "yes", "on", "1"])


_TOLD = re.compile(b"status|embargo", re.IGNORECASE)


class Standing(NamedTuple):
    """Why an article is not to be published ("" for no reason), and until when not, as its file says it ("")."""

    refused: str = ""
    embargo: str = ""


def may_be_withheld(data: bytes) -> bool:
    """Whether a file has a word by which `standing` could know: most have none, and need no closer look."""
    return _TOLD.search(data) is not None


def refused_status(status: str) -> str:
    """Why an item with this status is not to be published, "" for a usable one; `status` may be a QCode."""
    code = status.rpartition(":")[2].strip().lower()
    return "" if code in _USABLE else _WORDS.get(code, f"not usable (its status is {code})")


def standing(said: Iterable[tuple[str, str]]) -> Standing:
    """What keys and values of an article's own metadata say. A status that is no known word, such as `draft`, is a
    newsroom's own affair and refuses nothing; nor does a key that the file has no value for."""
    refused = embargo = ""
    for name, value in said:
        key = re.sub(r"[-_ ]|.*[:.]", "", name).lower()
        word = value.strip().lower()
        if key in _STATUS_KEYS:
            refused = refused or _WORDS.get(word.rpartition(":")[2].rpartition("/")[2].strip(), "")
        elif key in _EMBARGO_KEYS and word in _SET:
            refused = refused or "embargoed"
        elif key in _EMBARGO_KEYS and word not in _NOT_SET:
            embargo = embargo or value.strip()
    return Standing(refused, embargo)
