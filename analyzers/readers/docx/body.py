"""The lines of a Word file: paragraphs and tables in the order of the body, text boxes and notes in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from .. import grids
from ..grids import Cell, GridRow
from ..lines import Line, Looks, Row, Run
from ..zipped import Element
from .numbering import Numbering
from .package import W
from .styles import ParagraphLooks, Style, Styles, integer, paragraph_looks, value
from .words import TRANSPARENT, WordReader, is_list_of_places


class Parts(NamedTuple):
    """The roots of the parts beside the body, None where the file lacks them."""

    styles: Element | None
    numbering: Element | None
    footnotes: Element | None
    endnotes: Element | None


class Body:
    """Reads the body once, from its beginning to its end."""

    def __init__(self, parts: Parts) -> None:
        """Take what the body refers to."""
        self._styles = Styles(parts.styles)
        self._numbering = Numbering(parts.numbering, self._styles)
        self._words = WordReader(self._styles)
        self._notes = {
            (kind, note.get(f"{W}id") or ""): note
            for kind, root in (("footnote", parts.footnotes), ("endnote", parts.endnotes))
            for note in (root if root is not None else ())
        }
        self._carried: list[Run] = []
        self._gap = False

    def lines(self, parent: Element) -> Iterator[Line | Row]:
        """Yield the lines of an element that holds paragraphs and tables."""
        for element in _children(parent):
            if element.tag == f"{W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{W}tbl":
                yield from self._table(element)

    def _paragraph(self, element: Element) -> Iterator[Line | Row]:
        properties = element.find(f"{W}pPr")
        style = self._styles.paragraph(value(properties, "pStyle"))
        direct = paragraph_looks(properties)
        words = self._words.read(element, style.run)
        if style.contents:
            return
        runs = [*self._carried, *words.runs]
        self._carried = runs if _goes_on(properties) else []
        if not self._carried:
            yield from self._lines_of(runs, direct, style, words.size)
        for box in words.boxes:
            yield from map(grids.boxed, self.lines(box))
        for note in words.notes:
            yield from self._note(note)

    def _lines_of(self, runs: list[Run], direct: ParagraphLooks, style: Style, size: str) -> Iterator[Line]:
        marker = self._numbering.marker(direct.numbers, style)
        level = direct.level if direct.level is not None else style.paragraph.level
        centred = direct.centred if direct.centred is not None else style.paragraph.centred
        indented = direct.indented if direct.indented is not None else style.paragraph.indented
        bullet = marker is not None and not marker.strip()
        heading = bool(level) or style.title
        for pieces in _broken(runs):
            if not any(run.text.strip() for run in pieces):
                self._gap = True
                continue
            prefix = (Run(marker, pieces[0].bold, "inserted", pieces[0].face),) if marker else ()
            marker = None
            yield Line(
                runs=(*prefix, *_without_indent(pieces)),
                kind="heading" if heading else "item" if bullet else "paragraph",
                level=level or None,
                looks=Looks(bool(centred), size, self._gap, bool(indented) or _is_indented(pieces)),
            )
            self._gap = False

    def _note(self, note: tuple[str, str]) -> Iterator[Line]:
        root = self._notes.get(note)
        found = [line for line in self.lines(root) if isinstance(line, Line)] if root is not None else []
        if found:
            yield Line(runs=grids.joined(found), kind="aside")

    def _table(self, table: Element) -> Iterator[Line | Row]:
        rows = [row for row in _children(table) if row.tag == f"{W}tr" and not _is_deleted(row)]
        cells = [[cell for cell in _children(row) if cell.tag == f"{W}tc"] for row in rows]
        nested = any(cell.find(f".//{W}tbl") is not None for row in cells for cell in row)
        if nested or all(len(row) < 2 for row in cells):
            for row in cells:
                for cell in row:
                    found = self.lines(cell)
                    yield from found if nested else map(grids.boxed, found)
            return
        yield from grids.rows([self._grid_row(row, found) for row, found in zip(rows, cells, strict=True)])

    def _grid_row(self, row: Element, cells: Iterable[Element]) -> GridRow:
        column = integer(value(row.find(f"{W}trPr"), "gridBefore")) or 0
        found: list[Cell] = []
        for cell in cells:
            properties = cell.find(f"{W}tcPr")
            width = max(integer(value(properties, "gridSpan")) or 1, 1)
            lines = tuple(line for line in self.lines(cell) if isinstance(line, Line))
            found.append(Cell(column, width, () if _continues_above(properties) else lines))
            column += width
        return GridRow(tuple(found))


def _children(parent: Element) -> Iterator[Element]:
    """Yield the children of an element, those of mere wrappers in their place."""
    for element in parent:
        if element.tag in TRANSPARENT:
            if not is_list_of_places(element):
                yield from _children(element)
        else:
            yield element


def _goes_on(properties: Element | None) -> bool:
    """Say whether the mark at the end of a paragraph is deleted: then the next one goes on with it."""
    return properties is not None and properties.find(f"{W}rPr/{W}del") is not None


def _is_deleted(row: Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _continues_above(properties: Element | None) -> bool:
    merge = properties.find(f"{W}vMerge") if properties is not None else None
    return merge is not None and (merge.get(f"{W}val") or "continue") == "continue"


def _broken(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """Yield the lines into which the author broke a paragraph."""
    line: list[Run] = []
    for run in runs:
        first, *others = run.text.split("\n")
        line.append(msgspec.structs.replace(run, text=first))
        for text in others:
            yield line
            line = [msgspec.structs.replace(run, text=text)]
    yield line


def _is_indented(runs: Iterable[Run]) -> bool:
    text = "".join(run.text for run in runs)
    return text.startswith(("\u3000\u3000", "    ", "\xa0\xa0\xa0\xa0"))


def _without_indent(runs: list[Run]) -> list[Run]:
    """Return the runs without white space before the first word, so that a marker stands next to it."""
    start = next(index for index, run in enumerate(runs) if run.text.strip())
    return [msgspec.structs.replace(runs[start], text=runs[start].text.lstrip()), *runs[start + 1 :]]
