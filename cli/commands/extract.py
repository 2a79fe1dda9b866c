"""`planscan extract`: everything about each document in one object, or all documents in one data set."""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from ...analyzers.errors import PlanscanError, UsageError
from ...analyzers.names import encodable
from ..options import Format, Tabular
from ..output import open_output
from ..registry import add

if TYPE_CHECKING:
    from ...analyzers.model import Plan

_ABOUT = (
    "全部：每份文件一个 JSON 对象，或写成数据集 · Everything at once: one JSON object a document, or a data set\n\n"
    "读不了的文件也占一个对象，只有 document.path 和 messages。 "
    "A document that can't be read has an object too, with document.path and messages.\n\n"
    "-o 为文件夹时写成 Parquet 数据集（每类记录一张表），为 .duckdb 时写成一个数据库，为 .xlsx 时每类一个工作表。 "
    "With -o FOLDER it writes a data set of Parquet, a table a record kind; with .duckdb one file; "
    "with .xlsx a sheet a kind."
)


class EngineName(StrEnum):
    """Who makes the parts of a data set: processes of this machine, or the workers of a cluster."""

    LOCAL = "local"
    DASK = "dask"


@dataclass(frozen=True, kw_only=True)
class ExtractOptions(Tabular):
    """What the command takes."""

    resume: Annotated[
        bool,
        typer.Option(
            "--resume", help="接着做：未变的文件不再分析 · Go on: what is there and unchanged is kept"
        ),
    ] = False
    update: Annotated[
        bool,
        typer.Option("--update", help="更新：同上，并去掉已消失的文件 · The same, and drop what vanished"),
    ] = False
    engine: Annotated[
        EngineName | None,
        typer.Option(
            "--engine",
            help="在本机做，或在 Dask 集群上做，默认 local · Work here or on a Dask cluster, local by default",
        ),
    ] = None
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler",
            metavar="ADDRESS",
            help="Dask 调度器的地址，即 --engine dask · Address of a Dask scheduler, implies --engine dask",
        ),
    ] = None


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    add(
        app,
        "extract",
        ExtractOptions,
        _ABOUT,
        "planscan extract 规划.txt > 规划.json",
        "planscan extract 规划/ --format jsonl | jq -r '.document.title'",
        "planscan extract 规划/ -o 数据集/",
        "planscan extract 规划/ -o 数据集/ --update",
    )(run)


def run(options: ExtractOptions) -> int:
    """Print the whole result for each document, or write a data set."""
    if _is_dataset(options):
        from ..datasets import write

        return write(options.output or "", options, options.resume or options.update, options.update)
    if options.resume or options.update or options.engine or options.scheduler:
        raise UsageError(
            "--resume、--update、--engine、--scheduler 只用于数据集，请用 -o 给出文件夹或 .duckdb 文件"
        )
    format_ = options.chosen_format(Format.JSON)
    if format_ is Format.XLSX:
        from ..datasets import write_sheets

        return write_sheets(options)
    if format_ not in (Format.JSON, Format.JSONL):
        raise UsageError(
            f"extract 的结果有多层，不能写成 {format_.value}；请用 --format json 或 jsonl，"
            "要表格请用 planscan tasks、goals 等命令，要数据集请用 -o 文件夹"
        )
    return _print(options, format_)


def _is_dataset(options: ExtractOptions) -> bool:
    """Say whether the output is a folder (there, or named without suffix or with a slash) or a DuckDB file."""
    name = options.output
    if name is None or name == "-" or options.format or options.json or options.csv or options.excel:
        return False
    suffix = PurePath(name).suffix.lower()
    if suffix == ".duckdb" or name.endswith("/") or Path(name).is_dir():
        return True
    return not suffix and not os.path.lexists(name)


def _print(options: ExtractOptions, format_: Format) -> int:
    from ..batch import outcomes
    from ..notices import Notices
    from ..reporters.objects import write_json, write_jsonl

    notices = Notices(options.quiet)
    write = write_json if format_ is Format.JSON else write_jsonl
    with open_output(options.output) as output:
        write(([_object(outcome)] for outcome in outcomes(options, notices)), output)
    return notices.exit_code


def _object(outcome: "Plan | PlanscanError") -> object:
    """Return what stands for a document in the output, read or not."""
    if not isinstance(outcome, PlanscanError):
        return outcome

    from ...analyzers.document import Message
    from ...analyzers.schema import FailedDocument, FailedPath

    message = Message(outcome.code, "error", encodable(outcome.message))
    return FailedDocument(FailedPath(encodable(outcome.path or "")), (message,))
