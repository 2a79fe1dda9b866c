"""The table of documents in a data set: what became of each, and what each amounts to."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from ..errors import PlanscanError
from ..execution.work import Outcome
from ..model import Plan
from ..names import encodable
from ..rows.overview import Overview, overview
from ..rows.records import Cell, CellType, struct_columns

Status: TypeAlias = Literal["OK", "WARN", "FAIL"]

DOCUMENTS = "documents"
"""The name of the table."""

_OVERVIEW = [column for column in struct_columns(Overview) if column.name != "document"]

COLUMNS: tuple[tuple[str, CellType], ...] = (
    ("document", "text"),
    ("status", "text"),
    ("codes", "list"),
    ("messages", "list"),
    ("sha256", "text"),
    ("text_sha256", "text"),
    ("format", "text"),
    ("encoding", "text"),
    *((column.name, column.type) for column in _OVERVIEW),
)
"""The columns: of a document that failed, all behind the messages are null."""


class Note(NamedTuple):
    """What a manifest remembers of a document.

    Attributes:
        document: its name.
        status: OK; WARN if there are warnings; FAIL if it could not be read.
        code: the code of the error; empty if there is none.
        message: the error; empty if there is none.
    """

    document: str
    status: Status
    code: str = ""
    message: str = ""


def note(outcome: Outcome[Plan]) -> Note:
    """Return what a manifest remembers of a document."""
    result = outcome.result
    name = encodable(outcome.name)
    if isinstance(result, PlanscanError):
        return Note(name, "FAIL", result.code, encodable(result.message))
    return Note(name, "WARN" if any(each.level == "warning" for each in result.messages) else "OK")


def document_row(outcome: Outcome[Plan]) -> tuple[Cell, ...]:
    """Return the row of a document, one cell for each of `COLUMNS`."""
    told = note(outcome)
    result = outcome.result
    if isinstance(result, PlanscanError):
        return (told.document, told.status, (told.code,), (told.message,), *([None] * (len(COLUMNS) - 4)))
    facts, whole = result.document, overview(result)
    return (
        told.document,
        told.status,
        tuple(each.code for each in result.messages),
        tuple(each.message for each in result.messages),
        facts.sha256,
        facts.text_sha256,
        facts.format,
        facts.encoding,
        *(column.cell(whole) for column in _OVERVIEW),
    )
