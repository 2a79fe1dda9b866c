"""Sentences and clauses of a passage, with quotation marks and brackets protecting what they hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .document import Passage, Span

OPENING = "“‘《〈(〔[【{"
CLOSING = "”’》〉)〕]】}"
SENTENCE_ENDS = "。!?"
CLAUSE_ENDS = "。!?;:,"


class Sentence(NamedTuple):
    """A stretch of a passage, by the passage's own positions."""

    passage: Passage
    local_start: int
    local_end: int

    @property
    def text(self) -> str:
        """The folded words."""
        return self.passage.text[self.local_start : self.local_end]

    @property
    def span(self) -> Span:
        """The place in the document."""
        return self.passage.span(self.local_start, self.local_end)

    @property
    def start(self) -> int:
        """Offset in the document of the first character."""
        return self.passage.offset(self.local_start)

    def locate(self, start: int, end: int) -> Span:
        """Return the document's span of the sentence's characters `start` … `end`."""
        return self.passage.span(self.local_start + start, self.local_start + end)


def split(text: str, ends: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of folded `text` that close with one of `ends` outside quotes and brackets.

    A closing quotation mark or bracket behind the end belongs to the stretch. A bracket that is never closed
    protects nothing. Commas and points between digits don't count (`3,000`, `1.5`), nor colons (`5:30`).
    White space around a stretch is left out; empty stretches are not given.
    """
    depth_at = _depths(text)
    start = position = 0
    while position < len(text):
        if text[position] in ends and depth_at[position] == 0 and not _inside_number(text, position):
            position += 1
            while position < len(text) and (text[position] in CLOSING or text[position] in ends):
                position += 1
            yield from _trimmed(text, start, position)
            start = position
        elif text[position] in CLOSING and depth_at[position] == 0 and position and text[position - 1] in SENTENCE_ENDS:
            position += 1
            yield from _trimmed(text, start, position)
            start = position
        else:
            position += 1
    yield from _trimmed(text, start, len(text))


def sentences(passage: Passage) -> tuple[Sentence, ...]:
    """Return the sentences of a passage."""
    return tuple(Sentence(passage, a, b) for a, b in split(passage.text, SENTENCE_ENDS))


def clauses(sentence: Sentence) -> tuple[Sentence, ...]:
    """Return the clauses of a sentence: what stands between ， ； ： and the sentence's end."""
    base = sentence.local_start
    return tuple(Sentence(sentence.passage, base + a, base + b) for a, b in split(sentence.text, CLAUSE_ENDS))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _inside_number(text: str, position: int) -> bool:
    return (
        text[position] in ",:"
        and 0 < position < len(text) - 1
        and text[position - 1].isdigit()
        and text[position + 1].isdigit()
    )


def _depths(text: str) -> list[int]:
    """Return for each position how many quotes and brackets enclose it; a closing mark counts as outside."""
    change = [0] * (len(text) + 1)
    open_marks: list[tuple[str, int]] = []
    for position, character in enumerate(text):
        if character in OPENING:
            open_marks.append((character, position))
        elif character in CLOSING:
            partner = OPENING[CLOSING.index(character)]
            while open_marks and open_marks[-1][0] != partner and any(m == partner for m, _ in open_marks[-4:]):
                open_marks.pop()
            if open_marks and open_marks[-1][0] == partner:
                _, begin = open_marks.pop()
                change[begin + 1] += 1
                change[position] -= 1
    depth, depths = 0, [0] * len(text)
    for position in range(len(text)):
        depth += change[position]
        depths[position] = depth
    return depths
