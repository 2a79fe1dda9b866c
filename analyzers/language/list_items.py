"""The items of a list: cut at its marks and conjunctions, without white space and quotation marks around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ...lexicons.compiling import compiled
from .sentences import CLOSING, OPENING, split

_OPENING = frozenset(OPENING)
_QUOTES = frozenset("“‘")
_ORDINAL = compiled(r"第?[一二三四五六七八九十]{1,3}|\d{1,2}")
TOUCHING = compiled(r"(?<=[”’》])(?=[“‘《])")
"""Where a quotation or a title follows another without a mark."""

EVEN = compiled(r"(?s:(?P<even>.).{1,3}(?P=even))")
"""What items of one length hold that stand without marks (`even_items`): a character of one in the next."""


class Item(NamedTuple):
    """One item of a list, by the positions of the text that holds it."""

    start: int
    end: int


Reading = tuple[Item, ...]


def read_items(text: str, start: int, end: int) -> list[Item]:
    """Return what stands between the marks of a list; inside quotation marks if they hold all of it."""
    items = trimmed(text, _separated(text, start, end))
    if len(items) > 1 and _ORDINAL.fullmatch(text, *items[0]):  # 二、[钢铁、石化]
        items = items[1:]
    if len(items) != 1:
        return items
    (item,) = items
    inner = text.rfind("“", *item) + 1
    if inner and text[item.end - 1] == "”" and "、" in text[inner : item.end]:  # 树立“对标对表、马上就办”意识
        item = Item(inner, item.end - 1)
    return trimmed(text, _separated(text, *item)) if is_quoted(text, item) else items


def is_quoted(text: str, item: Item) -> bool:
    """Tell whether a quotation begins with an item."""
    return item.start > 0 and text[item.start - 1] in "“‘"


def _separated(text: str, start: int, end: int) -> Iterator[Item]:
    held = text[start:end]
    marks = "、;" if "、" in held else "、,;"
    closes = "”" in held or "’" in held or "》" in held
    for a, b in split(held, marks):
        item = Item(start + a, start + b - (text[start + b - 1] in marks))
        touching = [hit.start() for hit in TOUCHING.finditer(text, *item)] if closes else []
        if not touching:
            yield item
            continue
        end = text.find("”", touching[-1], item.end) + 1  # “智能+”“互联网+”[作用]
        cuts = [item.start, *touching, end or item.end]
        yield from map(Item, cuts, cuts[1:])


def trimmed(text: str, items: Iterable[Item]) -> list[Item]:
    """Leave out white space, and quotation marks that hold a whole item."""
    kept: list[Item] = []
    for item in items:
        start, end = item
        words = text[start:end]
        held = words.strip()
        if held == words and words[:1] not in _QUOTES:
            if words:
                kept.append(item)
            continue
        end -= len(words) - len(words.rstrip())
        start = end - len(held)
        if len(held) > 2 and held[0] in _QUOTES and held[-1] in "”’":
            start, end = start + 1, end - 1
        if start < end:
            kept.append(Item(start, end))
    return kept


def even_items(text: str, item: Item, count: int) -> Iterator[Reading]:
    """Yield the reading of items of one length that stand without marks: 国内国际, 淮河海河辽河."""
    for width in (2, 3, 4):
        start = item.end - count * width
        if count < 2 or start < item.start:
            return
        held = text[start : item.end]
        if len(set(held[::width])) == 1 or len(set(held[width - 1 :: width])) == 1:
            yield tuple(Item(place, place + width) for place in range(start, item.end, width))
            return


def cut(text: str, item: Item, joints: re.Pattern[str]) -> Iterator[Item]:
    """Yield the parts of an item between its conjunctions, but for those in quotation marks."""
    start = item.start
    for joint in joints.finditer(text, item.start + 1, item.end - 1):
        if not in_quotes(text, item.start, joint.start()):
            yield Item(start, joint.start())
            start = joint.end()
    yield Item(start, item.end)


def in_quotes(text: str, start: int, position: int) -> bool:
    """Tell whether a quotation or bracket that opens behind `start` is still open at a position."""
    held = text[start:position]
    return not _OPENING.isdisjoint(held) and any(
        held.count(a) > held.count(b) for a, b in zip(OPENING, CLOSING, strict=True)
    )
