"""The annotated data: which documents there are, what they are compared with, and what identifies them."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import yaml

from planscan.analyzers import Document, analyze, read

from .counts import Comparison, Comparisons, Results
from .officials import compare_metadata, compare_numbers, compare_units
from .plans import Side, compare_plan

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"

Finder = Callable[[Document], Side]
"""What makes plain mappings, named as in planscan's JSON, out of a document."""


@dataclass(frozen=True)
class Case:
    """One document, and what judges the findings in it."""

    name: str
    path: Path
    judge: Callable[[Document, Side], Comparisons]


@dataclass(frozen=True)
class Corpus:
    """Documents that are scored together, and the files that hold their gold."""

    name: str
    cases: tuple[Case, ...]
    gold: tuple[Path, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of the names and bytes of all documents and of their gold: which data a figure is about."""
        digest = hashlib.sha256()
        for path in sorted({*self.gold, *(case.path for case in self.cases)}, key=lambda path: path.name):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        return digest.hexdigest()

    def results(self, find: Finder) -> Results:
        """Return the comparisons of each document."""
        return {case.name: _judged(case, find) for case in self.cases}


def _judged(case: Case, find: Finder) -> Comparisons:
    document = read(case.path)
    return case.judge(document, find(document))


def planscan(document: Document) -> Side:
    """Return what planscan finds, as a reader of its JSON gets it."""
    encoded = msgspec.json.encode(analyze(document))
    return msgspec.json.decode(encoded)


def corpora(shared: Path = SHARED) -> dict[str, Corpus]:
    """Return the corpora that are there, by name: the samples always, the others where `shared` exists."""
    present = [_samples()]
    if shared.is_dir():
        present += [_dev(shared), _official(shared / "govcn"), _negatives(shared / "corpus")]
    return {corpus.name: corpus for corpus in present}


def _load(path: Path) -> dict[str, Any]:
    return yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _annotated(name: str, gold: Iterable[Path], document: Callable[[str], Path]) -> Corpus:
    paths = tuple(sorted(gold))
    cases = (
        Case(path.stem, document(path.stem), partial(_compare_with, compare_plan, _load(path)))
        for path in paths
    )
    return Corpus(name, tuple(cases), paths)


def _compare_with(
    compare: Callable[[Side, Side], Comparisons], gold: Side, _: Document, plan: Side
) -> Comparisons:
    return compare(gold, plan)


def _samples() -> Corpus:
    folder = ROOT / "samples"
    return _annotated(
        "samples", (ROOT / "tests" / "gold").glob("*.yaml"), lambda stem: _only(folder.glob(f"{stem}.*"))
    )


def _dev(shared: Path) -> Corpus:
    folder = shared / "corpus"
    gold = (shared / "gold" / "dev").glob("*.yaml")
    return _annotated("dev", gold, lambda stem: _only(folder.glob(f"{stem}_*")))


def _only(paths: Iterator[Path]) -> Path:
    (path,) = paths
    return path


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a tab-separated table by their headers."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def _official(folder: Path) -> Corpus:
    """Return the State Council's documents, whose metadata, responsible bodies and numbers stand in tables."""
    tables = {name: folder / f"{name}.tsv" for name in ("metadata", "units", "numbers")}
    metadata, units, numbers = map(rows, tables.values())

    def judge(about: dict[str, str], document: Document, plan: Side) -> Comparisons:
        bodies = [row for row in units if row["file"] == about["file"]]
        figures = [row for row in numbers if row["file"] == about["file"]]
        found = compare_metadata(about, plan)
        found |= compare_units(bodies, document, plan) if bodies else {}
        return found | (compare_numbers(figures, plan) if figures else {})

    cases = (Case(row["file"], folder / "html" / row["file"], partial(judge, row)) for row in metadata)
    return Corpus("govcn", tuple(cases), tuple(tables.values()))


def _negatives(folder: Path) -> Corpus:
    """Return the documents that hold numbers like those of plans and are none: nothing is to be found."""
    manifest = folder / "manifest.tsv"
    names = [row["file"] for row in rows(manifest) if row["kind"] == "negative"]

    def judge(_: Document, plan: Side) -> Comparisons:
        return {
            measure: Comparison(0, (), tuple(str(row.get("text")) for row in plan.get(measure) or ()))
            for measure in ("targets", "structures")
        }

    return Corpus("negatives", tuple(Case(name, folder / name, judge) for name in names), ())
