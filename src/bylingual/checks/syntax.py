"""A PO file that cannot be read.

Found where files are read, not here.
"""

from __future__ import annotations

from ..model import Severity

NAME = "syntax"
LEVELS = {Severity.ERROR: "the file, or a line in it, is not what a PO file may hold"}
WHY = "Whoever guesses what was meant loses a text; `translate` and `compile` leave the whole file alone instead."
REMEDY = "Mend the line that is named: a missing quote, a left-over merge marker, a wrong charset in the header."
