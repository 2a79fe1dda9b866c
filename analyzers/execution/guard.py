"""The one place where anything that goes wrong with a document becomes an error of this document."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ...lexicons.errors import LexiconFault
from ..errors import DefectError, LexiconError, LimitError, PlanscanError, UsageError
from ..readers.limits import DEFAULT_LIMITS, Limits
from .alarm import TimeIsUp, alarm

T = TypeVar("T")


def guarded(path: str, work: Callable[[], T], limits: Limits = DEFAULT_LIMITS) -> T | PlanscanError:
    """Return what `work` on one document gives, or the error that it ended with.

    One document's bad luck, be it a defect of planscan, must not cost the results of the others.

    Args:
        path: the document's name.
        work: what is done with the document.
        limits: how long it may take.

    Raises:
        LexiconError: a lexicon file is broken, which concerns all documents.
        UsageError: what the user asks for can't be done with any document.
    """
    try:
        with alarm(limits.seconds):
            return work()
    except LexiconFault as fault:
        raise LexiconError(str(fault)) from fault
    except (LexiconError, UsageError):
        raise
    except PlanscanError as error:
        error.path = error.path or path
        return error
    except TimeIsUp:
        return overdue(path, limits)
    except MemoryError:
        return LimitError("内存不够，请检查文件，或减少 --jobs", path)
    except Exception as problem:
        return DefectError(f"planscan 内部出错，请报告此文件（{_where(problem)}）", path)


def overdue(path: str, limits: Limits) -> LimitError:
    """Return the error of a document that took too long."""
    try:
        limits.check("seconds", float("inf"), path)
    except LimitError as error:
        return error
    raise AssertionError("no limit is infinite")


def _where(problem: Exception) -> str:
    """Return what happened and in which line of the program, for a report."""
    place = problem.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    line = f"{place.tb_frame.f_globals.get('__name__')}:{place.tb_lineno}" if place else "?"
    return f"{type(problem).__name__}: {problem}，{line}"
