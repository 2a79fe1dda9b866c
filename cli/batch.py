"""The documents of one run: read and analysed, in this process or by others, and reported on where that fails."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import reduce
from typing import TypeVar

from ..analyzers.document import Document
from ..analyzers.errors import PlanscanError
from ..analyzers.execution import guard
from ..analyzers.execution.spreading import InputWork, failed, spread
from ..analyzers.execution.work import Examination, Outcome
from ..analyzers.model import Plan
from ..analyzers.readers.limits import DEFAULT_LIMITS, raised
from ..analyzers.segmenter import Segmenter
from ..analyzers.sources.inputs import Input
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


def documents(
    options: Reading, notices: Notices, name: str | None = None
) -> Iterator[Document | PlanscanError]:
    """Yield each document, read in this process and not analysed, or the error in its place, which is reported.

    Args:
        options: what is read, and how.
        notices: where errors are reported.
        name: the name of the only document that is wanted, of several in an archive or table; None for all.
    """
    how = examination(options)
    for found in chosen_inputs(options, how.limits):
        if name is not None and isinstance(found, Input) and found.name != name:
            continue
        outcome = how.outcome(found, _itself) if isinstance(found, Input) else failed(found)
        if isinstance(outcome.result, PlanscanError):
            notices.error(outcome.result)
        yield outcome.result


def guarded(path: str, notices: Notices, work: Callable[[], R]) -> R | PlanscanError:
    """Return what `work` on one document gives, or the error that it ended with, which is reported."""
    result = guard.guarded(path, work)
    if isinstance(result, PlanscanError):
        notices.error(result)
    return result


def engine(options: Reading) -> Segmenter:
    """Return the engine that the user wants; nothing is loaded before the first text is cut."""
    return examination(options).engine


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


def _itself(document: Document) -> Document:
    return document
