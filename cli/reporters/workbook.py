"""Excel workbooks: sheets of rows under a header that stays, with numbers as numbers and no formulae.

The interface is made for whoever writes rows as they come, to one sheet or to several in turn:

    with open_workbook(output) as book:
        targets = book.sheet("指标", ["文件", "指标", "数值"])
        targets.add(("规划.txt", "软件业务收入", Decimal(14000000000000)))
"""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from typing import Any, BinaryIO, Protocol, cast

from ...analyzers.errors import OutputError, UsageError
from ...analyzers.model import Plan
from ...analyzers.rows.records import Cell
from ..output import Output
from ..wrapping import width_of
from .delimited import cell_text
from .labels import column_label
from .views import View

MOST_ROWS = 1_048_576
"""The rows of a sheet, its header among them."""

MOST_CHARACTERS = 32_767
"""What a cell holds, in units of UTF-16."""

CUT_MARK = "……（Excel 单元格已满，以下截去）"

_MOST_DIGITS = 15
"""Excel calculates with so many; a longer number is written as text, so that none of its digits is lost."""

_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - what is written without a zone; the same input, the same bytes
_WIDEST = 50
"""Columns of characters; longer words run on behind the next cell's edge and can be read in the cell."""

_MARGIN = 2
_CHUNK = 1 << 20


class _Page(Protocol):
    """What is used of a sheet of xlsxwriter, which brings no types."""

    def write_string(self, row: int, column: int, text: str, format_: object = None, /) -> int: ...
    def write_number(self, row: int, column: int, number: float, format_: object = None, /) -> int: ...
    def write_boolean(self, row: int, column: int, value: bool, /) -> int: ...
    def freeze_panes(self, row: int, column: int, /) -> None: ...
    def set_column(self, first: int, last: int, width: int, /) -> int: ...
    def autofilter(self, top: int, left: int, bottom: int, right: int, /) -> None: ...


class _Book(Protocol):
    """What is used of a workbook of xlsxwriter."""

    def add_worksheet(self, name: str, /) -> _Page: ...
    def add_format(self, properties: dict[str, object], /) -> object: ...
    def set_properties(self, properties: dict[str, object], /) -> None: ...
    def close(self) -> None: ...


class Sheet:
    """One sheet of a workbook, written from the top downwards."""

    def __init__(self, sheet: _Page, book: Workbook, name: str, headers: Sequence[str]) -> None:
        self._sheet = sheet
        self._book = book
        self._name = name
        self._next = 1
        self._widths = [width_of(header) for header in headers]
        for place, header in enumerate(headers):
            sheet.write_string(0, place, header, book.bold)
        sheet.freeze_panes(1, 0)

    def add(self, row: Iterable[Cell]) -> None:
        """Write a row below the last: decimals and integers as numbers, truth values as such, the rest as text.

        Raises:
            OutputError: the sheet is full.
        """
        if self._next >= MOST_ROWS:
            raise OutputError(
                f"表“{self._name}”超过 Excel 的上限 {MOST_ROWS:,} 行，请改用 --csv，或分几次写",
                self._book.path,
            )
        for place, cell in enumerate(row):
            self._write(place, cell)
        self._next += 1

    def close(self) -> None:
        """Fit the columns to what was written, and give each a button that filters by its values."""
        for place, width in enumerate(self._widths):
            self._sheet.set_column(place, place, min(width, _WIDEST) + _MARGIN)
        if self._widths:
            self._sheet.autofilter(0, 0, self._next - 1, len(self._widths) - 1)

    def _write(self, place: int, cell: Cell) -> None:
        if cell is None or cell == () or cell == "":
            return
        shown = cell_text(cell)
        if isinstance(cell, bool):
            self._sheet.write_boolean(self._next, place, cell)
        elif isinstance(cell, int | Decimal) and _is_exact(cell):
            if isinstance(cell, Decimal):
                shown = f"{cell:,f}"
            self._sheet.write_number(self._next, place, float(cell), self._book.number_format(cell))
        else:
            self._sheet.write_string(self._next, place, storable(shown))
        self._widths[place] = max(self._widths[place], width_of(shown[:_WIDEST]))


