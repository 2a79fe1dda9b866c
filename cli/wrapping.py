"""Lines of mixed Chinese and Latin text by the columns that they take on a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len

ELLIPSIS = "…"

_NOT_FIRST = "，。、；：！？）》〉」』】〕］｝”’…—％,.;:!?)]}%·"
_NOT_LAST = "（《〈「『【〔［｛“‘([{"
_PIECE = re.compile(
    rf"[{re.escape(_NOT_LAST)}]*(?:[!-~]*[A-Za-z0-9][!-~]*|[^\s])?[{re.escape(_NOT_FIRST)}]*\s*", re.DOTALL
)
"""What stays together: a Chinese character or a Latin word, with marks that may not begin or end lines."""


def width_of(text: str) -> int:
    """Return the columns that `text` takes on a terminal."""
    return cell_len(text)


def wrap(text: str, width: int) -> list[str]:
    """Return `text` as lines of at most `width` columns, broken where Chinese and Latin text may break.

    A closing mark does not begin a line and an opening one does not end it (GB/T 15834-2011, 5.1), unless a
    piece is wider than a line; such a piece is broken anywhere. Line ends in the text stay.
    """
    return [line for part in text.split("\n") for line in _wrapped(part, width)]


def clip(text: str, width: int) -> str:
    """Return `text`, or as much of it as fits into `width` columns with an ellipsis."""
    return text if cell_len(text) <= width else _head(text, width - cell_len(ELLIPSIS)).rstrip() + ELLIPSIS


def _wrapped(text: str, width: int) -> Iterator[str]:
    if cell_len(text) <= width:
        yield text.rstrip()
        return
    line, used = "", 0
    for piece, columns in _pieces(text, width):
        bare = piece.rstrip()
        if line and used + columns - (len(piece) - len(bare)) > width:  # blanks at the end take no room
            yield line.rstrip()
            line, used = "", 0
        line += piece
        used += columns
    yield line.rstrip()


def _pieces(text: str, width: int) -> Iterator[tuple[str, int]]:
    """Yield what stays together, with its columns; what is wider than a line is broken to fit."""
    for hit in _PIECE.finditer(text):
        piece = hit.group()
        columns = cell_len(piece)
        while columns > width and cell_len(piece.rstrip()) > width:
            head = _head(piece, width) or piece[0]
            yield head, cell_len(head)
            piece = piece[len(head) :]
            columns = cell_len(piece)
        if piece:
            yield piece, columns


def _head(text: str, width: int) -> str:
    """Return the longest beginning of `text` that fits into `width` columns."""
    used = 0
    for place, character in enumerate(text):
        used += cell_len(character)
        if used > width:
            return text[:place]
    return text
