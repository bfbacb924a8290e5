"""Apertium through `bylingual translate` beside its bare command: `python -m benchmarks.apertium [--articles 40]`.

The same English articles are translated to Spanish by (a) the command `apertium eng-spa`, once for each article, (b)
the same, once for all of them together, and (=) a whole run: read, split, translate, write PO files. Needs apertium-
eng-spa.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from benchmarks.readers import paragraphs

from bylingual import project
from bylingual.pipeline import translate as use_case


def bare(texts: list[str]) -> float:
    """Seconds of the bare command, once for each text."""
    started = time.perf_counter()
    for text in texts:
        subprocess.run(["apertium", "-u", "eng-spa"], input=text, text=True, capture_output=True, check=True)
    return time.perf_counter() - started


def ours(texts: list[str]) -> float:
    """Seconds of a whole run in a new project."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "bylingual.toml").write_text('targets = ["es"]\n', encoding="utf-8")
        (root / "articles").mkdir()
        for number, text in enumerate(texts):
            (root / "articles" / f"{number:05}.txt").write_text(text, encoding="utf-8")
        here = project.load(root)
        started = time.perf_counter()
        report = use_case.translate(here, here.select(()), use_case.Options(source="en", engines=("apertium",)))
        taken = time.perf_counter() - started
        assert not report.failed
        return taken


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    rng = random.Random(5)
    texts = ["\n\n".join(paragraphs(rng, 20)) + "\n" for _ in range(args.articles)]
    rounds = [(bare(texts), bare(["\n\n".join(texts)]), ours(texts)) for _ in range(args.rounds)]
    each, together, whole = (statistics.median(r[i] for r in rounds) for i in range(3))
    how = f"{args.articles} articles, middle of {args.rounds} rounds"
    print(f"bylingual translate takes {whole / each:.2f} × the bare command once for each article ({how}),")
    print(f"{whole / together:.2f} × the bare command once for all.")


if __name__ == "__main__":
    main()
