"""What a program and the processes that it starts take: memory at the peak, time by the clock and of the processor."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

_PAUSE = 0.05
_PEAK = re.compile(r"VmHWM:\s*(\d+) kB")

OWN_PEAK = "int(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])"
"""A program's own peak in KiB, in Python. `ru_maxrss` will not do: it begins with the peak of who started it."""


class Usage(NamedTuple):
    """Peak of the program and of each process that it started, in MiB; seconds by the clock and of the processor."""

    peak: float
    workers: list[float]
    seconds: float
    processor: float


def ended(command: list[str], errors: IO[bytes] | None = None) -> Usage:
    """Run a command to its end, and return what it took.

    Raises:
        RuntimeError: it failed.
    """
    peaks: dict[int, float] = {}
    start = time.monotonic()
    before = children_seconds()
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
    while run.poll() is None:
        for process in (run.pid, *_children(run.pid)):
            peaks[process] = max(peaks.get(process, 0), _peak(process))
        time.sleep(_PAUSE)
    seconds = time.monotonic() - start
    if run.returncode:
        raise RuntimeError(f"{command} ended with {run.returncode}")
    own = peaks.pop(run.pid)
    return Usage(own, sorted(peaks.values()), seconds, children_seconds() - before)


@contextmanager
def others_seconds() -> Iterator[Callable[[], float]]:
    """Give what tells how many processor seconds the whole machine spent inside."""
    before = _busy()
    spent = 0.0

    def told() -> float:
        return spent

    yield told
    spent = _busy() - before


def load() -> float:
    """Return the load of the last minute."""
    return os.getloadavg()[0]


def _children(process: int) -> list[int]:
    try:
        found = [path.read_text().split() for path in Path(f"/proc/{process}/task").glob("*/children")]
    except OSError:
        return []
    return [int(child) for some in found for child in some]


def _peak(process: int) -> float:
    try:
        found = _PEAK.search(Path(f"/proc/{process}/status").read_text())
    except OSError:
        return 0
    return int(found[1]) / 1024 if found else 0


def children_seconds() -> float:
    """Return the processor seconds of all processes that were started from here and have ended."""
    import resource

    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _busy() -> float:
    user, nice, system, *_ = map(int, Path("/proc/stat").read_text().split()[1:8])
    return (user + nice + system) / os.sysconf("SC_CLK_TCK")
