"""Time and memory against the length of one document, and time against the size of the lexicon."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from planscan.analyzers import analyze, read
from planscan.lexicons import Lexicon
from planscan.lexicons.overlays import read_overlay

from .documents import annotated, corpus_of, plan_of
from .measuring import peak_mebibytes, seconds_of, spread

LENGTHS = (10_000, 100_000, 1_000_000, 10_000_000)
"""Bytes of UTF-8; a Han character has three."""

FACTORS = (1, 5, 10, 20)
_ONE = "from planscan.analyzers import analyze, read; import sys; plan = analyze(read(sys.argv[1]))"
_CUES = 400
"""About as many literal terms as the roles and targets have; a factor of 20 adds that many 19 times."""


class Growth(NamedTuple):
    """One length: bytes of text, seconds, microseconds a byte, peak memory in MiB."""

    size: int
    seconds: float
    per_byte: float
    peak: float


MATERIALS: dict[str, Callable[[int], str]] = {
    "The sections of a sample plan, over and over": plan_of,
    "The documents of the corpus, one behind the other": corpus_of,
}
"""What long documents are made of. The sample is dense: more of it becomes rows than of real documents."""


def by_length(rounds: int, lengths: Sequence[int] = LENGTHS) -> dict[str, list[Growth]]:
    """Return what documents of growing length cost, by what they are made of."""
    return {
        name: [_grown(make(size // 3), size, rounds) for size in lengths] for name, make in MATERIALS.items()
    }


def by_lexicon(rounds: int, factors: Sequence[int] = FACTORS) -> dict[int, float]:
    """Return the seconds for the annotated documents with cues of roles added, by how many times as many."""
    documents = [read(path) for path in annotated()]
    taken: dict[int, float] = {}
    for factor in factors:
        lexicon = _enlarged(factor)
        times = seconds_of({"": lambda lex=lexicon: [analyze(d, lex) for d in documents]}, rounds)
        taken[factor] = spread(times[""]).middle
    return taken


def _grown(text: str, size: int, rounds: int) -> Growth:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.txt"
        path.write_text(text, encoding="utf-8")
        written = path.stat().st_size
        times = seconds_of({"": lambda: analyze(read(path))}, rounds if size < LENGTHS[-1] else 1)
        peak = peak_mebibytes(_ONE, str(path))
    seconds = spread(times[""]).middle
    return Growth(written, seconds, 1e6 * seconds / written, peak)


def _enlarged(factor: int) -> Lexicon:
    """Return a lexicon with made-up heading cues, each of four rare characters, which no document holds."""
    terms = [
        chr(0x3400 + number // 500) + chr(0x4DB0 - number % 500) for number in range(_CUES * (factor - 1))
    ]
    if not terms:
        return Lexicon()
    entry = {"id": "roles.benchmark", "role": "task", "strength": "weak", "scope": ["title"], "terms": terms}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cues.yaml"
        path.write_text(json.dumps({"roles": [entry]}), encoding="utf-8")
        return Lexicon(overlays=[read_overlay(path)])
