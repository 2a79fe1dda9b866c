"""From pages to the lines of the canonical text: paragraphs and rows in order, asides behind their page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from ...characters import fold_each
from .. import particulars
from ..lines import Line, Row, Run
from .copies import without_copies
from .margins import Margins
from .pages import Page, flow
from .paragraphs import Paragraph, cell_lines, paragraphs
from .setting import Setting
from .tables import TableRow, joined_across_pages
from .typelines import TypeLine


def text_lines(pages: Sequence[Page]) -> list[Line | Row]:
    """Return the text of the pages, the asides of each behind what begins on it."""
    content = list(joined_across_pages(flow(pages)))
    widths = {p.number: p.width for p in pages}
    text = [item for item in content if isinstance(item, TypeLine)]
    margins = Margins([*text, *(line for p in pages for line in p.asides)], widths)
    built = without_copies(paragraphs(content, margins))
    for page_ in pages:
        notes = paragraphs(page_.asides, margins)
        place = next((i for i, item in enumerate(built) if item.page > page_.number), len(built))
        built[place:place] = [
            msgspec.structs.replace(p, aside=True) for p in notes if isinstance(p, Paragraph)
        ]
    setting = Setting(item for item in built if isinstance(item, Paragraph))
    lines = iter(setting.lines([item for item in built if isinstance(item, Paragraph)]))
    return [_row(item) if isinstance(item, TableRow) else next(lines) for item in built]


def _row(row: TableRow) -> Line | Row:
    if row.whole:
        return Line(runs=tuple(run for cell in row.cells for run in _cell(cell)), page=row.page)
    return Row(cells=tuple(_cell(cell) for cell in row.cells), page=row.page)


def _cell(lines: Sequence[TypeLine]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for part in cell_lines(lines):
        if runs:
            runs.append(Run(" ", edit="joined"))
        for index, line in enumerate(part):
            if index:
                runs.append(Run("", edit="joined"))
            runs.append(Run(line.text))
    return tuple(runs)


def with_particulars_apart(lines: Sequence[Line | Row]) -> tuple[list[Line | Row], Mapping[str, str]]:
    """Return the lines, those that a portal printed above the text as asides, and what these say of it."""
    written = [_words(line) for line in lines]
    stated = particulars.find(fold_each(written), written)
    apart = [
        msgspec.structs.replace(line, kind="aside", level=None)
        if index in stated.lines and isinstance(line, Line) and line.kind != "heading"
        else line
        for index, line in enumerate(lines)
    ]
    return apart, stated.hints


def _words(line: Line | Row) -> str:
    return line.text if isinstance(line, Line) else " ".join(run.text for cell in line.cells for run in cell)
