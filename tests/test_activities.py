"""Actions of tasks and measures, and the units responsible for them."""

from pathlib import Path

import pytest
import yaml
from planscan.analyzers import analyze
from planscan.analyzers.readers import read_bytes

CASES = Path(__file__).parent / "cases"
FRAME = "一、主要任务\n（一）完善产业体系。{}\n（二）扩大开放合作。\n二、保障措施\n加强统筹。\n"


def task_with(body: str):
    plan = analyze(read_bytes(FRAME.format(body).encode(), "case.txt"))
    return next(task for task in plan.tasks if task.title == "完善产业体系")


def cases(name: str):
    return yaml.safe_load((CASES / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", cases("actions.yaml"), ids=lambda c: c["id"])
def test_actions(case):
    assert [action.text for action in task_with(case["body"]).actions] == case["actions"]


@pytest.mark.parametrize("case", cases("responsibility.yaml"), ids=lambda c: c["id"])
def test_responsible_units(case):
    task = task_with("推动产业升级。" + case["text"])
    assert [unit.text for unit in task.lead] == case["lead"]
    assert [f"{unit.part} {unit.text}" for unit in task.units] == case["units"]


def test_a_rule_stated_once_makes_the_first_unit_lead_from_then_on():
    text = (
        "一、主要任务\n（一）完善体系。（省科技厅、省财政厅负责，列第一位者为牵头单位，下同）\n"
        "（二）扩大合作。（省商务厅、省教育厅负责）\n"
    )
    tasks = analyze(read_bytes(text.encode(), "case.txt")).tasks
    leads = {task.title: [unit.text for unit in task.lead] for task in tasks if task.leaf}
    assert leads == {"完善体系": ["省科技厅"], "扩大合作": ["省商务厅"]}
