"""The quantities of clauses, each clause read once for all analyzers that ask."""

from __future__ import annotations

from ..context import Context
from .quantities import Quantity, quantity_reader


class ClauseQuantities:
    """Reads the quantities of a document's clauses and keeps them.

    Attributes:
        may_hold: tells at once whether a folded sentence or clause has what every quantity needs.
    """

    def __init__(self, context: Context) -> None:
        """Take the quantities of the document's lexicon."""
        self._reader = quantity_reader(context.lexicon)
        self.may_hold = self._reader.may_hold
        self._kept: dict[tuple[str, bool], tuple[Quantity, ...]] = {}

    def of(self, clause: str, *, implied: bool = False) -> tuple[Quantity, ...]:
        """Return the quantities of a folded clause, in order.

        Args:
            clause: the folded clause.
            implied: whether words such as 零增长 are quantities here: in sections that state goals.
        """
        key = clause, implied
        found = self._kept.get(key)
        if found is None:
            read = self._reader.read(clause, implicit=implied) if self.may_hold(clause) else ()
            found = self._kept[key] = tuple(read)
        return found


def clause_quantities(context: Context) -> ClauseQuantities:
    """Return what reads the clauses of a document, made once for it."""
    return context.keep("clause_quantities", lambda: ClauseQuantities(context))
