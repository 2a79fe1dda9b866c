"""The document that every rule looks at: one canonical text, and blocks that point into it.

Offsets count code points of `Document.text` and are half open. `Document.cite` and `cited` are the only ways to
make a citation, so `document.text[start:end] == citation.text` holds by construction.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

import msgspec

from .characters import fold
from .errors import SpanError
from .lazy import cached_property
from .vocabulary import BlockKind, EditKind, MessageLevel


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """A half-open range of code points of the canonical text."""

    start: int
    end: int


class Citation(msgspec.Struct, frozen=True, gc=False):
    """Words of the document with their place: `document.text[start:end] == text`."""

    text: str
    start: int
    end: int


class Edit(msgspec.Struct, frozen=True, gc=False):
    """What a reader inserted into the canonical text, or joined in it."""

    start: int
    end: int
    kind: EditKind


class Message(msgspec.Struct, frozen=True, gc=False):
    """Something that the user should know about a document, with a stable code."""

    code: str
    level: MessageLevel
    message: str


class Block(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A paragraph, heading, list item or table row as the source shows it.

    Attributes:
        kind: what the source says it is; plain text only has paragraphs and rows.
        stretches: its pieces of the canonical text in reading order: several where a paragraph was wrapped, or
            where markup, zero-width or control characters interrupt it.
        level: the heading level that the source states (Markdown #, HTML h1 … h6, Word styles), from 1.
        bold: stretches that the source sets in bold.
        cells: the stretches of a table row's cells, in order.
        page: the page on which it begins, from 1; None where the format has none.
        line: the line of the source on which it begins, from 1; None where the format has none.
        boxed: it stands in a frame that the source draws around paragraphs (专栏).
    """

    kind: BlockKind
    stretches: tuple[Span, ...]
    level: int | None = None
    bold: tuple[Span, ...] = ()
    cells: tuple[Span, ...] = ()
    page: int | None = None
    line: int | None = None
    boxed: bool = False


