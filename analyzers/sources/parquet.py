"""The rows of a Parquet file; needs pyarrow, which is imported here and where data sets are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, cast

from ..errors import InputError, UnsupportedFormatError

_ROWS = 64
"""Rows that are in memory at once."""


def parquet_rows(stream: BinaryIO) -> Iterator[Mapping[str, object]]:
    """Yield the rows of a Parquet file.

    Raises:
        UnsupportedFormatError: pyarrow is not installed.
        InputError: it is no Parquet file.
    """
    try:
        import pyarrow as pa  # pyright: ignore[reportMissingTypeStubs]
        import pyarrow.parquet as pq  # pyright: ignore[reportMissingTypeStubs]
    except ImportError as problem:
        raise UnsupportedFormatError(
            "读取 Parquet 需要 pyarrow，请安装：pip install 'planscan[parquet]'"
        ) from problem
    file, broken = cast("Any", pq).ParquetFile, cast("Any", pa).ArrowException
    try:
        for batch in file(stream).iter_batches(batch_size=_ROWS):
            yield from batch.to_pylist()
    except broken as problem:
        raise InputError(f"不是完整的 Parquet 文件（{problem}），请重新取得") from problem
