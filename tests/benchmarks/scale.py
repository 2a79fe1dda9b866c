"""What many documents cost: memory as they grow in number, and how well two processes or a cluster share the work.

    python -m tests.benchmarks.scale [--sizes 1000 10000 100000] [--rounds 5] [--figures FILE] [--write]

The documents are those of ../shared/bulk/policies under ever new names. Figures that stand in FILE already are not
measured again, so that a run that was stopped goes on. `--write` makes docs/SCALING.md of them. Linux only: the peaks
of memory are read from /proc.
"""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from planscan.lexicons import default_lexicon

from ..trials.agreement import cluster as local_cluster
from .documents import ROOT, SHARED
from .processes import OWN_PEAK, Usage, ended, load, others_seconds
from .scale_figures import Figures, Memory, Timing, quiet
from .scale_page import page

SIZES = (1_000, 10_000, 100_000)
BULK = SHARED / "bulk" / "policies"
PROGRAM = str(Path(sys.executable).with_name("planscan"))
_ATTEMPTS = 4
"""How many times as many rounds are tried as are wanted quiet."""

A_FOLDER = 1_000
"""Documents in each folder, as people keep them."""


def main() -> None:
    """Measure what is not known yet, and print or keep the page."""
    wanted = _arguments()
    figures = Figures()
    if wanted.figures and wanted.figures.exists():
        figures = msgspec.json.decode(wanted.figures.read_bytes(), type=Figures, strict=False)
    figures.lexicon = figures.lexicon or default_lexicon().digest[:12]
    with tempfile.TemporaryDirectory() as desk:
        for _ in _measured(figures, wanted, Path(desk)):
            if wanted.figures:
                wanted.figures.write_bytes(msgspec.json.format(msgspec.json.encode(figures)))
    text = page(figures)
    if wanted.write:
        (ROOT / "docs" / "SCALING.md").write_text(text, encoding="utf-8")
    sys.stdout.write(text)


def repeated(desk: Path, number: int, a_folder: int = A_FOLDER) -> Path:
    """Return a folder with so many documents: the originals once, under other names without end."""
    first = desk / "originals"
    if not first.exists():
        shutil.copytree(BULK, first)
    originals = sorted(first.iterdir())
    plans = desk / f"plans-{number}-{a_folder}"
    if plans.exists():
        return plans
    for place, path in zip(range(number), itertools.cycle(originals), strict=False):
        folder = plans / f"{place // a_folder:04}"
        if place % a_folder == 0:
            folder.mkdir(parents=True)
        os.link(path, folder / f"{place:07}.txt")
    return plans


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--rounds", type=int, default=5, help="of one process, two, and a cluster of two")
    parser.add_argument("--documents", type=int, default=2_721, help="documents of each round")
    parser.add_argument("--figures", type=Path, help="keep what was measured in this file, and go on from it")
    parser.add_argument("--write", action="store_true", help="keep the page in docs/")
    return parser.parse_args()


def _measured(figures: Figures, wanted: argparse.Namespace, desk: Path) -> Iterator[None]:
    """Measure one thing after the other, adding it to the figures."""
    for size in wanted.sizes:
        if size not in {each.documents for each in figures.memory}:
            figures.memory.append(_memory(desk, size))
            yield
        if size not in figures.names:
            figures.names[size] = _names(desk, size)
            yield
    if figures.documents != wanted.documents:
        figures.documents, figures.rounds = wanted.documents, []
    plans = repeated(desk, wanted.documents)
    while len(quiet(figures.rounds)) < wanted.rounds and len(figures.rounds) < _ATTEMPTS * wanted.rounds:
        figures.rounds.append(_round(plans, desk))
        yield


def _memory(desk: Path, size: int) -> Memory:
    plans = repeated(desk, size)
    with _output(desk) as out, (desk / "errors").open("wb") as errors:
        usage = ended([PROGRAM, "extract", str(plans), "-o", str(out), "--jobs", "2"], errors)
    return Memory(size, usage.peak, usage.workers, usage.seconds)


def _names(desk: Path, size: int) -> float:
    """Return by how many MiB the names of so many files in one folder alone raise the peak."""
    plans = repeated(desk, size, a_folder=size)
    code = (
        "import sys; from planscan.analyzers.sources.finding import find_inputs\n"
        f"before = {OWN_PEAK}\n"
        "for each in find_inputs(sys.argv[1:]): pass\n"
        f"print({OWN_PEAK} - before)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(plans)], check=True, capture_output=True)
    return int(done.stdout) / 1024


def _round(plans: Path, desk: Path) -> list[Timing]:
    """Return the times of one process, of two, and of a cluster of two, one behind the other."""
    return [
        _timing("one", lambda out: ended(_command(plans, out, "--jobs", "1"))),
        _timing("two", lambda out: ended(_command(plans, out, "--jobs", "2"))),
        _cluster(plans, desk),
    ]


def _command(plans: Path, out: Path, *options: str) -> list[str]:
    return [PROGRAM, "extract", str(plans), "-o", str(out), "--quiet", *options]


def _timing(way: str, run: Callable[[Path], Usage]) -> Timing:
    with tempfile.TemporaryDirectory() as desk, others_seconds() as others:
        usage = run(Path(desk) / "out")
    timing = Timing(way, usage.seconds, usage.processor, others() - usage.processor)
    sys.stderr.write(f"{timing} load {load():.2f}\n")
    return timing


def _cluster(plans: Path, desk: Path) -> Timing:
    """Return the time of a run on a cluster of two processes, which stands already; a first run does not count."""
    with cluster(desk) as (address, workers):
        with _output(desk) as out:
            ended(_command(repeated(desk, 200), out, "--scheduler", address))

        def run(out: Path) -> Usage:
            before = sum(map(_processor, workers))
            usage = ended(_command(plans, out, "--scheduler", address))
            return usage._replace(processor=usage.processor + sum(map(_processor, workers)) - before)

        return _timing("cluster", run)


@contextmanager
def cluster(desk: Path) -> Iterator[tuple[str, list[int]]]:
    """Give the address of a cluster of two worker processes on this machine, and their numbers."""
    with local_cluster(desk) as made:
        yield made.scheduler_address, [worker.pid for worker in made.workers.values()]


def _processor(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _output(desk: Path) -> Iterator[Path]:
    out = desk / f"out-{time.monotonic_ns()}"
    try:
        yield out
    finally:
        shutil.rmtree(out, ignore_errors=True)


if __name__ == "__main__":
    main()
