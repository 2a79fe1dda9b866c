"""Finding many terms at once, with the one overlap policy: longest, then earliest, then first listed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from .schema import Entry

E = TypeVar("E", bound=Entry)


class Match(NamedTuple, Generic[E]):
    """Where an entry was found in the text that was searched."""

    entry: E
    start: int
    end: int
    text: str


class TermMatcher(Generic[E]):
    """All terms and patterns of some entries, compiled into one expression.

    Counter-terms (`without`) take part in the search and swallow the text that they cover, so a term inside
    one is never found.
    """

    def __init__(self, entries: Iterable[E]) -> None:
        """Compile the entries; earlier ones win where two match the same words."""
        self.entries: tuple[E, ...] = tuple(entries)
        owners: dict[str, E | None] = {}
        for entry in self.entries:
            for term in entry.terms:
                owners.setdefault(term, entry)
        for entry in self.entries:
            for word in entry.without:
                owners.setdefault(word, None)
        self._owners = owners
        literals = sorted(owners, key=len, reverse=True)
        self._literals = re.compile("|".join(map(re.escape, literals))) if literals else None
        self._patterns = [(re.compile(p), entry) for entry in self.entries for p in entry.patterns]

    def find(self, text: str) -> Iterator[Match[E]]:
        """Yield the matches in folded `text` that don't overlap, in order of their start."""
        return iter(resolve_overlaps(self._candidates(text)))

    def first(self, text: str) -> Match[E] | None:
        """Return the first match in folded `text`, if there is one."""
        return next(self.find(text), None)

    def _candidates(self, text: str) -> Iterator[Match[E]]:
        if self._literals:
            for hit in self._literals.finditer(text):
                entry = self._owners[hit.group()]
                if entry is not None:
                    yield Match(entry, hit.start(), hit.end(), hit.group())
        for pattern, entry in self._patterns:
            for hit in pattern.finditer(text):
                if hit.end() > hit.start():
                    yield Match(entry, hit.start(), hit.end(), hit.group())


def resolve_overlaps(matches: Iterable[Match[E]]) -> list[Match[E]]:
    """Return the matches that remain when longer ones, then earlier ones, then first given ones win."""
    kept: list[Match[E]] = []
    for match in sorted(matches, key=lambda m: (m.start - m.end, m.start)):
        if all(match.end <= other.start or match.start >= other.end for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda m: m.start)
