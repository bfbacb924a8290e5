"""Two entries with the same msgctxt and msgid.

Found where files are read, not here.
"""

from __future__ import annotations

from ..model import Severity

NAME = "duplicate"
LEVELS = {Severity.ERROR: "an entry with the same `msgctxt` and `msgid` stands further up"}
WHY = "Nothing tells which of the two is meant; `translate` and `compile` leave the whole file alone until one is gone."
REMEDY = "Keep the right one and delete the other."
