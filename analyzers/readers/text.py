"""Plain text: the canonical text is exactly the decoded characters, and blocks point into it.

A line is a block; wrapped lines are joined in a block of several stretches, never in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...lexicons import default_lexicon
from ...lexicons.compiling import compiled
from ..characters import UNSEEN, fold
from ..document import Block, Document, Edit, Span
from . import particulars, wrapping
from .cues import cues
from .encodings import decode
from .source import Source
from .wrapping import SourceLine

_LINE = compiled(r"([^\n\r\v\f\x85\u2028\u2029]*)(\r\n|[\n\r\v\f\x85\u2028\u2029]|$)")
"""A line and its end: what Unicode takes for a mandatory break (UAX #14)."""

_LETTER = compiled(r"[A-Za-z]")

_COUNTED_ENDS = frozenset({"\n", "\r\n", "\r"})
"""The line ends that editors count."""


class _TextLine(SourceLine, frozen=True, gc=False, kw_only=True):
    """A line with words, and what joining needs to know of it.

    Attributes:
        stretches: where its words stand in the text, without outer white space and what nobody sees.
        number: its number in the source, from 1.
    """

    stretches: tuple[Span, ...]
    number: int


def read(source: Source) -> Document:
    """Return the document of a text file or of standard input.

    Raises:
        InputError: the bytes are no text, or not in the encoding that was declared.
    """
    decoded = decode(source.data, source.name, source.encoding)
    text = decoded.text
    folded = fold(text, rare=decoded.rare)
    lines = _label_split(list(_lines(text, folded, decoded.unseen)), text, folded)
    known = particulars.find([line.words for line in lines], [line.written for line in lines])
    rows = _rows(lines, text)
    apart = known.lines | rows.keys()
    blocks: list[Block] = []
    edits: list[Edit] = []
    for numbers in wrapping.joined(lines, apart):
        first = numbers[0]
        stretches = lines[first].stretches
        if len(numbers) > 1:
            stretches, joins = _joined([lines[number] for number in numbers], text)
            edits.extend(joins)
        kind = "aside" if first in known.lines else "row" if first in rows else "paragraph"
        cells = rows.get(first, ())
        blocks.append(Block(kind=kind, stretches=stretches, cells=cells, line=lines[first].number))
    document = Document(
        path=source.name,
        format="text",
        encoding=decoded.encoding,
        sha256=source.sha256,
        text=text,
        blocks=tuple(blocks),
        edits=tuple(edits),
        hints=known.hints,
    )
    vars(document)["folded"] = folded
    if decoded.encoding == "utf-8":
        # the text is all that the bytes say, and written in UTF-8 it is these bytes again
        vars(document)["text_sha256"] = source.sha256
    return document


def source_lines(text: str) -> tuple[Sequence[int], list[str]]:
    """Return the number of each line of a text in the source, from 1, and all lines without their ends."""
    lines = text.splitlines()
    if not lines or not lines[-1] or not text.endswith(lines[-1]):
        lines.append("")
    # each of the line feeds ends a line: where there are as many, nothing else ends one
    if len(lines) == text.count("\n") + 1:
        return range(1, len(lines) + 1), lines
    numbers, words = zip(*_lines_of_any_end(text), strict=True)
    return numbers, list(words)


def _lines_of_any_end(text: str) -> Iterator[tuple[int, str]]:
    number = 1
    for hit in _LINE.finditer(text):
        yield number, hit.group(1)
        if not hit.group(2):
            return
        number += hit.group(2) in _COUNTED_ENDS


def _lines(text: str, folded: str, unseen: bool) -> Iterator[_TextLine]:
    """Yield the lines that hold words; `unseen`: there are characters in the text that nobody sees."""
    number, gap, start = 1, False, 0
    # to Python some of those end a line, too
    lines = [hit.group() for hit in _LINE.finditer(text)] if unseen else text.splitlines(keepends=True)
    for line in lines:
        stretches = _stretches(text, start, start + len(line)) if unseen else _stretch(line, start)
        if stretches:
            yield _text_line(text, folded, stretches, number, start, gap)
        gap = not stretches
        number += line[-1:] in _COUNTED_ENDS
        start += len(line)


def _text_line(
    text: str, folded: str, stretches: tuple[Span, ...], number: int, start: int, gap: bool
) -> _TextLine:
    first = stretches[0].start
    indent = wrapping.columns(text[start:first]) if start < first else 0
    if len(stretches) == 1:
        end = stretches[0].end
        words, written = folded[first:end], text[first:end]
    else:
        words, written = ("".join([whole[s.start : s.end] for s in stretches]) for whole in (folded, text))
    return _TextLine(words, written, indent, indent >= 2, gap, stretches=stretches, number=number)


def _stretches(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the spans of the visible characters between two offsets, without outer white space."""
    if not UNSEEN.search(text, start, end):
        return _stretch(text[start:end], start)
    pieces: list[Span] = []
    position = start
    for hit in UNSEEN.finditer(text, start, end):
        pieces.append(Span(position, hit.start()))
        position = hit.end()
    pieces.append(Span(position, end))
    while pieces and not text[pieces[0].start : pieces[0].end].strip():
        pieces.pop(0)
    while pieces and not text[pieces[-1].start : pieces[-1].end].strip():
        pieces.pop()
    if pieces:
        first = text[pieces[0].start : pieces[0].end]
        pieces[0] = Span(pieces[0].end - len(first.lstrip()), pieces[0].end)
        last = text[pieces[-1].start : pieces[-1].end]
        pieces[-1] = Span(pieces[-1].start, pieces[-1].start + len(last.rstrip()))
    return tuple(piece for piece in pieces if piece.start < piece.end)


def _stretch(line: str, start: int) -> tuple[Span, ...]:
    """Do the same for a line that begins at an offset where all characters are visible."""
    kept = line.strip()
    if not kept:
        return ()
    if line[0] != kept[0]:
        start += len(line) - len(line.lstrip())
    return (Span(start, start + len(kept)),)


def _label_split(lines: list[_TextLine], text: str, folded: str) -> list[_TextLine]:
    """Return the lines with the first one cut behind a label (`…，正文：`) that lets the body begin in it."""
    position = particulars.body_start(lines[0].words) if lines else 0
    if not position:
        return lines
    first = lines[0]
    cut = first.stretches[0].start + position
    for before, stretch in pairwise(first.stretches):
        cut += stretch.start - before.end if cut >= before.end else 0
    halves = (
        _stretches(text, first.stretches[0].start, cut),
        _stretches(text, cut, first.stretches[-1].end),
    )
    parts = [_text_line(text, folded, half, first.number, half[0].start, False) for half in halves if half]
    return [*parts, *lines[1:]]


def _rows(lines: Sequence[_TextLine], text: str) -> dict[int, tuple[Span, ...]]:
    """Return the cells of the lines that are rows of a table, by the number of the line.

    A tab separates cells where neighbouring lines have as many of them, or where a line has three or more.
    """
    if "\t" not in text:
        return {}
    cells = [_cells(line, text) for line in lines]
    counts = [len(row) for row in cells]
    rows: dict[int, tuple[Span, ...]] = {}
    for number, row in enumerate(cells):
        alike = counts[number] in (*counts[max(0, number - 1) : number], *counts[number + 1 : number + 2])
        if len(row) >= 3 or (len(row) == 2 and alike):
            rows[number] = row
    return rows


def _cells(line: _TextLine, text: str) -> tuple[Span, ...]:
    """Return the cells between the tabs of a line, empty ones as empty spans; none if it has no tab inside.

    The tab that word processors set between the marker of an item and its words separates no cells.
    """
    start, end = line.stretches[0].start, line.stretches[-1].end
    if "\t" not in text[start:end]:
        return ()
    cells: list[Span] = []
    for hit in re.finditer(r"[^\t]*(?:\t|$)", text[start:end]):
        piece = hit.group().rstrip("\t")
        begin = start + hit.start() + len(piece) - len(piece.lstrip())
        cells.append(Span(begin, max(begin, start + hit.start() + len(piece.rstrip()))))
        if not hit.group().endswith("\t"):
            break
    bare = cues(default_lexicon()).is_bare_marker(fold(text[cells[0].start : cells[0].end]))
    return () if len(cells) == 2 and bare else tuple(cells)


def _joined(lines: Sequence[_TextLine], text: str) -> tuple[tuple[Span, ...], list[Edit]]:
    """Return the stretches of a paragraph of several lines, and where they were joined.

    The line break between two Latin words stays among the stretches: rules read it as the space that it is.
    """
    stretches = list(lines[0].stretches)
    edits: list[Edit] = []
    for line in lines[1:]:
        end, start = stretches[-1].end, line.stretches[0].start
        edits.append(Edit(end, start, "joined"))
        if _LETTER.match(text[end - 1]) and _LETTER.match(text[start]):
            stretches.append(Span(end, end + 1))
        stretches.extend(line.stretches)
    return tuple(stretches), edits
