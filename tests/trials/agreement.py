"""The same data set however it is made: by one process, by several, by a cluster, in any order of the file system.

    python -m tests.trials.agreement [FOLDER ...]

Without folders it reads the real documents in ../shared: bulk/policies and corpus.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from planscan.cli.main import main as planscan

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = str(Path(sys.executable).with_name("planscan"))


def ways(folders: list[str], desk: Path, jobs: tuple[int, ...] = (1, 2, 4)) -> Iterator[tuple[str, Path]]:
    """Yield how a data set of the folders was made, and where it is."""
    for number in jobs:
        yield f"--jobs {number}", _made(folders, desk / f"jobs-{number}", "--jobs", str(number))
    with cluster(desk) as made:
        yield "a cluster of two", _made(folders, desk / "cluster", "--scheduler", made.scheduler_address)
    out = desk / "shuffled"
    with shuffled_folders(seed=7):
        planscan(["extract", *folders, "-o", str(out), "--quiet", "--jobs", "1"])
    yield "folders in another order", out


def digests(dataset: Path) -> dict[str, str]:
    """Return the digest of each part."""
    files = sorted(dataset.glob("*/*"))
    return {str(path.relative_to(dataset)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def counts(dataset: Path) -> Mapping[str, Any]:
    """Return the manifest of a data set."""
    return json.loads((dataset / "manifest.json").read_bytes())


@contextmanager
def cluster(desk: Path) -> Iterator[Any]:
    """Give a cluster of two worker processes on this machine, reached by loopback only."""
    import distributed
    from dask import config

    with config.set({"distributed.worker.daemon": False}):
        made = distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            local_directory=str(desk),
        )
        try:
            yield made
        finally:
            made.close()


@contextmanager
def shuffled_folders(seed: int) -> Iterator[None]:
    """Have the system list folders in other orders, as other file systems do."""
    chance = random.Random(seed)
    scan = os.scandir

    class Shuffled:
        def __init__(self, *path: Any) -> None:
            with scan(*path) as entries:
                self._entries = list(entries)
            chance.shuffle(self._entries)

        def __iter__(self) -> Iterator[Any]:
            return self

        def __next__(self) -> Any:
            if not self._entries:
                raise StopIteration
            return self._entries.pop()

        def __enter__(self) -> Shuffled:
            return self

        def __exit__(self, *_: object) -> None:
            self.close()

        def close(self) -> None:
            self._entries.clear()

    os.scandir = Shuffled
    try:
        yield
    finally:
        os.scandir = scan


def main() -> None:
    """Make the data set in every way, and print whether all are the same."""
    shared = ROOT.parent / "shared"
    folders = sys.argv[1:] or [str(shared / "bulk" / "policies"), str(shared / "corpus")]
    first: dict[str, str] | None = None
    same = True
    with tempfile.TemporaryDirectory() as desk:
        start = time.monotonic()
        for way, out in ways(folders, Path(desk)):
            told = counts(out)
            counted = {key: told[key] for key in ("documents", "ok", "warn", "fail", "parts")}
            found = digests(out)
            first = first or found
            same = same and found == first
            sys.stdout.write(f"{way}: {counted}, {len(found)} files, the same: {found == first}")
            sys.stdout.write(f", {time.monotonic() - start:.0f} s\n")
            sys.stdout.flush()
            start = time.monotonic()
    sys.exit(not same)


def _made(folders: list[str], out: Path, *options: str) -> Path:
    command = [PROGRAM, "extract", *folders, "-o", str(out), "--quiet", *options]
    subprocess.run(command, check=False, stderr=subprocess.DEVNULL)
    return out


if __name__ == "__main__":
    main()
