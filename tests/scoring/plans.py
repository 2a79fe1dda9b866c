"""The measures of a whole plan: one function for each group of measures, all of one shape."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .counts import Comparison, Comparisons, differing
from .matching import (
    Pairs,
    Row,
    members,
    notation,
    pair,
    pair_equal,
    pair_in_order,
    plain,
    same_clause,
    same_goal,
    same_groups,
    same_phrase,
    same_quantity,
    same_target,
    same_title,
)

Rows = Sequence[Row]
Side = Mapping[str, Any]
"""A plan as plain mappings, or the gold for it."""

MEASURES = (
    "outline",
    "role",
    "tree",
    "goals",
    "directions",
    "tasks",
    "measures",
    "actions",
    "targets",
    "targets*",
    "structures",
    "groups",
    "declared",
    "units",
    "lead",
    "document",
)
"""All measures of a plan, in the order in which they are shown."""

ACTIVITIES = {"directions": "direction", "tasks": "task", "measures": "measure"}
_FACTS = ("title", "kind", "region", "number", "issued", "period")


def compare_plan(gold: Side, plan: Side) -> Comparisons:
    """Return the comparison of each measure for one document.

    Args:
        gold: what people annotated, as GUIDELINES.md says.
        plan: what was found, with the names of planscan's JSON; what is absent was not found.
    """
    ours, theirs = _rows(gold, "outline"), _rows(plan, "outline")
    pairs = pair_in_order(_titles(ours), _titles(theirs), same_title)
    found = _outline(ours, theirs, pairs)
    found |= _activities(ours, plan)
    found["actions"] = _actions(ours, plan, pairs)
    found |= _responsible(ours, theirs, pairs)
    found["goals"] = _listed(_rows(gold, "goals"), _rows(plan, "goals"), same_goal, _goal)
    found |= _targets(_rows(gold, "targets"), _rows(plan, "targets"))
    found |= _structures(_rows(gold, "structures"), _rows(plan, "structures"))
    found["declared"] = _declared(_rows(gold, "declared"), _rows(plan, "declared"))
    found["document"] = _document(gold.get("document") or {}, plan.get("document") or {})
    return {measure: found[measure] for measure in MEASURES}


def _rows(side: Side, key: str) -> Rows:
    return side.get(key) or ()


def _titles(rows: Rows) -> list[str]:
    return [plain(row.get("title")) for row in rows]


def _unit(row: Row) -> str:
    return f"{row.get('marker') or ''}{plain(row.get('title'))} [{row.get('role')}]"


def _goal(row: Row) -> str:
    return plain(row.get("text"))[:60]


def _target(row: Row) -> str:
    names = ("indicator", "relation", "value", "unit", "measure_of", "year")
    return f"{' '.join(str(row.get(name)) for name in names)} | {row.get('quote') or row.get('text')}"


def from_pairs(gold: Sequence[str], found: Sequence[str], pairs: Pairs) -> Comparison:
    """Return the comparison of two lists, shown as text, of which `pairs` belong together."""
    ours, theirs = {one for one, _ in pairs}, {other for _, other in pairs}
    return Comparison(
        len(pairs),
        tuple(text for place, text in enumerate(gold) if place not in ours),
        tuple(text for place, text in enumerate(found) if place not in theirs),
    )


def _listed(
    gold: Rows, found: Rows, same: Callable[[Row, Row], bool], show: Callable[[Row], str]
) -> Comparison:
    return from_pairs([show(row) for row in gold], [show(row) for row in found], pair(gold, found, same))


def _parents(rows: Rows) -> list[int | None]:
    """Return the place of each unit's parent: by ids where the rows have them, else by levels."""
    places = {row["id"]: place for place, row in enumerate(rows) if row.get("id") is not None}
    if places:
        return [places.get(row.get("parent")) for row in rows]
    parents: list[int | None] = []
    open_units: list[int] = []
    for place, row in enumerate(rows):
        while open_units and rows[open_units[-1]].get("level", 1) >= row.get("level", 1):
            open_units.pop()
        parents.append(open_units[-1] if open_units else None)
        open_units.append(place)
    return parents


def _outline(gold: Rows, found: Rows, pairs: Pairs) -> Comparisons:
    """Compare headings; of those that match, roles and parents. Unmatched units between two are skipped."""
    back = {theirs: ours for ours, theirs in pairs}
    above_gold, above_found = _parents(gold), _parents(found)

    def matched_parent(place: int) -> int | None:
        parent = above_found[place]
        while parent is not None and parent not in back:
            parent = above_found[parent]
        return None if parent is None else back[parent]

    roles = [
        f"{_unit(gold[ours])} found as {found[theirs].get('role')}"
        for ours, theirs in pairs
        if gold[ours].get("role") != found[theirs].get("role")
    ]
    strays = [_unit(gold[ours]) for ours, theirs in pairs if above_gold[ours] != matched_parent(theirs)]
    return {
        "outline": from_pairs([_unit(row) for row in gold], [_unit(row) for row in found], pairs),
        "role": differing(roles, len(pairs) - len(roles)),
        "tree": differing(strays, len(pairs) - len(strays)),
    }


