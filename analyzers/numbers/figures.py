"""Numbers with their units, alone and as ranges, before the words around them are looked at."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import msgspec

from ...lexicons.compiling import compiled
from ..vocabulary import Relation
from .amounts import Amount, AmountReader
from .bounds import Bounds
from .number_candidates import CONNECTOR, LEAST
from .numerals import MAGNITUDE, MAGNITUDES, scaled
from .units import UnitEntry, Units, times

_CONNECTOR = compiled(CONNECTOR)
_OPENINGS = frozenset("(—-~至到")
"""With these or white space a connector begins."""

_PLAIN = compiled(
    rf"(?<![0-9.A-Za-z])(?P<digits>[0-9]{{1,12}}+(?:\.[0-9]{{1,9}}+)?+)(?P<behind> ?(?P<magnitude>{MAGNITUDE})?)"
)
"""Digits and their magnitude, as short as nearly all numbers are."""

_LEVEL = compiled(r"\s?级(?![别联])")


class Figure(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A number with its unit.

    Attributes:
        first: the number; the lower one of a range.
        end: behind unit and 级.
        value: what it comes to.
        high: the upper end of a range.
        unit: its unit, folded; empty where it has none.
        entry: the entry of the unit.
        dimension: the unit's dimension; empty where it has none.
        relation: what a word inside it says (`500余家`).
        number_end: behind the digits, before the unit.
        level: whether 级 follows: the size of a class (`千亿级`).
    """

    first: Amount
    end: int
    value: Decimal
    high: Decimal | None
    unit: str
    entry: UnitEntry | None
    dimension: str
    relation: Relation | None
    number_end: int
    level: bool = False


class FigureReader:
    """Reads numbers with units."""

    def __init__(self, units: Units, bounds: Bounds, candidates: re.Pattern[str]) -> None:
        """Take the units, the words between number and unit, and what finds where numbers begin."""
        self._units = units
        self._bounds = bounds
        self._candidates = candidates
        self._going_on = frozenset((*bounds.between, *"0123456789 分"))
        self.amounts = AmountReader(units, bounds)

    def next(self, text: str, position: int, stop: int) -> Figure | None:
        """Return the first number of folded `text` that begins at or behind `position` and ends before `stop`.

        Numbers that are no candidates are passed over.
        """
        while opening := self._candidates.search(text, position, stop):
            start = opening.start()
            if plain := self.plain(text, start, stop):
                return plain
            amount, position = self.amounts.within(text, start, stop)
            if amount:
                return self.single(text, amount)
        return None

    def plain(self, text: str, start: int, stop: int) -> Figure | None:
        """Return the number that begins at `start` where it is digits right before a unit, as most are: `15.5万吨`.

        What it gives is what `single` gives of the same number, in one step.
        """
        hit = _PLAIN.match(text, start)
        if hit is None or hit.end() > stop:
            return None
        digits, behind, magnitude = hit.groups()
        close = hit.end("digits")
        begin = close + behind.startswith(" ")
        end = self._units.match(text, begin) if text[begin : begin + 1] not in self._going_on else begin
        if magnitude and end == begin:  # not 千瓦
            begin = close = hit.end()
            end = self._units.match(text, begin) if text[begin : begin + 1] not in self._going_on else begin
        if end == begin:
            return None
        power = MAGNITUDES[magnitude] if magnitude and close == hit.end() else 0
        plain = not power and "." not in digits
        value = Decimal(digits)
        amount = Amount(start, close, value if plain else scaled(value, power), plain=plain, power=power)
        return self._with_unit(text, amount, text[begin:end], end, None)

    def range(self, text: str, low: Figure) -> Figure | None:
        """Return the range that begins with `low` (`3—5个`, `5%至6%`, `8-10万亩`), if one does."""
        opening = text[low.end : low.end + 1]
        connector = _CONNECTOR.match(text, low.end) if opening in _OPENINGS or opening.isspace() else None
        second = self.amounts.at(text, connector.end()) if connector else None
        high = self.single(text, second) if second else None
        if high is None or second is None or not _comparable(low, high):
            return None
        value = low.value if low.unit else _in_base(_shared_magnitude(low.first, second), high.entry)
        top = high.high or high.value
        if value >= top:
            return None
        return msgspec.structs.replace(high, first=low.first, value=value, high=top)

    def single(self, text: str, amount: Amount) -> Figure:
        """Return `amount` with the unit behind it, which may be none."""
        start, relation = self._unit_start(text, amount)
        if amount.unit:
            return self._with_unit(text, amount, amount.unit, amount.end, relation)
        end = self._units.match(text, start)
        return self._with_unit(text, amount, text[start:end], end, relation)

    def _with_unit(self, text: str, amount: Amount, unit: str, end: int, relation: Relation | None) -> Figure:
        """Return `amount` with a unit that ends at `end`; an empty one is none."""
        entry = self._units.entry(unit) if unit else None
        found = Figure(
            first=amount,
            end=end if unit else amount.end,
            value=_in_base(amount.value, entry),
            high=_in_base(amount.high, entry) if amount.high is not None else None,
            unit=entry.base if entry and entry.in_base else unit,
            entry=entry,
            dimension=entry.dimension if entry else "",
            relation=relation or amount.relation,
            number_end=amount.end,
        )
        if self._units.has_parts(found.unit):
            found = self._with_parts(text, found)
        return self._with_level(text, found) if "级" in text[found.end - 1 : found.end + 2] else found

    def _unit_start(self, text: str, amount: Amount) -> tuple[int, Relation | None]:
        """A word may stand between number and unit, but only where a unit follows: 500余家."""
        start = amount.end + text.startswith(" ", amount.end)
        relation = self._bounds.between.get(text[start : start + 1])
        if relation and self._units.match(text, start + 1) > start + 1:
            return start + 1, relation
        return start, None

    def _with_parts(self, text: str, found: Figure) -> Figure:
        """3元5角 is one amount."""
        unit = found.unit
        while self._units.has_parts(unit) and (part := self.amounts.at(text, found.end)):
            term = text[part.end : part.end + 1]
            entry = self._units.part(unit, term)
            if entry is None:
                break
            unit, value = term, found.value + times(part.value, Fraction(entry.factor))
            found = msgspec.structs.replace(found, end=part.end + 1, value=value)
        return found

    @staticmethod
    def _with_level(text: str, found: Figure) -> Figure:
        """千亿级: 级 is no unit behind a magnitude."""
        if found.unit == "级":
            sized = found.first.power or (not found.first.arabic and found.value >= LEAST)
            return (
                msgspec.structs.replace(found, unit="", entry=None, dimension="", level=True)
                if sized
                else found
            )
        hit = _LEVEL.match(text, found.end) if found.unit else None
        return msgspec.structs.replace(found, end=hit.end(), level=True) if hit else found


def _in_base(value: Decimal, entry: UnitEntry | None) -> Decimal:
    return times(value, Fraction(entry.factor)) if entry and entry.in_base else value


def _comparable(low: Figure, high: Figure) -> bool:
    """The ends of a range have the same unit, or only the upper one has one."""
    if low.unit and low.dimension != high.dimension:
        return False
    return not low.level and low.relation is None


def _shared_magnitude(low: Amount, high: Amount) -> Decimal:
    """The magnitude behind the upper end holds for both: 8—10万 is 80,000 to 100,000."""
    if high.power and not low.power and low.arabic:
        value = scaled(low.value, high.power)
        return value if value < high.value else low.value
    return low.value
