"""A data set as a folder: a part for each window of the inputs, and a manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from ..errors import OutputError, UsageError, reason
from ..execution.pool import Pool
from ..execution.spreading import check_jobs, cores
from ..sources.inputs import Found
from ..version import VERSION
from .manifest import MANIFEST, Manifest
from .parts import Part, PartWork, Window
from .tables import arrow, table_names

WINDOW = 64
"""Inputs that make a part: small enough that two processes end together, large enough to cost little each."""

Engine = Callable[[Iterable[Window], PartWork], Iterator[Part]]
"""What has windows worked on, and yields what came of each in their order."""


def write_dataset(
    found: Iterable[Found],
    work: PartWork,
    engine: Engine,
    watch: Callable[[Part], object],
    drop: bool = False,
) -> Manifest:
    """Write a data set and return what came of it, which stands in its folder too.

    Args:
        found: the inputs, or why there is none, asked for one window at a time.
        work: what is done with a window.
        engine: who does it.
        watch: told of each part that is there.
        drop: whether parts behind the last are removed: what they held has vanished from the inputs.

    Raises:
        OutputError: the folder can't be written; parts that are there stay.
        UsageError: the folder holds something else, or a data set that nobody said to go on with.
    """
    arrow()
    folder = Path(work.folder)
    _prepare(folder, work.reuse)
    examination = work.examination
    manifest = Manifest(
        version=VERSION, lexicon=examination.lexicon.digest, segmenter=examination.engine.name
    )
    try:
        for part in engine(windows(found), work):
            manifest.parts += 1
            manifest.bytes += part.size
            manifest.reused += part.reused
            for told in part.notes:
                manifest.count(told)
            watch(part)
        if drop:
            _drop(work, manifest.parts)
        _sweep(folder)
        manifest.finished = True
    finally:
        manifest.write(folder / MANIFEST)
    return manifest


def windows(found: Iterable[Found]) -> Iterator[Window]:
    """Yield the inputs in windows."""
    waiting = iter(found)
    number = 0
    while inputs := tuple(islice(waiting, WINDOW)):
        yield Window(number, inputs)
        number += 1


def locally(jobs: int | None) -> Engine:
    """Return the engine that works with processes of this machine.

    Args:
        jobs: how many; None for one a processor.

    Raises:
        UsageError: the number makes no sense.
    """
    check_jobs(jobs)

    def engine(tasks: Iterable[Window], work: PartWork) -> Iterator[Part]:
        waiting = iter(tasks)
        first = list(islice(waiting, 2))
        number = jobs or cores()
        if number == 1 or len(first) < 2:
            return (work(task, _nobody) for task in chain(first, waiting))
        return Pool(work, number).results(chain(first, waiting))

    return engine


def _nobody(place: int) -> None:
    del place


def _prepare(folder: Path, reuse: bool) -> None:
    """Make the folder, or see that what stands there may be gone on with."""
    name = str(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        present = {path.name for path in folder.iterdir() if not path.name.startswith(".")}
        if present and not present <= {MANIFEST, *table_names()}:
            raise UsageError(f"{name} 里有别的文件，请换一个空文件夹")
        if present and not reuse:
            raise UsageError(f"{name} 里已有数据集，请用 --resume 接着做，用 --update 更新，或换一个文件夹")
        _sweep(folder)
        for table in table_names():
            (folder / table).mkdir(exist_ok=True)
    except OSError as problem:
        raise OutputError(f"{reason(problem)}，请检查 -o 的路径", name) from problem


def _sweep(folder: Path) -> None:
    """Remove what workers that were killed had begun to write."""
    for path in folder.glob("*/.*.tmp"):
        path.unlink(missing_ok=True)


def _drop(work: PartWork, parts: int) -> None:
    for table in table_names():
        last = work.path(table, parts).name
        for path in Path(work.folder, table).glob("part-*.parquet"):
            if path.name >= last:
                path.unlink()
