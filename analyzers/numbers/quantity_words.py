"""Words that are quantities without a numeral (`翻一番`, `一半`), and numerals that are part of a name (`500强`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from ...lexicons import Entry, Lexicon, alternation, necessary, searching
from ..vocabulary import Relation

_REACH = 16
"""A name that a number is part of begins and ends at most this many characters from it."""


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
        needed: is found in every text that holds one of the words.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile the words; counter-terms swallow the words in them."""
        entries = lexicon.table("quantity_words", QuantityWord)
        self._owners = {term: entry for entry in entries for term in entry.terms}
        self.needed = necessary((), self._owners)
        self._pattern = re.compile(alternation([*self._owners, *(w for e in entries for w in e.without)]))

    def find(self, text: str) -> Iterator[Said]:
        """Yield the words in folded `text` that are quantities, in order."""
        for hit in self._pattern.finditer(text):
            entry = self._owners.get(hit.group())
            if entry:
                yield Said(hit.start(), hit.end(), entry)


class QuantityNames:
    """The names of `quantity_names.yaml`, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile terms and patterns."""
        entries = lexicon.table("quantity_names", Entry)
        terms = alternation(term for entry in entries for term in entry.terms)
        self._pattern = searching("|".join((terms, *(p for entry in entries for p in entry.patterns))))

    def cover(self, text: str, start: int, end: int) -> bool:
        """Tell whether a name covers a part of the number from `start` to `end` in folded `text`."""
        for hit in self._pattern.finditer(text, max(0, start - _REACH), end + _REACH):
            if hit.start() < end and start < hit.end():
                return True
        return False


def quantity_words(lexicon: Lexicon) -> QuantityWords:
    """Return the compiled words of a lexicon, made once for it."""
    return lexicon.keep("quantity_words_compiled", partial(QuantityWords, lexicon))


def quantity_names(lexicon: Lexicon) -> QuantityNames:
    """Return the compiled names of a lexicon, made once for it."""
    return lexicon.keep("quantity_names_compiled", partial(QuantityNames, lexicon))
