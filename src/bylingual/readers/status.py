"""What agencies say of an item's life: usable, withheld, canceled."""

from __future__ import annotations

# IPTC's news codes `stat`, NITF's management-status, NewsML 1's Status, and what agencies write for them.
_USABLE = frozenset(["", "usable", "publish", "published", "correction", "corrected", "update", "new"])
_WORDS = {
    "canceled": "killed (canceled)",
    "cancelled": "killed (canceled)",
    "killed": "killed",
    "kill": "killed",
    "withheld": "withheld",
    "embargoed": "embargoed",
}


def refused_status(status: str) -> str:
    """Why an item with this status is not to be published, "" for a usable one; `status` may be a QCode."""
    code = status.rpartition(":")[2].strip().lower()
    return "" if code in _USABLE else _WORDS.get(code, f"not usable (its status is {code})")
