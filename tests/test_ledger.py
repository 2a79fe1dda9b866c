"""The ledger of responsible units: complete, in order, the same in every format."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planscan.analyzers import analyze, read
from planscan.analyzers.readers import read_bytes
from planscan.analyzers.rows.ledger import assignments
from planscan.analyzers.schema import json_schema
from planscan.cli.main import main
from planscan.cli.wrapping import width_of

ROOT = Path(__file__).resolve().parents[1]
CITY = ROOT / "samples" / "digital-economy-plan.txt"
NEWS = ROOT / "samples" / "cluster-plan-news.md"
PLAN = """某市发展规划
一、重点任务
（一）修建绿道。2026年底前建成。（牵头单位：市水务局；责任单位：市财政局、市 园林局）
（二）修建公园。建设口袋公园。（责任单位：市园林局、市水务局）
（三）修建路网。建设支路。（指导单位：市发展改革委；配合单位：市发展和改革委员会）
二、保障措施
（一）加强督促。定期通报。（责任单位：市政府督查室）
"""
Run = Callable[..., str]


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Return what runs the program in this process, for its output; it must say nothing else."""

    def call(*arguments: str | Path) -> str:
        assert main([*map(str, arguments)]) == 0
        printed = capsysbinary.readouterr()
        assert not printed.err
        return printed.out.decode()

    return call


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Return the path of a plan with responsible units."""
    (path := tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    return path


def rows(printed: str) -> list[dict[str, str]]:
    """Return the rows of a CSV, by the names of their columns."""
    return list(csv.DictReader(io.StringIO(printed, newline="")))


def test_each_unit_has_its_tasks_in_the_order_in_which_units_appear(run: Run, plan: Path) -> None:
    found = [
        (row["unit_name"], row["part"], row["title"], row["due"])
        for row in rows(run("tasks", plan, "--by", "unit", "--csv"))
    ]
    assert found == [
        ("市水务局", "lead", "修建绿道", "2026-12-31"),
        ("市水务局", "responsible", "修建公园", ""),
        ("市财政局", "responsible", "修建绿道", "2026-12-31"),
        ("市园林局", "responsible", "修建绿道", "2026-12-31"),
        ("市园林局", "responsible", "修建公园", ""),
        ("市发展改革委", "supervising", "修建路网", ""),
        ("市发展和改革委员会", "cooperating", "修建路网", ""),
    ]


def test_measures_have_a_ledger_of_their_own(run: Run, plan: Path) -> None:
    assert [row["unit_name"] for row in rows(run("measures", plan, "--by", "unit", "--csv"))] == [
        "市政府督查室"
    ]


def test_people_see_units_with_counts_and_their_tasks_below(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    lines = run("tasks", plan, "--by", "unit").splitlines()
    assert lines[0].endswith("责任单位分工 7 条")
    place = lines.index("市水务局（2 项：牵头 1、责任 1）")
    assert lines[place + 1].split()[:3] == ["（一）修建绿道", "牵头", "2026-12-31"]
    assert lines[place + 2].split()[:2] == ["（二）修建公园", "责任"]
    assert (
        run("tasks", plan, "--by", "unit", "--unit", "环保局")
        .splitlines()[0]
        .endswith("没有找到责任单位分工")
    )


@pytest.mark.parametrize("columns", [80, 120])
def test_long_lines_wrap(run: Run, columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    printed = run("tasks", CITY, "--by", "unit")
    assert max(width_of(line) for line in printed.splitlines()[1:]) <= columns


def test_names_are_picked_by_a_part_and_white_space_does_not_count(run: Run, plan: Path) -> None:
    def names(*wanted: str) -> list[str]:
        given = [word for name in wanted for word in ("--unit", name)]
        return sorted({row["unit_name"] for row in rows(run("tasks", plan, *given, "--csv"))})

    assert names("园林") == names("市 园 林 局") == ["市园林局"]
    assert names("发展改革委", "财政") == ["市发展改革委", "市财政局"]


def test_all_formats_hold_the_same_rows(run: Run, tmp_path: Path) -> None:
    flat = rows(run("tasks", CITY, "--by", "unit", "--csv"))
    objects: list[dict[str, Any]] = json.loads(run("tasks", CITY, "--by", "unit", "--json"))
    assert [(row["unit_name"], row["id"]) for row in flat] == [
        (one["unit_name"], one["id"]) for one in objects
    ]
    lines = run("tasks", CITY, "--by", "unit", "--format", "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == objects
    assert len(run("tasks", CITY, "--by", "unit", "--format", "tsv").splitlines()) == 1 + len(flat)
    markdown = run("tasks", CITY, "--by", "unit", "--format", "markdown")
    for one in objects:
        assert one["unit_name"] in markdown
        schema = {"$ref": "#/$defs/ledger_row", "$defs": json_schema()["$defs"]}
        jsonschema.Draft202012Validator(schema).validate(one)
    assert run("tasks", CITY, "--by", "unit", "--excel").startswith("\ufeff文件,规划名称,")
    run("tasks", CITY, "--by", "unit", "-o", tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert sheet.max_row == 1 + len(flat)


def test_containers_can_be_left_out(run: Run, tmp_path: Path) -> None:
    text = "某市发展规划\n一、重点任务（责任单位：市财政局）\n（一）修路。建设支路。（责任单位：市园林局）\n（二）修桥。建设桥梁。\n"
    (path := tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    everything = rows(run("tasks", path, "--by", "unit", "--csv"))
    leaves = rows(run("tasks", path, "--by", "unit", "--csv", "--leaves"))
    assert leaves == [row for row in everything if row["leaf"] == "true"]
    assert len(leaves) < len(everything)


@pytest.mark.parametrize("arguments", [("--by", "year"), ("--by",), ("--unit", " ")])
def test_what_makes_no_sense_is_wrong_usage(
    arguments: tuple[str, ...], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["tasks", str(CITY), *arguments]) == 2
    printed = capsysbinary.readouterr()
    assert not printed.out
    assert printed.err.decode().rstrip().endswith("[usage]")


@pytest.mark.parametrize("path", [CITY, NEWS], ids=lambda path: path.name)
def test_every_name_of_every_task_is_in_the_ledger(path: Path) -> None:
    document = read(path)
    plan = analyze(document)
    for kind in ("tasks", "measures"):
        tasks = getattr(plan, kind)
        named = {(place.start, task.id) for task in tasks for place in (*task.lead, *task.units)}
        ledger = assignments(plan, tasks)
        assert {(one.name_start, one.id) for one in ledger} <= named
        assert {("".join(document.text[a:].split())[:2], id_) for a, id_ in named} == {
            (one.unit_name[:2], one.id) for one in ledger
        }
        for one in ledger:
            assert "".join(document.text[one.name_start : one.name_end].split()) == one.unit_name


UNITS = st.lists(
    st.sampled_from(["市财政局", "市水务局", "市园林局", "市教育局"]), min_size=1, max_size=4, unique=True
)


@given(st.lists(UNITS, min_size=1, max_size=6))
def test_units_stand_together_in_the_order_of_their_first_mention(tasks: list[list[str]]) -> None:
    numerals = "一二三四五六"
    body = "".join(
        f"（{numerals[place]}）修建设施。建设{place}号设施。（责任单位：{'、'.join(units)}）\n"
        for place, units in enumerate(tasks)
    )
    plan = analyze(
        read_bytes(f"某市发展规划\n一、重点任务\n{body}二、保障措施\n加强领导。\n".encode(), "case.txt")
    )
    ledger = assignments(plan, plan.tasks)
    order = list(dict.fromkeys(unit for units in tasks for unit in units))
    assert [one.unit_name for one in ledger] == [unit for unit in order for units in tasks if unit in units]
