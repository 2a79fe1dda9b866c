"""The ledger of responsible units for people: the tasks of each unit below its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from ...analyzers.model import Plan
from ...analyzers.rows.ledger import Assignment
from ..safety import one_line
from .labels import column_label, value_label
from .layouts import Line, Sheet, Shown, heading_text, place_of, sheet, year_text
from .views import LedgerView, RecordView


def sheet_of(plan: Plan, view: RecordView | LedgerView) -> Sheet:
    """Return the table of what a view shows of a plan."""
    return _ledger_sheet(view.ledger(plan)) if isinstance(view, LedgerView) else sheet(plan, view)


def _ledger_sheet(ledger: list[Assignment]) -> Sheet:
    """Return the ledger as a table, without the columns in which no row has anything."""
    table = list(_lines(ledger))
    kept = [place for place in range(len(_LAYOUT)) if any(line.cells[place] for line in table)]
    lines = (line._replace(cells=tuple(line.cells[place] for place in kept)) for line in table)
    return Sheet(tuple(_LAYOUT[place] for place in kept), tuple(lines), len(ledger))


def _lines(ledger: Iterable[Assignment]) -> Iterator[Line]:
    for name, parts in groupby(ledger, key=lambda one: one.unit_name):
        group = list(parts)
        head = f"{one_line(name)}（{_counts(group)}）"
        yield Line((head, *("" for _ in _LAYOUT[1:])), heading=True, depth=0)
        for one in group:
            yield Line(tuple(column.cell(one) for column in _LAYOUT), heading=False, depth=1)


def _counts(group: list[Assignment]) -> str:
    """Return in how many tasks a unit has a part, and how often which."""
    parts = Counter(one.part for one in group)
    told = "、".join(f"{value_label(part)} {count}" for part, count in parts.items())
    return f"{len({one.id for one in group})} 项：{told}"


def _part(one: Assignment) -> str:
    return value_label(one.part)


def _due(one: Assignment) -> str:
    return one.due or year_text(one.year)


def _path(one: Assignment) -> str:
    return one_line(one.path or "")


def _id(one: Assignment) -> str:
    return one.id


_LAYOUT = (
    Shown("责任单位和事项", heading_text, weight=5, nested=True),
    Shown(column_label("part"), _part),
    Shown(column_label("due"), _due),
    Shown(column_label("path"), _path, weight=4),
    Shown(column_label("id"), _id),
    Shown("位置", place_of),
)
