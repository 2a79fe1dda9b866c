"""Directions, tasks and measures: views of the outline units of those roles, with their actions."""

from __future__ import annotations

import msgspec

from .actions import find_actions
from .context import Context
from .model import Activity
from .vocabulary import Role


def find_activities(context: Context, role: Role) -> tuple[Activity, ...]:
    """Return the outline units of `role` as activities, in document order.

    Args:
        context: the document with its outline.
        role: `direction`, `task` or `measure`.
    """
    return tuple(
        Activity(**msgspec.structs.asdict(unit), actions=find_actions(context, unit))
        for unit in context.outline
        if unit.role == role
    )
