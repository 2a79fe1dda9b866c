"""Tables that only level lines rule: the lines part the rows, the gaps between words the columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from .grids import Grid
from .sheets import Rule, Sheet
from .typelines import TypeLine, segments

_FEWEST = 3
"""Lines of one length that rule a table: above and below the header, and below the last row."""
_GRAIN = 6
"""Points within which lines are of one length."""
_NARROWEST = 120.0
"""Shorter lines, in points, underline words."""
_WIDE = 0.6
"""Share of the table's width from which words span columns and say nothing of them."""


def band_tables(sheet: Sheet, found: Sequence[Grid]) -> list[Grid]:
    """Return the tables of a page that have no upright lines.

    Args:
        sheet: the page.
        found: its other tables and frames, whose lines are taken.
    """
    groups: defaultdict[tuple[int, int], list[Rule]] = defaultdict(list)
    for rule in sheet.level:
        taken = any(grid.box.holds((rule.start + rule.end) / 2, rule.at) for grid in found)
        if rule.end - rule.start >= _NARROWEST and not taken:
            groups[round(rule.start / _GRAIN), round(rule.end / _GRAIN)].append(rule)
    tables = (_table(sheet, rules) for _, rules in sorted(groups.items()) if len(rules) >= _FEWEST)
    return [table for table in tables if table is not None]


def _table(sheet: Sheet, rules: Sequence[Rule]) -> Grid | None:
    rows = sorted({rule.at for rule in rules})
    left, right = min(rule.start for rule in rules), max(rule.end for rule in rules)
    inside = [g for g in sheet.glyphs if rows[0] < g.base < rows[-1] and left <= g.middle <= right]
    lines = [line for row in segments(inside, sheet.number) for line in row]
    columns = _columns(lines, _WIDE * (right - left))
    if len(columns) < 2:
        return None
    edges = (left, *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), right)
    count = len(columns)
    cells = tuple(tuple(range(row * count, (row + 1) * count)) for row in range(len(rows) - 1))
    return Grid(edges, tuple(rows), cells)


def _columns(lines: Iterable[TypeLine], widest: float) -> list[tuple[float, float]]:
    columns: list[tuple[float, float]] = []
    for left, right in sorted((line.left, line.right) for line in lines if line.right - line.left < widest):
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns
