"""Footnotes: small type at the foot of a page, below a short line or with a mark that the text carries."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ....lexicons.compiling import compiled
from ...characters import fold
from .pages import Item, Page, words
from .sheets import Glyph
from .tables import TableRow
from .typelines import TypeLine, joined

_SMALLER = 0.9
"""Footnotes are set in type at most so large as the text's."""
_SHORT = 0.45
"""Share of the page's width up to which a line above the foot sets footnotes apart."""
_LOWER = 0.5
"""Share of the page's height from which on footnotes are looked for."""
_MARK = compiled(r"^(?:[①-⑳❶-❿*※†]{1,3}|[\[(〔]\d{1,3}[\])〕]|注\s?\d{0,2}\s?:|\d{1,3}(?=\D))")
_REFERENCE = compiled(r"^[\[(〔]?(?:\d{1,3}|[①-⑳*※†]{1,3})[\])〕]?$")
_RAISED_SIZE = 0.8
_RAISED = 0.2
"""In sizes: how far a reference stands above the baseline."""


def with_notes_apart(pages: Sequence[Page], body: float) -> list[Page]:
    """Return the pages with their footnotes among the asides, and without the marks that refer to them.

    Args:
        pages: the pages.
        body: the size of the text's type.
    """
    parted: list[Page] = []
    for page in pages:
        first = _first_note(page, body)
        if first is None:
            parted.append(page)
            continue
        notes = [joined(item) for item in page.items[first:] if not isinstance(item, TableRow)]
        parted.append(page.with_items([_without_references(item) for item in page.items[:first]], notes))
    return parted


def _first_note(page: Page, body: float) -> int | None:
    """Return the place of the first row of the footnotes: all rows from there on are small."""
    first = len(page.items)
    while first > 0 and _is_small(page.items[first - 1], body, page.height):
        first -= 1
    for index in range(first, len(page.items)):
        if _MARK.match(fold(words(page.items[index])).strip()) and (
            _ruled(page, index) or _referred(page, index)
        ):
            return index
    return None


def _is_small(item: Item, body: float, height: float) -> bool:
    if isinstance(item, TableRow):
        return False
    return all(line.size <= _SMALLER * body and line.top >= _LOWER * height for line in item)


def _ruled(page: Page, index: int) -> bool:
    """Say whether a short line is drawn between this row and the one above."""
    top = _top(page.items[index])
    above = max((_top(item) for item in page.items[:index]), default=0.0)
    return any(
        above < rule.at <= top + 2 and rule.end - rule.start <= _SHORT * page.width for rule in page.level
    )


def _top(item: Item) -> float:
    return item.top if isinstance(item, TableRow) else min(line.top for line in item)


def _referred(page: Page, index: int) -> bool:
    """Say whether the text above carries a raised mark."""
    lines = [line for item in page.items[:index] if not isinstance(item, TableRow) for line in item]
    return any(_raised(line, glyph) for line in lines for glyph in line.glyphs)


def _raised(line: TypeLine, glyph: Glyph) -> bool:
    return (
        glyph.size <= _RAISED_SIZE * line.size
        and line.base - glyph.base >= _RAISED * line.size * 0.5
        and bool(_REFERENCE.match(glyph.char) or glyph.char in "[]〔〕()")
    )


def _without_references(item: Item) -> Item:
    if isinstance(item, TableRow):
        return item
    kept = [tuple(g for g in line.glyphs if not _raised(line, g)) for line in item]
    return [
        msgspec.structs.replace(line, glyphs=glyphs)
        for line, glyphs in zip(item, kept, strict=True)
        if glyphs
    ]
