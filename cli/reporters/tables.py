"""Tables on a terminal: one a document, wrapped and never cut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from ...analyzers.model import Plan
from ..output import Output
from ..wrapping import width_of, wrap
from .layouts import Line, Sheet, Shown, caption
from .ledgers import sheet_of
from .screen import StyledLine, console, draw
from .views import LedgerView, RecordView

_GAP = 2
"""Blanks between two columns."""

_INDENT = "  "
_NARROWEST = 8
"""Columns below which running text is not squeezed; the table gets wider than the terminal instead."""

_CHUNK = 100
"""Rows that are drawn at once, so that the first come before the last are wrapped."""


def write_tables(plans: Iterable[Plan], view: RecordView | LedgerView, output: Output) -> None:
    """Draw one table a document, under a line that says which."""
    width = output.width
    screen = console(output, width)
    for plan in plans:
        shown = sheet_of(plan, view)
        draw(screen, [[(caption(plan, view.kind, shown.rows), "bold")]])
        widths = _widths(shown, width)
        if shown.lines:
            draw(screen, _header(shown.columns, widths))
        for first in range(0, len(shown.lines), _CHUNK):
            rows = (_row(shown.columns, line, widths) for line in shown.lines[first : first + _CHUNK])
            draw(screen, [drawn for row in rows for drawn in row])
        draw(screen, [[]])
        output.flush()


def share(room: int, wanted: Sequence[int], weights: Sequence[int]) -> list[int]:
    """Return widths for columns of running text: by weight, none wider than it wants, none below a minimum.

    They are found as CSS finds those of flexible boxes (CSS Flexible Box Layout, 9.7): what a limit adds and what it
    frees decides which limit holds first.

    Args:
        room: columns of the screen that they share.
        wanted: the width that each would take unwrapped.
        weights: how the room is divided between those that want more than they get.
    """
    widths = [0] * len(wanted)
    waiting: list[int] = list(range(len(wanted)))
    while waiting:
        total = sum(weights[place] for place in waiting)
        parts = {place: room * weights[place] // total for place in waiting}
        fitted = {place: min(wanted[place], max(_NARROWEST, part)) for place, part in parts.items()}
        if sum(fitted.values()) > room:  # who is at the minimum takes from the others
            settled: list[int] = [place for place in waiting if fitted[place] > parts[place]]
        else:  # who needs no more than its part gives the rest to the others
            settled = [place for place in waiting if fitted[place] == wanted[place]] or waiting
        for place in settled:
            widths[place] = fitted[place]
        room -= sum(widths[place] for place in settled)
        waiting = [place for place in waiting if place not in settled]
    return widths


def _header(columns: Sequence[Shown], widths: Sequence[int]) -> list[StyledLine]:
    names = _joined([column.header for column in columns], widths)
    return [[(names, "bold")], [("─" * (sum(widths) + _GAP * (len(widths) - 1)), "dim")]]


def _row(columns: Sequence[Shown], line: Line, widths: Sequence[int]) -> list[StyledLine]:
    """Return a row as lines of the screen, as many as its longest cell needs."""
    wrapped: list[list[str]] = []
    for column, cell, width in zip(columns, line.cells, widths, strict=True):
        indent = _INDENT * line.depth if column.nested else ""
        parts = wrap(cell, width - width_of(indent)) if column.weight else cell.split("\n")
        wrapped.append([f"{indent}{part}" for part in parts])
    style = "bold" if line.heading else ""
    return [[(_joined(cells, widths), style)] for cells in zip_longest(*wrapped, fillvalue="")]


def _joined(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Return cells side by side, each as wide as its column, without blanks at the end."""
    padded = (f"{cell}{' ' * (width - width_of(cell))}" for cell, width in zip(cells, widths, strict=True))
    return (" " * _GAP).join(padded).rstrip()


def _widths(shown: Sheet, width: int) -> list[int]:
    """Return the width of each column: its words' own, or its share of the room that is left."""
    natural = [
        max(width_of(column.header), *(_natural(column, line, place) for line in shown.lines))
        for place, column in enumerate(shown.columns)
    ]
    flexible = [place for place, column in enumerate(shown.columns) if column.weight]
    taken = sum(natural[place] for place in range(len(natural)) if place not in flexible)
    room = width - taken - _GAP * (len(natural) - 1)
    weights = [shown.columns[place].weight for place in flexible]
    for place, part in zip(
        flexible, share(room, [natural[place] for place in flexible], weights), strict=True
    ):
        natural[place] = part
    return natural


def _natural(column: Shown, line: Line, place: int) -> int:
    indent = width_of(_INDENT) * line.depth if column.nested else 0
    return indent + max(width_of(part) for part in line.cells[place].split("\n"))
