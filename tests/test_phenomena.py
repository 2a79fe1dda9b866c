"""The hard sentences that were collected from real plans: targets among them are found, decoys are not."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from planscan.analyzers import Plan, analyze, find_quantities
from planscan.analyzers.readers import read_bytes

TITLE = "某市产业发展规划（2021—2025年）"
CELLS = {"T15": "two cells of a table: read with its table in the document that holds it"}


@pytest.fixture(scope="module")
def phenomena(shared: Path) -> list[dict[str, Any]]:
    """Return the sentences that people collected, as their file has them."""
    return yaml.safe_load((shared / "gold" / "phenomena.yaml").read_text(encoding="utf-8"))


def of_kind(phenomena: list[dict[str, Any]], kind: str) -> Iterator[dict[str, Any]]:
    """Return the phenomena whose ids begin so, without cells of tables."""
    return (p for p in phenomena if p["id"].startswith(kind) and p["id"] not in CELLS)


def said_in(chapter: str, text: str) -> Plan:
    """Return the plan that says this in a chapter of that name."""
    return analyze(read_bytes(f"{TITLE}\n\n一、{chapter}\n\n{text}\n".encode(), "case.txt"))


def wanted(target: dict[str, Any]) -> tuple[Decimal, ...]:
    """Return the numbers that a target has, multiplied out of the magnitude that its unit begins with."""
    values = target["value"] if isinstance(target["value"], list) else [target["value"]]
    return tuple(find_quantities(f"达到{value}{target.get('unit', '')}")[0].value for value in values)


def test_each_target_is_found_with_its_value(phenomena: list[dict[str, Any]]) -> None:
    missed: list[str] = []
    for entry in of_kind(phenomena, "T"):
        expected = entry["expected"]
        found = {
            (t.value, t.value_max) if t.value_max else (t.value,)
            for t in said_in("主要任务", entry["text"]).targets
        }
        missed += [
            f"{entry['id']} {target}"
            for target in expected.get("targets", [expected])
            if wanted(target) not in found
        ]
    assert not missed


def test_what_looks_like_a_target_is_none(phenomena: list[dict[str, Any]]) -> None:
    taken: list[str] = []
    for entry in of_kind(phenomena, "N"):
        chapter = "发展基础" if entry["expected"]["kind"] == "history" else "主要任务"
        taken += [f"{entry['id']} {t.quote}" for t in said_in(chapter, entry["text"]).targets]
    assert not taken
