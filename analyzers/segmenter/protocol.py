"""What an analyzer may ask of a segmenter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
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

    def ends(self, text: str) -> list[int]:
        """Return the places behind the words of `text` (code points), which together cover all of it."""
        ...

    def words(self, text: str) -> tuple[Word, ...]:
        """Return the words of `text`, which together cover all of it."""
        ...


def ends_of(pieces: Iterable[str]) -> list[int]:
    """Return the places behind words that follow one another.

    Only the lengths count, so `pieces` may come from a copy of the text with other characters in it.
    """
    return list(accumulate(map(len, pieces)))


def words_between(text: str, ends: Sequence[int]) -> tuple[Word, ...]:
    """Return the words of `text` that end at the given places."""
    return tuple(Word(text[start:end], start, end) for start, end in pairwise((0, *ends)))
