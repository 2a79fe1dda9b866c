"""Calendar dates as documents write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ...lexicons.compiling import compiled
from .numerals import parse_integer

_ZEROS = str.maketrans("○ΟOo0", "〇〇〇〇〇")
"""Circles and letters that stand for 〇 in a year of Chinese numerals."""

_YEAR = r"(?P<year>(?:19|20)\d{2}|[一二][〇零○ΟOo0一二三四五六七八九]{3})"
_WRITTEN = compiled(
    _YEAR + r"\s*年\s*(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月"
    r"(?:\s*(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:日|(?=\s|$)))?"
)
_ISO = compiled(
    r"(?<![\d.])(?P<year>(?:19|20)\d{2})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{2}|\d)"
)
_STAMP = compiled(r"\((?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})\)")
_MONTH_DAY = compiled(r"(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日")


class Date(NamedTuple):
    """A date in a text: where it stands (code points of the text searched) and what it says."""

    start: int
    end: int
    year: int
    month: int
    day: int | None

    @property
    def iso(self) -> str:
        """The date as ISO 8601 writes it, as precise as the text: `2025-03-03`, or `2025-03`."""
        return f"{self.year}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")


def find_dates(text: str) -> Iterator[Date]:
    """Yield the dates of folded `text` in their order.

    Read are `2025年3月3日`, `二〇二五年三月三日`, `2025-03-03`, `2025/3/3`, `2025.3.3`, `(20250303)` and, as
    a month, `2025年3月`. Impossible dates (`2025年13月1日`) are left out.
    """
    hits = [hit for pattern in (_WRITTEN, _ISO, _STAMP) for hit in pattern.finditer(text)]
    for hit in sorted(hits, key=lambda hit: hit.start()):
        found = _date(hit)
        if found:
            yield found


def first_date(text: str, whole: bool = False) -> Date | None:
    """Return the first date of folded `text`; with `whole`, the first that has a day."""
    return next((found for found in find_dates(text) if found.day or not whole), None)


def month_and_day(text: str) -> tuple[int, int] | None:
    """Return the first month and day of folded `text` (`12月14日`), whatever its year."""
    hit = _MONTH_DAY.search(text)
    return (int(hit["month"]), int(hit["day"])) if hit else None


def _date(hit: re.Match[str]) -> Date | None:
    year, month, day = (_number(hit[part]) for part in ("year", "month", "day"))
    try:
        date(year or 0, month or 0, day or 1)
    except ValueError:
        return None
    return Date(hit.start(), hit.end(), year or 0, month or 0, day)


def _number(text: str | None) -> int | None:
    if text is None or text.isdigit():
        return int(text) if text else None
    return parse_integer(text.translate(_ZEROS))
