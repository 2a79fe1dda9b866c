"""The documents of one run: read and analysed, in this process or by others, and reported on where that fails."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import reduce
from typing import TypeVar

from ..analyzers.errors import PlanscanError
from ..analyzers.execution.spreading import InputWork, spread
from ..analyzers.execution.work import Examination, Outcome
from ..analyzers.model import Plan
from ..analyzers.readers.limits import DEFAULT_LIMITS, raised
from .inputs import chosen_inputs
from .knowledge import knowledge
from .notices import Notices
from .options import Reading
from .progress import Progress

R = TypeVar("R")


def outcomes(
    options: Reading, notices: Notices, kinds: Collection[str] | None = None
) -> Iterator[Plan | PlanscanError]:
    """Yield the plan of each input, with the kinds of records asked for, or the error in its place.

    Errors and warnings are reported.

    Raises:
        UsageError: there is nothing to read, or an option makes no sense.
        LexiconError: a lexicon file is broken, which concerns all documents.
    """
    from ..analyzers.execution.plans import PlanWork

    for outcome in reported(options, notices, PlanWork(examination(options, kinds))):
        yield outcome.result


def plans(options: Reading, notices: Notices, kinds: Collection[str] | None = None) -> Iterator[Plan]:
    """Yield the plans of the documents that could be read; see `outcomes`."""
    return (outcome for outcome in outcomes(options, notices, kinds) if isinstance(outcome, Plan))


def texts(options: Reading, notices: Notices, words: bool) -> Iterator[str]:
    """Yield the canonical texts of the documents that could be read, or their words; see `outcomes`."""
    from ..analyzers.execution.texts import TextWork

    for outcome in reported(options, notices, TextWork(examination(options), words)):
        if isinstance(outcome.result, str):
            yield outcome.result


def examination(options: Reading, kinds: Collection[str] | None = None) -> Examination:
    """Return how the documents of a run are read and analysed.

    Raises:
        UsageError: a limit makes no sense.
        BrokenOverlayError: a lexicon file of the user is broken.
    """
    return Examination(
        lexicon=knowledge(options.lexicon or ()),
        segmenter=options.segmenter.value if options.segmenter else "rjieba",
        encoding=options.encoding,
        limits=reduce(raised, options.limit or (), DEFAULT_LIMITS),
        kinds=None if kinds is None else tuple(kinds),
    )


def reported(options: Reading, notices: Notices, work: InputWork[R]) -> Iterator[Outcome[R]]:
    """Yield what work on each input gives; errors, warnings and progress are told."""
    with Progress(options) as progress:
        for outcome in spread(chosen_inputs(options, work.limits), work, options.jobs):
            progress.clear()
            if isinstance(outcome.result, PlanscanError):
                notices.error(outcome.result)
            elif isinstance(outcome.result, Plan):
                notices.warnings(outcome.name, outcome.result.messages)
            yield outcome
            progress.advance(1, outcome.size, int(isinstance(outcome.result, PlanscanError)))
