"""The quality gate: scores planscan against what people annotated, and holds every measure to its floor.

    tests/evaluate.py                     the scores of all corpora; exit 1 where a measure is under its floor
    tests/evaluate.py --details dev       every miss (-) and every false finding (+) of one corpus
    tests/evaluate.py --against main      what was gained and lost since a git revision, or a file of --save
    tests/evaluate.py --update            raise floors to what is reached; --lower REASON lowers what is not
    tests/evaluate.py --write             docs/EVALUATION.md anew (a minute)
    tests/evaluate.py --rules             rules, cues and words that reach one document or two (minutes)

The samples of this project are always scored; the real documents where ../shared is beside the checkout.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from scoring import changes, floors, reach, report
from scoring.corpora import SHARED, Corpus, Finder, corpora, planscan
from scoring.counts import Results, total
from scoring.naive import naive

SAMPLED = 10
"""Of the documents in bulk each tenth is read whole for docs/EVALUATION.md; `--rules` reads all of them."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate; return its exit code."""
    options = _options(arguments)
    wanted = {
        name: corpus for name, corpus in corpora().items() if not options.corpora or name in options.corpora
    }
    if unknown := set(options.corpora) - wanted.keys():
        _say(f"no such corpus here: {', '.join(sorted(unknown))} (there are {', '.join(corpora())})")
        return 2
    if options.rules:
        return _rules()
    find: Finder = naive if options.naive else planscan
    results = {name: corpus.results(find) for name, corpus in wanted.items()}
    for name, found in results.items():
        _say(*_table(name, found), *(_details(found) if options.details else ()))
    if options.save:
        changes.save(results, options.save)
    if options.against:
        given = Path(options.against)
        before = changes.load(given) if given.is_file() else changes.of_revision(options.against, wanted)
        _say(*changes.changes(before, results))
    if options.write and not _write(wanted, results):
        return 2
    return 0 if options.no_gate or options.naive else _gate(options, wanted, results)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument(
        "corpora", nargs="*", help="samples, dev, govcn, negatives; all that are there if none"
    )
    parser.add_argument("--details", action="store_true", help="list every miss and every false finding")
    parser.add_argument("--naive", action="store_true", help="score the naive baseline instead")
    parser.add_argument("--save", type=Path, metavar="FILE", help="write the findings of each document")
    parser.add_argument("--against", metavar="FILE|REV", help="print what was gained and lost since then")
    parser.add_argument(
        "--floors", type=Path, default=floors.PATH, metavar="FILE", help="where the floors stand"
    )
    parser.add_argument("--no-gate", action="store_true", help="only score")
    parser.add_argument("--update", action="store_true", help="raise the floors to what is reached")
    parser.add_argument("--write", action="store_true", help="write docs/EVALUATION.md")
    parser.add_argument("--rules", action="store_true", help="only list what may be fitted to one document")
    parser.add_argument("--lower", metavar="REASON", help="lower the floors that are not reached")
    return parser.parse_args(arguments)


def _gate(options: argparse.Namespace, wanted: dict[str, Corpus], results: dict[str, Results]) -> int:
    """Hold the scores to their floors, after these were moved if that is asked for."""
    try:
        pinned = floors.load(options.floors)
        measured = measure(wanted, results)
        if options.lower is not None:
            pinned = floors.lowered(pinned, measured, options.lower, datetime.now(UTC).date().isoformat())
        if options.update:
            pinned = floors.raised(pinned, measured)
        if options.update or options.lower is not None:
            floors.save(pinned, options.floors)
    except floors.FloorsError as problem:
        _say(str(problem))
        return 1
    short = list(floors.shortfalls(pinned, measured))
    _say(*short)
    return 1 if short else 0


def _write(wanted: dict[str, Corpus], results: dict[str, Results]) -> bool:
    """Write the figures beside those of the baseline; a document about a part of the data is not written."""
    if wanted.keys() != {"samples", "dev", "govcn", "negatives"}:
        _say("docs/EVALUATION.md is about all corpora: name none, and have ../shared beside the checkout")
        return False
    surveyed = reach.survey_shared(SHARED, every=SAMPLED)
    baseline = measure(wanted, {name: corpus.results(naive) for name, corpus in wanted.items()})
    today = datetime.now(UTC).date().isoformat()
    text = report.render(wanted, measure(wanted, results), baseline, surveyed, today)
    report.PATH.write_text(text, encoding="utf-8")
    return True


def _rules() -> int:
    """List what fires in one document or two; what is fitted to a document hides there."""
    if not SHARED.is_dir():
        _say("the reach of rules is measured on ../shared, which is not beside the checkout")
        return 2
    surveyed = reach.survey_shared(SHARED)
    _say(*surveyed.rare({case.name for case in corpora()["dev"].cases}))
    return 0


def measure(wanted: dict[str, Corpus], results: dict[str, Results]) -> dict[str, floors.Measured]:
    """Return the digest and the scores of each corpus."""
    return {name: floors.Measured(wanted[name].digest, total(found)) for name, found in results.items()}


def _table(name: str, results: Results) -> Iterable[str]:
    yield f"{name}: {len(results)} documents"
    yield f"  {'measure':11} {'P':>6} {'R':>6} {'F1':>6}  right/gold/found"
    for kind, score in total(results).items():
        counts = f"{score.right}/{score.gold}/{score.found}"
        yield f"  {kind:11} {score.precision:6.3f} {score.recall:6.3f} {score.f1:6.3f}  {counts}"


def _details(results: Results) -> Iterable[str]:
    for document, comparisons in results.items():
        for kind, comparison in comparisons.items():
            yield from (f"  {document} {kind:10} - {text}" for text in comparison.missed)
            yield from (f"  {document} {kind:10} + {text}" for text in comparison.false)


def _say(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `… | head` closes the pipe, which is no error
    sys.exit(main())
