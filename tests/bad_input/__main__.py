"""PYTHONPATH=tests python -m bad_input: write docs/errors.md."""

import sys

from .page import PAGE, write

for what in (wrong := write()):
    print(what)
print(f"wrote {PAGE.name}")
sys.exit(bool(wrong))
