"""Which groups stand behind the digits of a formula: an assignment in order, scored by how counts agree.

Digits and candidates both stand in order. A digit takes one candidate, or a run of candidates that stand
alone and are as many as it counts (升级传统产业, 培育新兴产业 for a 2). Leaving candidates out has a price.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..document import Span

Members = tuple[Span, ...]

COUNTED = 3.0
"""A candidate that announces the digit's number and lists as many members."""

AGREEING = 2.0
"""A list, announced without a number, that has as many members as the digit counts."""

RUN = 1.8
"""As many candidates that stand alone as the digit counts."""

SINGLE = 1.5
"""One that stands alone, for a 1."""

SHORT = 1.0
"""A candidate that announces the digit's number and lists other than as many members, or none."""

OPEN = 1.0
"""Any members for a digit without a number: N, X, 多."""

IN_PASSING = 0.6
"""What share of its worth a list has that is neither announced nor framed."""

OPEN_BATCH = 0.3
"""What share of its worth a list has that a batch leaves open (陶瓷、服饰等一批传统产业)."""

ENOUGH = 1.0
"""What the members of a digit must be worth on average; less is chance."""

PASSED_OVER = 0.3
"""What it costs to leave out a candidate between two that are taken."""


class Candidate(NamedTuple):
    """What may stand behind one digit, by offsets of the document.

    Attributes:
        start: where it begins.
        end: where it ends.
        number: how many it announces; None if it announces nothing.
        label: its name (三大优势产业), if it has one.
        readings: the lists of members that it may be read as, the likeliest first, made as far as they are asked for.
        alone: what it is as one member of a group, if it can be one.
        share: how much of a group's worth its list has: all, `IN_PASSING` or `OPEN_BATCH`.
    """

    start: int
    end: int
    number: int | None
    label: Span | None
    readings: Iterable[Members]
    alone: Span | None
    share: float = 1.0

    @property
    def first(self) -> Members:
        """The likeliest reading; empty if there is none."""
        return next(iter(self.readings), ())

    def of(self, number: int) -> Members | None:
        """Return the reading that has `number` members."""
        return next((reading for reading in self.readings if len(reading) == number), None)


class Fit(NamedTuple):
    """A digit with what stands behind it.

    Attributes:
        label: the name of the group, if it has one.
        members: what stands behind the digit.
        worth: how well they fit.
        exact: whether they are as many as the digit counts.
        sure: whether an announced number, a frame or an explanation marks them as a group.
    """

    label: Span | None
    members: Members
    worth: float
    exact: bool
    sure: bool


NOTHING = Fit(None, (), 0.0, exact=False, sure=False)


class Solution(NamedTuple):
    """The groups of a formula, one for each digit in order, and how well they fit."""

    digits: tuple[int | None, ...]
    fits: tuple[Fit, ...]
    worth: float

    @property
    def exact(self) -> int:
        """How many digits have as many members as they count, or some where they count none."""
        return sum(fit.exact for fit in self.fits)

    @property
    def supported(self) -> int:
        """How many digits have anything behind them."""
        return sum(fit is not NOTHING for fit in self.fits)

    @property
    def parted(self) -> bool:
        """Whether the groups tell where a string of digits is parted: all have members, but for a lone 1.

        What the 1 of `184` counts is often left to the reader, where the 8 and the 4 list as many.
        """
        lacking = [d for d, fit in zip(self.digits, self.fits, strict=True) if fit is NOTHING]
        sure = all(fit.exact and fit.worth >= COUNTED for fit in self.fits if fit is not NOTHING)
        return not lacking or (lacking == [1] and sure)

    @property
    def convincing(self) -> bool:
        """Whether the groups can't have come together by chance.

        As many as half of the numbers are surely groups, and all have something behind them, or from three
        numbers on all but one. N and X may stay open.
        """
        numbered = [fit for digit, fit in zip(self.digits, self.fits, strict=True) if digit is not None]
        missing = sum(fit is NOTHING for fit in numbered)
        sure = sum(fit.sure for fit in self.fits) >= least_sure(self.digits)
        enough = sum(fit.worth for fit in numbered) >= ENOUGH * (len(numbered) - missing)
        return bool(numbered) and missing <= (len(numbered) > 2) and sure and enough

    @property
    def perfect(self) -> bool:
        """Whether no other groups could fit better."""
        return self.exact == len(self.digits) and self.worth >= COUNTED * len(self.digits)