class Passage:
    """A block as rules read it: folded, its stretches joined, with the way back to the document's offsets.

    Attributes:
        text: the joined text, folded one code point for one code point (see `characters.fold`).
        block: the block that it reads.
        index: the place of the block in the document.
        place: the place of the passage among the passages, which leave asides out.
        start: offset in the document of the passage's first character.
        end: offset in the document just behind the passage's last character.
    """

    __slots__ = ("_local", "_origin", "block", "end", "index", "place", "start", "text")

    def __init__(self, document_folded: str, block: Block, index: int, place: int = 0) -> None:
        self.block = block
        self.index = index
        self.place = place
        stretches = block.stretches
        self.start = start = stretches[0].start
        self.end = end = stretches[-1].end
        self._origin: tuple[int, ...] = ()
        self._local: tuple[int, ...] = ()
        if len(stretches) == 1:
            self.text = document_folded[start:end]
        else:
            self.text = "".join([document_folded[s.start : s.end] for s in stretches])
            self._origin = tuple(s.start for s in stretches)
            self._local = (0, *accumulate(s.end - s.start for s in stretches[:-1]))

    def offset(self, local: int) -> int:
        """Return the document's offset of the passage's character number `local`."""
        if not self._origin:
            return self.start + local
        piece = bisect_right(self._local, local) - 1
        return self._origin[piece] + local - self._local[piece]

    def offsets(self, start: int, end: int) -> Sequence[int]:
        """Return the document's offsets of the passage's characters `start` … `end`."""
        if not self._origin:
            return range(self.start + start, self.start + end)
        return [self.offset(local) for local in range(start, end)]

    def span(self, start: int, end: int) -> Span:
        """Return the document's span of the passage's characters `start` … `end`, which must not be empty."""
        if not self._origin:
            return Span(self.start + start, self.start + end)
        return Span(self.offset(start), self.offset(end - 1) + 1)

    def located(self, places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return where the document's spans of some places of the passage begin and end; see `span`."""
        if not self._origin:
            before = self.start
            return [(before + start, before + end) for start, end in places]
        return [(self.offset(start), self.offset(end - 1) + 1) for start, end in places]

    def local(self, offset: int) -> int:
        """Return the passage's position of a document's offset: the next character kept, if that one is not."""
        if not self._origin:
            return max(0, min(offset, self.end) - self.start)
        piece = bisect_right(self._origin, offset) - 1
        if piece < 0:
            return 0
        stretch = self.block.stretches[piece]
        return self._local[piece] + min(offset, stretch.end) - stretch.start


class Document(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A document as its reader made it; nothing changes it afterwards.

    Attributes:
        path: the name under which the user gave it (`-` for standard input).
        format: `text`, `markdown`, `html`, `docx`, `pdf`.
        encoding: the encoding of the bytes, in Python's name; None where the format carries its own.
        sha256: digest of the bytes.
        text: the canonical text that all offsets count in.
        blocks: its blocks in reading order; they don't overlap.
        edits: what the reader inserted or joined.
        hints: what the source says of itself outside its text (front matter, portal metadata), by field name:
            title, issuer, issued, number. Used where the text does not contradict it.
        messages: what the reader had to say.
    """

    path: str
    format: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    encoding: str | None = None
    edits: tuple[Edit, ...] = ()
    hints: Mapping[str, str] = msgspec.field(default_factory=dict[str, str])
    messages: tuple[Message, ...] = ()

    @cached_property
    def text_sha256(self) -> str:
        """Digest of the canonical text in UTF-8 (lone surrogates passed through)."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def folded(self) -> str:
        """The canonical text as rules read it (see `characters.fold`)."""
        return fold(self.text)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The blocks of the body as rules read them, asides left out."""
        folded = self.folded
        passages: list[Passage] = []
        for index, block in enumerate(self.blocks):
            if block.kind != "aside":
                passages.append(Passage(folded, block, index, len(passages)))
        return tuple(passages)

    @cached_property
    def whole(self) -> str:
        """The passages as one text, each with a line feed behind it, which none of them holds: searched in one go."""
        return "\n".join([*(passage.text for passage in self.passages), ""])

    def holding(self, expression: re.Pattern[str]) -> Iterator[Passage]:
        """Yield the passages in which an expression is found, in order.

        All are searched in one go, so the expression must match no line feed, and not look at where a text ends.
        """
        whole = self.whole
        place = end = 0
        while end < len(whole) and (hit := expression.search(whole, end)):
            place = bisect_right(self._ends, hit.start(), place)
            end = self._ends[place]
            yield self.passages[place]

    def containing(self, words: str) -> Iterator[Passage]:
        """Yield the passages that contain some folded words (not empty, without a line feed), in order."""
        whole = self.whole
        place = 0
        start = whole.find(words)
        while start >= 0:
            place = bisect_right(self._ends, start, place)
            yield self.passages[place]
            start = whole.find(words, self._ends[place])

    def places(self, expression: re.Pattern[str]) -> dict[int, list[int]]:
        """Return where an expression is found, by the place of the passage and in it; what it may ask see `holding`."""
        found: dict[int, list[int]] = {}
        place = 0
        for hit in expression.finditer(self.whole):
            place = bisect_right(self._ends, hit.start(), place)
            if place == len(self.passages):  # what is found in any text is found behind the last passage, too
                break
            begin = self._ends[place - 1] if place else 0
            found.setdefault(place, []).append(hit.start() - begin)
        return found

    @cached_property
    def _ends(self) -> list[int]:
        """Where each passage's line feed ends in `whole`."""
        return list(accumulate([len(passage.text) + 1 for passage in self.passages]))

    def cite(self, start: int, end: int) -> Citation:
        """Return the words from `start` to `end` with their place.

        Raises:
            SpanError: the span is empty or outside the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise SpanError(f"位置 {start}–{end} 不在正文之内", self.path)
        return Citation(self.text[start:end], start, end)

    def cited(self, passage: Passage, places: Iterable[tuple[int, int]]) -> list[Citation]:
        """Return the words at some places of a passage with their places in the document, as `cite` does for each.

        Raises:
            SpanError: one of them is empty. What lies in a passage lies inside the text.
        """
        text, located = self.text, passage.located(places)
        return [Citation(text[a:b], a, b) if a < b else self.cite(a, b) for a, b in located]

    def block_at(self, offset: int) -> Block | None:
        """Return the last block that begins at or before `offset`; None before the first."""
        index = bisect_right(self._block_starts, offset) - 1
        return self.blocks[index] if index >= 0 else None

    @cached_property
    def _block_starts(self) -> tuple[int, ...]:
        return tuple(block.stretches[0].start for block in self.blocks)

    def lines(self) -> Iterator[str]:
        """Yield the canonical text of each block, its stretches joined."""
        for block in self.blocks:
            yield "".join(self.text[s.start : s.end] for s in block.stretches)
