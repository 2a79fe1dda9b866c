"""Quantities are read exactly, in every form in which plans write them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from planscan.analyzers import Quantity, find_quantities, in_base

CASES: dict[str, list[Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "quantities.yaml").read_text(encoding="utf-8")
)


def by_text(case: dict[str, Any]) -> str:
    """Return the text of a case, which names its test."""
    return case["text"]


def decimal(value: object) -> Decimal | None:
    """Return a number of a case file exactly as it is written there."""
    return None if value is None else Decimal(str(value))


def read_back(quantity: Quantity) -> tuple[object, ...]:
    """Return a quantity as the cases write it."""
    high = () if quantity.value_max is None else (quantity.value_max,)
    return (quantity.value, *high, quantity.unit, quantity.relation)


@pytest.mark.parametrize("case", CASES["one"], ids=by_text)
def test_reads_what_is_written(case: dict[str, Any]) -> None:
    found = find_quantities(case["text"])
    quantity = found[-1]
    wanted = (decimal(case["value"]), decimal(case.get("max")), case["unit"], case["relation"])
    assert (quantity.value, quantity.value_max, quantity.unit, quantity.relation) == wanted
    assert case["text"][quantity.start : quantity.end] == quantity.text
    told = {
        "dimension": quantity.dimension,
        "vague": quantity.vague,
        "size": quantity.size,
        "words": quantity.text,
    }
    assert {key: told[key] for key in told if key in case} == {key: case[key] for key in told if key in case}


@pytest.mark.parametrize("case", CASES["many"], ids=by_text)
def test_reads_all_that_is_written_in_order(case: dict[str, Any]) -> None:
    wanted = [tuple(decimal(v) if isinstance(v, int | float) else v for v in row) for row in case["all"]]
    assert [read_back(quantity) for quantity in find_quantities(case["text"])] == wanted


@pytest.mark.parametrize("text", CASES["none"])
def test_numbers_of_names_and_dates_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize("case", CASES["base"], ids=by_text)
def test_converts_to_base_units(case: dict[str, Any]) -> None:
    (quantity,) = find_quantities(case["text"])
    assert in_base(quantity) == (decimal(case["value"]), decimal(case.get("max")), case["unit"])
