"""Data sets as the user asks for them: a folder, a DuckDB file, a workbook."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from ..analyzers.datasets.dataset import Engine, locally, write_dataset
from ..analyzers.datasets.manifest import Manifest
from ..analyzers.datasets.parts import Part, PartWork
from ..analyzers.errors import UsageError
from ..analyzers.model import Plan
from .batch import examination, reported
from .commands.extract import ExtractOptions
from .inputs import chosen_inputs
from .notices import Notices, say
from .options import Tabular
from .output import open_output
from .progress import Progress

_DUCKDB = ".duckdb"


def write(output: str, options: ExtractOptions, reuse: bool, drop: bool) -> int:
    """Write a data set to a folder or a DuckDB file, and return the exit code.

    Args:
        output: the folder or file.
        options: what is read, and how.
        reuse: whether documents that are there and did not change are kept.
        drop: whether documents that vanished are dropped.

    Raises:
        PlanscanError: it can't be written, or the options make no sense.
    """
    if output.lower().endswith(_DUCKDB):
        from ..analyzers.datasets.duck import duckdb, write_duckdb

        duckdb()
        staging = Path(f"{output}.parts")
        manifest = _write_folder(staging, options, reuse=reuse or not staging.exists(), drop=True)
        write_duckdb(staging, Path(output))
        manifest.write(Path(f"{output}.manifest.json"))
        shutil.rmtree(staging)
    else:
        manifest = _write_folder(Path(output), options, reuse, drop)
    return int(manifest.fail > 0)


def write_sheets(options: Tabular) -> int:
    """Write a workbook with a sheet of documents and one for each kind of records; return the exit code.

    Raises:
        OutputError: it can't be written, or has more rows than Excel allows.
    """
    from ..analyzers.datasets.records import COLUMNS, document_row
    from ..analyzers.execution.plans import PlanWork
    from ..analyzers.rows.records import columns, record_types, rows
    from .reporters.labels import column_label
    from .reporters.layouts import NOUNS
    from .reporters.workbook import open_workbook

    notices = Notices(options.quiet)
    with ExitStack() as stack:
        book = stack.enter_context(open_workbook(stack.enter_context(open_output(options.output))))
        documents = book.sheet("文件", [column_label(name) for name, _ in COLUMNS])
        sheets = {
            kind: book.sheet(NOUNS[kind], [column_label(column.name) for column in columns(kind)])
            for kind in record_types()
        }
        for outcome in reported(options, notices, PlanWork(examination(options))):
            documents.add(document_row(outcome))
            if isinstance(outcome.result, Plan):
                for kind, sheet in sheets.items():
                    for row in rows(outcome.result, kind, getattr(outcome.result, kind)):
                        sheet.add(row)
    return notices.exit_code


def _write_folder(folder: Path, options: ExtractOptions, reuse: bool, drop: bool) -> Manifest:
    notices = Notices(options.quiet)
    work = PartWork(examination(options), str(folder), reuse)
    engine: Engine = _engine(options)
    found = chosen_inputs(options, work.examination.limits)
    with Progress(options) as progress:
        try:
            return write_dataset(found, work, engine, partial(_tell, notices, progress), drop)
        except KeyboardInterrupt:
            say(f"已中断；写完的部分在 {folder}，加 --resume 接着做")
            raise


def _engine(options: ExtractOptions) -> Engine:
    named = options.engine.value if options.engine else None
    if named == "dask" and options.scheduler is None:
        raise UsageError("--engine dask 需要 --scheduler，例如 --scheduler tcp://127.0.0.1:8786")
    if named == "local" and options.scheduler is not None:
        raise UsageError("--scheduler 只用于 --engine dask，请去掉其中一个")
    if options.scheduler is None:
        return locally(options.jobs)
    from ..analyzers.datasets.cluster import on_dask

    return on_dask(options.scheduler)


def _tell(notices: Notices, progress: Progress, part: Part) -> None:
    progress.clear()
    for told in part.notes:
        if told.status == "FAIL":
            notices.failure(f"{told.document}：{told.message} [{told.code}]")
    progress.advance(len(part.notes), part.size, sum(told.status == "FAIL" for told in part.notes))
