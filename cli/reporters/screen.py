"""The console that draws for people: colour only on a terminal, no markup, never narrower than its words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from rich.console import Console
from rich.text import Text

from ..output import Output

StyledLine: TypeAlias = "list[tuple[str, str]]"
"""A line in pieces, each with its style."""


class _Sink:
    """What rich takes for a file."""

    encoding = "utf-8"

    def __init__(self, output: Output) -> None:
        self._output = output

    def write(self, text: str) -> int:
        """Hand on what rich has styled."""
        self._output.write_styled(text)
        return len(text)

    def flush(self) -> None:
        """Do nothing: whoever prints a whole document flushes."""

    def isatty(self) -> bool:
        """Say whether a person looks at it."""
        return self._output.terminal


def console(output: Output, width: int) -> Console:
    """Return a console that draws into `output`, which must only be given texts that are tamed.

    Args:
        output: where it goes.
        width: the columns that lines may take.
    """
    return Console(
        file=_Sink(output),  # pyright: ignore[reportArgumentType] - all of a file that rich uses
        force_terminal=output.terminal,
        force_jupyter=False,
        legacy_windows=False,
        width=width,
        markup=False,
        emoji=False,
        highlight=False,
    )


def draw(screen: Console, lines: Iterable[StyledLine]) -> None:
    """Draw lines as they are, wherever they end."""
    text = Text()
    for line in lines:
        for piece, style in (*line, ("\n", "")):
            text.append(piece, style)
    screen.print(text, soft_wrap=True, end="")
