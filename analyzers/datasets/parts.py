"""The parts of a data set: what the documents of one window of the inputs give, written where they were analysed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias, cast

import msgspec

from ..errors import InputError, PlanscanError
from ..execution.pool import Settled
from ..execution.work import Examination, Outcome, Report
from ..model import SCHEMA_VERSION, Plan
from ..readers.limits import Limits
from ..rows.records import plain, record_types, rows
from ..sources.inputs import Found, Input
from ..version import VERSION
from .records import DOCUMENTS, Note, document_row, note
from .tables import Table, make_table, read_table, table_names, write_table

Rows: TypeAlias = dict[str, list[list[object]]]
"""The rows of one document by the table that they belong to."""


class Window(msgspec.Struct, frozen=True):
    """Some inputs that stand one behind the other, and the number of the part that they make."""

    number: int
    inputs: tuple[Found, ...]


class Part(NamedTuple):
    """What came of a window.

    Attributes:
        notes: one for each document.
        size: the bytes that were read.
        reused: how many documents were not analysed, because they are as they were.
    """

    notes: tuple[Note, ...]
    size: int
    reused: int


class PartWork(msgspec.Struct, frozen=True):
    """Reads and analyses the documents of a window and writes the part that they make.

    Attributes:
        examination: how documents are read and analysed.
        folder: the folder of the data set.
        reuse: whether documents are kept that the part holds already and that did not change.
    """

    examination: Examination
    folder: str
    reuse: bool

    @property
    def limits(self) -> Limits:
        """What one document may cost."""
        return self.examination.limits

    def __call__(self, task: Window, report: Report) -> Part:
        """Return what came of a window, whose part is there then."""
        old = self._old(task) if self.reuse else {}
        digests = [self._digest(each) for each in task.inputs] if old else [None] * len(task.inputs)
        kept = [
            old.get((each.name, digest or "")) if isinstance(each, Input) else None
            for each, digest in zip(task.inputs, digests, strict=True)
        ]
        if old and len(old) == len(kept) and None not in kept:
            return _unchanged(cast("list[Rows]", kept))
        tables: Rows = {name: [] for name in table_names()}
        notes: list[Note] = []
        size = 0
        for place, (each, known) in enumerate(zip(task.inputs, kept, strict=True)):
            if known is None:
                report(place)
                outcome = self._outcome(each)
                size += outcome.size
                found, told = _rows(outcome), note(outcome)
            else:
                found, told = known, _known(known)
            notes.append(told)
            for name, some in found.items():
                tables[name] += some
        self._write(task.number, tables)
        return Part(tuple(notes), size, sum(each is not None for each in kept))

    def name(self, task: Window, place: int) -> str:
        """Return the name of a document of a window."""
        each = task.inputs[place]
        return each.name if isinstance(each, Input) else each.path or ""

    def without(self, task: Window, place: int, error: InputError) -> Window | Settled[Part]:
        """Return the window with an error in the place of a document that can't be done."""
        return Window(task.number, (*task.inputs[:place], error, *task.inputs[place + 1 :]))

    def weight(self, task: Window) -> int:
        """Return the bytes that travel with a window."""
        return sum(len(each.data or b"") for each in task.inputs if isinstance(each, Input))

    def path(self, table: str, number: int) -> Path:
        """Return the file of a part of a table."""
        return Path(self.folder, table, f"part-{number:06}.parquet")

    def _outcome(self, each: Found) -> Outcome[Plan]:
        return self.examination.plan(each) if isinstance(each, Input) else Outcome(each.path or "", each, 0)

    def _digest(self, each: Found) -> str | None:
        try:
            data = each.fetch(self.examination.limits) if isinstance(each, Input) else None
        except PlanscanError:
            return None
        return hashlib.sha256(data).hexdigest() if data is not None else None

    def _write(self, number: int, tables: Rows) -> None:
        metadata = self._metadata()
        for name in table_names():
            write_table(make_table(name, tables[name], metadata), self.path(name, number))

    def _metadata(self) -> Mapping[str, str]:
        """Return what the results depend on besides the documents."""
        examination = self.examination
        return {
            "planscan.version": VERSION,
            "planscan.schema": str(SCHEMA_VERSION),
            "planscan.lexicon": examination.lexicon.digest,
            "planscan.segmenter": examination.engine.name,
            "planscan.encoding": examination.encoding or "",
        }

    def _old(self, task: Window) -> dict[tuple[str, str], Rows]:
        """Return the rows of the documents that the part holds, by name and digest; not of those that failed."""
        wanted = {key.encode(): value.encode() for key, value in self._metadata().items()}
        found: dict[tuple[str, str], Rows] = {}
        for name in reversed(table_names()):
            table = read_table(self.path(name, task.number))
            if table is None or wanted.items() - (table.schema.metadata or {}).items():
                return {}
            for row in _dicts(table):
                if name == DOCUMENTS and row["status"] != "FAIL":
                    key = (str(row["document"]), str(row["sha256"]))
                    found[key] = {each: [] for each in table_names()}
            _assign(name, table, found)
        return found


def _dicts(table: Table) -> Iterator[dict[str, object]]:
    yield from table.to_pylist()


def _assign(name: str, table: Table, found: dict[tuple[str, str], Rows]) -> None:
    by_document = {document: rows for (document, _), rows in found.items()}
    for row in _dicts(table):
        rows = by_document.get(str(row["document"]))
        if rows is not None:
            rows[name].append(list(row.values()))


def _rows(outcome: Outcome[Plan]) -> Rows:
    found: Rows = {DOCUMENTS: [[plain(cell) for cell in document_row(outcome)]]}
    if isinstance(outcome.result, Plan):
        for kind in record_types():
            records = rows(outcome.result, kind, getattr(outcome.result, kind))
            found[kind] = [[plain(cell) for cell in row] for row in records]
    return found


def _known(kept: Rows) -> Note:
    document, status = kept[DOCUMENTS][0][:2]
    return Note(str(document), "WARN" if status == "WARN" else "OK")


def _unchanged(kept: list[Rows]) -> Part:
    return Part(tuple(_known(each) for each in kept), 0, len(kept))
