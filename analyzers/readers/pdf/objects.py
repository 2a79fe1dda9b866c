"""The objects of a PDF page with their places: forms opened, coordinates as one reads the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any, NamedTuple, TypeAlias

from .sheets import Box

Handle: TypeAlias = object
"""A pointer that PDFium gave and takes back."""
Call: TypeAlias = Callable[..., Any]
"""A function of PDFium."""
Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DEEPEST = 8
"""Forms within forms are opened so far; hostile files nest them without end."""


class Frame(NamedTuple):
    """How the coordinates of a PDF page (lower left) become those of its reader (upper left).

    Attributes:
        left, bottom: the corner of the page in its own coordinates.
        width, height: its size as one reads it.
        turn: quarter turns, counter-clockwise, by which its text is turned.
    """

    left: float
    bottom: float
    width: float
    height: float
    turn: int

    @classmethod
    def of(cls, bounds: tuple[float, float, float, float], turn: int) -> Frame:
        """Return the frame of a page with these bounds (left, bottom, right, top)."""
        left, bottom, right, top = bounds
        width, height = right - left, top - bottom
        return cls(left, bottom, *((width, height) if turn % 2 == 0 else (height, width)), turn)

    def point(self, x: float, y: float) -> Point:
        """Return the place of a point as one reads the page."""
        x, y = x - self.left, y - self.bottom
        match self.turn:
            case 0:
                return x, self.height - y
            case 1:
                return y, x
            case 2:
                return self.width - x, y
            case _:
                return self.width - y, self.height - x

    def box(self, box: Box) -> Box:
        """Return what lies on the page of a rectangle in the page's own coordinates, as one reads it."""
        (x0, y0), (x1, y1) = self.point(box.left, box.top), self.point(box.right, box.bottom)
        whole = Box(0.0, 0.0, self.width, self.height)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)).shared(whole)


def objects(raw: ModuleType, page: Handle) -> Iterator[tuple[Handle, Matrix]]:
    """Yield the objects of a page, each with the matrix of the forms that hold it."""
    yield from _objects(raw, page, IDENTITY, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject)


def _objects(
    raw: ModuleType, parent: Handle, matrix: Matrix, count: Call, get: Call, depth: int = 0
) -> Iterator[tuple[Handle, Matrix]]:
    """Yield the objects of a page or form, forms opened, each with the matrix of the form that holds it."""
    for index in range(count(parent)):
        item = get(parent, index)
        if not item:
            continue
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_FORM:
            yield item, matrix
        elif depth < _DEEPEST:
            inner = times(matrix_of(raw, item), matrix)
            yield from _objects(
                raw, item, inner, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, depth + 1
            )


def matrix_of(raw: ModuleType, item: Handle) -> Matrix:
    """Return the matrix of an object itself."""
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, found):
        return IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def times(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that applies `first`, then `second` (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def apply(matrix: Matrix, x: float, y: float) -> Point:
    """Return where a matrix puts a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
