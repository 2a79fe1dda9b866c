"""A run over inputs that are damaged in every way: each has to be accounted for, and the good ones complete.

    python -m tests.trials.damage [--inputs 1000] [--seed 7] [--jobs 2]

The inputs are made from the samples: truncated, random bytes, under a wrong ending, empty, one huge line, unreadable,
vanished during the run, links in a circle, under names with newlines and with bytes that don't decode. They are named
in a list, separated by NULs; a fourth of them are good.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted(
    path for path in (ROOT / "samples").iterdir() if path.suffix in {".txt", ".md", ".docx", ".html", ".pdf"}
)
PROGRAM = str(Path(sys.executable).with_name("planscan"))
GOOD = "一、主要目标\n到{year}年，建成创新平台{n}个以上。\n二、主要任务\n（一）建设创新平台。支持企业建设研发机构。\n"
ENDINGS = (".txt", ".md", ".docx", ".html", ".pdf", ".ofd", ".zip", ".tar.gz", ".jsonl", ".csv", ".parquet")
PATIENCE = 900
"""Seconds after which a run hangs."""


class Trial(NamedTuple):
    """What a run came to.

    Attributes:
        kinds: how each input was made, by its path as results show it.
        statuses: the status of each document that came out, by its name.
        targets: how many targets each document has that has some.
        manifest: the manifest of the run.
        code: the exit code.
        seconds: how long it took.
    """

    kinds: dict[str, str]
    statuses: dict[str, str]
    targets: dict[str, int]
    manifest: dict[str, object]
    code: int
    seconds: float

    def lost(self) -> list[str]:
        """Return the inputs that no row stands for: neither under their name nor as an archive or table."""
        names = set(self.statuses)
        whole = (
            names | {name.partition("!/")[0] for name in names} | {name.rpartition("#")[0] for name in names}
        )
        return sorted(name for name in self.kinds if name not in whole)

    def targets_of(self, kind: str) -> dict[str, int]:
        """Return how many targets each input of a kind has."""
        return {name: self.targets.get(name, 0) for name, made in self.kinds.items() if made == kind}


def run(desk: Path, inputs: int, seed: int, jobs: int = 2) -> Trial:
    """Make the inputs in a folder, run the program over them, and return what came of it."""
    folder, out = desk / "inputs", desk / "out"
    folder.mkdir()
    chance = random.Random(seed)
    kinds = {make(folder, number, chance): kind for number, (kind, make) in enumerate(_drawn(inputs, chance))}
    listing = b"".join(os.fsencode(path) + b"\0" for path in kinds)
    command = [PROGRAM, "extract", "--files-from", "-", "-o", str(out), "--jobs", str(jobs), "--quiet"]
    start = time.monotonic()
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
    fading = [path for path, kind in kinds.items() if kind == "vanishing"]
    threading.Thread(target=_fade, args=(fading, chance), daemon=True).start()
    process.communicate(listing, timeout=PATIENCE)
    seconds = time.monotonic() - start
    rows = _rows(out, "documents")
    targets = Counter(row["document"] for row in _rows(out, "targets"))
    shown = {os.fsencode(path).decode("utf-8", "backslashreplace"): kind for path, kind in kinds.items()}
    statuses = {row["document"]: row["status"] for row in rows}
    if len(statuses) != len(rows):
        raise AssertionError("a document has two rows")
    manifest = json.loads((out / "manifest.json").read_bytes())
    return Trial(shown, statuses, targets, manifest, process.returncode, seconds)


def main() -> None:
    """Run the trial and print what came of each kind of input."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--inputs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--jobs", type=int, default=2)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as desk:
        trial = run(Path(desk), wanted.inputs, wanted.seed, wanted.jobs)
    came = Counter((kind, trial.statuses.get(name, "several")) for name, kind in trial.kinds.items())
    for (kind, status), number in sorted(came.items()):
        sys.stdout.write(f"{kind:16} {status:8} {number:6}\n")
    counted = {key: trial.manifest[key] for key in ("documents", "ok", "warn", "fail")}
    sys.stdout.write(f"exit {trial.code}, {trial.seconds:.0f} s, {counted}, lost: {trial.lost()}\n")


def _rows(dataset: Path, table: str) -> list[dict[str, Any]]:
    return [row for part in sorted((dataset / table).iterdir()) for row in pq.read_table(part).to_pylist()]


