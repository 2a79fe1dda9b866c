"""Worker processes for one run: results in the order of the tasks, few tasks at a time, deaths survived."""

from __future__ import annotations

import queue
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from typing import Generic, NamedTuple, Protocol, TypeVar, cast

from ..errors import InputError, WorkerDiedError
from ..readers.limits import Limits
from .guard import overdue
from .staff import Answer, Hand, Ticket
from .work import Report

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 8
"""Tasks for each worker that may be under way or wait behind a slower one before them."""

HEAVY = 64 << 20
"""Bytes that travel with tasks under way, above which no further one is begun."""

_TICK = 0.5
_GRACE = 10
"""Seconds beyond its time that a document has to end by itself, before its worker is ended."""


class Settled(NamedTuple, Generic[R]):
    """A result without work."""

    result: R


class Work(Protocol[T, R]):
    """What workers do; an object of it is sent to each."""

    @property
    def limits(self) -> Limits:
        """What one document may cost; a worker that takes longer is ended."""
        ...

    def __call__(self, task: T, report: Report) -> R:
        """Return the result of a task, telling `report` before each of its documents but a first and only one."""
        ...

    def name(self, task: T, place: int) -> str:
        """Return the name of a document of a task."""
        ...

    def without(self, task: T, place: int, error: InputError) -> T | Settled[R]:
        """Return what is left of a task of which one document can't be done, or its result if nothing is."""
        ...

    def weight(self, task: T) -> int:
        """Return the bytes that travel with a task."""
        ...


class Pool(Generic[T, R]):
    """Worker processes that do one kind of work.

    A worker that dies is replaced, and the document that it was at is tried once more; when that costs a second
    worker, the document fails and everything else goes on.
    """

    def __init__(self, work: Work[T, R], jobs: int) -> None:
        self._work = work
        self._jobs = jobs
        self._todo: queue.SimpleQueue[Ticket | None] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
        self._staff: list[Hand] = []
        self._deaths: dict[tuple[int, int], int] = {}

    def results(self, tasks: Iterable[T | Settled[R]]) -> Iterator[R]:
        """Yield the result of each task, in the order of the tasks.

        Args:
            tasks: asked for one at a time, when there is somebody to do it; a result may stand in place of one.

        Raises:
            PlanscanError: something that concerns all documents.
        """
        with closing(self):
            yield from self._results(iter(tasks))

    def close(self) -> None:
        """End all workers, whatever they are at."""
        for hand in self._staff:
            self._todo.put(None)
            hand.end()

    def _results(self, tasks: Iterator[T | Settled[R]]) -> Iterator[R]:
        under_way: dict[int, T] = {}
        order: deque[int] = deque()
        results: dict[int, R] = {}
        number, more = 0, True
        while more or order:
            while more and len(order) < self._jobs * AHEAD and self._has_room(under_way):
                task = next(tasks, None)
                if task is None:
                    more = False
                    break
                order.append(number)
                if isinstance(task, Settled):
                    results[number] = cast("R", task.result)
                else:
                    under_way[number] = task
                    self._give(Ticket(number, task))
                number += 1
            while order and order[0] in results:
                yield results.pop(order.popleft())
            if under_way and (not more or len(order) >= self._jobs * AHEAD or not self._has_room(under_way)):
                self._take(under_way, results)

    def _has_room(self, under_way: dict[int, T]) -> bool:
        return not under_way or sum(self._work.weight(task) for task in under_way.values()) < HEAVY

    def _give(self, ticket: Ticket) -> None:
        if len(self._staff) < self._jobs:
            self._staff.append(Hand(self._work, self._todo, self._answers))
        self._todo.put(ticket)

    def _take(self, under_way: dict[int, T], results: dict[int, R]) -> None:
        """Wait for an answer, and end workers whose document takes too long."""
        answer = None
        with suppress(queue.Empty):
            answer = self._answers.get(timeout=_TICK)
        if answer is None:
            latest = time.monotonic() - self._work.limits.seconds - _GRACE
            for hand in self._staff:
                hand.end_if_older(latest)
            return
        if answer.error:
            raise answer.error
        if answer.died:
            self._bereaved(answer, under_way, results)
        else:
            del under_way[answer.number]
            results[answer.number] = answer.result

    def _bereaved(self, answer: Answer, under_way: dict[int, T], results: dict[int, R]) -> None:
        task = under_way[answer.number]
        error = self._verdict(answer, self._work.name(task, answer.place))
        if error is None:
            self._todo.put(Ticket(answer.number, task))
            return
        left = self._work.without(task, answer.place, error)
        if isinstance(left, Settled):
            del under_way[answer.number]
            results[answer.number] = cast("R", left.result)
        else:
            under_way[answer.number] = left
            self._todo.put(Ticket(answer.number, left))

    def _verdict(self, answer: Answer, name: str) -> InputError | None:
        """Return why the document fails at which a worker died; None if it is tried again."""
        if answer.overdue:
            return overdue(name, self._work.limits)
        key = (answer.number, answer.place)
        self._deaths[key] = self._deaths.get(key, 0) + 1
        if self._deaths[key] < 2:
            return None
        del self._deaths[key]
        return WorkerDiedError("处理它的进程两次意外终止（可能内存不够），请检查文件，或减少 --jobs", name)
