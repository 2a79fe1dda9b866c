"""Work on many inputs, by as many processes as are worth their start."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any, Generic, TypeVar, cast

from ..errors import InputError, UsageError
from ..sources.inputs import Found, Input
from .pool import Pool, Settled
from .work import Examination, Outcome, Report

R = TypeVar("R")

_ALONE = 0.5
"""Seconds of work after which other processes are worth their start: about what one needs to load planscan."""


class InputWork(Generic[R]):
    """Work on one input at a time, as a pool wants it; what it gives may be packed for the way."""

    def __init__(self, examination: Examination) -> None:
        self.examination = examination
        self.limits = examination.limits

    def outcome(self, source: Input) -> Outcome[R]:
        """Return what became of an input."""
        raise NotImplementedError

    def packed(self, result: R) -> Any:  # noqa: ANN401 - each kind of work has its own
        """Return a result as it travels."""
        return result

    def unpacked(self, travelled: Any) -> R:  # noqa: ANN401
        """Return a result that travelled."""
        return cast("R", travelled)

    def __call__(self, task: Input, report: Report) -> Outcome[Any]:  # noqa: ARG002 - one document only
        """Return what became of the input, packed."""
        outcome = self.outcome(task)
        failed = isinstance(outcome.result, Exception)
        return outcome if failed else outcome._replace(result=self.packed(cast("R", outcome.result)))

    def name(self, task: Input, place: int) -> str:  # noqa: ARG002
        """Return the name of the document."""
        return task.name

    def without(self, task: Input, place: int, error: InputError) -> Settled[Outcome[Any]]:  # noqa: ARG002
        """Return the outcome of a document that can't be done."""
        return Settled(Outcome(task.name, error, 0))

    def weight(self, task: Input) -> int:
        """Return the bytes that travel."""
        return len(task.data or b"")


def spread(found: Iterable[Found], work: InputWork[R], jobs: int | None) -> Iterator[Outcome[R]]:
    """Yield what work on each input gives, in the order of the inputs.

    Args:
        found: the inputs, or why there is none, asked for one at a time.
        work: what is done with each.
        jobs: how many processes work; None for one a processor, as soon as there is enough to do.

    Raises:
        UsageError: the number makes no sense.
        PlanscanError: something that concerns all documents.
    """
    check_jobs(jobs)
    waiting = iter(found)
    first = list(islice(waiting, 1 if jobs is None or jobs == 1 else 2))
    end = _end_of_working_alone(jobs, is_single=len(first) < 2)
    everything = chain(first, waiting)
    for each in everything:
        if not isinstance(each, Input):
            yield failed(each)
        elif time.monotonic() < end:
            yield work.outcome(each)
        else:
            yield from _together(chain([each], everything), work, jobs or cores())


def check_jobs(jobs: int | None) -> None:
    """Do nothing if so many processes may work.

    Raises:
        UsageError: the number makes no sense.
    """
    if jobs is not None and jobs < 1:
        raise UsageError("--jobs 应为正整数，例如 --jobs 4")


def failed(error: InputError) -> Outcome[Any]:
    """Return the outcome of an input that there is none of."""
    return Outcome(error.path or "", error, 0)


def cores() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _end_of_working_alone(jobs: int | None, is_single: bool) -> float:
    """Return when other processes take over, in the time of `time.monotonic`."""
    if (jobs or cores()) == 1 or (jobs and is_single):
        return float("inf")
    return time.monotonic() + (0 if jobs else _ALONE)


def _together(inputs: Iterable[Found], work: InputWork[R], jobs: int) -> Iterator[Outcome[R]]:
    tasks = (each if isinstance(each, Input) else Settled(failed(each)) for each in inputs)
    for outcome in Pool(work, jobs).results(tasks):
        if isinstance(outcome.result, Exception):
            yield outcome
        else:
            yield outcome._replace(result=work.unpacked(outcome.result))
