"""The time that one document may take, where the system can interrupt a process."""

from __future__ import annotations

import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType


class TimeIsUp(BaseException):
    """The document has had its time."""


@contextmanager
def alarm(seconds: float) -> Generator[None]:
    """Interrupt what stands inside after some seconds.

    In threads, and on systems without such a signal, nothing is interrupted; a pool ends the worker instead.

    Raises:
        TimeIsUp: the time is over.
    """
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise TimeIsUp
