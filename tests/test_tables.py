"""Indicator tables in every format, flattened ones, and tables of other things."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from planscan.analyzers import analyze
from planscan.analyzers.model import Target
from planscan.analyzers.readers import read_bytes

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "tables.yaml").read_text(encoding="utf-8")
)
TITLE, GOALS, END = "云泽市发展规划（2026—2030年）", "一、发展目标", "二、重点任务"
FORMATS = ("md", "txt", "html", "docx")

Rows = list[list[str]]


def written(rows: Rows, above: str, format_: str) -> bytes:
    """Return a plan that holds a table, as a file of that format."""
    if format_ == "docx":
        return word(rows, above)
    if format_ == "html":
        table = "".join("<tr>" + "".join(f"<td>{escaped(c)}</td>" for c in row) + "</tr>" for row in rows)
        parts = "".join(f"<p>{part}</p>" for part in (GOALS, "主要指标如下。", above) if part)
        page = f"<h1>{TITLE}</h1>{parts}<table>{table}</table><p>{END}</p><p>推进建设。</p>"
        return f"<html><meta charset=utf-8><body>{page}</body></html>".encode()
    if format_ == "md":
        lines = [f"| {' | '.join(row)} |" for row in rows]
        lines.insert(1, "|" + " --- |" * len(rows[0]))
    else:
        lines = ["\t".join(row) for row in rows]
    gap = "\n\n" if format_ == "md" else "\n"
    head = gap.join(part for part in (TITLE, GOALS, "主要指标如下。", above) if part)
    return f"{head}{gap}{chr(10).join(lines)}{gap}{END}{gap}推进建设。\n".encode()


def escaped(text: str) -> str:
    """Return a text as HTML writes it."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def word(rows: Rows, above: str) -> bytes:
    """Return a Word file with a table."""
    document = docx.Document()
    for part in (TITLE, GOALS, "主要指标如下。", above):
        if part:
            document.add_paragraph(part)
    table = document.add_table(len(rows), len(rows[0]))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    for part in (END, "推进建设。"):
        document.add_paragraph(part)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def shown(target: Target) -> str:
    """Write a target as the cases do."""
    upper = "" if target.value_max is None else f"-{target.value_max:f}"
    value = (
        target.comparator
        if target.value is None
        else f"{target.relation}{target.value:f}{upper}{target.unit}"
    )
    base = "-" if target.base_value is None else f"{target.base_value:f}@{target.base_year or '-'}"
    return " | ".join(
        (
            str(target.indicator),
            str(value),
            str(target.measure_of),
            str(target.year),
            base,
            target.constraint or "-",
        )
    )


def found(data: bytes, name: str) -> list[Target]:
    """Return the targets that come from tables."""
    return [target for target in analyze(read_bytes(data, name)).targets if target.source == "table"]


BY_FORMAT = [
    pytest.param(case, format_, id=f"{case['id']}-{format_}")
    for case in CASES
    for format_ in case.get("formats", FORMATS)
]


