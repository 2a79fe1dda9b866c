"""Rows as Arrow tables, and Arrow tables as files that are there as a whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, cast

from ..errors import OutputError, UsageError, reason
from ..rows.records import CellType, columns, record_types
from .records import COLUMNS, DOCUMENTS

Table = Any
"""A pyarrow.Table; pyarrow brings no types."""


def arrow() -> Any:  # noqa: ANN401
    """Return pyarrow, with what reads and writes Parquet.

    Raises:
        UsageError: it is not installed.
    """
    try:
        import pyarrow as pa  # pyright: ignore[reportMissingTypeStubs]
        import pyarrow.parquet  # pyright: ignore[reportMissingTypeStubs, reportUnusedImport]
    except ImportError as problem:
        raise UsageError("写数据集需要 pyarrow，请安装：pip install 'planscan[parquet]'") from problem
    return cast("Any", pa)


def table_columns(name: str) -> tuple[tuple[str, CellType], ...]:
    """Return names and types of the columns of a table: `documents`, or a kind of records."""
    if name == DOCUMENTS:
        return COLUMNS
    return tuple((column.name, column.type) for column in columns(name))


def table_names() -> tuple[str, ...]:
    """Return the names of all tables, the documents last: what stands in it is complete."""
    return (*record_types(), DOCUMENTS)


def make_table(name: str, rows: Iterable[Sequence[object]], metadata: Mapping[str, str]) -> Table:
    """Return a table.

    Args:
        name: which one.
        rows: its rows, as `plain` cells in the order of its columns.
        metadata: what the file says of itself.
    """
    pa = arrow()
    schema = _schema(name).with_metadata(dict(metadata))
    columnwise = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [_array(cells, field.type) for cells, field in zip(columnwise, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def write_table(table: Table, path: Path) -> None:
    """Write a Parquet file, which appears under its name when it is complete.

    Raises:
        OutputError: it can't be written.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        arrow().parquet.write_table(table, temporary, compression="zstd")
        temporary.replace(path)
    except OSError as problem:
        said = f"{reason(problem)}，已写完的部分都在，请排除原因后加 --resume"
        raise OutputError(said, str(path)) from problem
    finally:
        temporary.unlink(missing_ok=True)


def read_table(path: Path) -> Table | None:
    """Return the table in a Parquet file; None if there is none, or none that is whole."""
    pa = arrow()
    try:
        return pa.parquet.ParquetFile(path).read()
    except (OSError, pa.ArrowException):
        return None


@cache
def _schema(name: str) -> Any:  # noqa: ANN401
    pa = arrow()
    types: dict[CellType, Any] = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "list": pa.list_(pa.string()),
        "list of lists": pa.list_(pa.list_(pa.string())),
    }
    return pa.schema([(column, types[type_]) for column, type_ in table_columns(name)])


def _array(cells: Sequence[object], type_: object) -> Any:  # noqa: ANN401
    pa = arrow()
    try:
        return pa.array(cells, type_)
    except UnicodeEncodeError:
        return pa.array([_encodable(cell) for cell in cells], type_)


def _encodable(cell: object) -> object:
    if isinstance(cell, str):
        return cell.encode("utf-8", "replace").decode("utf-8")
    return [_encodable(part) for part in cast("list[object]", cell)] if isinstance(cell, list) else cell
