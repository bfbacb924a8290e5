"""The starter model beside Apertium on the same lines: `python -m benchmarks.starter FOLDER [--out FILE]`.

FOLDER holds tab-separated files, each with a first line of locales and the columns `en` and `es`: news, and what people
made of it. Both engines are asked as `translate` asks them, 20 lines as one article, without glossary and typography.
BLEU and chrF are sacrebleu's, with its signatures. Numbers: of the lines with some of which `check` finds none amiss in
the people's translation, those where it finds none amiss in the engine's. Names: of what `check` takes for a name in
the source and what stands in the people's translation as it is, what does in the engine's. A loop is what `translate`
itself would send back. `--out` writes source, reference and both translations.

The first 400 lines were looked at while the model was trained (to know when to stop); the figures are of the others.
"""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import sacrebleu
from benchmarks import accuracy_checks

from bylingual.checks import Context, run
from bylingual.errors import EngineError
from bylingual.facts.names import capitalised as names_of
from bylingual.facts.names import with_capitals
from bylingual.loops import astray
from bylingual.model import STARTER, Unit
from bylingual.pipeline.plan import Planner, Text
from bylingual.typography import Typography

PAIR = ("en", "es")
SEEN = 400
PLAIN = Typography(quotes=False, numbers=False, spacing=False)
# So many lines are translated as one article.
ARTICLE = 20
# What the model is shipped for: copied right, and how often it may loop, in per cent.
COPIED = {"numbers": 98.0, "names": 95.0}
LOOPS = 0.5


def read(folder: Path) -> list[tuple[str, str]]:
    """Sources and people's translations, without the lines that training looked at."""
    return [(p.source, p.target) for p in accuracy_checks.read(folder, PAIR[1], "all") if p.number > SEEN]


def translated(engine: str, sources: Sequence[str]) -> tuple[str, list[str]]:
    """An engine's label for the pair, "" if it has none, and what it makes of the sources."""
    with contextlib.closing(Planner([engine], typography=PLAIN)) as planner:
        try:
            route = planner.route(*PAIR)
        except EngineError:
            return "", []
        made: list[str] = []
        for at in range(0, len(sources), ARTICLE):
            texts = [Text(source, "body") for source in sources[at : at + ARTICLE]]
            made += [t.text for t in planner.translate(route, texts, *PAIR)]
        return route.label, made


def amiss(rule: str, source: str, target: str) -> bool:
    """Whether the rule finds something in the translation."""
    return any(f.rule == rule for f in run(Unit("body", source, target), Context(*PAIR)))


def copied_numbers(pairs: Sequence[tuple[str, str]], made: Sequence[str]) -> tuple[int, int]:
    """In how many lines all numbers are right, and of how many: those of which a text without any would lack one."""
    right = total = 0
    for (source, human), text in zip(pairs, made, strict=True):
        if amiss("numbers", source, "Nada.") and not amiss("numbers", source, human):
            right, total = right + (not amiss("numbers", source, text)), total + 1
    return right, total


def copied_names(pairs: Sequence[tuple[str, str]], made: Sequence[str]) -> tuple[int, int]:
    """How many names are there as they were, and of how many."""
    right = total = 0
    for (source, human), text in zip(pairs, made, strict=True):
        names = {n.word for n in names_of(source, PAIR[0])}
        wanted = names & {n.word for n in with_capitals(human)}
        right, total = right + len(wanted & {n.word for n in with_capitals(text)}), total + len(wanted)
    return right, total


def percent(part: int, whole: int) -> str:
    return f"{100 * part / max(whole, 1):.1f} % ({part}/{whole})"


def report(folder: Path, out: Path | None = None) -> Iterator[str]:
    """The table, and whether the model is as good as what is shipped has to be."""
    pairs = read(folder)
    gold = [[human for _, human in pairs]]
    bleu, chrf = sacrebleu.BLEU(), sacrebleu.CHRF()
    yield f"{len(pairs)} lines of news, English to Spanish, one reference."
    yield ""
    yield "| | BLEU | chrF | lines with their numbers | names copied | loops |"
    yield "|---|---|---|---|---|---|"
    scores: dict[str, tuple[float, float]] = {}
    columns = [[source for source, _ in pairs], gold[0]]
    good = True
    for engine in ("argos", "apertium"):
        label, made = translated(engine, columns[0])
        if not made:
            yield f"| {engine}: no {'→'.join(PAIR)} | | | | | |"
            continue
        columns.append(made)
        scores[engine] = bleu.corpus_score(made, gold).score, chrf.corpus_score(made, gold).score
        found = {"numbers": copied_numbers(pairs, made), "names": copied_names(pairs, made)}
        loops = sum(bool(astray(source, text)) for (source, _), text in zip(pairs, made, strict=True))
        cells = [f"{score:.1f}" for score in scores[engine]]
        cells += [percent(*found[rule]) for rule in found] + [percent(loops, len(pairs))]
        yield f"| {label} | {' | '.join(cells)} |"
        if STARTER in label:
            good = 100 * loops <= LOOPS * len(pairs)
            good &= all(100 * found[what][0] >= least * found[what][1] for what, least in COPIED.items())
    yield ""
    yield f"`{bleu.get_signature()}`, `{chrf.get_signature()}`"
    if len(scores) == 2:
        above = all(a > b for a, b in zip(scores["argos"], scores["apertium"], strict=True))
        yield ""
        limits = ", ".join(f"{what} ≥ {least:g} %" for what, least in COPIED.items())
        yield f"Above Apertium in both: {'yes' if above else 'no'}."
        yield f"Copies and loops as wanted ({limits}, loops ≤ {LOOPS:g} %): {'yes' if good else 'no'}."
    if out:
        out.write_text("\n".join("\t".join(row) for row in zip(*columns, strict=True)) + "\n", encoding="utf-8")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    for line in report(args.folder, args.out):
        print(line, flush=True)


if __name__ == "__main__":
    main()
