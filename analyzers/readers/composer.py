"""Writing the canonical text of formats with markup: one line a block, tabs between the cells of a row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ..characters import UNSEEN
from ..document import Block, Document, Edit, Message, Span
from ..vocabulary import BlockKind, EditKind
from .source import Source

_SPACE = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")


class Run(NamedTuple):
    """Some words of a line that the source sets in one way.

    Attributes:
        text: the words; line ends and tabs in them become spaces, characters that nobody sees are left out.
        bold: whether they are bold.
        edit: `inserted` if the reader added the words, `joined` if the source breaks the line before them.
    """

    text: str
    bold: bool = False
    edit: EditKind | None = None


class Composer:
    r"""Collects the blocks of a document in reading order and writes their text.

    The text is `"\n".join(document.lines()) + "\n"`; a line without any words is not written.
    """

    def __init__(self) -> None:
        """Begin with an empty text."""
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._edits: list[Edit] = []

    def add(
        self,
        kind: BlockKind,
        runs: Sequence[Run] | str,
        *,
        level: int | None = None,
        page: int | None = None,
        line: int | None = None,
    ) -> None:
        """Write a block of one line.

        Args:
            kind: what the source says it is.
            runs: its words; white space around the whole is left out.
            level: the level of a heading, from 1.
            page: the page on which it begins, from 1.
            line: the line of the source on which it begins, from 1.
        """
        words = _trimmed(runs)
        if not words:
            return
        self._begin()
        span, bold = self._write(words)
        block = Block(kind=kind, stretches=(span,), level=level, bold=bold, page=page, line=line)
        self._blocks.append(block)

    def row(
        self, cells: Sequence[Sequence[Run] | str], *, page: int | None = None, line: int | None = None
    ) -> None:
        """Write a table row; an empty cell has an empty span, a row of empty cells is not written."""
        words = [_trimmed(cell) for cell in cells]
        if not any(words):
            return
        self._begin()
        start = self._length
        spans: list[Span] = []
        bold: list[Span] = []
        for number, cell in enumerate(words):
            if number:
                self._put("\t")
            span, heavy = self._write(cell)
            spans.append(span)
            bold.extend(heavy)
        stretch = (Span(start, self._length),)
        block = Block(
            kind="row", stretches=stretch, bold=tuple(bold), cells=tuple(spans), page=page, line=line
        )
        self._blocks.append(block)

    def document(
        self,
        source: Source,
        format_: str,
        *,
        encoding: str | None = None,
        hints: Mapping[str, str] = MappingProxyType({}),
        messages: Sequence[Message] = (),
    ) -> Document:
        """Return the document of everything written so far."""
        text = "".join(self._parts) + ("\n" if self._blocks else "")
        return Document(
            path=source.name,
            format=format_,
            encoding=encoding,
            sha256=source.sha256,
            text=text,
            blocks=tuple(self._blocks),
            edits=tuple(self._edits),
            hints=hints,
            messages=tuple(messages),
        )

    def _begin(self) -> None:
        """End the line of the block before, if there is one."""
        if self._blocks:
            self._put("\n")

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _write(self, words: Sequence[tuple[Run, str]]) -> tuple[Span, tuple[Span, ...]]:
        """Write the words of a line or cell; return their span and its bold stretches."""
        start = self._length
        bold: list[Span] = []
        for run, text in words:
            begin = self._length
            self._put(text)
            if run.edit:
                self._edits.append(Edit(begin, begin if run.edit == "joined" else self._length, run.edit))
            if run.bold:
                first = bold.pop().start if bold and bold[-1].end == begin else begin
                bold.append(Span(first, self._length))
        return Span(start, self._length), tuple(bold)


def _trimmed(runs: Sequence[Run] | str) -> list[tuple[Run, str]]:
    """Return the runs with the words to write: no white space around the whole, empty ones left out."""
    words = [
        (run, _SPACE.sub(" ", UNSEEN.sub("", run.text)))
        for run in ([Run(runs)] if isinstance(runs, str) else runs)
    ]
    while words and not words[0][1].strip():
        words.pop(0)
    while words and not words[-1][1].strip():
        words.pop()
    if words:
        words[0] = (words[0][0], words[0][1].lstrip())
        words[-1] = (words[-1][0], words[-1][1].rstrip())
    return [(run, text) for run, text in words if text]
