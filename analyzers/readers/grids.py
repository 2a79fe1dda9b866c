"""The rows of a table from its cells: each column in its place, what spans several written once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from .lines import Line, Row, Run


class Cell(NamedTuple):
    """A cell as its format states it.

    Attributes:
        column: its first column, from 0.
        width: how many columns it spans.
        lines: the lines in it; none for an empty cell and for one that goes on with the cell above it.
    """

    column: int
    width: int
    lines: tuple[Line, ...]


class GridRow(NamedTuple):
    """The cells of a row in order, and the line of the source on which it begins."""

    cells: tuple[Cell, ...]
    line: int | None = None


def rows(grid: Sequence[GridRow]) -> Iterator[Line | Row]:
    """Yield the rows of a table that hold words.

    A row with words in one cell over its whole width is a title, a note or a box: its lines are paragraphs.
    """
    used = sorted({cell.column for row in grid for cell in row.cells if cell.lines})
    for row in grid:
        filled = [cell for cell in row.cells if cell.lines]
        if len(filled) == 1 and _spans(filled[0], used):
            yield from map(boxed, filled[0].lines)
        elif filled:
            texts = {cell.column: joined(cell.lines) for cell in filled}
            yield Row(cells=tuple(texts.get(column, ()) for column in used), line=row.line)


def boxed(line: Line | Row) -> Line | Row:
    """Return a line as one that stands in a frame."""
    return msgspec.structs.replace(line, boxed=True) if isinstance(line, Line) else line


def joined(lines: Iterable[Line]) -> tuple[Run, ...]:
    """Return the lines of a cell as one, with a space for each break."""
    runs: list[Run] = []
    for line in lines:
        if runs:
            runs.append(Run(" ", edit="joined"))
        runs.extend(line.runs)
    return tuple(runs)


def _spans(cell: Cell, used: list[int]) -> bool:
    return cell.column <= used[0] and cell.column + cell.width > used[-1]
