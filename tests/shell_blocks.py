"""Shell blocks of Markdown pages: found, run in order in one shell, their output compared.

```sh blocks must end well. In ```console blocks each line after `$ ` is a command (`> ` continues it), the lines below
it are its output, stdout and stderr together; `…` stands for anything in a line, alone on a line for any lines.
A block below `<!-- not run: REASON -->` is left out. A block of any language below a line that is `PATH`: is written
to that file.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(
    r"(?:<!-- not run: (?P<why>[^>]*?) -->\n+|^`(?P<path>[^`\n]+)`:\n+)?^```(?P<kind>\w+)\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True)
class Command:
    """What is run, the output that the page shows (None if it shows none), and the page's line."""

    text: str
    shown: str | None
    line: int


@dataclass(frozen=True)
class Block:
    """A block's commands, and why it is not run, "" if it is."""

    commands: tuple[Command, ...]
    left_out: str


def blocks(page: str) -> list[Block]:
    """Every shell block of a page, and every file that it shows."""
    found = []
    for match in _BLOCK.finditer(page):
        line = page.count("\n", 0, match.start("text")) + 1
        text = match["text"]
        if match["path"]:
            commands = [Command(f"cat >{match['path']} <<'END OF FILE'\n{text}END OF FILE", None, line)]
        elif match["kind"] == "sh":
            commands = [Command(text, None, line)]
        elif match["kind"] == "console":
            commands = _session(text, line)
        else:
            continue
        found.append(Block(tuple(commands), match["why"] or ""))
    return found


def _session(text: str, line: int) -> list[Command]:
    commands: list[Command] = []
    for number, content in enumerate(text.splitlines(), line):
        if content.startswith("$ "):
            commands.append(Command(content[2:], "", number))
        elif content.startswith("> "):
            commands[-1] = Command(f"{commands[-1].text}\n{content[2:]}", "", commands[-1].line)
        else:
            last = commands[-1]
            commands[-1] = Command(last.text, f"{last.shown}{content}\n", last.line)
    return commands


def run(commands: list[Command], folder: Path) -> list[tuple[Command, str, bool]]:
    """Each command that was reached with its output and whether it ended well; one shell for all, in `folder`."""
    script = "set -e -o pipefail\n"
    for number, command in enumerate(commands):
        script += f"{{\n{command.text}\n}} >'{folder}/.out.{number}' 2>&1 </dev/null\n: >'{folder}/.well.{number}'\n"
    # Python's own folder holds `bylingual`; English whatever the tester's language.
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"}
    subprocess.run(["bash", "-c", script], cwd=folder, env=environment, check=False, timeout=300)
    results = []
    for number, command in enumerate(commands):
        output = folder / f".out.{number}"
        if output.exists():
            results.append((command, output.read_text(encoding="utf-8"), (folder / f".well.{number}").exists()))
    return results


def same(shown: str, output: str) -> bool:
    """Whether the output is what the page shows."""
    pattern = re.escape(shown.rstrip("\n") + "\n" if shown.strip() else "").replace("…\\\n", "…\n")
    pattern = re.sub(r"(?m)^…\n", "(?:.*\n)*", pattern).replace("…", ".*")
    return re.fullmatch(pattern.replace("\\\n", "\n"), output if output.strip() else "") is not None