def least_sure(digits: Sequence[int | None]) -> int:
    """Return how many groups have to be sure for a formula's digits to convince: half of the numbers, but one."""
    return max(1, -(-sum(digit is not None for digit in digits) // 2))


def surely(candidates: Sequence[Candidate], least: int) -> Sequence[Candidate]:
    """Return candidates if as many as `least` can be sure groups, else none: they convince of nothing."""
    return candidates if sum(candidate.share == 1 for candidate in candidates) >= least else ()


def solve(digits: Sequence[int | None], candidates: Sequence[Candidate]) -> Solution:
    """Return the best assignment of candidates to digits, both in order.

    The time it takes grows with the product of their numbers.

    Args:
        digits: the numbers of the formula; None for N and X.
        candidates: what may stand behind them, in the order of the text.
    """
    row: _Row = [((0.0, ()), (0.0, ()))] * (len(candidates) + 1)
    for digit in reversed(digits):
        row = _row(digit, candidates, row)
    worth, fits = row[0][0]
    if not any(fit.sure and fit.members for fit in fits):  # lists in passing prove nothing by themselves
        fits = tuple(fit if fit.sure else NOTHING for fit in fits)
    return Solution(tuple(digits), fits, worth)


_Best = tuple[float, tuple[Fit, ...]]
_Row = list[tuple[_Best, _Best]]
"""For each candidate the best from there on, before any is taken and after."""


def _row(digit: int | None, candidates: Sequence[Candidate], below: _Row) -> _Row:
    """Return the best for a digit and those behind it, given the best for those behind it."""
    row = list(below)
    for at in range(len(candidates), -1, -1):
        fresh, begun = ((worth, (NOTHING, *fits)) for worth, fits in below[at])
        for fit, used in _fits(digit, candidates, at):
            worth, fits = below[at + used][1]
            taken = worth + fit.worth, (fit, *fits)
            fresh, begun = max(fresh, taken, key=_worth), max(begun, taken, key=_worth)
        if at < len(candidates):
            later, passed = row[at + 1]
            if later[0] > fresh[0]:
                fresh = later
            if passed[0] - PASSED_OVER > begun[0]:
                begun = passed[0] - PASSED_OVER, passed[1]
        row[at] = fresh, begun
    return row


def _worth(best: _Best) -> float:
    return best[0]


def _fits(digit: int | None, candidates: Sequence[Candidate], at: int) -> Iterator[tuple[Fit, int]]:
    """Yield what the candidate at a place is worth for a digit, alone and with those behind it."""
    if at >= len(candidates):
        return
    candidate = candidates[at]
    share = candidate.share
    if digit is None:
        if candidate.number is None and candidate.first:
            yield Fit(candidate.label, candidate.first, OPEN * share, exact=True, sure=share == 1), 1
        return
    agrees = candidate.number == digit or (candidate.number is None and digit > 1)
    if agrees and (members := candidate.of(digit)):
        worth = COUNTED if candidate.number == digit else AGREEING
        yield Fit(candidate.label, members, worth * share, exact=True, sure=share == 1), 1
    elif candidate.number == digit > 1:
        yield Fit(candidate.label, candidate.first, SHORT, exact=False, sure=True), 1
    if candidate.number is not None or not candidate.alone:
        return
    run = [other.alone for other in candidates[at : at + digit] if other.alone and other.number is None]
    if len(run) == digit:
        worth = RUN if digit > 1 else SINGLE * share
        yield Fit(None, tuple(run), worth, exact=True, sure=digit > 1 and share == 1), digit


def splits(digits: str) -> Iterator[tuple[int | None, ...]]:
    """Yield the ways to read a string of digits as numbers below 100: 33618 is 3, 3, 6, 18 among others.

    A letter at the end (415X) counts without a number.
    """
    if not digits:
        yield ()
        return
    if digits[0] == "0":
        return
    if not digits[0].isdigit():
        yield from ((None, *rest) for rest in splits(digits[1:]))
        return
    for width in (1, 2):
        head = digits[:width]
        if len(head) == width and head.isdigit():
            yield from ((int(head), *rest) for rest in splits(digits[width:]))
