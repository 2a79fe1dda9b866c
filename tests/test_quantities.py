"""Quantities are read exactly, in every form in which plans write them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from planscan.analyzers import find_quantities

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "quantities.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_reads_what_is_written(case: dict[str, Any]) -> None:
    found = find_quantities(case["text"])
    if case.get("none"):
        assert found == []
        return
    first = found[0]
    high = Decimal(str(case["max"])) if "max" in case else None
    assert (first.value, first.value_max, first.unit, first.relation) == (
        Decimal(str(case["value"])),
        high,
        case["unit"],
        case["relation"],
    )
    assert case["text"][first.start : first.end] == first.text


@given(
    st.integers(2, 9999), st.sampled_from(["", "万", "亿", "万亿"]), st.sampled_from(["元", "亩", "吨", "家"])
)
def test_magnitudes_multiply_out(number: int, magnitude: str, unit: str) -> None:
    (found,) = find_quantities(f"总量达到{number}{magnitude}{unit}")
    power = {"": 0, "万": 4, "亿": 8, "万亿": 12}[magnitude]
    assert (found.value, found.unit) == (Decimal(number).scaleb(power), unit)


@given(st.integers(2, 9999), st.sampled_from(["元", "个百分点", "%", "人"]))
def test_a_bound_behind_changes_the_relation_alone(number: int, unit: str) -> None:
    (plain,) = find_quantities(f"总量达到{number}{unit}")
    (bound,) = find_quantities(f"总量达到{number}{unit}以上")
    assert (plain.value, plain.unit, plain.relation) == (bound.value, bound.unit, "=")
    assert bound.relation == ">="
