"""Which years a text names, and how long that takes."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from planscan.analyzers.characters import fold
from planscan.analyzers.numbers.years import find_years

CASES: list[tuple[str, ...]] = [
    (text, *filter(None, years))
    for text, *years in yaml.safe_load(
        (Path(__file__).parent / "cases" / "periods.yaml").read_text(encoding="utf-8")
    )
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_years_by_which_something_holds(case: tuple[str, ...]) -> None:
    text, *years = case
    assert [found.year for found in find_years(fold(text))] == years


@given(st.integers(1990, 2099), st.sampled_from(["比", "较", "自", "截至"]))
def test_a_word_of_comparison_takes_a_year_away(year: int, word: str) -> None:
    (found,) = find_years(f"到{year}年")
    assert found.year == year
    assert list(find_years(f"{word}{year}年")) == []


@given(st.text("12〇二五年十四末时期“”《》到比- "))
def test_years_are_in_order_and_inside_the_text(text: str) -> None:
    ends = [0]
    for found in find_years(text):
        assert ends[-1] <= found.start < found.end <= len(text)
        ends.append(found.end)
