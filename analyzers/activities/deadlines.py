"""Dates by which something is to be done: `2026年6月底前`, `2025年底前`."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from typing import Literal

from ...lexicons import Entry, Lexicon, necessary
from ...lexicons.compiling import compiled
from ..context import Context


class ActivityEntry(Entry, frozen=True, kw_only=True):
    """How deadlines are written, and what tells measures of self-improvement."""

    use: Literal["due", "self"]


def find_due(texts: Iterable[str], lexicon: Lexicon) -> str | None:
    """Return the first deadline in folded texts, as an ISO date as precise as they are, if there is one.

    The end of a month or year is its last day: `2026年6月底前` is 2026-06-30; `2026年前` stays 2026.
    """
    pattern = lexicon.keep("due_pattern", lambda: compiled("|".join(_patterns(lexicon))))
    hit = next(filter(None, map(pattern.search, texts)), None)
    return _date(hit) if hit else None


def due_passages(context: Context) -> frozenset[int]:
    """Return the places of the passages that may name a deadline."""
    return context.keep("due_passages", lambda: _due_passages(context))


def _due_passages(context: Context) -> frozenset[int]:
    lexicon = context.lexicon
    needed = lexicon.keep("due_needed", lambda: necessary(_patterns(lexicon)))
    return frozenset(passage.place for passage in context.holding(needed))


def _date(hit: re.Match[str]) -> str:
    year, month, day = hit["year"], hit["month"], hit["day"]
    if month is None:
        return f"{year}-12-31" if hit["end"] else year
    if not 1 <= int(month) <= 12:
        return year
    if hit["end"]:
        day = str(calendar.monthrange(int(year), int(month))[1])
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")


def _patterns(lexicon: Lexicon) -> list[str]:
    entries = lexicon.table("activities", ActivityEntry)
    return [pattern for entry in entries if entry.use == "due" for pattern in entry.patterns]
