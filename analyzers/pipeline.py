"""From a document to the whole plan: one fixed sequence of analyzers."""

from __future__ import annotations

import msgspec

from ..lexicons import Lexicon, default_lexicon
from .activities import find_activities
from .context import Context
from .declarations import find_declared
from .document import Document
from .doubts import find_doubts
from .goals import find_goals
from .ids import distinct
from .model import SCHEMA_VERSION, LexiconInfo, Plan, ProgramInfo
from .segmenter import Segmenter
from .segmenter.engines import default_segmenter
from .structures import find_structures
from .targets import find_rejected, find_targets
from .version import VERSION


def analyze(document: Document, lexicon: Lexicon | None = None, segmenter: Segmenter | None = None) -> Plan:
    """Return everything that planscan finds in a document.

    Args:
        document: what a reader made.
        lexicon: the knowledge; planscan's own if None.
        segmenter: the engine that cuts words; the default one if None.
    """
    context = Context(document, lexicon or default_lexicon(), segmenter or default_segmenter())
    plan = Plan(
        planscan=_program(context),
        document=context.facts,
        outline=context.outline,
        directions=find_activities(context, "direction"),
        tasks=find_activities(context, "task"),
        measures=find_activities(context, "measure"),
        goals=distinct(find_goals(context)),
        targets=distinct(find_targets(context)),
        incentives=(),
        structures=distinct(find_structures(context)),
        declared=distinct(find_declared(context)),
        rejected=distinct(find_rejected(context)),
        messages=document.messages,
    )
    return msgspec.structs.replace(plan, messages=(*document.messages, *find_doubts(document, plan)))


def _program(context: Context) -> ProgramInfo:
    return ProgramInfo(
        schema=SCHEMA_VERSION,
        version=VERSION,
        lexicon=LexiconInfo(context.lexicon.version, context.lexicon.digest),
        segmenter=context.segmenter.name,
    )
