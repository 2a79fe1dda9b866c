"""Tables in Markdown, one a document, to paste into a report."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...analyzers.model import Plan
from ..output import Output
from ..safety import one_line
from .delimited import cell_text
from .labels import column_label
from .layouts import NOUNS
from .ledgers import sheet_of
from .views import LedgerView, OverviewView, RecordView

_INDENT = "&emsp;"
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~]")


def write_markdown(plans: Iterable[Plan], view: RecordView | LedgerView, output: Output) -> None:
    """Write a heading with the document's title, and its rows as a table in GitHub's dialect."""
    for plan in plans:
        title = plan.document.plan_title or plan.document.title or plan.document.path
        lines = [f"## {escaped(one_line(title))}", "", *_table(plan, view), ""]
        output.write("".join(f"{line}\n" for line in lines))
        output.flush()


def write_overview_table(plans: Iterable[Plan], output: Output) -> None:
    """Write one table with a row for each plan."""
    view = OverviewView()
    output.write(f"{_row(column_label(column.name) for column in view.columns)}\n")
    output.write(f"{_row('---' for _ in view.columns)}\n")
    for plan in plans:
        for row in view.rows(plan):
            output.write(f"{_row(escaped(one_line(cell_text(cell))) for cell in row)}\n")
        output.flush()


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is; its line ends become line breaks of a cell."""
    return _SPECIAL.sub(r"\\\g<0>", text).replace("\n", "<br>")


def _table(plan: Plan, view: RecordView | LedgerView) -> list[str]:
    shown = sheet_of(plan, view)
    if not shown.lines:
        return [f"没有找到{NOUNS[view.kind]}。"]
    table = [_row(column.header for column in shown.columns), _row("---" for _ in shown.columns)]
    for line in shown.lines:
        indents = [_INDENT * line.depth if column.nested else "" for column in shown.columns]
        table.append(_row(f"{i}{escaped(cell)}" for i, cell in zip(indents, line.cells, strict=True)))
    return table


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
