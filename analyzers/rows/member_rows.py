"""Numbered structures as flat rows, one a member: the shape of CSV files, where nesting would need parsing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from ..document import Citation, Span
from ..model import Group, Plan, Structure
from .records import Cell, Column, columns, rows, struct_columns

_NESTED = ("groups", "mentions")
"""The fields of a structure that its rows spread out, or leave to JSON."""

_PLACES = 7
"""How many columns all records end with: their words and their place."""


class _Member(msgspec.Struct, frozen=True, kw_only=True):
    """What the row of one member says besides its structure."""

    digit: int | None = None
    count: int | None = None
    found: int | None = None
    group_label: Citation | None = None
    member: Citation | None = None
    member_span: Span | None = None


@cache
def member_columns() -> tuple[Column, ...]:
    """Return the columns of the rows: those of structures with digit, group and member in place of the groups."""
    kept = [column for column in columns("structures") if column.field not in _NESTED]
    return (*kept[:-_PLACES], *struct_columns(_Member), *kept[-_PLACES:])


def member_rows(plan: Plan, structures: Iterable[Structure]) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for each member, one for a group without members, and one for a structure without groups.

    Args:
        plan: the plan that the structures belong to.
        structures: all of them, or those wanted.
    """
    kept = [place for place, column in enumerate(columns("structures")) if column.field not in _NESTED]
    own = struct_columns(_Member)
    for structure in structures:
        (row,) = rows(plan, "structures", (structure,))
        cells = [row[place] for place in kept]
        for member in _members(structure):
            yield (*cells[:-_PLACES], *(column.cell(member) for column in own), *cells[-_PLACES:])


def _members(structure: Structure) -> Iterator[_Member]:
    if not structure.groups:
        yield _Member()
    for digit, group in enumerate(structure.groups, 1):
        yield from _of_group(digit, group)


def _of_group(digit: int, group: Group) -> Iterator[_Member]:
    alike = _Member(digit=digit, count=group.count, found=group.found, group_label=group.label)
    for member in group.members:
        span = Span(member.start, member.end)
        yield msgspec.structs.replace(alike, member=member, member_span=span)
    if not group.members:
        yield alike
