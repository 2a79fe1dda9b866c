"""Digits that stand for amounts: “1269” for 12条产业链, 6个集群 and growth of 9%, in the sentence of the formula."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from ...lexicons import Lexicon
from ...lexicons.compiling import compiled
from ..document import Passage
from ..language.list_items import Item
from ..language.lists import ListReader, list_reader
from ..language.sentences import split
from .solver import SHORT, Fit, Solution

LONGEST = 40
"""Longer clauses are no name of a group."""

_AMOUNT = compiled(
    r"(?<!\d[.,])(?<![\d第—~至-])(?P<number>[1-9]\d?)(?:(?P<figure>%|个百分点|[万亿千百])|(?![年月日号时分届次期\d.])[\u4e00-\u9fff])"
)
_CLAUSES = "、,;:。和"


class DigitReader:
    """Reads the amounts of a sentence; compiled for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Take the words that lead to an amount."""
        self._lists: ListReader = list_reader(lexicon)

    def solve(
        self, passage: Passage, start: int, end: int, splits: Sequence[tuple[int | None, ...]]
    ) -> Solution | None:
        """Return the amounts of a passage's words as the digits of a formula, if there are no others.

        Args:
            passage: what holds the formula.
            start: the position behind it.
            end: where its sentence ends.
            splits: the ways to read its digits.
        """
        amounts = list(self._amounts(passage.text, start, end))
        numbers = tuple(int(hit["number"]) for hit, _ in amounts)
        if len(numbers) < 2 or numbers not in splits:
            return None
        fits = tuple(
            Fit(passage.span(*item), (), SHORT, exact=hit["figure"] is not None, sure=True)
            for hit, item in amounts
        )
        return Solution(numbers, fits, SHORT * len(fits))

    def _amounts(self, text: str, start: int, end: int) -> Iterator[tuple[re.Match[str], Item]]:
        """Yield the amounts, each with the words of its clause."""
        for a, b in split(text[start:end], _CLAUSES):
            stop = start + b - (text[start + b - 1] in _CLAUSES)
            for hit in _AMOUNT.finditer(text, start + a, stop):
                begun = self._lists.opened(text, Item(start + a, stop))
                yield hit, Item(max(begun.start, stop - LONGEST), stop)


def digit_reader(lexicon: Lexicon) -> DigitReader:
    """Return the compiled reader, made once for a lexicon."""
    return lexicon.keep("digit_reader", partial(DigitReader, lexicon))
