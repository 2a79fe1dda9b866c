"""Lines of marked-up formats that are not the document's own: particulars above it, furniture around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from ..characters import fold_each
from . import particulars
from .lines import Line, Row, written


def set_apart(lines: Sequence[Line | Row]) -> tuple[list[Line | Row], Mapping[str, str]]:
    """Return the lines, those that are not the document's own as asides, and what these say by field."""
    lines = [line for line in lines if isinstance(line, Row) or line.text]
    words = written(lines)
    known = particulars.find(fold_each(words), words)
    marked: list[Line | Row] = [
        msgspec.structs.replace(line, kind="aside", level=None)
        if number in known.lines and isinstance(line, Line)
        else line
        for number, line in enumerate(lines)
    ]
    return marked, known.hints
