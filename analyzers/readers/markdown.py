"""Markdown: what its readers see, one line a block, without the marks; the metadata before it becomes hints.

Parsed as CommonMark with tables, except where Chinese texts mean otherwise: a rule below a paragraph makes no
heading of it, indented paragraphs are no code, and lines are paragraphs unless a sentence runs on.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

import msgspec
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ...lexicons.compiling import compiled
from ..characters import UNSEEN, fold_each
from ..document import Document
from ..vocabulary import BlockKind
from . import front_matter, particulars
from .encodings import decode
from .lines import CELL_END, LINE_END, Line, Looks, Row, Run, clean_line, compose, written
from .markdown_blocks import heading, item, stretches
from .markdown_inline import inline_lines, signs_in
from .mending import mended
from .source import Source
from .text import source_lines

_TIGHT_HEADING = compiled(r"^( {0,3}#{1,6})(?=[^#\s].*[^#]$)")
"""A heading without the space that CommonMark asks for (and not a #topic#)."""

_PLAIN, _BELOW_GAP = Looks(), Looks(gap=True)


def read(source: Source) -> Document:
    """Return the document of a Markdown file.

    Raises:
        InputError: the bytes are no text, or not in the encoding that was declared.
    """
    decoded = decode(source.data, source.name, source.encoding)
    numbers, content = source_lines(decoded.text)
    if decoded.unseen:
        content = [UNSEEN.sub("", line) for line in content]
    matter, start = front_matter.split(content)
    above = [Line(runs=(Run(content[index]),), kind="aside", line=numbers[index]) for index in matter]
    walk = _Walk(content[start:], numbers[start:], source)
    lines = [*above, *walk.lines()]
    words = written(lines)
    folded = fold_each(words, rare=decoded.rare or walk.foreign)
    known = particulars.find(folded, words)
    composition = compose(mended(_set_apart(lines, known.lines), (words, folded)))
    document = Document(
        path=source.name,
        format="markdown",
        encoding=decoded.encoding,
        sha256=source.sha256,
        text=composition.text,
        blocks=composition.blocks,
        edits=composition.edits,
        hints={**known.hints, **front_matter.hints([content[index] for index in matter])},
    )
    if composition.text == "\n".join(filter(None, words)) + LINE_END:
        # nothing was joined or left out: what rules read is known already, line ends being spaces to them
        vars(document)["folded"] = " ".join(filter(None, folded)) + " "
    return document


def _set_apart(lines: Sequence[Line | Row], apart: Collection[int]) -> list[Line | Row]:
    """Return the lines, those of some numbers as asides."""
    return [
        msgspec.structs.replace(line, kind="aside", level=None)
        if number in apart and isinstance(line, Line)
        else line
        for number, line in enumerate(lines)
    ]


class Parser(MarkdownIt):
    """The parser, with the addresses of links as they are written: nobody follows them.

    Which ones make no link depends on how they are written only where they hold the data themselves.
    """

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        """Return the address of a link as it is written."""
        return super().normalizeLink(url) if "data:" in url.lower() else url


@cache
def _parser() -> MarkdownIt:
    # what stands inside paragraphs is parsed where a line asks for it
    unwanted = ["lheading", "code", "reference", "emphasis", "text_join", "inline"]
    return Parser("commonmark").enable("table").disable(unwanted)


class _Walk:
    """A walk over the tokens of a body that gives its lines and rows.

    Attributes:
        foreign: its lines may hold characters that the body doesn't: those that it names, or that number lists of HTML.
    """

    def __init__(self, body: Sequence[str], numbers: Sequence[int], source: Source) -> None:
        self._body = body
        self._numbers = numbers
        self._source = source
        self._kind: BlockKind = "paragraph"
        self._level: int | None = None
        self._marker = ""
        self._cells: list[tuple[Run, ...]] | None = None
        self._row: int | None = None
        self._lines: list[Line | Row] = []
        self.foreign = False

    def lines(self) -> list[Line | Row]:
        """Return the lines and rows in order."""
        words = [_TIGHT_HEADING.sub(r"\1 ", line) if "#" in line else line for line in self._body]
        signs = signs_in("\n".join(words))
        for stretch in stretches(words):
            start, end = stretch.start, stretch.end
            if stretch.kind == "words":
                if end == start + 1 and not any(map(words[start].__contains__, signs)):
                    self._plain_words(words[start].strip(), start)
                else:
                    self._inline("\n".join(words[start:end]), start)
            elif stretch.kind == "heading":
                level, title = heading(words[start])
                self._kind, self._level = "heading", level
                self._inline(title, start)
                self._kind, self._level = "paragraph", None
            elif stretch.kind == "items":
                for number in range(start, end):
                    self._kind = "item"
                    self._inline(item(words[number]), number)
                self._kind = "paragraph"
            elif stretch.kind == "blocks":
                for token in _parser().parse("\n".join(words[start:end])):
                    self._take(token, start)
        return self._lines

    def _take(self, token: Token, above: int) -> None:
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
                self._lines.append(Row(cells=tuple(self._cells or ()), line=self._row))
                self._cells = None
            case "inline":
                self._inline(token.content, first)
            case "fence" | "code_block":
                self._plain(token.content, first + (token.type == "fence"))
            case "html_block":
                self._html(token.content, first)
            case _:
                pass

    def _plain_words(self, words: str, index: int) -> None:
        """Add a paragraph of one line of nothing but words, as nearly every one is.

        What nobody sees was taken out of the source, so of all that has to be cleaned only tabs can be in them.
        """
        looks = _BELOW_GAP if index > 0 and not self._body[index - 1].strip() else _PLAIN
        if CELL_END in words:
            self._lines.append(Line(runs=(Run(words),), line=self._numbers[index], looks=looks))
        else:
            self._lines.append(clean_line(words, self._numbers[index], looks))

    def _inline(self, content: str, first: int) -> None:
        found = inline_lines(content, self._pieces)
        if self._cells is not None:
            self._cells.append(tuple(run for line in found for run in line.runs))
            return
        kind, looks = self._kind, _BELOW_GAP if self._blank_before(first) else _PLAIN
        marker = (Run(self._marker),) if self._marker else ()
        for runs, below, only_links in found:
            line = Line(
                runs=marker + runs,
                kind="aside" if only_links and kind != "heading" else kind,
                level=self._level,
                line=self._number(first + below),
                looks=looks,
            )
            self._lines.append(line)
            # only the first line of an item begins something
            kind, looks, marker = "paragraph" if kind == "item" else kind, _PLAIN, ()

    def _pieces(self, content: str) -> list[Token]:
        self.foreign = True
        parser = _parser()
        return parser.inline.parse(content, parser, {}, [])

    def _plain(self, content: str, first: int) -> None:
        for below, words in enumerate(content.split("\n")):
            self._lines.append(Line(runs=(Run(words),), line=self._number(first + below)))

    def _html(self, content: str, first: int) -> None:
        """Add the lines of a block of HTML; its parser is loaded only for texts that have one."""
        from .html.content import strip_unseen
        from .html.tree import parse
        from .html.walk import lines

        if not re.search(r">[^<>]*[^<>\s]", content):
            return
        self.foreign = True
        part = msgspec.structs.replace(self._source, data=content.encode(), encoding="utf-8")
        root, _ = parse(part)
        strip_unseen(root)
        for line in lines(root):
            looks = (
                {"looks": line.looks._replace(gap=self._blank_before(first))}
                if isinstance(line, Line)
                else {}
            )
            number = self._number(first + (line.line or 1) - 1)
            self._lines.append(msgspec.structs.replace(line, line=number, **looks))

    def _number(self, index: int) -> int:
        return self._numbers[min(index, len(self._numbers) - 1)]

    def _blank_before(self, index: int) -> bool:
        return index > 0 and not self._body[index - 1].strip()
