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

    def of(self, clause: Sentence, places: Sequence[int], *, implied: bool = False) -> tuple[Quantity, ...]:
        """Return the quantities of a clause of the document, in order.

        Args:
            clause: the clause.
            places: those of its passage at which quantities may begin in it.
            implied: whether words such as 零增长 are quantities here: in sections that state goals.
        """
        found = self._kept.get((clause.text, implied))
        if found is not None:
            return found
        begin = clause.local_start
        return self._read(clause.text, implied, [place - begin for place in places])

    def of_words(self, words: str) -> tuple[Quantity, ...]:
        """Return the quantities of the folded words of a clause, in order, those that are implied left out."""
        found = self._kept.get((words, False))
        return self._read(words, False, None) if found is None else found

    def _read(self, words: str, implied: bool, places: Sequence[int] | None) -> tuple[Quantity, ...]:
        found = self._kept[words, implied] = tuple(self._reader.read(words, implicit=implied, places=places))
        return found


def clause_quantities(context: Context) -> ClauseQuantities:
    """Return what reads the clauses of a document, made once for it."""
    return context.keep("clause_quantities", lambda: ClauseQuantities(context))
