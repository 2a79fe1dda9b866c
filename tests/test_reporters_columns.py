"""The columns of CSV files: documented, labelled in Chinese, the same in data frames.

`PLANSCAN_RECORD=1 pytest tests/test_reporters_columns.py` writes docs/COLUMNS.md anew; read the diff.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import isnan
from pathlib import Path
from typing import get_args

import msgspec
import pandas
import pytest

from planscan.analyzers import analyze, read, vocabulary
from planscan.analyzers.datasets.records import COLUMNS as DOCUMENT_TABLE
from planscan.analyzers.document import Citation
from planscan.analyzers.model import Group, Structure
from planscan.analyzers.rows.ledger import ledger_columns
from planscan.analyzers.rows.member_rows import member_columns
from planscan.analyzers.rows.records import (
    DOCUMENT_COLUMNS,
    Column,
    columns,
    record_types,
    rows,
    struct_columns,
)
from planscan.cli.commands.rows import COMMANDS
from planscan.cli.main import main
from planscan.cli.reporters.delimited import cell_text
from planscan.cli.reporters.labels import COLUMNS, VALUES
from planscan.cli.reporters.views import OverviewView

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "COLUMNS.md"
SAMPLES = ROOT / "samples"
NEWS = SAMPLES / "cluster-plan-news.md"
CITY = SAMPLES / "digital-economy-plan.txt"
FIRST, LAST = 7, 7
"""How many columns all rows of records have in common at their beginning and end."""

INTRODUCTION = """\
# The columns of the rows

Made from the program by `tests/test_reporters_columns.py`, which fails when this page and the program differ.

What `--csv` and `--format tsv` print, and what `Plan.to_frames()` gives, has these columns in this order. JSON has
the same names; there, each place in the text stands beside its words, in CSV a list shows the words alone.

- Text is UTF-8 with line feeds. A cell that holds commas, quotation marks or line ends is quoted (RFC 4180). TSV has
  one row a line: tabs, line ends and backslashes in cells are written `\\t`, `\\n`, `\\r`, `\\\\`.
- An empty cell means that the document does not say. Numbers have no exponent and no separators. `true` and `false`.
- A list is joined by `；`, a list of lists (the members of each group) by ` | `. In data frames they stay lists.
- Offsets count code points of the text that `planscan text FILE` prints; `start` is included, `end` is not.
- `--excel` writes the Chinese headers, a byte order mark, and `'` before a cell that a spreadsheet program would take
  for a formula (it begins with `=`, `+`, `-`, `@`, their full-width forms, or a line end, and is no number).
- `-o FILE.xlsx` writes a workbook with the Chinese headers: numbers as numbers, everything else as text that no
  program calculates. A number with more than 15 digits is text; a cell of over 32,767 characters is cut, with a mark.
