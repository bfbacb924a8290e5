"""How often the rules of `bylingual check` are right, next to translate-toolkit's pofilter on the same pairs.

    python -m benchmarks.accuracy_checks FOLDER [--half final|development|all] [--list KIND] [--markdown FILE]

FOLDER holds tab-separated files, each with a first line of locales: a column of sources (`en`), then human translations
of them (`es`, `fr`, `de`); other columns are passed over. Pairs are counted from 1: the even ones were looked at while
the rules were written; of the odd ones (`final`, what is reported) only the totals, several times, so that these figures
are somewhat better than those of texts nobody has seen.

Two things are measured: how many human translations have a finding, and how many of the mistakes that `seeding.py` puts
into them (its seed is in it) give a finding that the translation did not have before. Prints Markdown tables.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks import seeding
from translate.filters import checks
from translate.storage.pypo import pounit

from bylingual.checks import Context, run
from bylingual.model import Unit

SOURCE = "en"
LANGUAGES = ("es", "fr", "de")
# What a rule must reach: the share of human translations with a finding, and of seeded mistakes that are found.
ALLOWED = {"error": 2.0, "any": 8.0}
WANTED = {
    "wrong digit": 98, "dropped negation": 80, "replaced name": 90, "truncation": 95, "loop": 98,
    "lost quote mark": 95, "untranslated": 100,
}  # fmt: skip
CORE = 60  # translate-toolkit's category "functional"; "critical" is above it, "cosmetic" below


class Pair(NamedTuple):
    number: int
    source: str
    target: str


Found = frozenset[tuple[str, str, bool]]  # rule, text, whether it is an error


def read(folder: Path, language: str, half: str) -> list[Pair]:
    pairs = []
    for path in sorted(folder.glob("*.tsv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        columns = lines[0].split("\t")
        if SOURCE not in columns or language not in columns:
            continue
        s, t = columns.index(SOURCE), columns.index(language)
        for number, line in enumerate(lines[1:], 1):
            cells = line.split("\t")
            if half == "all" or (number % 2 == 0) == (half == "development"):
                pairs.append(Pair(number, cells[s], cells[t]))
    return pairs


def ours(pairs: Iterable[Pair], language: str) -> list[Found]:
    context = Context(SOURCE, language)
    return [
        frozenset((f.rule, f.message, f.severity == "error") for f in run(Unit("body", p.source, p.target), context))
        for p in pairs
    ]


def pofilter(pairs: Iterable[Pair], language: str) -> list[Found]:
    """Every test of pofilter; "error" are those that it calls critical or functional."""
    config = checks.CheckerConfig(targetlanguage=language)
    checker = checks.TeeChecker(
        checkerconfig=config,
        checkerclasses=[checks.StandardChecker, checks.StandardUnitChecker],
        languagecode=language,
    )
    result = []
    for pair in pairs:
        unit = pounit(pair.source)
        unit.target = pair.target
        failures = checker.run_filters(unit, categorised=True)
        result.append(frozenset((n, str(f["message"]), f["category"] >= CORE) for n, f in failures.items()))
    return result


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


class Measured(NamedTuple):
    pairs: int
    clean: dict[str, int]  # "error", "any" -> pairs
    rules: Counter[str]  # rule -> clean pairs
    seeded: dict[str, int]  # kind -> pairs with a place for it
    found: dict[str, int]
    found_error: dict[str, int]
    hits: Counter[str]  # rule -> seeded pairs
    missed: dict[str, list[tuple[Pair, str]]]


def measure(pairs: list[Pair], language: str, find) -> Measured:
    before = find(pairs, language)
    clean = {"error": sum(any(f[2] for f in found) for found in before), "any": sum(map(bool, before))}
    rules = Counter(rule for found in before for rule in {f[0] for f in found})
    result = Measured(len(pairs), clean, rules, {}, {}, {}, Counter(), defaultdict(list))
    for kind, seeder in seeding.SEEDERS.items():
        random = Random(f"{seeding.SEED} {kind} {language}")
        places = []
        for pair, had in zip(pairs, before, strict=True):
            target = seeder(pair.source, pair.target, language, random)
            if target is not None and target != pair.target:
                places.append((pair, target, had))
        after = find([Pair(p.number, p.source, target) for p, target, _ in places], language)
        new = [found - had for found, (_, _, had) in zip(after, places, strict=True)]
        result.seeded[kind] = len(places)
        result.found[kind] = sum(map(bool, new))
        result.found_error[kind] = sum(any(f[2] for f in found) for found in new)
        result.hits.update(rule for found in new for rule in {f[0] for f in found})
        result.missed[kind] = [(p, target) for (p, target, _), found in zip(places, new, strict=True) if not found]
    return result


def report(folder: Path, half: str) -> tuple[list[str], dict[str, Measured], bool]:
    measured = {}
    theirs = {}
    seconds = 0.0
    for language in LANGUAGES:
        pairs = read(folder, language, half)
        start = time.perf_counter()
        ours(pairs, language)
        seconds += time.perf_counter() - start
        measured[language] = measure(pairs, language, ours)
        theirs[language] = measure(pairs, language, pofilter)
    out = [
        f"{sum(m.pairs for m in measured.values())} human translations of news, {SOURCE} → {', '.join(LANGUAGES)}. Their totals "
        "were seen while the rules were tuned, their texts were not.", "",
        "| Human translations with a finding | " + " | ".join(LANGUAGES) + " | allowed |",
        "|---|" + "---|" * (len(LANGUAGES) + 1),
    ]  # fmt: skip
    for level in ("error", "any"):
        cells = [percent(measured[x].clean[level], measured[x].pairs) for x in LANGUAGES]
        name = "an error" if level == "error" else "any"
        out.append(f"| bylingual, {name} | {' | '.join(cells)} | {ALLOWED[level]:.0f} % |")
    for level in ("error", "any"):
        cells = [percent(theirs[x].clean[level], theirs[x].pairs) for x in LANGUAGES]
        name = "critical and functional tests" if level == "error" else "all tests"
        out.append(f"| pofilter, {name} | {' | '.join(cells)} | |")
    out += [
        "", "| Seeded mistakes found | " + " | ".join(LANGUAGES) + " | wanted | as an error | pofilter, functional | pofilter, all |",
        "|---|" + "---|" * (len(LANGUAGES) + 4),
    ]  # fmt: skip
    good = all(percent_value(m.clean[k], m.pairs) <= ALLOWED[k] for m in measured.values() for k in ALLOWED)
    for kind in seeding.SEEDERS:
        cells = [percent(measured[x].found[kind], measured[x].seeded[kind]) for x in LANGUAGES]
        total = sum(m.seeded[kind] for m in measured.values())
        errors = percent(sum(m.found_error[kind] for m in measured.values()), total)
        core = percent(sum(m.found_error[kind] for m in theirs.values()), total)
        every = percent(sum(m.found[kind] for m in theirs.values()), total)
        wanted = f"{WANTED[kind]} %" if kind in WANTED else ""
        out.append(f"| {kind} ({total}) | {' | '.join(cells)} | {wanted} | {errors} | {core} | {every} |")
        good &= all(percent_value(m.found[kind], m.seeded[kind]) >= WANTED.get(kind, 0) for m in measured.values())
    rules = sorted({r for m in measured.values() for r in (*m.rules, *m.hits)})
    out += ["", "| Rule | clean pairs with it | seeded pairs that it found | precision |", "|---|---|---|---|"]
    for rule in rules:
        false = sum(m.rules[rule] for m in measured.values())
        true = sum(m.hits[rule] for m in measured.values())
        out.append(f"| {rule} | {false} | {true} | {percent(true, true + false)} |")
    units = sum(m.pairs for m in measured.values())
    print(f"{1000 * seconds / units:.2f} s for 1,000 units")
    return out, measured, good


def percent_value(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 100.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=["final", "development", "all"], default="final")
    parser.add_argument("--list", metavar="KIND", help="print seeded mistakes of a kind that were not found")
    parser.add_argument("--markdown", type=Path, help="write the tables to a file as well")
    options = parser.parse_args()
    lines, measured, good = report(options.folder, options.half)
    print("\n".join(lines))
    if options.markdown:
        options.markdown.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if options.list:
        for language, m in measured.items():
            for pair, target in m.missed[options.list]:
                print(f"\n{pair.number} {language}\n  {pair.source}\n  {pair.target}\n  {target}")
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
