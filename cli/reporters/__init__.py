"""What results look like: each format in a module of its own, imported when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable

from ...analyzers.model import Plan
from ..options import DIAGRAMS, Format
from ..output import Output
from .views import LedgerView, OverviewView, RecordView, View


def write_records(
    plans: Iterable[Plan], view: RecordView | LedgerView, output: Output, format_: Format, excel: bool
) -> None:
    """Write the records of one kind in the format wanted.

    Args:
        plans: the plans, in order; what one gave is handed on before the next is asked for.
        view: which records.
        output: where they go.
        format_: the format.
        excel: whether CSV is for a spreadsheet program.
    """
    if format_ is Format.TABLE and view.kind == "structures":
        from .trees import write_trees

        write_trees(plans, output)
    elif format_ is Format.TABLE:
        from .tables import write_tables

        write_tables(plans, view, output)
    elif format_ in DIAGRAMS:
        from .diagrams import write_dot, write_mermaid

        write = write_dot if format_ is Format.DOT else write_mermaid
        write(plans, output)
    elif format_ is Format.MARKDOWN:
        from .markdown import write_markdown

        write_markdown(plans, view, output)
    elif format_ is Format.XLSX:
        from .layouts import NOUNS
        from .workbook import write_workbook

        write_workbook(plans, view, output, NOUNS[view.kind])
    else:
        _write_data(plans, view, output, format_, excel)


def write_overviews(plans: Iterable[Plan], output: Output, format_: Format, excel: bool) -> None:
    """Write what each plan amounts to: a screen for people, a row for programs; see `write_records`."""
    if format_ is Format.TABLE:
        from .summaries import write_summaries

        write_summaries(plans, output)
    elif format_ is Format.MARKDOWN:
        from .markdown import write_overview_table

        write_overview_table(plans, output)
    elif format_ is Format.XLSX:
        from .workbook import write_workbook

        write_workbook(plans, OverviewView(), output, "概览")
    else:
        _write_data(plans, OverviewView(), output, format_, excel)


def _write_data(plans: Iterable[Plan], view: View, output: Output, format_: Format, excel: bool) -> None:
    if format_ in (Format.JSON, Format.JSONL):
        from .objects import write_json, write_jsonl

        write = write_json if format_ is Format.JSON else write_jsonl
        write((view.objects(plan) for plan in plans), output)
    else:
        from .delimited import write_csv, write_excel, write_tsv

        write = write_excel if excel else write_csv if format_ is Format.CSV else write_tsv
        write(plans, view, output)
