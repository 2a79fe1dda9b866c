"""The scorer on small hand-made cases."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from scoring import Score, score

ONE: dict[str, Any] = {"marker": "一、", "title": "发展目标", "role": "goal"}
TWO: dict[str, Any] = {"marker": "二、", "title": "重点任务", "role": "task"}


def test_the_same_on_both_sides_is_perfect() -> None:
    plan = {"outline": [ONE, TWO], "goals": [{"text": "建成 示范区"}], "structures": [{"notation": "3＋2"}]}
    gold = {"outline": [ONE, TWO], "goals": [{"text": "建成示范区"}], "structures": [{"notation": "3+2"}]}
    assert {each.f1 for each in score(plan, gold).values()} == {1.0}


def test_a_miss_costs_recall_alone() -> None:
    outline = score({"outline": [ONE]}, {"outline": [ONE, TWO]})["outline"]
    assert (outline.precision, outline.recall) == (1.0, 0.5)


def test_a_false_finding_costs_precision_alone() -> None:
    outline = score({"outline": [ONE, TWO]}, {"outline": [ONE]})["outline"]
    assert (outline.precision, outline.recall) == (0.5, 1.0)


def test_a_wrong_role_leaves_the_heading_right() -> None:
    scores = score({"outline": [{**TWO, "role": "measure"}]}, {"outline": [TWO]})
    assert scores["outline"].f1 == 1.0
    assert scores["role"].right == 0
    assert scores["tasks"] == Score(0, 0, 1)
    assert scores["measures"] == Score(0, 1, 0)


def test_a_heading_found_twice_counts_once() -> None:
    assert score({"outline": [ONE, ONE]}, {"outline": [ONE]})["outline"] == Score(1, 2, 1)
