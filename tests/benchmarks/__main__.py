"""Measure planscan's speed beside the tokenizers that others start from.

    python -m tests.benchmarks [--rounds N] [--only extraction corpus analyzers readers startup growth] [--write]

Run it on a machine that does nothing else. `--write` keeps the figures in docs/PERFORMANCE.md.
"""

from __future__ import annotations

import argparse
import sys

from . import growth, report, startup, throughput
from .documents import ROOT

PARTS = ("extraction", "corpus", "analyzers", "readers", "startup", "growth")


def main() -> None:
    """Measure what is asked for, and print or keep it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--write", action="store_true", help="keep the figures in docs/")
    wanted = parser.parse_args()
    rates = {
        "The whole extraction, and what others start from": throughput.extraction(wanted.rounds)
        if "extraction" in wanted.only
        else [],
        "The same for all text and Markdown of the corpus": throughput.whole_corpus(wanted.rounds)
        if "corpus" in wanted.only
        else [],
        "By analyzer": throughput.analyzers(wanted.rounds) if "analyzers" in wanted.only else [],
        "By format": throughput.readers(wanted.rounds) if "readers" in wanted.only else [],
    }
    starts = startup.startup(wanted.rounds) if "startup" in wanted.only else {}
    grown = growth.by_length(wanted.rounds) if "growth" in wanted.only else {}
    lexicon = growth.by_lexicon(wanted.rounds) if "growth" in wanted.only else {}
    text = report.page(rates, starts, grown, lexicon)
    if wanted.write:
        report.write(ROOT / "docs", text, grown)
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
