"""The documents of one run, one after the other: read, analysed, and reported on where that fails."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial, reduce
from typing import TypeVar

from ..analyzers.document import Document
from ..analyzers.errors import DefectError, InputError, LexiconError, PlanscanError
from ..analyzers.model import Plan
from ..analyzers.readers.limits import DEFAULT_LIMITS, raised
from ..analyzers.segmenter import Segmenter
from ..lexicons.loader import LexiconFault
from .inputs import find_inputs, named_inputs, read_input
from .knowledge import knowledge
from .notices import Notices
from .options import Reading

T = TypeVar("T")


def documents(options: Reading, notices: Notices) -> Iterator[Document | PlanscanError]:
    """Yield each document in the order of the inputs, or the error in its place, which is reported at once.

    Raises:
        UsageError: there is nothing to read, or a limit makes no sense.
        LexiconError: a lexicon file is broken, which concerns all documents.
    """
    limits = reduce(raised, options.limit or (), DEFAULT_LIMITS)
    for found in find_inputs(named_inputs(options.files or ()), options.output):
        if isinstance(found, InputError):
            notices.error(found)
            yield found
        else:
            yield guarded(found, notices, partial(read_input, found, options.encoding, limits))


def outcomes(
    options: Reading, notices: Notices, kinds: Collection[str] | None = None
) -> Iterator[Plan | PlanscanError]:
    """Yield the plan of each document, with the kinds of records asked for, or the error in its place."""
    from ..analyzers import analyze

    lexicon = knowledge(options.lexicon or ())
    segmenter = engine(options)
    for document in documents(options, notices):
        if isinstance(document, PlanscanError):
            yield document
            continue
        outcome = guarded(document.path, notices, partial(analyze, document, lexicon, segmenter, kinds))
        if isinstance(outcome, Plan):
            notices.warnings(outcome.document.path, outcome.messages)
        yield outcome


def plans(options: Reading, notices: Notices, kinds: Collection[str] | None = None) -> Iterator[Plan]:
    """Yield the plans of the documents that could be read; see `outcomes`."""
    return (outcome for outcome in outcomes(options, notices, kinds) if isinstance(outcome, Plan))


def engine(options: Reading) -> Segmenter:
    """Return the engine that the user wants; nothing is loaded before the first text is cut."""
    from ..analyzers.segmenter import engines

    lexicon = knowledge(options.lexicon or ())
    return engines.segmenter(options.segmenter.value if options.segmenter else "rjieba", lexicon)


def guarded(path: str, notices: Notices, work: Callable[[], T]) -> T | PlanscanError:
    """Return what `work` on one document gives, or the error that it ended with, which is reported.

    One document's bad luck, be it a defect of planscan, must not cost the results of the others.

    Args:
        path: the document's name.
        notices: where errors are reported.
        work: what is done with the document.

    Raises:
        LexiconError: a lexicon file is broken, which concerns all documents.
    """
    try:
        return work()
    except LexiconFault as fault:
        raise LexiconError(str(fault)) from fault
    except PlanscanError as error:
        error.path = error.path or path
        failure = error
    except Exception as problem:
        failure = DefectError(f"planscan 内部出错，请报告此文件（{_where(problem)}）", path)
    notices.error(failure)
    return failure


def _where(problem: Exception) -> str:
    """Return what happened and in which line of the program, for a report."""
    place = problem.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    line = f"{place.tb_frame.f_globals.get('__name__')}:{place.tb_lineno}" if place else "?"
    return f"{type(problem).__name__}: {problem}，{line}"