class Workbook:
    """A workbook in the making; `open_workbook` gives it.

    Attributes:
        path: the name of the output, for messages.
        bold: the format of headers.
    """

    def __init__(self, book: _Book, path: str) -> None:
        self._book = book
        self._sheets: list[Sheet] = []
        self._formats: dict[str, object] = {}
        self.path = path
        self.bold = book.add_format({"bold": True, "bottom": 1})

    def sheet(self, name: str, headers: Sequence[str]) -> Sheet:
        r"""Return a new sheet behind the others.

        Args:
            name: its name, at most 31 characters, none of `[]:*?/\`, different from those of the others.
            headers: the names of its columns.
        """
        made = Sheet(self._book.add_worksheet(name), self, name, headers)
        self._sheets.append(made)
        return made

    def number_format(self, number: int | Decimal) -> object:
        """Return how Excel shows a number: a quantity with separators, a year or an offset without."""
        if isinstance(number, int):
            return None
        places = len(f"{number.normalize():f}".partition(".")[2])
        code = "#,##0" + ("." + "0" * places if places else "")
        if code not in self._formats:
            self._formats[code] = self._book.add_format({"num_format": code})
        return self._formats[code]

    def close(self) -> None:
        """Write what is left; see `open_workbook`."""
        for sheet in self._sheets:
            sheet.close()
        self._book.close()


@contextmanager
def open_workbook(output: Output) -> Generator[Workbook]:
    """Give a workbook that reaches `output` when the block ends; rows wait in a temporary folder until then.

    Raises:
        UsageError: the output is a terminal.
        OutputError: a sheet is full, or the workbook can't be written.
    """
    import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]
    from xlsxwriter.exceptions import XlsxWriterException  # pyright: ignore[reportMissingTypeStubs]

    if output.terminal:
        raise UsageError("xlsx 不是给终端看的，请用 -o 文件名.xlsx")
    try:
        with tempfile.TemporaryDirectory(prefix="planscan-", ignore_cleanup_errors=True) as folder:
            options = {"constant_memory": True, "tmpdir": folder}
            with tempfile.TemporaryFile(dir=folder) as file:
                made = cast("_Book", xlsxwriter.Workbook(cast("Any", file), options))
                made.set_properties({"created": _CREATED})
                book = Workbook(made, output.name)
                yield book
                book.close()
                _copy(file, output)
    except (OSError, XlsxWriterException) as problem:
        raise OutputError(f"临时文件写不下（{problem}），结果没有写出", output.name) from problem


def write_workbook(plans: Iterable[Plan], view: View, output: Output, name: str) -> None:
    """Write the rows of all plans to the one sheet of a workbook.

    Args:
        plans: the plans, in order.
        view: which rows.
        output: where the workbook goes.
        name: the name of the sheet.
    """
    with open_workbook(output) as book:
        sheet = book.sheet(name, [column_label(column.name) for column in view.columns])
        for plan in plans:
            for row in view.rows(plan):
                sheet.add(row)


def storable(text: str) -> str:
    """Return text as a cell can hold it: cut where it is too long, with a mark that says so.

    What can't be encoded becomes `?`. A text that looks like xlsxwriter's own markup gets a blank, without which it
    would be taken for it.
    """
    text = text.encode("utf-8", "replace").decode("utf-8")
    if len(text) > MOST_CHARACTERS // 2 and len(text.encode("utf-16-le")) > 2 * MOST_CHARACTERS:
        room = 2 * (MOST_CHARACTERS - len(CUT_MARK))
        text = text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + CUT_MARK
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def _is_exact(number: int | Decimal) -> bool:
    digits = Decimal(number).normalize().as_tuple()
    return (
        len(digits.digits) <= _MOST_DIGITS and isinstance(digits.exponent, int) and abs(digits.exponent) < 30
    )


def _copy(file: BinaryIO, output: Output) -> None:
    file.seek(0)
    while chunk := file.read(_CHUNK):
        output.write_bytes(chunk)
