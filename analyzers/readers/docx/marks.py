"""Marks of Markdown that stand as text in a Word file: what chat programs and converters leave behind."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ....lexicons.compiling import compiled
from ..lines import Line, Row, Run

_HEADING = compiled(r"(#{1,6})[ \u3000]+(?=\S)")
_ITEM = compiled(r"[-*+][ \u3000]+(?=\S)")
_BOLD = compiled(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_FEWEST = 2
"""Headings or words in such bold from which the marks are marks."""


def without_marks(lines: Sequence[Line | Row]) -> list[Line | Row]:
    """Return the lines of a file, those of one that is written in Markdown without its marks."""
    marked = sum(_is_marked(line.text) for line in lines if isinstance(line, Line))
    if marked < _FEWEST:
        return list(lines)
    return [_read(line) if isinstance(line, Line) else line for line in lines]


def _is_marked(text: str) -> bool:
    return bool(_HEADING.match(text) or _BOLD.search(text))


def _read(line: Line) -> Line:
    text = line.text
    heading, item = _HEADING.match(text), _ITEM.match(text)
    if heading:
        line = _behind(line, heading.end())
        return msgspec.structs.replace(line, kind="heading", level=len(heading[1]))
    if item:
        line = msgspec.structs.replace(_behind(line, item.end()), kind="item")
    return msgspec.structs.replace(line, runs=tuple(piece for run in line.runs for piece in _emphasised(run)))


def _behind(line: Line, count: int) -> Line:
    """Return a line without its first characters."""
    runs: list[Run] = []
    for run in line.runs:
        runs.append(msgspec.structs.replace(run, text=run.text[count:]))
        count = max(0, count - len(run.text))
    return msgspec.structs.replace(line, runs=tuple(runs))


def _emphasised(run: Run) -> list[Run]:
    """Return the pieces of a run, those between double asterisks in bold."""
    pieces = _BOLD.split(run.text)
    return [
        msgspec.structs.replace(run, text=text, bold=run.bold or index % 2 == 1)
        for index, text in enumerate(pieces)
    ]
