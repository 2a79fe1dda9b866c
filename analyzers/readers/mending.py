"""Paragraphs of marked-up formats that are torn all the same: copied from a PDF, or broken by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from ..characters import fold_each
from .lines import Line, Row, Run
from .wrapping import SourceLine, columns, joined


def mended(text: Sequence[Line | Row]) -> list[Line | Row]:
    """Return the lines of a text, those put together that are pieces of one paragraph (see `wrapping`).

    Rows, headings, centred lines, and lines set in bold throughout stay what they are.
    """
    lines = [line for line in text if isinstance(line, Row) or line.text]
    apart = {number for number, line in enumerate(lines) if _stands_alone(line)}
    words = fold_each([line.text if isinstance(line, Line) else "|" for line in lines])
    paragraphs = joined(list(map(_source_line, lines, words)), apart)
    return [
        _paragraph(pieces)
        for numbers in paragraphs
        for pieces in _in_frame([lines[number] for number in numbers])
    ]


def _in_frame(pieces: Sequence[Line | Row]) -> Iterator[list[Line | Row]]:
    """Yield the pieces of a paragraph, parted where a frame begins or ends."""
    for _, group in groupby(pieces, lambda piece: isinstance(piece, Line) and piece.boxed):
        yield list(group)


def _stands_alone(line: Line | Row) -> bool:
    if isinstance(line, Row):
        return True
    return line.level is not None or line.looks.centred or line.bold or line.kind == "aside"


def _source_line(line: Line | Row, words: str) -> SourceLine:
    if isinstance(line, Row):
        return SourceLine(words, 1)
    fresh = line.kind == "item"
    return SourceLine(words, columns(line.text), line.looks.indented, line.looks.gap, fresh)


def _paragraph(pieces: Sequence[Line | Row]) -> Line | Row:
    first = pieces[0]
    if isinstance(first, Row) or len(pieces) == 1:
        return first
    runs: list[Run] = []
    for piece in pieces:
        if isinstance(piece, Line):
            runs = join_runs(runs, piece.runs)
    return msgspec.structs.replace(first, runs=tuple(runs))


def join_runs(before: Sequence[Run], after: Sequence[Run]) -> list[Run]:
    """Return the runs of two lines as those of one, with a space only between Latin words or figures."""
    if not before:
        return list(after)
    *kept, last = before
    first, *others = after
    last, first = last._replace(text=last.text.rstrip()), first._replace(text=first.text.lstrip())
    latin = (
        last.text[-1:].isascii()
        and last.text[-1:].isalnum()
        and first.text[:1].isascii()
        and first.text[:1].isalnum()
    )
    return [*kept, last, Run(" " if latin else "", last.bold and first.bold, "joined"), first, *others]
