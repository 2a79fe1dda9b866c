"""Frames and tables that drawn lines form: which lines meet, and which cells they part."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from .sheets import Box, Rule, Sheet

_MEET = 4.0
"""Points by which lines that meet may miss one another."""
_SAME = 4.0
"""Points within which two lines stand at the same place: double lines, and the borders of neighbours."""
_STEP = 6.0
"""Points by which a line must reach beyond the others to open a further column or row without a border."""
_NARROWEST, _LOWEST = 60.0, 12.0
"""Smaller figures, in points, hold no text of the document: check boxes, icons, underlined words."""


class Grid(NamedTuple):
    """Lines that form a frame or a table.

    Attributes:
        columns: the edges of its columns from left to right.
        rows: the edges of its rows from top to bottom.
        cells: for each row, for each column, the number of the cell: the same where no line parts two places.
    """

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[tuple[int, ...], ...]

    @property
    def box(self) -> Box:
        """The rectangle that it fills."""
        return Box(self.columns[0], self.rows[0], self.columns[-1], self.rows[-1])

    @property
    def is_frame(self) -> bool:
        """Whether it has one column only: a box around paragraphs, not a table."""
        return len(self.columns) == 2

    def place(self, x: float, y: float) -> tuple[int, int]:
        """Return row and column of a point inside."""
        row = min(max(bisect_right(self.rows, y) - 1, 0), len(self.rows) - 2)
        return row, min(max(bisect_right(self.columns, x) - 1, 0), len(self.columns) - 2)


def grids(sheet: Sheet) -> list[Grid]:
    """Return the frames and tables of a page, the smallest first: the first to hold a point is innermost."""
    found = [_grid(level, upright) for level, upright in _meeting(sheet.level, sheet.upright)]
    large = [
        grid
        for grid in found
        if grid.columns[-1] - grid.columns[0] >= _NARROWEST and grid.rows[-1] - grid.rows[0] >= _LOWEST
    ]
    return sorted(large, key=lambda grid: (grid.box.area, grid.box))


def _meeting(level: Sequence[Rule], upright: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return the groups of lines that hang together; each has lines of both directions."""
    owner = list(range(len(level) + len(upright)))
    for i, a in enumerate(level):
        for j, b in enumerate(upright, len(level)):
            if _within(a.at, b) and _within(b.at, a):
                _unite(owner, i, j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate(chain(level, upright)):
        groups.setdefault(_root(owner, index), ([], []))[index >= len(level)].append(rule)
    return [group for group in groups.values() if group[0] and len(group[1]) >= 2]


def _within(at: float, rule: Rule) -> bool:
    return rule.start - _MEET <= at <= rule.end + _MEET


def _root(owner: list[int], index: int) -> int:
    while owner[index] != index:
        index = owner[index] = owner[owner[index]]
    return index


def _unite(owner: list[int], first: int, second: int) -> None:
    owner[max(_root(owner, first), _root(owner, second))] = min(_root(owner, first), _root(owner, second))


def _grid(level: Sequence[Rule], upright: Sequence[Rule]) -> Grid:
    columns = _edges((rule.at for rule in upright), level)
    rows = _edges((rule.at for rule in level), upright)
    wide, high = len(columns) - 1, len(rows) - 1
    owner = list(range(wide * high))
    for row in range(high):
        middle = (rows[row] + rows[row + 1]) / 2
        for column in range(wide):
            centre = (columns[column] + columns[column + 1]) / 2
            if column + 1 < wide and not _drawn(upright, columns[column + 1], middle):
                _unite(owner, row * wide + column, row * wide + column + 1)
            if row + 1 < high and not _drawn(level, rows[row + 1], centre):
                _unite(owner, row * wide + column, (row + 1) * wide + column)
    cells = (tuple(_root(owner, row * wide + column) for column in range(wide)) for row in range(high))
    return Grid(columns, rows, tuple(cells))


def _edges(places: Iterable[float], across: Sequence[Rule]) -> tuple[float, ...]:
    """Return the places of lines, and the ends of lines across that reach further: open sides of a table."""
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _SAME:
            edges.append(place)
    first, last = min(rule.start for rule in across), max(rule.end for rule in across)
    before = [first] if first < edges[0] - _STEP else []
    return (*before, *edges, *([last] if last > edges[-1] + _STEP else []))


def _drawn(rules: Sequence[Rule], at: float, point: float) -> bool:
    return any(abs(rule.at - at) <= _SAME and rule.start - 1 <= point <= rule.end + 1 for rule in rules)
