"""How a function becomes a command: its options, its help, its examples."""

import inspect
from collections.abc import Callable
from typing import TypeVar

import typer

from .options import Writing

Options = TypeVar("Options", bound=Writing)
Command = Callable[[Options], int]


def add(
    app: typer.Typer, name: str, options: type[Options], about: str, *lines: str
) -> Callable[[Command[Options]], Command[Options]]:
    """Return a decorator that makes a function a command of the program.

    The function gets one object of the class `options`, filled in from the command line, and returns the exit
    code.

    Args:
        app: the program.
        name: what the user types.
        options: the class whose fields are the command's options.
        about: the help text; its first paragraph stands in the list of commands.
        lines: examples for the help.
    """

    def decorate(function: Command[Options]) -> Command[Options]:
        def call(**given: object) -> None:
            raise typer.Exit(function(options(**given)))  # pyright: ignore[reportArgumentType] - typer's

        signature = inspect.signature(options)
        call.__signature__ = signature  # pyright: ignore[reportFunctionMemberAccess]
        call.__annotations__ = {key: each.annotation for key, each in signature.parameters.items()}
        app.command(name, help=about, epilog=examples(*lines))(call)
        return function

    return decorate


def examples(*lines: str) -> str:
    """Return the examples that stand under a help text; brackets in them are no markup."""
    escaped = (line.replace("[", r"\[") for line in lines)
    return "\n\n".join(("示例 · Examples", *(f"  {line}" for line in escaped)))
