"""How long `planscan tasks FILE --csv` takes from a cold start, against what its libraries take to import.

Run `python tests/benchmarks/startup.py [FILE]` on a machine that does nothing else.
The aim is at most twice the time of `python -c "import typer, rich"` and a quarter of a second.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "samples" / "cluster-plan-news.md"
ROUNDS = 15
FACTOR, SECONDS = 2.0, 0.25


def seconds(command: list[str]) -> float:
    """Return the median time of a command; the first run, which fills the disk's cache, does not count."""
    times: list[float] = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def main() -> None:
    """Print both times, the aim, and how the one stands to the other."""
    file = sys.argv[1] if len(sys.argv) > 1 else str(SAMPLE)
    program = str(Path(sys.executable).with_name("planscan"))
    libraries = seconds([sys.executable, "-c", "import typer, rich"])
    tasks = seconds([program, "tasks", file, "--csv"])
    usage = seconds([program, "--help"])
    aim = FACTOR * libraries + SECONDS
    sys.stdout.write(
        f"import typer, rich       {libraries:.3f} s\n"
        f"planscan --help          {usage:.3f} s\n"
        f"planscan tasks … --csv   {tasks:.3f} s\n"
        f"aim {FACTOR} × {libraries:.3f} + {SECONDS} = {aim:.3f} s; ratio to the aim {tasks / aim:.2f}\n"
    )


if __name__ == "__main__":
    main()
