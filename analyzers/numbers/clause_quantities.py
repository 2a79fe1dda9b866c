"""The quantities of clauses, each clause read once for all analyzers that ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..context import Context
from ..document import Passage
from ..language.sentences import Sentence, holding
from .quantities import Quantity, quantity_reader


class ClauseQuantities:
    """Reads the quantities of a document's clauses and keeps them.

    Attributes:
        passages: the passages in which quantities may begin, in order.
    """

    def __init__(self, context: Context) -> None:
        """Take the quantities of the document's lexicon."""
        self._reader = quantity_reader(context.lexicon)
        self._kept: dict[tuple[str, bool], tuple[Quantity, ...]] = {}
        self._places = context.places(self._reader.candidates)
        self.passages = [context.passages[place] for place in self._places]

    def places(self, passage: Passage) -> Sequence[int]:
        """Return where in a passage quantities may begin."""
        return self._places.get(passage.place, ())

    def holding(self, passage: Passage, stretches: Iterable[Sentence]) -> list[Sentence]:
        """Return the sentences or clauses of a passage, given in order, that have what every quantity needs."""
        return holding(stretches, self.places(passage))

    def of(self, clause: str, *, implied: bool = False) -> tuple[Quantity, ...]:
        """Return the quantities of a folded clause, in order.

        Args:
            clause: the folded clause.
            implied: whether words such as 零增长 are quantities here: in sections that state goals.
        """
        key = clause, implied
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = tuple(self._reader.read(clause, implicit=implied))
        return found


def clause_quantities(context: Context) -> ClauseQuantities:
    """Return what reads the clauses of a document, made once for it."""
    return context.keep("clause_quantities", lambda: ClauseQuantities(context))
