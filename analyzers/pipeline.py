"""From a document to the whole plan: one fixed sequence of analyzers."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import Any

import msgspec

from ..lexicons import Lexicon, default_lexicon
from .activities import find_activities
from .context import Context
from .declarations import find_declared
from .document import Document
from .doubts import find_doubts, holds_plan
from .goals import find_goals
from .ids import distinct
from .incentives import find_incentives
from .model import SCHEMA_VERSION, LexiconInfo, Plan, ProgramInfo
from .reconcile import reconcile
from .segmenter import Segmenter
from .segmenter.engines import default_segmenter
from .structures import find_structures
from .targets import find_rejected, find_targets
from .version import VERSION

ANALYZERS: tuple[tuple[str, Callable[[Context], tuple[Any, ...]]], ...] = (
    ("directions", partial(find_activities, role="direction")),
    ("tasks", partial(find_activities, role="task")),
    ("measures", partial(find_activities, role="measure")),
    ("goals", find_goals),
    ("targets", find_targets),
    ("incentives", find_incentives),
    ("structures", find_structures),
    ("declared", find_declared),
    ("rejected", find_rejected),
)
"""What finds the records of each kind, in the one order in which they run."""


def analyze(
    document: Document,
    lexicon: Lexicon | None = None,
    segmenter: Segmenter | None = None,
    kinds: Collection[str] | None = None,
) -> Plan:
    """Return what planscan finds in a document.

    Args:
        document: what a reader made.
        lexicon: the knowledge; planscan's own if None.
        segmenter: the engine that cuts words; the default one if None.
        kinds: the fields of `Plan` that are asked for; the others stay empty and cost no time. All if None.
            The outline and the document's facts are always there.
    """
    context = Context(document, lexicon or default_lexicon(), segmenter or default_segmenter())
    plan = _find(context, kinds)
    whole = plan if kinds is None or holds_plan(plan) else _find(context, None)
    return msgspec.structs.replace(
        plan, messages=(*document.messages, *plan.messages, *find_doubts(document, whole))
    )


def _find(context: Context, kinds: Collection[str] | None) -> Plan:
    found = {
        kind: distinct(find(context)) if kinds is None or kind in kinds else () for kind, find in ANALYZERS
    }
    found["targets"], messages = reconcile(context, found["targets"])
    return Plan(
        planscan=_program(context),
        document=context.facts,
        outline=context.outline,
        messages=messages,
        **found,
    )


def _program(context: Context) -> ProgramInfo:
    return ProgramInfo(
        schema=SCHEMA_VERSION,
        version=VERSION,
        lexicon=LexiconInfo(context.lexicon.version, context.lexicon.digest),
        segmenter=context.segmenter.name,
    )
