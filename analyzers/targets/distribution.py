"""Values in a row that share their words: `A、B分别达到30%和50%`, `新增100家A、200家B`."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from ..language.lists import ListReader
from ..numbers.quantities import Quantity
from .indicators import IndicatorReader, Reading

JOINTS = "、和及与以或,; "
"""What may stand between two values of a row, and nothing else."""

RESPECTIVELY = "分别"


class Read(msgspec.Struct, frozen=True, gc=False):
    """A quantity of a clause, and how the words around it are read."""

    quantity: Quantity
    reading: Reading


def distribute(clause: str, row: list[Read], words: IndicatorReader, lists: ListReader) -> list[Read]:
    """Give the values of a row what they share with the one before: the indicator, or the verb.

    Args:
        clause: the folded clause.
        row: its quantities in order, each read by itself.
        words: the words around targets.
        lists: reads the subjects of 分别.
    """
    shared: list[Read] = []
    for read in row:
        shared.append(_shared(clause, shared[-1], read, words) if shared else read)
    place = 0
    while place < len(shared):
        length = _row_length(clause, shared, place)
        if length > 1 and RESPECTIVELY in shared[place].reading.head:
            shared[place : place + length] = _paired(clause, shared[place : place + length], words, lists)
        place += length
    return shared


def inherit_verb(clause: str, before: Reading, reading: Reading, words: IndicatorReader) -> Reading:
    """Return a reading with the verb of the one before, where it has none: 新增企业80家、机构20家.

    Args:
        clause: the folded clause of the reading.
        before: the reading before it, there or in the clause before.
        reading: how the words around the quantity are read.
        words: the words around targets.
    """
    verb = words.adding_verb(before.head)
    named = clause[reading.start : reading.end] if reading.start is not None else ""
    if not verb or words.has_verb(reading) or words.is_measure(named):
        return reading
    return replace(reading, head=verb + reading.head)


def _shared(clause: str, before: Read, read: Read, words: IndicatorReader) -> Read:
    between = clause[before.quantity.end : read.quantity.start]
    if not between.strip(JOINTS) and not read.reading.noun_behind and not before.reading.behind:
        last = before.reading
        return replace(read, reading=replace(last, noun_behind=None, sized=read.reading.sized))
    if any(mark in between for mark in "、和及") and read.quantity.unit != "%":
        return replace(read, reading=inherit_verb(clause, before.reading, read.reading, words))
    return read


def _row_length(clause: str, row: list[Read], place: int) -> int:
    length = 1
    while place + length < len(row):
        between = clause[row[place + length - 1].quantity.end : row[place + length].quantity.start]
        if between.strip(JOINTS):
            break
        length += 1
    return length


def _paired(clause: str, row: list[Read], words: IndicatorReader, lists: ListReader) -> list[Read]:
    """Give each value its own subject, in order; all of it where the subjects share their head noun."""
    start, end = row[0].reading.start, row[0].reading.end
    if start is None or end is None:
        return row
    listed = lists.between(clause, start, end, len(row))
    items = listed.of(len(row)) if listed else None
    if not items:
        return row
    measured = [words.is_measure(clause[item.start : item.end]) for item in items]
    alone = all(measured) or not measured[-1]
    pairs = zip(row, items, measured, strict=True)
    return [
        replace(read, reading=replace(read.reading, start=item.start, end=item.end))
        if alone or whole
        else read
        for read, item, whole in pairs
    ]
