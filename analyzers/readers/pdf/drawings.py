"""The lines and pictures on a page, in the coordinates in which one reads it."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from types import ModuleType

from .objects import Call, Frame, Handle, Matrix, Point, apply, matrix_of, objects, times
from .sheets import Box, Rule

_THIN = 3.0
"""Up to this width, in points, a filled rectangle is a line: producers draw borders so."""
_JOIN = 3.0
"""Pieces of a line with gaps up to this, in points, are one line: dots, dashes, cells with own borders."""
_SHORTEST = 8.0
"""Shorter lines, in points, rule nothing: they belong to characters and figures."""
_MANY_PATHS, _MANY_SEGMENTS = 4000, 400
"""Beyond these a page is a map or a chart, and its lines rule no table."""
_PAPER = 250
"""Colours with all parts from here on are the paper's: such a line is not seen."""


def drawings(raw: ModuleType, page: Handle, frame: Frame) -> tuple[list[Rule], list[Rule], list[Box]]:
    """Return the level lines, the upright lines and the pictures of a page."""
    level: list[Rule] = []
    upright: list[Rule] = []
    pictures: list[Box] = []
    paths = 0
    for item, matrix in objects(raw, page):
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            pictures.append(frame.box(bounds(raw, item, matrix)))
        elif kind == raw.FPDF_PAGEOBJ_PATH and paths < _MANY_PATHS:
            paths += 1
            for start, end in _strokes(raw, item, matrix, frame):
                _sort_in(start, end, level, upright)
    return _merged(level), _merged(upright), pictures


def bounds(raw: ModuleType, item: Handle, matrix: Matrix, slack: float = 0.0) -> Box:
    """Return where an object stands on the page, in the page's own coordinates, widened by `slack` points."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    ends = ((left.value, bottom.value), (right.value, top.value))
    (x0, y0), (x1, y1) = (apply(matrix, x, y) for x, y in ends)
    return Box(min(x0, x1) - slack, min(y0, y1) - slack, max(x0, x1) + slack, max(y0, y1) + slack)


def _strokes(raw: ModuleType, path: Handle, matrix: Matrix, frame: Frame) -> Iterator[tuple[Point, Point]]:
    """Yield the straight lines that a path shows: those that it strokes, and thin figures that it fills."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    stroked = bool(stroke.value) and _seen(raw.FPDFPageObj_GetStrokeColor, path)
    filled = bool(fill.value) and _seen(raw.FPDFPageObj_GetFillColor, path)
    if not (stroked or filled) or raw.FPDFPath_CountSegments(path) > _MANY_SEGMENTS:
        return
    whole = times(matrix_of(raw, path), matrix)
    for figure in _figures(raw, path):
        points = [frame.point(*apply(whole, x, y)) for x, y in figure]
        if stroked:
            yield from pairwise(points)
        if filled:
            yield from _thin(points)


def _seen(colour_of: Call, item: Handle) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not colour_of(item, red, green, blue, alpha):
        return True
    return alpha.value > 0 and min(red.value, green.value, blue.value) < _PAPER


def _figures(raw: ModuleType, path: Handle) -> list[list[Point]]:
    """Return the corners of each figure of a path, closed ones back to their beginning."""
    figures: list[list[Point]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO or not figures:
            figures.append([])
        figures[-1].append((x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            figures[-1].append(figures[-1][0])
    return figures


def _thin(points: list[Point]) -> Iterator[tuple[Point, Point]]:
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    if bottom - top <= _THIN and right - left > bottom - top:
        yield (left, (top + bottom) / 2), (right, (top + bottom) / 2)
    elif right - left <= _THIN:
        yield ((left + right) / 2, top), ((left + right) / 2, bottom)


def _sort_in(start: Point, end: Point, level: list[Rule], upright: list[Rule]) -> None:
    (x0, y0), (x1, y1) = start, end
    if abs(y0 - y1) <= 1 < abs(x0 - x1):
        level.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
    elif abs(x0 - x1) <= 1 < abs(y0 - y1):
        upright.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def _merged(rules: list[Rule]) -> list[Rule]:
    """Return the lines with their pieces joined, in order of place; what stays short is left out."""
    rows: defaultdict[float, list[Rule]] = defaultdict(list)
    row = float("-inf")
    for rule in sorted(rules):
        row = row if rule.at - row <= _JOIN else rule.at
        rows[row].append(rule)
    merged: list[Rule] = []
    for at, pieces in rows.items():
        for piece in sorted(pieces, key=lambda p: (p.start, p.end)):
            if merged and merged[-1].at == at and piece.start - merged[-1].end <= _JOIN:
                merged[-1] = Rule(at, merged[-1].start, max(merged[-1].end, piece.end))
            else:
                merged.append(Rule(at, piece.start, piece.end))
    return [rule for rule in merged if rule.end - rule.start >= _SHORTEST]
