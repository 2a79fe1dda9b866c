"""Which tables of a page show data, and in which columns their cells stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from .. import grids
from ..grids import Cell, GridRow
from ..lines import Line, Row
from .tree import Element

_WIDEST, _TALLEST = 1000, 65534
"""Most columns and rows that a cell may span (HTML Living Standard, 4.9.11)."""

_MOST = 0.8
"""Share of a text from which a table that holds it only sets the page."""

Lines = Callable[[Element], Iterable[Line | Row]]


def is_data_table(table: Element) -> bool:
    """Say whether a table shows data: others set a page, or draw a box around paragraphs."""
    if next(table.iter("table"), None) is not table or sum(1 for _ in table.iter("table")) > 1:
        return False
    return any(len(_cells_of(row)) > 1 for row in table.iter("tr"))


def is_box(table: Element, whole: Element) -> bool:
    """Say whether a table without data draws a box around some paragraphs of the text `whole`.

    One that holds nearly all of the text only sets the page.
    """
    if sum(1 for _ in table.iter("table")) > 1:
        return False
    return sum(map(len, table.itertext())) < _MOST * sum(map(len, whole.itertext()))


def rows(table: Element, lines: Lines) -> Iterator[Line | Row]:
    """Yield the caption and the rows of a data table.

    Args:
        table: the table.
        lines: what gives the lines of a cell.
    """
    for caption in table.iter("caption"):
        yield from lines(caption)
    yield from grids.rows(list(_grid(table, lines)))


def _grid(table: Element, lines: Lines) -> Iterator[GridRow]:
    """Yield each row with its cells in their columns (HTML Living Standard, 4.9.12)."""
    below: dict[int, int] = {}  # columns that a cell from above still takes, and for how many rows
    for row in table.iter("tr"):
        taken = {column for column, left in below.items() if left > 0}
        below = {column: left - 1 for column, left in below.items() if left > 1}
        cells: list[Cell] = []
        column = 0
        for element in _cells_of(row):
            while column in taken:
                column += 1
            width = _count(element.get("colspan"), max(1, _WIDEST - column))
            height = _count(element.get("rowspan"), _TALLEST) if column < _WIDEST else 1
            cells.append(Cell(column, width, _cell_lines(element, lines)))
            if height > 1:
                below.update(dict.fromkeys(range(column, column + width), height - 1))
            column += width
        yield GridRow(tuple(cells), row.sourceline)


def _cells_of(row: Element) -> list[Element]:
    return [element for element in row if element.tag in {"td", "th"}]


def _cell_lines(cell: Element, lines: Lines) -> tuple[Line, ...]:
    return tuple(line for line in lines(cell) if isinstance(line, Line))


def _count(text: str | None, most: int) -> int:
    digits = (text or "").strip()
    return min(max(int(digits[:6]), 1), most) if digits.isascii() and digits.isdigit() else 1
