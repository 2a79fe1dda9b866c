"""From a document to the whole plan: one fixed sequence of analyzers."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache, partial
from importlib import import_module
from typing import Any

import msgspec

from ..lexicons import Lexicon, default_lexicon
from .context import Context
from .document import Document, Message
from .doubts import CONTENTS, find_doubts, shows_plan
from .ids import distinct
from .model import SCHEMA_VERSION, LexiconInfo, Plan, ProgramInfo, Target
from .segmenter import Segmenter
from .segmenter.engines import default_segmenter
from .version import VERSION

Finder = Callable[[Context], tuple[Any, ...]]


def _lazily(module: str, name: str, **given: str) -> Finder:
    """Return a function of another module that is imported when it is first called.

    What a command doesn't ask for costs no time: the modules and their expressions take longer to load than
    a short document to read.
    """

    @cache
    def load() -> Finder:
        return partial(getattr(import_module(f".{module}", __package__), name), **given)

    def find(context: Context) -> tuple[Any, ...]:
        return load()(context)

    return find


ANALYZERS: tuple[tuple[str, Finder], ...] = (
    ("directions", _lazily("activities.finding", "find_activities", role="direction")),
    ("tasks", _lazily("activities.finding", "find_activities", role="task")),
    ("measures", _lazily("activities.finding", "find_activities", role="measure")),
    ("goals", _lazily("goals", "find_goals")),
    ("targets", _lazily("targets.finding", "find_targets")),
    ("incentives", _lazily("incentives.finding", "find_incentives")),
    ("structures", _lazily("structures.finding", "find_structures")),
    ("declared", _lazily("counts.declarations", "find_declared")),
    ("rejected", _lazily("targets.finding", "find_rejected")),
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
    doubts = find_doubts(document, shows_plan(plan) or _holds_more(context, kinds))
    return msgspec.structs.replace(plan, messages=(*document.messages, *plan.messages, *doubts))


def _find(context: Context, kinds: Collection[str] | None) -> Plan:
    found = {
        kind: distinct(find(context)) if kinds is None or kind in kinds else () for kind, find in ANALYZERS
    }
    found["targets"], messages = _reconciled(context, found["targets"])
    return Plan(
        planscan=_program(context),
        document=context.facts,
        outline=context.outline,
        messages=messages,
        **found,
    )


def _holds_more(context: Context, kinds: Collection[str] | None) -> bool:
    """Tell whether a document holds something of a plan that nobody asked for; the first that is found is enough."""
    others = (
        find for kind, find in ANALYZERS if kinds is not None and kind in CONTENTS and kind not in kinds
    )
    return any(find(context) for find in others)


def _reconciled(
    context: Context, targets: tuple[Target, ...]
) -> tuple[tuple[Target, ...], tuple[Message, ...]]:
    if not targets:
        return targets, ()
    from .targets.reconcile import reconcile

    return reconcile(context, targets)


def _program(context: Context) -> ProgramInfo:
    return ProgramInfo(
        schema=SCHEMA_VERSION,
        version=VERSION,
        lexicon=LexiconInfo(context.lexicon.version, context.lexicon.digest),
        segmenter=context.segmenter.name,
    )
