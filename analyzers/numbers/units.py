"""Units of quantities: what stands behind a number, what it measures, and how it converts."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Literal, NamedTuple

from ...lexicons import Entry, Lexicon, alternation
from ...lexicons.compiling import compiled
from .numerals import MAGNITUDE, MAGNITUDES

DIVISORS = ("单位", "GDP", "月")
"""What may stand behind a stroke and is no unit by itself: 吨标准煤/万元GDP, 元/月."""

_LINKS = 3
"""A compound has at most this many units behind its first: 人次/十万人·年."""

_DIGITS = 15
"""Converted values keep this many significant digits; units such as 亩 have no finite factor."""

_LINK = compiled(rf"(?P<link>[/·每])(?P<magnitude>{MAGNITUDE})?")


class UnitEntry(Entry, frozen=True, kw_only=True):
    """Units of one dimension.

    Attributes:
        dimension: what can be compared: share, money, area, count …
        base: the unit that `factor` converts to; empty where each unit is its own.
        factor: how many base units one of these is: a decimal, or a fraction such as `2000/3`.
        arabic_only: behind a Chinese numeral the word makes a name (`十九届`), not a quantity.
        needs_bound: before it a number is a date or a name unless a bound stands beside it (`30日内`): behind Chinese
            numerals only, or always.
        in_base: values are given in the base unit, in which people compare them: 六成 is 60 %.
        behind: the word counts only right behind a quantity in one of these units: 角 behind 元.
    """

    dimension: str
    base: str
    factor: str
    arabic_only: bool = False
    needs_bound: Literal["never", "han", "always"] = "never"
    in_base: bool = False
    behind: tuple[str, ...] = ()


class BaseValue(NamedTuple):
    """A quantity in the base unit of its dimension."""

    value: Decimal
    value_max: Decimal | None
    unit: str


class Units:
    """The units of a lexicon, compiled.

    Attributes:
        opening: the expression for the unit with which a simple or compound one begins.
        compound: the expression for a simple or compound unit, which has no groups.
        whole: the units of which a smaller one may follow: 元, 角.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile `units.yaml`."""
        entries = lexicon.table("units", UnitEntry)
        self._entries = {term: entry for entry in entries for term in entry.terms if not entry.behind}
        self._parts = {term: entry for entry in entries for term in entry.terms if entry.behind}
        self._openings = frozenset(term[0] for term in self._entries)
        self.whole = frozenset(unit for entry in self._parts.values() for unit in entry.behind)
        self._without = [w for entry in entries for w in entry.without if w not in self._entries]
        begins, without = re.escape("".join(sorted(self._openings))), alternation(self._without)
        self.opening = first = rf"(?:(?=[{begins}])(?!{without})(?:{alternation(self._entries)}))"
        further = rf"(?:{alternation((*self._entries, *DIVISORS))})"
        self.compound = rf"{first}(?:\({further}\))?(?:[/·每](?:{MAGNITUDE})?{further}){{0,{_LINKS}}}"
        self._compound = compiled(self.compound)
        self._first = compiled(rf"(?P<first>{alternation(self._entries)})(?:\({further}\))?")
        self._further = compiled(further)

    def match(self, text: str, position: int) -> int:
        """Return where the unit ends that begins at `position` of folded `text`; `position` if none does."""
        if text[position : position + 1] not in self._openings:
            return position
        hit = self._compound.match(text, position)
        return hit.end() if hit else position

    def opening_of(self, dimensions: Collection[str]) -> str:
        """Return the expression for the units of some dimensions."""
        return rf"(?:{alternation(t for t, entry in self._entries.items() if entry.dimension in dimensions)})"

    def going_on(self, unit: str) -> frozenset[str]:
        """Return the characters that, right behind `unit`, may make another unit or no unit of it."""
        words = (w for w in (*self._entries, *self._without) if w.startswith(unit) and len(w) > len(unit))
        return frozenset("(/·每") | {word[len(unit)] for word in words}

    def entry(self, unit: str) -> UnitEntry | None:
        """Return the entry of the first unit of a compound: that of 吨标准煤 for `吨标准煤/万元`."""
        if unit in self._entries:
            return self._entries[unit]
        hit = self._first.match(unit)
        return self._entries[hit["first"]] if hit else None

    def part(self, unit: str, term: str) -> UnitEntry | None:
        """Return the smaller unit `term` of an amount in `unit` (角 behind 元)."""
        entry = self._parts.get(term)
        return entry if entry and unit in entry.behind else None

    def convert(self, unit: str) -> tuple[Fraction, str] | None:
        """Return how many base units one `unit` is, and the base unit; None if unknown.

        吨/万亩 is 3/20000000 吨/平方米.
        """
        hit = self._first.match(unit)
        if hit is None:
            return None
        factor, base = self._one(hit["first"], unit[: hit.end()])
        position, factors, names = hit.end(), factor, base
        while position < len(unit):
            link = _LINK.match(unit, position)
            following = self._further.match(unit, link.end()) if link else None
            if link is None or following is None:
                return None
            factor, base = self._one(following.group(), following.group())
            factor *= 10 ** MAGNITUDES.get(link["magnitude"] or "", 0)
            factors, names, position = factors / factor, f"{names}{link['link']}{base}", following.end()
        return factors, names

    def _one(self, term: str, written: str) -> tuple[Fraction, str]:
        entry = self._entries.get(term)
        return (Fraction(entry.factor), entry.base) if entry and entry.base else (Fraction(1), written)


def units_of(lexicon: Lexicon) -> Units:
    """Return the compiled units of a lexicon, made once for it."""
    return lexicon.keep("units_compiled", partial(Units, lexicon))


def times(value: Decimal, factor: Fraction, significant: int = _DIGITS) -> Decimal:
    """Return `value` times `factor`, rounded to so many significant digits where it has a longer fraction."""
    product = Fraction(value) * factor
    if product.denominator == 1:
        return Decimal(product.numerator)
    digits = len(str(abs(product.numerator) // product.denominator)) if abs(product) >= 1 else 0
    leading = digits or -_zeros(product)
    places = max(significant - leading, 0)
    exact = round(product * 10**places)
    return Decimal(exact).scaleb(-places).normalize()


def _zeros(value: Fraction) -> int:
    """Return how many zeros follow the point of a value between 0 and 1."""
    zeros, scaled = 0, abs(value) * 10
    while scaled and scaled < 1:
        zeros, scaled = zeros + 1, scaled * 10
    return zeros
