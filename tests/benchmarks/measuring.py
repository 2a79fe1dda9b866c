"""Timing things side by side: in turn, round after round, so that a machine that slows down slows all of them."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

from .processes import OWN_PEAK, children_seconds


class Spread(NamedTuple):
    """The least, the middle and the greatest of some figures."""

    low: float
    middle: float
    high: float

    def __str__(self) -> str:
        return f"{self.middle:.3g} ({self.low:.3g}–{self.high:.3g})"


def spread(figures: list[float]) -> Spread:
    """Return the least, the median and the greatest figure."""
    return Spread(min(figures), statistics.median(figures), max(figures))


def seconds_of(work: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Return the processor seconds of each piece of work in each round, warm.

    What is loaded or compiled late is there, and the collector of cycles does not walk it, whoever loaded it: a
    dictionary of one tool is no work of another. The processor's caches hold the work's own code and data rather than
    those of the work before, for each piece is done once right before it counts.

    Args:
        work: what to time, by name; done in this order in every round.
        rounds: how many rounds there are.
    """
    times: dict[str, list[float]] = {name: [] for name in work}
    for do in work.values():
        do()
    gc.collect()
    gc.freeze()
    for _ in range(rounds):
        for name, do in work.items():
            do()
            start = time.process_time()
            do()
            times[name].append(time.process_time() - start)
    gc.unfreeze()
    return times


def ratios(ours: list[float], theirs: list[float]) -> Spread:
    """Return how ours stands to theirs, round by round."""
    return spread([a / b for a, b in zip(ours, theirs, strict=True)])


def process_seconds(commands: Mapping[str, list[str]], rounds: int) -> dict[str, list[float]]:
    """Return the processor seconds of whole processes, started in turn; a first round does not count.

    They find their modules translated, as those of an installed program are.

    Args:
        commands: what to start, by name, in this order in every round.
        rounds: how many rounds count.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            before = children_seconds()
            subprocess.run(
                command,
                env=environment,
                check=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            if number:
                times[name].append(children_seconds() - before)
    return times


def peak_mebibytes(program: str, *arguments: str) -> float:
    """Return the greatest memory that a Python program takes in a process of its own, in MiB."""
    ended = subprocess.run(
        [sys.executable, "-c", f"{program}\nprint({OWN_PEAK})", *arguments],
        check=True,
        capture_output=True,
        text=True,
    )
    return int(ended.stdout.split()[-1]) / 1024
