"""What stands on a page of an OFD file: its characters, lines and pictures (GB/T 33190—2016, 8 to 11)."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..pdf.sheets import Box, Glyph, Rule, Sheet
from ..zipped import Element
from .fonts import Font

_LEANING = 0.2
"""Share by which the direction of text may differ from level; a slanted watermark differs more."""
_HEAVY_WEIGHT = 600
"""Weights of type run from 0 to 1000; 400 is usual, 700 bold."""
_THIN, _SHORTEST = 3.0, 8.0
"""In points: up to this width a filled shape is a line; shorter lines belong to characters and figures."""
_MOST_REPEATED = 10_000

Point = tuple[float, float]


class _Matrix(NamedTuple):
    """The matrix that takes the coordinates of an object to those of its boundary."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> Point:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


class Painter:
    """Collects what the objects of a page draw, in points from its upper left corner."""

    def __init__(self, fonts: Mapping[str, Font], scale: float, origin: Point) -> None:
        """Begin a page.

        Args:
            fonts: the fonts of the file by their ids.
            scale: points in the unit of its coordinates.
            origin: the upper left corner of the page in its coordinates.
        """
        self._fonts = fonts
        self._scale = scale
        self._origin = origin
        self._glyphs: list[Glyph] = []
        self._level: list[Rule] = []
        self._upright: list[Rule] = []
        self._pictures: list[Box] = []

    def draw(self, content: Element | None) -> None:
        """Draw all objects of a content element, layers and blocks in their order."""
        for element in (
            content.iter("{*}TextObject", "{*}PathObject", "{*}ImageObject") if content is not None else ()
        ):
            if element.get("Visible") == "false":
                continue
            kind = str(element.tag).rpartition("}")[2]
            if kind == "TextObject":
                self._text(element)
            elif kind == "PathObject":
                self._path(element)
            else:
                self._pictures.append(self._boundary(element))

    def sheet(self, number: int, width: float, height: float) -> Sheet:
        """Return the page, without characters that stand off it."""
        glyphs = [g for g in self._glyphs if 0 <= g.middle <= width and 0 <= g.base <= height]
        return Sheet(number, width, height, glyphs, self._level, self._upright, self._pictures)

    def _text(self, element: Element) -> None:
        matrix = _matrix(element)
        if matrix.a <= 0 or abs(matrix.b) > _LEANING * matrix.a:
            return
        font = self._fonts.get(element.get("Font") or "", Font())
        heavy = font.heavy or (_number(element.get("Weight")) or 0) >= _HEAVY_WEIGHT
        box = self._boundary(element)
        size = _number(element.get("Size")) or (box.bottom - box.top) / self._scale
        if size <= 0:
            return
        tall = size * math.hypot(matrix.c, matrix.d) * self._scale
        for char, advance, place in _characters(element, size):
            left, base = self._point(element, matrix.point(*place))
            right = left + advance * math.hypot(matrix.a, matrix.b) * self._scale
            self._glyphs.append(Glyph(char, left, right, base, tall, font.name, heavy))

    def _path(self, element: Element) -> None:
        """Take the straight lines of a path; a thin filled shape is one too."""
        box = self._boundary(element)
        across, down = box.right - box.left, box.bottom - box.top
        if element.get("Fill") == "true" and min(across, down) <= _THIN:
            self._rule((box.left, box.top), (box.right, box.top) if across > down else (box.left, box.bottom))
            return
        matrix = _matrix(element)
        for start, end in _segments(element.findtext("{*}AbbreviatedData") or ""):
            self._rule(self._point(element, matrix.point(*start)), self._point(element, matrix.point(*end)))

    def _rule(self, start: Point, end: Point) -> None:
        (x0, y0), (x1, y1) = start, end
        if abs(y1 - y0) <= 1 and abs(x1 - x0) >= _SHORTEST:
            self._level.append(Rule(y0, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= 1 and abs(y1 - y0) >= _SHORTEST:
            self._upright.append(Rule(x0, min(y0, y1), max(y0, y1)))

    def _point(self, element: Element, place: Point) -> Point:
        """Return a place inside the boundary of an object in points on the page."""
        left, top, *_ = (*numbers(element.get("Boundary")), 0.0, 0.0)
        return (
            (left + place[0] - self._origin[0]) * self._scale,
            (top + place[1] - self._origin[1]) * self._scale,
        )

    def _boundary(self, element: Element) -> Box:
        _, _, width, height = (*numbers(element.get("Boundary")), 0.0, 0.0, 0.0, 0.0)[:4]
        return Box(*self._point(element, (0.0, 0.0)), *self._point(element, (width, height)))


def _characters(element: Element, size: float) -> Iterator[tuple[str, float, Point]]:
    """Yield the characters of a text object, each with its advance and its place."""
    stretch = _number(element.get("HScale")) or 1.0
    x = y = 0.0
    for code in element.iter("{*}TextCode"):
        stated = _number(code.get("X")), _number(code.get("Y"))
        x, y = (old if new is None else new for old, new in zip((x, y), stated, strict=True))
        text = code.text or ""
        across, down = _deltas(code.get("DeltaX"), len(text)), _deltas(code.get("DeltaY"), len(text))
        for index, char in enumerate(text):
            usual = size * stretch * (1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5)
            step = across[index] if index < len(across) else usual
            yield char, min(usual, step) if step > 0 else usual, (x, y)
            x += step
            y += down[index] if index < len(down) else 0.0


def _deltas(text: str | None, most: int) -> list[float]:
    """Return distances as they are written, `g 3 5.5` standing for three times 5.5."""
    words = iter((text or "").split())
    found: list[float] = []
    for word in words:
        if word == "g":
            count, value = _number(next(words, None)), _number(next(words, None))
            found.extend([value or 0.0] * min(int(count or 0), most, _MOST_REPEATED))
        else:
            found.append(_number(word) or 0.0)
    return found


def _segments(path: str) -> Iterator[tuple[Point, Point]]:
    """Yield the straight lines of a path; curves move the pen only."""
    words = path.split()
    counts = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
    pen = first = (0.0, 0.0)
    index = 0
    while index < len(words):
        command = words[index]
        count = counts.get(command)
        index += 1
        if count is None:
            continue
        values = [_number(word) or 0.0 for word in words[index : index + count]]
        index += count
        place = first if command == "C" else (values[-2], values[-1]) if len(values) >= 2 else pen
        if command in "LC":
            yield pen, place
        elif command in "SM":
            first = place
        pen = place


def _matrix(element: Element) -> _Matrix:
    found = numbers(element.get("CTM"))
    return _Matrix(*found) if len(found) == 6 else _Matrix()


def numbers(text: str | None) -> list[float]:
    """Return the numbers of a list that is separated by spaces; what is none counts as 0."""
    return [_number(word) or 0.0 for word in (text or "").split()]


def _number(text: str | None) -> float | None:
    try:
        value = float(text) if text is not None else None
    except ValueError:
        return None
    return value if value is not None and math.isfinite(value) else None
