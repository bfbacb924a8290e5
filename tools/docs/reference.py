"""docs/reference.md: commands, exit codes and errors, as the program has them."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from inspect import cleandoc

import click

import bylingual
from bylingual.cli import EXIT_CODES, USAGE_ERRORS, main
from bylingual.errors import BylingualError

from .markdown import code, table


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command with what is typed for it, `bylingual models install`; groups before their commands."""
    context = click.Context(main, info_name="bylingual")
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command
        yield from _below(f"bylingual {name}", command)


def _below(typed: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield typed, command
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from _below(f"{typed} {name}", inner)


def reference() -> str:
    """A section for each command."""
    return "\n\n".join(_section(typed, command) for typed, command in commands())


def _section(typed: str, command: click.Command) -> str:
    context = click.Context(command, info_name=typed)
    usage = " ".join([typed, *command.collect_usage_pieces(context)])
    text = f"### {typed}\n\n```text\n{usage}\n```\n\n{_marked(cleandoc(command.help or ''))}"
    rows = [_row(p, context) for p in command.params if isinstance(p, click.Option)]
    if rows:
        text += "\n\n" + table(("option", "values", "default", "variable", "meaning"), rows)
    return text


def _row(option: click.Option, context: click.Context) -> tuple[str, str, str, str, str]:
    names = ", ".join(map(code, (*option.opts, *option.secondary_opts)))
    values = ""
    if isinstance(option.type, click.Choice):
        values = ", ".join(map(code, option.type.choices))
    elif not option.is_flag:
        values = option.make_metavar(context)
    default = code(str(option.default)) if option.show_default else ""
    return names, values, default, code(str(option.envvar)), _marked(option.help or "")


def _marked(text: str) -> str:
    """Help text as Markdown: options as code, angle brackets as they are, click's marks gone."""
    text = text.replace("\b\n", "").replace("<", "\\<")
    return re.sub(r"(?<![\w`-])(--[a-z][a-z-]*)", r"`\1`", text)


def exit_codes() -> str:
    """Code and meaning."""
    return table(("exit code", "meaning"), [(str(n), meaning) for n, meaning in EXIT_CODES.items()])


def error_classes() -> list[type[BylingualError]]:
    """Every error class of the package, the base class first."""
    for module in pkgutil.walk_packages(bylingual.__path__, "bylingual."):
        import_module(module.name)
    found: list[type[BylingualError]] = [BylingualError]
    for error in found:
        found += [e for e in error.__subclasses__() if e not in found and e.__module__.startswith("bylingual.")]
    return found


def errors() -> str:
    """Class, meaning and exit code."""
    rows = [
        (code(e.__name__), " ".join(cleandoc(e.__doc__ or "").split()), "2" if issubclass(e, USAGE_ERRORS) else "1")
        for e in error_classes()
    ]
    return table(("class", "meaning", "exit code"), rows)
