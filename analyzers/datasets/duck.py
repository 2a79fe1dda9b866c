"""A DuckDB file from the folder of a data set."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, cast

from ..errors import OutputError, UsageError
from .tables import table_names


def duckdb() -> Any:  # noqa: ANN401 - what is used of it has no types
    """Return duckdb.

    Raises:
        UsageError: it is not installed.
    """
    try:
        import duckdb as module  # pyright: ignore[reportMissingTypeStubs]
    except ImportError as problem:
        raise UsageError("写 .duckdb 文件需要 duckdb，请安装：pip install 'planscan[duckdb]'") from problem
    return cast("Any", module)


def write_duckdb(folder: Path, path: Path) -> None:
    """Write a DuckDB file with the tables of a data set, rows in the order of the parts, replaced as a whole.

    Raises:
        OutputError: it can't be written.
    """
    module = duckdb()
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with module.connect(str(temporary)) as connection:
            for table in table_names():
                files = str(folder / table / "*.parquet").replace("'", "''")
                connection.execute(f"CREATE TABLE {table} AS SELECT * FROM read_parquet('{files}')")  # noqa: S608
        temporary.replace(path)
    except (OSError, module.Error) as problem:
        raise OutputError(
            f"写入失败（{problem}），已做的部分在 {folder}，可加 --resume 再做", str(path)
        ) from problem
    finally:
        temporary.unlink(missing_ok=True)
