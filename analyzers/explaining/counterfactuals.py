"""What a document's records would be without some entries of the lexicons: the same analysis, run again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from ...lexicons import Lexicon
from ...lexicons.muted import MutedLexicon
from ..document import Document
from ..model import Plan, Record, Unit
from ..pipeline import analyze
from ..rows.records import struct_columns
from ..segmenter import Segmenter
from .evidence import FieldChange

_FOLLOWING = frozenset({"id", "text", "page", "line", "section", "unit_end", "title_span", "indicator_span"})
"""Fields that follow from others, and so are not told."""


class Difference(NamedTuple):
    """What would be different in a record.

    Attributes:
        gone: whether it would not be there.
        changes: its fields that would hold something else; of a task that is gone, the role of its unit.
    """

    gone: bool
    changes: tuple[FieldChange, ...]


NO_DIFFERENCE = Difference(gone=False, changes=())


class Counterfactuals:
    """The records of one document under other knowledge. Each question is asked once."""

    def __init__(self, document: Document, lexicon: Lexicon, segmenter: Segmenter) -> None:
        """Take the document, and the knowledge that is to be doubted."""
        self._document = document
        self._lexicon = lexicon
        self._segmenter = segmenter
        self._known: dict[tuple[str, frozenset[str]], Plan] = {}

    def without(
        self, entries: Collection[str], kind: str, record: Record, all_: Sequence[Record]
    ) -> Difference:
        """Return what would be different in a record if some entries were not there.

        Args:
            entries: the ids of the entries.
            kind: the kind of the record.
            record: the record as it is.
            all_: all records of the kind as they are.
        """
        plan = self._plan(kind, frozenset(entries))
        after = _counterpart(record, all_, getattr(plan, kind))
        if after is None:
            return Difference(gone=True, changes=_role_without(record, plan))
        columns = [column for column in struct_columns(type(record)) if column.field not in _FOLLOWING]
        cells = ((column.name, column.cell(record), column.cell(after)) for column in columns)
        changes = (FieldChange(field=name, without=now) for name, was, now in cells if was != now)
        return Difference(gone=False, changes=tuple(changes))

    def _plan(self, kind: str, entries: frozenset[str]) -> Plan:
        key = kind, entries
        if key not in self._known:
            lexicon = MutedLexicon(self._lexicon, entries)
            self._known[key] = analyze(self._document, lexicon, self._segmenter, (kind,))
        return self._known[key]


def _role_without(record: Record, plan: Plan) -> tuple[FieldChange, ...]:
    """Return the role of the outline unit that a task would still be."""
    units = (unit for unit in plan.outline if isinstance(record, Unit) and unit.id == record.id)
    return tuple(FieldChange(field="role", without=unit.role) for unit in units)


def _counterpart(record: Record, before: Sequence[Record], after: Sequence[Record]) -> Record | None:
    """Return the record that stands for `record` among those found after a change.

    Records that begin together are told apart by what they hold: one that is another's equal is that one.
    """
    others = [_contents(other) for other in before if other.start == record.start and other.id != record.id]
    there = [other for other in after if other.start == record.start]
    free: list[Record] = []
    for other in there:
        contents = _contents(other)
        if contents in others:
            others.remove(contents)
        else:
            free.append(other)
    own = _contents(record)
    return max(
        free, key=lambda other: sum(a == b for a, b in zip(own, _contents(other), strict=True)), default=None
    )


def _contents(record: Record) -> list[object]:
    return [getattr(record, name) for name in record.__struct_fields__ if name != "id"]
