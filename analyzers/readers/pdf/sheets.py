"""What a reader of pages needs to know of one: its glyphs, the lines drawn on it, and its pictures.

Coordinates are points from the left and the top of the page as one reads it.
"""

from __future__ import annotations

from typing import NamedTuple


class Glyph(NamedTuple):
    """One character as the page shows it.

    Attributes:
        char: the character; white space is kept, for it shows where words end.
        left, right: the edges of its advance, in points.
        base: its baseline.
        size: the size of its type, in points.
        font: the family of its type, without the tag of a subset; empty where the page hides it.
        heavy: it is drawn in bold, or filled and stroked to look bold.
    """

    char: str
    left: float
    right: float
    base: float
    size: float
    font: str
    heavy: bool

    @property
    def top(self) -> float:
        """The upper edge of its body: Han characters stand on the baseline with an eighth of it below."""
        return self.base - 0.88 * self.size

    @property
    def bottom(self) -> float:
        """The lower edge of its body."""
        return self.base + 0.12 * self.size

    @property
    def middle(self) -> float:
        """The middle of its advance."""
        return (self.left + self.right) / 2


class Box(NamedTuple):
    """A rectangle on a page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        """Its area in square points; nothing where it is turned inside out."""
        return max(0.0, self.right - self.left) * max(0.0, self.bottom - self.top)

    def holds(self, x: float, y: float) -> bool:
        """Say whether the point lies inside."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def shared(self, other: Box) -> Box:
        """Return what it has in common with another rectangle; its area is 0 where nothing is."""
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )


class Rule(NamedTuple):
    """A straight line drawn on a page, level or upright.

    Attributes:
        at: the height of a level line, the distance from the left of an upright one.
        start, end: where it begins and ends in the other direction.
    """

    at: float
    start: float
    end: float


class Sheet(NamedTuple):
    """One page.

    Attributes:
        number: its number in the file, from 1.
        width, height: its size in points.
        glyphs: its characters in the order in which they are drawn.
        level, upright: the lines drawn on it.
        pictures: where its pictures stand.
        unreadable: how many of its characters have no Unicode value.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    level: list[Rule]
    upright: list[Rule]
    pictures: list[Box]
    unreadable: int = 0
