"""The lines of an official document and what each is, by the form of such documents (GB/T 9704-2012)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Literal, NamedTuple

import msgspec

from ...lexicons import Entry, Lexicon, TermMatcher, any_of
from ...lexicons.compiling import compiled
from ..document import Document, Passage, Span
from ..lazy import cached_property

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

_FORMAL_PARTS: tuple[Part, ...] = ("number", "order", "adopted", "delivered")
"""Parts that are asked for again and again, in lines of their own that are short: all are looked for in one go."""

OPENING_LINES = 12
"""Lines of the body in which a document says what it lays down, and on whose behalf."""

HEAD_LINES = 80
"""Lines in which particulars, titles and the first words of the body are looked for."""


_SEEN = compiled(r"\S+")


class PartEntry(Entry, frozen=True, kw_only=True):
    """How lines of one part look.

    Attributes:
        part: the part.
        longest: code points that no line of it exceeds, for a first look: most lines are longer. None if any may be.
        holds: characters of which every line of it holds one, for the same look. Empty if it may hold none.
    """

    part: Part
    longest: int | None = None
    holds: str = ""


class LabelEntry(Entry, frozen=True, kw_only=True):
    """The labels of one particular."""

    field: FieldName


class Words:
    """Folded words without their white space, with the way back to the document's offsets.

    Attributes:
        text: the words.
    """

    __slots__ = ("_find", "_found", "text")

    def __init__(self, text: str, offsets: Callable[[], Sequence[int]]) -> None:
        """Take the words and what gives the document's offset of each of their characters, asked once."""
        self.text = text
        self._find = offsets
        self._found: Sequence[int] | None = None

    @property
    def _offsets(self) -> Sequence[int]:
        if self._found is None:
            self._found = self._find()
        return self._found

    @classmethod
    def of(cls, passage: Passage, start: int = 0, end: int | None = None) -> Words:
        """Return the words of a passage between two of its positions."""
        text = passage.text[start:end]
        return cls(text.replace(" ", ""), lambda: _offsets(passage, start, text))

    @classmethod
    def joined(cls, pieces: Iterable[Words]) -> Words:
        """Return several words as one."""
        listed = list(pieces)
        text = "".join([piece.text for piece in listed])
        return cls(text, lambda: [offset for piece in listed for offset in piece._offsets])

    def cut(self, start: int, end: int) -> Words:
        """Return the words from position `start` to `end`."""
        return Words(self.text[start:end], lambda: self._offsets[start:end])

    def pieces(self, marks: str) -> Iterator[Words]:
        """Yield the words between white space and any of `marks`."""
        start, offsets = 0, self._offsets
        if isinstance(offsets, range) and not any(mark in self.text for mark in marks):
            if self.text:
                yield self
            return
        for position, character in enumerate(self.text):
            if character in marks or (position and offsets[position] > offsets[position - 1] + 1):
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


def _offsets(passage: Passage, start: int, text: str) -> Sequence[int]:
    """Return the document's offsets of what is no white space in `text`, which begins at `start` of a passage."""
    if " " not in text:
        return passage.offsets(start, start + len(text))
    seen = [hit.span() for hit in _SEEN.finditer(text)]
    pieces = [passage.offsets(start + a, start + b) for a, b in seen]
    return pieces[0] if len(pieces) == 1 else list(chain.from_iterable(pieces))


