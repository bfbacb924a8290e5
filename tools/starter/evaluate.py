"""Measure a package beside Apertium: BLEU, chrF, what is copied right, and how often it loops."""

import argparse
import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import ctranslate2
import sacrebleu
import sentencepiece

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_NAME = re.compile(r"(?<![\w@#./_-])[A-Z][^\W\d_]{2,}(?![\w_/@-]|\.\w)")


def rows(path: Path, first: int, lines: int) -> tuple[list[str], list[str]]:
    """Lines of a TSV with a header: English and Spanish."""
    with path.open(encoding="utf-8") as file:
        found = [line.rstrip("\n").split("\t")[:2] for line in file][1 + first : 1 + first + lines]
    return [row[0] for row in found], [row[1] for row in found]


class Package:
    """An unpacked Argos package, decoded as Argos does: beam of 4, length penalty 0.2."""

    def __init__(self, folder: Path, threads: int) -> None:
        self.spm = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))
        self.translator = ctranslate2.Translator(
            str(folder / "model"), device="cpu", inter_threads=threads, intra_threads=1
        )

    def __call__(self, lines: list[str]) -> list[str]:
        """Translate."""
        results = self.translator.translate_batch(
            self.spm.encode(lines, out_type=str),
            replace_unknowns=True,
            max_batch_size=1024,
            batch_type="tokens",
            beam_size=4,
            length_penalty=0.2,
        )
        return [self.spm.decode(result.hypotheses[0]) for result in results]


def apertium(lines: list[str]) -> list[str]:
    """Apertium's eng-spa, one line at a time, its marks for unknown words taken off."""
    done = subprocess.run(
        ["apertium", "-u", "-f", "line", "eng-spa"],
        input="\n".join(lines) + "\n",
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split("\n")[: len(lines)]


def numbers(line: str) -> Counter[str]:
    """The numbers of a line without their separators: 1,500 and 1.500 are the same."""
    return Counter(re.sub(r"\D", "", number) for number in _NUMBER.findall(line))


def copied_numbers(sources: list[str], found: list[str], gold: list[str]) -> tuple[int, int]:
    """Of the numbers that stand in source and reference: how many stand in the translation, of how many."""
    right = total = 0
    for source, ours, theirs in zip(sources, found, gold, strict=True):
        wanted = numbers(source) & numbers(theirs)
        right, total = right + (wanted & numbers(ours)).total(), total + wanted.total()
    return right, total


def copied_names(sources: list[str], found: list[str], gold: list[str]) -> tuple[int, int]:
    """The same for capitalised words of three letters or more."""
    right = total = 0
    for source, ours, theirs in zip(sources, found, gold, strict=True):
        wanted = set(_NAME.findall(source)) & set(_NAME.findall(theirs))
        right, total = right + sum(name in ours for name in wanted), total + len(wanted)
    return right, total


def loops(source: str, line: str) -> bool:
    """Whether one to six words come three times in a row in a translation but not in its source."""
    return _repeats(line) and not _repeats(source)


def _repeats(line: str) -> bool:
    words = line.lower().split()
    for size in range(1, 7):
        for start in range(len(words) - 3 * size + 1):
            once = words[start : start + size]
            if once == words[start + size : start + 2 * size] == words[start + 2 * size : start + 3 * size]:
                return True
    return bool(re.search(r"(.{2,12}?)\1{4,}", line))


def measure(
    name: str, engine: Callable[[list[str]], list[str]], sources: list[str], gold: list[str]
) -> tuple[dict[str, object], list[str]]:
    """All figures of one engine, and its translations."""
    before = time.monotonic()
    found = engine(sources)
    seconds = time.monotonic() - before
    bleu, chrf = sacrebleu.BLEU(), sacrebleu.CHRF()
    figures: dict[str, object] = {
        "engine": name,
        "lines": len(sources),
        "bleu": round(bleu.corpus_score(found, [gold]).score, 2),
        "chrf": round(chrf.corpus_score(found, [gold]).score, 2),
        "numbers": share(*copied_numbers(sources, found, gold)),
        "names": share(*copied_names(sources, found, gold)),
        "loops": share(sum(map(loops, sources, found)), len(sources)),
        "seconds": round(seconds, 1),
        "bleu_signature": str(bleu.get_signature()),
        "chrf_signature": str(chrf.get_signature()),
    }
    return figures, found


def share(part: int, whole: int) -> str:
    """As '98.1 % (412/420)'."""
    return f"{100 * part / max(1, whole):.1f} % ({part}/{whole})"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path, help="unpacked package: sentencepiece.model, model/")
    parser.add_argument("pairs", type=Path, help="TSV with a header; columns English, Spanish, …")
    parser.add_argument("--first", type=int, default=0, help="lines to skip")
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--no-apertium", action="store_true")
    parser.add_argument("--out", type=Path, help="write source, reference and translations here")
    args = parser.parse_args()
    sources, gold = rows(args.pairs, args.first, args.lines)
    engines: dict[str, Callable[[list[str]], list[str]]] = {"starter": Package(args.package, args.threads)}
    if not args.no_apertium:
        engines["apertium"] = apertium
    columns = [sources, gold]
    for name, engine in engines.items():
        figures, found = measure(name, engine, sources, gold)
        json.dump(figures, sys.stdout, ensure_ascii=False, indent=2)
        print()
        columns.append(found)
    if args.out:
        lines = ("\t".join(row) for row in zip(*columns, strict=True))
        args.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
