"""Tables of contents: entries whose page numbers stand at the end, behind leaders or at the right edge."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ....lexicons.compiling import compiled
from ...characters import fold
from .pages import Item, Page, words
from .tables import TableRow

_NUMBER = r"[(〔\[]?(?:\d{1,4}|[ivxIVX]{1,6})[)〕\]]?"
_LEADERS = compiled(rf"(?:[.．…·•‥⋯_—\-]\s*){{4,}}{_NUMBER}?$|…\s*{_NUMBER}$")
_RIGHT = compiled(rf"\S\s*{_NUMBER}$")
_HEADING = compiled(r"^目\s*[录次]$")
_FINISHED = ("。", "；", ";", "！", "？")
_FEWEST = 3
"""Entries without leaders that must follow one another under the heading."""
_WRAPPED = 2
"""Lines that an entry may take before the one with its number."""


def without_contents(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without the lines of tables of contents and without their headings."""
    rows = [(page.number, item) for page in pages for item in page.items]
    entries = [_is_entry(item) for _, item in rows]
    dropped: set[int] = set()
    for index, (_, item) in enumerate(rows):
        if _HEADING.match(_text(item)):
            dropped |= _below(rows, index)
    dropped |= _runs(rows, entries)
    kept: dict[int, list[Item]] = {page.number: [] for page in pages}
    for index, (number, item) in enumerate(rows):
        if index not in dropped:
            kept[number].append(item)
    return [page.with_items(kept[page.number]) for page in pages]


def _text(item: Item) -> str:
    return fold(words(item)).strip()


def _is_entry(item: Item) -> bool:
    return bool(_LEADERS.search(_text(item)))


def _is_open_entry(item: Item) -> bool:
    """Say whether a row ends with a number of its own at the right edge, as entries without leaders do."""
    if isinstance(item, TableRow):
        return False
    return len(item) > 1 and bool(re.fullmatch(_NUMBER, fold(item[-1].text).strip()))


def _below(rows: Sequence[tuple[int, Item]], heading: int) -> set[int]:
    """Return the heading 目录 with the entries below it, if there are any."""
    found: list[int] = []
    waiting: list[int] = []
    for index in range(heading + 1, len(rows)):
        item = rows[index][1]
        if _is_entry(item) or _is_open_entry(item):
            found += [*waiting, index]
            waiting = []
        elif len(waiting) < _WRAPPED and not _text(item).endswith(_FINISHED):
            waiting.append(index)
        else:
            break
    return {heading, *found} if len(found) >= _FEWEST else set()


def _runs(rows: Sequence[tuple[int, Item]], entries: Sequence[bool]) -> set[int]:
    """Return the entries with leaders, and the lines between two of them: the beginnings of long ones."""
    dropped = {index for index, entry in enumerate(entries) if entry}
    places = sorted(dropped)
    for first, second in pairwise(places):
        between = range(first + 1, second)
        if len(between) <= _WRAPPED and not any(_text(rows[i][1]).endswith(_FINISHED) for i in between):
            dropped.update(between)
    return dropped
