"""Totals and their parts: 6大类20项措施 counts six units of the outline, and twenty below them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from typing import NamedTuple

from ...lexicons import Entry, Lexicon
from ...lexicons.compiling import compiled
from ..document import Passage
from ..lazy import cached_property
from ..model import Unit
from ..numbers.numerals import parse_integer
from ..sections.series import Outline, Series
from .counted import NUMBER, Counted, whole_terms

REACH = 24
"""How many characters may hold the parts and what stands between them and their total."""

_BEFORE = "[共分括含为计从]"
_BETWEEN = r"[^。;:()《》和与及或\d]{0,8}"


class Parted(NamedTuple):
    """A level of the outline with what stands on the level below it.

    Attributes:
        series: the units that are the parts.
        held: all units of the level below them.
    """

    series: Series
    held: tuple[Unit, ...]


class TotalReader:
    """The words of parts that stand before a total, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile `wholes`."""
        longest_first = "|".join(sorted(set(whole_terms(lexicon)), key=lambda word: (-len(word), word)))
        number = NUMBER.replace("?P<number>", "?:")
        items = "|".join(term for entry in lexicon.table("articles", Entry) for term in entry.terms)
        self._bare = compiled(
            rf"{_BEFORE}(?P<parts>{number})(?P<classes>{longest_first})[,、]?[共计]?"
            rf"(?P<total>{number})(?:{items})(?=[。,;:、)》]|$)"
        )
        self._parts = compiled(
            rf"(?<![\d.〇零一二三四五六七八九十百千万亿第几数至])(?P<words>{NUMBER}(?:{longest_first})){_BETWEEN}$"
        )

    def bare(self, passages: Iterable[Passage]) -> Iterator[tuple[Counted, Counted]]:
        """Yield the parts and totals of passages that count the plan itself, without a noun: 共七个部分36条."""
        for passage in passages:
            for hit in self._bare.finditer(passage.text):
                first, second = (parse_integer(hit.group(name)) or 0 for name in ("parts", "total"))
                if 1 < first < second:
                    yield (
                        _counted(passage, hit.start("parts"), hit.end("classes"), first),
                        _counted(passage, hit.start("total"), hit.end(), second),
                    )

    def parts(self, total: Counted) -> Counted | None:
        """Return the parts that stand before a total in its passage, if some do and are fewer."""
        text, low = total.passage.text, max(0, total.start - REACH)
        hit = self._parts.search(text, low, total.start)
        number = (parse_integer(hit.group("number")) or 0) if hit else 0
        if hit is None or not 1 < number < total.number:
            return None
        end = hit.end("words")
        head = hit.end("number")
        return Counted(total.passage, hit.start(), end, number, head, None, quoted=False, known=True)


def _counted(passage: Passage, start: int, end: int, number: int) -> Counted:
    return Counted(passage, start, end, number, end - 1, None, quoted=False, known=True)


def total_reader(lexicon: Lexicon) -> TotalReader:
    """Return the compiled words of parts, made once for a lexicon."""
    return lexicon.keep("total_reader", partial(TotalReader, lexicon))


class Levels:
    """The levels of an outline below each series, by how many units part them and how many they hold."""

    def __init__(self, outline: Outline) -> None:
        """Take an outline, which is gone through once, when it is first asked for."""
        self._outline = outline

    @cached_property
    def _by_size(self) -> dict[tuple[int, int], list[Parted]]:
        found: dict[tuple[int, int], list[Parted]] = {}
        for series in self._outline.all_series:
            for level in self.below(series):
                found.setdefault((len(series.units), len(level.held)), []).append(level)
        return found

    def below(self, series: Series) -> Iterator[Parted]:
        """Yield the levels below a series that all of its units reach, the nearest first."""
        level = [_children(self._outline, unit) for unit in series.units]
        while level and all(level):
            yield Parted(series, tuple(unit for part in level for unit in part))
            level = [tuple(c for unit in part for c in _children(self._outline, unit)) for part in level]

    def first(self, parts: int, total: int, start: int, end: int) -> Parted | None:
        """Return the first level of so many parts that holds so many units, between two offsets."""
        levels = self._by_size.get((parts, total), [])
        for level in islice(levels, bisect_right(levels, start, key=lambda one: one.series.start), None):
            if level.series.start >= end:
                return None
            if level.series.end <= end:
                return level
        return None


def _children(outline: Outline, unit: Unit) -> tuple[Unit, ...]:
    return tuple(child for series in outline.under(unit) for child in series.units)
