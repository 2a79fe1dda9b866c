"""Numbers are read as they are written, and what breaks the rules of numerals is no number."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from planscan.analyzers.numbers.numerals import parse_decimal, parse_integer

CASES: dict[str, list[tuple[str, float | None]]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "numerals.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("text", "value"), CASES["decimal"])
def test_decimals(text: str, value: float | None) -> None:
    assert parse_decimal(text) == (None if value is None else Decimal(str(value)))


@pytest.mark.parametrize(("text", "value"), CASES["integer"])
def test_integers(text: str, value: int | None) -> None:
    assert parse_integer(text) == value
