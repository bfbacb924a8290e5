"""python -m tools.docs [--check]: write every generated part of the documentation, or tell which is out of date."""

from __future__ import annotations

import sys

from .pages import ROOT, outdated, write


def main() -> int:
    """1 with --check if a file is out of date."""
    if sys.argv[1:] == ["--check"]:
        stale = outdated()
        for path in stale:
            print(f"out of date: {path.relative_to(ROOT)}; run `make docs`")
        return int(bool(stale))
    for path in write():
        print(f"wrote {path.relative_to(ROOT)}")
    return 0


sys.exit(main())
