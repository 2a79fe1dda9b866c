"""What is done with one document, the same in this process, in a worker and on a cluster."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeAlias, TypeVar

import msgspec

from ...lexicons import Lexicon
from ..document import Document
from ..errors import PlanscanError
from ..model import Plan
from ..readers.limits import DEFAULT_LIMITS, Limits
from ..segmenter import Segmenter, engines
from ..segmenter.engines import EngineName
from ..sources.inputs import Input
from .guard import guarded

R = TypeVar("R")

Report: TypeAlias = Callable[[int], None]
"""Told the place of the document that is begun, in work on several."""


class Outcome(NamedTuple, Generic[R]):
    """What became of one document.

    Attributes:
        name: its name.
        result: what the work on it gave, or the error that it ended with.
        size: its bytes, as far as they were read.
    """

    name: str
    result: R | PlanscanError
    size: int


class Examination(msgspec.Struct, frozen=True, kw_only=True):
    """How the documents of one run are read and analysed; it can be sent to other processes.

    Attributes:
        lexicon: the knowledge.
        segmenter: the engine that cuts words.
        encoding: the encoding that the user demands of texts; None to find it out.
        limits: what one document may cost.
        kinds: the fields of `Plan` that are asked for; all if None.
    """

    lexicon: Lexicon
    segmenter: EngineName = "rjieba"
    encoding: str | None = None
    limits: Limits = DEFAULT_LIMITS
    kinds: tuple[str, ...] | None = None

    def plan(self, source: Input) -> Outcome[Plan]:
        """Return the plan of a document, or the error that it ended with."""
        return self.outcome(source, self.analyzed)

    def outcome(self, source: Input, work: Callable[[Document], R]) -> Outcome[R]:
        """Return what some work gives for a document, which is read for it, or the error that it ended with."""
        size = 0

        def read_and_work() -> R:
            nonlocal size
            data = source.fetch(self.limits)
            size = len(data)
            return work(source.document(data, self.encoding, self.limits))

        return Outcome(source.name, guarded(source.name, read_and_work, self.limits), size)

    def analyzed(self, document: Document) -> Plan:
        """Return what is found in a document."""
        from ..pipeline import analyze  # not before a document was read that holds something

        return analyze(document, self.lexicon, self.engine, self.kinds)

    @property
    def engine(self) -> Segmenter:
        """The engine that cuts words; nothing is loaded before the first text is cut."""
        return engines.segmenter(self.segmenter, self.lexicon)
