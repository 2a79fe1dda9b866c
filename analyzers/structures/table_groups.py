"""Groups that a table spells out: a row or some rows a group (优势产业 | 钢铁、石化), or a column a group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from ..context import Context
from ..counts.counted import counted_finder
from ..document import Passage, Span
from ..language.list_items import Item
from ..language.lists import list_reader
from ..numbers.numerals import parse_integer
from ..tables.words import table_words
from .solver import IN_PASSING, Candidate, Members

BETWEEN = 3
"""How many paragraphs (the table's title, its unit) may stand between a formula and a table."""

MOST_ROWS = 200
"""Tables with more rows list projects, not the members of a formula."""

_MARKS = '“”‘’"() '


class _Cell(NamedTuple):
    """A cell that is not empty: its row and its place there."""

    passage: Passage
    item: Item

    @property
    def text(self) -> str:
        return self.passage.text[self.item.start : self.item.end]

    @property
    def span(self) -> Span:
        return self.passage.span(*self.item)


_Row = tuple[_Cell | None, ...]


class TableGroups:
    """The tables of a document as groups of members."""

    def __init__(self, context: Context) -> None:
        """Take the passages of a document."""
        self._context = context
        self._words = table_words(context.lexicon)
        self._counted = counted_finder(context.lexicon)
        self._lists = list_reader(context.lexicon)
        self._found: dict[int, tuple[list[Candidate], ...]] = {}

    def below(self, passage: Passage) -> tuple[list[Candidate], ...]:
        """Return the ways in which the table behind a passage can be read as groups; none without a table."""
        passages = self._context.passages
        places = range(passage.place + 1, min(passage.place + 2 + BETWEEN, len(passages)))
        first = next((place for place in places if passages[place].block.cells), None)
        if first is None:
            return ()
        if first not in self._found:
            rows = [row for row in self._rows(first) if any(row)]
            if any(_is_figure(cell.text) for row in rows for cell in row if cell):  # a table of indicators
                rows = []
            readings = (self._by_rows(rows), self._by_columns(rows)) if rows else ()
            self._found[first] = tuple(groups for groups in readings if len(groups) > 1)
        return self._found[first]

    def _rows(self, first: int) -> Iterator[_Row]:
        """Yield the rows of the table that begins at a place, without the numbers that count them."""
        for passage in self._context.passages[first : first + MOST_ROWS]:
            if not passage.block.cells:
                return
            cells = tuple(_cell(passage, span) for span in passage.block.cells)
            head = cells[0]
            counts = head is not None and (head.text.isdigit() or self._words.column(head.text) == "order")
            yield cells[1:] if counts and len(cells) > 2 else cells

    def _by_rows(self, rows: Sequence[_Row]) -> list[Candidate]:
        """Return a group for each row; rows without a first cell go on with the group above."""
        width = max(map(len, rows))
        named = rows[0][0]
        headed = named is not None and self._words.column(named.text) != "other" and not self._number(named)
        groups: list[tuple[_Cell, list[list[_Cell]]]] = []
        for row in rows[headed:]:
            head, held = row[0], [cell for cell in row[1:] if cell]
            if head and held and (len(row) == width or self._number(head)):
                groups.append((head, [held]))
            elif groups and (row_held := [cell for cell in row if cell]):
                groups[-1][1].append(row_held)
        return [self._group(head, list(self._row_readings(held))) for head, held in groups]

    def _row_readings(self, rows: Sequence[Sequence[_Cell]]) -> Iterator[Members]:
        """Yield the members of a group: the list in its cell, the cell of each row, or all cells of its row."""
        if len(rows) > 1:
            yield tuple(row[0].span for row in rows)
            return
        yield from self._listed(rows[0][0])
        if len(rows[0]) > 1:
            yield tuple(cell.span for cell in rows[0])

    def _by_columns(self, rows: Sequence[_Row]) -> list[Candidate]:
        """Return a group for each column: its header, and what stands below."""
        groups: list[Candidate] = []
        for head, *column in zip_longest(*rows):
            held = [cell for cell in column if cell]
            if head and held:
                listed = list(self._listed(held[0])) if len(held) == 1 else []
                groups.append(self._group(head, [*listed, tuple(cell.span for cell in held)]))
        return groups

    def _listed(self, cell: _Cell) -> Iterator[Members]:
        listed = self._lists.between(cell.passage.text, *cell.item)
        for reading in listed.readings if listed else ():
            yield tuple(cell.passage.span(*item) for item in reading)

    def _group(self, head: _Cell, readings: list[Members]) -> Candidate:
        spans = [head.span, *(span for reading in readings for span in reading)]
        number = self._number(head)
        single = next((reading[0] for reading in readings if len(reading) == 1), None)
        return Candidate(
            start=min(span.start for span in spans),
            end=max(span.end for span in spans),
            number=number,
            label=head.span,
            readings=tuple(dict.fromkeys(readings)),
            alone=single,
            share=1.0 if number else IN_PASSING,
        )

    def _number(self, head: _Cell) -> int | None:
        """Return what the words of a cell count: 三大优势产业, “3”."""
        counted = next(self._counted.find(head.passage, *head.item), None)
        return counted.number if counted else parse_integer(head.text.strip(_MARKS))


def framed(groups: Sequence[Candidate], parts: int) -> list[Candidate]:
    """Return groups as surely those of a formula, if there are as many as it has parts."""
    return [group._replace(share=1.0) for group in groups] if len(groups) == parts else list(groups)


def _is_figure(words: str) -> bool:
    return not any(character.isalpha() for character in words)


def _cell(passage: Passage, span: Span) -> _Cell | None:
    if span.end <= span.start:
        return None
    start, end = passage.local(span.start), passage.local(span.end - 1) + 1
    while start < end and passage.text[start].isspace():
        start += 1
    while end > start and passage.text[end - 1].isspace():
        end -= 1
    return _Cell(passage, Item(start, end)) if start < end else None
