"""Tables of a document: rows that the source marks, and tables that were flattened to one cell a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ..characters import fold
from ..context import Context
from ..document import Document, Passage, Span
from .words import YEAR, TableWords, table_words

CELL_LIMIT = 40
"""A line with more characters is no cell of a flattened table."""

MINIMUM_CELLS = 8
"""A flattened table has a header and at least one row of some columns."""

_SENTENCE_ENDS = ("。", ";", ":")
"""What no cell ends with."""

_NOTE_LIMIT = 30
"""A line with more characters between rows is no title of a group of them."""

_ATTRIBUTE_LIMIT = 4
"""Longer cells are no attribute of a row: 约束性, 预期."""

_TITLE_ROWS = 3
"""So many rows may stand above a header: the table's title, its unit."""


class Cell(NamedTuple):
    """A cell: its folded words and its place in the document; None where it is empty."""

    text: str
    span: Span | None


Row = tuple[Cell, ...]


class Table(NamedTuple):
    """A table; every row has as many cells as the header.

    Attributes:
        header: the words above each column, those of two lines together.
        rows: the cells.
        passages: the indices of the passages that hold it.
        unit: the unit that a line above gives for the whole table.
    """

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    passages: frozenset[int]
    unit: str = ""


def find_tables(context: Context) -> tuple[Table, ...]:
    """Return the tables of a document, in order.

    Args:
        context: the document.
    """
    return context.keep("tables", lambda: tuple(_tables(context)))


def _tables(context: Context) -> Iterator[Table]:
    words = table_words(context.lexicon)
    yield from _marked(context.document, words)
    yield from _flattened(context.passages, words)


def _marked(document: Document, words: TableWords) -> Iterator[Table]:
    """Yield the tables of rows; rows behind the title of a group or a page's edge go on with the table before."""
    passages = document.passages
    before: Table | None = None
    for held in _runs(p for p in passages if p.block.kind == "row"):
        rows = [tuple(_cell(document, span) for span in p.block.cells) for p in held]
        indices = frozenset(p.index for p in held)
        top = _header_row(rows, words)
        if top is None and before and _goes_on(passages, before, held[0], rows):
            before = Table(before.header, _padded(rows, len(before.header)), indices, before.unit)
        else:
            before = _headed(rows, top or 0, words, indices, _unit_above(passages, held[0], words))
        yield before


def _headed(rows: Sequence[Row], top: int, words: TableWords, indices: frozenset[int], unit: str) -> Table:
    width = max(map(len, rows))
    padded = _padded(rows, width)
    header = [cell.text for cell in padded[top]]
    body = padded[top + 1 :]
    if body and _is_second_line(padded[top], body[0], words):
        header = _merged(header, [cell.text for cell in body[0]])
        body = body[1:]
    for place in range(1, width):
        if not header[place] and words.column(header[place - 1]) in ("name", "class"):
            header[place] = header[place - 1]
    return Table(tuple(header), body, indices, unit)


def _header_row(rows: Sequence[Row], words: TableWords) -> int | None:
    """Return the first row that names columns: at least two of its cells do, and none holds a bare number."""
    for place, row in enumerate(rows[:_TITLE_ROWS]):
        named = [c for c in row if words.column(c.text) != "other" or YEAR.search(c.text)]
        if len(named) > 1 and not any(c.text.replace(".", "").isdigit() and len(c.text) < 4 for c in row):
            return place
    return None


def _is_second_line(top: Row, below: Row, words: TableWords) -> bool:
    """Say whether a row goes on with the header: what names the row is empty, and all else names columns."""
    filled = [(a, b) for a, b in zip(top, below, strict=True) if b.text]
    named = (words.column(b.text) != "other" or YEAR.search(b.text) or b.text[0] in "([" for _, b in filled)
    first = next(
        (b for a, b in zip(top, below, strict=True) if words.column(a.text) in ("name", "item")), None
    )
    return bool(filled) and (first is None or not first.text) and all(named)


def _merged(top: Sequence[str], below: Sequence[str]) -> list[str]:
    """Return the words of both lines of a header; what spans several columns holds for each of them."""
    merged: list[str] = []
    parent = ""
    for above, own in zip(top, below, strict=True):
        parent = above or parent
        merged.append(f"{parent} {own}".strip() if own else above)
    return merged


