"""Reading order: a page in two or more columns is read column by column, as gazettes are set."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from .typelines import Region, TypeLine

Rows = list[list[TypeLine]]

_FEWEST = 6
"""Rows that must stand beside each other before two columns are believed."""
_SHARE = 0.6
"""Share of the rows between the first and the last such row that the gutter must leave whole."""
_WORDS = 8
"""Characters that the segments of a column must have on average: tables have shorter ones."""


def in_reading_order(rows: Rows) -> list[Rows]:
    """Return the rows of a page in groups that one reads one after the other.

    Args:
        rows: the segments of each row, from top to bottom.
    """
    gutter = _gutter(rows)
    if gutter is None:
        return [rows] if rows else []
    ordered: list[Rows] = []
    for band, crossing in _bands(rows, gutter):
        if crossing:
            ordered.append(band)
            continue
        left = [[s for s in row if s.right <= gutter] for row in band]
        right = [[s for s in row if s.left >= gutter] for row in band]
        for side in (left, right):
            ordered.extend(in_reading_order(_framed([row for row in side if row])))
    return ordered


def _gutter(rows: Rows) -> float | None:
    """Return the middle of the gap that parts two columns, if the page is set in columns."""
    pairs = [(a, b) for row in rows for a, b in pairwise(row)]
    if len(pairs) < _FEWEST:
        return None
    spots = sorted({round((a.right + b.left) / 2) for a, b in pairs})
    best = max(spots, key=lambda x: (sum(a.right <= x <= b.left for a, b in pairs), -x))
    return best if _is_gutter(rows, best) else None


def _is_gutter(rows: Rows, x: float) -> bool:
    beside = [
        i for i, row in enumerate(rows) if any(s.right <= x for s in row) and any(s.left >= x for s in row)
    ]
    beside = [i for i in beside if not _crossed(rows[i], x)]
    if len(beside) < _FEWEST:
        return False
    between = rows[beside[0] : beside[-1] + 1]
    whole = sum(not _crossed(row, x) for row in between)
    sides = (
        [s for row in between for s in row if s.right <= x],
        [s for row in between for s in row if s.left >= x],
    )
    wordy = all(sum(len(s.text) for s in side) >= _WORDS * len(side) for side in sides)
    return wordy and whole >= _SHARE * len(between) and len(beside) >= _SHARE / 2 * len(between)


def _crossed(row: Sequence[TypeLine], x: float) -> bool:
    return any(s.left < x < s.right for s in row)


def _bands(rows: Rows, gutter: float) -> list[tuple[Rows, bool]]:
    """Return the rows in groups from top to bottom, with whether they cross the gutter."""
    bands: list[tuple[Rows, bool]] = []
    for row in rows:
        crossing = _crossed(row, gutter)
        if not bands or bands[-1][1] != crossing:
            bands.append(([], crossing))
        bands[-1][0].append(row)
    return bands


def _framed(rows: Rows) -> Rows:
    """Return the rows of a column with its edges as their region."""
    if not rows:
        return rows
    left, right = min(s.left for row in rows for s in row), max(s.right for row in rows for s in row)
    region = Region(round(left), round(right))
    return [[msgspec.structs.replace(s, region=region) for s in row] for row in rows]
