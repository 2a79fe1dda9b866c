"""From the lines that a reader finds to the canonical text: one line a block, cells joined by tabs.

Readers of formats with a layout (HTML, Word, PDF) hand over `Line`s and `Row`s in reading order and need
not know offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from ...lexicons.compiling import compiled
from ..document import Block, Edit, Span
from ..lazy import cached_property
from ..vocabulary import BlockKind, EditKind

CELL_END = "\t"
LINE_END = "\n"

_UNSEEN = compiled(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffb]"
)
"""Control, zero-width and direction characters, and soft hyphens: nobody sees them, and rules stumble."""

_BREAKS = compiled(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_UNCLEAN = compiled(f"{_UNSEEN.pattern[:-1]}{_BREAKS.pattern[1:-1]}")
"""Either of them, as one class of characters: an alternation takes three times as long."""


HEADING_FACES = re.compile("黑体|楷体|simhei|kaiti|simkai", re.IGNORECASE)
"""Names of the typefaces that official documents use for headings."""


class Run(msgspec.Struct, frozen=True, gc=False):
    """Words of a line that share their looks and their origin.

    Attributes:
        text: the words.
        bold: they are set in bold.
        face: they are set in a typeface that official documents use for headings (GB/T 9704—2012).
        edit: what the reader did to get them, if they don't stand in the source as text.
    """

    text: str
    bold: bool = False
    edit: EditKind | None = None
    face: bool = False


class Looks(NamedTuple):
    """How a line is set, as far as that tells titles from text.

    Attributes:
        centred: it is centred.
        size: the size of its type as the source writes it; empty where it does not.
        gap: an empty line stands before it.
        indented: it is indented by two columns or more.
    """

    centred: bool = False
    size: str = ""
    gap: bool = False
    indented: bool = False


class Line(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A paragraph, heading or list item; the attributes are those of `Block`."""

    runs: tuple[Run, ...]
    kind: BlockKind = "paragraph"
    level: int | None = None
    line: int | None = None
    page: int | None = None
    boxed: bool = False
    looks: Looks = Looks()

    @cached_property
    def kept(self) -> list[Run]:
        """The runs as they come into the canonical text: without what nobody sees and outer white space."""
        return _trimmed(self.runs)

    @property
    def text(self) -> str:
        """The words of the line as they come into the canonical text."""
        kept = self.kept
        return kept[0].text if len(kept) == 1 else "".join([run.text for run in kept])

    @property
    def bold(self) -> bool:
        """Whether all its words are set in bold."""
        if len(self.runs) == 1:
            return self.runs[0].bold and bool(self.runs[0].text.strip())
        filled = [run.bold for run in self.runs if run.text.strip()]
        return bool(filled) and all(filled)


def clean_line(words: str, line: int, looks: Looks) -> Line:
    """Return a paragraph of one run of words in which there is nothing to trim.

    Args:
        words: they hold no unseen character and no break, and no white space stands around them.
        line: the number of the line in the source.
        looks: how it is set.
    """
    run = Run(words)
    paragraph = Line(runs=(run,), line=line, looks=looks)
    vars(paragraph)["kept"] = [run] if words else []
    return paragraph


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A table row: the runs of each column, empty for an empty cell and for what another cell spans."""

    cells: tuple[tuple[Run, ...], ...]
    line: int | None = None
    page: int | None = None


def written(lines: Iterable[Line | Row]) -> list[str]:
    """Return the words of each line as it is written; a sign that no rule knows stands for a row."""
    return [line.text if isinstance(line, Line) else "|" for line in lines]


class Composition(msgspec.Struct, frozen=True):
    """What became of the lines: the canonical text, the blocks that point into it, what was edited."""

    text: str
    blocks: tuple[Block, ...]
    edits: tuple[Edit, ...]


def compose(lines: Iterable[Line | Row]) -> Composition:
    """Return the canonical text of `lines`, those without a word left out."""
    composer = _Composer()
    for line in lines:
        if isinstance(line, Row):
            composer.add_row(line)
        else:
            composer.add_line(line)
    return Composition("".join(composer.pieces), tuple(composer.blocks), tuple(composer.edits))


class _Composer:
    """The text as far as it is written."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.blocks: list[Block] = []
        self.edits: list[Edit] = []
        self._length = 0
        self._bold: list[Span] = []

    def add_line(self, line: Line) -> None:
        self._bold = []
        runs = line.kept
        span = self._write(_run_in(runs) if len(runs) > 1 else runs)
        if span.start == span.end:
            return
        self._put(LINE_END)
        self.blocks.append(
            Block(
                kind=line.kind,
                stretches=(span,),
                level=line.level,
                bold=tuple(self._bold) if self._bold else (),
                line=line.line,
                page=line.page,
                boxed=line.boxed,
            )
        )

    def add_row(self, row: Row) -> None:
        trimmed = [_trimmed(cell) for cell in row.cells]
        if not any(trimmed):
            return
        self._bold = []
        cells: list[Span] = []
        for cell in trimmed:
            if cells:
                self._put(CELL_END)
            cells.append(self._write(cell))
        self._put(LINE_END)
        seen = [cell for cell in cells if cell.start < cell.end]
        stretch = Span(seen[0].start, seen[-1].end)
        self.blocks.append(
            Block(
                kind="row",
                stretches=(stretch,),
                bold=tuple(self._bold),
                cells=tuple(cells),
                line=row.line,
                page=row.page,
            )
        )

    def _write(self, runs: Iterable[Run]) -> Span:
        start = end = self._length
        for run in runs:
            begin = end
            end += len(run.text)
            self.pieces.append(run.text)
            if run.bold:
                self._embolden(begin, end)
            if run.edit:
                self.edits.append(Edit(begin, end, run.edit))
        self._length = end
        return Span(start, end)

    def _embolden(self, begin: int, end: int) -> None:
        if self._bold and self._bold[-1].end == begin:
            begin = self._bold.pop().start
        self._bold.append(Span(begin, end))

    def _put(self, text: str) -> None:
        self.pieces.append(text)
        self._length += len(text)


def _run_in(runs: list[Run]) -> list[Run]:
    """Return the runs of a line, those of a run-in heading in bold: a typeface of its own does as well."""
    if not runs[0].face or all(run.face or not run.text.strip() for run in runs):
        return runs
    end = next(index for index, run in enumerate(runs) if not run.face)
    return [msgspec.structs.replace(run, bold=True) for run in runs[:end]] + runs[end:]


def _trimmed(runs: Iterable[Run]) -> list[Run]:
    """Return the runs without unseen characters, breaks and outer white space; empty ones are left out."""
    kept = [_cleaned(run) if _UNCLEAN.search(run.text) else run for run in runs]
    if len(kept) == 1 and not kept[0].edit:
        text = kept[0].text.strip()
        return [_with(kept[0], text)] if text else []
    first, end = 0, len(kept)
    while first < end and not kept[first].text.strip() and not kept[first].edit:
        first += 1
    while end > first and not kept[end - 1].text.strip():
        end -= 1
    kept = kept[first:end]
    if kept:
        kept[0] = _with(kept[0], kept[0].text.lstrip())
        kept[-1] = _with(kept[-1], kept[-1].text.rstrip())
    return [run for run in kept if run.text or run.edit]


def _cleaned(run: Run) -> Run:
    return _with(run, _BREAKS.sub(" ", _UNSEEN.sub("", run.text)))


def _with(run: Run, text: str) -> Run:
    """Return a run with another text; making a new one takes longer than finding that it is the same."""
    return run if text == run.text else Run(text, run.bold, run.edit, run.face)
