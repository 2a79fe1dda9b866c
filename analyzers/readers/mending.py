"""Paragraphs of marked-up formats that are torn all the same: copied from a PDF, or broken by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from ..characters import fold_each
from .lines import Line, Row, Run, written
from .wrapping import SourceLine, joined


def mended(
    text: Sequence[Line | Row], words: tuple[Sequence[str], Sequence[str]] | None = None
) -> list[Line | Row]:
    """Return the lines of a text, those put together that are pieces of one paragraph (see `wrapping`).

    Rows, headings, centred lines, and lines set in bold throughout stay what they are.

    Args:
        text: the lines; those without words are left out.
        words: their words as they are written and as rules read them, if they are known already.
    """
    if words is None:
        own = written(text)
        words = own, fold_each(own)
    lines, sources, apart = list[Line | Row](), list[SourceLine](), set[int]()
    for line, own, folded in zip(text, *words, strict=True):
        if not own:
            continue
        if isinstance(line, Row):
            apart.add(len(lines))
            sources.append(SourceLine(folded))
        else:
            looks = line.looks
            if line.level is not None or looks.centred or line.kind == "aside" or line.bold:
                apart.add(len(lines))
            sources.append(SourceLine(folded, own, 0, looks.indented, looks.gap, line.kind == "item"))
        lines.append(line)
    whole: list[Line | Row] = []
    for first, *others in joined(sources, apart):
        if others:
            whole += map(_paragraph, _in_frame([lines[number] for number in (first, *others)]))
        else:
            whole.append(lines[first])
    return whole


def _in_frame(pieces: Sequence[Line | Row]) -> Iterator[list[Line | Row]]:
    """Yield the pieces of a paragraph, parted where a frame begins or ends."""
    for _, group in groupby(pieces, lambda piece: isinstance(piece, Line) and piece.boxed):
        yield list(group)


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
    last = msgspec.structs.replace(last, text=last.text.rstrip())
    first = msgspec.structs.replace(first, text=first.text.lstrip())
    latin = (
        last.text[-1:].isascii()
        and last.text[-1:].isalnum()
        and first.text[:1].isascii()
        and first.text[:1].isalnum()
    )
    return [*kept, last, Run(" " if latin else "", last.bold and first.bold, "joined"), first, *others]
