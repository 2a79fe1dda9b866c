"""Tables on a terminal: one a document, wrapped and never cut, drawn by rich."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from ...analyzers.model import Plan
from ..output import Output
from ..safety import one_line
from ..wrapping import width_of, wrap
from .layouts import NOUNS, Line, Sheet, Shown, sheet
from .screen import console
from .views import RecordView

_GAP = 3
"""Columns between two columns: rich's padding on both sides and its divider."""

_INDENT = "  "
_NARROWEST = 8
"""Columns below which running text is not squeezed; the table gets wider than the terminal instead."""

_CHUNK = 200
"""Rows that are drawn at once, so that the first come before the last are laid out."""


def write_tables(plans: Iterable[Plan], view: RecordView, output: Output) -> None:
    """Draw one table a document, under a line that says which."""
    width = output.width
    for plan in plans:
        shown = sheet(plan, view)
        caption = Text(_caption(plan, view, len(shown.lines)), style="bold")
        screen = console(output, width)
        screen.print(caption, soft_wrap=True)
        for table in _tables(shown, width):
            needed = sum(column.width or 0 for column in table.columns) + _GAP * (len(table.columns) - 1)
            console(output, max(width, needed)).print(table)
        screen.print()
        output.flush()


def share(room: int, wanted: Sequence[int], weights: Sequence[int]) -> list[int]:
    """Return widths for columns of running text: by weight, none wider than it wants, none below a minimum.

    Args:
        room: columns of the screen that they share.
        wanted: the width that each would take unwrapped.
        weights: how the room is divided between those that want more than they get.
    """
    widths = [0] * len(wanted)
    waiting: list[int] = list(range(len(wanted)))
    while waiting:
        total = sum(weights[place] for place in waiting)
        parts = {place: max(_NARROWEST, room * weights[place] // total) for place in waiting}
        content: list[int] = [place for place in waiting if wanted[place] <= parts[place]] or waiting
        for place in content:
            widths[place] = min(wanted[place], parts[place])
        room -= sum(widths[place] for place in content)
        waiting = [place for place in waiting if place not in content]
    return widths


def _caption(plan: Plan, view: RecordView, count: int) -> str:
    facts = plan.document
    title = facts.plan_title or facts.title
    name = one_line(facts.path)
    found = f"{NOUNS[view.kind]} {count} 条" if count else f"没有找到{NOUNS[view.kind]}"
    return f"{one_line(title)}（{name}）：{found}" if title else f"{name}：{found}"


def _tables(shown: Sheet, width: int) -> Iterator[Table]:
    """Yield the rows in chunks that look like one table."""
    widths = _widths(shown, width)
    for first in range(0, len(shown.lines), _CHUNK):
        table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, show_header=first == 0)
        for column, columns in zip(shown.columns, widths, strict=True):
            table.add_column(column.header, width=columns, no_wrap=True, overflow="ignore")
        for line in shown.lines[first : first + _CHUNK]:
            style = "bold" if line.heading else None
            table.add_row(*_cells(shown.columns, line, widths), style=style)
        yield table


def _cells(columns: Sequence[Shown], line: Line, widths: Sequence[int]) -> Iterator[Text]:
    for column, cell, width in zip(columns, line.cells, widths, strict=True):
        indent = _INDENT * line.depth if column.nested else ""
        lines = wrap(cell, width - width_of(indent)) if column.weight else [cell]
        yield Text("\n".join(f"{indent}{each}" for each in lines))


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
