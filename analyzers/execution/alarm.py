"""The time that one document may take, where it can be interrupted: between two steps of Python."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from types import FrameType

_ON_ITS_WAY = 0.05
"""Seconds within which a thread that has its turn is interrupted."""


class TimeIsUp(BaseException):
    """The document has had its time."""


def alarm(seconds: float) -> AbstractContextManager[None]:
    """Interrupt what stands inside after some seconds.

    The main thread is interrupted by a signal, which also ends a wait for the system. Other threads, as the workers
    of a cluster use them, and systems without such a signal are interrupted as soon as Python gets its turn.

    Raises:
        TimeIsUp: the time is over.
    """
    if hasattr(signal, "SIGALRM") and threading.current_thread() is threading.main_thread():
        return _by_signal(seconds)
    return _by_thread(seconds)


@contextmanager
def _by_signal(seconds: float) -> Generator[None]:
    before = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _by_thread(seconds: float) -> Generator[None]:
    watch = _Watch(threading.get_ident())
    timer = threading.Timer(seconds, watch.ring)
    timer.daemon = True
    timer.start()
    try:
        yield
    except TimeIsUp:
        watch.heard = True
        raise
    finally:
        timer.cancel()
        watch.end()


class _Watch:
    """Interrupts a thread unless it was ended before.

    Attributes:
        heard: what was rung was raised already.
    """

    def __init__(self, thread: int) -> None:
        self.heard = False
        self._thread = thread
        self._lock = threading.Lock()
        self._ended = self._rung = False

    def ring(self) -> None:
        """Have `TimeIsUp` raised in the thread."""
        with self._lock:
            if not self._ended:
                self._rung = True
                _raise_in(self._thread, TimeIsUp)

    def end(self) -> None:
        """Let nothing be raised any more; what is on its way is waited for, and what was rung is raised in any case.

        It must not be taken back: Python 3.11 then goes on looking for it, and for ever where a tracer watches. Nor
        can it be waited for without end: code that ignores whatever is raised in it may have ignored it.

        Raises:
            TimeIsUp: the thread was interrupted, and did not end by it.
        """
        with self._lock:
            self._ended = True
        if self._rung and not self.heard:
            time.sleep(_ON_ITS_WAY)
            raise TimeIsUp


def _raise_in(thread: int, what: type[BaseException]) -> None:
    """Have an exception raised in a thread as soon as it gets its turn."""
    import ctypes  # only here: the signal is enough for most

    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(what))


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise TimeIsUp
