"""`planscan extract`: everything about each document in one object."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from ...analyzers.errors import PlanscanError, UsageError
from ...analyzers.names import encodable
from ..options import Format, Tabular
from ..output import open_output
from ..registry import add

if TYPE_CHECKING:
    from ...analyzers.model import Plan

_ABOUT = (
    "全部：每份文件一个 JSON 对象 · Everything at once: one JSON object a document\n\n"
    "读不了的文件也占一个对象，只有 document.path 和 messages。 "
    "A document that can't be read has an object too, with document.path and messages."
)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    add(
        app,
        "extract",
        Tabular,
        _ABOUT,
        "planscan extract 规划.txt > 规划.json",
        "planscan extract 规划/ --format jsonl | jq -r '.document.title'",
    )(run)


def run(options: Tabular) -> int:
    """Print the whole result for each document."""
    format_ = options.chosen_format(Format.JSON)
    if format_ not in (Format.JSON, Format.JSONL):
        raise UsageError(
            f"extract 的结果有多层，不能写成 {format_.value}；请用 --format json 或 jsonl，"
            "要表格请用 planscan tasks、goals 等命令"
        )

    from ..batch import outcomes
    from ..notices import Notices
    from ..reporters.objects import write_json, write_jsonl

    notices = Notices(options.quiet)
    write = write_json if format_ is Format.JSON else write_jsonl
    with open_output(options.output) as output:
        write(([_object(outcome)] for outcome in outcomes(options, notices)), output)
    return notices.exit_code


def _object(outcome: Plan | PlanscanError) -> object:
    """Return what stands for a document in the output, read or not."""
    if not isinstance(outcome, PlanscanError):
        return outcome

    from ...analyzers.document import Message
    from ...analyzers.schema import FailedDocument, FailedPath

    message = Message(outcome.code, "error", encodable(outcome.message))
    return FailedDocument(FailedPath(encodable(outcome.path or "")), (message,))
