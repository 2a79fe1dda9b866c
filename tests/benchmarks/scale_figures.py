"""What `tests.benchmarks.scale` measures, kept as JSON between its runs."""

from __future__ import annotations

import os

import msgspec

_DISTURBED = 0.05
"""Share of the processors that others may take in a round that counts as quiet."""


class Memory(msgspec.Struct):
    """Peaks in MiB of one run of two worker processes."""

    documents: int
    driver: float
    workers: list[float]
    seconds: float


class Timing(msgspec.Struct):
    """One run: seconds by the clock, processor seconds of it all, processor seconds that others took meanwhile."""

    way: str
    seconds: float
    processor: float
    others: float


class Figures(msgspec.Struct):
    """All that was measured, and with which lexicon (its digest)."""

    lexicon: str = ""
    memory: list[Memory] = []
    names: dict[int, float] = {}
    documents: int = 0
    rounds: list[list[Timing]] = []


def quiet(rounds: list[list[Timing]]) -> list[list[Timing]]:
    """Return the rounds in which nobody else did much."""
    cores = os.cpu_count() or 1
    return [some for some in rounds if all(each.others < _DISTURBED * cores * each.seconds for each in some)]
