"""Doctor: what is installed and what is missing."""

from __future__ import annotations

from typing import Any

from ..engines import ENGINES
from ..errors import EngineError


def diagnose() -> list[tuple[str, list[str], str]]:
    """(engine, its language pairs, what is wrong and what to do) for every engine we know."""
    found: list[tuple[str, list[str], str]] = []
    for name, module in ENGINES.items():
        opened: Any = module
        try:
            pairs = opened.open_engine().pairs()
        except EngineError as error:
            found.append((name, [], str(error)))
            continue
        lines = [f"{source} → {target}  ({label})" for (source, target), label in sorted(pairs.items())]
        nothing = f"no language pair installed. {_REMEDY[name]}" if not lines else ""
        found.append((name, lines, nothing))
    return found


_REMEDY = {
    "argos": "Install a package with argospm, for example: argospm install translate-en_es",
    "apertium": "Install a pair, for example: apt-get install apertium-eng-spa",
}
