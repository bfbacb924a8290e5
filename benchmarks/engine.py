"""Speed beside stock Argos Translate and bare CTranslate2, on the same paragraphs and the same package.

    python -m benchmarks.engine [--package DIR --text FILE] [--rounds 3]
    python -m benchmarks.engine --memory

Without a package it builds a synthetic one of Argos' real architecture (synthetic.py). With one, FILE has a paragraph a
line. Systems, each in processes of its own, one after the other in every round:

    a  argostranslate as it comes: `translation.translate(paragraph)`
    b  the same with ARGOS_INTRA_THREADS=1
    c  as many processes of b as there are cores, each with its share of the articles
    d  bare CTranslate2: the sentences tokenised beforehand, sorted over all articles, in batches of 1,024 tokens
    =  `bylingual translate`: read, split, translate, write PO files; and the same with --quality fast

Stock's sentence splitter is replaced by ours, since its own wants a download; its module for another one (stanza),
imported and not used, by an empty one. Speeds are in target pieces a second (of the package's own tokenizer). A run
during which other processes took more than 0.12 cores is marked with * and left out where others are left.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import types
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks import synthetic

from bylingual.engines.base import cores
from bylingual.segment import sentences

FOREIGN = 0.12
FOLDERS, SHORT = (100, 1000), 2  # articles, paragraphs of each
ARTICLES = {"a": 2, "b": 4, "c": 8, "d": 20, "=": 20, "fast": 20}
NAMES = {
    "a": "(a) argostranslate as it comes",
    "b": "(b) with one thread",
    "c": "(c) one such process a core",
    "d": "(d) bare CTranslate2, sorted",
    "=": "bylingual translate",
    "fast": "bylingual translate --quality fast",
}
Article = Sequence[str]


def stock(package: Path, articles: Sequence[Article]) -> tuple[float, list[str]]:
    """Seconds and texts of argostranslate."""
    sys.modules.setdefault("stanza", types.ModuleType("stanza"))
    import argostranslate.package
    import argostranslate.translate as stock_translate

    class Splitter:
        def __init__(self, pkg: Any) -> None:
            self.pkg = pkg

        def split_sentences(self, text: str) -> list[str]:
            return [s.text for s in sentences(text, "en")]

    stock_translate.MiniSBDSentencizer = stock_translate.StanzaSentencizer = Splitter
    english, spanish = stock_translate.Language("en", "English"), stock_translate.Language("es", "Spanish")
    translation = stock_translate.PackageTranslation(english, spanish, argostranslate.package.Package(package))
    translation.translate("Warm.")
    started = time.perf_counter()
    texts = [translation.translate(paragraph) for article in articles for paragraph in article]
    return time.perf_counter() - started, texts


def bare(package: Path, articles: Sequence[Article]) -> tuple[float, list[str]]:
    """Seconds and texts of CTranslate2, nothing around it."""
    import ctranslate2
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor(model_file=str(package / "sentencepiece.model"))
    translator = ctranslate2.Translator(str(package / "model"), inter_threads=cores(), intra_threads=1)
    split = [[s.text for s in sentences(p, "en")] for article in articles for p in article]
    tokens = [processor.encode(s, out_type=str) for paragraph in split for s in paragraph]
    order = sorted(range(len(tokens)), key=lambda i: -len(tokens[i]))
    translator.translate_batch([["▁a"]])
    started = time.perf_counter()
    results = translator.translate_batch(
        [tokens[i] for i in order], max_batch_size=1024, batch_type="tokens", beam_size=4, length_penalty=0.2,
        replace_unknowns=True,
    )  # fmt: skip
    taken = time.perf_counter() - started
    by_place = dict(zip(order, (processor.decode(r.hypotheses[0]) for r in results), strict=True))
    texts, at = [], 0
    for paragraph in split:
        texts.append(" ".join(by_place[at + i] for i in range(len(paragraph))))
        at += len(paragraph)
    return taken, texts


def ours(articles: Sequence[Article], *, fast: bool = False) -> tuple[float, list[str]]:
    """Seconds and texts of a whole `translate` in a new project."""
    from bylingual import po, project
    from bylingual.pipeline import translate as use_case

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "bylingual.toml").write_text('targets = ["es"]\n[read]\ndrop = false\n', encoding="utf-8")
        (root / "articles").mkdir()
        for number, article in enumerate(articles):
            (root / "articles" / f"{number:05}.txt").write_text("\n\n".join(article) + "\n", encoding="utf-8")
        here = project.load(root)
        started = time.perf_counter()
        options = use_case.Options(source="en", engines=("argos",), fast=fast)
        report = use_case.translate(here, here.select(()), options)
        taken = time.perf_counter() - started
        assert not report.failed, [c.error for c in report.catalogs if c.error]
        found = {
            (number, unit.source): unit.target
            for number in range(len(articles))
            for unit in po.read(here.catalog_path(f"{number:05}", "es").read_bytes()).units
        }
        return taken, [found[number, p] for number, article in enumerate(articles) for p in article]


SYSTEMS: dict[str, Callable[[Path, Sequence[Article]], tuple[float, list[str]]]] = {
    "a": stock,
    "b": stock,
    "c": stock,
    "d": bare,
    "=": lambda package, articles: ours(articles),
    "fast": lambda package, articles: ours(articles, fast=True),
}


def busy() -> float:
    """Seconds that all processors of this machine were busy."""
    fields = Path("/proc/stat").read_text(encoding="ascii").split("\n", 1)[0].split()[1:9]
    ticks = sum(map(int, fields)) - int(fields[3]) - int(fields[4])
    return ticks / os.sysconf("SC_CLK_TCK")


def once(system: str, package: Path, articles: Sequence[Article]) -> dict[str, Any]:
    """Run a system in its own processes: pieces a second, peak memory in MB (added up), foreign cores, texts."""
    shares = [list(range(i, len(articles), cores())) for i in range(cores())] if system == "c" else None
    numbers = shares or [list(range(len(articles)))]
    environment = os.environ | {"ARGOS_PACKAGES_DIR": str(package.parent)}
    if system in "bc":
        environment["ARGOS_INTRA_THREADS"] = "1"
    busy_before, own_before, started = busy(), os.times(), time.perf_counter()
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "benchmarks.engine", "--system", system, "--package", str(package)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True,
        )
        for _ in numbers
    ]  # fmt: skip
    for child, share in zip(running, numbers, strict=True):
        assert child.stdin
        child.stdin.write(json.dumps([articles[i] for i in share]))
        child.stdin.close()
    results = [json.loads(child.stdout.read()) for child in running if child.stdout]
    assert not any(child.wait() for child in running)
    wall, own = time.perf_counter() - started, os.times()
    used = own.children_user + own.children_system - own_before.children_user - own_before.children_system
    used += own.user + own.system - own_before.user - own_before.system
    texts: dict[int, list[str]] = {}
    for share, result in zip(numbers, results, strict=True):
        at = 0
        for i in share:
            texts[i] = result["texts"][at : at + len(articles[i])]
            at += len(articles[i])
    return {
        "texts": [texts[i] for i in sorted(texts)],
        "speed": sum(r["pieces"] for r in results) / max(r["seconds"] for r in results),
        "memory": sum(r["memory"] for r in results),
        "foreign": max(0.0, (busy() - busy_before - used) / wall),
    }


def one(system: str, package: Path) -> None:
    """In a system's own process: articles on stdin, the result on stdout."""
    import resource

    import sentencepiece

    seconds, texts = SYSTEMS[system](package, json.load(sys.stdin))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    processor = sentencepiece.SentencePieceProcessor(model_file=str(package / "sentencepiece.model"))
    pieces = sum(map(len, processor.encode(texts)))
    print(json.dumps({"seconds": seconds, "texts": texts, "pieces": pieces, "memory": memory}))


