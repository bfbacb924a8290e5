"""Print how well articles are read: `python -m benchmarks.articles_table FOLDER [--format F]…`.

The table has a line for each format and one for text and Markdown together; below it every miss with its reason.
See `articles.py` for what FOLDER holds.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from benchmarks.articles import MEASURES, Result, measure, rows


def table(result: Result) -> Iterator[str]:
    """The lines of a Markdown table: right of all, by format and measure; for `must_not_appear`, leaked of all."""
    formats = list(dict.fromkeys(o.format for o in result.outcomes))
    yield f"| | {' | '.join(MEASURES)} |"
    yield f"|---|{'---|' * len(MEASURES)}"
    groups = [(name, [name]) for name in formats]
    if {"text", "markdown"} <= set(formats):
        groups.append(("text + markdown", ["text", "markdown"]))
    for name, members in [*groups, ("**all**", formats)]:
        scores = (result.score(m, members) for m in MEASURES)
        yield f"| {name} | {' | '.join(f'{right}/{all_}' if all_ else '–' for right, all_ in scores)} |"


def misses(result: Result) -> Iterator[str]:
    """Every miss with its reason, and the files that were not read."""
    for o in result.outcomes:
        if not o.right:
            wanted = o.wanted if len(o.wanted) <= 90 else o.wanted[:89] + "…"
            yield f"- {o.measure}: {o.file}: {wanted!r}: {o.why}"
    for _, file, reason in result.unread:
        yield f"- not read: {file}: {reason}"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--format", action="append", default=[], help="only this format; several are possible")
    args = parser.parse_args()
    result = measure(args.folder, args.format)
    print("\n".join(table(result)))
    total = len([r for r in rows(args.folder) if not args.format or r["format"] in args.format])
    print(f"\n{total - len(result.unread)} of {total} files read; must_not_appear: what appeared nevertheless.\n")
    print("\n".join(misses(result)))


if __name__ == "__main__":
    main()
