"""A number is a target where the plan commits to it, and nowhere else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from planscan.analyzers import analyze, read

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "targets.yaml").read_text(encoding="utf-8")
)
OPENING = "某市软件产业发展规划（2026—2030年）\n\n一、总体要求\n\n坚持创新发展。\n\n二、发展目标\n\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_targets(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(f"{OPENING}{case['text']}\n\n三、保障措施\n\n加强领导。\n", encoding="utf-8")
    found = analyze(read(path)).targets
    rows = [[t.indicator, t.relation, t.value, t.unit, t.measure_of, t.year] for t in found]
    assert [[*r[:2], float(r[2] or 0), *r[3:]] for r in rows] == [
        [*r[:2], float(r[2]), *r[3:]] for r in case["targets"]
    ]
