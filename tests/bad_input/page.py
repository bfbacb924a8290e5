"""docs/errors.md: what the cases print, and where the page is kept."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from . import GROUPS
from .case import Case, base, run

PAGE = Path(__file__).parents[2] / "docs/errors.md"

_HEAD = """\
# Errors

What Bylingual says of bad input, by example: each of these is made, run and compared by `tests/test_bad_input.py`, and
this page is written by `make docs`. In every case

- the error names the file, the line where there is one, what is wrong and what to do;
- the other articles of the run are done, unless the exit code is 2: then nothing is;
- no file that was there before is changed, unless it says so here;
- no half-written file is left behind, and no control character of a file reaches the terminal.

Exit codes: 1 an article, a catalog or a file failed; 2 usage or configuration. All: [reference.md](reference.md).
"""
_ENTRY = re.compile(r"^### ([^\n]*)\n\n(.*?)\n+(?=^##|\Z)", re.MULTILINE | re.DOTALL)


def entry(case: Case, printed: str) -> str:
    """What the page says of a case, below its heading; "" for one that prints nothing."""
    if not printed or not case.documented:
        return ""
    note = f" {case.note}" if case.note else ""
    return f"`bylingual {case.command}`: exit code {case.code}.{note}\n\n```text\n{printed}\n```"


def entries(text: str) -> dict[str, str]:
    """The page's entries by the names of their cases."""
    return dict(_ENTRY.findall(text))


def page(texts: Mapping[str, str]) -> str:
    """The page made of entries by name."""
    text = _HEAD
    for group, cases in GROUPS.items():
        text += f"\n## {group}\n\n"
        text += "".join(f"### {case.name}\n\n{texts[case.name]}\n\n" for case in cases if texts.get(case.name))
        text = text.rstrip("\n") + "\n"
    return text


def write() -> list[str]:
    """Run every case and write the page; what is wrong with the cases."""
    texts, wrong = {}, []
    for name in [n for n in os.environ if n.startswith(("BYLINGUAL_", "ARGOS_", "SOURCE_DATE_"))]:
        del os.environ[name]
    os.environ["BYLINGUAL_STARTER"] = "0"
    old = entries(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else {}
    with tempfile.TemporaryDirectory() as folder:
        template = base(Path(folder) / "template/news")
        for number, case in enumerate(c for cases in GROUPS.values() for c in cases):
            project = Path(folder) / str(number) / "news"
            shutil.copytree(template, project)
            outcome = run(case, project)
            texts[case.name] = old.get(case.name, "") if outcome.impossible else entry(case, outcome.printed)
            wrong += [f"{case.name}: {what}" for what in outcome.wrong]
    PAGE.write_text(page(texts), encoding="utf-8")
    return wrong
