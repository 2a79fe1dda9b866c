"""Numbers with their units, alone and as ranges, before the words around them are looked at."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import msgspec

from ...lexicons.compiling import compiled
from ..characters import WHITE_SPACE
from ..vocabulary import Relation
from .amounts import Amount, AmountReader
from .bounds import Bounds
from .number_candidates import CONNECTOR, LEAST
from .numerals import MAGNITUDE, MAGNITUDES, scaled
from .units import UnitEntry, Units, times

_CONNECTOR = compiled(CONNECTOR)
CONNECTING = WHITE_SPACE.union("(—-~至到")
"""With one of these characters a connector begins."""

_PLAIN = r"(?<![0-9.A-Za-z])([0-9]{1,12}+(?:\.[0-9]{1,9}+)?+) ?+"
"""The expression for digits, as short as nearly all numbers are."""

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

    def __init__(self, units: Units, bounds: Bounds) -> None:
        """Take the units, and the words between number and unit."""
        self._units = units
        self._bounds = bounds
        unit = f"(?![{re.escape(''.join(bounds.between))}0-9 分])({units.compound})"
        self._plain = compiled(f"{_PLAIN}(?:{unit}|((?>{MAGNITUDE})){unit})")
        self.amounts = AmountReader(units, bounds)

    def at(self, text: str, start: int, stop: int) -> tuple[Figure | None, int]:
        """Return the number of folded `text` that begins at `start` and ends before `stop`, if it is one.

        With it comes where its digits end, or where to go on if there is none.
        """
        if plain := self.plain(text, start, stop):
            return plain, plain.first.end
        amount, end = self.amounts.within(text, start, stop)
        return (self.single(text, amount), amount.end) if amount else (None, end)

    def plain(self, text: str, start: int, stop: int) -> Figure | None:
        """Return the number that begins at `start` where it is digits right before a unit, as most are: `15.5万吨`.

        What it gives is what `single` gives of the same number, in one step.
        """
        hit = self._plain.match(text, start)
        if hit is None or hit.end() > stop:
            return None
        digits, unit, magnitude, further = hit.groups()
        value = Decimal(digits)
        if unit:
            plain = "." not in digits
            amount = Amount(start, hit.end(1), value if plain else scaled(value, 0), plain=plain)
            return self._with_unit(text, amount, unit, hit.end(), None)
        power = MAGNITUDES[magnitude]
        amount = Amount(start, hit.end(3), scaled(value, power), power=power)
        return self._with_unit(text, amount, further, hit.end(), None)

    def range(self, text: str, low: Figure) -> Figure | None:
        """Return the range that begins with `low` (`3—5个`, `5%至6%`, `8-10万亩`), if one does."""
        connector = _CONNECTOR.match(text, low.end) if text[low.end : low.end + 1] in CONNECTING else None
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
        value, high = amount.value, amount.high
        if entry and entry.in_base:
            unit, value = entry.base, _in_base(value, entry)
            high = _in_base(high, entry) if high is not None else None
        found = Figure(
            first=amount,
            end=end if entry or unit else amount.end,
            value=value,
            high=high,
            unit=unit,
            entry=entry,
            dimension=entry.dimension if entry else "",
            relation=relation or amount.relation,
            number_end=amount.end,
        )
        if unit in self._units.whole:
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
        while unit in self._units.whole and (part := self.amounts.at(text, found.end)):
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
