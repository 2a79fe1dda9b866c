"""From what the user named to inputs: in the order named, each file once, one at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ..errors import InputError, MissingInputError, UsageError
from ..names import encodable
from ..readers.limits import DEFAULT_LIMITS, Limits
from .archives import archive_inputs, is_archive
from .columns import TextColumns, is_table
from .folders import files_below, matches
from .inputs import STANDARD_INPUT, Found, Input, is_url
from .seen import Seen


class Finder:
    """Finds the inputs of one run.

    Args:
        output: the file or folder that results will be written to; it is not taken out of a folder.
        columns: where tables keep texts and names.
        limits: what reading may cost at most.
    """

    def __init__(
        self,
        output: str | None = None,
        columns: TextColumns | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> None:
        self._target = os.path.realpath(output) if output and output != STANDARD_INPUT else None
        self._columns = columns or TextColumns()
        self._limits = limits
        self._seen = Seen()

    def find(self, names: Iterable[str | InputError]) -> Iterator[Found]:
        """Yield the documents among files, folders, globs, archives, tables and URLs.

        A folder gives the files in it, at any depth, that have an extension of a format that planscan reads, and
        what archives among them hold, in the order of their names: without hidden ones, and without following links
        to other folders. A table (jsonl, csv, Parquet) gives its rows where it is named itself.

        Args:
            names: what the user named; an error stands for a name that could not be had.

        Raises:
            UsageError: the output itself is named as an input.
        """
        for name in names:
            if isinstance(name, InputError):
                yield name
                continue
            if self._target and name != STANDARD_INPUT and os.path.realpath(name) == self._target:
                raise UsageError(f"{name} 既是输入又是输出，请用 -o 另写一个文件")
            for found in self._expand(name):
                if isinstance(found, InputError):
                    yield from self._once(f"{found.path}\0{found}", found)
                else:
                    yield from self._read(found)

    def _expand(self, name: str) -> Iterator[str | InputError]:
        """Yield the paths and URLs that a name stands for."""
        if not name:
            yield MissingInputError("文件名是空的，请检查命令", '""')
        elif name == STANDARD_INPUT:
            yield name
        elif is_url(name):
            from .remote import urls

            yield from urls(name)
        elif Path(name).is_dir():
            yield from files_below(name)
        else:
            yield from matches(name)

    def _read(self, path: str) -> Iterator[Found]:
        """Yield the documents at one path, unless it was met before."""
        identity = path if path == STANDARD_INPUT or is_url(path) else os.path.realpath(path)
        if identity == self._target or not self._seen.add(identity):
            return
        if path == STANDARD_INPUT:
            yield _standard_input(self._limits)
        elif is_archive(path):
            yield from archive_inputs(path, self._limits)
        elif is_table(path):
            from .tables import table_inputs

            yield from table_inputs(path, self._columns, self._limits)
        else:
            yield Input(name=encodable(path), path=path)

    def _once(self, identity: str, found: Found) -> Iterator[Found]:
        if self._seen.add(identity):
            yield found


def find_inputs(
    names: Iterable[str | InputError],
    output: str | None = None,
    columns: TextColumns | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Found]:
    """Yield all documents that names stand for; see `Finder`."""
    return Finder(output, columns, limits).find(names)


def count_inputs(names: Iterable[str], stopped: Callable[[], bool]) -> int | None:
    """Return how many documents there are; None where that is only known when they are read.

    Args:
        names: what the user named.
        stopped: asked now and then whether nobody wants to know any more.
    """
    total = 0
    for name in names:
        if name == STANDARD_INPUT or is_url(name) or is_archive(name) or is_table(name):
            return None
        for path in files_below(name) if Path(name).is_dir() else matches(name):
            if stopped() or (isinstance(path, str) and is_archive(path)):
                return None
            total += 1
    return total


def _standard_input(limits: Limits) -> Found:
    try:
        return Input(name=STANDARD_INPUT, data=sys.stdin.buffer.read(limits.size + 1))
    except (OSError, AttributeError) as problem:
        error = InputError("标准输入无法读取，请用管道传入文本", STANDARD_INPUT)
        error.__cause__ = problem
        return error
