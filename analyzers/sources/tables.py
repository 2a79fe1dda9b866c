"""Tables that hold a document a row (jsonl, csv, tsv, Parquet): `x.jsonl#ID` is the name of one."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, BinaryIO, cast

from ..errors import EncodingError, InputError, LimitError, MissingInputError
from ..names import encodable
from ..readers.limits import Limits
from .columns import DELIMITED, PARQUET, TextColumns
from .inputs import Found, Input, is_url

ROW = "#"
"""Stands between the name of a table and the name of a document in it."""

_ID = "id"


def table_inputs(path: str, columns: TextColumns, limits: Limits) -> Iterator[Found]:
    """Yield the documents in a table in the order of its rows, and an error for each row that holds none.

    Args:
        path: the file or URL.
        columns: which columns hold texts and names.
        limits: what one document may cost at most.
    """
    reader = _reader(path)
    number = 0
    try:
        with _opened(path) as stream:
            for number, row in enumerate(reader(stream), start=1):
                yield _row_input(path, number, row, columns, limits)
        if not number:
            yield MissingInputError("表格里一行也没有，请检查文件", path)
    except FileNotFoundError:
        yield MissingInputError("文件不存在，请检查路径", path)
    except PermissionError:
        yield InputError("没有读取权限，请检查文件的权限", path)
    except InputError as error:
        error.path = error.path or path
        yield error
    except UnicodeDecodeError:
        yield EncodingError("表格不是 UTF-8 编码，请另存为 UTF-8", path)
    except (OSError, ValueError, csv.Error) as problem:
        yield InputError(f"表格无法读取（{problem}），请检查文件", path)


def _reader(path: str) -> Callable[[BinaryIO], Iterable[Mapping[str, object] | str]]:
    name = path.lower()
    if name.endswith(PARQUET):
        from .parquet import parquet_rows

        return parquet_rows
    if name.endswith(DELIMITED):
        return partial(_delimited_rows, delimiter="\t" if name.endswith(".tsv") else ",")
    return _json_rows


def _row_input(
    path: str, number: int, row: Mapping[str, object] | str, columns: TextColumns, limits: Limits
) -> Found:
    """Return the document in a row; a string in its place says why it can't be read."""
    if isinstance(row, str):
        return InputError(row, f"{path}{ROW}{number}")
    given = row.get(columns.id or _ID)
    if columns.id and given is None:
        return InputError(_no_column(row, columns.id, "--id-column"), f"{path}{ROW}{number}")
    name = f"{path}{ROW}{number if given is None else given}"
    text = row.get(columns.text)
    if columns.text not in row:
        return InputError(_no_column(row, columns.text, "--text-column"), name)
    if not isinstance(text, str):
        return InputError(f"{columns.text} 列里不是文字，请检查这一行", name)
    data = text.encode("utf-8", "replace")
    try:
        limits.check("size", len(data), name)
    except LimitError as error:
        return error
    return Input(name=encodable(name), data=data, encoding="utf-8")


def _no_column(row: Mapping[str, object], wanted: str, option: str) -> str:
    names = "、".join(str(name) for name in list(row)[:12])
    return f"没有 {wanted} 这一列，请用 {option} 指明（有：{names}）"


def _json_rows(stream: BinaryIO) -> Iterator[Mapping[str, object] | str]:
    for line in stream:
        if not line.strip():
            continue
        try:
            row = json.loads(line.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            yield "这一行不是合法的 JSON，请检查文件"
            continue
        yield cast("dict[str, object]", row) if isinstance(row, dict) else "这一行不是 JSON 对象，请检查文件"


def _delimited_rows(stream: BinaryIO, delimiter: str) -> Iterator[Mapping[str, object] | str]:
    csv.field_size_limit(1 << 30)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    rows: csv.DictReader[Any] = csv.DictReader(text, delimiter=delimiter)
    yield from cast("Iterable[dict[str, object]]", rows)


def _opened(path: str) -> BinaryIO:
    if is_url(path):
        from .remote import open_url

        return open_url(path)
    return open(path, "rb")  # noqa: PTH123 - closed by whoever asked
