"""Directions, tasks and measures: views of the outline units of those roles, with what is told of them."""

from __future__ import annotations

import msgspec

from ...lexicons import TermMatcher
from ..context import Context
from ..model import Activity, Unit
from ..targets.horizons import dated_passages, first_future
from ..vocabulary import MeasureKind, Role
from .actions import find_actions
from .deadlines import ActivityEntry, find_due


def find_activities(context: Context, role: Role) -> tuple[Activity, ...]:
    """Return the outline units of `role` as activities, in document order.

    Args:
        context: the document with its outline.
        role: `direction`, `task` or `measure`.
    """
    return tuple(_activity(context, unit) for unit in context.outline if unit.role == role)


def _activity(context: Context, unit: Unit) -> Activity:
    sentences, dated = context.own_sentences(unit), dated_passages(context)
    return Activity(
        **msgspec.structs.asdict(unit),
        actions=find_actions(context, unit),
        year=first_future(context, [s.text for s in sentences if s.passage.place in dated]),
        due=find_due((sentence.text for sentence in sentences), context.lexicon),
        measure_kind=_measure_kind(context, unit) if unit.role == "measure" else None,
    )


def _measure_kind(context: Context, unit: Unit) -> MeasureKind:
    """Support policies support; a government that works on itself says so in a heading; the rest safeguards."""
    if context.facts.kind == "measures":
        return "support"
    cues = context.lexicon.keep("self_cues", lambda: _self_cues(context))
    above: Unit | None = unit
    while above:
        if cues.first(above.title):
            return "self"
        above = context.unit_by_id[above.parent] if above.parent else None
    return "safeguard"


def _self_cues(context: Context) -> TermMatcher[ActivityEntry]:
    return TermMatcher([e for e in context.lexicon.table("activities", ActivityEntry) if e.use == "self"])
