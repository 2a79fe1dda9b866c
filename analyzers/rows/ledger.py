"""The ledger of a plan: for each responsible unit the tasks in which it has a part."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache

import msgspec

from ...lexicons.compiling import compiled
from ..document import Citation
from ..model import Activity, Facts, Plan, Responsible
from ..vocabulary import LedgerPart
from .records import DOCUMENT_COLUMNS, Cell, Column, document_cells, heading_paths, struct_columns

_SPACE = compiled(r"\s+")


class Assignment(msgspec.Struct, frozen=True, kw_only=True):
    """The part of one responsible unit in one task or measure.

    Attributes:
        unit_name: the unit as written, without white space; names that differ stay apart.
        part: what it does: lead, responsible, cooperating, supervising.
        label: the word that gives it this part, as written; null for who leads.
        inherited: whether the part is stated for a unit above.
        id: the id of the task.
        path: the headings above the task.
        marker: its number as written.
        title: its title.
        leaf: whether it holds no others of its role.
        year: the year by which it holds.
        due: the date by which it is to be done.
        page: the page on which the task begins.
        line: the line on which it begins.
        name_start: offset of the unit's name.
        name_end: offset behind it.
    """

    unit_name: str
    part: LedgerPart
    label: str | None
    inherited: bool
    id: str
    path: str | None
    marker: str
    title: str
    leaf: bool
    year: int | None
    due: str | None
    page: int | None
    line: int | None
    name_start: int
    name_end: int


def assignments(plan: Plan, tasks: Iterable[Activity], names: Collection[str] = ()) -> list[Assignment]:
    """Return the ledger: by unit in the order in which the units appear, then by task.

    Args:
        plan: the plan that the tasks belong to.
        tasks: all tasks or measures, or those wanted.
        names: parts of names, of which a unit's name must hold one; every name does where there are none.
    """
    paths = heading_paths(plan)
    wanted = [_folded(name) for name in names]
    found: dict[tuple[str, LedgerPart, str], Assignment] = {}
    for task in tasks:
        for assignment in _of_task(task, paths.get(task.parent or "")):
            if not wanted or any(name in assignment.unit_name for name in wanted):
                found.setdefault((assignment.unit_name, assignment.part, assignment.id), assignment)
    first: dict[str, int] = {}
    for assignment in sorted(found.values(), key=lambda one: one.name_start):
        first.setdefault(assignment.unit_name, assignment.name_start)
    places = {task.id: task.start for task in plan.outline}
    return sorted(found.values(), key=lambda one: (first[one.unit_name], places[one.id], one.name_start))


@cache
def ledger_columns() -> tuple[Column, ...]:
    """Return the columns of the ledger's rows: which document, then the fields of an assignment."""
    return (*DOCUMENT_COLUMNS, *struct_columns(Assignment))


def ledger_rows(facts: Facts, ledger: Iterable[Assignment]) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of a ledger, one cell for each of `ledger_columns()`."""
    document = document_cells(facts)
    own = struct_columns(Assignment)
    for assignment in ledger:
        yield (*document, *(column.cell(assignment) for column in own))


def _of_task(task: Activity, path: str | None) -> Iterator[Assignment]:
    parts: list[tuple[Citation | Responsible, LedgerPart, str | None, bool]] = [
        *((lead, "lead", None, False) for lead in task.lead),
        *((unit, unit.part, unit.label, unit.inherited) for unit in task.units),
    ]
    for named, part, label, inherited in parts:
        yield Assignment(
            unit_name=_folded(named.text),
            part=part,
            label=label,
            inherited=inherited,
            id=task.id,
            path=path,
            marker=task.marker,
            title=task.title,
            leaf=task.leaf,
            year=task.year,
            due=task.due,
            page=task.page,
            line=task.line,
            name_start=named.start,
            name_end=named.end,
        )


def _folded(name: str) -> str:
    return _SPACE.sub("", name)
