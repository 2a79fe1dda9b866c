"""Where results go: standard output, or a file that is replaced as a whole. Always UTF-8."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from ..analyzers.errors import OutputError, reason
from .safety import tame

DEFAULT_WIDTH = 120
NARROWEST = 40
"""Columns below which a table has no room for words; narrower terminals get lines that wrap."""


class ClosedPipeError(Exception):
    """Nobody reads standard output any more: a reason to stop, not an error."""


class Output:
    """A place that takes text, or the bytes of a file.

    Attributes:
        name: what messages call it.
        terminal: whether a person looks at it.
    """

    def __init__(self, stream: BinaryIO, name: str, terminal: bool = False) -> None:
        self._stream = stream
        self.name = name
        self.terminal = terminal

    @property
    def width(self) -> int:
        """Columns for people: the terminal's own, else `COLUMNS`, else 120."""
        return terminal_width(self._stream.fileno() if self.terminal else None)

    def write(self, text: str) -> None:
        """Write the text; on a terminal without the control characters that a document may hold."""
        self.write_styled(tame(text) if self.terminal else text)

    def write_encoded(self, text: bytes) -> None:
        """Write text that is encoded already, without a copy where nobody looks; see `write`."""
        if self.terminal:
            self.write(text.decode("utf-8"))
        else:
            self.write_bytes(text)

    def write_styled(self, text: str) -> None:
        """Write text as it is, for those who colour it and have tamed what documents hold."""
        self.write_bytes(text.encode("utf-8", "replace"))

    def write_bytes(self, data: bytes) -> None:
        """Write a part of a file that is no text."""
        with self._failures():
            self._stream.write(data)

    def flush(self) -> None:
        """Hand on what was written so far."""
        with self._failures():
            self._stream.flush()

    @contextmanager
    def _failures(self) -> Generator[None]:
        try:
            yield
        except BrokenPipeError as problem:
            discard(self._stream)
            raise ClosedPipeError from problem
        except OSError as problem:
            discard(self._stream)
            raise _output_error(problem, self.name) from problem


def terminal_width(descriptor: int | None) -> int:
    """Return the columns for people: those of the terminal, else `COLUMNS`, else 120.

    Args:
        descriptor: the file descriptor of the terminal; None where there is none.
    """
    columns = 0
    if descriptor is not None:
        with suppress(OSError):
            columns = os.get_terminal_size(descriptor).columns
    named = os.environ.get("COLUMNS", "")
    columns = columns or (int(named) if named.isascii() and named.isdigit() else 0)
    return max(NARROWEST, columns or DEFAULT_WIDTH)


@contextmanager
def open_output(path: str | None) -> Generator[Output]:
    """Give the place that results go to: standard output for None and `-`, else the file.

    A file appears under its name when everything is written, and keeps its old content if not; what is no
    regular file (a device, a named pipe) is written directly.

    Raises:
        OutputError: it can't be written.
        ClosedPipeError: nobody reads it any more.
    """
    if path is None or path == "-":
        yield from _standard_output()
    elif _is_special(path):
        with _opening(path), Path(path).open("wb") as stream:
            output = Output(stream, path)
            yield output
            output.flush()
    else:
        yield from _replaced(path)


def discard(stream: BinaryIO) -> None:
    """Send what a stream still holds nowhere, so that Python does not complain about it when it ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _standard_output() -> Generator[Output]:
    if sys.stdout is None:  # pyright: ignore[reportUnnecessaryComparison] - so it is after `>&-`
        raise OutputError("标准输出已关闭，请用 -o 写入文件")
    output = Output(sys.stdout.buffer, "标准输出", sys.stdout.isatty())
    yield output
    output.flush()


def _replaced(path: str) -> Generator[Output]:
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{target.name[:100]}.{os.getpid()}.tmp")
    with _opening(path):
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        stream = temporary.open("xb")
    try:
        with stream:
            output = Output(stream, path)
            yield output
            output.flush()
        with _opening(path):
            if target.exists():
                temporary.chmod(stat.S_IMODE(target.stat().st_mode))
            temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _is_special(path: str) -> bool:
    """Say whether a path names something that is there and neither a regular file nor a folder."""
    try:
        mode = Path(path).stat().st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


@contextmanager
def _opening(path: str) -> Generator[None]:
    try:
        yield
    except OSError as problem:
        raise _output_error(problem, path) from problem


def _output_error(problem: OSError, name: str) -> OutputError:
    return OutputError(f"{reason(problem)}，结果没有写出", name)
