"""What agencies say of an item's life: usable, withheld, canceled. Raises for what is not to be published."""

from __future__ import annotations

from ..errors import RefusedError

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


def refused_status(status: str, path: str) -> None:
    """Nothing for a usable item. Raises RefusedError with the reason for any other; `status` may be a QCode."""
    code = status.rpartition(":")[2].strip().lower()
    if code not in _USABLE:
        raise RefusedError(_WORDS.get(code, f"not usable (its status is {code})"), path=path)
