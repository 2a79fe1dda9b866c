"""The words of a Markdown paragraph: emphasis, links and inline HTML become runs, breaks become lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from markdown_it.token import Token

from .lines import Run

_TAG = re.compile(r"<\s*(/?)\s*([a-zA-Z][a-zA-Z0-9]*)")
_BREAKING_TAGS = frozenset({"br", "p", "div", "li", "tr"})
_BOLD_TAGS = frozenset({"b", "strong"})
_STRONG = "**"

_AROUND_LINKS = re.compile(r"[\s|｜丨·•>»›/、，：:—\[\]【】()（）-]*(?:[(（]\w{2,5}[)）])?\s*")
"""What stands around the links of a line of navigation or of attachments."""


class InlineLine(NamedTuple):
    """A line of a paragraph.

    Attributes:
        runs: its words.
        below: how many lines of the source below the paragraph's first it begins.
        only_links: it has no words of its own but those of its links.
    """

    runs: tuple[Run, ...]
    below: int
    only_links: bool


def inline_lines(token: Token) -> list[InlineLine]:
    """Return the lines of an inline token; pictures and comments are left out."""
    return _Inline(token.children or []).lines()


class _Inline:
    """A walk over the pieces of a paragraph."""

    def __init__(self, pieces: Sequence[Token]) -> None:
        self._pieces = pieces
        self._lines: list[InlineLine] = []
        self._runs: list[Run] = []
        self._below = self._begun = 0
        self._bold = self._links = 0
        self._linked, self._own = False, ""
        # `**“重点”**领域` is no emphasis to CommonMark, which wants spaces around words; to people it is
        loose = sum(piece.content.count(_STRONG) for piece in pieces if piece.type == "text")
        self._loose_marks = loose - loose % 2
        self._loose_bold = False

    def lines(self) -> list[InlineLine]:
        """Return the lines that hold words."""
        for piece in self._pieces:
            self._take(piece)
        self._break()
        return self._lines

    def _take(self, piece: Token) -> None:
        if piece.type in {"text", "code_inline", "text_special"}:
            self._text(piece.content, literal=piece.type != "text")
        elif piece.type in {"strong_open", "strong_close"}:
            self._bold += piece.nesting
        elif piece.type in {"link_open", "link_close"}:
            self._links += piece.nesting
        elif piece.type in {"softbreak", "hardbreak"}:
            self._below += 1
            self._break()
        elif piece.type == "html_inline":
            self._tag(piece.content)

    def _text(self, text: str, literal: bool) -> None:
        if literal or not self._loose_marks:
            self._add(text)
            return
        for number, part in enumerate(text.split(_STRONG)):
            if number and self._loose_marks:
                self._loose_marks -= 1
                self._loose_bold = not self._loose_bold
            elif number:
                self._add(_STRONG)
            self._add(part)

    def _add(self, text: str) -> None:
        if text:
            self._runs.append(Run(text, self._bold > 0 or self._loose_bold))
            self._linked = self._linked or self._links > 0
            self._own += "" if self._links else text

    def _tag(self, tag: str) -> None:
        hit = _TAG.match(tag)
        name = hit[2].lower() if hit else ""
        if name in _BREAKING_TAGS:
            self._break()
        elif name in _BOLD_TAGS and hit:
            self._bold = max(0, self._bold + (-1 if hit[1] else 1))

    def _break(self) -> None:
        """End the line, which goes on below."""
        if any(run.text.strip() for run in self._runs):
            only_links = self._linked and _AROUND_LINKS.fullmatch(self._own) is not None
            self._lines.append(InlineLine(tuple(self._runs), self._begun, only_links))
        self._runs, self._linked, self._own, self._begun = [], False, "", self._below
