"""Finding many terms at once, with the one overlap policy: longest, then earliest, then first listed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

import msgspec

from .alternation import alternation
from .compiling import compiled
from .necessary import Needs, is_known, necessary
from .schema import Entry

E = TypeVar("E", bound=Entry)

_MUCH = 10_000
"""Who searches more characters than this gains by deriving what each pattern needs, if no process has done it yet."""

_CALL = 30
"""A search costs as much as the reading of so many characters before it has read one."""


class Match(msgspec.Struct, Generic[E], frozen=True, gc=False):
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
        self._order = {entry.id: place for place, entry in enumerate(self.entries)}
        self._literals = compiled(alternation(owners)) if owners else None
        self._patterns = [(compiled(p), entry) for entry in self.entries for p in entry.patterns]
        bare = self._literals if not self._patterns else None
        self._look = (bare or compiled("")).search
        self._needs: Needs | None = None
        self._searched = 0

    @property
    def needed(self) -> re.Pattern[str]:
        """An expression that is found in every text in which an entry is, and quickly not found in most others."""
        return necessary(*self._sought)

    @property
    def _sought(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The patterns and the terms of all entries."""
        patterns = tuple(pattern for entry in self.entries for pattern in entry.patterns)
        return patterns, tuple(term for entry in self.entries for term in entry.terms)

    def find(self, text: str) -> Iterator[Match[E]]:
        """Yield the matches in folded `text` that don't overlap, in order of their start."""
        return iter(self._found(text) if self._look(text) else ())

    def first(self, text: str) -> Match[E] | None:
        """Return the first match in folded `text`, if there is one."""
        found = self._look(text) and self._found(text)
        return found[0] if found else None

    def lacks(self, text: str, start: int, end: int) -> bool:
        """Tell, where it is seen at once, that no entry is found in the folded words `start` … `end` of a text."""
        return not self._look(text, start, end)

    def _found(self, text: str) -> list[Match[E]]:
        found: list[Match[E]] = []
        if self._literals:
            for hit in self._literals.finditer(text):
                word = hit[0]
                entry = self._owners[word]
                if entry is not None:
                    found.append(Match(entry, *hit.span(), word))
        if not self._patterns:
            return found
        likely = self._likely(text)
        for pattern, entry in likely:
            for hit in pattern.finditer(text):
                word = hit[0]
                if word:
                    found.append(Match(entry, *hit.span(), word))
        if not likely or len(found) < 2:  # terms don't overlap
            return found
        return resolve_overlaps(sorted(found, key=self._priority))

    def _likely(self, text: str) -> Sequence[tuple[re.Pattern[str], E]]:
        """Return the patterns of which a text holds what they need; all until knowing that is worth its time."""
        if self._needs is None:
            if self._searched == 0 and is_known(*self._sought) and Needs.are_known(self._sought[0]):
                self._searched = _MUCH
            self._searched += len(text) + _CALL
            if self._searched <= _MUCH:
                return self._patterns
            self._look = self.needed.search
            self._needs = Needs(pattern.pattern for pattern, _ in self._patterns)
        if len(self._patterns) == 1 and not self._owners:
            return self._patterns
        return [self._patterns[place] for place in self._needs.met(text)]

    def _priority(self, match: Match[E]) -> tuple[int, int]:
        return match.start, self._order[match.entry.id]


def resolve_overlaps(matches: Iterable[Match[E]]) -> list[Match[E]]:
    """Return the matches that remain when longer ones, then earlier ones, then first given ones win.

    Args:
        matches: in the order of their start.
    """
    resolved: list[Match[E]] = []
    cluster: list[Match[E]] = []
    reach = 0
    for match in matches:
        if cluster and match.start >= reach:
            resolved += _resolve_cluster(cluster)
            cluster = []
        cluster.append(match)
        reach = max(reach, match.end) if len(cluster) > 1 else match.end
    return resolved + _resolve_cluster(cluster)


def _resolve_cluster(cluster: list[Match[E]]) -> list[Match[E]]:
    """Resolve matches that hang together, each overlapping another; sorting is stable, so first given wins."""
    if len(cluster) < 2:
        return cluster
    kept: list[Match[E]] = []
    for match in sorted(cluster, key=lambda m: m.start - m.end):
        if all(match.end <= other.start or match.start >= other.end for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda m: m.start)
