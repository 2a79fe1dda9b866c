"""Years by which something holds: `到2025年`, `2027年前`, `“十四五”末`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .numerals import parse_integer

FIRST_PLAN_END = 1955
"""The n-th five-year plan ends in 1955 + 5 n, from the tenth (2001–2005) on."""

_YEAR = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:\s?年|(?=[)—~至-]))|(?P<han>二[〇○零][〇○零一二三四五]{2})年"
)
_PLAN = re.compile(r"“?(?P<tens>十[一二三四五六七八九]?|二十)五”?(?:规划|计划)?(?:时期|期间|末期?|期末|期)")
_TITLE = re.compile(r"《[^》]*》")
"""Years in the titles of other documents are theirs."""

_PAST = re.compile(r"(?:比|较|由|同比|相比|与|以|自|从|于|截至|截止|截至到|超过)$")


class Year(NamedTuple):
    """A year that a text names, with its place in that text."""

    year: int
    start: int
    end: int


def find_years(text: str) -> Iterator[Year]:
    """Yield the calendar years and the last years of five-year plans in folded `text`, in order.

    A plan counts where its time is meant (`“十五五”时期`), not where it is only named (`“十五五”良好开局`).

    Years of comparison (`比2020年`, `自2019年`) are left out.
    """
    text = _TITLE.sub(lambda title: " " * len(title.group()), text)
    found = [*_calendar_years(text), *_plan_years(text)]
    yield from sorted(found, key=lambda y: y.start)


def _calendar_years(text: str) -> Iterator[Year]:
    for hit in _YEAR.finditer(text):
        if not _PAST.search(text[: hit.start()]):
            digits = hit.group("year") or str(parse_integer(hit.group("han").replace("○", "〇")))
            yield Year(int(digits), hit.start(), hit.end())


def _plan_years(text: str) -> Iterator[Year]:
    for hit in _PLAN.finditer(text):
        ordinal = parse_integer(hit.group("tens"))
        if ordinal and ordinal >= 10 and not _PAST.search(text[: hit.start()]):
            yield Year(FIRST_PLAN_END + 5 * ordinal, hit.start(), hit.end())
