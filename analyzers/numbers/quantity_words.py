"""Words that are quantities without a numeral (`翻一番`, `一半`), and numerals that are part of a name (`500强`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from ...lexicons import Entry, Lexicon, alternation, is_known, necessary, searching
from ...lexicons.compiling import compiled
from ..vocabulary import Relation

_REACH = 16
"""A name that a number is part of begins and ends at most this many characters from it."""

_OFTEN = 1_000
"""Who asks for more numbers than these gains by deriving what every name needs, if no process has done it yet."""


class QuantityWord(Entry, frozen=True, kw_only=True):
    """Words that say a value without a numeral.

    Attributes:
        value: the value, a decimal.
        unit: its unit; empty where it has none.
        dimension: the unit's dimension.
        relation: what the word itself says of the value.
        vague: whether only the order of magnitude is meant.
        implicit: whether it is a quantity only in a statement of what is to be reached (`零发生`).
    """

    value: str
    unit: str = ""
    dimension: str = ""
    relation: Relation = "="
    vague: bool = False
    implicit: bool = False


class Said(NamedTuple):
    """A word that is a quantity, where it stands in a text."""

    start: int
    end: int
    entry: QuantityWord

    @property
    def value(self) -> Decimal:
        """The value that it says."""
        return Decimal(self.entry.value)


class QuantityWords:
    """The words of `quantity_words.yaml`, compiled.

    Attributes:
        words: the words.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile the words; counter-terms swallow the words in them."""
        entries = lexicon.table("quantity_words", QuantityWord)
        self._owners = {term: entry for entry in entries for term in entry.terms}
        self.words = tuple(self._owners)
        self._pattern = compiled(alternation([*self.words, *(w for e in entries for w in e.without)]))
        self._openings = frozenset(word[0] for word in self.words)

    def find(self, text: str, places: Iterable[int]) -> list[Said]:
        """Return the words in folded `text` that are quantities, in order.

        Args:
            text: folded text.
            places: where such words may begin, among others.
        """
        if self._openings.isdisjoint(map(text.__getitem__, places)):
            return []
        hits = self._pattern.finditer(text)
        return [Said(*hit.span(), entry) for hit in hits if (entry := self._owners.get(hit.group()))]


class QuantityNames:
    """The names of `quantity_names.yaml`, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile terms and patterns."""
        entries = lexicon.table("quantity_names", Entry)
        self._terms = [term for entry in entries for term in entry.terms]
        self._patterns = [pattern for entry in entries for pattern in entry.patterns]
        self._pattern = searching("|".join((alternation(self._terms), *self._patterns)))
        self._needed: re.Pattern[str] | None = None
        self._asked = 0

    def cover(self, text: str, start: int, end: int) -> bool:
        """Tell whether a name covers a part of the number from `start` to `end` in folded `text`."""
        begin, stop = max(0, start - _REACH), end + _REACH
        needed = self._needed or self._derive()
        if needed and not needed.search(text, begin, stop):
            return False
        for hit in self._pattern.finditer(text, begin, stop):
            if hit.end() > start:  # the first one that ends behind where the number begins
                return hit.start() < end
        return False

    def _derive(self) -> re.Pattern[str] | None:
        """Return what is found wherever a name is, when knowing it is worth its time."""
        self._asked += 1
        if self._asked > _OFTEN or (self._asked == 1 and is_known(self._patterns, self._terms)):
            self._needed = necessary(self._patterns, self._terms)
        return self._needed


def quantity_words(lexicon: Lexicon) -> QuantityWords:
    """Return the compiled words of a lexicon, made once for it."""
    return lexicon.keep("quantity_words_compiled", partial(QuantityWords, lexicon))


def quantity_names(lexicon: Lexicon) -> QuantityNames:
    """Return the compiled names of a lexicon, made once for it."""
    return lexicon.keep("quantity_names_compiled", partial(QuantityNames, lexicon))
