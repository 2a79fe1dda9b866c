"""Years by which something holds: `到2025年`, `2027年前`, `“十四五”末`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from typing import NamedTuple

from ...lexicons import Entry, Lexicon, default_lexicon, necessary, searching
from ...lexicons.compiling import compiled
from .numerals import parse_integer

FIRST_PLAN_END = 1955
"""The n-th five-year plan ends in 1955 + 5 n, from the tenth (2001–2005) on."""

MID_CENTURY = 2050
"""What plans mean by the middle of this century."""

_CIRCLES = str.maketrans("○", "〇")

# Possessive and bounded: marks without partners must not be looked for to the end of the text, once for each.
_TITLE = compiled(r"《[^》]{0,120}+》")
"""Years in the titles of other documents are theirs."""


class Year(NamedTuple):
    """A year that a text names, with its place in that text."""

    year: int
    start: int
    end: int


class YearReader:
    """The years of `years.yaml`, compiled.

    Attributes:
        patterns: the expressions for years.
        needed: what is found in every text that names one.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile the patterns and the words before years of comparison."""
        entries = {entry.id.partition(".")[2]: entry for entry in lexicon.table("years", Entry)}
        terms = "|".join(map(re.escape, entries["mid_century"].terms))
        calendar, plan = entries["calendar"].patterns, entries["plan"].patterns
        self.patterns = (*calendar, *plan, f"(?P<middle>{terms})")
        self._years = searching("|".join(self.patterns))
        self.needed = necessary(self.patterns)
        self._compared = tuple(entries["compared"].terms)

    def find(self, text: str) -> Iterator[Year]:
        """Return the years of folded `text`, in order."""
        return self._found(text) if self.needed.search(text) else iter(())

    def _found(self, text: str) -> Iterator[Year]:
        if "《" in text:
            text = _TITLE.sub(lambda title: " " * len(title.group()), text)
        for hit in self._years.finditer(text):
            year = _year(hit)
            if year and not text.endswith(self._compared, 0, hit.start()):
                yield Year(year, hit.start(), hit.end())


def find_years(text: str, lexicon: Lexicon | None = None) -> Iterator[Year]:
    """Yield the calendar years and the last years of five-year plans in folded `text`, in order.

    A plan counts where its time is meant (`“十五五”时期`), not where it is only named (`“十五五”良好开局`).

    Years of comparison (`比2020年`, `自2019年`) are left out.
    """
    return (year_reader(lexicon) if lexicon else _shipped()).find(text)


def years_needed() -> re.Pattern[str]:
    """Return what is found in every text in which `find_years` finds one by planscan's own lexicon."""
    return _shipped().needed


def year_reader(lexicon: Lexicon) -> YearReader:
    """Return the compiled years of a lexicon, made once for it."""
    return lexicon.keep("year_reader", partial(YearReader, lexicon))


@cache
def _shipped() -> YearReader:
    return year_reader(default_lexicon())


def _year(hit: re.Match[str]) -> int | None:
    if hit["middle"]:
        return MID_CENTURY
    if hit["plan"]:
        ordinal = parse_integer(hit["plan"])
        return FIRST_PLAN_END + 5 * ordinal if ordinal and ordinal >= 10 else None
    return parse_integer((hit["year"] or hit["han"]).translate(_CIRCLES))
