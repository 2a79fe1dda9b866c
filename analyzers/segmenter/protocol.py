"""What an analyzer may ask of a segmenter."""

from __future__ import annotations

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
