"""The help of the program and its commands: plain text in two languages, in lines that fit the terminal."""

import sys
from collections.abc import Iterator
from typing import Any

from typer.core import TyperCommand, TyperGroup

from .output import terminal_width
from .wrapping import width_of, wrap

_WIDEST = 100
_NAMES = 24
"""Columns that names take at most; a name that is wider has its text on the next line."""

_OWN_HELP = "用法 · This text"


class Command(TyperCommand):
    """A command whose help is written by this module."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - typer's own types are private
        """Write the help."""
        formatter.write(_page(self, ctx))


class Group(TyperGroup):
    """The program as a whole, with the list of its commands."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        """Write the help."""
        formatter.write(_page(self, ctx))


def _page(command: Any, context: Any) -> str:  # noqa: ANN401
    """Return usage, description, commands, options and examples."""
    width = min(terminal_width(sys.stdout.fileno() if sys.stdout.isatty() else None), _WIDEST)
    usage = " ".join(command.collect_usage_pieces(context))
    lines = [f"用法 · Usage: {context.command_path} {usage}", ""]
    for paragraph in (command.help or "").split("\n\n"):
        lines += [*wrap(paragraph, width), ""]
    if isinstance(command, Group):
        names = ((name, command.get_command(context, name)) for name in command.list_commands(context))
        entries = [(name, (each.help or "").split("\n\n")[0]) for name, each in names if each]
        lines += ["命令 · Commands", *_table(entries, width), ""]
    lines += ["选项 · Options", *_table(list(_options(command, context)), width), ""]
    lines += ["示例 · Examples", *(f"  {line}" for line in (command.epilog or "").splitlines())]
    return "\n".join(lines) + "\n"


def _options(command: Any, context: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """Yield names and texts, what is read before how it is read."""
    parameters = command.get_params(context)
    for parameter in sorted(parameters, key=lambda each: each.param_type_name != "argument"):
        record = parameter.get_help_record(context)
        if record:
            yield record[0], _OWN_HELP if parameter.name == "help" else record[1]


def _table(entries: list[tuple[str, str]], width: int) -> Iterator[str]:
    column = 2 + max(size for name, _ in entries if (size := width_of(name)) <= _NAMES)
    for name, text in entries:
        lines = wrap(text, width - column - 2)
        fits = width_of(name) < column
        if not fits:
            yield f"  {name}"
        front = name if fits else ""
        yield f"  {front}{' ' * (column - width_of(front))}{lines[0]}"
        yield from (" " * (column + 2) + line for line in lines[1:])
