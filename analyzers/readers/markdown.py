"""Markdown: what its readers see, one line a block, without the marks; the metadata before it becomes hints.

Parsed as CommonMark with tables, except where Chinese texts mean otherwise: a rule below a paragraph makes no
heading of it, indented paragraphs are no code, and lines are paragraphs unless a sentence runs on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..characters import UNSEEN, fold_each
from ..document import Document
from ..vocabulary import BlockKind
from . import front_matter, particulars
from .encodings import decode
from .front_matter import NumberedLine
from .lines import Line, Looks, Row, Run, compose
from .markdown_blocks import stretches
from .markdown_inline import inline_lines
from .mending import mended
from .source import Source
from .text import source_lines

_TIGHT_HEADING = re.compile(r"^( {0,3}#{1,6})(?=[^#\s].*[^#]$)")
"""A heading without the space that CommonMark asks for (and not a #topic#)."""


def read(source: Source) -> Document:
    """Return the document of a Markdown file.

    Raises:
        InputError: the bytes are no text, or not in the encoding that was declared.
    """
    text, encoding = decode(source.data, source.name, source.encoding)
    numbered = [NumberedLine(number, line) for number, line in source_lines(text)]
    if UNSEEN.search(text):
        numbered = [NumberedLine(number, UNSEEN.sub("", line)) for number, line in numbered]
    matter, body = front_matter.split(numbered)
    lines, hints = _set_apart([*front_matter.as_lines(matter), *_Walk(body, source).lines()])
    composition = compose(mended(lines))
    return Document(
        path=source.name,
        format="markdown",
        encoding=encoding,
        sha256=source.sha256,
        text=composition.text,
        blocks=composition.blocks,
        edits=composition.edits,
        hints={**hints, **front_matter.hints(matter)},
    )


def _set_apart(lines: Sequence[Line | Row]) -> tuple[list[Line | Row], dict[str, str]]:
    """Return the lines with those that are not the document's own as asides, and what these say."""
    written = [line.text if isinstance(line, Line) else "|" for line in lines]
    known = particulars.find(fold_each(written), written)
    marked: list[Line | Row] = [
        msgspec.structs.replace(line, kind="aside", level=None)
        if isinstance(line, Line) and number in known.lines
        else line
        for number, line in enumerate(lines)
    ]
    return marked, dict(known.hints)


@cache
def _parser() -> MarkdownIt:
    # what stands inside paragraphs is parsed where a line asks for it
    unwanted = ["lheading", "code", "reference", "emphasis", "text_join", "inline"]
    return MarkdownIt("commonmark").enable("table").disable(unwanted)


def _pieces(content: str) -> list[Token]:
    parser = _parser()
    return parser.inline.parse(content, parser, {}, [])


class _Walk:
    """A walk over the tokens of a body that gives its lines and rows."""

    def __init__(self, body: Sequence[NumberedLine], source: Source) -> None:
        self._body = body
        self._source = source
        self._kind: BlockKind = "paragraph"
        self._level: int | None = None
        self._marker = ""
        self._cells: list[tuple[Run, ...]] | None = None
        self._row: int | None = None

    def lines(self) -> Iterator[Line | Row]:
        """Yield the lines and rows in order."""
        written = [
            _TIGHT_HEADING.sub(r"\1 ", line.words) if "#" in line.words else line.words for line in self._body
        ]
        for stretch in stretches(written):
            text = "\n".join(written[stretch.start : stretch.end])
            if stretch.plain:
                yield from self._inline(text, stretch.start)
                continue
            for token in _parser().parse(text):
                yield from self._take(token, stretch.start)

    def _take(self, token: Token, above: int) -> Iterator[Line | Row]:
        first = above + token.map[0] if token.map else above
        match token.type:
            case "heading_open":
                self._kind, self._level = "heading", int(token.tag[1:])
            case "list_item_open":
                self._kind = "item"
                self._marker = f"{token.info}{token.markup} " if token.info else ""
            case "heading_close" | "paragraph_close" | "list_item_close":
                self._kind, self._level, self._marker = "paragraph", None, ""
            case "tr_open":
                self._cells, self._row = [], self._number(first)
            case "tr_close":
                yield Row(cells=tuple(self._cells or ()), line=self._row)
                self._cells = None
            case "inline":
                yield from self._inline(token.content, first)
            case "fence" | "code_block":
                yield from self._plain(token.content, first + (token.type == "fence"))
            case "html_block":
                yield from self._html(token.content, first)
            case _:
                pass

    def _inline(self, content: str, first: int) -> Iterator[Line]:
        found = inline_lines(content, _pieces)
        if self._cells is not None:
            self._cells.append(tuple(run for line in found for run in line.runs))
            return
        for number, line in enumerate(found):
            # only the first line of an item begins something
            kind = "paragraph" if number and self._kind == "item" else self._kind
            aside = line.only_links and kind != "heading"
            marker = (Run(self._marker),) if self._marker and not number else ()
            yield Line(
                runs=marker + line.runs,
                kind="aside" if aside else kind,
                level=self._level,
                line=self._number(first + line.below),
                looks=Looks(gap=not number and self._blank_before(first)),
            )

    def _plain(self, content: str, first: int) -> Iterator[Line]:
        for below, words in enumerate(content.split("\n")):
            yield Line(runs=(Run(words),), line=self._number(first + below))

    def _html(self, content: str, first: int) -> Iterator[Line | Row]:
        """Yield the lines of a block of HTML; its parser is loaded only for texts that have one."""
        from .html.content import strip_unseen
        from .html.tree import parse
        from .html.walk import lines

        if not re.search(r">[^<>]*[^<>\s]", content):
            return
        part = msgspec.structs.replace(self._source, data=content.encode(), encoding="utf-8")
        root, _ = parse(part)
        strip_unseen(root)
        for line in lines(root):
            looks = (
                {"looks": line.looks._replace(gap=self._blank_before(first))}
                if isinstance(line, Line)
                else {}
            )
            yield msgspec.structs.replace(line, line=self._number(first + (line.line or 1) - 1), **looks)

    def _number(self, index: int) -> int:
        return self._body[min(index, len(self._body) - 1)].number

    def _blank_before(self, index: int) -> bool:
        return index > 0 and not self._body[index - 1].words.strip()
