"""Many documents from Python: `scan(sources)` yields their plans."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator

from ..lexicons import Lexicon, default_lexicon
from .errors import PlanscanError
from .execution.plans import PlanWork
from .execution.spreading import spread
from .execution.work import Examination
from .model import Plan
from .readers.limits import DEFAULT_LIMITS, Limits
from .sources.columns import TextColumns
from .sources.finding import find_inputs


class UnreadDocumentWarning(UserWarning):
    """A document could not be read; the others are."""


def scan(
    sources: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    jobs: int | None = None,
    kinds: Collection[str] | None = None,
    lexicon: Lexicon | None = None,
    encoding: str | None = None,
    columns: TextColumns | None = None,
    limits: Limits = DEFAULT_LIMITS,
    on_error: Callable[[PlanscanError], object] | None = None,
) -> Iterator[Plan]:
    """Yield the plans of many documents, in the order of the sources, few of them in memory at a time.

    Args:
        sources: one or more files, folders, globs, archives, tables or URLs.
        jobs: how many processes work; None for one a processor, as soon as there is enough to do.
        kinds: the fields of `Plan` that are asked for, which saves time; all if None.
        lexicon: the knowledge; planscan's own if None.
        encoding: Python's name of the encoding of texts; None to find it out.
        columns: which columns of tables hold texts and names.
        limits: what one document may cost at most.
        on_error: called with the error of each document that can't be read, which names the document; a warning
            if None.

    Raises:
        UsageError: the number of jobs makes no sense.
        LexiconError: a lexicon file is broken.
    """
    examination = Examination(
        lexicon=lexicon or default_lexicon(),
        encoding=encoding,
        limits=limits,
        kinds=None if kinds is None else tuple(kinds),
    )
    names = [sources] if isinstance(sources, str | os.PathLike) else sources
    found = find_inputs((os.fspath(name) for name in names), columns=columns, limits=limits)
    for outcome in spread(found, PlanWork(examination), jobs):
        if isinstance(outcome.result, Plan):
            yield outcome.result
        else:
            (on_error or _warn)(outcome.result)


def _warn(error: PlanscanError) -> None:
    warnings.warn(str(error), UnreadDocumentWarning, stacklevel=3)
