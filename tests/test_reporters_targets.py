"""Targets and incentives as people see them: what is written, what it means, and screens that it fits."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from planscan.analyzers import analyze, read
from planscan.analyzers.readers import read_bytes
from planscan.cli.main import main
from planscan.cli.reporters.amounts import readable, span_of
from planscan.cli.reporters.layouts import sheet
from planscan.cli.reporters.views import RecordView
from planscan.cli.wrapping import width_of

TESTS = Path(__file__).parent
SAMPLES = TESTS.parent / "samples"
AMOUNTS = yaml.safe_load((TESTS / "cases" / "amounts.yaml").read_text(encoding="utf-8"))
POWERS = {"亿": Decimal(10**8), "万": Decimal(10**4), "": Decimal(1)}


@pytest.mark.parametrize(("value", "text"), AMOUNTS)
def test_numbers_are_read_at_a_glance(value: str, text: str) -> None:
    assert readable(Decimal(value)) == text


@given(st.decimals(-(10**16), 10**16, places=3))
def test_no_number_is_rounded(value: Decimal) -> None:
    shown = re.fullmatch(r"(-?[\d,.]+)([亿万]?)", readable(value))
    assert shown
    assert Decimal(shown[1].replace(",", "")) * POWERS[shown[2]] == value


def test_a_range_shows_both_ends() -> None:
    assert span_of(Decimal(500000), Decimal(1000000), "元") == "50万–100万元"
    assert span_of(Decimal(3), None, "个") == "3个"


PLAN = """云泽市制造业发展规划（2026—2030年）
一、发展目标
到2030年，工业总产值突破1.4万亿元，研发投入占比达到3.5%左右，单位能耗降低13.5%，新增企业300家，年均增长6%以上。
"""


def test_what_is_written_stands_beside_what_it_means() -> None:
    plan = analyze(read_bytes(PLAN.encode(), "a.txt"))
    shown = sheet(plan, RecordView("targets"))
    headers = [column.header for column in shown.columns]
    cells = [dict(zip(headers, line.cells, strict=True)) for line in shown.lines]
    assert [(c["数值原文"], c["数值"]) for c in cells] == [
        ("突破1.4万亿元", "不低于14,000亿元"),
        ("3.5%左右", "约3.5%"),
        ("13.5%", "下降13.5%"),
        ("300家", "增加300家"),
        ("6%以上", "增速不低于6%"),
    ]
    assert {c["年份"].replace("\n", " ") for c in cells} == {"2030年 本段"}


@pytest.mark.parametrize("width", [80, 100, 120])
@pytest.mark.parametrize("command", ["targets", "incentives"])
def test_tables_fit_the_screen(
    command: str, width: int, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for name in (
        "digital-economy-plan.txt",
        "biomedicine-measures.gb18030.txt",
        "low-altitude-action-plan.md",
    ):
        main([command, str(SAMPLES / name)])
        _, *lines = capsysbinary.readouterr().out.decode().split("\n")
        assert not [line for line in lines if width_of(line) > width]


def test_a_base_stands_under_the_value_that_it_is_the_base_of() -> None:
    plan = analyze(read(SAMPLES / "low-altitude-action-plan.md"))
    shown = sheet(plan, RecordView("targets"))
    place = [column.header for column in shown.columns].index("数值")
    with_base = [target for target in plan.targets if target.base_value is not None and target.base_year]
    assert with_base
    values = "\n".join(line.cells[place] for line in shown.lines)
    assert all(
        f"{target.base_year}年 {readable(target.base_value or Decimal(0))}" in values for target in with_base
    )
