"""One worker process as its run sees it: a thread that hands it tasks and waits for its answers."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import Any, NamedTuple

from ..errors import PlanscanError
from .wire import Closed, receive, send
from .worker import BEGUN, DONE, READY

_ATTEMPTS = 3
"""How often a worker may end before it can begin, until something is wrong with all of them."""


class Ticket(NamedTuple):
    """A task with its number among all tasks."""

    number: int
    task: Any


class Answer(NamedTuple):
    """What came back for a task.

    Attributes:
        number: the task's.
        result: what its work gave.
        error: what ends the run.
        died: whether the worker is gone.
        overdue: whether it was ended because its document took too long.
        place: the document that it was at.
    """

    number: int
    result: Any = None
    error: BaseException | None = None
    died: bool = False
    overdue: bool = False
    place: int = 0


class Hand:
    """A worker process that is started when there is work, and again after it died."""

    def __init__(
        self,
        work: object,
        todo: queue.SimpleQueue[Ticket | None],
        answers: queue.SimpleQueue[Answer],
    ) -> None:
        self._work = work
        self._todo = todo
        self._answers = answers
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._since: float | None = None
        self._overdue = False
        self._ended = False
        threading.Thread(target=self._serve, daemon=True).start()

    def end(self) -> None:
        """End the process, whatever it is at."""
        with self._lock:
            self._ended = True
            self._kill()

    def end_if_older(self, latest: float) -> None:
        """End the process if it began its document before `latest` (in the time of `time.monotonic`)."""
        with self._lock:
            if self._since is not None and self._since < latest:
                self._overdue = True
                self._kill()

    def _serve(self) -> None:
        while (ticket := self._todo.get()) is not None and not self._ended:
            try:
                answer = self._answer(ticket)
            except BaseException as problem:
                answer = Answer(ticket.number, error=problem)
            self._answers.put(answer)
        with self._lock:
            self._kill()

    def _answer(self, ticket: Ticket) -> Answer:
        place = 0
        process = self._running()
        assert process.stdin  # noqa: S101
        assert process.stdout  # noqa: S101
        self._since = time.monotonic()
        try:
            send(process.stdin, ticket.task)
            while True:
                kind, value = receive(process.stdout)
                if kind == DONE:
                    return Answer(ticket.number, value)
                if kind != BEGUN:
                    return Answer(ticket.number, error=value)
                place = value
                self._since = time.monotonic()
        except Closed:
            with self._lock:
                self._kill()
                overdue, self._overdue = self._overdue, False
            return Answer(ticket.number, died=True, overdue=overdue, place=place)
        finally:
            self._since = None

    def _running(self) -> subprocess.Popen[bytes]:
        """Return the process, started if there is none."""
        for _ in range(_ATTEMPTS):
            if self._process:
                return self._process
            with suppress(Closed, OSError):
                self._start()
        raise PlanscanError("无法启动工作进程（可能内存不够），请用 --jobs 1 再试")

    def _start(self) -> None:
        with self._lock:
            if self._ended:
                raise Closed
            process = subprocess.Popen(  # noqa: S603 - ourselves
                [sys.executable, "-m", f"{__package__}.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
            self._process = process
        assert process.stdin  # noqa: S101
        assert process.stdout  # noqa: S101
        try:
            send(process.stdin, self._work)
            kind, _ = receive(process.stdout)
        except Closed:
            kind = None
        if kind != READY:
            with self._lock:
                self._kill()
            raise Closed

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream:
                with suppress(OSError):
                    stream.close()
        process.wait()
