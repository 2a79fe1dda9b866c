"""Excel workbooks, read back by openpyxl: what stands in them, what they hold back, where they end."""

from __future__ import annotations

import io
import os
import re
import string
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from planscan.analyzers import analyze, read
from planscan.analyzers.errors import OutputError
from planscan.analyzers.rows.records import Cell
from planscan.cli.commands.rows import COMMANDS
from planscan.cli.output import Output
from planscan.cli.reporters import workbook
from planscan.cli.reporters.delimited import cell_text
from planscan.cli.reporters.labels import COLUMNS
from planscan.cli.reporters.views import RecordView, StructureView
from planscan.cli.reporters.workbook import CUT_MARK, MOST_CHARACTERS, open_workbook, storable

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
NEWS = SAMPLES / "cluster-plan-news.md"
CITY = SAMPLES / "digital-economy-plan.txt"
GRANTS = SAMPLES / "biomedicine-measures.gb18030.txt"
Program = Callable[..., "subprocess.CompletedProcess[bytes]"]

CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.decimals(-(10**9), 10**9, places=3),
    st.text(st.characters(exclude_categories=["Cs"])),
)


def written(table: Sequence[Sequence[Cell]]) -> Worksheet:
    """Return the sheet that openpyxl reads after a table was written under a header."""
    stream = io.BytesIO()
    with open_workbook(Output(stream, "a.xlsx")) as book:
        sheet = book.sheet("表", [f"列{place}" for place in range(len(table[0]))])
        for row in table:
            sheet.add(row)
    return openpyxl.load_workbook(io.BytesIO(stream.getvalue()))["表"]


def cells(sheet: Worksheet, first: int = 2) -> list[tuple[object, ...]]:
    """Return the cells of each row of a sheet, from the row `first`."""
    return list(sheet.iter_rows(min_row=first, values_only=True))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_workbook_holds_the_rows_of_the_csv(planscan: Program, tmp_path: Path, command: object) -> None:
    kind, name = command.kind, command.name  # pyright: ignore[reportAttributeAccessIssue]
    target = tmp_path / "rows.xlsx"
    path = GRANTS if kind == "incentives" else CITY
    done = planscan(name, path, "-o", target)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    (sheet,) = openpyxl.load_workbook(target).worksheets
    assert sheet.freeze_panes == "A2"
    header, *table = cells(sheet, 1)
    view = StructureView(kind) if kind == "structures" else RecordView(kind)
    assert header == tuple(COLUMNS[column.name].chinese for column in view.columns)
    wanted = list(view.rows(analyze(read(path))))
    assert len(table) == len(wanted) > 0
    for row, cells_ in zip(table, wanted, strict=True):
        assert row[1:] == tuple(_readable(cell) for cell in cells_[1:])


def _readable(cell: Cell) -> object:
    """Return a cell as openpyxl gives it back."""
    if isinstance(cell, Decimal):
        return float(cell)
    return cell if isinstance(cell, bool | int) else cell_text(cell) or None


def test_quantities_have_separators_and_years_have_none() -> None:
    quantity, share, year = next(
        written([[Decimal(14_000_000_000_000), Decimal("13.50"), 2030]]).iter_rows(min_row=2)
    )
    assert (quantity.value, quantity.number_format) == (14_000_000_000_000, "#,##0")
    assert (share.value, share.number_format) == (13.5, "#,##0.0")
    assert (year.value, year.number_format) == (2030, "General")


@settings(max_examples=60)
@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=3))
def test_cells_come_back_as_they_were(table: list[list[Cell]]) -> None:
    table = [[f"{place}", *row] for place, row in enumerate(table)]
    for row, back in zip(table, cells(written(table)), strict=True):
        for cell, value in zip(row, back, strict=True):
            if isinstance(cell, str):
                assert _unescaped(value) == (storable(cell).replace("\r\n", "\n").replace("\r", "\n"))
            else:
                assert value == _readable(cell)


def _unescaped(value: object) -> str:
    r"""Return text with `_x000D_` and the like as the characters that Excel shows; openpyxl leaves some."""
    text = re.sub(r"_x([0-9A-F]{4})_", lambda hit: chr(int(hit[1], 16)), str(value or ""))
    return text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+A1", "-A1", "@SUM(A1)", "{=A1}", "http://a.example/", "=cmd|' /C calc'!A0", "1e5", "007"],
)
def test_text_stays_text_whatever_it_looks_like(text: str) -> None:
    """The file itself is looked at: openpyxl calls every text with `=` in front a formula."""
    ((cell,),) = written([[text]]).iter_rows(min_row=2)
    assert (cell.value, cell.hyperlink) == (text, None)
    stream = io.BytesIO()
    with open_workbook(Output(stream, "a.xlsx")) as book:
        book.sheet("表", ["列"]).add((text,))
    with zipfile.ZipFile(stream) as archive:
        page = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in page
    assert page.count('t="inlineStr"') == 2


@pytest.mark.parametrize(
    "text", ["<r>甲</r>", "<r><t>x</t></r>", "&<>\"'", "甲\x00\x1b乙", "_x0041_", "\ud800"]
)
def test_markup_and_odd_characters_do_not_break_the_file(text: str) -> None:
    ((value,),) = cells(written([[text]]))
    assert str(value)


