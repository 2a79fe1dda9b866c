"""Runs that are killed at random moments and gone on with: the data set has to be that of a run that nobody disturbed.

    python -m tests.trials.killing [--folder FOLDER] [--moments 20] [--seed 7] [--jobs 2]

Each trial begins a data set, kills the program or one of its workers after a random time with SIGKILL, looks whether
every part that is there is whole, goes on with `--resume`, and compares all parts byte by byte and row by row.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = str(Path(sys.executable).with_name("planscan"))
VICTIMS = ("driver", "worker")


class Trial(NamedTuple):
    """One killing: whom and when it hit, how much was there then, and whether the end is as it should be."""

    victim: str
    moment: float
    parts: int
    code: int
    same_rows: bool
    same_bytes: bool


def trials(folder: Path, desk: Path, moments: int, seed: int, jobs: int = 2) -> Iterator[Trial]:
    """Yield trials at random moments of a run over a folder, the program and its workers in turn."""
    whole = desk / "whole"
    start = time.monotonic()
    subprocess.run(_command(folder, whole, jobs), check=False, stderr=subprocess.DEVNULL)
    lasts = time.monotonic() - start
    chance = random.Random(seed)
    for number in range(moments):
        out = desk / f"out-{number}"
        yield _trial(folder, out, whole, VICTIMS[number % 2], chance.uniform(0.1, lasts), jobs)
        shutil.rmtree(out)


def parts(dataset: Path) -> dict[str, bytes]:
    """Return the bytes of each part of a data set; what is not whole can't be read, which is an error."""
    found = {str(path.relative_to(dataset)): path for path in sorted(dataset.glob("*/*.parquet"))}
    for path in found.values():
        pq.read_table(path)
    return {name: path.read_bytes() for name, path in found.items()}


def rows(dataset: Path) -> dict[str, pa.Table]:
    """Return the rows of each table of a data set."""
    tables = sorted(path.name for path in dataset.iterdir() if path.is_dir())
    return {
        name: pa.concat_tables([pq.read_table(part) for part in sorted((dataset / name).iterdir())])
        for name in tables
    }


def main() -> None:
    """Run the trials and print what each came to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, default=ROOT.parent / "shared" / "bulk" / "policies")
    parser.add_argument("--moments", type=int, default=20)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--jobs", type=int, default=2)
    wanted = parser.parse_args()
    good = 0
    with tempfile.TemporaryDirectory() as desk:
        for trial in trials(wanted.folder, Path(desk), wanted.moments, wanted.seed, wanted.jobs):
            good += trial.same_rows and trial.same_bytes
            sys.stdout.write(f"{trial}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{good} of {wanted.moments} ended as an undisturbed run does\n")
    sys.exit(good < wanted.moments)


def _trial(folder: Path, out: Path, whole: Path, victim: str, moment: float, jobs: int) -> Trial:
    run = subprocess.Popen(_command(folder, out, jobs), stderr=subprocess.DEVNULL)
    with suppress(subprocess.TimeoutExpired):
        run.wait(moment)
    workers = children(run.pid)
    with suppress(ProcessLookupError):
        os.kill(run.pid if victim == "driver" or not workers else workers[0], signal.SIGKILL)
    run.wait()
    _wait_for_the_end_of(workers)
    there = len(parts(out))
    code = subprocess.run(
        _command(folder, out, jobs, "--resume"), check=False, stderr=subprocess.DEVNULL
    ).returncode
    return Trial(victim, moment, there, code, rows(out) == rows(whole), parts(out) == parts(whole))


def children(process: int) -> list[int]:
    """Return the processes that a process has started and that still run."""
    try:
        found = [path.read_text().split() for path in Path(f"/proc/{process}/task").glob("*/children")]
    except OSError:
        return []
    return [int(child) for some in found for child in some]


def _wait_for_the_end_of(processes: list[int]) -> None:
    end = time.monotonic() + 60
    while any(Path(f"/proc/{each}/exe").exists() for each in processes):
        if time.monotonic() > end:
            raise AssertionError("a worker outlives the program")
        time.sleep(0.05)


def _command(folder: Path, out: Path, jobs: int, *options: str) -> list[str]:
    return [PROGRAM, "extract", str(folder), "-o", str(out), "--jobs", str(jobs), "--quiet", *options]


if __name__ == "__main__":
    main()
