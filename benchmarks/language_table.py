"""Language detection in one table: `python -m benchmarks.language_table FOLDER`, next to langdetect and py3langid.

See accuracy_detect.py for what FOLDER holds and for more tables.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import py3langid
from benchmarks.accuracy_detect import ELSE, Answer, ask, read
from langdetect import DetectorFactory

from bylingual.detect import available

# Per kind: what is wanted of the answers, in per cent: right when forced, at the most wrong and accepted.
WANTED = {
    "article": (99.5, None), "paragraph": (99.5, None), "sentence": (99.0, None), "headline": (95.0, 0.5),
    "caps": (90.0, None), "html": (98.0, None), "boiler_light": (98.0, None), "boiler_heavy": (98.0, None),
}  # fmt: skip
_THEIRS = {"no": "nb", "nn": "nb"}


def py3langid_says(text: str) -> str:
    """Its answer in our codes; it does not tell Chinese scripts apart."""
    language = str(py3langid.classify(text)[0])
    return _THEIRS.get(language, language)


def percent(part: int, whole: int) -> str:
    """With one digit."""
    return f"{100 * part / whole:.1f}" if whole else "–"


def answers(folder: Path) -> list[Answer]:
    """Every text of one language, answered."""
    DetectorFactory.seed = 0
    rows = [*read(folder / "plain.jsonl"), *read(folder / "special.jsonl")]
    return [ask(row) for row in rows if row["kind"] != "mixed"]


def report(folder: Path) -> Iterator[str]:
    """The lines of Markdown tables."""
    everything = answers(folder)
    names = set(available())
    yield "| texts | n | langdetect | py3langid | ours | wanted | ours wrong and accepted | allowed |"
    yield "|---|---|---|---|---|---|---|---|"
    for kind, (least, most) in WANTED.items():
        found = [a for a in everything if a.kind == kind and a.truth in names and a.truth not in ELSE]
        if not found:
            continue
        theirs = sum(py3langid_says(a.text) in (a.truth, a.truth.partition("_")[0]) for a in found)
        wrong = sum(a.ours.decided and a.ours.language != a.truth for a in found)
        yield (
            f"| {kind} | {len(found)} | {percent(sum(a.stock == a.truth for a in found), len(found))} "
            f"| {percent(theirs, len(found))} | {percent(sum(a.ours.language == a.truth for a in found), len(found))} "
            f"| ≥ {least} | {percent(wrong, len(found))} | {'–' if most is None else f'≤ {most}'} |"
        )
    unknown = [a for a in everything if a.truth not in names and a.kind == "article"]
    sure = [a for a in everything if a.truth in names and a.ours.confidence >= 0.95]
    yield ""
    accepted = sum(a.ours.decided for a in unknown)
    yield f"- articles in languages that cannot be named, accepted as another: {accepted} of {len(unknown)}"
    right = percent(sum(a.ours.language == a.truth for a in sure), len(sure))
    yield f"- answers with a confidence of 0.95 and more that are right: {right} % of {len(sure)}"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    print("\n".join(report(parser.parse_args().folder)))


if __name__ == "__main__":
    main()