def test_a_cell_that_is_too_long_is_cut_with_a_mark() -> None:
    for text in ("规" * (MOST_CHARACTERS + 1), "𠮷" * (MOST_CHARACTERS // 2 + 1)):
        ((value,),) = cells(written([[text]]))
        assert str(value).endswith(CUT_MARK)
        assert text.startswith(str(value).removesuffix(CUT_MARK))
        assert MOST_CHARACTERS - 1 <= len(str(value).encode("utf-16-le")) // 2 <= MOST_CHARACTERS
    whole = "规" * MOST_CHARACTERS
    assert cells(written([[whole]])) == [(whole,)]


def test_a_number_with_more_digits_than_excel_has_keeps_them_all() -> None:
    long = Decimal(1234567890123456789)
    assert cells(written([[long, Decimal("1E-40")]])) == [(str(long), f"{Decimal('1E-40'):f}")]


def test_a_full_sheet_is_an_error_that_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    assert len(cells(written([["甲"], ["乙"]]))) == 2
    with pytest.raises(OutputError, match="--csv") as caught:
        written([["甲"], ["乙"], ["丙"]])
    assert caught.value.path == "a.xlsx"


def test_sheets_can_be_written_in_turn() -> None:
    stream = io.BytesIO()
    with open_workbook(Output(stream, "a.xlsx")) as book:
        first, second = book.sheet("指标", ["甲"]), book.sheet("任务", ["乙"])
        for place in range(3):
            first.add((place,))
            second.add((f"{place}",))
        book.sheet("空", ["丙"])
    read_back = openpyxl.load_workbook(io.BytesIO(stream.getvalue()))
    assert read_back.sheetnames == ["指标", "任务", "空"]
    assert cells(read_back["指标"]) == [(0,), (1,), (2,)]
    assert cells(read_back["任务"]) == [("0",), ("1",), ("2",)]


def test_columns_are_as_wide_as_their_words_up_to_a_limit() -> None:
    sheet = written([["短", "长" * 100, Decimal(14_000_000_000_000)]])
    widths = [sheet.column_dimensions[letter].width for letter in string.ascii_uppercase[:3]]
    assert widths[0] < 10 < len("14,000,000,000,000") <= widths[2] < widths[1] < 60


def test_the_same_input_gives_the_same_bytes(planscan: Program, tmp_path: Path) -> None:
    made: set[bytes] = set()
    for place, surroundings in enumerate(({"TZ": "UTC"}, {"TZ": "Asia/Shanghai", "PYTHONHASHSEED": "7"})):
        target = tmp_path / f"{place}.xlsx"
        planscan("targets", CITY, NEWS, "-o", target, env=surroundings)
        made.add(target.read_bytes())
    assert len(made) == 1


def test_the_overview_has_a_sheet_too(planscan: Program, tmp_path: Path) -> None:
    planscan("summarize", NEWS, CITY, "--excel", "-o", tmp_path / "a.xlsx")
    assert len(cells(openpyxl.load_workbook(tmp_path / "a.xlsx")["概览"])) == 2


def test_a_workbook_goes_where_it_is_sent(planscan: Program, tmp_path: Path) -> None:
    """A dash is standard output, and a full or closed one an error, as for text."""
    piped = planscan("targets", CITY, "--format", "xlsx", "-o", "-")
    planscan("targets", CITY, "-o", tmp_path / "a.xlsx")
    assert piped.stdout == (tmp_path / "a.xlsx").read_bytes()
    full = planscan("targets", CITY, "--format", "xlsx", "-o", "/dev/full")
    assert full.returncode == 1
    assert full.stderr.decode() == "planscan: /dev/full：磁盘已满，结果没有写出 [unwritable-output]\n"
    absent = planscan("targets", CITY, "-o", tmp_path / "absent" / "a.xlsx")
    assert (absent.returncode, absent.stderr.decode().count("\n")) == (1, 1)


def test_a_workbook_is_not_for_terminals(planscan: Program) -> None:
    read, write = os.openpty()
    done = planscan("targets", CITY, "--format", "xlsx", "-o", "-", stdout=write)
    os.close(write)
    assert done.returncode == 2
    assert "-o" in done.stderr.decode()
    os.close(read)


def test_a_temporary_folder_that_is_full_is_a_clear_error(tmp_path: Path) -> None:
    """The shell's limit on the size of files stands for a disk that is full."""
    (tmp_path / "old.xlsx").write_bytes(b"old")
    program = Path(sys.executable).with_name("planscan")
    command = f"ulimit -f 2; exec '{program}' targets '{CITY}' -o old.xlsx"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=tmp_path,
        env={k: v for k, v in os.environ.items() if not k.startswith("COVERAGE")} | {"TMPDIR": str(tmp_path)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert re.fullmatch(r"planscan: old\.xlsx：.*结果没有写出 \[unwritable-output\]\n", done.stderr.decode())
    assert (tmp_path / "old.xlsx").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["old.xlsx"]


def test_nothing_is_left_behind_when_a_run_fails(planscan: Program, tmp_path: Path) -> None:
    done = planscan("targets", "absent.txt", "-o", tmp_path / "a.xlsx", env={"TMPDIR": str(tmp_path)})
    assert done.returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]
    assert planscan("targets", CITY, "--limit", "x=1", "-o", "b.xlsx", cwd=tmp_path).returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]