def _drawn(
    inputs: int, chance: random.Random
) -> list[tuple[str, Callable[[Path, int, random.Random], Path]]]:
    damaged = [kind for kind in MAKERS if kind != "good"]
    kinds = [damaged[number % len(damaged)] for number in range(inputs)] + ["good"] * (inputs // 4)
    chance.shuffle(kinds)
    return [(kind, MAKERS[kind]) for kind in kinds]


def _fade(paths: list[Path], chance: random.Random) -> None:
    for path in chance.sample(paths, len(paths)):
        time.sleep(chance.random() / 8)
        path.unlink()


def _good(folder: Path, number: int, chance: random.Random) -> Path:
    return _written(
        folder / f"{number:05}.txt", GOOD.format(n=number + 1, year=chance.randint(2027, 2035)).encode()
    )


def _truncated(folder: Path, number: int, chance: random.Random) -> Path:
    sample = chance.choice(SAMPLES)
    data = sample.read_bytes()
    return _written(folder / f"{number:05}{sample.suffix}", data[: chance.randrange(1, len(data))])


def _random_bytes(folder: Path, number: int, chance: random.Random) -> Path:
    path = folder / f"{number:05}{chance.choice(ENDINGS)}"
    return _written(path, chance.randbytes(chance.choice((10, 1_000, 50_000))))


def _changed(folder: Path, number: int, chance: random.Random) -> Path:
    """Write a sample in which some bytes were changed."""
    sample = chance.choice(SAMPLES)
    data = bytearray(sample.read_bytes())
    for _ in range(chance.randint(1, 50)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return _written(folder / f"{number:05}{sample.suffix}", bytes(data))


def _wrong_ending(folder: Path, number: int, chance: random.Random) -> Path:
    sample = chance.choice(SAMPLES)
    ending = chance.choice([each for each in ENDINGS if each != sample.suffix])
    return _written(folder / f"{number:05}{ending}", sample.read_bytes())


def _empty(folder: Path, number: int, chance: random.Random) -> Path:
    return _written(
        folder / f"{number:05}{chance.choice(ENDINGS)}", chance.choice((b"", b" \n\r\n", b"\xef\xbb\xbf"))
    )


def _huge_line(folder: Path, number: int, chance: random.Random) -> Path:
    piece = chance.choice(
        ("建设创新平台5个，", "到2030年达到", "9", "（", "、", "1,000", "是", "“", "\t", "a")
    )
    return _written(folder / f"{number:05}.txt", (piece * (300_000 // len(piece.encode()))).encode())


def _unreadable(folder: Path, number: int, chance: random.Random) -> Path:
    """Make what can't be read: without permission, or, for root, a file that is none."""
    path = folder / f"{number:05}.txt"
    if os.geteuid():
        _written(path, b"x").chmod(0)
    else:
        path.symlink_to(f"/proc/{os.getpid()}/task/{os.getpid()}/absent-{number}")
    return path


def _vanishing(folder: Path, number: int, chance: random.Random) -> Path:
    return _good(folder, number, chance)


def _loop(folder: Path, number: int, chance: random.Random) -> Path:
    """Make a link to itself, one of two that point to each other, or a folder that holds itself."""
    path, other = folder / f"{number:05}.txt", folder / f"{number:05}-other.txt"
    how = chance.randrange(3)
    if how == 2:
        inside = folder / f"{number:05}"
        inside.mkdir()
        (inside / "again").symlink_to(inside)
        return inside / "again" / "again" / "absent.txt"
    path.symlink_to(other if how else path)
    other.symlink_to(path)
    return path


def _odd_name(folder: Path, number: int, chance: random.Random) -> Path:
    odd = chance.choice(
        ("\n", "\r\n", "\x1b[2J", "\u202e", os.fsdecode(b"\xff\xfe"), "'\"", " ", "*", "长" * 60, "#!&")
    )
    return _written(folder / f"{number:05}{odd}.txt", chance.choice((b"", b"\0\1\2" * 50, GOOD.encode())))


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


MAKERS: dict[str, Callable[[Path, int, random.Random], Path]] = {
    "good": _good,
    "truncated": _truncated,
    "random bytes": _random_bytes,
    "changed bytes": _changed,
    "wrong ending": _wrong_ending,
    "empty": _empty,
    "huge line": _huge_line,
    "unreadable": _unreadable,
    "vanishing": _vanishing,
    "loop": _loop,
    "odd name": _odd_name,
}


if __name__ == "__main__":
    main()
