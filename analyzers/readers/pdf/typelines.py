"""From glyphs to lines: what stands on one height belongs together, and gaps decide where spaces are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median_low
from typing import NamedTuple

import msgspec

from ...lazy import cached_property
from .sheets import Glyph

_SAME_HEIGHT = 0.6
"""Share of the smaller glyph's height that must lie beside the line: superscripts do, other lines do not."""
_SAME_GLYPH = 0.5
"""In widths: the same character twice within this distance is drawn twice, to look bold."""
_WORD_GAP = 0.18
"""In sizes: a gap between Latin letters or digits from here on is a space (theirs are 0.22 to 0.33 wide)."""
_HAN_GAP = 0.4
"""In sizes: between Han characters, and between Han and Latin, where word processors put a quarter of their
own accord and justifying a little more."""
_MARK_GAP = 0.7
"""In sizes: beside punctuation, which justifying moves furthest."""
_COLUMN_GAP = 2.0
"""In sizes: a gap from here on parts what stands in different columns."""
_NO_WIDTH = 0.1
"""In sizes: white space that keeps its neighbours no further apart than this is not seen."""


class Region(NamedTuple):
    """A part of a page with a measure of its own: a frame, a cell, a column.

    Attributes:
        left, right: its edges, in whole points.
        framed: a frame is drawn around it.
    """

    left: int
    right: int
    framed: bool = False


class TypeLine(msgspec.Struct, frozen=True, dict=True):
    """Glyphs that one reads in one go, from left to right.

    Attributes:
        page: the page that they stand on, from 1.
        glyphs: the glyphs, white space only between others.
        region: the frame, cell or column that holds the line; None on the open page.
        blank_after: white space follows its last glyph: a word ends there.
    """

    page: int
    glyphs: tuple[Glyph, ...]
    region: Region | None = None
    blank_after: bool = False

    @cached_property
    def left(self) -> float:
        """Where its first glyph begins."""
        return self.glyphs[0].left

    @cached_property
    def right(self) -> float:
        """Where its last glyph ends."""
        return max(g.right for g in self.glyphs)

    @cached_property
    def size(self) -> float:
        """The size of most of its glyphs; of the larger ones where two sizes are even."""
        sizes = Counter(round(g.size, 1) for g in self.glyphs if not g.char.isspace())
        return max(sizes, key=lambda size: (sizes[size], size))

    @cached_property
    def base(self) -> float:
        """The baseline of its glyphs of that size."""
        return median_low(sorted(g.base for g in self.glyphs if round(g.size, 1) == self.size))

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.base - 0.88 * self.size

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.base + 0.12 * self.size

    @cached_property
    def pieces(self) -> tuple[tuple[str, Glyph | None], ...]:
        """Its characters with their glyphs; None is the glyph of a space that only a gap shows."""
        return tuple(_spaced(self.glyphs, self.size))

    @cached_property
    def text(self) -> str:
        """Its words."""
        return "".join(char for char, _ in self.pieces)


def segments(glyphs: Iterable[Glyph], page: int, region: Region | None = None) -> list[list[TypeLine]]:
    """Return the lines of a part of a page from top to bottom, each parted where a column's gap is."""
    return [
        [
            TypeLine(page, part, region, blank)
            for part, blank in _parted(_once(sorted(row, key=lambda g: (g.left, g.char))))
        ]
        for row in _rows(glyphs)
        if any(not g.char.isspace() for g in row)
    ]


def joined(row: Sequence[TypeLine]) -> TypeLine:
    """Return the segments of one row as one line."""
    if len(row) == 1:
        return row[0]
    glyphs = tuple(g for line in row for g in line.glyphs)
    return TypeLine(row[0].page, glyphs, row[0].region, row[-1].blank_after)


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    rows: list[tuple[Glyph, list[Glyph]]] = []  # with the largest glyph of each, which stands for its height
    for glyph in sorted(glyphs, key=lambda g: (g.base, g.left)):
        if glyph.char.isspace() or not rows or not _beside(rows[-1][0], glyph):
            if not glyph.char.isspace():
                rows.append((glyph, [glyph]))
            elif rows and _beside(rows[-1][0], glyph):
                rows[-1][1].append(glyph)
            continue
        largest, row = rows[-1]
        row.append(glyph)
        if glyph.size > largest.size:
            rows[-1] = (glyph, row)
    return [row for _, row in rows]


def _beside(first: Glyph, second: Glyph) -> bool:
    shared = min(first.bottom, second.bottom) - max(first.top, second.top)
    return shared >= _SAME_HEIGHT * min(first.size, second.size)


def _once(row: Sequence[Glyph]) -> list[Glyph]:
    """Return the glyphs without those that only repeat one at the same place."""
    kept: list[Glyph] = []
    for glyph in row:
        nearest = _SAME_GLYPH * (glyph.right - glyph.left)
        if not any(g.char == glyph.char and glyph.left - g.left < nearest for g in kept[-3:]):
            kept.append(glyph)
    return kept


def _parted(row: Sequence[Glyph]) -> list[tuple[tuple[Glyph, ...], bool]]:
    """Return the segments of a row without white space at their ends, and whether some follows."""
    tracking = _tracking([g for g in row if not g.char.isspace()])
    parts: list[list[Glyph]] = [[]]
    blanks: list[list[Glyph]] = [[]]
    for glyph in row:
        if glyph.char.isspace():
            blanks[-1].append(glyph)
            continue
        if parts[-1]:
            before = parts[-1][-1]
            if glyph.left - before.right - tracking > _COLUMN_GAP * max(glyph.size, before.size):
                parts.append([])
                blanks.append([])
            else:
                parts[-1].extend(blanks[-1])
        blanks[-1] = []
        parts[-1].append(glyph)
    return [(tuple(part), bool(blank)) for part, blank in zip(parts, blanks, strict=True)]


def _tracking(row: Sequence[Glyph]) -> float:
    """Return the gap that letterspacing or justifying puts between any two Han characters of a row."""
    gaps = [b.left - a.right for a, b in pairwise(row) if is_han(a.char) and is_han(b.char)]
    return max(0.0, median_low(gaps)) if gaps else 0.0


def _spaced(glyphs: Sequence[Glyph], size: float) -> list[tuple[str, Glyph | None]]:
    tracking = _tracking([g for g in glyphs if not g.char.isspace()])
    pieces: list[tuple[str, Glyph | None]] = []
    before: Glyph | None = None
    blank: Glyph | None = None
    for glyph in glyphs:
        if glyph.char.isspace():
            blank = blank or glyph
            continue
        if before is not None:
            gap = glyph.left - before.right
            if blank is not None and gap > _NO_WIDTH * size:
                pieces.append((" " if blank.char in "\t\r\n" else blank.char, blank))
            elif blank is None and gap - tracking > _least_gap(before, glyph) * size:
                pieces.append((" ", None))
        pieces.append((glyph.char, glyph))
        before, blank = glyph, None
    return pieces


def _least_gap(before: Glyph, after: Glyph) -> float:
    if before.char.isascii() and after.char.isascii():
        return _WORD_GAP
    return _HAN_GAP if before.char.isalnum() and after.char.isalnum() else _MARK_GAP


def is_han(char: str) -> bool:
    """Say whether a character is an ideograph, or punctuation that is as wide as one."""
    return char >= "\u2e80"
