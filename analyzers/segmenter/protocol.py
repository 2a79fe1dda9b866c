"""What an analyzer may ask of a segmenter, and what both engines have in common."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple, Protocol

from ...lexicons.compiling import compiled
from .dictionary import dictionary_words
from .user_words import CUTTABLE

_ALONE = compiled(f"[^{CUTTABLE}]")


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

    def ends_by(self, text: str, start: int, end: int) -> bool:
        """Tell whether the word that holds the character at `start` of `text` ends at `end` or before.

        It cuts as little as it can, and often nothing.
        """
        ...


class Engine:
    """What both engines make of their cuts."""

    def __init__(self, load_words: Callable[[], Iterable[str]]) -> None:
        """Take what gives the words to add to the dictionary."""
        self._load_words = load_words

    def ends(self, text: str) -> list[int]:
        """Return the places behind the words of `text` (code points), which together cover all of it."""
        raise NotImplementedError

    def words(self, text: str) -> tuple[Word, ...]:
        """Return the words of `text`, which together cover all of it."""
        places = (0, *self.ends(text))
        return tuple(Word(text[start:end], start, end) for start, end in pairwise(places))

    def ends_by(self, text: str, start: int, end: int) -> bool:
        """Tell whether the word that holds the character at `start` of `text` ends at `end` or before.

        Engines cut between marks whatever stands behind them: the run of characters around a word is all they need.
        """
        longer = self._certain.get(text[start:end])
        if longer is not None and text[end : end + 1] not in longer:
            return True
        mark, low = _ALONE.search(text, start + 1), start
        high = mark.start() if mark else len(text)
        while low and not _ALONE.match(text, low - 1):
            low -= 1
        ends = self.ends(text[low:high])
        return ends[bisect_right(ends, start - low)] <= end - low

    @cached_property
    def _certain(self) -> dict[str, frozenset[str]]:
        """Words that end where they seem to, each with the characters that may follow it within a longer word."""
        return dictionary_words(self._load_words())


def ends_of(pieces: Iterable[str]) -> list[int]:
    """Return the places behind words that follow one another.

    Only the lengths count, so `pieces` may come from a copy of the text with other characters in it.
    """
    return list(accumulate(map(len, pieces)))