def _goes_on(passages: Sequence[Passage], before: Table, first: Passage, rows: Sequence[Row]) -> bool:
    between = passages[max(0, first.place - 2) : first.place]
    near = any(p.index in before.passages for p in between)
    titles = [p for p in between if p.index not in before.passages]
    short = all(len(p.text) <= _NOTE_LIMIT and not p.text.rstrip().endswith("。") for p in titles)
    return near and short and max(map(len, rows)) <= len(before.header)


def _unit_above(passages: Sequence[Passage], first: Passage, words: TableWords) -> str:
    lines = [p.text for p in passages[max(0, first.place - 2) : first.place] if len(p.text) <= CELL_LIMIT]
    return next((unit for unit in map(words.unit_of_line, reversed(lines)) if unit), "")


def _padded(rows: Sequence[Row], width: int) -> tuple[Row, ...]:
    return tuple(row + (Cell("", None),) * (width - len(row)) for row in rows)


def _cell(document: Document, span: Span) -> Cell:
    return Cell(fold(document.text[span.start : span.end]).strip(), span if span.end > span.start else None)


def _flattened(passages: Sequence[Passage], words: TableWords) -> Iterator[Table]:
    """Yield tables written one cell a line: numbers or attributes tell where each row begins or ends."""
    for cells in _runs(filter(_is_cell, passages)):
        if len(cells) >= MINIMUM_CELLS:
            table = _numbered(cells) or _attributed(cells, words)
            if table:
                yield table


def _is_cell(passage: Passage) -> bool:
    text = passage.text.strip()
    short = len(text) <= CELL_LIMIT and not text.endswith(_SENTENCE_ENDS)
    return short and passage.block.kind == "paragraph"


def _runs(passages: Iterable[Passage]) -> Iterator[list[Passage]]:
    """Yield passages by those that follow one another in the document."""
    for _, run in groupby(enumerate(passages), key=lambda pair: pair[1].place - pair[0]):
        yield [passage for _, passage in run]


def _numbered(cells: Sequence[Passage]) -> Table | None:
    texts = [p.text.strip() for p in cells]
    top = next((i for i, t in enumerate(texts) if t.replace(" ", "") in ("序号", "编号")), None)
    first = texts.index("1", top) if top is not None and "1" in texts[top:] else None
    if top is None or first is None:
        return None
    width, starts, number = first - top, [first], 2
    for i in range(first + 1, len(texts)):
        if texts[i] == str(number) and i - starts[-1] >= width:
            starts.append(i)
            number += 1
    rows = [cells[a : a + width] for a in starts if a + width <= len(cells)]
    return _of_lines(cells[top:first], rows) if len(rows) > 1 and width > 2 else None


def _attributed(cells: Sequence[Passage], words: TableWords) -> Table | None:
    """Read rows that end with 约束性 or 预期性; a cell too many at the front names a group of rows."""
    kinds = [words.column(p.text.strip()) for p in cells]
    last = next((i for i, kind in enumerate(kinds) if kind == "attribute"), None)
    if last is None:
        return None
    top = last
    while top and (kinds[top - 1] != "other" or YEAR.search(cells[top - 1].text)):
        top -= 1
    width = last + 1 - top
    rows: list[Sequence[Passage]] = []
    begin = last + 1
    for place in range(last + 1, len(cells)):
        text = cells[place].text.strip()
        if len(text) <= _ATTRIBUTE_LIMIT and words.constraint(text):
            if place + 1 - begin >= width - 1:
                rows.append(cells[max(begin, place + 1 - width) : place + 1])
            begin = place + 1
    grouped = kinds[top] in ("class", "order")
    whole = [row for row in rows if len(row) == width or grouped]
    return _of_lines(cells[top : last + 1], whole) if len(whole) > 1 and width > 2 else None


def _of_lines(header: Sequence[Passage], rows: Sequence[Sequence[Passage]]) -> Table:
    used = [*header, *(p for row in rows for p in row)]
    return Table(
        tuple(_line_cell(p).text for p in header),
        tuple((Cell("", None),) * (len(header) - len(row)) + tuple(map(_line_cell, row)) for row in rows),
        frozenset(p.index for p in used),
    )


def _line_cell(passage: Passage) -> Cell:
    text = passage.text
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return Cell(text.strip(), passage.span(start, end))
