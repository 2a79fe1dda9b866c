"""What makes a whole result doubtful: a text without Chinese, a text without a plan."""

from __future__ import annotations

import re

from .document import Document, Message
from .model import Plan

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""Han characters: the ideograph blocks of Unicode."""

NO_CHINESE = Message("no-chinese", "warning", "没有中文，planscan 只读中文的规划和政策文件")
NO_PLAN = Message("no-plan", "warning", "没有找到目标、任务、措施等规划内容，请确认这是规划或政策文件")


def find_doubts(document: Document, plan: Plan) -> tuple[Message, ...]:
    """Return the warnings that concern the result as a whole, the gravest alone.

    Args:
        document: the document.
        plan: what was found in it.
    """
    if not _HAN.search(document.text):
        return (NO_CHINESE,)
    return () if holds_plan(plan) else (NO_PLAN,)


def holds_plan(plan: Plan) -> bool:
    """Tell whether anything was found that a plan consists of."""
    found = (plan.goals, plan.targets, plan.directions, plan.tasks, plan.measures, plan.incentives)
    return any((*found, plan.structures))
