"""Goals, their years, and where the years come from."""

from pathlib import Path

import pytest
import yaml

from planscan.analyzers import analyze
from planscan.analyzers.readers import read_bytes

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "goals.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_goals(case):
    plan = analyze(read_bytes(case["text"].encode(), case.get("file", "case.txt")))
    assert [f"{g.year} {g.year_from} | {g.text}" for g in plan.goals] == case["goals"]
