"""Rows as CSV, as TSV, and as the CSV that spreadsheet programs open with two clicks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TypeAlias

from ...analyzers.model import Plan
from ...analyzers.rows.records import Cell
from ..output import Output
from .views import View

Dialect: TypeAlias = Callable[[Iterable[Iterable[str]]], str]
"""Makes the lines of a file from rows of cells."""

LIST_SEPARATOR = "；"
GROUP_SEPARATOR = " | "
BYTE_ORDER_MARK = "\ufeff"

_TSV_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_SPECIAL = re.compile(r'[,"\r\n]')
_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*%?")


def write_csv(plans: Iterable[Plan], view: View, output: Output) -> None:
    """Write a header and the rows as RFC 4180 has it, but with plain line feeds."""
    _write(plans, view, output, csv_lines, [column.name for column in view.columns])


def write_tsv(plans: Iterable[Plan], view: View, output: Output) -> None:
    r"""Write a header and the rows, one line each: tabs and line ends in cells as `\t` and `\n`."""
    _write(plans, view, output, tsv_lines, [column.name for column in view.columns])


def write_excel(plans: Iterable[Plan], view: View, output: Output) -> None:
    """Write CSV with a byte order mark, Chinese headers, and no cell that a spreadsheet would calculate."""
    from .labels import column_label

    output.write(BYTE_ORDER_MARK)
    _write(plans, view, output, _disarmed_lines, [column_label(column.name) for column in view.columns])


def cell_text(cell: Cell) -> str:
    """Return a cell as it stands in a file: nothing for null, lists joined, numbers without exponent."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if isinstance(cell, tuple):
        nested = any(isinstance(part, tuple) for part in cell)
        return (GROUP_SEPARATOR if nested else LIST_SEPARATOR).join(cell_text(part) for part in cell)
    return str(cell)


def csv_lines(table: Iterable[Iterable[str]]) -> str:
    """Return rows as CSV lines."""
    return "".join(",".join(_quoted(cell) for cell in row) + "\n" for row in table)


def tsv_lines(table: Iterable[Iterable[str]]) -> str:
    """Return rows as lines with tabs between the cells."""
    return "".join("\t".join(cell.translate(_TSV_ESCAPES) for cell in row) + "\n" for row in table)


def disarmed(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: `'` stands before what could be one.

    A number with a sign stays a number. The characters are those of OWASP's page on CSV injection.
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def _quoted(cell: str) -> str:
    """Return a cell, quoted where it must be; a lone carriage return, too, ends a row for some readers."""
    if _SPECIAL.search(cell):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _disarmed_lines(table: Iterable[Iterable[str]]) -> str:
    return csv_lines([disarmed(cell) for cell in row] for row in table)


def _write(plans: Iterable[Plan], view: View, output: Output, dialect: Dialect, header: list[str]) -> None:
    output.write(dialect([header]))
    for plan in plans:
        output.write(dialect([cell_text(cell) for cell in row] for row in view.rows(plan)))
        output.flush()
