"""The cells of an indicator table: what value one holds, and in which unit."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ...lexicons import Lexicon
from ...lexicons.compiling import compiled
from ..numbers.numerals import MAGNITUDES
from ..numbers.quantities import Quantity, quantity_reader
from ..vocabulary import Relation

_MAGNITUDE = compiled(rf"^(?P<magnitude>{'|'.join(sorted(MAGNITUDES, key=len, reverse=True))})(?=.)")
_NUMBER = compiled(r"\d[\d,.]*(?:\s*(?:-|—|~|至)\s*\d[\d,.]*)?")
_RIM = " []〔〕()"
_COUNTED = "个"
"""Stands in for a unit while the number is read: the real one may be none that units.yaml knows."""

_BEFORE, _BEHIND = 10, 4
"""How many characters may stand around the number of a cell: `年均增长`, `以上`."""


class Value(NamedTuple):
    """What a cell says."""

    value: Decimal
    value_max: Decimal | None
    unit: str
    relation: Relation


def value_of(lexicon: Lexicon, text: str, unit: str) -> Value | None:
    """Return the quantity of a cell, with its own unit or else the one that stands in the table.

    Args:
        lexicon: the knowledge.
        text: the folded words of the cell.
        unit: the unit of its row or column, with its magnitude: 万人.
    """
    reader = quantity_reader(lexicon)
    words = text.strip(_RIM)
    own = next((q for q in reader.read(words) if q.unit), None)
    if own:
        return _value(own, own.unit)
    hit = _NUMBER.search(words)
    if hit is None or hit.start() > _BEFORE or len(words) - hit.end() > _BEHIND:
        return None
    scale = _MAGNITUDE.match(unit)
    magnitude = scale["magnitude"] if scale else ""
    written = f"{words[: hit.end()]}{magnitude}{_COUNTED}{words[hit.end() :]}"
    found = next(reader.read(written), None)
    return _value(found, unit[scale.end() :] if scale else unit) if found else None


def _value(found: Quantity, unit: str) -> Value:
    return Value(found.value, found.value_max, unit, found.relation)
