"""The parts of a data set made by the workers of a Dask cluster; the driver holds only what came of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, cast

from ..errors import PlanscanError, UsageError, WorkerDiedError
from ..execution.work import Outcome
from ..sources.inputs import Input
from .dataset import Engine
from .parts import Part, PartWork, Window

_AHEAD = 3
"""Windows for each thread of the cluster that are under way."""


def on_dask(address: str) -> Engine:
    """Return the engine that works on a Dask cluster.

    Its workers need planscan, and the same paths for the inputs and the data set. A window whose worker dies is done
    again by another; one that costs several workers is tried document by document, and the one that costs them
    fails.

    Args:
        address: the address of the scheduler, `tcp://host:8786`.

    Raises:
        UsageError: Dask is not installed, or no scheduler answers there.
    """
    try:
        import distributed  # pyright: ignore[reportMissingTypeStubs]
    except ImportError as problem:
        raise UsageError("在集群上做需要 Dask，请安装：pip install 'planscan[dask]'") from problem
    dask = cast("Any", distributed)

    def engine(tasks: Iterable[Window], work: PartWork) -> Iterator[Part]:
        try:
            client = dask.Client(address, timeout="20s")
        except (OSError, ValueError) as problem:
            raise UsageError(f"{address} 没有 Dask 调度器应答，请检查 --scheduler") from problem
        with client:
            yield from _results(dask, client, iter(tasks), work)

    return engine


def write_part(work: PartWork, window: Window) -> Part | PlanscanError:
    """Return what came of a window, or the error that ends the run; runs on a worker."""
    try:
        return work(window, lambda place: None)  # noqa: ARG005
    except PlanscanError as error:
        return error


def _results(dask: Any, client: Any, tasks: Iterator[Window], work: PartWork) -> Iterator[Part]:  # noqa: ANN401
    under_way: deque[tuple[Window, Any]] = deque()
    while True:
        threads = sum(client.nthreads().values()) or 1
        for window in islice(tasks, max(0, threads * _AHEAD - len(under_way))):
            under_way.append((window, _submit(client, work, window)))
        if not under_way:
            return
        window, future = under_way.popleft()
        try:
            result = future.result()
        except dask.KilledWorker:
            result = _submit(client, work, _without_killers(dask, client, work, window)).result()
        if isinstance(result, PlanscanError):
            raise result
        yield result


def _submit(client: Any, work: PartWork, window: Window) -> Any:  # noqa: ANN401
    return client.submit(write_part, work, window, pure=False)


def _without_killers(dask: Any, client: Any, work: PartWork, window: Window) -> Window:  # noqa: ANN401
    """Return a window with errors in place of the documents that cost workers even when they are alone."""
    for place, each in enumerate(window.inputs):
        if not isinstance(each, Input):
            continue
        try:
            client.submit(_try, work, each, pure=False).result()
        except dask.KilledWorker:
            error = WorkerDiedError("处理它的进程多次意外终止（可能内存不够），请检查文件", each.name)
            left = work.without(window, place, error)
            assert isinstance(left, Window)  # noqa: S101
            window = left
    return window


def _try(work: PartWork, each: Input) -> int:
    outcome: Outcome[Any] = work.examination.plan(each)
    return outcome.size
