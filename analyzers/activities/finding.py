"""Directions, tasks and measures: views of the outline units of those roles, with what is told of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import msgspec

from ...lexicons import TermMatcher
from ..context import Context
from ..language.sentences import Sentence
from ..model import Activity, Unit
from ..targets.horizons import dated_passages, first_future
from ..vocabulary import MeasureKind, Role
from .actions import find_actions
from .deadlines import ActivityEntry, due_passages, find_due


def find_activities(context: Context, role: Role) -> tuple[Activity, ...]:
    """Return the outline units of `role` as activities, in document order.

    Args:
        context: the document with its outline.
        role: `direction`, `task` or `measure`.
    """
    years, dates = dated_passages(context), due_passages(context)
    return tuple(_activity(context, unit, years, dates) for unit in context.outline if unit.role == role)


def _activity(context: Context, unit: Unit, years: Collection[int], dates: Collection[int]) -> Activity:
    """Return a unit as an activity; the places of the passages that may name a year, or a deadline, are given."""
    runs = context.own_runs(unit)
    dated, due = _said(context, runs, years), _said(context, runs, dates)
    return Activity(
        **msgspec.structs.asdict(unit),
        actions=find_actions(context, unit),
        year=first_future(context, dated) if dated else None,
        due=find_due(due, context.lexicon) if due else None,
        measure_kind=_measure_kind(context, unit) if unit.role == "measure" else None,
    )


def _said(context: Context, runs: Iterable[Sentence], places: Collection[int]) -> list[str]:
    """Return the sentences of some stretches that stand in some of the document's passages."""
    return [s.text for run in runs if run.passage.place in places for s in context.sentences_in(run)]


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