class Line(msgspec.Struct, eq=False, gc=False):
    """A paragraph of the document as a line of its form.

    Attributes:
        passage: the paragraph.
        index: its place among the lines.
        whole: its words without white space.
        text: the same, cut at `LONGEST_LINE` code points of the paragraph.
    """

    passage: Passage
    index: int
    whole: str
    text: str
    _parts: Parts
    _part: Part | None = None
    _words: Words | None = None

    @property
    def part(self) -> Part:
        """What it is."""
        if self._part is None:
            self._part = self._parts.of(self)
        return self._part

    def as_part(self, part: Part) -> Line:
        """Return the same line as another part."""
        return Line(self.passage, self.index, self.whole, self.text, self._parts, part)

    @property
    def words(self) -> Words:
        """All its words, with their places."""
        if self._words is None:
            passage = self.passage
            self._words = Words(self.whole, lambda: _offsets(passage, 0, passage.text))
        return self._words

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
        head: the first of them.
        above: lines that its reader set apart before the body.
        fields: the particulars that stand before the body, in order.
    """

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        """Read the lines of a document."""
        self.document = document
        self._parts = lexicon.keep("layout", lambda: Parts(lexicon))
        lines = _lines(document, self._parts)
        self.above: tuple[Line, ...] = tuple(
            Line(passage, 0, passage.text.replace(" ", ""), _begin(passage), self._parts)
            for passage in _set_apart(document)
        )
        labels = lexicon.matcher("portal_labels", LabelEntry)
        inside = tuple(_fields(lines[:HEAD_LINES], labels))
        for index in {field.line.index for field in inside}:
            lines[index] = lines[index].as_part("field")
        self.fields: tuple[Field, ...] = (*_fields(self.above, labels, whole=True), *inside)
        self.lines: tuple[Line, ...] = tuple(lines)
        self.head: tuple[Line, ...] = self.lines[:HEAD_LINES]

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
        if all(part in _FORMAL_PARTS for part in parts):
            return [line for line in self._formal if line.part in parts]
        return self._parts.among(self.head, parts)

    @cached_property
    def _formal(self) -> list[Line]:
        return self._parts.among(self.head, _FORMAL_PARTS)

    @cached_property
    def dated(self) -> list[Line]:
        """All lines that hold the date of making, with the signature or without."""
        return self._parts.among(self.lines, ("date", "signed"))

    def values(self, *names: FieldName) -> list[Words]:
        """Return the values of the particulars of some names."""
        return [field.value for field in self.fields if field.name in names and field.value.text]


class Parts:
    """The expressions of `document_layout.yaml`, compiled into one."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile the expressions of a lexicon."""
        entries = lexicon.table("document_layout", PartEntry)
        self._parts: list[Part] = [entry.part for entry in entries]
        groups = (f"(?P<_{i}>{'|'.join(entry.patterns)})" for i, entry in enumerate(entries))
        self._pattern = compiled("|".join(groups))
        self._entries = entries
        self._look = cache(self._first_look)

    def among(self, lines: Iterable[Line], parts: tuple[Part, ...]) -> list[Line]:
        """Return those of some lines that are one of some parts; only parts of entries may be asked for."""
        longest, held, fits = self._look(parts)
        likely = [line for line in lines if len(line.text) <= longest and held.search(line.text)]
        return [line for line in likely if fits.match(line.text) and line.part in parts]

    def _first_look(self, parts: tuple[Part, ...]) -> tuple[int, re.Pattern[str], re.Pattern[str]]:
        """Return how long lines of some parts are at most, what each of them holds, and what fits them."""
        entries = [entry for entry in self._entries if entry.part in parts]
        longest = max(LONGEST_LINE if entry.longest is None else entry.longest for entry in entries)
        known = all(entry.holds for entry in entries)
        held = any_of(chain(*(entry.holds for entry in entries))) if known else ""
        fits = "|".join(pattern for entry in entries for pattern in entry.patterns)
        return longest, compiled(held), compiled(fits)

    def of(self, line: Line) -> Part:
        """Return what a line is."""
        text, passage = line.text, line.passage
        hit = self._pattern.match(text)
        if hit and hit.lastgroup:
            return self._parts[int(hit.lastgroup[1:])]
        whole = len(passage.text) <= LONGEST_LINE
        ended = text.endswith(("。", ";", "!", "?", ":")) or "。" in text
        return "plain" if whole and not ended else "prose"


def _lines(document: Document, parts: Parts) -> list[Line]:
    """Return the passages of a document as lines."""
    words = document.whole.replace(" ", "").split("\n")  # folded text holds no other white space
    return [
        Line(
            passage,
            passage.place,
            whole,
            whole if len(passage.text) <= LONGEST_LINE else _begin(passage),
            parts,
        )
        for passage, whole in zip(document.passages, words, strict=False)
    ]


def _begin(passage: Passage) -> str:
    return passage.text[:LONGEST_LINE].replace(" ", "")


def _set_apart(document: Document) -> list[Passage]:
    """Return what the reader set apart among the first blocks."""
    first = document.blocks[:HEAD_LINES]
    apart = [(index, block) for index, block in enumerate(first) if block.kind == "aside"]
    return [Passage(document.folded, block, index, place) for place, (index, block) in enumerate(apart)]


def _fields(lines: Iterable[Line], labels: TermMatcher[LabelEntry], whole: bool = False) -> Iterator[Field]:
    """Yield the particulars: labels that begin a line, or stand behind the value of another.

    Unless `whole`, they end where the body begins.
    """
    for line in lines:
        hits = list(_labels(line, labels)) if ":" in line.text else []
        if not hits:
            if not whole and line.part in BODY_PARTS:
                return
            continue
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
