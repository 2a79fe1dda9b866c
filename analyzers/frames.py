"""A plan as data frames: the rows of `rows.py`, with the types that pandas calculates with."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from .model import Plan
from .rows import Cell, CellType, columns, record_types, rows

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


def to_frames(plan: Plan) -> dict[str, pd.DataFrame]:
    """Return one data frame for each kind of record, by the kind's name in `Plan` (`tasks`, `goals`, …).

    The columns are those of the CSV files. Lists stay lists, ready for `explode`; integers that may be absent
    are `Int64`; numbers are floats, their exact decimals stand in the plan's own records.
    """
    import pandas as pd  # pyright: ignore[reportMissingTypeStubs]

    frames: dict[str, pd.DataFrame] = {}
    for kind in record_types():
        table = list(rows(plan, kind, getattr(plan, kind)))
        frames[kind] = pd.DataFrame(
            {
                column.name: pd.Series([_value(row[place]) for row in table], dtype=_DTYPES[column.type])
                for place, column in enumerate(columns(kind))
            }
        )
    return frames


def _value(cell: Cell) -> object:
    if isinstance(cell, tuple):
        return [_value(part) for part in cell]
    return float(cell) if isinstance(cell, Decimal) else cell
