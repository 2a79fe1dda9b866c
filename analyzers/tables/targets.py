"""Targets of indicator tables: one for each cell of a target column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ..context import Context
from ..document import Span
from ..model import Target
from ..targets.horizons import present_year, year_by
from ..vocabulary import MeasureOf
from .cells import Value, value_of
from .columns import Head, heads, unit_in_brackets
from .finding import Cell, Row, Table, find_tables
from .words import Column, TableWords, table_words

_SHARE = "%"


class _Line(NamedTuple):
    """A row with what its columns hold; `name` is that of the row above where its own is spanned."""

    row: Row
    heads: Sequence[Head]
    name: Cell
    unit: str

    def cell(self, column: Column) -> Cell | None:
        """Return the last cell of that kind that holds words."""
        places = reversed(range(len(self.heads)))
        return next((self.row[i] for i in places if self.heads[i].kind == column and self.row[i].text), None)


def find_table_targets(context: Context) -> tuple[Target, ...]:
    """Return the targets of all indicator tables, in order.

    Args:
        context: the document with its tables.
    """
    return tuple(target for table in find_tables(context) for target in _targets(context, table))


def _targets(context: Context, table: Table) -> Iterator[Target]:
    words = table_words(context.lexicon)
    read = heads(table, words, present_year(context.facts))
    if read is None:
        return
    for line in _lines(table, read):
        for place, head in enumerate(read):
            if head.kind in ("target", "growth") and line.row[place].span:
                target = _target(context, words, line, place)
                if target:
                    yield target


def _lines(table: Table, read: Sequence[Head]) -> Iterator[_Line]:
    """Yield the rows that have a name, their own or that of the row above which spans them."""
    above: Cell | None = None
    for row in table.rows:
        own = [row[i] for i, head in enumerate(read) if head.kind == "name" and row[i].span]
        above = own[-1] if own else above
        if above:
            yield _Line(row, read, above, table.unit)


def _target(context: Context, words: TableWords, line: _Line, place: int) -> Target | None:
    cell, head, name = line.row[place], line.heads[place], line.name
    if not name.span or not cell.span or words.is_empty(cell.text):
        return None
    value = value_of(context.lexicon, cell.text, _unit(words, line, head, cell))
    if value is None and not words.has("text", cell.text):
        return None
    indicator = _indicator(name, name.span)
    found, source = year_by(context, [], [], cell.span.start, context.unit_at(cell.span.start))
    said = context.document.cite(cell.span.start, cell.span.end).text
    named = context.document.cite(indicator.start, indicator.end).text
    base = _base(context, words, line)
    attribute = line.cell("attribute")
    year = head.year if head.kind == "target" else _last_year(line) or head.year
    return context.record(
        Target,
        "target",
        cell.span.start,
        cell.span.end,
        "targets.table",
        indicator=named,
        indicator_span=indicator,
        relation=value.relation if value else None,
        value=value.value if value else None,
        value_max=value.value_max if value else None,
        value_text=said if value else None,
        unit=value.unit if value else "",
        measure_of=_measure_of(words, name.text, cell.text, head),
        change=words.change(cell.text) or words.change(name.text),
        year=year or found,
        year_from="clause" if year else source,
        base_value=base[0],
        base_year=base[1],
        constraint=words.constraint(attribute.text) if attribute else None,
        approximate=value is not None and value.relation == "~",
        comparator=None if value else said,
        source="table",
        quote=f"{named}|{said}",
    )


def _unit(words: TableWords, line: _Line, head: Head, cell: Cell) -> str:
    """Return the unit of a cell: its row's, or that of a growth column, which is not what the row counts."""
    column = line.cell("unit")
    own = column.text.strip("()") if column else unit_in_brackets(line.name.text)[0]
    if (
        head.kind == "growth"
        and not words.has("cumulative", cell.text)
        and not words.has("cumulative", head.words)
    ):
        return head.unit or _SHARE
    return own or head.unit or line.unit


def _indicator(name: Cell, span: Span) -> Span:
    """Return the name without the unit in brackets behind it."""
    _, end = unit_in_brackets(name.text)
    return Span(span.start, span.start + len(name.text[:end].rstrip()))


def _base(context: Context, words: TableWords, line: _Line) -> tuple[Decimal | None, int | None]:
    """Return the value of the last column before the plan, and its year."""
    for place in reversed(range(len(line.heads))):
        cell, head = line.row[place], line.heads[place]
        if head.kind != "base" or words.is_empty(cell.text):
            continue
        value: Value | None = value_of(context.lexicon, cell.text, _unit(words, line, head, cell))
        if value:
            return value.value, head.year
    return None, None


def _last_year(line: _Line) -> int | None:
    """Return the year of the last target column: growth is counted up to it."""
    return max((h.year for h in line.heads if h.kind == "target" and h.year), default=None)


def _measure_of(words: TableWords, name: str, cell: str, head: Head) -> MeasureOf:
    bare = name[: unit_in_brackets(name)[1]]
    summed = head.kind == "growth" and words.has("cumulative", head.words)
    if summed or words.has("cumulative", cell):
        return "increment"
    if words.has("grows", cell):
        return "growth"
    if words.change(cell):
        return "increment"
    if head.kind == "growth" or words.has("grows", bare):
        return "growth"
    return "increment" if words.change(bare) == "down" else "level"
