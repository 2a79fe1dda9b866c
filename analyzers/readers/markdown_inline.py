"""The words of a Markdown paragraph: emphasis, links and inline HTML become runs, breaks become lines.

Emphasis is read as people mean it. CommonMark's rule knows only words between spaces: `**“重点”**领域` is none to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import msgspec
from markdown_it.token import Token

from ...lexicons.compiling import compiled
from .lines import Run

STRONG = compiled(r"\*\*|__(?<![_A-Za-z0-9]__)(?![_\s])|__(?<![_\s]__)(?![_A-Za-z0-9])")
"""What begins or ends words in bold: such marks belong together in pairs, from the left. Longer rows
of underscores are blanks to fill in."""

_LIGHT = compiled(
    r"\*(?<![*0-9A-Za-z]\*)(?![\s*])([^*]+)(?<!\s)\*(?![*0-9A-Za-z])"
    r"|_(?<!\w_)(?![\s_])([^_]+)(?<!\s)_(?![_0-9A-Za-z])"
)
"""Words in italics: not the factors of 2*3*4, nor the parts of a_b_c."""

_PARSED = compiled(r"[\\`]|\]\(|<(?=[A-Za-z/!?]|[0-9A-Za-z/!?.#$%&'*+=^_`{|}~-]++@)|&(?=[#A-Za-z])")
"""What is in every piece of a paragraph that is not its words: escapes, code, links and pictures, HTML, addresses of
mail. Links whose addresses stand elsewhere are none here, for nothing is read as such an address."""

_LINK = compiled(r"\[(?<!!\[)([^\[\]\n\\`<&]*)\]\((?:https?://|\.{0,2}/)[^\s()<\\`\x00-\x1f\x7f]* *\)")
"""A link that can't be anything else: its words and its address hold no other sign."""

_SIGNS = "*_\\`[<&"
"""Of these one stands in every piece of a paragraph that is not words in plain type."""

_TAG = compiled(r"<\s*(/?)\s*([a-zA-Z][a-zA-Z0-9]*)")
_BREAKING_TAGS = frozenset({"br", "p", "div", "li", "tr"})
_BOLD_TAGS = frozenset({"b", "strong"})

_AROUND_LINKS = compiled(r"[\s|｜丨·•>»›/、，：:—\[\]【】()（）-]*(?:[(（]\w{2,5}[)）])?\s*")
"""What stands around the links of a line of navigation or of attachments."""


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A piece of a paragraph, as far as it is asked for what the parser says of one."""

    type: str
    content: str = ""
    nesting: int = 0


_LINK_OPEN, _LINK_CLOSE = Piece("link_open", nesting=1), Piece("link_close", nesting=-1)
_LINE_END = Piece("softbreak")


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


def inline_lines(content: str, parse: Callable[[str], Sequence[Token]]) -> list[InlineLine]:
    """Return the lines of a paragraph or cell; pictures and comments are left out.

    Args:
        content: its lines as the source has them.
        parse: gives its pieces; asked only where one of them may be more than words.
    """
    if _PARSED.search(content):
        return _Inline(parse(content) if needs_parser(content) else pieces_of_words(content)).lines()
    if _emphatic(content):
        return _Inline(pieces_of_words(content)).lines()
    lines = enumerate(map(str.strip, content.split("\n"))) if "\n" in content else ((0, content.strip()),)
    return [InlineLine((Run(words),), below, False) for below, words in lines if words]


def signs_in(text: str) -> str:
    """Return the signs that may be more than words and are in a text: what is without them is words in plain type."""
    return "".join(sign for sign in _SIGNS if sign in text)


def needs_parser(content: str) -> bool:
    """Tell whether a paragraph may hold more than words, emphasis, ends of lines and links that are nothing else."""
    return _PARSED.search(_LINK.sub(" ", content) if "](" in content else content) is not None


def pieces_of_words(content: str) -> list[Piece]:
    """Return the pieces that the parser gives of a paragraph that does not need it."""
    first, *others = content.split("\n")
    pieces = [*_pieces_of_line(first.rstrip(" ") if others else first)]
    for number, line in enumerate(others, 1):
        own = line.lstrip(" \t")
        pieces += [_LINE_END, *_pieces_of_line(own.rstrip(" ") if number < len(others) else own)]
    return pieces


def _pieces_of_line(line: str) -> Iterator[Piece]:
    position = 0
    for link in _LINK.finditer(line):
        yield Piece("text", line[position : link.start()])
        yield from (_LINK_OPEN, Piece("text", link[1]), _LINK_CLOSE)
        position = link.end()
    yield Piece("text", line[position:])


def _emphatic(content: str) -> bool:
    """Tell whether marks of emphasis stand in words: few have any, and looking for pairs takes long."""
    return "*" in content or "_" in content


class _Inline:
    """A walk over the pieces of a paragraph."""

    def __init__(self, pieces: Sequence[Token | Piece]) -> None:
        self._pieces = pieces
        self._lines: list[InlineLine] = []
        self._runs: list[Run] = []
        self._below = self._begun = self._links = 0
        self._linked, self._own = False, ""
        words = [p.content for p in pieces if p.type == "text" and _emphatic(p.content)]
        marks = sum([len(STRONG.findall(content)) for content in words])
        self._marks_left = marks - marks % 2
        self._marked = self._tagged = False

    def lines(self) -> list[InlineLine]:
        """Return the lines that hold words."""
        for piece in self._pieces:
            self._take(piece)
        self._break()
        return self._lines

    def _take(self, piece: Token | Piece) -> None:
        match piece.type:
            case "text":
                if _emphatic(piece.content):
                    self._text(_LIGHT.sub(lambda hit: hit[1] or hit[2], piece.content))
                else:
                    self._add(piece.content)
            case "code_inline" | "text_special":
                self._add(piece.content)
            case "link_open" | "link_close":
                self._links += piece.nesting
            case "softbreak" | "hardbreak":
                self._below += 1
                self._break()
            case "html_inline":
                self._tag(piece.content)
            case _:
                pass

    def _text(self, text: str) -> None:
        position = 0
        for mark in STRONG.finditer(text):
            if self._marks_left:
                self._add(text[position : mark.start()])
                self._marked = not self._marked
                self._marks_left -= 1
                position = mark.end()
        self._add(text[position:])

    def _add(self, text: str) -> None:
        if text:
            self._runs.append(Run(text, self._marked or self._tagged))
            if self._links:
                self._linked = True
            else:
                self._own += text

    def _tag(self, tag: str) -> None:
        hit = _TAG.match(tag)
        name = hit[2].lower() if hit else ""
        if name in _BREAKING_TAGS:
            self._break()
        elif name in _BOLD_TAGS and hit:
            self._tagged = not hit[1]

    def _break(self) -> None:
        """End the line, which goes on below."""
        if any(run.text.strip() for run in self._runs):
            only_links = self._linked and _AROUND_LINKS.fullmatch(self._own) is not None
            self._lines.append(InlineLine(tuple(self._runs), self._begun, only_links))
        self._runs, self._linked, self._own, self._begun = [], False, "", self._below
