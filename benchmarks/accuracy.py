"""All that can be measured on labelled data: `python -m benchmarks.accuracy FOLDER [--write docs/accuracy.md]`.

FOLDER holds `articles/`, `language/` and `pairs/`, as articles.py, accuracy_detect.py and accuracy_checks.py describe
them. A part that is not there is said to be missing. The data are others' and are not part of the project.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

import trafilatura
from benchmarks import accuracy_checks, articles, articles_table, language_table, order, starter


def read_articles(folder: Path) -> Iterator[str]:
    """How well articles are read, beside trafilatura's own text of the same pages."""
    result = articles.measure(folder)
    yield from articles_table.table(result)
    yield ""
    yield "For `must_not_appear`: what appeared nevertheless. `conservation`: no character is lost; `identity`: targets"
    yield "that are their sources give back the file."
    yield ""
    yield "| the same web pages | must_survive | must_not_appear |"
    yield "|---|---|---|"
    ours = (result.score(m, ["html"]) for m in ("must_survive", "must_not_appear"))
    yield f"| bylingual | {' | '.join(f'{a}/{b}' for a, b in ours)} |"
    survived = appeared = wanted = unwanted = 0
    for row in articles.rows(folder):
        if row["format"] == "html":
            text = trafilatura.extract((folder / row["file"]).read_bytes()) or ""
            survived += sum(articles.has(text, piece) for piece in row["must_survive"])
            wanted += len(row["must_survive"])
            appeared += sum(articles.has(text, piece) for piece in row["must_not_appear"])
            unwanted += len(row["must_not_appear"])
    yield f"| trafilatura {trafilatura.__version__} | {survived}/{wanted} | {appeared}/{unwanted} |"
    if missed := [o for o in result.outcomes if not o.right]:
        yield ""
        yield "What was missed:"
        yield ""
        for o in missed:
            yield f"- {o.measure}, {o.file}: {_plain(o.why)}"
    for _, file, reason in result.unread:
        yield f"- not read: {file}: {_plain(reason)}"


def _plain(why: str) -> str:
    """A reason without the publisher's words in it."""
    return why if "found" not in why else "another text was found" if "[" in why or "'" in why else why


def checked(folder: Path) -> Iterator[str]:
    """What the rules find in good translations and in seeded mistakes."""
    lines, _, _ = accuracy_checks.report(folder, "final")
    yield from lines


PARTS: dict[str, tuple[str, Callable[[Path], Iterator[str]]]] = {
    "Reading articles": ("articles", read_articles),
    "Language": ("language", language_table.report),
    "Checks": ("pairs", checked),
    "The queue": ("pairs", order.report),
    "The starter model": ("pairs", starter.report),
}


def report(folder: Path) -> Iterator[str]:
    """The page."""
    yield "# Accuracy"
    yield ""
    yield "Printed by `make accuracy DIR=FOLDER` over labelled data that is not part of the project;"
    yield "benchmarks/accuracy.py tells what FOLDER holds."
    for title, (name, part) in PARTS.items():
        yield ""
        yield f"## {title}"
        yield ""
        if (folder / name).is_dir():
            yield from part(folder / name)
        else:
            yield f"No {name}/ there."


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", type=Path, help="write the page to this file too")
    args = parser.parse_args()
    lines = []
    for line in report(args.folder):
        print(line, flush=True)
        lines.append(line)
    if args.write:
        args.write.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
