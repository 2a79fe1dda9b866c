"""What belongs to the page and not to the text: page numbers, running heads and feet, watermarks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from statistics import median_low
from typing import Literal, NamedTuple

from ....lexicons import Entry, default_lexicon
from ...characters import fold
from .pages import Item, Page, words
from .tables import TableRow

_EDGE = 3
"""Rows from the upper and lower end of a page that may be running heads or feet."""
_FEWEST_PAGES = 3
_SHARE_OF_PAGES = 0.4
"""A row is a running head if it stands on so many pages; heads of left and right pages often differ."""
_SHARE_AT_ONE_PLACE = 0.6
"""A row within the page is a watermark or stamp if it stands at the same place of so many pages."""
_STAMP = 30
"""Characters of the longest watermark."""
_APART, _HEAD_APART = 1.5, 1.3
"""Times the distance of lines: so far a bare number, and a running head, stand from the text."""
_SMALLER = 0.95
"""Times the size of the text: smaller heads may stand closer."""
_FEWEST_LINES = 2
"""Lines below which a page says nothing of their distance."""
_LONGEST_TOOLBAR = 100
"""Characters; longer lines are text."""
_GRAIN = 3
"""Points within which a place counts as the same."""


class FurnitureEntry(Entry, frozen=True, kw_only=True):
    """What a row beside the text says.

    Attributes:
        part: a number counts the pages, a toolbar belongs to the portal from which the page was saved.
        bare: it could as well be text, and counts only where it stands apart.
    """

    part: Literal["number", "toolbar"]
    bare: bool = False


class _Number(NamedTuple):
    """A row that reads as a page number."""

    page: int
    item: Item
    value: int | None
    bare: bool
    apart: bool


def without_furniture(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without page numbers, running heads and feet, and what stands on most at one place."""
    running = {end: _running(pages, end) for end in (0, -1)}
    fixed, step = _fixed(pages), _step(pages)
    stripped: list[Page] = []
    for page in pages:
        head, foot = _edge_rows(page, running, 0, step), _edge_rows(page, running, -1, step)
        inner = page.items[head : len(page.items) - foot]
        stripped.append(page.with_items([item for item in inner if _place(item) not in fixed]))
    for end in (-1, 0):
        stripped = _without_numbers(stripped, end, step)
    return stripped


def _from_end(page: Page, end: int) -> list[Item]:
    """Return the items of a page from its upper (0) or lower end (-1) inwards."""
    return page.items[::-1] if end else page.items


def _edge_rows(page: Page, running: Mapping[int, set[tuple[str, int]]], end: int, step: float) -> int:
    """Return how many rows at one end of a page are running heads: they recur, the text keeps off them."""
    rows = _from_end(page, end)
    count = 0
    while count < min(_EDGE, len(rows)) and _running_key(rows[count]) in running[end]:
        count += 1
    if count in (0, len(rows)):
        return count
    inner, outer = rows[count], rows[count - 1]
    if isinstance(inner, TableRow) or isinstance(outer, TableRow):
        return count
    smaller = outer[0].size <= _SMALLER * inner[0].size
    return count if smaller or abs(inner[0].base - outer[0].base) >= _HEAD_APART * step else 0


def _running_key(item: Item) -> tuple[str, int] | None:
    """Return the words of a row, with a mark for each number, and its height: numbered heads are alike."""
    if isinstance(item, TableRow):
        return None
    shape = re.sub(r"\d+", "#", re.sub(r"\s", "", fold(words(item))))
    return shape, round(item[0].base / _GRAIN)


def _running(pages: Sequence[Page], end: int) -> set[tuple[str, int]]:
    """Return what recurs at one end of the pages."""
    keys = [{_running_key(item) for item in _from_end(page, end)[:_EDGE]} for page in pages]
    counts = Counter(key for found in keys for key in found if key)
    enough = max(min(_FEWEST_PAGES, len(pages)), 2, _SHARE_OF_PAGES * len(pages))
    return {key for key, count in counts.items() if count >= enough}


def _place(item: Item) -> tuple[str, int, int] | None:
    if isinstance(item, TableRow):
        return None
    text = words(item)
    return (text, round(item[0].left / _GRAIN), round(item[0].base / _GRAIN)) if len(text) <= _STAMP else None


def _fixed(pages: Sequence[Page]) -> set[tuple[str, int, int] | None]:
    """Return the short rows that stand on most pages at one place: watermarks and stamps."""
    counts = Counter(place for page in pages for place in {_place(item) for item in page.items} if place)
    enough = max(_FEWEST_PAGES, _SHARE_AT_ONE_PLACE * len(pages))
    return {place for place, count in counts.items() if count >= enough}


def _without_numbers(pages: Sequence[Page], end: int, step: float) -> list[Page]:
    """Return the pages without the numbers at one of their ends."""
    numbers = [_number(page, end, step) for page in pages]
    offsets = Counter(n.value - n.page for n in numbers if n and n.value is not None)
    return [
        page.with_items([item for item in page.items if item is not number.item])
        if number and _counts_pages(number, offsets)
        else page
        for page, number in zip(pages, numbers, strict=True)
    ]


def _counts_pages(number: _Number, offsets: Counter[int]) -> bool:
    if not number.bare or number.apart:
        return True
    return number.value is not None and offsets[number.value - number.page] >= _FEWEST_PAGES


def _number(page: Page, end: int, step: float) -> _Number | None:
    """Return the row at one end of a page (-1 for the lower) if it reads as a page number."""
    item = page.items[end] if page.items else None
    if item is None or isinstance(item, TableRow):
        return None
    text = fold(words(item)).strip()
    entry = _said(text)
    if entry is None or entry.part != "number":
        return None
    return _Number(
        page.number, item, int(text) if text.isdigit() else None, entry.bare, _apart(page, end, step)
    )


def _said(text: str) -> FurnitureEntry | None:
    hit = default_lexicon().matcher("page_furniture", FurnitureEntry).first(text)
    return hit.entry if hit else None


def is_toolbar(text: str) -> bool:
    """Say whether a line of its own is one that a portal prints around an article."""
    if len(text) > _LONGEST_TOOLBAR:
        return False
    entry = _said(fold(text).strip())
    return entry is not None and entry.part == "toolbar"


def _apart(page: Page, end: int, step: float) -> bool:
    """Say whether the row at one end of a page stands further from the text than lines from one another."""
    row, *others = _from_end(page, end)
    if not others or isinstance(others[0], TableRow) or isinstance(row, TableRow):
        return True
    return len(others) < _FEWEST_LINES or abs(row[0].base - others[0][0].base) >= _APART * step


def _step(pages: Iterable[Page]) -> float:
    """Return the usual distance of the rows of a document."""
    steps: list[float] = []
    for page in pages:
        rows = [item for item in page.items if not isinstance(item, TableRow)]
        steps += [b[0].base - a[0].base for a, b in pairwise(rows)]
    return median_low(sorted(steps)) if steps else 0.0
