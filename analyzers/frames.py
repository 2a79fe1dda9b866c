"""Plans as data frames: the rows of `rows.py`, with the types that pandas calculates with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .model import Plan
from .rows.records import CellType, columns, plain, record_types, rows

if TYPE_CHECKING:
    import pandas as pd  # pyright: ignore[reportMissingTypeStubs]

_DTYPES: dict[CellType, str] = {
    "text": "string",
    "integer": "Int64",
    "number": "float64",
    "boolean": "bool",
    "list": "object",
    "list of lists": "object",
}


def to_frames(plans: Iterable[Plan]) -> dict[str, pd.DataFrame]:
    """Return one data frame for each kind of record, by the kind's name in `Plan` (`tasks`, `goals`, …).

    The columns are those of the CSV files. Lists stay lists, ready for `explode`; integers that may be absent
    are `Int64`; numbers are floats, their exact decimals stand in the plans' own records.

    Args:
        plans: one or many, asked for one at a time; only their rows are kept.
    """
    import pandas as pd  # pyright: ignore[reportMissingTypeStubs]

    cells: dict[str, list[list[object]]] = {kind: [[] for _ in columns(kind)] for kind in record_types()}
    for plan in plans:
        for kind, columnwise in cells.items():
            for row in rows(plan, kind, getattr(plan, kind)):
                for column, cell in zip(columnwise, row, strict=True):
                    column.append(plain(cell))
    return {
        kind: pd.DataFrame(
            {
                column.name: pd.Series(values, dtype=_DTYPES[column.type])
                for column, values in zip(columns(kind), columnwise, strict=True)
            }
        )
        for kind, columnwise in cells.items()
    }
