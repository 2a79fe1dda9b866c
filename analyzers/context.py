"""What all analyzers share about one document: computed once when first asked for, never changed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, groupby
from operator import attrgetter
from typing import Any, TypeVar

from msgspec.structs import replace

from ..lexicons import Lexicon
from .document import Citation, Document, Passage
from .facts.metadata import find_facts
from .language.sentences import Sentence, sentences, stretch
from .lazy import cached_property
from .model import Facts, Record, Responsible, Unit
from .responsibility.grammar import grammar_of
from .responsibility.statements import find_statements
from .sections.outline import find_outline
from .segmenter import Segmenter

R = TypeVar("R", bound=Record)
T = TypeVar("T")

_LOCAL_START = attrgetter("local_start")


class Context:
    """One document, the knowledge, and the evidence that more than one analyzer needs.

    Attributes:
        document: the document, as its reader made it.
        lexicon: the knowledge.
        segmenter: cuts words; loads its dictionary when first asked.
    """

    def __init__(self, document: Document, lexicon: Lexicon, segmenter: Segmenter) -> None:
        self.document = document
        self.lexicon = lexicon
        self.segmenter = segmenter
        self._kept: dict[str, Any] = {}

    def keep(self, key: str, make: Callable[[], T]) -> T:
        """Return what `make` gives, made once for this document: evidence that one family of analyzers shares."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The blocks of the document as rules read them."""
        return self.document.passages

    def passage_at(self, offset: int) -> Passage:
        """Return the last passage that begins at or before the document's offset; the first if none does."""
        return self.passages[max(0, bisect_right(self._passage_starts, offset) - 1)]

    @cached_property
    def _passage_starts(self) -> list[int]:
        return [passage.start for passage in self.passages]

    def holding(self, expression: re.Pattern[str]) -> Iterator[Passage]:
        """Yield the passages in which an expression is found; see `Document.holding`."""
        return self.document.holding(expression)

    def places(self, expression: re.Pattern[str]) -> dict[int, list[int]]:
        """Return where an expression is found; see `Document.places`."""
        return self.document.places(expression)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences of the document, in order."""
        return tuple(chain.from_iterable(map(self.sentences_of, self.passages)))

    def sentences_of(self, passage: Passage) -> tuple[Sentence, ...]:
        """Return the sentences of one of the document's passages, cut when somebody first asks."""
        found = self._cut[passage.place]
        if found is None:
            found = self._cut[passage.place] = sentences(passage)
        return found

    @cached_property
    def _cut(self) -> list[tuple[Sentence, ...] | None]:
        return [None] * len(self.passages)

    @cached_property
    def facts(self) -> Facts:
        """Title, issuer, kind, region, number, date and period of the document."""
        return find_facts(self.document, self.lexicon)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The outline with its roles, in document order."""
        return find_outline(self.document, self.facts, self.lexicon)

    @cached_property
    def outline(self) -> tuple[Unit, ...]:
        """The outline with the responsible units that the document names for each of its units."""
        said: dict[str, tuple[list[Citation], list[Responsible]]] = {}
        passages = self.holding(grammar_of(self.lexicon).told)
        for statement in find_statements(self.document, passages, self.lexicon):
            unit = self.unit_at(statement.start)
            if unit:
                lead, units = said.setdefault(unit.id, ([], []))
                lead += statement.lead
                units += statement.units
        return tuple(
            replace(unit, lead=tuple(said[unit.id][0]), units=tuple(said[unit.id][1]))
            if unit.id in said
            else unit
            for unit in self.units
        )

    @cached_property
    def unit_by_id(self) -> dict[str, Unit]:
        """The outline units by their ids."""
        return {unit.id: unit for unit in self.units}

    @cached_property
    def _unit_starts(self) -> list[int]:
        return [unit.start for unit in self.units]

    def unit_at(self, offset: int) -> Unit | None:
        """Return the innermost outline unit that holds the document's offset."""
        index = bisect_right(self._unit_starts, offset) - 1
        unit = self.units[index] if index >= 0 else None
        while unit and unit.unit_end <= offset:
            unit = self.unit_by_id[unit.parent] if unit.parent else None
        return unit

    def _next_boundary(self, offset: int, unit: Unit | None) -> int:
        """Return the first offset behind one that lies in `unit` at which another unit may be the innermost."""
        end = unit.unit_end if unit else len(self.document.text)
        index = bisect_right(self._unit_starts, offset)
        return min(end, self._unit_starts[index]) if index < len(self._unit_starts) else end

    def unit_begins_between(self, start: int, end: int) -> bool:
        """Tell whether an outline unit begins at or behind `start` and before `end` (document offsets)."""
        return bisect_left(self._unit_starts, start) < bisect_left(self._unit_starts, end)

    def units_between(self, start: int, end: int) -> tuple[Unit, ...]:
        """Return the outline units that begin at or behind `start` and before `end` (document offsets)."""
        first = bisect_left(self._unit_starts, start)
        return self.units[first : bisect_left(self._unit_starts, end, first)]

    def children(self, parent: str | None) -> Sequence[Unit]:
        """Return the units directly below the one of an id, or the outermost ones for None."""
        return self._children.get(parent, ())

    @cached_property
    def _children(self) -> dict[str | None, list[Unit]]:
        below: dict[str | None, list[Unit]] = {}
        for unit in self.units:
            below.setdefault(unit.parent, []).append(unit)
        return below

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the last sentence that begins at or before the document's offset; None before the first."""
        place = bisect_right(self._passage_starts, offset) - 1
        while place >= 0:
            passage = self.passages[place]
            if found := self._beginning(passage, 0, passage.local(offset + 1)):
                return found[-1]
            place -= 1
        return None

    def sentences_between(self, start: int, end: int) -> tuple[Sentence, ...]:
        """Return the sentences that begin at or behind `start` and before `end` (document offsets)."""
        if start >= end:
            return ()
        first = max(0, bisect_right(self._passage_starts, start) - 1)
        passages = self.passages[first : bisect_left(self._passage_starts, end)]
        found = [self._beginning(p, p.local(start), p.local(end)) for p in passages]
        return found[0] if len(found) == 1 else tuple(chain.from_iterable(found))

    def _beginning(self, passage: Passage, start: int, end: int) -> tuple[Sentence, ...]:
        """Return the sentences that begin at or behind one position of a passage and before another."""
        found = self.sentences_of(passage)
        first = bisect_left(found, start, key=_LOCAL_START) if start else 0
        last = bisect_left(found, end, first, key=_LOCAL_START) if end < len(passage.text) else None
        return found[first:last]

    def own_sentences(self, unit: Unit) -> tuple[Sentence, ...]:
        """Return the sentences that a unit says itself: not its children, also where it goes on behind them."""
        runs = self.own_runs(unit)
        if len(runs) == 1:
            return self.sentences_in(runs[0])
        return tuple(chain.from_iterable(map(self.sentences_in, runs)))

    def sentences_in(self, run: Sentence) -> tuple[Sentence, ...]:
        """Return the sentences that begin in a stretch of a passage."""
        return self._beginning(run.passage, run.local_start, run.local_end)

    def own_runs(self, unit: Unit) -> Sequence[Sentence]:
        """Return the stretches, each in one passage, in which the sentences stand that a unit says itself."""
        return self._runs_of.get(unit.id, ())

    @cached_property
    def _runs_of(self) -> dict[str, list[Sentence]]:
        """Only passages in which some unit begins or ends are cut into sentences for that."""
        owned: dict[str, list[Sentence]] = {}
        unit: Unit | None = None
        boundary = 0
        for passage in self.passages:
            if passage.start >= boundary:
                unit = self.unit_at(passage.start)
                boundary = self._next_boundary(passage.start, unit)
            if passage.end > boundary:
                for owner, run in self._parted(passage):
                    owned.setdefault(owner, []).append(run)
            elif unit:
                owned.setdefault(unit.id, []).append(Sentence(passage, 0, passage.text))
        return owned

    def _parted(self, passage: Passage) -> Iterator[tuple[str, Sentence]]:
        """Yield the stretches of a passage whose sentences have the same innermost unit around them, with its id."""
        units = ((self.unit_at(sentence.start), sentence) for sentence in self.sentences_of(passage))
        for owner, placed in groupby(units, key=lambda pair: pair[0].id if pair[0] else None):
            sentences = [sentence for _, sentence in placed]
            if owner:
                yield owner, stretch(passage, sentences[0].local_start, sentences[-1].local_end)

    def record(self, type_: type[R], kind: str, start: int, end: int, rule: str, /, **fields: object) -> R:
        """Return a record of `type_` for the words from `start` to `end`, with its place filled in.

        Args:
            type_: the class of the record.
            kind: the first part of its id.
            start: the document's offset of its first character.
            end: the offset behind its last.
            rule: the id of the rule that makes it.
            fields: the record's own fields.

        Raises:
            SpanError: the span is empty or outside the text.
        """
        cited = self.document.cite(start, end)
        block = self.document.block_at(start)
        unit = self.unit_at(start)
        return type_(
            id=f"{kind}-{start}",
            start=start,
            end=end,
            text=cited.text,
            page=block.page if block else None,
            line=block.line if block else None,
            section=unit.id if unit else None,
            rule=rule,
            **fields,  # pyright: ignore[reportArgumentType]
        )
