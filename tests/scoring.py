"""Counts what planscan finds against gold: exact matches of comparable keys, one measure at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from planscan.analyzers.characters import fold


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
        """The share of findings that are right; 1 where nothing is found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of gold that is found; 1 where gold is empty."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both; 1 where neither side has anything."""
        total = self.found + self.gold
        return 2 * self.right / total if total else 1.0


def plain(text: object) -> str:
    """Return text as gold compares it: folded, without white space."""
    return "".join(fold(str(text or "")).split())


def compare(found: Iterable[Hashable], gold: Iterable[Hashable]) -> Score:
    """Count equal keys, each at most as often as both sides have it."""
    ours, theirs = Counter(found), Counter(gold)
    return Score((ours & theirs).total(), ours.total(), theirs.total())


def _heading(row: dict[str, Any]) -> tuple[str, str]:
    return plain(row.get("marker")), plain(row.get("title"))


def score(plan: dict[str, Any], gold: dict[str, Any]) -> dict[str, Score]:
    """Return the score of each measure for one document; both sides as plain mappings."""
    ours, theirs = plan.get("outline", []), gold.get("outline", [])
    scores = {"outline": compare(map(_heading, ours), map(_heading, theirs))}
    scores["role"] = compare(*([(*_heading(r), r["role"]) for r in side] for side in (ours, theirs)))
    for name, role in (("directions", "direction"), ("tasks", "task"), ("measures", "measure")):
        scores[name] = compare(*([_heading(r) for r in side if r["role"] == role] for side in (ours, theirs)))
    scores["goals"] = compare(*([plain(r["text"])[:120] for r in p.get("goals", [])] for p in (plan, gold)))
    scores["structures"] = compare(
        *([plain(r["notation"]) for r in p.get("structures", [])] for p in (plan, gold))
    )
    return scores
