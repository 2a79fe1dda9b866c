"""What the columns of a table hold, and whether it is a table of indicators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...lexicons.compiling import compiled
from ..numbers.years import find_years
from .finding import Table
from .words import YEAR, Column, TableWords

_PLAN = compiled(r"“?(?:十[一二三四五六七八九]?|二十)五”?")
_UNIT = compiled(r"[(\[〔](?P<unit>(?:[^()\[\]〔〕]|〔[^〔〕]*〕|\[[^\[\]]*\])*)[)\]〕]\s*$")


class Head(NamedTuple):
    """A column.

    Attributes:
        kind: what it holds.
        year: the year that its header names.
        unit: the unit in brackets in its header.
        words: the words of its header.
    """

    kind: Column
    year: int | None
    unit: str
    words: str


def heads(table: Table, words: TableWords, present: int) -> list[Head] | None:
    """Return what the columns of an indicator table hold; None for any other table.

    Args:
        table: the table.
        words: the words of tables.
        present: the first year that counts as future; earlier ones are baselines. 0 if nobody says.
    """
    years = [_year(header) for header in table.header]
    latest = max((year for year in years if year), default=0)
    future = present or latest
    read = [_head(header, year, words, future) for header, year in zip(table.header, years, strict=True)]
    return _named(read) if _holds_indicators(read) else None


def unit_in_brackets(text: str) -> tuple[str, int]:
    """Return the unit in the brackets that close a name, and where they begin: `城镇化率(%)`."""
    hit = _UNIT.search(text)
    return (hit["unit"], hit.start()) if hit and hit.start() else ("", len(text))


def _head(header: str, year: int | None, words: TableWords, future: int) -> Head:
    kind = words.column(header)
    if year and kind in ("other", "target", "item"):
        kind = "target" if year >= future else "base"
    unit, _ = unit_in_brackets(header)
    return Head(kind, year, "" if YEAR.search(unit) or _PLAN.search(unit) else unit, header)


def _year(header: str) -> int | None:
    """Return the last year in a header, or the last of the five-year plan that it names."""
    digits = YEAR.findall(header)
    plan = _PLAN.search(header)
    if digits or plan is None:
        return int(digits[-1]) if digits else None
    return next((year.year for year in find_years(f"{plan.group()}末")), None)


def _holds_indicators(read: Sequence[Head]) -> bool:
    """A column of indicators does; a column of items only beside attributes, or beside base and target."""
    kinds = [head.kind for head in read]
    promised = "target" in kinds or "growth" in kinds
    if not promised or ("project" in kinds and "name" not in kinds):
        return False
    compared = ("base" in kinds or kinds.count("target") > 1) and "duty" not in kinds
    return "name" in kinds or ("item" in kinds and ("attribute" in kinds or compared))


def _named(read: list[Head]) -> list[Head]:
    """Let items count as names where no column is called 指标."""
    if any(head.kind == "name" for head in read):
        return read
    return [head._replace(kind="name") if head.kind == "item" else head for head in read]
