"""Whether the order of work finds mistakes: `python -m benchmarks.order FOLDER`.

FOLDER holds the pairs that accuracy_checks.py reads. One in ten of the translations gets a mistake: half of them are of
the kinds of seeding.py, half a word replaced by one from another sentence, which no rule can know. All units count as
paragraphs, so that their place does not help. Printed: of the mistakes, how many are among the first fifth of the units
in the order of `status --queue`, beside the longest first and the file's order.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

from benchmarks import seeding
from benchmarks.accuracy_checks import Pair, read

from bylingual.checks import Context, run
from bylingual.model import Translation, Unit
from bylingual.priority import urgency
from bylingual.risk import risk_note

SHARE = 0.1
FIRST = 0.2
SUBSTITUTED = "substituted word"
_WORD = re.compile(r"\b[^\W\d_A-Z]{5,}\b")


def substituted(target: str, others: Sequence[str], random: Random) -> str | None:
    """`target` with one of its longer words replaced by one of about the same length from another sentence."""
    words = list(_WORD.finditer(target))
    if not words:
        return None
    at = random.choice(words)
    near = [w for w in others if abs(len(w) - len(at[0])) <= 2 and w != at[0]]
    return target[: at.start()] + random.choice(near) + target[at.end() :] if near else None


def with_mistakes(pairs: Sequence[Pair], language: str) -> list[tuple[Pair, str]]:
    """Each pair with the kind of mistake that it was given, "" for most."""
    random = Random(f"{seeding.SEED} order {language}")
    chosen = set(random.sample(range(len(pairs)), round(SHARE * len(pairs))))
    words = [w for pair in pairs for w in _WORD.findall(pair.target)]
    kinds = list(seeding.SEEDERS)
    out = []
    for number, pair in enumerate(pairs):
        kind, target = "", None
        if number in chosen:
            for kind in (
                (SUBSTITUTED, *kinds) if random.random() < 0.5 else (*random.sample(kinds, len(kinds)), SUBSTITUTED)
            ):
                seeder = seeding.SEEDERS.get(kind)
                target = (
                    seeder(pair.source, pair.target, language, random)
                    if seeder
                    else substituted(pair.target, words, random)
                )
                if target is not None and target != pair.target:
                    break
        out.append((pair._replace(target=target), kind) if target else (pair, ""))
    return out


def urgencies(pairs: Sequence[tuple[Pair, str]], language: str) -> list[float]:
    """As the queue has them."""
    out = []
    for pair, _ in pairs:
        note = risk_note("body", pair.source, Translation(pair.target))
        unit = Unit("body", pair.source, pair.target, fuzzy=True, notes=(note,))
        out.append(urgency(unit, list(run(unit, Context("en", language)))))
    return out


def found(
    pairs: Sequence[tuple[Pair, str]], order: Callable[[int], tuple[float, int]], kinds: set[str]
) -> tuple[int, int]:
    """How many of the mistakes of some kinds stand in the first fifth, of how many."""
    first = set(sorted(range(len(pairs)), key=order)[: round(FIRST * len(pairs))])
    places = [n for n, (_, kind) in enumerate(pairs) if kind in kinds]
    return sum(n in first for n in places), len(places)


def report(folder: Path) -> Iterator[str]:
    """The lines of a Markdown table."""
    yield f"| mistakes among the first {FIRST:.0%} of the units | `status --queue` | longest first | file's order |"
    yield "|---|---|---|---|"
    for language in ("es", "fr", "de"):
        pairs = with_mistakes(read(folder, language, "final"), language)
        scores = urgencies(pairs, language)
        orders: list[Callable[[int], tuple[float, int]]] = [
            lambda n, s=scores: (-s[n], n),  # type: ignore[misc]
            lambda n, p=pairs: (-len(p[n][0].source), n),  # type: ignore[misc]
            lambda n: (0.0, n),
        ]
        every = {kind for _, kind in pairs} - {""}
        for name, kinds in (("all", every), ("seeded ones", every - {SUBSTITUTED}), (SUBSTITUTED + "s", {SUBSTITUTED})):
            counts = [found(pairs, order, kinds) for order in orders]
            yield (
                f"| {language}, {name} ({counts[0][1]}) | "
                + " | ".join(f"{100 * a / b:.0f} %" for a, b in counts)
                + " |"
            )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    print("\n".join(report(parser.parse_args().folder)))


if __name__ == "__main__":
    main()