@pytest.mark.parametrize(("case", "format_"), BY_FORMAT)
def test_tables(case: dict[str, Any], format_: str) -> None:
    data = written(case["rows"], case.get("above", ""), format_)
    plan = analyze(read_bytes(data, f"plan.{format_}"))
    assert [shown(target) for target in plan.targets] == case["targets"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_what_a_row_says_stands_in_the_text(case: dict[str, Any]) -> None:
    document = read_bytes(written(case["rows"], "", "txt"), "plan.txt")
    for target in analyze(document).targets:
        assert (
            document.text[target.start : target.end]
            == target.text
            == (target.value_text or target.comparator)
        )
        assert target.indicator_span
        assert document.text[target.indicator_span.start : target.indicator_span.end] == target.indicator
        assert target.quote == f"{target.indicator}|{target.text}"


def test_flattened_tables_are_read_cell_by_cell() -> None:
    case = next(case for case in CASES if case["id"] == "base_target_attribute")
    lines = [cell for row in case["rows"] for cell in row]
    text = "\n".join([TITLE, GOALS, "主要指标如下。", *lines, END, "推进建设。"])
    assert [shown(target) for target in found(text.encode(), "a.txt")] == case["targets"]


def test_flattened_tables_without_numbers_are_read_by_their_attributes() -> None:
    """A cell too many names a group of rows."""
    cells = ["类别", "指标", "2025年", "2030年", "属性"]
    cells += [
        "经济发展",
        "服务业增加值占比（%）",
        "48",
        "52",
        "预期性",
        "数字经济占比（%）",
        "11",
        "16",
        "预期性",
    ]
    cells += ["绿色生态", "森林覆盖率（%）", "40", "41", "约束性"]
    text = "\n".join([TITLE, GOALS, "主要指标如下。", *cells, END, "推进建设。"])
    assert [shown(target) for target in found(text.encode(), "a.txt")] == [
        "服务业增加值占比 | =52% | level | 2030 | 48@2025 | 预期性",
        "数字经济占比 | =16% | level | 2030 | 11@2025 | 预期性",
        "森林覆盖率 | =41% | level | 2030 | 40@2025 | 约束性",
    ]


def test_spanned_cells_hold_for_all_that_they_span() -> None:
    table = """
    <tr><th rowspan=2>类别</th><th rowspan=2 colspan=2>指标</th><th rowspan=2>单位</th><th colspan=2>目标</th></tr>
    <tr><th>2028年</th><th>2030年</th></tr>
    <tr><td rowspan=3>创新</td><td colspan=2>研发投入强度</td><td>%</td><td>3.0</td><td>3.4</td></tr>
    <tr><td rowspan=2>企业数</td><td>其中：高新技术企业</td><td>家</td><td>600</td><td>800</td></tr>
    <tr><td>瞪羚企业</td><td>家</td><td>40</td><td>60</td></tr>
    <tr><td colspan=6>二、绿色生态</td></tr>
    <tr><td>生态</td><td colspan=2>绿化覆盖率</td><td>%</td><td>43</td><td>45</td></tr>
    """
    page = f"<h1>{TITLE}</h1><p>{GOALS}</p><p>主要指标如下。</p><table>{table}</table><p>{END}</p><p>推进建设。</p>"
    rows = [
        (t.indicator, str(t.value), t.unit, t.year)
        for t in found(f"<meta charset=utf-8>{page}".encode(), "a.html")
    ]
    assert rows == [
        ("研发投入强度", "3", "%", 2028),
        ("研发投入强度", "3.4", "%", 2030),
        ("其中：高新技术企业", "600", "家", 2028),
        ("其中：高新技术企业", "800", "家", 2030),
        ("瞪羚企业", "40", "家", 2028),
        ("瞪羚企业", "60", "家", 2030),
        ("绿化覆盖率", "43", "%", 2028),
        ("绿化覆盖率", "45", "%", 2030),
    ]


def test_notes_under_a_table_are_no_rows() -> None:
    rows = [
        ["指标", "2025年", "2030年"],
        ["绿地（公顷）", "120", "160"],
        ["注：2025年为预计数，〔 〕内为五年累计数。", "", ""],
    ]
    assert [t.indicator for t in found(written(rows, "", "md"), "a.md")] == ["绿地"]


@settings(max_examples=40)
@given(
    st.lists(
        st.lists(st.text("指标2030年目单位%[]〔〕—>≥1.5-/\t ", max_size=6), min_size=2, max_size=5),
        min_size=1,
        max_size=6,
    )
)
def test_any_table_is_read_without_an_error(rows: Rows) -> None:
    lines = "\n".join("\t".join(row) for row in rows)
    analyze(read_bytes(f"{TITLE}\n{GOALS}\n{lines}\n".encode(), "a.txt"))
