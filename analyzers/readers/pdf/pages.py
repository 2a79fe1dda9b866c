"""What stands on each page: rows of segments and rows of tables, from top to bottom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

import msgspec

from ....lexicons.compiling import compiled
from ...characters import fold_each
from .. import particulars
from .bands import band_tables
from .columns import in_reading_order
from .grids import Grid, grids
from .sheets import Glyph, Rule, Sheet
from .tables import TableRow, grid_rows, with_open_tables
from .typelines import Region, TypeLine, joined, segments

Item = list[TypeLine] | TableRow
"""The segments of one row of text, or a row of a table."""

_BORDER = 0.85
"""Share of a page's height from which a frame is its border; text keeps further off the edges."""
_FEWEST_HINTS = 2
"""Particulars that a frame must state to be taken for a portal's."""
_SPREAD = compiled(r"(?<=[一-龥])\s+(?=[一-龥](?:\s+[一-龥])?\s*[：:])")
"""The gaps in labels that are spread to one width."""


class Page(msgspec.Struct, frozen=True):
    """A page as far as it is understood.

    Attributes:
        number: its number in the file, from 1.
        width, height: its size in points.
        items: what stands on it from top to bottom.
        level: the level lines drawn on it that belong to no table, which may set footnotes apart.
        asides: lines that are set apart from the text: footnotes, a portal's particulars.
        hints: what the particulars say of the document, by field.
    """

    number: int
    width: float
    height: float
    items: list[Item]
    level: list[Rule]
    asides: tuple[TypeLine, ...] = ()
    hints: Mapping[str, str] = MappingProxyType({})

    def with_items(self, items: list[Item], asides: Iterable[TypeLine] = ()) -> Page:
        """Return the page with other items and further asides."""
        return msgspec.structs.replace(self, items=items, asides=(*self.asides, *asides))


def page(sheet: Sheet) -> Page:
    """Return what stands on a sheet: tables by their cells, framed text by its frame, the rest by height."""
    found = [grid for grid in grids(sheet) if not _is_border(grid, sheet)]
    found += band_tables(sheet, found)
    inside: list[list[Glyph]] = [[] for _ in found]
    rest: list[Glyph] = []
    for glyph in sheet.glyphs:
        y = glyph.base - glyph.size / 3
        holder = next((i for i, grid in enumerate(found) if grid.box.holds(glyph.middle, y)), None)
        (rest if holder is None else inside[holder]).append(glyph)
    items: list[Item] = list(segments(rest, sheet.number))
    asides: list[TypeLine] = []
    hints: dict[str, str] = {}
    for grid, glyphs in zip(found, inside, strict=True):
        if not grid.is_frame:
            items.extend(grid_rows(grid, glyphs, sheet.number))
            continue
        rows = segments(
            glyphs, sheet.number, Region(round(grid.box.left), round(grid.box.right), framed=True)
        )
        stated = _particulars(rows)
        hints.update(stated)
        if stated:
            asides.extend(joined(row) for row in rows)
        else:
            items.extend(rows)
    own = [rule for rule in sheet.level if not any(_on(grid, rule) for grid in found)]
    items.sort(key=_top)
    return Page(sheet.number, sheet.width, sheet.height, items, own, tuple(asides), hints)


def _particulars(rows: Iterable[list[TypeLine]]) -> Mapping[str, str]:
    """Return what a frame says of the document, if it holds a portal's particulars."""
    written = [_SPREAD.sub("", segment.text) for row in rows for segment in row]
    stated = particulars.find(fold_each(written), written)
    return stated.hints if len(stated.hints) >= _FEWEST_HINTS else {}


def _is_border(grid: Grid, sheet: Sheet) -> bool:
    """Say whether a frame only decorates the page."""
    return grid.is_frame and grid.box.bottom - grid.box.top >= _BORDER * sheet.height


def _on(grid: Grid, rule: Rule) -> bool:
    return grid.box.holds((rule.start + rule.end) / 2, rule.at)


def _top(item: Item) -> tuple[float, float]:
    if isinstance(item, TableRow):
        return item.top, 0.0
    return min(line.top for line in item), item[0].left


def flow(pages: Iterable[Page]) -> Iterator[TypeLine | TableRow]:
    """Yield the lines and table rows of all pages in the order in which one reads them."""
    for page in pages:
        rows: list[list[TypeLine]] = []
        for item in page.items:
            if isinstance(item, TableRow):
                yield from _read(rows)
                rows = []
                yield item
            else:
                rows.append(item)
        yield from _read(rows)


def _read(rows: list[list[TypeLine]]) -> Iterator[TypeLine | TableRow]:
    for group in in_reading_order(rows):
        yield from with_open_tables(group)


def words(item: Item) -> str:
    """Return the words of an item, for patterns that look at whole lines."""
    return "" if isinstance(item, TableRow) else joined(item).text
