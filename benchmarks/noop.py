"""How long a run with nothing to do takes, as a share of the first run: `python -m benchmarks.noop --articles 10000`.

Makes a folder of articles in English, runs `bylingual translate --engine none` into three locales, then again. The
first run reads, detects, merges and writes every catalog; the second has nothing to do.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WHO = ["The council", "The harbour master", "A teacher from the valley", "The new minister", "Nobody on the quay"]
DID = ["closed the bridge", "opened a school", "sold the old ferry", "wrote to the mayor", "counted the votes again"]
WHEN = ["after a long night of talks", "before the first snow", "in spite of the rain", "without a word to the press"]


def article(rng: random.Random, number: int) -> str:
    """A headline, a deck and six paragraphs."""

    def sentence() -> str:
        return f"{rng.choice(WHO)} {rng.choice(DID)} {rng.choice(WHEN)}, {rng.randint(2, 900)} people said on Monday."

    paragraphs = [" ".join(sentence() for _ in range(3)) for _ in range(6)]
    return "\n\n".join([f"Story number {number}: what the valley saw", sentence()[:-1], *paragraphs]) + "\n"


def timed(root: Path) -> float:
    """Seconds of one run."""
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", "from bylingual.cli import main; main()", "translate", "--engine", "none"],
        cwd=root, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    return time.perf_counter() - started


def measure(count: int) -> tuple[float, list[float]]:
    """Seconds of the first run and of three more."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "bylingual.toml").write_text('targets = ["es", "fr", "pt_BR"]\n', encoding="utf-8")
        rng = random.Random(7)
        for number in range(count):
            file = root / "articles" / f"{number // 500:03}" / f"story-{number}.txt"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(article(rng, number), encoding="utf-8")
        return timed(root), [timed(root) for _ in range(3)]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    args = parser.parse_args()
    print("articles  first run      again  share of the first")
    for count in (args.articles // 10, args.articles):
        first, again = measure(count)
        middle = sorted(again)[1]
        print(f"{count:8}  {first:8.1f} s  {middle:7.2f} s  {middle / first:.1%}", flush=True)


if __name__ == "__main__":
    main()
