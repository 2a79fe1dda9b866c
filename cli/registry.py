"""How a function becomes a command: its options, its help, its examples."""

import inspect
from collections.abc import Callable
from typing import TypeVar

import typer

from .help import Command
from .options import Writing

Options = TypeVar("Options", bound=Writing)


def add(
    app: typer.Typer, name: str, options: type[Options], about: str, *lines: str
) -> Callable[[Callable[[Options], int]], Callable[[Options], int]]:
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

    def decorate(function: Callable[[Options], int]) -> Callable[[Options], int]:
        def call(**given: object) -> None:
            raise typer.Exit(function(options(**given)))  # pyright: ignore[reportArgumentType] - typer's

        signature = inspect.signature(options)
        call.__signature__ = signature  # pyright: ignore[reportFunctionMemberAccess]
        call.__annotations__ = {key: each.annotation for key, each in signature.parameters.items()}
        app.command(name, cls=Command, help=about, epilog="\n".join(lines))(call)
        return function

    return decorate
