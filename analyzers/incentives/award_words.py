"""The words of support clauses, compiled: see `incentives.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Literal, NamedTuple, get_args

from ...lexicons import Entry, Lexicon, TermMatcher, searching
from ...lexicons.compiling import compiled

Use = Literal[
    "give", "weak", "pay", "noun", "relief", "cap", "cap_behind", "sum", "rate", "of", "link", "per", "lead",
    "encourage", "select", "aside", "adverb", "connector", "deed", "recipient", "filler", "rim", "not_paid",
]  # fmt: skip
Range = tuple[int, int]

_NOUN_LIMIT = 60
"""How many characters at the end of a phrase hold its noun, with what stands in brackets behind it."""

_CAPS: tuple[Use, ...] = ("cap", "cap_behind")
_PAYING: tuple[Use, ...] = ("give", "weak", "pay", "noun", "relief")


class IncentiveEntry(Entry, frozen=True, kw_only=True):
    """Words of support clauses, with their use."""

    use: Use


class Anchor(NamedTuple):
    """A word that pays, by the positions of the words that were searched."""

    start: int
    end: int
    use: Use


class AwardWords:
    """The entries by their use.

    Attributes:
        of_use: what finds the terms and patterns of a use.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile `incentives.yaml`."""
        entries = lexicon.table("incentives", IncentiveEntry)
        self._anchors = TermMatcher([e for e in entries if e.use in _PAYING])
        paying = [e for e in entries if e.use in (*_PAYING, *_CAPS)]
        self._needed = TermMatcher(paying).needed
        self.of_use: dict[Use, re.Pattern[str]] = {use: _pattern(entries, use) for use in get_args(Use)}
        self._recipient = compiled(rf"(?:{self.of_use['recipient'].pattern})[”\"』]?(?:\([^)]*\))?$")
        self._rim = compiled(rf"(?:{self.of_use['rim'].pattern})+")
        self._rim_behind = compiled(rf"(?:{self.of_use['rim'].pattern})+$")

    def may_pay(self, words: str) -> bool:
        """Tell at once whether folded words hold what every award needs besides its sum: a word that pays, or a cap."""
        return self._needed.search(words) is not None

    def anchors(self, words: str) -> Iterator[Anchor]:
        """Yield the words that pay, in order."""
        return (Anchor(m.start, m.end, m.entry.use) for m in self._anchors.find(words))

    def is_recipient(self, words: str) -> bool:
        """Say whether a phrase ends with a noun that can be paid."""
        return bool(self._recipient.search(words, max(0, len(words) - _NOUN_LIMIT)))

    def without_rim(self, words: str, start: int, end: int) -> Range:
        """Return a place without the adverbs and marks at its ends that belong to the award."""
        before = self._rim.match(words, start, end)
        start = before.end() if before else start
        behind = self._rim_behind.search(words, start, end)
        return start, behind.start() if behind else end


def award_words(lexicon: Lexicon) -> AwardWords:
    """Return the compiled words, made once for a lexicon."""
    return lexicon.keep("award_words", partial(AwardWords, lexicon))


def _pattern(entries: Iterable[IncentiveEntry], use: Use) -> re.Pattern[str]:
    chosen = [e for e in entries if e.use == use]
    terms = sorted(dict.fromkeys(t for e in chosen for t in e.terms), key=len, reverse=True)
    return searching("|".join([*map(re.escape, terms), *(p for e in chosen for p in e.patterns)]) or "(?!)")