def same_sentences(ones: Sequence[Article], others: Sequence[Article]) -> tuple[int, int]:
    """How many sentences two systems translated alike, of how many, over the articles that both have."""
    same = total = 0
    for left, right in zip(ones, others, strict=False):
        for a, b in zip(left, right, strict=True):
            mine, theirs = ([s.text for s in sentences(text, "es")] for text in (a, b))
            total += max(len(mine), len(theirs))
            same += sum(x == y for x, y in zip(mine, theirs, strict=False))
    return same, total


def report(runs: dict[str, list[dict[str, Any]]]) -> None:
    """The table."""
    middle: dict[str, float] = {}
    print(f"{'':36}  pieces/s  [min – max]      runs  peak MB  disturbed")
    for system, found in runs.items():
        clean = [r for r in found if r["foreign"] <= FOREIGN] or found
        speeds = [r["speed"] for r in clean]
        middle[system] = statistics.median(speeds)
        spread = f"[{min(speeds):.0f} – {max(speeds):.0f}]"
        foreign = ", ".join(format(r["foreign"], ".2f") for r in found)
        star = "" if len(clean) < len(found) or clean[0]["foreign"] <= FOREIGN else " *"
        print(
            f"{NAMES[system]:36}  {middle[system]:8.0f}  {spread:15}  {len(clean)}/{len(found)}"
            f"  {max(r['memory'] for r in clean):7.0f}  {foreign}{star}"
        )
    for system in middle:
        if system != "=":
            print(f"bylingual translate is {middle['='] / middle[system]:.2f} × {NAMES[system]}")
    for system in "abcd":
        same, total = same_sentences(runs["="][0]["texts"], runs[system][0]["texts"])
        print(f"sentences as {NAMES[system]}: {same} of {total} ({same / total:.2%})")
    same, total = same_sentences(runs["="][0]["texts"], runs["fast"][0]["texts"])
    print(f"sentences that --quality fast writes as normal does: {same} of {total} ({same / total:.1%})")


