"""The records as flat rows: the one shape that CSV files and data frames share.

A row begins with the document that it comes from, its id and the headings above it, goes on with the
record's own fields, and ends with its words and their place. A span becomes two columns, a list of citations
the list of their words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, Literal, NamedTuple, TypeAlias, Union, get_args, get_origin

import msgspec

from ..document import Citation, Span
from ..model import Facts, Group, Plan, Record, Responsible, Unit

Cell: TypeAlias = str | bool | int | Decimal | tuple[str, ...] | tuple[tuple[str, ...], ...] | None
"""What stands in a column of a row; None where the document does not say."""

CellType: TypeAlias = Literal["text", "integer", "number", "boolean", "list", "list of lists"]

PATH_SEPARATOR = " > "
"""Stands between the headings of a path, from the outermost inwards."""

_PLACE = ("text", "page", "line", "start", "end", "section", "rule")
"""The fields of every record, in the order in which rows end with them."""


class Column(NamedTuple):
    """One column of the rows of a kind.

    Attributes:
        name: its name in CSV files and data frames.
        type: what its cells hold.
        field: the record's field that it shows.
        read: what makes the field's value a cell.
    """

    name: str
    type: CellType
    field: str
    read: Callable[[Any], Cell]

    def cell(self, record: object) -> Cell:
        """Return what the record has in this column."""
        return self.read(getattr(record, self.field))


def _as_is(value: Cell) -> Cell:
    return value


DOCUMENT_COLUMNS = tuple(
    Column(name, "text", name, _as_is) for name in ("document", "title_of_plan", "region", "issued", "kind")
)
"""The columns that every row begins with: which document it comes from."""

PATH_COLUMN = Column("path", "text", "path", _as_is)
"""The titles of the headings above a record, from the outermost inwards."""


@cache
def record_types() -> dict[str, type[Record]]:
    """Return the kinds of rows: the fields of `Plan` that hold records, in order, with the records' class."""
    types: dict[str, type[Record]] = {}
    for field in msgspec.structs.fields(Plan):
        inner = get_args(field.type)[0] if get_origin(field.type) is tuple else None
        if isinstance(inner, type) and issubclass(inner, Record):
            types[field.name] = inner
    return types


@cache
def columns(kind: str) -> tuple[Column, ...]:
    """Return all columns of the rows of a kind, in order.

    A field that is named like one of the document's columns is called after its record: `structure_kind`.

    Args:
        kind: a field of `Plan` that holds records, as `tasks`.
    """
    type_ = record_types()[kind]
    identity, *others = struct_columns(type_)
    own = [column for column in others if column.field not in _PLACE]
    place = sorted((c for c in others if c.field in _PLACE), key=lambda column: _PLACE.index(column.field))
    taken = {column.name for column in (*DOCUMENT_COLUMNS, PATH_COLUMN)}
    prefix = type_.__name__.lower()
    named = (c._replace(name=f"{prefix}_{c.name}") if c.name in taken else c for c in (*own, *place))
    return (*DOCUMENT_COLUMNS, identity, PATH_COLUMN, *named)


def struct_columns(type_: type[msgspec.Struct]) -> tuple[Column, ...]:
    """Return the columns for the fields of a class, in the order of the fields.

    Raises:
        TypeError: no rule says how a field becomes flat.
    """
    return tuple(c for field in msgspec.structs.fields(type_) for c in _field_columns(field.name, field.type))


def rows(plan: Plan, kind: str, records: Iterable[Record]) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of some records of a plan, one cell for each of `columns(kind)`.

    Args:
        plan: the plan that the records belong to.
        kind: the field of `Plan` that holds them.
        records: all of them, or those wanted.
    """
    document = document_cells(plan.document)
    paths = heading_paths(plan)
    _, *own = columns(kind)[len(document) + 1 :]
    for record in records:
        above = paths.get(heading_above(record) or "")
        yield (*document, record.id, above, *(column.cell(record) for column in own))


def document_cells(facts: Facts) -> tuple[str | None, ...]:
    """Return what rows begin with, one cell for each of `DOCUMENT_COLUMNS`."""
    return (facts.path, facts.plan_title or facts.title, facts.region, facts.issued, facts.kind)


def plain(cell: Cell) -> object:
    """Return a cell as data frames and Parquet have it: lists, and floats for decimals."""
    if isinstance(cell, tuple):
        return [plain(part) for part in cell]
    return float(cell) if isinstance(cell, Decimal) else cell


def heading_paths(plan: Plan) -> dict[str, str]:
    """Return for each outline unit, by its id, its title behind those of the units above it (`A > B > C`)."""
    paths: dict[str, str] = {}
    for unit in plan.outline:
        above = paths.get(unit.parent or "")
        paths[unit.id] = f"{above}{PATH_SEPARATOR}{unit.title}" if above else unit.title
    return paths


def heading_above(record: Record) -> str | None:
    """Return the id of the outline unit above a record: an outline unit does not stand above itself."""
    return record.parent if isinstance(record, Unit) else record.section


def _field_columns(name: str, annotation: object) -> tuple[Column, ...]:
    """Return the columns for a field by its type: two for a span and for groups, one for anything else."""
    type_ = _without_none(annotation)
    inner: object = get_args(type_)[0] if get_origin(type_) is tuple else None
    if type_ is Span:
        base = name.removesuffix("_span")
        return (
            Column(f"{base}_start", "integer", name, _start),
            Column(f"{base}_end", "integer", name, _end),
        )
    if inner is Group:
        labels = f"{name.removesuffix('s')}_labels"
        return (Column(name, "list of lists", name, _members), Column(labels, "list", name, _labels))
    if inner is Citation or inner is Responsible:
        return (Column(name, "list", name, _texts),)
    if type_ is Citation:
        return (Column(name, "text", name, _text),)
    return (Column(name, _scalar_type(name, type_), name, _as_is),)


def _scalar_type(name: str, type_: object) -> CellType:
    if get_origin(type_) is Literal or type_ is str:
        return "text"
    types: dict[object, CellType] = {bool: "boolean", int: "integer", Decimal: "number"}
    if type_ not in types:
        raise TypeError(f"no rule makes the field {name} of type {type_} a column")
    return types[type_]


def _without_none(annotation: object) -> object:
    if get_origin(annotation) in (Union, UnionType):
        return next(part for part in get_args(annotation) if part is not type(None))
    return annotation


def _start(span: Span | None) -> Cell:
    return span.start if span else None


def _end(span: Span | None) -> Cell:
    return span.end if span else None


def _text(citation: Citation | None) -> Cell:
    return citation.text if citation else None


def _texts(items: tuple[Citation | Responsible, ...]) -> Cell:
    return tuple(item.text for item in items)


def _members(groups: tuple[Group, ...]) -> Cell:
    return tuple(tuple(member.text for member in group.members) for group in groups)


def _labels(groups: tuple[Group, ...]) -> Cell:
    """Return the label of each group, empty where it has none; nothing where no group has one."""
    labels = tuple(group.label.text if group.label else "" for group in groups)
    return labels if any(labels) else ()