def _activities(gold: Rows, plan: Side) -> Comparisons:
    """Compare directions, tasks and measures: gold's units of that role with the list that was found."""
    comparisons: Comparisons = {}
    for measure, role in ACTIVITIES.items():
        ours = [row for row in gold if row.get("role") == role]
        listed = plan.get(measure)
        theirs = (
            [row for row in _rows(plan, "outline") if row.get("role") == role] if listed is None else listed
        )
        pairs = pair_in_order(_titles(ours), _titles(theirs), same_title)
        comparisons[measure] = from_pairs([_unit(row) for row in ours], [_unit(row) for row in theirs], pairs)
    return comparisons


def _actions(gold: Rows, plan: Side, pairs: Pairs) -> Comparison:
    """Compare the phrases of matched units for which gold lists them."""
    found = _rows(plan, "outline")
    rows = {row["id"]: row for measure in ACTIVITIES for row in _rows(plan, measure) if "id" in row}
    ours, theirs = [], []
    for one, other in pairs:
        if "actions" not in gold[one]:
            continue
        row = rows.get(found[other].get("id"), found[other])
        ours += [(one, plain(phrase)) for phrase in gold[one]["actions"]]
        theirs += [(one, plain(phrase)) for phrase in row.get("actions") or ()]
    same = pair(ours, theirs, lambda a, b: a[0] == b[0] and same_phrase(a[1], b[1]))
    return from_pairs([phrase for _, phrase in ours], [phrase for _, phrase in theirs], same)


def _responsible(gold: Rows, found: Rows, pairs: Pairs) -> Comparisons:
    """Compare the bodies on matched units: all of them, and those that lead."""
    back = {theirs: ours for ours, theirs in pairs}
    comparisons: Comparisons = {}
    for measure, keys in (("units", ("lead", "units")), ("lead", ("lead",))):
        ours = [(place, name) for place, row in enumerate(gold) for name in _names(row, keys)]
        theirs = [(back.get(place), name) for place, row in enumerate(found) for name in _names(row, keys)]
        comparisons[measure] = from_pairs(
            [name for _, name in ours], [name for _, name in theirs], pair_equal(ours, theirs)
        )
    return comparisons


def _names(row: Row, keys: Sequence[str]) -> list[str]:
    """Return the bodies of a unit, each once."""
    return list(dict.fromkeys(plain(body) for key in keys for body in row.get(key) or ()))


def _targets(gold: Rows, listed: Rows) -> Comparisons:
    """Compare quantities, and quantities with all that is said of them; targets without a number don't count."""
    found = [row for row in listed if row.get("value") is not None]
    whole = pair(gold, found, lambda one, other: same_quantity(one, other) and same_target(one, other))
    rest_gold = [place for place in range(len(gold)) if place not in {one for one, _ in whole}]
    rest_found = [place for place in range(len(found)) if place not in {other for _, other in whole}]
    loose = pair([gold[place] for place in rest_gold], [found[place] for place in rest_found], same_quantity)
    pairs = whole + [(rest_gold[one], rest_found[other]) for one, other in loose]
    ours, theirs = [_target(row) for row in gold], [_target(row) for row in found]
    return {"targets": from_pairs(ours, theirs, pairs), "targets*": from_pairs(ours, theirs, whole)}


def _structures(gold: Rows, found: Rows) -> Comparisons:
    """Compare notations, and the members of those that match.

    Members that gold doesn't mention are judged only where it says that there are none (`groups: []`).
    """
    pairs = pair(gold, found, lambda one, other: notation(one) == notation(other))
    right = {one for one, other in pairs if members(gold[one]) and same_groups(gold[one], found[other])}
    missed = [place for place, row in enumerate(gold) if row.get("groups") and place not in right]
    claimed = [
        other
        for one, other in pairs
        if found[other].get("groups") and "groups" in gold[one] and one not in right
    ]

    def show(row: Row) -> str:
        return f"{notation(row)}: {members(row)}"

    return {
        "structures": from_pairs([notation(row) for row in gold], [notation(row) for row in found], pairs),
        "groups": Comparison(
            len(right), tuple(show(gold[place]) for place in missed), tuple(show(found[p]) for p in claimed)
        ),
    }


def _declared(gold: Rows, listed: Rows) -> Comparison:
    """Compare the counts that were found to be fulfilled; one announced again is neither right nor wrong."""

    def same(one: Row, other: Row) -> bool:
        quotes = [one.get("quote"), *(one.get("also") or ())]
        return one.get("count") == other.get("count") and any(
            same_clause(quote, other.get("quote")) for quote in quotes
        )

    fulfilled = [row for row in listed if row.get("status", "fulfilled") == "fulfilled"]
    paired = {other for _, other in pair(gold, fulfilled, same)}
    found = [
        row
        for place, row in enumerate(fulfilled)
        if place in paired or not any(same(one, row) for one in gold)
    ]
    return _listed(gold, found, same, lambda row: f"{row.get('quote')} {row.get('count')}")


def _document(gold: Side, found: Side) -> Comparison:
    """Compare the facts of the document that gold states."""
    stated = [key for key in _FACTS if gold.get(key) is not None]
    wrong = [
        f"{key}: {gold[key]} found as {found.get(key)}" for key in stated if not _same_fact(key, gold, found)
    ]
    return differing(wrong, len(stated) - len(wrong))


def _same_fact(key: str, gold: Side, found: Side) -> bool:
    ours, theirs = gold[key], found.get(key)
    if key == "period":
        return list(ours) == list(theirs or ())
    if key == "title":
        return same_title(plain(ours), plain(theirs))
    return plain(ours) == plain(theirs)
