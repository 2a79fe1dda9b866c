"""What makes a whole result doubtful: a text without Chinese, a text without a plan."""

from __future__ import annotations

from ..lexicons.compiling import compiled
from .document import Document, Message
from .model import Plan
from .vocabulary import Role

_HAN = compiled(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""Han characters: the ideograph blocks of Unicode."""

NO_CHINESE = Message("no-chinese", "warning", "没有中文，planscan 只读中文的规划和政策文件")
NO_PLAN = Message("no-plan", "warning", "没有找到目标、任务、措施等规划内容，请确认这是规划或政策文件")


CONTENTS = ("directions", "tasks", "measures", "goals", "targets", "incentives", "structures")
"""The fields of `Plan` with what a plan consists of."""

_ACTIVITIES: tuple[Role, ...] = ("direction", "task", "measure")
"""The roles of the units that are directions, tasks and measures."""


def find_doubts(document: Document, holds_plan: bool) -> tuple[Message, ...]:
    """Return the warnings that concern the result as a whole, the gravest alone.

    Args:
        document: the document.
        holds_plan: whether it holds anything that a plan consists of.
    """
    if not _HAN.search(document.text):
        return (NO_CHINESE,)
    return () if holds_plan else (NO_PLAN,)


def shows_plan(plan: Plan) -> bool:
    """Tell whether a result, which may lack kinds that nobody asked for, shows something that a plan consists of."""
    found = any(getattr(plan, kind) for kind in CONTENTS)
    return found or any(unit.role in _ACTIVITIES for unit in plan.outline)