def memory(package: Path) -> None:
    """The highest use of memory for folders of different sizes."""
    articles = synthetic.articles(max(FOLDERS))
    peaks = [once("=", package, [a[:SHORT] for a in articles[:count]])["memory"] for count in FOLDERS]
    for count, peak in zip(FOLDERS, peaks, strict=True):
        print(f"{count:5} articles: at most {peak:.0f} MB, {peak / peaks[0]:.2f} × that of {FOLDERS[0]}")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--package", type=Path, help="an installed Argos package en→es")
    parser.add_argument("--text", type=Path, help="English paragraphs for it, one a line")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", action="store_true", help="compare folders of different sizes instead")
    parser.add_argument("--system", choices=sorted(SYSTEMS), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.system:
        one(args.system, args.package)
        return
    if (args.package is None) != (args.text is None):
        parser.error("--package and --text go together")
    package = args.package or synthetic.package(Path("build") / "synthetic")
    if args.memory:
        memory(package.resolve())
        return
    articles: list[list[str]] = synthetic.articles(max(ARTICLES.values()))
    if args.text:
        lines = list(dict.fromkeys(line.strip() for line in args.text.read_text("utf-8").splitlines() if line.strip()))
        size = max(1, min(25, len(lines) // max(ARTICLES.values())))
        articles = [lines[i : i + size] for i in range(0, len(lines), size)]
    runs: dict[str, list[dict[str, Any]]] = {system: [] for system in SYSTEMS}
    for _ in range(args.rounds):
        for system, found in runs.items():
            found.append(once(system, package.resolve(), articles[: ARTICLES[system]]))
            print(".", end="", flush=True, file=sys.stderr)
    print(file=sys.stderr)
    report(runs)


if __name__ == "__main__":
    main()
