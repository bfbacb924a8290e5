"""How often `bylingual.detect` is right, next to langdetect alone, on a folder of labelled texts.

    python benchmarks/accuracy_detect.py FOLDER [--list]

FOLDER holds `plain.jsonl`, `special.jsonl` and `degenerate.jsonl`: one object a line with `text`, `lang` and
`kind`; objects of the kind `mixed` also have `paras`, a list of [language, length in characters] for the
paragraphs of the text. Prints Markdown tables; `--list` adds the texts that were answered wrongly.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from langdetect import DetectorFactory, LangDetectException, detect_langs

from bylingual.detect import Detection, available, detect, detect_blocks

# Labels of the texts that the project calls otherwise; Nynorsk is judged as Norwegian.
RENAMED = {
    "zt": "zh_Hant",
    "nn": "nb",
    "sr-Latn": "sr_Latn",
    "ru-Latn": "ru_Latn",
    "uk-Latn": "uk_Latn",
    "el-Latn": "el_Latn",
}
STOCK_RENAMED = {"zh-cn": "zh", "zh-tw": "zh_Hant", "no": "nb"}
# Kinds of which one text has several paragraphs.
WHOLE = ("article", "boiler_light", "boiler_heavy", "mixed", "html")
# Known languages without a translation engine, reported apart from the others.
ELSE = frozenset(["af", "cy", "gu", "hr", "kn", "mk", "ml", "mr", "ne", "pa", "so", "sw", "ta", "te"])
GROUPS = {
    "Cyrillic": frozenset(["bg", "ru", "uk"]),
    "Chinese, Japanese, Korean": frozenset(["zh", "zh_Hant", "ja", "ko"]),
    "other scripts": frozenset(["ar", "bn", "el", "fa", "he", "hi", "th", "ur"]),
    "no engine": ELSE,
}


class Answer(NamedTuple):
    kind: str
    truth: str
    text: str
    ours: Detection
    stock: str
    stock_probability: float


def read(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield {**row, "lang": RENAMED.get(row["lang"], row["lang"].replace("-", "_"))}


def ask_stock(text: str) -> tuple[str, float]:
    try:
        best = detect_langs(text)[0]
    except LangDetectException:
        return "und", 0.0
    return STOCK_RENAMED.get(best.lang, best.lang), best.prob


def ask(row: dict[str, Any]) -> Answer:
    ours = detect(row["text"], single_paragraph=row["kind"] not in WHOLE)
    return Answer(row["kind"], row["lang"], row["text"], ours, *ask_stock(row["text"]))


def percent(values: Iterable[bool]) -> str:
    found = list(values)
    return f"{100 * sum(found) / len(found):.2f}" if found else "-"


def table(title: str, head: str, rows: Iterable[Iterable[object]]) -> None:
    print(f"\n### {title}\n\n{head}\n{'|---' * (head.count('|') - 1)}|")
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")


def figures(answers: list[Answer]) -> list[object]:
    return [
        len(answers),
        percent(a.stock == a.truth for a in answers),
        percent(a.ours.language == a.truth for a in answers),
        percent(a.ours.decided for a in answers),
        percent(a.ours.decided and a.ours.language != a.truth for a in answers),
        percent(a.stock != a.truth and a.stock_probability >= 0.95 for a in answers),
    ]


HEAD = "| n | langdetect right | ours right | ours decided | ours decided wrongly | langdetect wrong at 0.95 |"


def group_of(language: str) -> str:
    return next((name for name, languages in GROUPS.items() if language in languages), "Latin")


def report_known(answers: list[Answer]) -> None:
    by_kind: dict[str, list[Answer]] = defaultdict(list)
    by_group: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for answer in answers:
        if answer.truth not in ELSE:
            by_kind[answer.kind].append(answer)
        by_group[answer.kind, group_of(answer.truth)].append(answer)
    table("By kind, %", "| kind " + HEAD, ([kind, *figures(found)] for kind, found in by_kind.items()))
    plain = ("headline", "sentence", "paragraph", "article", "caps")
    rows = ([kind, group, *figures(by_group[kind, group])] for kind, group in sorted(by_group) if kind in plain)
    table("By kind and language group, %", "| kind | group " + HEAD, rows)


def report_unknown(answers: list[Answer]) -> None:
    found: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for answer in answers:
        found[answer.kind, answer.truth].append(answer)
        found[answer.kind, "all"].append(answer)
    rows = (
        [
            kind,
            truth,
            len(group),
            sum(a.stock_probability >= 0.95 for a in group),
            sum(a.ours.decided for a in group),
            sum(a.ours.decided and a.ours.language not in ELSE for a in group),
            sum(a.ours.looks_like == a.truth for a in group),
        ]
        for (kind, truth), group in sorted(found.items())
    )
    head = "| kind | language | n | langdetect at 0.95 | ours decided | of them with an engine | ours names it |"
    table("Languages that cannot be named: texts given another name", head, rows)


def report_calibration(answers: list[Answer]) -> None:
    bins = ((0.5, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 0.99), (0.99, 0.999), (0.999, 1.01), (0.95, 1.01))
    rows = []
    for low, high in bins:
        ours = [a for a in answers if low <= a.ours.confidence < high]
        stock = [a for a in answers if low <= a.stock_probability < high]
        right = percent(a.ours.language == a.truth for a in ours)
        rows.append([f"{low} to {min(high, 1)}", len(ours), right, len(stock)])
        rows[-1].append(percent(a.stock == a.truth for a in stock))
    table("Calibration, all known languages", "| confidence | ours n | right % | langdetect n | right % |", rows)


def split_paragraphs(row: dict[str, Any]) -> list[tuple[str, str]]:
    """The paragraphs of a mixed text with their languages; the lengths are a check."""
    blocks = row["text"].split("\n\n")
    if len(blocks) != len(row["paras"]):
        return []
    return [(RENAMED.get(language, language), block) for (language, _), block in zip(row["paras"], blocks, strict=True)]


def report_mixed(rows: list[dict[str, Any]], articles: list[dict[str, Any]], listing: bool) -> None:
    counts: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        answer = detect(row["text"])
        counts["mixed articles: main language right"].append(answer.language == row["lang"])
        counts["mixed articles: decided"].append(answer.decided)
        paragraphs = split_paragraphs(row)
        found = detect_blocks([block for _, block in paragraphs], row["lang"])
        for (truth, block), one in zip(paragraphs, found, strict=True):
            letters = sum(character.isalpha() for character in block)
            if truth != row["lang"]:
                for least in (30, 60):
                    if letters >= least:
                        counts[f"foreign paragraphs of {least} letters found"].append(bool(one))
                        if one:
                            counts["language of those found right"].append(one.language == truth)
            else:
                counts["own paragraphs flagged"].append(bool(one))
            if listing and bool(one) != (truth != row["lang"]):
                print(f"- {row['lang']} {truth} {one} {block[:120]!r}")
    for row in articles:
        blocks = row["text"].split("\n\n")
        for block, one in zip(blocks, detect_blocks(blocks, row["lang"]), strict=True):
            counts["paragraphs of pure articles flagged"].append(bool(one))
            if listing and one:
                print(f"- {row['lang']} {one} {block[:120]!r}")
    table(
        "Articles in two languages",
        "| | n | % |",
        ([name, len(values), percent(values)] for name, values in counts.items()),
    )


def report_degenerate(rows: list[dict[str, Any]]) -> None:
    raised, stock_raised, decided = 0, 0, []
    for row in rows:
        try:
            if detect(row["text"], single_paragraph=True).decided:
                decided.append(row["text"])
        except Exception:
            raised += 1
        try:
            detect_langs(row["text"])
        except LangDetectException:
            stock_raised += 1
    print(f"\nDegenerate texts: {len(rows)}; ours raises on {raised}, langdetect on {stock_raised}; ", end="")
    print(f"decided: {len(decided)} {[text[:40] for text in decided] or ''}")


def digest(folder: Path, threads: int) -> str:
    """A digest of all answers about plain texts, given by a new process with this many cold threads."""
    command = [sys.executable, __file__, str(folder), "--digest", str(threads)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def print_digest(folder: Path, threads: int) -> None:
    texts = [row["text"] for row in read(folder / "plain.jsonl")][::5]
    with ThreadPoolExecutor(threads) as pool:
        answers = list(pool.map(detect, texts))
    print(hashlib.sha256(repr(answers).encode()).hexdigest())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--list", action="store_true", help="also list what was answered wrongly")
    parser.add_argument("--digest", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.digest:
        print_digest(arguments.folder, arguments.digest)
        return
    DetectorFactory.seed = 0
    plain = list(read(arguments.folder / "plain.jsonl"))
    special = list(read(arguments.folder / "special.jsonl"))
    answers = [ask(row) for row in (*plain, *special) if row["kind"] != "mixed"]
    names = set(available())
    known = [answer for answer in answers if answer.truth in names]
    report_known(known)
    report_unknown([answer for answer in answers if answer.truth not in names])
    report_calibration(known)
    mixed = [row for row in special if row["kind"] == "mixed"]
    articles = [row for row in plain if row["kind"] == "article" and row["lang"] in names]
    report_mixed(mixed, articles, arguments.list)
    report_degenerate(list(read(arguments.folder / "degenerate.jsonl")))
    digests = {digest(arguments.folder, threads) for threads in (1, 1, 8)}
    print(f"\nSame answers in 3 new processes, of 1, 1 and 8 threads: {len(digests) == 1}")
    if arguments.list:
        for a in answers:
            wrong = a.ours.language != a.truth if a.truth in names else a.ours.decided
            if wrong or (a.truth in names and not a.ours.decided and a.kind not in ("headline", "caps")):
                print(f"- {a.kind} {a.truth} {a.ours} {a.text[:160]!r}")


if __name__ == "__main__":
    main()
