"""The command line: parses, calls the pipeline, prints. One command a file; the tables below list them and what
they exit with."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from importlib import import_module
from importlib.metadata import version
from keyword import iskeyword
from pathlib import Path
from typing import Any

import click

from ..errors import BylingualError, ConfigError, LanguageError, escaped, inert
from ..files import remedy

# Command -> (module, first line of its help). Modules are imported when their command runs.
COMMANDS = {
    "init": "Start a project: a commented bylingual.toml and the folders.",
    "inspect": "Show every block of each article: role, what becomes of it, why.",
    "detect": "Tell the language of each article.",
    "translate": "Read, detect, merge, translate by machine, write PO files.",
    "status": "Show what waits for whom.",
    "check": "List findings in PO files.",
    "approve": "Mark units as reviewed.",
    "review": "Review articles in the browser, side by side.",
    "glossary": "Propose terms that editors' corrections speak for.",
    "memory": "Exchange the translation memory as TMX.",
    "export": "Write units for translators' tools: XLIFF, OmegaT.",
    "import": "Take translations back from such files.",
    "compile": "Build the bundles of what is approved.",
    "models": "List, install and remove Argos packages.",
    "doctor": "Tell what is installed and what is missing.",
}

EXIT_CODES = {
    0: "fine",
    1: "as the command's help says: findings, an article failed, something is out of date or held back",
    2: "usage or configuration",
    3: "a bug in Bylingual; what it prints is ready to paste into a report",
    130: "interrupted; what was finished is written",
}

# Errors that are about the configuration or the command line as a whole; any other ends a run with 1.
USAGE_ERRORS = (ConfigError, LanguageError)


class Commands(click.Group):
    """Loads a command's module when it is asked for, and turns errors into text and exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of the journey."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, None for an unknown name."""
        if cmd_name not in COMMANDS:
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = import_module(f".{module}", __package__).command
        name_variables(command, f"BYLINGUAL_{cmd_name}")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table above, without importing a command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run, and exit as documented."""
        kwargs["standalone_mode"] = False
        try:
            code = super().main(*args, **kwargs)
            sys.exit(code if isinstance(code, int) else 0)
        except (click.exceptions.Abort, KeyboardInterrupt):
            click.echo("\nInterrupted. What was finished is written; run again to go on.", err=True)
            sys.exit(130)
        except click.ClickException as error:
            if isinstance(error, click.UsageError) and error.ctx:
                click.echo(f"{error.ctx.get_usage()}\n", err=True)
            click.echo(inert(f"Error: {escaped(error.format_message(), keep=chr(10))}"), err=True)
            sys.exit(error.exit_code)
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(0)
        except BylingualError as error:
            click.echo(inert(f"Error: {error}"), err=True)
            sys.exit(2 if isinstance(error, USAGE_ERRORS) else 1)
        except OSError as error:
            click.echo(inert(f"Error: {_of_system(error)}"), err=True)
            sys.exit(1)
        except Exception:
            click.echo(_report(), err=True)
            sys.exit(3)


def name_variables(command: click.Command, prefix: str) -> None:
    """Give every option the environment variable of its long name: `BYLINGUAL_TRANSLATE_DRY_RUN`.

    One that the commands of a group share has a variable already.
    """
    for param in command.params:
        if isinstance(param, click.Option) and not param.envvar:
            param.envvar = f"{prefix}_{max(param.opts, key=len).lstrip('-')}".replace("-", "_").upper()
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            name_variables(inner, f"{prefix}_{name}")


def _of_system(error: OSError) -> BylingualError:
    """An error of the file system that nobody expected, with what to do where that is known."""
    path = os.fsdecode(error.filename) if isinstance(error.filename, (str, bytes)) else None
    if path and path.startswith(os.path.join(Path.cwd(), "")):  # noqa: PTH118
        path = os.path.relpath(path)
    return BylingualError(error.strerror or str(error), path=path, remedy=remedy(error))


def _report() -> str:
    return (
        "This is a bug in bylingual. Please report it with everything below.\n\n"
        f"bylingual {version('bylingual')}, Python {platform.python_version()}, {platform.platform()}\n"
        f"command: {' '.join(sys.argv[1:])}\n\n{traceback.format_exc()}"
    )


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="bylingual", prog_name="bylingual")
def main() -> None:
    """News articles in, reviewable PO files, localized bundles out."""
