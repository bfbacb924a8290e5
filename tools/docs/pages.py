"""Which files have generated parts, and how they are put in.

A page is written by hand except between `<!-- begin NAME: make docs -->` and `<!-- end NAME -->`: what stands there
comes from the function that `PARTS` names. `FILES` are generated as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from . import configuration, reference, rules, shapes

ROOT = Path(__file__).parents[2]

PARTS: dict[str, Callable[[], str]] = {
    "configuration keys": configuration.keys,
    "rules": rules.rules,
    "shapes": shapes.shapes,
    "commands": reference.reference,
    "exit codes": reference.exit_codes,
    "error classes": reference.errors,
}

FILES: dict[str, Callable[[], str]] = {
    "docs/schemas/config.schema.json": configuration.schema,
}

_PART = re.compile(r"(<!-- begin ([^:>]+): make docs -->\n)(.*?)(<!-- end \2 -->)", re.DOTALL)


def filled(page: str) -> str:
    """A page with its generated parts made anew. Raises KeyError for a part that nothing makes."""
    return _PART.sub(lambda m: f"{m[1]}\n{PARTS[m[2]]().strip()}\n\n{m[4]}", page)


def parts(page: str) -> list[str]:
    """The names of the generated parts of a page."""
    return [m[2] for m in _PART.finditer(page)]


def pages() -> list[Path]:
    """Every Markdown page of the project that is about the program."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def _current() -> Iterator[tuple[Path, str]]:
    """Every file with something generated, and what it should hold."""
    for path in pages():
        text = path.read_text(encoding="utf-8")
        if _PART.search(text):
            yield path, filled(text)
    for name, make in FILES.items():
        yield ROOT / name, make()


def outdated() -> list[Path]:
    """The files that do not hold what they should."""
    return [p for p, text in _current() if not p.is_file() or p.read_text(encoding="utf-8") != text]


def write() -> list[Path]:
    """Write the files that are out of date; which those were."""
    stale = {p: text for p, text in _current() if not p.is_file() or p.read_text(encoding="utf-8") != text}
    for path, text in stale.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(stale)
