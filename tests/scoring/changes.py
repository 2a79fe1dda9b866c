"""What a change of the program gains and loses, document by document."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from trials.revision import environment_of

from .corpora import ROOT
from .counts import Comparison, Results

Saved = dict[str, Results]
"""The results of each corpus."""

_NOTHING = Comparison()


def save(results: Saved, path: Path) -> None:
    """Write results to compare with later."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(results), indent=1) + b"\n")


def load(path: Path) -> Saved:
    """Return results that `save` wrote."""
    return msgspec.json.decode(path.read_bytes(), type=Saved)


def of_revision(revision: str, corpora: Iterable[str] = ()) -> Saved:
    """Return the results of the program as it was at a git revision, with today's scorer, gold and documents.

    Args:
        revision: a name that git knows.
        corpora: the names of the corpora to score; all that are there if none.

    Raises:
        subprocess.CalledProcessError: there is no such revision, or its program can't be scored.
    """
    with environment_of(revision) as environment:
        saved = Path(environment["PYTHONPATH"], "results.json")
        program = [sys.executable, ROOT / "tests" / "evaluate.py", *corpora, "--save", saved, "--no-gate"]
        subprocess.run(program, check=True, env=environment, stdout=subprocess.DEVNULL)
        return load(saved)


def changes(before: Saved, after: Saved) -> Iterator[str]:
    """Yield a line for each finding that was gained (+) or lost (-); corpora of one side only are left out."""
    for corpus in filter(before.__contains__, after):
        for document, comparisons in after[corpus].items():
            earlier = before[corpus].get(document, {})
            for measure, comparison in comparisons.items():
                for line in _changes(earlier.get(measure, _NOTHING), comparison):
                    yield f"{corpus}/{document} {measure:10} {line}"


def _changes(before: Comparison, after: Comparison) -> Iterator[str]:
    """Yield the differences of one measure; what is right but for a detail is told once, as missed."""
    for sign, gone, come in (("+", before, after), ("-", after, before)):
        missed = Counter(gone.missed) - Counter(come.missed)
        false = Counter(gone.false) - Counter(come.false) - missed
        words = ("now found", "no longer false") if sign == "+" else ("now missed", "now false")
        yield from (f"{sign} {words[0]}: {text}" for text in missed.elements())
        yield from (f"{sign} {words[1]}: {text}" for text in false.elements())
