"""docs/EVALUATION.md: the figures, written into the words of evaluation.md, and read back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template

from planscan.analyzers.version import VERSION
from planscan.lexicons import default_lexicon

from .corpora import ROOT, Corpus
from .counts import Score
from .floors import Measured
from .reach import Surveyed

PATH = ROOT / "docs" / "EVALUATION.md"
_TEMPLATE = Path(__file__).with_name("evaluation.md")
_HEADERS = (
    "measure",
    *("right/gold/found", "precision", "recall", "F1"),
    *("naive", "precision", "recall", "F1"),
)
_REACH_HEADERS = ("what", "in all", "in no document", "in one document")
_SHOWN = 12
"""Digits of a digest that a reader compares."""


def render(
    corpora: Mapping[str, Corpus],
    ours: Mapping[str, Measured],
    naive: Mapping[str, Measured],
    surveyed: Surveyed,
    date: str,
) -> str:
    """Return the document: what was measured on which data, with the baseline beside it."""
    lexicon = default_lexicon()
    template = Template(_TEMPLATE.read_text(encoding="utf-8"))
    return template.substitute(
        date=date,
        version=VERSION,
        lexicon_version=lexicon.version,
        lexicon=lexicon.digest[:_SHOWN],
        data=_table(
            ("corpus", "documents", "digest of documents and gold"), map(_identity, corpora.values())
        ),
        read=str(surveyed.read),
        searched=str(surveyed.searched),
        reach=_table(_REACH_HEADERS, (tuple(map(str, row)) for row in surveyed.counts())),
        figures="\n\n".join(_figures(name, ours[name], naive[name]) for name in corpora),
    )


def _identity(corpus: Corpus) -> tuple[str, ...]:
    return corpus.name, str(len(corpus.cases)), f"`{corpus.digest[:_SHOWN]}`"


def _figures(name: str, ours: Measured, naive: Measured) -> str:
    rows = (
        (measure, *_cells(score), *_cells(naive.scores[measure])) for measure, score in ours.scores.items()
    )
    return f"### {name}\n\n{_table(_HEADERS, rows)}"


def _cells(score: Score) -> tuple[str, ...]:
    """Return counts and shares; a share of nothing is no figure."""
    precision = f"{score.precision:.3f}" if score.found else "–"
    of_gold = (f"{share:.3f}" if score.gold else "–" for share in (score.recall, score.f1))
    return f"{score.right}/{score.gold}/{score.found}", precision, *of_gold


def _table(headers: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [headers, ("---",) * len(headers), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def digests(text: str) -> dict[str, str]:
    """Return the digest of each corpus that the document names."""
    return dict(re.findall(r"^\| (\w+) \| \d+ \| `(\w+)` \|$", text, re.MULTILINE))


def figures(text: str) -> dict[tuple[str, str], Score]:
    """Return the score of each corpus and measure that the document states."""
    stated: dict[tuple[str, str], Score] = {}
    for section in re.split(r"^### ", text, flags=re.MULTILINE)[1:]:
        corpus = section.partition("\n")[0]
        for measure, *counts in re.findall(r"^\| (\S+) \| (\d+)/(\d+)/(\d+) \|", section, re.MULTILINE):
            right, gold, found = map(int, counts)
            stated[corpus, measure] = Score(right, found, gold)
    return stated
