"""The lines of an official document and what each is, by the form of such documents (GB/T 9704-2012)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from ...lexicons import Entry, Lexicon, TermMatcher
from ..characters import fold
from ..document import Document, Passage, Span

Part = Literal[
    "number",
    "date",
    "adopted",
    "delivered",
    "dateline",
    "signed",
    "order",
    "addressee",
    "annex",
    "note",
    "unit",
    "noise",
    "field",
    "prose",
    "plain",
]
"""What a line is; `plain` is a short line that no rule knows, such as one of a title or a signature."""

FieldName = Literal[
    "title", "issuer", "number", "issued", "published", "effective", "expires", "source", "other", "body"
]

LONGEST_LINE = 200
"""Code points up to which a paragraph can be a title, an addressee or anything else but prose."""

BODY_PARTS: tuple[Part, ...] = ("prose", "addressee", "unit")
"""The parts of which the body of a document consists."""

OPENING_LINES = 12
"""Lines of the body in which a document says what it lays down, and on whose behalf."""

HEAD_LINES = 80
"""Lines in which particulars, titles and the first words of the body are looked for."""


class PartEntry(Entry, frozen=True, kw_only=True):
    """How lines of one part look."""

    part: Part


class LabelEntry(Entry, frozen=True, kw_only=True):
    """The labels of one particular."""

    field: FieldName


class Words:
    """Folded words without their white space, with the way back to the document's offsets.

    Attributes:
        text: the words.
    """

    __slots__ = ("_offsets", "text")

    def __init__(self, text: str, offsets: Sequence[int]) -> None:
        """Take the words and the document's offset of each of their characters."""
        self.text = text
        self._offsets = offsets

    @classmethod
    def of(cls, passage: Passage, start: int = 0, end: int | None = None) -> Words:
        """Return the words of a passage between two of its positions."""
        text = passage.text[start:end]
        kept = "".join(text.split())
        if len(kept) == len(text):
            return cls(kept, passage.offsets(start, start + len(text)))
        places = [start + i for i, character in enumerate(text) if not character.isspace()]
        return cls(kept, [passage.offset(i) for i in places])

    @classmethod
    def joined(cls, pieces: Iterable[Words]) -> Words:
        """Return several words as one."""
        listed = list(pieces)
        return cls("".join(p.text for p in listed), [offset for p in listed for offset in p._offsets])

    def cut(self, start: int, end: int) -> Words:
        """Return the words from position `start` to `end`."""
        return Words(self.text[start:end], self._offsets[start:end])

    def pieces(self, marks: str) -> Iterator[Words]:
        """Yield the words between white space and any of `marks`."""
        start = 0
        for position, character in enumerate(self.text):
            if character in marks or (position and self._offsets[position] > self._offsets[position - 1] + 1):
                if position > start:
                    yield self.cut(start, position)
                start = position + (character in marks)
        if start < len(self.text):
            yield self.cut(start, len(self.text))

    def stripped(self, characters: str) -> Words:
        """Return the words without those of `characters` that stand at their ends."""
        start = len(self.text) - len(self.text.lstrip(characters))
        return self.cut(start, max(start, len(self.text.rstrip(characters))))

    @property
    def span(self) -> Span:
        """The document's span from the first to the last of the words, which must not be empty."""
        return Span(self._offsets[0], self._offsets[-1] + 1)


class Line:
    """A paragraph of the document as a line of its form.

    Attributes:
        passage: the paragraph.
        index: its place among the lines.
        text: its words without white space, cut at `LONGEST_LINE` code points of the paragraph.
        part: what it is.
    """

    def __init__(self, passage: Passage, index: int, text: str, part: Part) -> None:
        self.passage = passage
        self.index = index
        self.text = text
        self.part: Part = part

    def as_part(self, part: Part) -> Line:
        """Return the same line as another part."""
        return Line(self.passage, self.index, self.text, part)

    @cached_property
    def words(self) -> Words:
        """All its words, with their places."""
        return Words.of(self.passage)

    @property
    def is_heading(self) -> bool:
        """Whether the source says that it is a heading of the highest level."""
        return self.passage.block.level == 1


class Field(NamedTuple):
    """A particular that stands before the document: its name, its value, and the line that holds it."""

    name: FieldName
    value: Words
    line: Line


