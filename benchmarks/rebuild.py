"""What it takes to build one changed article of many, as a share of building all: `python -m benchmarks.rebuild`.

Makes a folder of articles in English with catalogs in three locales, all filled and approved. The first `compile`
builds every bundle; then an article and its catalogs change, and the second builds what that asks for. One run each.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.noop import article

CONFIG = 'targets = ["es", "fr", "pt_BR"]\n[gate]\nfindings = "none"\n'
COMMAND = "from bylingual.cli import main; main()"


def run(root: Path, *args: str) -> float:
    """Seconds of one run."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", COMMAND, *args], cwd=root, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def approve(root: Path) -> None:
    """Give every unit without a target one, as a person would."""
    for path in (root / "translations").rglob("*.po"):
        text = path.read_text(encoding="utf-8")
        head, body = text.split("\n\n", 1)
        filled = f"{head}\n\n" + re.sub(r'msgid "(.*)"\nmsgstr ""', r'msgid "\1"\nmsgstr "\1"', body)
        if filled != text:
            path.write_text(filled, encoding="utf-8")


def measure(count: int) -> tuple[float, float, float]:
    """Seconds of building all, of building what one changed article asks for, and of building nothing."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "bylingual.toml").write_text(CONFIG, encoding="utf-8")
        rng = random.Random(7)
        for number in range(count):
            file = root / "articles" / f"{number // 500:03}" / f"story-{number}.txt"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(article(rng, number), encoding="utf-8")
        run(root, "translate", "--engine", "none")
        approve(root)
        everything = run(root, "compile")
        file = root / "articles/000/story-1.txt"
        file.write_text(
            file.read_text(encoding="utf-8").replace("Story number 1", "The story of the valley"), encoding="utf-8"
        )
        run(root, "translate", "--engine", "none")
        approve(root)
        one = run(root, "compile")
        manifest = json.loads((root / "dist/manifest.json").read_bytes())
        assert len(manifest["articles"]) == count and all(len(a["locales"]) == 4 for a in manifest["articles"])
        return everything, one, run(root, "compile")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    args = parser.parse_args()
    print("articles        all  one changed  share     nothing  share")
    for count in (args.articles // 10, args.articles):
        everything, one, nothing = measure(count)
        shares = f"{one:9.2f} s  {one / everything:5.1%}  {nothing:8.2f} s  {nothing / everything:5.1%}"
        print(f"{count:8}  {everything:7.1f} s  {shares}", flush=True)


if __name__ == "__main__":
    main()
