"""What a change of the program gains and loses, document by document."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

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
    packages = ("cli", "analyzers", "lexicons")
    archive = subprocess.run(
        ["git", "archive", "--format=tar", revision, *packages], cwd=ROOT, check=True, stdout=subprocess.PIPE
    ).stdout
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(archive)) as files:
            files.extractall(Path(folder, "planscan"), filter="data")
        saved = Path(folder, "results.json")
        program = [sys.executable, ROOT / "tests" / "evaluate.py", *corpora, "--save", saved, "--no-gate"]
        # Coverage would look for that revision's files when they are gone.
        unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
        environment = {**unmeasured, "PYTHONPATH": folder}
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
