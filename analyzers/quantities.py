"""Quantities: numbers with their magnitudes, ranges, bounds and units, read exactly (decimal arithmetic).

`find_quantities` is public. It finds what is written; whether a plan commits to it is for others to tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import partial
from typing import Literal

import msgspec

from ..lexicons import Entry, Lexicon, default_lexicon
from .characters import fold
from .numerals import parse_decimal
from .vocabulary import Relation

_TENS = ("十", "百", "千", "万", "十万", "百万", "千万", "亿", "十亿", "百亿", "千亿", "万亿")
MAGNITUDES = {word: power for power, word in enumerate(_TENS, 1)}
"""Powers of ten; the words are combined by hand because 百亿 after a number is one magnitude, not two."""

ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
"""Roman numerals grade water and air: Ⅲ类."""

_MAGNITUDE = "万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百"
_ARABIC = r"(?<![\d.A-Za-z])(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_HAN = "[〇零一二两三四五六七八九十百千万亿]{1,24}(?:点[〇零一二三四五六七八九]{1,12})?"
_AMOUNT = rf"[{ROMAN}]|(?:{_ARABIC})\s?(?:{_MAGNITUDE})?|{_HAN}"


class UnitEntry(Entry, frozen=True, kw_only=True):
    """Units of one dimension.

    Attributes:
        dimension: what can be compared: share, money, area, count …
        base: the unit that `factor` converts to.
        factor: how many base units one of these is.
        arabic_only: behind a Chinese numeral the word makes a name (`十九届`), not a quantity.
    """

    dimension: str
    base: str
    factor: str
    arabic_only: bool = False


class BoundEntry(Entry, frozen=True, kw_only=True):
    """Words before or after a number that make its value a bound or an approximation."""

    use: Literal["before", "after"]
    relation: Relation


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """A quantity as written, and what it says.

    Attributes:
        text: the words from the bound before the number to the bound after its unit, verbatim.
        start: offset of `text`, in code points of the text that was searched.
        end: offset behind it.
        value: the number, multiplied out of its magnitude; the lower end of a range.
        value_max: the upper end of a range.
        unit: what follows the magnitude, verbatim; empty when nothing does.
        relation: `>=`, `<=`, `=`, `~` or `range`.
        number_start: offset of the number itself.
        number_end: offset behind number and unit, before words such as 以上.
        dimension: the unit's dimension, `` when it has none.
    """

    text: str
    start: int
    end: int
    value: Decimal
    value_max: Decimal | None
    unit: str
    relation: Relation
    number_start: int
    number_end: int
    dimension: str


class QuantityReader:
    """The units and bounds of a lexicon, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile `units.yaml` and `quantities.yaml`."""
        units = lexicon.table("units", UnitEntry)
        self.dimensions = {term: entry.dimension for entry in units for term in entry.terms}
        self.arabic_only = {term for entry in units if entry.arabic_only for term in entry.terms}
        bounds = lexicon.table("quantities", BoundEntry)
        self.before: dict[str, Relation] = {
            t: e.relation for e in bounds if e.use == "before" for t in e.terms
        }
        self.after: dict[str, Relation] = {t: e.relation for e in bounds if e.use == "after" for t in e.terms}
        blocked_before = _alternation(
            w for e in bounds if e.use == "before" for w in e.without if w not in self.before
        )
        blocked_after = _alternation(w for e in bounds if e.use == "after" for w in e.without)
        unit = _alternation(self.dimensions)
        compound = rf"(?:{unit})(?:[/·每](?:{_MAGNITUDE})?(?:{unit}|单位|GDP))?"
        self.pattern = re.compile(
            rf"(?P<before>{_alternation(self.before)})?\s?"
            rf"(?:(?P<percent>百分之)(?P<share>{_HAN}|{_ARABIC})"
            rf"|(?P<low>{_AMOUNT})(?:\s?(?P<unit1>{compound}))?\s?(?:-|—+|~|至|到)\s?(?P<high>{_AMOUNT})\s?(?P<unit2>{compound})?"
            rf"|(?P<amount>{_AMOUNT})(?P<more>[余多](?={unit}))?\s?(?P<unit>{compound})?)"
            rf"\s?(?P<level>级)?(?:(?!{blocked_after})(?P<after>{_alternation(self.after)}))?"
        )
        self.blocked = re.compile(rf"(?:{blocked_before})$")

    def read(self, text: str) -> Iterator[Quantity]:
        """Yield the quantities in folded `text`, in order."""
        position = 0
        while hit := self.pattern.search(text, position):
            quantity = self._quantity(text, hit)
            if quantity:
                yield quantity
            position = max(hit.end() if quantity else hit.start() + 1, position + 1)

    def _quantity(self, text: str, hit: re.Match[str]) -> Quantity | None:
        first = hit["amount"] or hit["low"] or hit["share"]
        unit = "%" if hit["percent"] else (hit["unit"] or hit["unit2"] or hit["unit1"] or "")
        start = hit.start("before") if hit["before"] else hit.start(self._first_group(hit))
        number_start = hit.start(self._first_group(hit))
        if hit["before"] and self.blocked.search(text[: hit.end("before")]):
            start = number_start
        if not _plausible(text, number_start, first, unit, bool(hit["before"]), hit):
            return None
        if unit in self.arabic_only and not first[0].isdigit() and first[0] not in ROMAN:
            return None
        value = parse_decimal(first)
        high = parse_decimal(hit["high"]) if hit["high"] else None
        if value is None or (hit["high"] and high is None):
            return None
        if high is not None and value < high and not hit["unit1"]:
            value = _shared_magnitude(first, hit["high"], value)
        relation: Relation = self._relation(
            text[start:number_start].strip(), hit["after"] or hit["more"], ranged=high is not None
        )
        end = hit.end("after") if hit["after"] else self._number_end(hit)
        return Quantity(
            text=text[start:end],
            start=start,
            end=end,
            value=value,
            value_max=high,
            unit=unit,
            relation=relation,
            number_start=number_start,
            number_end=self._number_end(hit),
            dimension=self.dimensions.get(unit.split("/")[0].split("每")[0], ""),
        )

    def _relation(self, before: str, after: str | None, *, ranged: bool) -> Relation:
        """Words behind the number say last what it means: 控制在5%左右 is about, not at most."""
        if after:
            return self.after[after]
        if ranged:
            return "range"
        return self.before.get(before, "=")

    @staticmethod
    def _first_group(hit: re.Match[str]) -> str:
        return "percent" if hit["percent"] else "low" if hit["low"] else "amount"

    @staticmethod
    def _number_end(hit: re.Match[str]) -> int:
        groups = ("share", "low", "amount", "unit", "unit1", "high", "unit2", "level")
        return max(hit.end(g) for g in groups if hit[g])


def find_quantities(text: str, lexicon: Lexicon | None = None) -> list[Quantity]:
    """Return the quantities in a text, in order.

    Args:
        text: any text; offsets count its code points.
        lexicon: the knowledge; planscan's own if None.

    Returns:
        Quantities whose `text` is verbatim: `text[q.start:q.end] == q.text`.
    """
    found = quantity_reader(lexicon or default_lexicon()).read(fold(text))
    return [msgspec.structs.replace(q, text=text[q.start : q.end]) for q in found]


def quantity_reader(lexicon: Lexicon) -> QuantityReader:
    """Return the compiled units and bounds of a lexicon, made once for it."""
    return lexicon.keep("quantity_reader", partial(QuantityReader, lexicon))


def _plausible(text: str, start: int, amount: str, unit: str, bounded: bool, hit: re.Match[str]) -> bool:
    """Turn down years, dates, ordinals, names with digits, and Chinese numerals that count nothing."""
    before, behind = text[max(0, start - 1) : start], text[hit.end() : hit.end() + 1]
    if before in ("第", "〔", "〕", "月"):
        return False
    arabic = amount[0].isdigit()
    if before == "每" and not arabic:
        return False
    if arabic and unit.startswith("年") and re.fullmatch(r"(?:19|20)\d\d", amount):
        return False
    if arabic:
        named = behind.isascii() and behind.isalpha() and not unit
        dated = text[hit.end("amount") if hit["amount"] else start :][:1] == "月"
        return (
            not named and not dated and (bool(unit) or bounded or bool(hit["level"]) or not amount.isdigit())
        )
    return (
        (bool(unit) or bool(hit["level"]))
        and amount not in ("一", "零", "〇")
        and unit not in ("年", "日", "点", "代", "号", "道", "线")
    )


def _shared_magnitude(low: str, high: str, value: Decimal) -> Decimal:
    """The magnitude behind the upper end holds for both: 8—10万 is 80,000 to 100,000."""
    low_word = re.search(rf"(?:{_MAGNITUDE})$", low)
    high_word = re.search(rf"(?:{_MAGNITUDE})$", high)
    if high_word and not low_word and low[0].isdigit():
        return value.scaleb(MAGNITUDES[high_word.group()])
    return value


def _alternation(terms: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(dict.fromkeys(terms), key=len, reverse=True))) or "(?!)"
