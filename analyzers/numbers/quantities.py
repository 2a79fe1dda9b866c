"""Quantities: numbers with their magnitudes, ranges, bounds and units, read exactly (decimal arithmetic).

`find_quantities` is public. It finds what is written; whether a plan commits to it is for others to tell.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial

import msgspec

from ...lexicons import Lexicon, default_lexicon
from ...lexicons.compiling import compiled
from ..characters import fold
from ..vocabulary import Relation
from .amounts import Amount
from .bounds import bounds_of
from .figures import Figure, FigureReader
from .number_candidates import ENDS, FEW, LEAST, ORDINAL, RANKS, TOP, every_number, quantity_candidates
from .quantity_words import Said, quantity_names, quantity_words
from .units import BaseValue, UnitEntry, times, units_of

_YEAR = compiled(r"(?:19|20)\d\d")
_MINUSES = ("-", "−")
_SIGNED = ("share", "temperature", "point")
"""What can be below zero behind a hyphen; elsewhere a hyphen is part of a name."""

_NUMBERED = (ORDINAL, "〔", "〕")
"""What stands before a number makes it the number of one thing."""

_PLACED = frozenset((*RANKS, ""))
"""Units of numbers that may be places in an order."""

_PLACES = ("rank", "grade")
"""Dimensions whose values name a place or a class, and are not so many of a unit."""

_CLASSES = ("voltage",)
"""Dimensions whose quantities say which things are meant where a noun follows."""

_BASES = ("/", "(", ":", "每")
"""Before 万元 or 百人 they make it the base of a rate or the unit of a table."""

_HAN = compiled("[\u4e00-\u9fff]")


class Quantity(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A quantity as written, and what it says.

    Attributes:
        text: the words from the bound before the number to the bound after its unit, verbatim.
        start: offset of `text`, in code points of the text that was searched.
        end: offset behind it.
        value: the number, multiplied out of its magnitude; the lower end of a range. A growth by 1倍 is 2,
            `翻两番` is 4, the place `前三` is 3, `三分之一` is 33.3333 %.
        value_max: the upper end of a range.
        unit: what follows the magnitude, folded; empty when nothing does.
        relation: `>=`, `<=`, `=`, `~` or `range`.
        number_start: offset of the number itself.
        number_end: offset behind number and unit, before words such as 以上.
        dimension: the unit's dimension, `rank` for a place in an order, `` when it has none.
        size: it names a class of the things behind it (`千亿级产业`, `亿元以上项目`, `500千伏线路`).
        vague: only the order of magnitude is meant (`数百家`, `百项`, `数以万计`).
        implicit: a word that is a quantity only in a statement of what is to be reached (`零发生`, `全覆盖`).
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
    size: bool = False
    vague: bool = False
    implicit: bool = False


class _Around(msgspec.Struct, frozen=True, gc=False):
    """The bounds before and behind a number."""

    start: int
    before: Relation | None
    end: int
    behind: Relation | None


class QuantityReader:
    """The units and words of a lexicon, compiled.

    Attributes:
        candidates: finds where in folded text quantities may begin: at numbers with a unit, a bound or the like. It
            finds the places of all quantities of a clause, read by itself, also with other clauses around it: what
            stands between clauses makes no number less of a candidate.
        before: the relations of the words before a number.
    """

    def __init__(self, lexicon: Lexicon, *, thorough: bool = False) -> None:
        """Compile `units.yaml`, `quantities.yaml`, `quantity_words.yaml` and `quantity_names.yaml`.

        Args:
            lexicon: the knowledge.
            thorough: look at every number, also at those that are passed over since they can be no quantities. Slower,
                with the same result.
        """
        units, self._bounds = units_of(lexicon), bounds_of(lexicon)
        self._words = quantity_words(lexicon)
        words = self._words.words
        self.candidates = every_number(words) if thorough else quantity_candidates(units, self._bounds, words)
        self._names = quantity_names(lexicon)
        self._figures = FigureReader(units, self._bounds)
        self.before: dict[str, Relation] = self._bounds.before

    def read(
        self,
        text: str,
        *,
        implicit: bool = False,
        sizes: bool = False,
        places: Sequence[int] | None = None,
    ) -> Iterator[Quantity]:
        """Yield the quantities in folded `text`, in order.

        Args:
            text: folded text; the time taken grows in proportion to its length.
            implicit: also give words such as 零发生 and 全覆盖.
            sizes: also give sizes that name a class (`千亿级`).
            places: where `candidates` finds something, in order, if that is known.
        """
        if places is None:
            places = [hit.start() for hit in self.candidates.finditer(text)]
        found = self._all(text, places, implicit)
        return iter(found if sizes else [quantity for quantity in found if not quantity.size])

    def _all(self, text: str, places: Sequence[int], implicit: bool) -> list[Quantity]:
        words = self._words.find(text, places)
        if not words:
            return self._numbers(text, places, 0, len(text))
        found: list[Quantity] = []
        position = first = 0
        for said in words:
            if said.start >= position and (implicit or not said.entry.implicit):
                last = bisect_left(places, said.start, first)
                found += self._numbers(text, places[first:last], position, said.start)
                found.append(self._said(text, said))
                position, first = found[-1].end, last
        return found + self._numbers(text, places[first:] if first else places, position, len(text))

    def _numbers(self, text: str, places: Sequence[int], position: int, stop: int) -> list[Quantity]:
        """Return the quantities that begin at one of some places from `position` on and end before `stop`."""
        found: list[Quantity] = []
        figures = self._figures
        for place in places:
            if place < position:
                continue
            single, position = figures.at(text, place, stop)
            if single is None:
                continue
            ranged = figures.range(text, single)
            quantity = (self._quantity(text, ranged) if ranged else None) or self._quantity(text, single)
            if quantity:
                found.append(quantity)
                position = quantity.end
        return found

    def _quantity(self, text: str, found: Figure) -> Quantity | None:
        start = found.first.start
        written = text[start - 1] if start else ""
        if (
            not found.unit
            and not found.first.arabic
            and found.value < LEAST
            and written not in (TOP, ORDINAL)
        ):
            return None
        rank = self._rank(text, found) if found.unit in _PLACED else None
        if rank is None and written in _NUMBERED:
            return None
        around = self._around(text, start - (rank is not None), found.end + (rank == "强"))
        if rank is None and not (
            self._plausible(text, found, around, written)
            and not self._names.cover(text, start, found.number_end)
        ):
            return None
        sign = written in _MINUSES and _is_signed(text, found, around)
        grown = found.dimension == "multiple" and self._bounds.grown(text, around.start)
        return Quantity(
            text=text[around.start - sign : around.end],
            start=around.start - sign,
            end=around.end,
            value=-found.value if sign else found.value + grown,
            value_max=found.high + grown if found.high is not None else None,
            unit=found.unit if rank is None else rank,
            relation=_relation(found, around),
            number_start=start - sign,
            number_end=found.end + (rank == "强"),
            dimension=found.dimension if rank is None else "rank",
            size=_names_class(text, found, around),
            vague=found.first.vague or (found.first.bare and found.dimension == "count"),
        )

    def _said(self, text: str, said: Said) -> Quantity:
        around = self._around(text, said.start, said.end)
        return Quantity(
            text=text[around.start : around.end],
            start=around.start,
            end=around.end,
            value=said.value,
            value_max=None,
            unit=said.entry.unit,
            relation=around.behind or around.before or said.entry.relation,
            number_start=said.start,
            number_end=said.end,
            dimension=said.entry.dimension,
            vague=said.entry.vague,
            implicit=said.entry.implicit,
        )

    def _around(self, text: str, start: int, end: int) -> _Around:
        before = self._bounds.bound_before(text, start) or (start, None)
        behind = self._bounds.bound_behind(text, end) or (end, None)
        return _Around(*before, *behind)

    def _rank(self, text: str, found: Figure) -> str | None:
        """Return the unit of a place in an order (`前三`: none, `前10位`, `全国第3位`); None for other numbers."""
        if found.first.power or found.level or found.high:
            return None
        unit = "强" if not found.unit and text.startswith("强", found.end) else found.unit
        if not unit and text[found.end : found.end + 1] not in ENDS:
            return None
        start = found.first.start
        return unit if self._bounds.top(text, start) or self._bounds.ordered(text, start) else None

    def _plausible(self, text: str, found: Figure, around: _Around, before: str) -> bool:
        """Turn down years, dates, names with digits, and Chinese numerals that count nothing."""
        first = found.first
        if before == "每" and not first.arabic:
            return False
        placed = not found.unit or found.dimension == "duration"
        if placed and self._bounds.top(text, first.start):
            return False
        if found.entry and not _countable(found.entry, found, around):
            return False
        return _arabic(text, found, around) if first.arabic else _han(text, found, around, before)


def find_quantities(text: str, lexicon: Lexicon | None = None) -> list[Quantity]:
    """Return the quantities in a text, in order.

    Args:
        text: any text; offsets count its code points.
        lexicon: the knowledge; planscan's own if None.

    Returns:
        Quantities whose `text` is verbatim: `text[q.start:q.end] == q.text`.
    """
    found = quantity_reader(lexicon or default_lexicon()).read(fold(text), sizes=True)
    return [msgspec.structs.replace(q, text=text[q.start : q.end]) for q in found]


def in_base(quantity: Quantity, lexicon: Lexicon | None = None) -> BaseValue | None:
    """Return a quantity in the base unit of its dimension: 60 平方公里 is 60,000,000 平方米.

    Args:
        quantity: what `find_quantities` gave.
        lexicon: the knowledge; planscan's own if None.

    Returns:
        The value and the upper end of a range, exact or to 15 significant digits (亩 is 2000/3 平方米), with the
        unit's name; None where the quantity has no unit, names a place or a
        class, or a compound names one that is not known.
    """
    counted = quantity.unit and quantity.dimension not in _PLACES
    known = units_of(lexicon or default_lexicon()).convert(quantity.unit) if counted else None
    if known is None:
        return None
    factor, unit = known
    high = times(quantity.value_max, factor) if quantity.value_max is not None else None
    return BaseValue(times(quantity.value, factor), high, unit)


def quantity_reader(lexicon: Lexicon) -> QuantityReader:
    """Return the compiled units and bounds of a lexicon, made once for it."""
    return lexicon.keep("quantity_reader", partial(QuantityReader, lexicon))


def _is_signed(text: str, found: Figure, around: _Around) -> bool:
    """Tell whether what looks like a minus before a number is one."""
    start = found.first.start
    signed = found.dimension in _SIGNED and around.before is None
    return signed and (start == 1 or "\u4e00" <= text[start - 2] <= "\u9fff")


def _relation(found: Figure, around: _Around) -> Relation:
    """Words behind the number say last what it means: 控制在5%左右 is about, not at most."""
    if around.behind or found.relation:
        return around.behind or found.relation or "="
    if found.high is not None:
        return "range"
    return around.before or ("~" if found.first.vague else "=")


def _countable(entry: UnitEntry, found: Figure, around: _Around) -> bool:
    """Some units make names behind Chinese numerals, and some dates, unless a bound stands beside them."""
    arabic = found.first.arabic
    if entry.arabic_only and not arabic:
        return False
    if entry.needs_bound == "always" or (entry.needs_bound == "han" and not arabic):
        return around.behind is not None or around.before in (">=", "<=")
    return True


def _names_class(text: str, found: Figure, around: _Around) -> bool:
    """千亿级, 500千伏 and 亿元以上 say which things are meant where a noun follows."""
    alone = found.first.bare and found.dimension != "count" and _single(found.first)
    classes = found.level or found.dimension in _CLASSES or (alone and around.behind is not None)
    return classes and _HAN.match(text, around.end) is not None


def _arabic(text: str, found: Figure, around: _Around) -> bool:
    first, unit = found.first, found.unit
    if unit or found.level or first.power:
        return unit != "年" or not _YEAR.fullmatch(text, first.start, first.end)
    digits, behind = text[first.start : first.end], text[found.end : found.end + 1]
    if behind == "月" or (behind.isascii() and behind.isalpha()):
        return False
    if around.before or around.behind or "," in digits:
        return True
    written = text[max(0, first.start - 1) : first.start]
    return "." in digits and behind in ENDS and "\u4e00" <= written <= "\u9fff"


def _han(text: str, found: Figure, around: _Around, before: str) -> bool:
    first = found.first
    if first.financial:
        return found.dimension in ("money", "foreign_money")
    if not found.unit:
        sized = found.level or (around.before is not None and found.value >= LEAST)
        return sized and (found.level or text[around.end : around.end + 1] in ENDS)
    if first.bare and (before in _BASES or (found.dimension != "count" and _single(first))):
        return before not in _BASES and (around.before or around.behind) is not None
    return found.value > 1 or found.dimension in FEW


def _single(amount: Amount) -> bool:
    """万元 and 亿千瓦时 are units of tables more often than amounts."""
    return amount.end - amount.start == 1
