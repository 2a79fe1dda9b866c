"""Which paragraphs of a Markdown text need its parser: most are words between empty lines and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_OPENING = re.compile(r"[ \t]*(?:[-#>+*`~<|:_=]|[0-9]{1,9}[.)])")
"""What a line begins with that may open a block of CommonMark or of a table, or close one."""

_CROSSING = re.compile(r"[ \t]*(?:```|~~~|<(?:[!?]|script|pre|style|textarea))", re.IGNORECASE)
"""What a line begins with that may open a block which empty lines don't close: fences, comments, scripts."""

_BLANK = " \t"
"""Characters of the lines that are empty to CommonMark."""


class Stretch(NamedTuple):
    """Lines of a text from number `start` to before `end`: one paragraph if they are `plain`, else any blocks."""

    start: int
    end: int
    plain: bool


def stretches(lines: Sequence[str]) -> Iterator[Stretch]:
    """Yield the stretches of a text that can be parsed for themselves, in order; empty lines may be in none.

    A plain one begins without indent behind an empty line, which closes every block before it, and none of its
    lines opens a block. Where a block may reach over empty lines the whole text is one stretch.

    Args:
        lines: the lines without their ends.
    """
    if any(map(_CROSSING.match, lines)):
        yield Stretch(0, len(lines), plain=False)
        return
    waiting: int | None = None
    for start, end in _between_empty(lines):
        indented = lines[start][0] in _BLANK
        if indented or any(map(_OPENING.match, lines[start:end])):
            waiting = start if waiting is None else waiting
            continue
        if waiting is not None:
            yield Stretch(waiting, start, plain=False)
            waiting = None
        yield Stretch(start, end, plain=True)
    if waiting is not None:
        yield Stretch(waiting, len(lines), plain=False)


def _between_empty(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for number, line in enumerate(lines):
        if line.strip(_BLANK):
            start = number if start is None else start
        elif start is not None:
            yield start, number
            start = None
    if start is not None:
        yield start, len(lines)
