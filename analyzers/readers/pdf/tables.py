"""The rows of tables: those that drawn lines part, and those that only stand in columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from .grids import Grid
from .sheets import Glyph
from .typelines import Region, TypeLine, joined, segments

_FEWEST = 2
"""Rows from which columns without drawn lines count as a table."""
_WRAPPED = 2.2
"""In sizes: a line that follows a row at most so far below continues one of its cells."""
_EDGE = 4
"""Points within which the columns of two pages are the same."""
_CUT = 1.8
"""In sizes: a line that ends so close to the edge of its cell is full."""
_FINISHED = ("。", "；", "！", "？", ";")


class TableRow(msgspec.Struct, frozen=True):
    """A row of a table.

    Attributes:
        page: the page on which it begins, from 1.
        cells: for each column the lines of its cell; none for an empty one and for what another cell spans.
        edges: where the columns end, in whole points.
        whole: one cell spans the whole width: these lines are paragraphs within the table.
    """

    page: int
    cells: tuple[tuple[TypeLine, ...], ...]
    edges: tuple[int, ...]
    whole: bool = False

    @property
    def top(self) -> float:
        """Where its first words stand."""
        return min(line.top for cell in self.cells for line in cell)


def grid_rows(grid: Grid, glyphs: Iterable[Glyph], page: int) -> list[TableRow]:
    """Return the rows of a table with drawn lines, those without a word left out.

    Args:
        grid: its lines; each cell is written once, in the row and column in which it begins.
        glyphs: what stands in it.
        page: the page's number.
    """
    inside: defaultdict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        row, column = grid.place(glyph.middle, glyph.base - glyph.size / 3)
        inside[grid.cells[row][column]].append(glyph)
    edges = tuple(round(edge) for edge in grid.columns)
    rows: list[TableRow] = []
    written: set[int] = set()
    for cells in grid.cells:
        texts: list[tuple[TypeLine, ...]] = []
        for column, cell in enumerate(cells):
            bounds = _bounds(grid, cells, column)
            texts.append(() if cell in written else _lines(inside[cell], page, bounds))
            written.add(cell)
        if any(texts):
            rows.append(TableRow(page, tuple(texts), edges, whole=len(set(cells)) == 1))
    return rows


def _bounds(grid: Grid, cells: Sequence[int], column: int) -> Region:
    last = max(index for index, cell in enumerate(cells) if cell == cells[column])
    return Region(round(grid.columns[column]), round(grid.columns[last + 1]))


def _lines(glyphs: Iterable[Glyph], page: int, bounds: Region) -> tuple[TypeLine, ...]:
    return tuple(joined(row) for row in segments(glyphs, page, bounds))


def with_open_tables(rows: Iterable[Sequence[TypeLine]]) -> Iterator[TypeLine | TableRow]:
    """Yield the rows of a page as lines, runs of rows that stand in the same columns as rows of a table."""
    group: list[list[TypeLine]] = []
    for row in rows:
        if len(row) > 1 or (group and _continues(group, row[0])):
            group.append(list(row))
            continue
        yield from _closed(group)
        group = []
        yield row[0]
    yield from _closed(group)


def _continues(group: Sequence[Sequence[TypeLine]], line: TypeLine) -> bool:
    """Say whether a line on its own goes on with a cell of the row above: close below, in a later column."""
    columns = _columns(group)
    above = max(segment.base for segment in group[-1])
    place = next(
        (i for i, (a, b) in enumerate(columns) if a - line.size <= line.left and line.right <= b + line.size),
        0,
    )
    return place > 0 and line.base - above <= _WRAPPED * line.size


def _closed(group: list[list[TypeLine]]) -> Iterator[TypeLine | TableRow]:
    columns = _columns(group)
    real = [row for row in group if len(row) > 1]
    if len(real) < _FEWEST or len(columns) < 2 or any(_crowded(row, columns) for row in real):
        yield from (joined(row) for row in group)
        return
    edges = (round(columns[0][0]), *(round(right) for _, right in columns))
    rows: list[list[list[TypeLine]]] = []
    for row in group:
        cells: list[list[TypeLine]] = [[] for _ in columns]
        for segment in row:
            cells[_place(columns, segment)].append(segment)
        if len(row) == 1 and rows:
            for above, below in zip(rows[-1], cells, strict=True):
                above.extend(below)
        else:
            rows.append(cells)
    for row in rows:
        first = next(line for cell in row for line in cell)
        yield TableRow(first.page, tuple(tuple(cell) for cell in row), edges)


def _columns(group: Iterable[Sequence[TypeLine]]) -> list[tuple[float, float]]:
    """Return the columns of a group of rows: the ranges that its segments take together."""
    columns: list[tuple[float, float]] = []
    for left, right in sorted((segment.left, segment.right) for row in group for segment in row):
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _place(columns: Sequence[tuple[float, float]], segment: TypeLine) -> int:
    return next(i for i, (left, right) in enumerate(columns) if left <= segment.left < right)


def _crowded(row: Sequence[TypeLine], columns: Sequence[tuple[float, float]]) -> bool:
    """Say whether two segments of a row fall into one column: then the gaps are no columns."""
    return len({_place(columns, segment) for segment in row}) < len(row)


def joined_across_pages(flow: Iterable[TypeLine | TableRow]) -> Iterator[TypeLine | TableRow]:
    """Yield the flow with tables that go on on the next page put together.

    A header that is printed again is dropped; a row that the end of the page cut in two is made one.
    """
    header: TableRow | None = None
    held: TableRow | None = None
    for item in flow:
        if not isinstance(item, TableRow):
            if held is not None:
                yield held
            held = header = None
            yield item
        elif held is None or not _same_columns(held, item):
            if held is not None:
                yield held
            held = header = item
        elif item.page != _last_page(held) and header is not None and _words(item) == _words(header):
            continue
        elif item.page != _last_page(held) and _goes_on(held, item):
            cells = tuple(above + below for above, below in zip(held.cells, item.cells, strict=True))
            held = msgspec.structs.replace(held, cells=cells)
        else:
            yield held
            held = item
    if held is not None:
        yield held


def _last_page(row: TableRow) -> int:
    return max(line.page for cell in row.cells for line in cell)


def _words(row: TableRow) -> list[str]:
    return ["".join(line.text for line in cell) for cell in row.cells]


def _same_columns(first: TableRow, second: TableRow) -> bool:
    return len(first.edges) == len(second.edges) and all(
        abs(a - b) <= _EDGE for a, b in zip(first.edges, second.edges, strict=True)
    )


def _goes_on(above: TableRow, below: TableRow) -> bool:
    """Say whether a row goes on with one on the page before: a cell breaks off within a sentence."""
    pairs = [(a[-1], b[0]) for a, b in zip(above.cells, below.cells, strict=True) if a and b]
    if any(a.text.endswith(_FINISHED) for a, _ in pairs):
        return False
    return any(a.region and a.region.right - a.right <= _CUT * a.size for a, _ in pairs)
