"""What a command shows of a plan: one kind of records, or the plan itself in one row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol

import msgspec

from ...analyzers.model import Activity, Plan, Record, Unit
from ...analyzers.rows.ledger import Assignment, assignments, ledger_columns, ledger_rows
from ...analyzers.rows.member_rows import member_columns, member_rows
from ...analyzers.rows.overview import Overview, overview
from ...analyzers.rows.records import Cell, Column, columns, rows, struct_columns


class View(Protocol):
    """Rows of plans, for the formats that programs read."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the rows."""
        ...

    def rows(self, plan: Plan) -> Iterator[tuple[Cell, ...]]:
        """Yield the rows, one cell for each column."""
        ...

    def objects(self, plan: Plan) -> Iterator[object]:
        """Yield the rows as what becomes JSON objects."""
        ...


class RecordView(NamedTuple):
    """The records of one kind.

    Attributes:
        kind: the field of `Plan` that holds them.
        leaves: whether units that hold others of their kind are left out.
    """

    kind: str
    leaves: bool = False

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the kind."""
        return columns(self.kind)

    def records(self, plan: Plan) -> tuple[Record, ...]:
        """Return the records that are wanted."""
        found: tuple[Record, ...] = getattr(plan, self.kind)
        return tuple(r for r in found if not isinstance(r, Unit) or r.leaf) if self.leaves else found

    def rows(self, plan: Plan) -> Iterator[tuple[Cell, ...]]:
        """Yield the records as flat rows."""
        return rows(plan, self.kind, self.records(plan))

    def objects(self, plan: Plan) -> Iterator[object]:
        """Yield the records with the name of their document in front."""
        for record in self.records(plan):
            yield {"document": plan.document.path} | msgspec.structs.asdict(record)


class StructureView(RecordView):
    """Numbered structures: nested in JSON, a row a member in flat rows."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the members."""
        return member_columns()

    def rows(self, plan: Plan) -> Iterator[tuple[Cell, ...]]:
        """Yield a row for each member."""
        return member_rows(plan, plan.structures)


class LedgerView(NamedTuple):
    """The parts of responsible units in the records of one kind.

    Attributes:
        of: the field of `Plan` that holds the records.
        leaves: whether units that hold others of their kind are left out.
        names: parts of the names that are wanted; all where there are none.
    """

    of: str
    leaves: bool = False
    names: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """What the rows are."""
        return "ledger"

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of a ledger."""
        return ledger_columns()

    def ledger(self, plan: Plan) -> list[Assignment]:
        """Return the parts of the units of one plan."""
        tasks: tuple[Activity, ...] = getattr(plan, self.of)
        return assignments(plan, (t for t in tasks if t.leaf or not self.leaves), self.names)

    def rows(self, plan: Plan) -> Iterator[tuple[Cell, ...]]:
        """Yield a row for each part."""
        return ledger_rows(plan.document, self.ledger(plan))

    def objects(self, plan: Plan) -> Iterator[object]:
        """Yield each part with the name of its document in front."""
        for assignment in self.ledger(plan):
            yield {"document": plan.document.path} | msgspec.structs.asdict(assignment)


class OverviewView:
    """One row a document: what it is, and how much was found in it."""

    columns = struct_columns(Overview)

    def rows(self, plan: Plan) -> Iterator[tuple[Cell, ...]]:
        """Yield the one row."""
        whole = overview(plan)
        yield tuple(column.cell(whole) for column in self.columns)

    def objects(self, plan: Plan) -> Iterator[object]:
        """Yield the one object."""
        yield overview(plan)
