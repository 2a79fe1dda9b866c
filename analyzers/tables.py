"""Tables of a document: rows that the source marks, and tables that were flattened to one cell a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from ..lexicons import Entry, Lexicon
from .characters import fold
from .context import Context
from .document import Document, Passage, Span

Column = Literal["order", "name", "unit", "target", "base", "growth", "attribute", "class", "other"]

CELL_LIMIT = 40
"""A line with more characters is no cell of a flattened table."""

MINIMUM_CELLS = 8
"""A flattened table has a header and at least one row of some columns."""

_YEAR = re.compile(r"(?:19|20)\d\d")


class ColumnEntry(Entry, frozen=True, kw_only=True):
    """Headers that tell what a column holds."""

    column: Column


class Cell(NamedTuple):
    """A cell: its folded words and its place in the document; None where it is empty."""

    text: str
    span: Span | None


class Table(NamedTuple):
    """A table with its header; every row has as many cells as the header."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    passages: frozenset[int]


def find_tables(context: Context) -> tuple[Table, ...]:
    """Return the tables of a document, in order.

    Args:
        context: the document.
    """
    return context.keep("tables", lambda: (*_marked(context.document), *_flattened(context.passages)))


def columns(table: Table, lexicon: Lexicon, present: int) -> list[tuple[Column, int | None]]:
    """Return what each column holds, and the year that its header names.

    Args:
        table: the table.
        lexicon: the knowledge.
        present: the first year that counts as future; earlier ones are baselines.
    """
    matcher = lexicon.matcher("tables", ColumnEntry)
    read: list[tuple[Column, int | None]] = []
    for cell in table.header:
        words = cell.text.replace(" ", "")
        match = matcher.first(words)
        year = _YEAR.search(words)
        number = int(year.group()) if year else None
        column: Column = match.entry.column if match else "other"
        if number and column in ("other", "target", "base"):
            column = "target" if number >= present > 0 else "base"
        read.append((column, number))
    return read


def _marked(document: Document) -> Iterator[Table]:
    for is_row, group in groupby(document.passages, key=lambda p: p.block.kind == "row"):
        if not is_row:
            continue
        passages = list(group)
        rows = [tuple(_cell(document, span) for span in p.block.cells) for p in passages]
        width = max(map(len, rows), default=0)
        top = next((i for i, row in enumerate(rows) if len(row) == width and width > 1), None)
        if top is not None:
            body = [row + (Cell("", None),) * (width - len(row)) for row in rows[top + 1 :]]
            yield Table(rows[top], tuple(body), frozenset(p.index for p in passages))


def _cell(document: Document, span: Span) -> Cell:
    return Cell(fold(document.text[span.start : span.end]).strip(), span if span.end > span.start else None)


def _flattened(passages: Sequence[Passage]) -> Iterator[Table]:
    """Yield tables written one cell a line: their numbered rows tell where each begins."""
    for is_cell, group in groupby(passages, key=_is_cell):
        cells = list(group)
        if is_cell and len(cells) >= MINIMUM_CELLS:
            table = _numbered(cells)
            if table:
                yield table


def _is_cell(passage: Passage) -> bool:
    text = passage.text.strip()
    return (
        passage.block.kind == "paragraph" and len(text) <= CELL_LIMIT and not text.endswith(("。", ";", ":"))
    )


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
    used = [*cells[top:first], *(p for row in rows for p in row)]
    if len(rows) < 2 or width < 3:
        return None
    return Table(
        tuple(map(_line_cell, cells[top:first])),
        tuple(tuple(map(_line_cell, row)) for row in rows),
        frozenset(p.index for p in used),
    )


def _line_cell(passage: Passage) -> Cell:
    text = passage.text
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return Cell(text.strip(), passage.span(start, end))
