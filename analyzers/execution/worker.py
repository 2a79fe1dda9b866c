"""A worker process (`python -m planscan.analyzers.execution.worker`): gets its work on standard input.

A program of its own rather than a fork or `multiprocessing`: nothing is inherited but the environment, a script
without `if __name__ == "__main__"` is not run again, and it is the same on every system.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from functools import partial
from typing import IO

from .wire import Closed, receive, send

READY, BEGUN, DONE, FAILED = "ready", "begun", "done", "failed"
"""What a worker says: it can begin, which document it is at, a result, an error that ends the run."""


def main() -> None:
    """Do what comes in until nothing more comes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the run, which then ends its workers
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get among the answers
    with suppress(Closed):
        _serve(sys.stdin.buffer, answers)


def _serve(tasks: IO[bytes], answers: IO[bytes]) -> None:
    work = receive(tasks)
    report = partial(_report, answers)
    send(answers, (READY, None))
    while True:
        task = receive(tasks)
        try:
            answer = (DONE, work(task, report))
        except Closed:
            raise
        except Exception as problem:
            answer = (FAILED, problem)
        send(answers, answer)


def _report(answers: IO[bytes], place: int) -> None:
    send(answers, (BEGUN, place))


if __name__ == "__main__":
    main()
