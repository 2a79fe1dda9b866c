"""Words around numbers: bounds, approximations, and words that are quantities by themselves."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Literal

from ...lexicons import Entry, Lexicon, alternation
from ...lexicons.compiling import compiled
from ..characters import WHITE_SPACE
from ..vocabulary import Relation

_WINDOW = 16
"""Words before a number that make it a place in an order stand at most this far before it."""


class QuantityCue(Entry, frozen=True, kw_only=True):
    """Words around a number.

    Attributes:
        use: where they stand and what they do; see `quantities.yaml`.
        relation: what they make of the value.
    """

    use: Literal["before", "after", "between", "vague", "grown", "rank", "order"]
    relation: Relation


class Bounds:
    """The words of `quantities.yaml`, compiled.

    Attributes:
        before: the relations of the words before a number.
        between: those of the words between number and unit.
        after: those of the words behind number and unit.
        endings: the characters one of which stands right before a number with a bound before it.
        openings: those one of which stands right behind number and unit where a bound follows.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile the words by their use."""
        self._cues = lexicon.table("quantities", QuantityCue)
        self.before: dict[str, Relation] = self._relations("before")
        self.between: dict[str, Relation] = self._relations("between")
        self.after: dict[str, Relation] = self._relations("after")
        self._last = _LastWord([*self.before, *self._blocked("before")])
        self._vague = _LastWord([*self._relations("vague"), *self._blocked("vague")])
        self._vague_words = frozenset(self._relations("vague"))
        self._grown = _LastWord(self._relations("grown"))
        self._rank_words = frozenset(self._relations("rank"))
        self._rank = _LastWord([*self._rank_words, *self._blocked("rank")])
        self._orders = [compiled(p) for cue in self._cues if cue.use == "order" for p in cue.patterns]
        blocked = alternation(self._blocked("after"))
        self._behind = compiled(rf"\s?(?!{blocked})(?P<word>{alternation(self.after)})")
        self.endings = self._last.ends | {" "}
        self.openings = WHITE_SPACE.union(word[0] for word in self.after)

    def bound_before(self, text: str, position: int) -> tuple[int, Relation] | None:
        """Return where a bound begins that ends before `position`, and its relation."""
        last = text[position - 1 : position]
        if last not in self.endings:
            return None
        end = position - (last == " ")
        word = self._last.ending(text, end)
        relation = self.before.get(word)
        return (end - len(word), relation) if relation else None

    def bound_behind(self, text: str, position: int) -> tuple[int, Relation] | None:
        """Return where a bound ends that begins at `position`, and its relation."""
        if text[position : position + 1] not in self.openings:
            return None
        hit = self._behind.match(text, position)
        return (hit.end(), self.after[hit["word"]]) if hit else None

    def vague(self, text: str, position: int) -> int:
        """Return the length of the word before `position` that leaves only an order of magnitude (`数百`)."""
        word = self._vague.ending(text, position)
        return len(word) if word in self._vague_words else 0

    def grown(self, text: str, position: int) -> bool:
        """Tell whether a verb of growth ends at `position`: 增长|1倍."""
        return bool(self._grown.ending(text, position))

    def top(self, text: str, position: int) -> int:
        """Return the length of the 前 before `position` that makes a number a place at the top (`前三`)."""
        word = self._rank.ending(text, position)
        return len(word) if word in self._rank_words else 0

    def ordered(self, text: str, position: int) -> bool:
        """Tell whether the 第 before `position` makes a number a place to be reached (`位居全国第3`)."""
        start = max(0, position - _WINDOW)
        return any(
            hit.end() == position
            for pattern in self._orders
            for hit in pattern.finditer(text, start, position + 1)
        )

    def _relations(self, use: str) -> dict[str, Relation]:
        return {term: cue.relation for cue in self._cues if cue.use == use for term in cue.terms}

    def _blocked(self, use: str) -> list[str]:
        relations = self._relations(use)
        return [word for cue in self._cues if cue.use == use for word in cue.without if word not in relations]


class _LastWord:
    """Finds the longest of some words that ends at a place, without looking at more than their length.

    Attributes:
        ends: the characters with which they end.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._lengths = sorted({len(word) for word in self._words}, reverse=True)
        self.ends = frozenset(word[-1] for word in self._words)

    def ending(self, text: str, end: int) -> str:
        if end <= 0 or text[end - 1] not in self.ends:
            return ""
        for length in self._lengths:
            if length <= end and text[end - length : end] in self._words:
                return text[end - length : end]
        return ""


def bounds_of(lexicon: Lexicon) -> Bounds:
    """Return the compiled words around numbers, made once for a lexicon."""
    return lexicon.keep("bounds_compiled", partial(Bounds, lexicon))
