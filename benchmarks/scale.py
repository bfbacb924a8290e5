"""What a large folder takes: `python -m benchmarks.scale [--articles 300]`.

Measures two things on this machine: what the client does for each catalog (read, split, merge, check, write), with an
engine that costs nothing; and what the engine room takes for a sentence, with the package of synthetic.py. Printed is
what follows from them for a million articles in six languages on 1, 10 and 100 such machines.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from benchmarks import synthetic

from bylingual import engines, project
from bylingual.engines.base import Pair, Query, cores
from bylingual.model import Translation
from bylingual.pipeline import translate as use_case

LOCALES = ("es", "fr", "de", "it", "pt", "nl")
MILLION = 1_000_000
NAME = "nothing"


class Nothing:
    """An engine that costs nothing: every word backwards."""

    decodes_as_asked = False

    def pairs(self) -> Mapping[Pair, str]:
        return {("en", locale): f"{NAME} en_{locale}" for locale in LOCALES}

    def identity(self, pair: Pair) -> str:
        return NAME

    def translate(self, queries: Sequence[Query], pair: Pair) -> list[Translation]:
        return [Translation(" ".join(word[::-1] for word in q.text.split(" "))) for q in queries]

    def close(self) -> None:
        """Nothing to end."""


def translated(articles: Sequence[Sequence[str]], locales: Sequence[str], engine: str) -> tuple[float, int]:
    """Seconds of a whole run in a new project, and the sentences that the engine was asked for."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "bylingual.toml").write_text(f"targets = {[*locales]}\n[read]\ndrop = false\n", encoding="utf-8")
        (root / "articles").mkdir()
        for number, article in enumerate(articles):
            (root / "articles" / f"{number:05}.txt").write_text("\n\n".join(article) + "\n", encoding="utf-8")
        here = project.load(root)
        started = time.perf_counter()
        report = use_case.translate(here, here.select(()), use_case.Options(source="en", engines=(engine,)))
        taken = time.perf_counter() - started
        assert not report.failed, [c.error for c in report.catalogs if c.error]
        return taken, report.sentences


def spent(seconds: float) -> str:
    """A time as people say it."""
    days, hours = seconds / 86400, seconds / 3600
    return f"{days:.1f} days" if days >= 2 else f"{hours:.1f} hours"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=300)
    args = parser.parse_args()
    engines.ENGINES[NAME] = cast(Any, SimpleNamespace(NAME=NAME, open_engine=Nothing))
    os.environ["ARGOS_PACKAGES_DIR"] = str(synthetic.package(Path("build") / "synthetic").parent.resolve())
    articles = synthetic.articles(args.articles)
    translated(articles[:10], LOCALES, NAME)
    client, asked = translated(articles, LOCALES, NAME)
    per_catalog = client / (len(articles) * len(LOCALES))
    engine, sentences = translated(articles[:10], ("es",), "argos")
    per_sentence = engine / sentences
    in_article = asked / (len(articles) * len(LOCALES))
    share = per_catalog / per_sentence
    print(
        f"An article has {in_article:.0f} sentences. A catalog takes the client as long as {share:.1f} sentences take"
    )
    print(f"the engine on all {cores()} cores of this machine.\n")
    print("| machines | engines | client | a million articles in six languages |")
    print("|---|---|---|---|")
    clients = MILLION * len(LOCALES) * per_catalog
    for machines in (1, 10, 100):
        busy = MILLION * len(LOCALES) * in_article * per_sentence / machines
        print(f"| {machines} | {spent(busy)} | {spent(clients)} | {spent(max(busy, clients))} |")
    limit = in_article * per_sentence / per_catalog
    print(f"\nThe client is the limit from {limit:.0f} machines on; several clients, each with a folder of its own,")
    print("share a cluster.")


if __name__ == "__main__":
    main()
