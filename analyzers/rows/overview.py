"""A plan in one row: what it is, how much was found in it, and how far the result can be trusted."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import msgspec

from ..model import Activity, Plan, Unit
from ..vocabulary import DocumentKind


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """One document in one row. Of directions, tasks and measures only those count that hold no others."""

    document: str
    title: str | None
    kind: DocumentKind
    issuer: str | None
    region: str | None
    number: str | None
    issued: str | None
    period_from: int | None
    period_to: int | None
    characters: int
    headings: int
    goals: int
    targets: int
    incentives: int
    directions: int
    tasks: int
    actions: int
    measures: int
    structures: int
    structures_resolved: int
    declared: int
    declared_fulfilled: int
    covered_share: Decimal
    tasks_without_unit: int
    targets_without_year: int
    rejected: int


def overview(plan: Plan) -> Overview:
    """Return the row for a plan."""
    facts = plan.document
    tasks = leaves(plan.tasks)
    period = facts.period or (None, None)
    return Overview(
        document=facts.path,
        title=facts.plan_title or facts.title,
        kind=facts.kind,
        issuer=facts.issuer,
        region=facts.region,
        number=facts.number,
        issued=facts.issued,
        period_from=period[0],
        period_to=period[1],
        characters=facts.characters,
        headings=len(plan.outline),
        goals=len(plan.goals),
        targets=len(plan.targets),
        incentives=len(plan.incentives),
        directions=len(leaves(plan.directions)),
        tasks=len(tasks),
        actions=sum(len(task.actions) for task in tasks),
        measures=len(leaves(plan.measures)),
        structures=len(plan.structures),
        structures_resolved=sum(structure.status == "resolved" for structure in plan.structures),
        declared=len(plan.declared),
        declared_fulfilled=sum(count.status == "fulfilled" for count in plan.declared),
        covered_share=covered_share(plan),
        tasks_without_unit=sum(not task.lead and not task.units for task in tasks),
        targets_without_year=sum(target.year is None for target in plan.targets),
        rejected=len(plan.rejected),
    )


def leaves(activities: Iterable[Activity]) -> list[Activity]:
    """Return the activities that hold no others of their kind."""
    return [activity for activity in activities if activity.leaf]


def covered_share(plan: Plan) -> Decimal:
    """Return the share of the text, 0 to 1 in four digits, that lies in outline units with a role.

    The rest is text before the first heading, between units, or in units whose role is `other`.
    """
    covered = reached = 0
    for unit in sorted((u for u in plan.outline if u.role != "other"), key=_place):
        covered += max(0, unit.end - max(unit.start, reached))
        reached = max(reached, unit.end)
    share = Decimal(covered) / Decimal(plan.document.characters or 1)
    return min(share, Decimal(1)).quantize(Decimal("0.0001"))


def _place(unit: Unit) -> tuple[int, int]:
    return unit.start, unit.end