- `planscan extract` gives everything at once, in several layers, and so as JSON only (`planscan schema`).
- New columns may come; read them by their names.
"""


DATA_FRAME = (
    "## The data frame of structures",
    "",
    "`planscan structure --csv` has a row for each member, `Plan.to_frames()` and JSON have one for each structure:",
)


def printed_columns(kind: str) -> tuple[Column, ...]:
    """Return the columns in which a command prints records of a kind."""
    return member_columns() if kind == "structures" else columns(kind)


NOTES = {
    "declared": (
        "A count announces what follows it: a chapter of tasks, a list behind it, or a name that its quotation marks make of it",
        "(`“两大基础”`). One that closes a list (`光电、北斗两大优势产业`) only sums up what was said, and is no row here; of a formula it",
        "labels a group.",
    )
}


LEDGER = (
    "## planscan tasks --by unit",
    "",
    "Also `planscan measures --by unit`. One row for each part of a responsible unit in a task, by unit in the order in",
    "which the units appear in the document. Names are as written: two names of one unit are two units. Rows begin with",
    "the columns of the document (`document` … `kind`):",
)


def described(part: Sequence[Column]) -> Iterator[str]:
    """Yield the lines of a table that says what columns hold."""
    yield "| column | `--excel` | type | what it holds |"
    yield "| --- | --- | --- | --- |"
    for column in part:
        label = COLUMNS[column.name]
        meaning = label.meaning.replace("|", r"\|")
        yield f"| `{column.name}` | {label.chinese} | {column.type} | {meaning} |"
    yield ""


def page() -> str:
    """Return the page of columns, as it should be."""
    common = columns("goals")
    lines = [INTRODUCTION, "## Every record", "", "Rows begin with:", "", *described(common[:FIRST])]
    lines += ["and end with:", "", *described(common[-LAST:]), "Between them stand the columns of its kind."]
    for command in COMMANDS:
        own = printed_columns(command.kind)[FIRST:-LAST]
        lines += ["", f"## planscan {command.name}", "", *described(own)]
        lines += [*NOTES[command.name], ""] if command.name in NOTES else []
        lines.pop()
    lines += ["", *DATA_FRAME, "", *described(columns("structures")[FIRST:-LAST])]
    lines.pop()
    lines += ["", *LEDGER, "", *described(ledger_columns()[len(DOCUMENT_COLUMNS) :])]
    lines.pop()
    lines += ["", "## planscan summarize", "", "One row a document.", "", *described(OverviewView.columns)]
    return "\n".join(lines).rstrip() + "\n"


def test_the_page_describes_the_program() -> None:
    if os.environ.get("PLANSCAN_RECORD") == "1":
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("kind", record_types())
def test_all_records_begin_and_end_alike_and_no_name_comes_twice(kind: str) -> None:
    names = [column.name for column in columns(kind)]
    common = [column.name for column in columns("goals")]
    assert (names[:FIRST], names[-LAST:]) == (common[:FIRST], common[-LAST:])
    assert len(set(names)) == len(names)
    labels = [COLUMNS[name].chinese for name in names]
    assert len(set(labels)) == len(labels)


def test_no_label_is_left_over() -> None:
    used = {column.name for kind in record_types() for column in (*columns(kind), *printed_columns(kind))}
    used |= {column.name for column in (*OverviewView.columns, *ledger_columns())}
    assert used | {name for name, _ in DOCUMENT_TABLE} == set(COLUMNS)


def test_every_word_of_the_vocabularies_is_known_in_chinese() -> None:
    spoken = (
        vocabulary.Role,
        vocabulary.DocumentKind,
        vocabulary.StructureKind,
        vocabulary.StructureStatus,
        vocabulary.DeclaredStatus,
        vocabulary.YearSource,
        vocabulary.LedgerPart,
        vocabulary.MeasureKind,
        vocabulary.RejectionReason,
        vocabulary.MeasureOf,
        vocabulary.VoteSource,
        vocabulary.Effect,
    )
    words = [word for one in spoken for word in get_args(one)]
    assert set(words) == set(VALUES)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_headers_are_those_of_the_page(command: object, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    kind, name = command.kind, command.name  # pyright: ignore[reportAttributeAccessIssue]
    header: dict[str, list[str]] = {}
    for option in ("--csv", "--excel", "--format=tsv"):
        main([name, str(NEWS), option])
        header[option] = (
            capsysbinary.readouterr().out.decode().splitlines()[0].split("\t" if "tsv" in option else ",")
        )
    assert header["--csv"] == header["--format=tsv"] == [column.name for column in printed_columns(kind)]
    assert header["--excel"][0] == "\ufeff文件"
    assert header["--excel"][1:] == [COLUMNS[name].chinese for name in header["--csv"][1:]]


@pytest.mark.parametrize("kind", record_types())
def test_data_frames_hold_the_same_cells(kind: str) -> None:
    plan = analyze(read(CITY))
    frame = plan.to_frames()[kind]
    table = list(rows(plan, kind, getattr(plan, kind)))
    assert list(frame.columns) == [column.name for column in columns(kind)]
    assert len(frame) == len(table)
    for place, column in enumerate(columns(kind)):
        held = [_plain(value) for value in frame[column.name].tolist()]
        assert held == [_plain(row[place]) for row in table]


def _plain(value: object) -> object:
    """Return a cell without the difference between kinds of lists, of numbers, and of nothing."""
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Decimal):
        return float(value)
    absent = value is pandas.NA or (isinstance(value, float) and isnan(value))
    return None if absent else value


def test_frames_have_the_types_that_one_calculates_with() -> None:
    frames = analyze(read(CITY)).to_frames()
    assert str(frames["tasks"]["start"].dtype) == "Int64"
    assert str(frames["tasks"]["leaf"].dtype) == "bool"
    assert str(frames["targets"]["value"].dtype) == "float64"
    assert len(frames["tasks"].explode("actions")) >= len(frames["tasks"])


def test_groups_keep_their_members_and_names_apart() -> None:
    def cited(text: str, start: int) -> Citation:
        return Citation(text, start, start + len(text))

    structure = Structure(
        id="structure-0", start=0, end=4, text="一核两带", page=None, line=1, section=None, rule="r",
        notation="一核两带", kind="spatial", subject=None, belongs_to=None, status="resolved", mentions=(),
        groups=(
            Group(count=1, found=1, label=cited("一核", 0), members=(cited("云泽", 10),)),
            Group(count=2, found=2, label=None, members=(cited("沿江", 20), cited("沿海", 30))),
        ),
    )  # fmt: skip
    cells = {column.name: cell_text(column.cell(structure)) for column in struct_columns(Structure)}
    assert cells["groups"] == "云泽 | 沿江；沿海"
    assert cells["group_labels"] == "一核；"
    assert cells["subject"] == ""


def test_a_field_without_a_rule_is_a_mistake_of_the_programmer() -> None:
    class Odd(msgspec.Struct):
        name: dict[str, str]

    with pytest.raises(TypeError, match="name"):
        struct_columns(Odd)


def test_csv_is_read_back_as_it_was(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    plan = analyze(read(CITY))
    main(["outline", str(CITY), "--csv"])
    read_back = list(csv.reader(io.StringIO(capsysbinary.readouterr().out.decode(), newline="")))
    wanted = [[cell_text(cell) for cell in row] for row in rows(plan, "outline", plan.outline)]
    assert read_back[1:] == wanted
