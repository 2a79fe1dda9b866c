"""Whether a level, a base and a yearly growth fit together, within the rounding of the figures as written."""

from __future__ import annotations

from decimal import Decimal
from typing import Generic, NamedTuple, TypeVar

from ...lexicons.compiling import compiled
from ..characters import fold
from ..vocabulary import Relation

T = TypeVar("T")

_DIGITS = compiled(r"\d[\d,]*(?:\.(?P<decimals>\d+))?")
_ABOUT = Decimal("0.05")
"""A value given as about so much (5%左右) may be off by this share."""


class Interval(NamedTuple):
    """What a written figure allows; None where it sets no end."""

    low: Decimal | None
    high: Decimal | None

    def apart(self, other: Interval) -> bool:
        """Tell whether no value lies in both."""
        return _above(self.low, other.high) or _above(other.low, self.high)


class Limits(Generic[T]):
    """The strictest of many figures: all that is needed to tell whether a further one fits with each of them."""

    def __init__(self) -> None:
        """Begin without a figure."""
        self._highest_low: tuple[T, Interval] | None = None
        self._lowest_high: tuple[T, Interval] | None = None

    def add(self, item: T, figure: Interval) -> None:
        """Take in a figure and what it is of; of equals the first stays."""
        low, high = self._highest_low, self._lowest_high
        if figure.low is not None and (low is None or _above(figure.low, low[1].low)):
            self._highest_low = (item, figure)
        if figure.high is not None and (high is None or _above(high[1].high, figure.high)):
            self._lowest_high = (item, figure)

    def strictest(self) -> tuple[tuple[T, Interval], ...]:
        """Return the highest floor and the lowest ceiling: two figures, one or none."""
        low, high = self._highest_low, self._lowest_high
        return tuple(limit for limit in (low, high if high != low else None) if limit)

    def excluding(self, figure: Interval) -> tuple[T, ...]:
        """Return the strictest figures with which `figure` shares no value."""
        return tuple(item for item, limit in self.strictest() if figure.apart(limit))


def interval(value: Decimal, top: Decimal | None, relation: Relation | None, written: str) -> Interval:
    """Return the values that a figure allows.

    Args:
        value: the figure, or its lower end.
        top: its upper end, for a range.
        relation: its relation.
        written: its words; the last digit written tells how far it is rounded.
    """
    half = _half_step(value, written)
    if relation == "~":
        half = max(half, abs(value) * _ABOUT)
    low, high = value - half, (top if top is not None else value) + half
    return Interval(None if relation == "<=" else low, None if relation == ">=" else high)


def grown(base: Interval, rate: Interval, years: int) -> Interval:
    """Return the level that yearly growth by `rate` percent makes of `base` in `years` years."""

    def level(start: Decimal | None, percent: Decimal | None) -> Decimal | None:
        return None if start is None or percent is None else start * (1 + percent / 100) ** years

    return Interval(level(base.low, rate.low), level(base.high, rate.high))


def _half_step(value: Decimal, written: str) -> Decimal:
    """Return half a unit of the last digit written: 14万亿 is 14 and a half or less."""
    hit = _DIGITS.search(fold(written))
    number = Decimal(hit.group().replace(",", "")) if hit else Decimal(0)
    if hit is None or not number:
        return Decimal(0)
    step = Decimal(1).scaleb(-len(hit["decimals"] or ""))
    return abs(value) / number * step / 2


def _above(low: Decimal | None, high: Decimal | None) -> bool:
    return low is not None and high is not None and low > high
