"""The time that one document may take, where it can be interrupted: between two steps of Python."""

from __future__ import annotations

import signal
import threading
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from types import FrameType


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
    finally:
        timer.cancel()
        watch.end()


class _Watch:
    """Interrupts a thread unless it was ended before."""

    def __init__(self, thread: int) -> None:
        self._thread = thread
        self._lock = threading.Lock()
        self._ended = False

    def ring(self) -> None:
        """Have `TimeIsUp` raised in the thread."""
        with self._lock:
            if not self._ended:
                _raise_in(self._thread, TimeIsUp)

    def end(self) -> None:
        """Let nothing be raised any more, not even what is on its way."""
        with self._lock:
            self._ended = True
            _raise_in(self._thread, None)


def _raise_in(thread: int, what: type[BaseException] | None) -> None:
    """Have an exception raised in a thread as soon as it gets its turn; None takes back one that was not yet."""
    import ctypes  # only here: the signal is enough for most

    raised = None if what is None else ctypes.py_object(what)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise TimeIsUp
