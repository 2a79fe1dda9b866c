"""What a comparison counts: what is right, what was missed, and what was found without ground."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Score:
    """How many findings match gold, how many there are, and how many gold has."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """The share of findings that are right; where nothing is found, 1 if gold is empty as well."""
        return self.right / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        """The share of gold that is found; 1 where gold is empty."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both; 1 where neither side has anything."""
        total = self.found + self.gold
        return 2 * self.right / total if total else 1.0


@dataclass(frozen=True)
class Comparison:
    """One measure on one document; what differs in a detail counts as missed and as false."""

    right: int = 0
    missed: tuple[str, ...] = ()
    false: tuple[str, ...] = ()

    @property
    def score(self) -> Score:
        """The counts that precision and recall are made of."""
        return Score(self.right, self.right + len(self.false), self.right + len(self.missed))


Comparisons = dict[str, Comparison]
"""The comparison of each measure, for one document."""

Results = dict[str, Comparisons]
"""The comparisons of each document of a corpus, by the name of the document."""


def total(results: Results) -> dict[str, Score]:
    """Return the score of each measure over all documents, in the order in which measures appear."""
    scores: dict[str, Score] = {}
    for comparisons in results.values():
        for measure, comparison in comparisons.items():
            scores[measure] = scores.get(measure, Score()) + comparison.score
    return scores


def differing(wrong: Iterable[str], right: int) -> Comparison:
    """Return the comparison of a property that two sides share: each wrong one is a miss and a false finding."""
    texts = tuple(wrong)
    return Comparison(right, texts, texts)
