"""What belongs to the page and not to the text: page numbers, running heads and feet, watermarks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
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
_APART = 1.5
"""A bare number counts as a page number if its distance from the text is so many times that between lines."""
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
    repeated = _running(pages)
    fixed = _fixed(pages)
    stripped: list[Page] = []
    for page in pages:
        edges = _edge_rows(page)
        items = [
            item
            for index, item in enumerate(page.items)
            if not (index in edges and (edges[index], _shape(item)) in repeated) and _place(item) not in fixed
        ]
        stripped.append(page.with_items(items))
    return _without_numbers(stripped)


def _edge_rows(page: Page) -> dict[int, str]:
    """Return the rows at the ends of a page with the end at which they stand."""
    count = len(page.items)
    edges = dict.fromkeys(range(max(0, count - _EDGE), count), "foot")
    return edges | dict.fromkeys(range(min(_EDGE, count // 2)), "head")


def _shape(item: Item) -> str:
    """Return the words of a row with a mark for each number, so that numbered rows are alike."""
    return re.sub(r"\d+", "#", re.sub(r"\s", "", fold(words(item))))


def _running(pages: Sequence[Page]) -> set[tuple[str, str]]:
    counts = Counter(
        (end, shape)
        for page in pages
        for end, shape in {(end, _shape(page.items[index])) for index, end in _edge_rows(page).items()}
        if shape
    )
    enough = max(_FEWEST_PAGES, _SHARE_OF_PAGES * len(pages))
    return {key for key, count in counts.items() if count >= enough}


def _place(item: Item) -> tuple[str, int, int] | None:
    if isinstance(item, TableRow):
        return None
    return words(item), round(item[0].left / _GRAIN), round(item[0].base / _GRAIN)


def _fixed(pages: Sequence[Page]) -> set[tuple[str, int, int] | None]:
    counts = Counter(place for page in pages for place in {_place(item) for item in page.items} if place)
    enough = max(_FEWEST_PAGES, _SHARE_AT_ONE_PLACE * len(pages))
    return {place for place, count in counts.items() if count >= enough}


def _without_numbers(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without their numbers, which may stand above or below the text."""
    for end in (-1, 0):
        numbered = [_number(page, end) for page in pages]
        offsets = Counter(n.value - n.page for n in numbered if n and n.value is not None)
        pages = [
            page.with_items([item for item in page.items if item is not number.item])
            if number
            and (
                not number.bare or number.apart or offsets[(number.value or 0) - page.number] >= _FEWEST_PAGES
            )
            else page
            for page, number in zip(pages, numbered, strict=True)
        ]
    return list(pages)


def _number(page: Page, end: int) -> _Number | None:
    """Return the row at one end of a page (-1 for the lower) if it reads as a page number."""
    item = page.items[end] if page.items else None
    if item is None or isinstance(item, TableRow):
        return None
    text = fold(words(item)).strip()
    entry = _said(text)
    if entry is None or entry.part != "number":
        return None
    return _Number(page.number, item, int(text) if text.isdigit() else None, entry.bare, _apart(page, end))


def _said(text: str) -> FurnitureEntry | None:
    hit = default_lexicon().matcher("page_furniture", FurnitureEntry).first(text)
    return hit.entry if hit else None


def is_toolbar(text: str) -> bool:
    """Say whether a line of its own is one that a portal prints around an article."""
    if len(text) > _LONGEST_TOOLBAR:
        return False
    entry = _said(fold(text).strip())
    return entry is not None and entry.part == "toolbar"


def _apart(page: Page, end: int) -> bool:
    """Say whether the row at one end of a page stands further from the text than lines from one another."""
    rows = [item for item in page.items if not isinstance(item, TableRow)]
    steps = sorted(b[0].base - a[0].base for a, b in pairwise(rows))
    if len(steps) < 2 or isinstance(page.items[-2 if end == -1 else 1], TableRow):
        return True
    return abs(rows[end][0].base - rows[-2 if end == -1 else 1][0].base) >= _APART * median_low(steps)