class Layout:
    """A document as lines.

    Attributes:
        document: the document.
        lines: the lines of its body.
        above: lines that its reader set apart before the body.
        fields: the particulars that stand before the body, in order.
    """

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        """Read the lines of a document."""
        self.document = document
        tell = lexicon.keep("layout", lambda: _Parts(lexicon))
        lines = [tell.line(passage, index) for index, passage in enumerate(document.passages)]
        self.above: tuple[Line, ...] = tuple(tell.line(passage, 0) for passage in _set_apart(document))
        labels = lexicon.matcher("portal_labels", LabelEntry)
        inside = tuple(_fields(lines[:HEAD_LINES], labels))
        stated = {field.line.index for field in inside}
        self.fields: tuple[Field, ...] = (*_fields(self.above, labels, whole=True), *inside)
        self.lines: tuple[Line, ...] = tuple(
            line.as_part("field") if line.index in stated else line for line in lines
        )

    @property
    def head(self) -> tuple[Line, ...]:
        """The first lines."""
        return self.lines[:HEAD_LINES]

    @cached_property
    def body_starts(self) -> int:
        """The index of the first line that is prose, an addressee or the heading of a unit."""
        return next((line.index for line in self.head if line.part in BODY_PARTS), len(self.head))

    @cached_property
    def opening(self) -> tuple[Line, ...]:
        """The first lines of the body, in which a document says what it lays down."""
        return self.lines[self.body_starts : self.body_starts + OPENING_LINES]

    def parts(self, *parts: Part) -> list[Line]:
        """Return the first lines that are one of some parts."""
        return [line for line in self.head if line.part in parts]

    def values(self, *names: FieldName) -> list[Words]:
        """Return the values of the particulars of some names."""
        return [field.value for field in self.fields if field.name in names and field.value.text]


class _Parts:
    """The expressions of `document_layout.yaml`, compiled into one."""

    def __init__(self, lexicon: Lexicon) -> None:
        entries = lexicon.table("document_layout", PartEntry)
        self._parts: list[Part] = [entry.part for entry in entries]
        groups = (f"(?P<_{i}>{'|'.join(entry.patterns)})" for i, entry in enumerate(entries))
        self._pattern = re.compile("|".join(groups))

    def line(self, passage: Passage, index: int) -> Line:
        text = "".join(passage.text[:LONGEST_LINE].split())
        return Line(passage, index, text, self._part(passage, text))

    def _part(self, passage: Passage, text: str) -> Part:
        hit = self._pattern.match(text)
        if hit and hit.lastgroup:
            return self._parts[int(hit.lastgroup[1:])]
        whole = len(passage.text) <= LONGEST_LINE
        ended = text.endswith(("。", ";", "!", "?", ":")) or "。" in text
        return "plain" if whole and not ended else "prose"


def _set_apart(document: Document) -> list[Passage]:
    """Return what the reader set apart among the first blocks."""
    first = document.blocks[:HEAD_LINES]
    apart = [(index, block) for index, block in enumerate(first) if block.kind == "aside"]
    if not apart:
        return []
    folded = fold(document.text[: apart[-1][1].stretches[-1].end])
    return [Passage(folded, block, index, place) for place, (index, block) in enumerate(apart)]


def _fields(lines: Iterable[Line], labels: TermMatcher[LabelEntry], whole: bool = False) -> Iterator[Field]:
    """Yield the particulars: labels that begin a line, or stand behind the value of another.

    Unless `whole`, they end where the body begins.
    """
    for line in lines:
        hits = list(_labels(line, labels)) if ":" in line.text else []
        if not hits and line.part in BODY_PARTS and not whole:
            return
        ends = [*(start for _, start, _ in hits[1:]), len(line.text)]
        for (name, _, end), value_end in zip(hits, ends, strict=False):
            yield Field(name, line.words.cut(end, value_end), line)


def _labels(line: Line, labels: TermMatcher[LabelEntry]) -> Iterator[tuple[FieldName, int, int]]:
    """Yield each label of a line: what it names, where it begins, and where its value does."""
    found = False
    for hit in labels.find(line.text):
        behind = line.text[hit.end :].lstrip("】]*")
        first = not line.text[: hit.start].strip("-*#【[·•")
        if behind.startswith(":") and (found or first):
            found = True
            yield hit.entry.field, hit.start, len(line.text) - len(behind) + 1
