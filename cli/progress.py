"""How far a run is, on standard error: a line that changes on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import threading
import time
from types import TracebackType

from ..analyzers.sources.finding import count_inputs
from .options import Reading

_PATIENCE = 1.0
"""Seconds for which nobody wonders; shorter runs show nothing."""

_TERMINAL_PAUSE = 0.2
_PLAIN_PAUSE = 10.0
_MEGABYTE = 1 << 20
_CLEAR = "\r\x1b[K"


class Progress:
    """Counts the documents of one run, and tells of them unless the user wants quiet.

    Nothing is shown where the results themselves go to the terminal, and of a single document.
    """

    def __init__(self, options: Reading) -> None:
        error = sys.stderr
        self._terminal = error is not None and error.isatty()  # pyright: ignore[reportUnnecessaryComparison]
        to_screen = options.output is None and sys.stdout is not None and sys.stdout.isatty()  # pyright: ignore[reportUnnecessaryComparison]
        self._shown = not options.quiet and not to_screen and error is not None  # pyright: ignore[reportUnnecessaryComparison]
        self._names = None if options.files_from else options.files
        self._start = time.monotonic()
        self._next = self._start + (_PATIENCE if self._terminal else _PLAIN_PAUSE)
        self._documents = self._bytes = self._failed = 0
        self.total: int | None = None
        self._counting: threading.Thread | None = None
        self._ended = False
        self._drawn = False

    def __enter__(self) -> Progress:
        """Begin."""
        return self

    def __exit__(
        self, type_: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End, and leave no line behind."""
        self._ended = True
        self.clear()

    def advance(self, documents: int, size: int, failed: int) -> None:
        """Count documents that are done, their bytes, and how many of them failed."""
        self._documents += documents
        self._bytes += size
        self._failed += failed
        now = time.monotonic()
        if self._shown and now >= self._next and self._documents > 1:
            self._next = now + (_TERMINAL_PAUSE if self._terminal else _PLAIN_PAUSE)
            self._count()
            self._draw(self.line(now - self._start))

    def line(self, elapsed: float) -> str:
        """Return what is said after `elapsed` seconds."""
        parts = [f"{self._documents:,}" + (f"/{self.total:,}" if self.total else "") + " 份"]
        parts.append(f"{self._bytes / _MEGABYTE / max(elapsed, 0.001):.1f} MB/s")
        if self._failed:
            parts.append(f"失败 {self._failed:,}")
        if self.total and self._documents:
            left = max(0, self.total - self._documents) * elapsed / self._documents
            parts.append(f"剩余 {int(left) // 3600}:{int(left) // 60 % 60:02}:{int(left) % 60:02}")
        return "，".join(parts)

    def clear(self) -> None:
        """Take the line away, so that something else can be said."""
        if self._drawn:
            self._write(_CLEAR)
            self._drawn = False

    def _draw(self, line: str) -> None:
        self._write(f"{_CLEAR}planscan: {line}" if self._terminal else f"planscan: {line}\n")
        self._drawn = self._terminal

    def _count(self) -> None:
        """Begin to count the inputs, beside the work, when the run turns out to be a long one."""
        if self._counting is None and self._names:
            self._counting = threading.Thread(target=self._set_total, args=(self._names,), daemon=True)
            self._counting.start()

    def _set_total(self, names: list[str]) -> None:
        self.total = count_inputs(names, lambda: self._ended)

    def _write(self, text: str) -> None:
        try:
            sys.stderr.buffer.write(text.encode())
            sys.stderr.buffer.flush()
        except (OSError, ValueError):
            self._shown = False
