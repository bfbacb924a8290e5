"""`notice.txt`, in every bundle whose text needs a word of warning: its source file has no place for one."""

from __future__ import annotations

from ..localize import Localized

KEY = "notice"
FILE_NAME = "notice.txt"


def write(localized: Localized) -> bytes:
    """A notice a line, UTF-8; b"" where there is nothing to say."""
    return "".join(f"{n.text}\n" for n in localized.notices).encode()
