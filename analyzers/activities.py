"""Directions, tasks and measures: views of the outline units of those roles, with their actions."""

from __future__ import annotations

from .context import Context
from .model import Activity
from .vocabulary import Role


def find_activities(context: Context, role: Role) -> tuple[Activity, ...]:
    """Return the outline units of `role` as activities, in document order."""
    return ()
