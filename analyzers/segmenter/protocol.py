"""What an analyzer may ask of a segmenter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol


class Word(NamedTuple):
    """A word and its place in the text that was cut (code points, half open)."""

    text: str
    start: int
    end: int


class Segmenter(Protocol):
    """An engine that cuts text into words; dictionaries are loaded when the first text is cut."""

    @property
    def name(self) -> str:
        """The name that results give: `rjieba` or `jieba`."""
        ...

    def words(self, text: str) -> tuple[Word, ...]:
        """Return the words of `text`, which together cover all of it."""
        ...


def place(text: str, pieces: Iterable[str]) -> tuple[Word, ...]:
    """Return the words of `text` whose lengths are those of `pieces`, in order.

    Only the lengths count, so `pieces` may come from a copy of the text with other characters in it.
    """
    words: list[Word] = []
    start = 0
    for piece in pieces:
        end = start + len(piece)
        words.append(Word(text[start:end], start, end))
        start = end
    return tuple(words)
